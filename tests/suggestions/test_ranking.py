from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Origin
from hvk_data.language import Texts
from hvk_data.queries.index import Indicator
from hvk_data.statistics import Certainty
from hvk_data.suggestions.ranking import FARTHEST, far, ranked, score
from hvk_data.suggestions.records import OLD_AFTER, Flag


def indicator(id_, theme="health", tier="core"):
    return Indicator(
        1, id_, "sotkanet", Texts(id_), Origin("sotkanet", Texts("THL"), ""), Texts("%"), "percent", 1,
        "higher_worse", Texts(), theme, tier, True, 2010, 2020, Texts(), Texts(),
    )  # fmt: skip


def flag(id_="a", theme="health", **changes):
    plain = Flag(
        "concern", indicator(id_, theme), 2020, 2020, 0, "region", Texts("x"), 12.0, 10.0, 2.0,
        Certainty("high", ("tested",)), 0.001, 100.0, 1000.0, None, None,
    )  # fmt: skip
    return replace(plain, **changes)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_further_is_never_lower(one, other):
    near, away = sorted((one, other), key=abs)
    assert score(flag(spreads=near)) <= score(flag(spreads=away)) <= FARTHEST


@pytest.mark.parametrize(
    "changes",
    [
        {"certainty": Certainty("moderate", ("tested",))},
        {"certainty": Certainty("low", ("value_alone",))},
        {"age": 4},
        {"year": 2019},
        {"country_alike": True},
        {"indicator": indicator("a", tier="extended")},
        {"indicator": indicator("a", tier=None)},
    ],
)
def test_what_keeps_it_lower_lowers_it_and_is_said(changes):
    lower = flag(**changes)
    assert score(lower) < score(flag())
    (one,) = ranked([lower])
    assert one.why_not
    (plain,) = ranked([flag()])
    assert plain.why_not == ()


@given(st.integers(0, 40))
def test_each_year_of_age_lowers_and_none_hides(age):
    younger, older = score(flag(age=age)), score(flag(age=age + 1))
    assert 0 < older <= younger
    assert (younger == score(flag())) == (age <= OLD_AFTER)


def test_lists_and_own_themes_lift():
    assert score(flag(), listed={"a"}) > score(flag())
    assert score(flag(), own_themes={"health"}) == pytest.approx(1.25 * score(flag()))


def test_without_a_spread_a_quarter_counts_as_one():
    assert far(flag(spreads=None, own=12.5, other=10.0)) == pytest.approx(1)
    assert far(flag(spreads=None, own=0.0, other=10.0)) == 0


def test_an_indicator_stands_once_with_the_comparison_that_says_most():
    (one,) = ranked([flag(spreads=1.0), flag(spreads=2.0, against="country")])
    assert (one.against, one.also) == ("country", ("region",))


def test_a_theme_does_not_fill_the_list():
    same = [flag(f"h{n}", spreads=2.0) for n in range(5)]
    found = ranked([*same, flag("s", "safety", spreads=1.5)])
    assert [item.indicator.id for item in found[:3]].index("s") <= 2
    assert "theme_taken" in found[-1].why_not


def test_the_order_does_not_hang_on_the_order_given():
    flags = [flag(f"h{n}", spreads=2.0) for n in range(5)]
    assert [i.id for i in ranked(flags)] == [i.id for i in ranked(flags[::-1])]


def test_of_two_that_answer_the_same_the_fresher_stays():
    twins = [flag("178", spreads=3.0, year=2019), flag("tk:net_migration", spreads=2.0)]
    assert [item.indicator.id for item in ranked(twins)] == ["tk:net_migration"]


def test_the_list_ends_where_asked():
    assert len(ranked([flag(f"h{n}") for n in range(9)], most=4)) == 4
