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
here AS (
    SELECT
        signal.indicator,
        max(signal."year") FILTER (WHERE signal.region = $region) AS own_newest,
        count(*) FILTER (WHERE signal."year" = newest.newest)::INTEGER AS n_home
    FROM signal
    JOIN newest USING (indicator)
    WHERE signal.gender = 0 AND signal.region IN (SELECT region FROM membership WHERE parent = $home)
    GROUP BY signal.indicator
)
SELECT wanted.id, newest.newest, coalesce(newest.n, 0) AS n, coalesce(here.n_home, 0) AS n_home, here.own_newest
FROM wanted
LEFT JOIN newest USING (indicator)
LEFT JOIN here USING (indicator);
