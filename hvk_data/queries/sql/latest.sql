-- One municipality's latest usable figures of both sexes together, with what each can be compared with.
SELECT signal.* EXCLUDE (gender), indicator.id
FROM signal
JOIN indicator USING (indicator)
WHERE signal.region = $region AND signal.gender = 0 AND indicator.id IN (SELECT unnest($ids));
