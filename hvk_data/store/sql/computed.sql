CREATE TEMP TABLE computed (
    indicator SMALLINT, gender UTINYINT, region SMALLINT, "year" SMALLINT,
    value DOUBLE, abs_value DOUBLE, certainty UTINYINT
);
