-- What a generation says of itself; nothing where it is of another form than this program's.
SELECT built_at, fetched_at, n_indicators, n_rows
FROM kept.build_info
WHERE schema_version = $schema_version
