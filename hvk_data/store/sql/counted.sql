-- What each indicator counts: an indicator that is a count itself by its value ($counted), any other
-- by its absolute value.
CREATE TEMP TABLE counted AS
WITH whole AS (
    SELECT id, gender, region, "year", value, abs_value FROM raw
    UNION ALL BY NAME
    SELECT number.id, computed.gender, computed.region, computed."year", computed.value, computed.abs_value
    FROM computed
    JOIN (SELECT DISTINCT indicator, id FROM raw) AS number USING (indicator)
)
SELECT id, gender, region, "year",
    CASE WHEN id IN (SELECT unnest($counted)) THEN coalesce(value, abs_value) ELSE abs_value END AS n
FROM whole;
