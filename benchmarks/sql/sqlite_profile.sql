WITH figures AS (
    SELECT f.indicator, f.year, f.value,
        lead(f.year) OVER newest AS prev_year, lead(f.value) OVER newest AS prev, row_number() OVER newest AS age
    FROM indicator AS i
    CROSS JOIN fact AS f ON f.indicator = i.indicator AND f.gender = 0 AND f.region = :region
    JOIN usable AS u ON u.indicator = f.indicator AND u.year = f.year
    WHERE f.value IS NOT NULL
    WINDOW newest AS (PARTITION BY f.indicator ORDER BY f.year DESC)
),
own AS MATERIALIZED (SELECT * FROM figures WHERE age = 1),
ranked AS (
    SELECT own.indicator, count(o.value) AS n_country, sum(o.value < own.value) AS below_country,
        count(h.region) AS n_region, sum(h.region IS NOT NULL AND o.value < own.value) AS below_region
    FROM own
    CROSS JOIN fact AS o INDEXED BY by_year
        ON o.indicator = own.indicator AND o.gender = 0 AND o.year = own.year AND o.value IS NOT NULL
    JOIN municipality AS m ON m.region = o.region
    LEFT JOIN municipality AS h ON h.region = o.region AND h.home = :home
    GROUP BY own.indicator
)
SELECT own.indicator, own.year, own.value, own.prev_year, own.prev, county.value, country.value,
    n_region, CASE WHEN n_region >= 5 THEN 1.0 * below_region / (n_region - 1) END,
    n_country, CASE WHEN n_country > 1 THEN 1.0 * below_country / (n_country - 1) ELSE 0 END
FROM own
JOIN ranked USING (indicator)
LEFT JOIN fact AS county ON county.indicator = own.indicator AND county.gender = 0
    AND county.region = :home AND county.year = own.year
LEFT JOIN fact AS country ON country.indicator = own.indicator AND country.gender = 0
    AND country.region = :country AND country.year = own.year
ORDER BY own.indicator
