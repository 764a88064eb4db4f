-- The figures at hand, of areas that the store knows, with this generation's number of the indicator.
CREATE OR REPLACE TEMP TABLE raw AS
SELECT
    number.number::SMALLINT AS indicator, number.id,
    CASE incoming_figures.gender WHEN 'total' THEN 0 WHEN 'male' THEN 1 ELSE 2 END::UTINYINT AS gender,
    incoming_figures.region::SMALLINT AS region, incoming_figures."year",
    CASE WHEN isfinite(incoming_figures.value) THEN incoming_figures.value END AS value,
    CASE WHEN isfinite(incoming_figures.abs_value) THEN incoming_figures.abs_value END AS abs_value,
    incoming_figures.computed::UTINYINT AS certainty
FROM incoming_figures
JOIN number ON number.id = incoming_figures.indicator
SEMI JOIN region ON region.region = incoming_figures.region
WHERE incoming_figures.gender IN ('total', 'male', 'female');

DROP TABLE incoming_figures;
