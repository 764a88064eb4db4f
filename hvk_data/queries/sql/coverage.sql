SELECT "year", n, usual, usable FROM coverage
WHERE indicator = $indicator AND gender = $gender
ORDER BY "year";
