-- The same out of all figures: the latest usable year of each indicator, and that year's medians.
WITH own AS (
    SELECT fact.indicator, fact.value, fact."year", indicator.id, municipality.home
    FROM fact
    JOIN indicator USING (indicator)
    JOIN municipality USING (region)
    JOIN coverage USING (indicator, gender, "year")
    WHERE fact.region = $region AND fact.gender = 0 AND fact.value IS NOT NULL AND coverage.usable
        AND indicator.id IN (SELECT unnest($ids))
    QUALIFY row_number() OVER (PARTITION BY fact.indicator ORDER BY fact."year" DESC) = 1
)
SELECT
    own.id, own."year", any_value(own.value) AS value,
    CASE WHEN count(*) FILTER (WHERE municipality.home = own.home) >= 3
        THEN median(other.value) FILTER (WHERE municipality.home = own.home) END AS median_region,
    median(other.value) AS median_country
FROM own
JOIN fact AS other ON other.indicator = own.indicator AND other."year" = own."year"
JOIN municipality ON municipality.region = other.region
WHERE other.gender = 0 AND other.value IS NOT NULL
GROUP BY own.id, own."year"
ORDER BY own.id;
