-- Persons by indicator of one age, and all inhabitants ($whole), for two areas and all years.
SELECT indicator.id, fact.region, fact."year", coalesce(fact.value, fact.abs_value) AS n
FROM fact
JOIN indicator USING (indicator)
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = 0 AND fact.region IN ($own, $beside)
    AND coalesce(fact.value, fact.abs_value) IS NOT NULL;
