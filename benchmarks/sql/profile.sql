-- One municipality over all indicators: latest, change, and rank among the region's and all municipalities.
SELECT indicator, "year", value, prev_year, prev, county_value, country_value,
    n_region, pct_region, n_country, pct_country
FROM signal
WHERE region = $region AND gender = 0
ORDER BY indicator;
