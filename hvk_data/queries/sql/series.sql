-- Some indicators' figures of one sex for some areas, all years; a year is thin that under half of the
-- usual municipalities have figures of. Thin years are few: joined by them alone it takes half the time.
SELECT fact.indicator, fact.region, fact."year", fact.value, fact.abs_value, fact.certainty,
    thin."year" IS NOT NULL AS thin
FROM fact
LEFT JOIN (FROM coverage WHERE NOT usable) AS thin USING (indicator, gender, "year")
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.region IN (SELECT unnest($regions))
ORDER BY fact.indicator, fact.region, fact."year";
