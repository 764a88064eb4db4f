UPDATE indicator SET
    in_store = coalesce(known.n_rows, 0) > 0,
    first_year = known.first_year, last_year = known.last_year, n_rows = coalesce(known.n_rows, 0)
FROM (
    SELECT listed.indicator, count(fact.indicator) AS n_rows,
        min(fact."year") AS first_year, max(fact."year") AS last_year
    FROM indicator AS listed
    LEFT JOIN fact USING (indicator)
    GROUP BY listed.indicator
) AS known
WHERE known.indicator = indicator.indicator;

INSERT INTO build_info
SELECT $generation, $schema_version, $built_at, (SELECT count(*) FROM fact),
    (SELECT count(*) FROM indicator WHERE in_store), (SELECT max(fetched_at) FROM indicator);
