-- Half a unit of the last published decimal is what rounding alone explains.
SELECT
    count(published),
    max(abs(value - published)) FILTER (WHERE published IS NOT NULL),
    CASE
        WHEN count(published) = 0 THEN 'estimate'
        WHEN max(abs(value - published)) <= $tolerance + 1e-9 THEN 'accepted'
        ELSE 'rejected'
    END
FROM rate;
