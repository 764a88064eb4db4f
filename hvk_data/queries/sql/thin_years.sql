-- Years in which under half of the usual municipalities have a figure.
SELECT indicator, "year" FROM coverage
WHERE indicator IN (SELECT unnest($indicators)) AND gender = $gender AND NOT usable;
