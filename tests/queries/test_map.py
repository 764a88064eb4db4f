"""What the map is made of."""

import pytest

from hvk_data.queries.index import UnknownArea
from hvk_data.queries.map import map_figures
from hvk_data.queries.spread import spread


def test_the_region_is_the_one_that_the_spread_has(reader) -> None:
    found = map_figures(reader, "290", "181", 2021, "region")
    values = {place.code: place.value for place in found.places if place.value is not None}
    assert values == {member.code: member.value for member in spread(reader, "290", "181", 2021).members}
    assert found.region.name.fi.startswith("Kainuu")


def test_the_country_is_every_municipality_where_it_lies(reader) -> None:
    found = map_figures(reader, "290", "181", 2021, "country")
    assert len(found.places) == 308
    assert all(19 < place.lon < 32 and 59 < place.lat < 70.2 for place in found.places)
    tampere = next(place for place in found.places if place.code == "837")
    assert tampere.value == pytest.approx(12.8)


def test_a_year_without_figures_is_missing_everywhere(reader) -> None:
    assert {place.value for place in map_figures(reader, "290", "181", 1901, "country").places} == {None}


def test_helsinki_is_among_the_municipalities_of_its_maakunta(reader) -> None:
    found = map_figures(reader, "091", "181", 2021, "region")
    assert {"091", "049", "092"} <= {place.code for place in found.places}


def test_an_unknown_area(reader) -> None:
    with pytest.raises(UnknownArea):
        map_figures(reader, "999", "181", 2021, "region")
