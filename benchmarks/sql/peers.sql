-- A chosen group over all indicators: how many of it have their latest figure of the same year as the
-- first of them ($region), their median, and how many are below it.
WITH latest AS (
    SELECT indicator, region, "year", value FROM signal
    WHERE gender = 0 AND region IN (SELECT unnest($regions))
)
SELECT own.indicator, own."year", own.value, count(*) AS n, median(other.value) AS middle,
    count(*) FILTER (WHERE other.value < own.value) AS below
FROM latest AS own
JOIN latest AS other USING (indicator, "year")
WHERE own.region = $region
GROUP BY own.indicator, own."year", own.value
ORDER BY own.indicator;
