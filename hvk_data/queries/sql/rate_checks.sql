SELECT id, denominator, n_checked, max_error, tolerance, verdict, n_computed FROM rate_check ORDER BY id, denominator;
