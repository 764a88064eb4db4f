-- Every figure by names that mean the same in every generation.
SELECT indicator.id, region.region, gender, "year", value, abs_value
FROM fact JOIN indicator USING (indicator) JOIN region USING (region)
ORDER BY ALL
