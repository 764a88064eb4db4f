SELECT generation, schema_version, built_at, n_rows, n_indicators, fetched_at FROM build_info;
