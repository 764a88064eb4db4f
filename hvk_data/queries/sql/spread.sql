-- The region's municipalities behind its figure in one year.
SELECT region.code, region.title_fi, region.title_sv, region.title_en, fact.value, fact.abs_value, fact.certainty
FROM fact
JOIN municipality USING (region)
JOIN region USING (region)
WHERE fact.indicator = $indicator AND fact.gender = $gender AND fact."year" = $year
    AND fact.region IN (SELECT region FROM membership WHERE parent = $home) AND fact.value IS NOT NULL
ORDER BY fact.value, region.code;
