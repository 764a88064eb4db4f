-- A batch of indicators at a time ($first to $last). Computed figures stand in where nothing was
-- published; the order of writing is what makes it fast.
INSERT INTO fact
SELECT indicator, gender, region, "year", value, abs_value, certainty
FROM (
    SELECT raw.indicator, raw.gender, raw.region, raw."year", raw.value, raw.abs_value, raw.certainty
    FROM raw
    ANTI JOIN computed USING (indicator, gender, region, "year")
    UNION ALL
    SELECT indicator, gender, region, "year", value, abs_value, certainty
    FROM computed
    WHERE indicator BETWEEN $first AND $last
)
ORDER BY indicator, gender, region, "year";
