SELECT min(value)::INTEGER AS least, max(value)::INTEGER AS most, count(*)::INTEGER AS n FROM cell;
