SELECT region, code, level, title_fi, title_sv, title_en FROM region;
