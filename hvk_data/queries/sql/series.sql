-- One indicator's figures of one sex for some areas, all years.
SELECT region, "year", value, abs_value, certainty
FROM fact
WHERE indicator = $indicator AND gender = $gender AND region IN (SELECT unnest($regions))
ORDER BY region, "year";
