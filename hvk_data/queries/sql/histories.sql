-- Several indicators over time for some areas: the small lines of cards.
SELECT fact.indicator, fact.region, fact."year", fact.value, fact.abs_value, fact.certainty,
    NOT coverage.usable AS thin
FROM fact
JOIN coverage USING (indicator, gender, "year")
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.region IN (SELECT unnest($regions)) AND fact.value IS NOT NULL
ORDER BY fact.indicator, fact.region, fact."year";
