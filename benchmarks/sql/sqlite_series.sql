SELECT fact.indicator, fact.region, fact.year, fact.value
FROM json_each(:indicators) AS i
CROSS JOIN json_each(:regions) AS r
CROSS JOIN fact ON fact.indicator = i.value AND fact.gender = 0 AND fact.region = r.value
WHERE fact.value IS NOT NULL
