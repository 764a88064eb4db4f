-- The rate of every cell that has a count and whose denominator is whole, beside the published one.
-- Municipalities of $unlike have published figures of an older division: they are left as they are.
CREATE OR REPLACE TEMP TABLE rate AS
WITH denominator AS (
    SELECT gender, region, "year", sum(n) AS n
    FROM counted
    WHERE id IN (SELECT unnest($parts)) AND n > 0
    GROUP BY gender, region, "year"
    HAVING count(*) = len($parts)
)
SELECT
    raw.indicator, raw.gender, raw.region, raw."year", raw.value AS published, raw.abs_value,
    $per * raw.abs_value / denominator.n AS value
FROM raw
JOIN denominator USING (gender, region, "year")
WHERE raw.id = $id AND raw.abs_value IS NOT NULL
    AND raw.region NOT IN (SELECT region FROM region WHERE level = 'KUNTA' AND code IN (SELECT unnest($unlike)));
