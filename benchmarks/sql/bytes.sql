SELECT count(*) AS n FROM fact;
