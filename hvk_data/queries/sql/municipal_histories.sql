-- Every municipality's figures of some indicators, both sexes together.
SELECT fact.indicator, fact.region, fact."year", fact.value
FROM fact
JOIN municipality USING (region)
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = 0 AND fact.value IS NOT NULL;
