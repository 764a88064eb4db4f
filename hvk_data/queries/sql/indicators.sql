SELECT * FROM indicator ORDER BY indicator;
