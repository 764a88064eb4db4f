-- Their room is needed for `signal`.
DROP TABLE raw;
DROP TABLE computed;
DROP TABLE IF EXISTS counted;
DROP TABLE IF EXISTS rate;
