-- Of several indicators: the newest year that enough municipalities have figures of, how many have
-- them, how many of those in the own region, and the municipality's own newest year.
WITH wanted AS (SELECT indicator, id FROM indicator WHERE id IN (SELECT unnest($ids))),
newest AS (
    SELECT coverage.indicator, max("year") AS newest, arg_max(n, "year") AS n
    FROM coverage
    JOIN wanted USING (indicator)
    WHERE gender = 0 AND usable AND n > 0
    GROUP BY coverage.indicator
),
around AS (
    SELECT fact.indicator, count(*)::INTEGER AS n
    FROM fact
    JOIN newest ON newest.indicator = fact.indicator AND newest.newest = fact."year"
    JOIN municipality USING (region)
    WHERE fact.gender = 0 AND fact.value IS NOT NULL AND municipality.home = $home
    GROUP BY fact.indicator
),
own AS (
    SELECT indicator, max("year") AS own_newest
    FROM fact
    WHERE indicator IN (SELECT indicator FROM wanted) AND gender = 0 AND region = $region AND value IS NOT NULL
    GROUP BY indicator
)
SELECT wanted.id, newest.newest, coalesce(newest.n, 0) AS n, coalesce(around.n, 0) AS n_home,
    own.own_newest
FROM wanted
LEFT JOIN newest USING (indicator)
LEFT JOIN around USING (indicator)
LEFT JOIN own USING (indicator);
