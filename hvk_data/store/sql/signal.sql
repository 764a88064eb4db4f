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
    SEMI JOIN (SELECT indicator, gender, "year" FROM coverage WHERE usable AND indicator BETWEEN $first AND $last) AS usable
        USING (indicator, gender, "year")
),
numbered AS (
    SELECT
        *,
        lead("year") OVER newest_first AS prev_year,
        lead(value) OVER newest_first AS prev,
        row_number() OVER newest_first AS age
    FROM known
    WINDOW newest_first AS (PARTITION BY indicator, gender, region ORDER BY "year" DESC)
),
slopes AS (
    SELECT
        indicator, gender, region, count(*)::SMALLINT AS n,
        CASE WHEN count(*) FILTER (WHERE age <= 10) >= 2
            THEN regr_slope(value, "year") FILTER (WHERE age <= 10) END AS slope
    FROM numbered
    GROUP BY indicator, gender, region
),
latest AS (
    SELECT numbered.*, municipality.home, municipality.county, municipality.maakunta, municipality.country
    FROM numbered
    JOIN municipality USING (region)
    WHERE age = 1
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
FROM latest AS own
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
WHERE around.at_home;
