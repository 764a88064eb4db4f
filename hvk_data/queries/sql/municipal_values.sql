-- Every municipality's figures of some indicators, each in the year of the same place, both sexes together.
SELECT fact.indicator, fact."year", fact.value
FROM fact
JOIN municipality USING (region)
JOIN (SELECT unnest($indicators) AS indicator, unnest($years) AS "year") asked
  ON fact.indicator = asked.indicator AND fact."year" = asked."year"
WHERE fact.gender = 0 AND fact.value IS NOT NULL;
