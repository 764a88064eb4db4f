-- All indicators of both sexes together over time, for a few areas.
SELECT indicator, region, "year", value, abs_value, certainty
FROM fact
WHERE region IN (SELECT unnest($regions)) AND gender = 0 AND "year" >= $since AND value IS NOT NULL;
