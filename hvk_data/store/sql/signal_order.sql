-- The order of writing makes one municipality over all indicators one short slice.
INSERT INTO signal FROM signal_part ORDER BY region, gender, indicator;
DROP TABLE signal_part;
