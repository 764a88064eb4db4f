-- The latest usable figures of some municipalities, each sex apart.
SELECT region, gender, indicator, "year", value, abs_value, certainty
FROM signal
WHERE region IN (SELECT unnest($regions));
