"""What the store says today to findings that were picked from another state of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hvk_data.figures import Comparison, Point, Series
from hvk_data.findings import Finding, news
from hvk_data.language import Texts
from hvk_data.queries.compare import compare
from hvk_data.store import Reader

KUHMO, NOKIA = "290", "536"
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


def finding(comparison: Comparison, sentence: str = "") -> Finding:
    return Finding(1, "code", "description", 0, "note", sentence, comparison, MOMENT, MOMENT, 1)


@pytest.fixture
def saved(reader: Reader) -> Comparison:
    """As picked from an earlier generation of the same figures."""
    now = compare(reader, KUHMO, "181", ("county", "country", NOKIA, "MAAKUNTA:06", "median_region"))
    return replace(now, generation=0)


def with_own(comparison: Comparison, *points: Point) -> Comparison:
    own = replace(comparison.own, points=points)
    return replace(comparison, series=(own, *comparison.series[1:]))


def test_what_was_picked_from_the_store_in_use_has_no_news(reader: Reader) -> None:
    now = compare(reader, KUHMO, "181")
    assert news(reader, [finding(now)]) == {}
    elsewhere = replace(now, origin=replace(now.origin, fetched_at=MOMENT))
    assert list(news(reader, [finding(elsewhere)])) == [1], "another machine's store of the same number"


def test_unchanged_figures_of_an_earlier_store_hold(reader: Reader, saved: Comparison) -> None:
    found = news(reader, [finding(saved, "Kuhmossa 12,0 %.")])[1]
    assert found.holds
    assert found.current is not None
    assert found.current.series == saved.series, "peers, areas and medians are asked for as they were"


def test_a_revised_figure_and_its_sentence_are_told_of(reader: Reader, saved: Comparison) -> None:
    *before, last = saved.own.points
    assert last.value is not None
    old = with_own(saved, *before, replace(last, value=last.value + 7.7))
    written = f"{last.value + 7.7:.1f}".replace(".", ",")
    found = news(reader, [finding(old, f"Nyt {written} %.")])[1]
    assert not found.holds
    assert [(one.role, one.year) for one in found.meeting.revised] == [("own", last.year)]
    assert [one.written for one in found.meeting.stale] == [written]


def test_a_later_year_is_news_and_makes_nothing_wrong(reader: Reader, saved: Comparison) -> None:
    last = saved.own.points[-1].year
    earlier = tuple(
        replace(series, points=tuple(point for point in series.points if point.year < last))
        for series in saved.series
    )
    found = news(reader, [finding(replace(saved, series=earlier))])[1]
    assert (found.holds, found.meeting.new_years) == (True, (last,))


@pytest.mark.parametrize("gone", [{"indicator": "99999"}, {"indicator": "1"}])
def test_an_indicator_that_is_gone_is_said_to_be(
    reader: Reader, saved: Comparison, gone: dict[str, str]
) -> None:
    found = news(reader, [finding(replace(saved, **gone))])[1]
    assert (found.current, found.holds) == (None, False)


def test_an_area_that_is_gone_is_left_out(reader: Reader, saved: Comparison) -> None:
    joined = Series("peer", "KUNTA", "999", Texts("Liittynyt"), (Point(2020, 1.0),))
    found = news(reader, [finding(replace(saved, series=(*saved.series, joined)))])[1]
    assert found.current is not None
    assert {one.name.fi for one in found.meeting.revised} == {"Liittynyt"}
    alone = replace(saved, series=(replace(saved.own, code="999"), *saved.series[1:]))
    assert news(reader, [finding(alone)])[1].current is None
