-- Every municipality's figure of one indicator in one year.
SELECT region.code, fact.value, fact.certainty
FROM fact
JOIN municipality USING (region)
JOIN region USING (region)
WHERE fact.indicator = $indicator AND fact.gender = $gender AND fact."year" = $year AND fact.value IS NOT NULL
ORDER BY region.code;
