-- Of several indicators: the newest year that enough municipalities have figures of, how many have
-- them, and the municipality's own newest year.
WITH wanted AS (SELECT indicator, id FROM indicator WHERE id IN (SELECT unnest($ids))),
newest AS (
    SELECT coverage.indicator, max("year") AS newest, arg_max(n, "year") AS n
    FROM coverage
    JOIN wanted USING (indicator)
    WHERE gender = 0 AND usable AND n > 0
    GROUP BY coverage.indicator
),
own AS (
    SELECT indicator, max("year") AS own_newest
    FROM fact
    WHERE indicator IN (SELECT indicator FROM wanted) AND gender = 0 AND region = $region AND value IS NOT NULL
    GROUP BY indicator
)
SELECT wanted.id, newest.newest, coalesce(newest.n, 0) AS n, own.own_newest
FROM wanted
LEFT JOIN newest USING (indicator)
LEFT JOIN own USING (indicator);
