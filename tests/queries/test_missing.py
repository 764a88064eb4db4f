import pytest

from hvk_data.queries.compare import compare
from hvk_data.queries.index import UnknownArea, UnknownIndicator, index
from hvk_data.queries.missing import why_missing

TAMPERE, KOKAR = "837", "318"


def test_where_there_is_a_value_nothing_is_missing(reader):
    assert why_missing(reader, TAMPERE, "181") is None
    assert why_missing(reader, TAMPERE, "181", 2021) is None


@pytest.mark.parametrize(
    ("municipality", "indicator", "year", "sex", "reason"),
    [
        (TAMPERE, "74", None, "total", "not_in_store"),
        (TAMPERE, "181", None, "female", "no_sex"),
        (TAMPERE, "3127", None, "total", "only_regions"),
        (TAMPERE, "181", 2030, "total", "ended"),
        (TAMPERE, "181", 1900, "total", "no_figures"),
    ],
)
def test_why(reader, municipality, indicator, year, sex, reason):
    assert why_missing(reader, municipality, indicator, year, sex) == reason


def test_a_cell_that_most_have_is_withheld_and_one_that_few_have_is_partly_covered(reader):
    """Every gap of one small municipality is explained by how many others have a figure of that year."""
    known = index(reader)
    seen = set()
    for found in known.indicators.values():
        if not found.in_store:
            continue
        own = compare(reader, KOKAR, found.id, ()).own
        for year in (2015, 2021):
            point = own.at(year)
            reason = why_missing(reader, KOKAR, found.id, year)
            assert (reason is None) == (point is not None and point.value is not None) or (
                compare(reader, KOKAR, found.id, ()).unit.en == "number"
            )
            seen.add(reason)
    assert {None, "partly_covered", "ended", "no_figures"} <= seen


def test_what_is_unknown_is_told_of(reader):
    with pytest.raises(UnknownIndicator):
        why_missing(reader, TAMPERE, "nothing")
    with pytest.raises(UnknownArea):
        why_missing(reader, "999", "181")
