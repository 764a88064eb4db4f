"""Which newest figures a municipality lacks, and why: the same as asking indicator by indicator."""

import pytest

from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.queries.lacking import lacking
from hvk_data.queries.missing import why_missing

HELSINKI, KUHMO, KOKAR = "091", "290", "318"


@pytest.mark.parametrize("municipality", [HELSINKI, KUHMO, KOKAR])
def test_the_reason_is_the_one_of_the_single_indicator(reader, municipality):
    known = index(reader)
    ids = [found.id for found in known.indicators.values() if found.in_store]
    lacks = lacking(reader, municipality, [*ids, "74", "nothing"])
    assert [lack.indicator.id for lack in lacks if lack.reason == "not_in_store"] == ["74"]
    assert len({lack.indicator.id for lack in lacks}) == len(lacks)
    checked = 0
    for lack in lacks:
        plain = compare(reader, municipality, lack.indicator.id, ())
        latest = plain.own.latest.year if plain.own.latest else None
        if lack.year is None:
            continue
        assert lack.last is None or lack.last < lack.year
        assert lack.last == latest or plain.unit.en == "number"
        assert lack.reason == why_missing(reader, municipality, lack.indicator.id, lack.year)
        checked += 1
    assert checked >= (0 if municipality == HELSINKI else 10)


def test_aland_is_told_that_its_whole_region_is_left_out(reader):
    ids = [found.id for found in index(reader).indicators.values() if found.in_store]
    assert "region_not_covered" in {lack.reason for lack in lacking(reader, KOKAR, ids)}
    assert "region_not_covered" not in {lack.reason for lack in lacking(reader, HELSINKI, ids)}
