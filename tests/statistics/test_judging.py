"""The three signs of a comparison: apart, each with its reason, and nothing where nothing can be told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Break, Comparison, Origin, Point, Series
from hvk_data.language import LANGUAGES, Texts
from hvk_data.statistics import Measure, judge
from hvk_data.statistics.certainty import REASONS, TIERS, Certainty

SHARE, RATE, VALUE = Measure("share", 100), Measure("rate", 1000), Measure("value")


def line(role, values, counts=None, first=2010, certainty="published"):
    counts = counts or [None] * len(values)
    points = zip(range(first, first + len(values)), values, counts, strict=True)
    return Series(
        role,
        "KUNTA" if role == "own" else "HYVINVOINTIALUE",
        role,
        Texts(role),
        tuple(Point(year, value, count, certainty) for year, value, count in points if value is not None),
    )


def comparison(*series, direction="higher_worse", breaks=(), decimals=1):
    return Comparison(
        "1",
        Texts("x"),
        Texts("%"),
        decimals,
        direction,
        "total",
        Origin("sotkanet", Texts("THL"), ""),
        1,
        series,
        breaks,
    )


def shares(cases, n, per=100, decimals=1):
    return [round(per * c / n, decimals) for c in cases]


def counted(own, n, region, region_n, **more):
    return comparison(
        line("own", shares(own, n), own), line("county", shares(region, region_n), region), **more
    )


STEADY = counted([300 + i % 3 for i in range(10)], 3000, [3000 + i % 2 for i in range(10)], 50_000)


def test_level_change_and_certainty_stand_apart():
    found = judge(STEADY, SHARE)
    assert (found.level.sign, found.level.certainty) == ("higher", Certainty("high", ("tested",)))
    assert (found.change.sign, found.change.certainty.tier) == ("unclear", "none")
    assert (found.good_level, found.good_change) == ("worse", None)
    assert found.level.interval.low < found.level.own < found.level.interval.high
    assert (found.level.counts.cases, found.year) == (300, 2019)
    assert found.level.counts.people == pytest.approx(3000, rel=0.01)
    assert found.level.difference == pytest.approx(found.level.own - found.level.other)


def test_a_neutral_indicator_is_neither_good_nor_bad():
    found = judge(replace(STEADY, direction="neutral"), SHARE)
    assert (found.level.sign, found.good_level, found.good_change) == ("higher", None, None)
    assert judge(replace(STEADY, direction="higher_better"), SHARE).good_level == "better"


def test_a_rise_is_told_with_its_years_and_size():
    own = [200 + 20 * i for i in range(10)]
    found = judge(counted(own, 3000, [3500] * 10, 50_000), SHARE).change
    assert (found.sign, found.certainty, found.first, found.last) == (
        "rising", Certainty("high", ("tested",)), 2010, 2019,
    )  # fmt: skip
    assert found.slope == pytest.approx(100 * 20 / 3000, rel=0.05)
    assert found.effect == pytest.approx(9 * found.slope)
    assert found.interval.low <= found.slope <= found.interval.high


def test_no_change_is_computed_across_a_break():
    own = [100] * 5 + [300] * 5
    whole = counted(own, 3000, [3500] * 10, 50_000)
    assert judge(whole, SHARE).change.sign == "rising"
    found = judge(replace(whole, breaks=(Break(2015, Texts("x")),)), SHARE).change
    assert (found.sign, found.first) == ("unclear", 2015)
    later = judge(replace(whole, breaks=(Break(2018, Texts("x")),)), SHARE).change
    assert later.certainty == Certainty("none", ("too_few_years",))
    before = judge(replace(whole, breaks=(Break(2018, Texts("x")),)), SHARE, year=2016).change
    assert before.sign == "rising"


def test_a_few_cases_are_taken_over_three_years_and_the_gauge_says_what_it_would_take():
    found = judge(counted([9, 5, 8, 6, 7, 5, 9, 6, 8, 5], 1000, [400] * 10, 50_000), SHARE)
    assert found.level.counts.three_years
    assert found.level.counts.cases == 6 + 8 + 5
    assert found.level.own == pytest.approx(100 * 19 / 3000, rel=0.1)
    assert found.level.certainty == Certainty("none", ("small_counts", "three_years"))
    assert (found.change.gauge.count, found.change.gauge.rise, found.change.gauge.fall) == (5, 15, None)


def test_three_years_do_not_reach_across_a_break():
    whole = counted([2] * 10, 1000, [400] * 10, 50_000, breaks=(Break(2018, Texts("x")),))
    assert not judge(whole, SHARE).level.counts.three_years


def test_a_value_alone_is_described_and_nothing_claimed():
    found = judge(
        comparison(line("own", [9.0]), line("country", [5.0])), VALUE, spread=[4, 5, 5, 6, 5.5, 4.5, 9]
    )
    assert (found.level.sign, found.level.certainty) == ("higher", Certainty("low", ("value_alone",)))
    assert (found.level.p, found.level.interval, found.level.position.n) == (None, None, 7)
    usual = judge(
        comparison(line("own", [5.2]), line("country", [5.0])), VALUE, spread=[4, 5, 5, 6, 5.2, 4.5]
    )
    assert usual.level.sign == "usual"


@pytest.mark.parametrize(
    ("measure", "series", "spread", "reason"),
    [
        (VALUE, (line("own", [9.0]),), (), "no_comparison"),
        (VALUE, (line("own", [9.0]), line("county", [8.0])), (), "value_alone"),
        (VALUE, (line("own", [9.0]), line("county", [8.0])), (1.0, 2.0), "few_areas"),
        (Measure("cases"), (line("own", [9.0]), line("county", [8.0])), (1, 2, 3, 4, 5), "number_of_cases"),
        (SHARE, (line("own", [6.0], [60]), line("county", [6.0], [60])), (), "subtraction"),
        (SHARE, (line("own", []), line("county", [6.0], [60])), (), "missing"),
        (
            SHARE,
            (line("own", [None, 6.0], first=2009), line("county", [6.0], first=2009)),
            (),
            "no_comparison",
        ),
    ],
)
def test_no_verdict_has_its_reason(measure, series, spread, reason):
    found = judge(comparison(*series), measure, spread=spread)
    assert (found.level.sign, found.level.certainty.tier) == ("unclear", "none")
    assert found.level.certainty.reasons[0] == reason
    assert found.good_level is None


def test_rounding_that_matters_is_said():
    own, region = line("own", [0.4], [80]), line("county", [0.5], [5000])
    found = judge(comparison(own, region), SHARE)
    assert found.level.certainty == Certainty("none", ("rounding",))


def test_an_unchecked_rate_is_never_certain():
    own = line("own", [10.0] * 10, [300] * 10, certainty="estimate")
    region = line("county", [6.0] * 10, [3000] * 10, certainty="estimate")
    found = judge(comparison(own, region), SHARE).level
    assert (found.sign, found.certainty) == ("higher", Certainty("moderate", ("tested", "estimate")))


def test_surveys_change_by_their_own_rule():
    survey = Measure("value", 100, survey=True)
    for values, sign, tier in (
        ([10.0, 15.0], "rising", "low"),
        ([10.0, 14.0], "unclear", "none"),
        ([10.0], "unclear", "none"),
    ):
        found = judge(comparison(line("own", values)), survey).change
        assert (found.sign, found.certainty.tier) == (sign, tier)


def test_an_index_of_one_year_has_no_change():
    found = judge(
        comparison(line("own", [float(v) for v in range(100, 110)])), Measure("value", over_time=False)
    )
    assert found.change.certainty == Certainty("none", ("within_year",))


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=12),
    st.integers(300, 5000),
    st.sampled_from([SHARE, RATE, VALUE]),
)
def test_whatever_the_figures_nothing_is_told_without_certainty(own, n, measure):
    per = measure.per or 100
    region = [c + 700 for c in own]
    found = judge(
        comparison(
            line("own", shares(own, n, per), own), line("county", shares(region, n + 15_000, per), region)
        ),
        measure,
    )
    assert (found.level.sign == "unclear") == (found.level.certainty.tier == "none")
    assert (found.change.sign == "unclear") == (found.change.certainty.tier == "none")
    assert found.level.certainty.reasons
    assert found.change.certainty.reasons
    if found.level.sign == "higher":
        assert found.level.own > found.level.other
    if len(own) < 5:
        assert found.change.sign == "unclear"


@given(st.integers(1, 40))
def test_the_comparison_survives_json_and_is_judged_the_same(seed):
    rng = np.random.default_rng(seed)
    whole = counted(rng.poisson(40, 10).tolist(), 2000, rng.poisson(600, 10).tolist(), 25_000)
    assert judge(Comparison.from_json(whole.to_json()), SHARE) == judge(whole, SHARE)


def test_every_tier_and_reason_has_words():
    for language in LANGUAGES:
        for tier in TIERS:
            assert Certainty(tier, REASONS).name(language)
        assert len(Certainty("none", REASONS).why(language)) > 20 * len(REASONS)


@pytest.mark.parametrize(
    ("slope", "reasons"), [(100, ("steady_series", "prices")), (-100, ("steady_series",))]
)
def test_of_a_rise_of_euros_prices_are_a_part(slope, reasons):
    euros = judge(
        comparison(line("own", [2000.0 + slope * year for year in range(10)])), Measure("value", euros=True)
    )
    assert euros.change.certainty.reasons == reasons
