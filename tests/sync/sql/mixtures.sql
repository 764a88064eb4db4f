-- Indicators that lack figures or hold figures of two versions; a version stands in the thousandths.
SELECT indicator, count(*) AS n, count(DISTINCT round(value * 1000) % 100) AS versions
FROM fact
GROUP BY indicator
HAVING count(DISTINCT round(value * 1000) % 100) > 1 OR count(*) <> $n
