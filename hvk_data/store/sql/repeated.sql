-- Figures that are there twice, in a batch of indicators ($first to $last).
SELECT indicator FROM fact
WHERE indicator BETWEEN $first AND $last
GROUP BY indicator, gender, region, "year"
HAVING count(*) > 1
LIMIT 1;
