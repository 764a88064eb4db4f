-- Of each indicator and year: the median of the municipalities' latest figures of that year, and their
-- spread on the scale of a standard deviation (the mean absolute deviation where half of them are equal).
WITH latest AS (
    SELECT indicator, "year", value
    FROM signal
    WHERE gender = 0 AND ($home IS NULL OR region IN (SELECT region FROM membership WHERE parent = $home))
),
usual AS (
    SELECT indicator, "year", count(*)::INTEGER AS n, median(value) AS middle, mad(value) AS deviation
    FROM latest
    GROUP BY indicator, "year"
),
flat AS (
    SELECT indicator, "year", avg(abs(value - middle)) AS deviation
    FROM latest
    JOIN usual USING (indicator, "year")
    WHERE usual.deviation = 0
    GROUP BY indicator, "year"
)
SELECT indicator, "year", n, middle, coalesce(1.2533141373155 * flat.deviation, 1.4826 * usual.deviation) AS scale
FROM usual
LEFT JOIN flat USING (indicator, "year");
