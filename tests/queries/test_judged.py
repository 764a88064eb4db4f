"""Judgements with what the store knows beside them: together they are what each is alone, and they stay."""

from dataclasses import replace

import pytest

from hvk_data.queries.compare import compare, compare_many
from hvk_data.queries.index import UnknownIndicator, index
from hvk_data.queries.judged import judged, judged_many
from hvk_data.store import Reader

KUHMO = "290"


@pytest.mark.parametrize("municipality", [KUHMO, "837", "318"])
def test_together_they_are_what_each_is_alone(reader: Reader, municipality: str) -> None:
    ids = [one.id for one in index(reader).indicators.values() if one.in_store][:40]
    found = compare_many(reader, municipality, ids)
    together = judged_many(reader, found)
    assert [one.indicator for one in together] == ids
    # As they print: a computed NaN is not equal to itself.
    assert [repr(one) for one in together] == [repr(judged(reader, comparison)) for comparison in found]
    assert any(one.level.position is not None for one in together)


def test_each_may_be_of_a_year_of_its_own(reader: Reader) -> None:
    found = compare_many(reader, KUHMO, ["181", "181", "683"])
    judgements = judged_many(reader, found, [2010, None, 1950])
    assert [one.year for one in judgements] == [2010, 2021, 1950]
    assert judgements[0].level.own != judgements[1].level.own
    assert judgements[2].level.certainty.reasons == ("missing",)


def test_by_sex_there_is_no_place_among_municipalities(reader: Reader) -> None:
    both, women = judged_many(
        reader, [compare(reader, "837", "1065", (), sex) for sex in ("total", "female")]
    )
    assert women.level.own is not None
    assert both.sex == "total"
    assert women.sex == "female"
    assert women.level.position is None


def test_the_same_question_is_judged_once(reader: Reader) -> None:
    found = compare_many(reader, KUHMO, ["181", "683"])
    again = compare_many(reader, KUHMO, ["181", "683"])
    assert all(
        one is other
        for one, other in zip(judged_many(reader, found), judged_many(reader, again), strict=True)
    )


def test_an_indicator_that_nobody_lists_is_an_error(reader: Reader) -> None:
    unknown = replace(compare(reader, KUHMO, "181"), indicator="olematon")
    with pytest.raises(UnknownIndicator):
        judged_many(reader, [unknown])


def test_nothing_asked_nothing_answered(reader: Reader) -> None:
    assert judged_many(reader, []) == []
