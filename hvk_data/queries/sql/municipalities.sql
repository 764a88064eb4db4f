SELECT region, county, maakunta, subregion, country, home FROM municipality;
