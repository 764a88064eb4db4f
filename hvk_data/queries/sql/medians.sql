-- The median of the municipalities of a region ($home) or, without one, of the whole country, for
-- every year in which at least half of the usual municipalities have a figure and $least of the group.
SELECT fact.indicator, fact."year", median(fact.value) AS value, count(*)::INTEGER AS n
FROM fact
SEMI JOIN municipality USING (region)
ANTI JOIN (FROM coverage WHERE NOT usable) AS thin USING (indicator, gender, "year")
WHERE fact.indicator IN (SELECT unnest($indicators)) AND fact.gender = $gender
    AND fact.value IS NOT NULL
    AND ($home IS NULL OR fact.region IN (SELECT region FROM membership WHERE parent = $home))
GROUP BY fact.indicator, fact."year"
HAVING count(*) >= $least
ORDER BY fact.indicator, fact."year";
