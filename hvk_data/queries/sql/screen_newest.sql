-- Of each indicator the newest year that most of its usual municipalities have, and how often it comes.
SELECT
    indicator, max("year") AS newest,
    CASE WHEN count(*) > 1 THEN greatest(1, round((max("year") - min("year")) / (count(*) - 1))) ELSE 1 END AS rhythm
FROM coverage
WHERE gender = 0 AND usable AND n > 0
GROUP BY indicator;
