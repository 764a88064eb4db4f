-- A region's population is the sum of its municipalities' when every one of them has a figure.
-- Only for the indicators named in $summed: counts of cases hide small cells and are never summed.
INSERT INTO computed
WITH members AS (
    SELECT membership.parent AS region, membership.region AS member
    FROM membership
    JOIN region ON region.region = membership.region AND region.level = 'KUNTA'
    WHERE membership.parent_level IN ('HYVINVOINTIALUE', 'MAAKUNTA', 'SEUTUKUNTA', 'MAA')
),
sizes AS (SELECT region, count(*) AS n FROM members GROUP BY region),
sums AS (
    SELECT raw.indicator, raw.gender, members.region, raw."year", sum(raw.value) AS value, count(*) AS n
    FROM raw
    JOIN members ON members.member = raw.region
    WHERE raw.id IN (SELECT unnest($summed)) AND raw.value IS NOT NULL
    GROUP BY raw.indicator, raw.gender, members.region, raw."year"
)
SELECT sums.indicator, sums.gender, sums.region, sums."year", sums.value, NULL, 1
FROM sums
JOIN sizes ON sizes.region = sums.region AND sizes.n = sums.n
ANTI JOIN raw AS published
    ON published.indicator = sums.indicator AND published.gender = sums.gender
    AND published.region = sums.region AND published."year" = sums."year" AND published.value IS NOT NULL;
