CREATE TEMP TABLE signal_part AS FROM signal LIMIT 0;
