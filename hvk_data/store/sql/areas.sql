-- Municipalities with the areas they are compared with, from the areas and their memberships. One that the
-- source lists without these has nothing to be compared with, and is left out until it has.
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
WHERE county IS NOT NULL AND maakunta IS NOT NULL AND country IS NOT NULL
ORDER BY region;
