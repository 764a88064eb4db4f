-- Their room is needed for `signal`.
DROP TABLE raw;
DROP TABLE computed;
DROP TABLE counted;
DROP TABLE IF EXISTS rate;
