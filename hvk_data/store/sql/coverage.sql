INSERT INTO coverage
WITH years AS (
    SELECT
        fact.indicator, fact.gender, fact."year",
        count(fact.value) FILTER (WHERE municipality.region IS NOT NULL)::INTEGER AS n
    FROM fact
    LEFT JOIN municipality USING (region)
    GROUP BY ALL
)
SELECT
    indicator, gender, "year", n,
    max(n) OVER whole AS usual,
    2 * n >= max(n) OVER whole AS usable
FROM years
WINDOW whole AS (PARTITION BY indicator, gender)
ORDER BY indicator, gender, "year";
