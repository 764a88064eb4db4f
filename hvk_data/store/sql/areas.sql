-- Municipalities with the areas they are compared with, from the areas and their memberships.
INSERT INTO municipality
WITH parents AS (
    SELECT
        region.region,
        max(parent) FILTER (WHERE parent_level = 'HYVINVOINTIALUE') AS county,
        max(parent) FILTER (WHERE parent_level = 'MAAKUNTA') AS maakunta,
        max(parent) FILTER (WHERE parent_level = 'SEUTUKUNTA') AS subregion,
        max(parent) FILTER (WHERE parent_level = 'MAA') AS country
    FROM region
    LEFT JOIN membership USING (region)
    WHERE level = 'KUNTA'
    GROUP BY region.region
)
SELECT
    region, county, maakunta, subregion, country,
    CASE WHEN county IS NOT NULL AND count(*) OVER (PARTITION BY county) > 1 THEN county ELSE maakunta END AS home
FROM parents
ORDER BY region;
