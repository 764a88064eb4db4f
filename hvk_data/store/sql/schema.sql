-- One file a generation, written once and then only read. No keys and no indexes: they multiply the
-- size and the time of loading, and the order in which `fact` and `signal` are written does their work.

CREATE TABLE build_info (
    generation BIGINT, schema_version INTEGER, built_at TIMESTAMP,
    n_rows BIGINT, n_indicators INTEGER, fetched_at TIMESTAMP
);

CREATE TABLE region (
    region SMALLINT, code VARCHAR, level VARCHAR, title_fi VARCHAR, title_sv VARCHAR, title_en VARCHAR
);

CREATE TABLE membership (region SMALLINT, parent SMALLINT, parent_level VARCHAR);

-- Each municipality with the areas it is compared with. `home` is its own region: the wellbeing
-- services county, or the maakunta where the county is the municipality alone.
CREATE TABLE municipality (
    region SMALLINT, county SMALLINT, maakunta SMALLINT, subregion SMALLINT, country SMALLINT, home SMALLINT
);

CREATE TABLE indicator (
    indicator SMALLINT, id VARCHAR, source VARCHAR,
    title_fi VARCHAR, title_sv VARCHAR, title_en VARCHAR,
    organization_fi VARCHAR, organization_sv VARCHAR, organization_en VARCHAR,
    address VARCHAR, updated DATE, fetched_at TIMESTAMP, vintage DATE,
    decimals TINYINT, value_type VARCHAR,
    description_fi VARCHAR, description_sv VARCHAR, description_en VARCHAR,
    interpretation_fi VARCHAR, interpretation_sv VARCHAR, interpretation_en VARCHAR,
    limits_fi VARCHAR, limits_sv VARCHAR, limits_en VARCHAR,
    in_store BOOLEAN, first_year SMALLINT, last_year SMALLINT, n_rows BIGINT
);

-- gender: 0 total, 1 male, 2 female. certainty: 0 published, 1 computed, 2 estimate.
CREATE TABLE fact (
    indicator SMALLINT, gender UTINYINT, region SMALLINT, "year" SMALLINT,
    value DOUBLE, abs_value DOUBLE, certainty UTINYINT
);

-- How many municipalities have a value, of how many usually (the best year). A year with under half
-- of the usual ones is not `usable`: it gives no median and is nobody's latest year.
CREATE TABLE coverage (
    indicator SMALLINT, gender UTINYINT, "year" SMALLINT, n INTEGER, usual INTEGER, usable BOOLEAN
);

-- What became of each candidate denominator: how many published values it was tried on, how far off
-- it was at most, and so whether rates may be computed with it.
CREATE TABLE rate_check (
    id VARCHAR, denominator VARCHAR, n_checked BIGINT, max_error DOUBLE, tolerance DOUBLE,
    verdict VARCHAR, n_computed BIGINT
);

-- Rows that were kept out, and why.
CREATE TABLE dropped (id VARCHAR, reason VARCHAR, n BIGINT);

-- One municipality over all indicators is one short slice: its latest usable figure of each and,
-- of that same year, what it can be compared with.
CREATE TABLE signal (
    region SMALLINT, gender UTINYINT, indicator SMALLINT, "year" SMALLINT,
    value DOUBLE, abs_value DOUBLE, certainty UTINYINT,
    prev_year SMALLINT, prev DOUBLE, n SMALLINT, slope DOUBLE,
    county_value DOUBLE, county_certainty UTINYINT,
    maakunta_value DOUBLE, maakunta_certainty UTINYINT,
    country_value DOUBLE, country_certainty UTINYINT,
    median_region DOUBLE, n_region SMALLINT, pct_region DOUBLE,
    median_country DOUBLE, n_country SMALLINT, pct_country DOUBLE
);
