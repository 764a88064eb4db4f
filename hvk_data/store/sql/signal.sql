-- A batch of indicators at a time ($first to $last): one statement over all would take gigabytes.
-- The median of a region's municipalities needs three of them: of two it is only their mean. A region's
-- municipalities are all of its members, also those whose own region is another (Helsinki's region is
-- Uusimaa, the others' there are their counties).
INSERT INTO signal
WITH figures AS (
    SELECT * FROM fact WHERE indicator BETWEEN $first AND $last AND value IS NOT NULL
),
known AS (
    SELECT figures.*, municipality.home, municipality.county, municipality.maakunta, municipality.country
    FROM figures
    JOIN municipality USING (region)
    JOIN coverage USING (indicator, gender, "year")
    WHERE coverage.usable
),
numbered AS (
    SELECT
        *,
        lag("year") OVER past AS prev_year,
        lag(value) OVER past AS prev,
        row_number() OVER (PARTITION BY indicator, gender, region ORDER BY "year" DESC) AS age
    FROM known
    WINDOW past AS (PARTITION BY indicator, gender, region ORDER BY "year")
),
slopes AS (
    SELECT
        indicator, gender, region, count(*)::SMALLINT AS n,
        CASE WHEN count(*) FILTER (WHERE age <= 10) >= 2
            THEN regr_slope(value, "year") FILTER (WHERE age <= 10) END AS slope
    FROM numbered
    GROUP BY indicator, gender, region
),
ranked AS (
    SELECT
        indicator, gender, region, "year",
        count(*) OVER country_year AS n_country,
        median(value) OVER country_year AS median_country,
        percent_rank() OVER (country_year ORDER BY value) AS pct_country
    FROM known
    WINDOW country_year AS (PARTITION BY indicator, gender, "year")
),
ranked_at_home AS (
    SELECT
        indicator, gender, known.region, "year", known.home = membership.parent AS at_home,
        count(*) OVER home_year AS n_region,
        median(value) OVER home_year AS median_region,
        percent_rank() OVER (home_year ORDER BY value) AS pct_region
    FROM known
    JOIN membership USING (region)
    SEMI JOIN municipality ON municipality.home = membership.parent
    WINDOW home_year AS (PARTITION BY indicator, gender, "year", membership.parent)
)
SELECT
    own.region, own.gender, own.indicator, own."year", own.value, own.abs_value, own.certainty,
    own.prev_year, own.prev, slopes.n, slopes.slope,
    county.value, county.certainty,
    maakunta.value, maakunta.certainty,
    country.value, country.certainty,
    CASE WHEN around.n_region >= 3 THEN around.median_region END,
    around.n_region::SMALLINT,
    CASE WHEN around.n_region >= 5 THEN around.pct_region END,
    ranked.median_country, ranked.n_country::SMALLINT, ranked.pct_country
FROM numbered AS own
JOIN slopes USING (indicator, gender, region)
JOIN ranked USING (indicator, gender, region, "year")
JOIN ranked_at_home AS around USING (indicator, gender, region, "year")
LEFT JOIN figures AS county
    ON county.indicator = own.indicator AND county.gender = own.gender
    AND county.region = own.county AND county."year" = own."year" AND own.county = own.home
LEFT JOIN figures AS maakunta
    ON maakunta.indicator = own.indicator AND maakunta.gender = own.gender
    AND maakunta.region = own.maakunta AND maakunta."year" = own."year"
LEFT JOIN figures AS country
    ON country.indicator = own.indicator AND country.gender = own.gender
    AND country.region = own.country AND country."year" = own."year"
WHERE own.age = 1 AND around.at_home;
