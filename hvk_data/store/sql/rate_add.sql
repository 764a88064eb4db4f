INSERT INTO computed
SELECT indicator, gender, region, "year", value, abs_value, $certainty
FROM rate
WHERE published IS NULL;
