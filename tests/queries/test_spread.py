import statistics

import pytest

from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.queries.spread import spread

TAMPERE, HELSINKI, SIPOO = "837", "091", "753"


def test_the_regions_municipalities_stand_behind_its_figure(reader):
    found = spread(reader, TAMPERE, "181", 2021)
    by_code = {member.code: member.value for member in found.members}
    assert (by_code["837"], by_code["536"], by_code["790"]) == (12.8, 9.3, 7.8)
    values = [member.value for member in found.members]
    assert values == sorted(values)
    assert (found.region.level, found.size, len(found.members)) == ("HYVINVOINTIALUE", 23, 23)
    assert found.median == statistics.median(values)
    assert min(values) <= found.median <= max(values)


@pytest.mark.parametrize("municipality", [TAMPERE, HELSINKI, SIPOO])
def test_the_median_is_that_of_the_comparison(reader, municipality):
    median = compare(reader, municipality, "181", ("median_region",)).series[1].at(2021)
    found = spread(reader, municipality, "181", 2021)
    assert (median.value, median.n) == (found.median, len(found.members))


def test_a_city_that_is_a_county_alone_stands_among_its_maakunta(reader):
    found = spread(reader, HELSINKI, "181", 2021)
    known = index(reader)
    maakunta = known.municipality(HELSINKI).maakunta
    members = {code for code, areas in known.municipalities.items() if areas.maakunta == maakunta}
    assert {member.code for member in found.members} == members
    assert found.size == len(members) == 26
    assert HELSINKI in members


def test_the_county_of_others_does_not_hold_the_city(reader):
    assert HELSINKI not in {member.code for member in spread(reader, SIPOO, "181", 2021).members}


def test_a_year_of_a_few_municipalities_has_no_median(reader):
    found = spread(reader, HELSINKI, "127", 2023)
    assert found.median is None


def test_a_year_without_figures_has_neither(reader):
    found = spread(reader, TAMPERE, "181", 1900)
    assert (found.members, found.median, found.size) == ((), None, 23)
