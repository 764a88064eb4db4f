-- Which sexes an indicator has figures of for one municipality.
SELECT DISTINCT gender FROM fact
WHERE indicator = $indicator AND region = $region AND (value IS NOT NULL OR abs_value IS NOT NULL)
ORDER BY gender;
