-- What *Alku* starts from, out of the prepared table.
SELECT indicator.id, signal."year", signal.value, signal.median_region, signal.median_country
FROM signal
JOIN indicator USING (indicator)
WHERE signal.region = $region AND signal.gender = 0 AND indicator.id IN (SELECT unnest($ids))
ORDER BY indicator.id;
