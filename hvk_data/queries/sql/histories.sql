-- Several indicators over time for some areas: the small lines of cards and tables.
SELECT fact.indicator, fact.region, fact."year", fact.value, fact.abs_value, fact.certainty
FROM fact
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.region IN (SELECT unnest($regions)) AND fact.value IS NOT NULL
ORDER BY fact.indicator, fact.region, fact."year";
