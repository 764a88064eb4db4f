-- How many of some indicators have figures of municipalities by sex.
SELECT count(DISTINCT indicator)::INTEGER AS n
FROM signal
WHERE gender > 0 AND indicator IN (SELECT unnest($indicators));
