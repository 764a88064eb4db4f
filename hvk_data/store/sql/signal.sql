-- A batch of indicators at a time ($first to $last): one statement over all would take gigabytes.
-- The median of a region's municipalities needs three of them: of two it is only their mean. A region's
-- municipalities are all of its members, also those whose own region is another (Helsinki's region is
-- Uusimaa, the others' there are their counties).
INSERT INTO signal_part
WITH figures AS (
    SELECT * FROM fact WHERE indicator BETWEEN $first AND $last AND value IS NOT NULL
),
known AS (
    SELECT figures.*
    FROM figures
    SEMI JOIN municipality USING (region)
    ANTI JOIN (SELECT indicator, gender, "year" FROM coverage WHERE NOT usable AND indicator BETWEEN $first AND $last) AS thin
        USING (indicator, gender, "year")
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY indicator, gender, region ORDER BY "year" DESC) AS age
    FROM known
),
latest AS (
    SELECT
        indicator, gender, region,
        max("year") FILTER (WHERE age = 1) AS "year",
        max(value) FILTER (WHERE age = 1) AS value,
        max(abs_value) FILTER (WHERE age = 1) AS abs_value,
        max(certainty) FILTER (WHERE age = 1) AS certainty,
        max("year") FILTER (WHERE age = 2) AS prev_year,
        max(value) FILTER (WHERE age = 2) AS prev,
        count(*)::SMALLINT AS n,
        CASE WHEN count(*) >= 2 THEN regr_slope(value, "year") FILTER (WHERE age <= 10) END AS slope
    FROM numbered
    GROUP BY indicator, gender, region
),
-- Only years that are somebody's latest are ranked: of long series that is one year or two.
compared AS (
    SELECT indicator, gender, region, "year", value
    FROM known
    SEMI JOIN latest USING (indicator, gender, "year")
),
ranked AS (
    SELECT
        indicator, gender, region, "year",
        count(*) OVER country_year AS n_country,
        median(value) OVER country_year AS median_country,
        percent_rank() OVER (country_year ORDER BY value) AS pct_country
    FROM compared
    WINDOW country_year AS (PARTITION BY indicator, gender, "year")
),
ranked_at_home AS (
    SELECT
        indicator, gender, compared.region, "year", municipality.home = membership.parent AS at_home,
        count(*) OVER home_year AS n_region,
        median(value) OVER home_year AS median_region,
        percent_rank() OVER (home_year ORDER BY value) AS pct_region
    FROM compared
    JOIN municipality USING (region)
    JOIN membership USING (region)
    SEMI JOIN municipality AS somebody ON somebody.home = membership.parent
    WINDOW home_year AS (PARTITION BY indicator, gender, "year", membership.parent)
),
-- What municipalities are compared with is a tenth of all areas: small enough to be joined three times.
above AS (
    SELECT indicator, gender, region, "year", value, certainty
    FROM figures
    WHERE region IN (SELECT unnest([county, maakunta, country]) FROM municipality)
)
SELECT
    own.region, own.gender, own.indicator, own."year", own.value, own.abs_value, own.certainty,
    own.prev_year, own.prev, own.n, own.slope,
    county.value, county.certainty,
    maakunta.value, maakunta.certainty,
    country.value, country.certainty,
    CASE WHEN around.n_region >= 3 THEN around.median_region END,
    around.n_region::SMALLINT,
    CASE WHEN around.n_region >= 5 THEN around.pct_region END,
    ranked.median_country, ranked.n_country::SMALLINT, ranked.pct_country
FROM latest AS own
JOIN municipality USING (region)
JOIN ranked USING (indicator, gender, region, "year")
JOIN ranked_at_home AS around USING (indicator, gender, region, "year")
LEFT JOIN above AS county
    ON county.indicator = own.indicator AND county.gender = own.gender
    AND county.region = municipality.county AND county."year" = own."year"
    AND municipality.county = municipality.home
LEFT JOIN above AS maakunta
    ON maakunta.indicator = own.indicator AND maakunta.gender = own.gender
    AND maakunta.region = municipality.maakunta AND maakunta."year" = own."year"
LEFT JOIN above AS country
    ON country.indicator = own.indicator AND country.gender = own.gender
    AND country.region = municipality.country AND country."year" = own."year"
WHERE around.at_home;
