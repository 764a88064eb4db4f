-- Several indicators over time for some areas: the small lines of cards.
SELECT fact.indicator, fact.region, fact."year", fact.value, fact.abs_value, fact.certainty,
    thin."year" IS NOT NULL AS thin
FROM fact
LEFT JOIN (FROM coverage WHERE NOT usable) AS thin USING (indicator, gender, "year")
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.region IN (SELECT unnest($regions)) AND fact.value IS NOT NULL
ORDER BY fact.indicator, fact.region, fact."year";
