-- Some indicators' figures of one sex for some areas, all years.
SELECT indicator, region, "year", value, abs_value, certainty
FROM fact
WHERE indicator IN (SELECT unnest($indicators)) AND gender = $gender AND region IN (SELECT unnest($regions))
ORDER BY indicator, region, "year";
