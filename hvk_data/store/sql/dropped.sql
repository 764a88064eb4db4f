-- A row of an area that the store does not know is counted and left out: the source may list an area
-- later that it already has figures of.
INSERT INTO dropped
SELECT incoming_figures.indicator, 'unknown_area', count(*)
FROM incoming_figures
ANTI JOIN region USING (region)
GROUP BY incoming_figures.indicator;

INSERT INTO dropped
SELECT indicator, 'unknown_sex', count(*)
FROM incoming_figures
WHERE gender NOT IN ('total', 'male', 'female')
GROUP BY indicator;
