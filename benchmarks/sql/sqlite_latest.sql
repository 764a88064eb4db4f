-- Of a group with max(year) SQLite gives the value of that same row.
SELECT f.indicator, f.region, max(f.year) AS year, f.value
FROM json_each(:indicators) AS i
CROSS JOIN json_each(:regions) AS r
CROSS JOIN fact AS f ON f.indicator = i.value AND f.gender = 0 AND f.region = r.value
JOIN usable AS u ON u.indicator = f.indicator AND u.year = f.year
WHERE f.value IS NOT NULL
GROUP BY f.indicator, f.region
