-- Some indicators' figures of one sex for some areas, all years; a year is thin that under half of the
-- usual municipalities have figures of.
SELECT fact.indicator, fact.region, fact."year", fact.value, fact.abs_value, fact.certainty,
    NOT coverage.usable AS thin
FROM fact
JOIN coverage USING (indicator, gender, "year")
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.region IN (SELECT unnest($regions))
ORDER BY fact.indicator, fact.region, fact."year";
