-- All figures of areas that the store knows, with this generation's number of the indicator. A row of
-- another area is counted: the source may list an area later that it already has figures of.
INSERT INTO dropped
SELECT incoming_figures.indicator, 'unknown_area', count(*)
FROM incoming_figures
ANTI JOIN region USING (region)
GROUP BY incoming_figures.indicator;

CREATE TEMP TABLE raw AS
SELECT
    number.number::SMALLINT AS indicator, number.id,
    CASE incoming_figures.gender WHEN 'total' THEN 0 WHEN 'male' THEN 1 ELSE 2 END::UTINYINT AS gender,
    incoming_figures.region::SMALLINT AS region, incoming_figures."year",
    incoming_figures.value, incoming_figures.abs_value, incoming_figures.computed::UTINYINT AS certainty
FROM incoming_figures
JOIN number ON number.id = incoming_figures.indicator
SEMI JOIN region ON region.region = incoming_figures.region;

DROP TABLE incoming_figures;
