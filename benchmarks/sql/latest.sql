-- The latest usable figures of some indicators for some municipalities: a region's, side by side.
SELECT indicator, region, "year", value
FROM signal
WHERE gender = 0 AND region IN (SELECT unnest($regions)) AND indicator IN (SELECT unnest($indicators));
