from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Comparison
from hvk_data.language import LANGUAGES
from hvk_data.queries.index import UnknownArea, index
from hvk_data.statistics import Certainty, Judgement
from hvk_data.statistics.certainty import REASONS, TIERS
from hvk_data.statistics.judgement import Change, Level
from hvk_data.suggestions import check, check_one
from hvk_data.suggestions.worries import STATES, Checked, state_of

KUHMO = "290"


def judgement(
    level="unclear", change="unclear", why_level="within_chance", why_change="within_chance",
    direction="higher_worse", tier="high",
):  # fmt: skip
    return Judgement(
        "1", "total", direction, 2020,
        Level(level, Certainty("none" if level == "unclear" else tier, (why_level,)), None, 1.0, *[None] * 5),
        Change(change, Certainty("none" if change == "unclear" else tier, (why_change,)), *[None] * 6),
    )  # fmt: skip


JUDGEMENTS = st.builds(
    judgement,
    st.sampled_from(["higher", "lower", "usual", "unclear"]),
    st.sampled_from(["rising", "falling", "unclear"]),
    st.sampled_from(REASONS),
    st.sampled_from(REASONS),
    st.sampled_from(["higher_worse", "higher_better", "neutral"]),
    st.sampled_from(TIERS[:-1]),
)
FEELINGS, WAYS = st.sampled_from(["worry", "joy"]), st.sampled_from(["up", "down", "turn"])


@pytest.mark.parametrize(
    ("found", "worry", "joy"),
    [
        (judgement("higher"), "confirmed", "not_supported"),
        (judgement("lower"), "not_supported", "confirmed"),
        (judgement("lower", "rising"), "confirmed", "confirmed"),
        (judgement(), "not_supported", "not_supported"),
        (judgement("usual"), "not_supported", "not_supported"),
        (judgement(why_level="small_counts", why_change="too_few_years"), "too_small", "too_small"),
        (judgement("higher", why_change="too_few_years"), "confirmed", "not_supported"),
    ],
)
def test_the_states(found, worry, joy):
    assert state_of(found, "worry") == worry
    assert state_of(found, "joy") == joy


@pytest.mark.parametrize(
    ("found", "way", "state", "words"),
    [
        # However bad the level is, it does not bear out that things get worse.
        (judgement("higher"), "up", "not_supported", "muutosta ei voi osoittaa. Taso on huonompi"),
        (judgement("higher", "falling"), "up", "not_supported", "parempaan suuntaan. Taso on huonompi"),
        (judgement("lower", "rising"), "up", "confirmed", "huonompaan suuntaan. Taso on parempi"),
        (judgement("usual", "rising"), "turn", "confirmed", "huonompaan suuntaan. Taso on kuntien joukossa"),
        (
            judgement("higher", why_change="too_few_years"),
            "up",
            "too_small",
            "vuosia on liian vähän. Taso on",
        ),
        (
            judgement(change="rising", tier="low"),
            "up",
            "confirmed",
            "sattuman osuutta ei voi laskea. Tasosta",
        ),
        (judgement(change="rising", direction="higher_better"), "up", "not_supported", "parempaan suuntaan"),
        (judgement(change="falling", direction="neutral"), "down", "confirmed", "tähän suuntaan"),
        (judgement(change="falling", direction="neutral"), "up", "not_supported", "päinvastainen"),
        (judgement(change="falling", direction="neutral"), "turn", "no_direction", "ryhmä arvioi"),
    ],
)
def test_a_claim_of_change_is_judged_by_the_change_and_both_are_told(reader, found, way, state, words):
    assert state_of(found, "worry", way) == state
    told = Checked(index(reader).indicator("181"), state, None, found, way=way).says("fi")
    assert words in told


@given(JUDGEMENTS, st.sampled_from(["higher", "lower", "usual", "unclear"]), FEELINGS, WAYS)
def test_no_level_makes_or_breaks_a_claim_of_change(found, level, feeling, way):
    other = replace(found, level=replace(found.level, sign=level))
    assert state_of(found, feeling, way) == state_of(other, feeling, way)


@given(JUDGEMENTS, FEELINGS, WAYS)
def test_confirmed_is_only_a_change_that_can_be_told(found, feeling, way):
    state = state_of(found, feeling, way)
    if state == "confirmed":
        assert found.change.sign != "unclear"
        if found.direction != "neutral":
            assert state_of(found, "joy" if feeling == "worry" else "worry", way) == "not_supported"


@given(JUDGEMENTS, FEELINGS, st.none() | WAYS)
def test_whatever_is_found_has_words_in_every_language(found, feeling, way):
    state = state_of(found, feeling, way)
    for language in LANGUAGES:
        said = Checked(None, state, None, found, None, None, feeling, way).says(language)
        assert len(said) > 15
        confirmed_words = {"fi": "vahvistui", "sv": "bekräftades", "en": "confirmed"}[language]
        weak = {found.level.certainty.tier, found.change.certainty.tier} <= {"low", "none"}
        if state == "confirmed" and weak:
            assert confirmed_words not in said.lower()


def test_the_words_say_which_way(reader):
    grows = {one.indicator.id: one for one in check(reader, KUHMO, "velka kasvaa")}
    assert grows["tk:loans"].state == "confirmed"
    assert grows["tk:loans"].way == "up"
    falls = {one.indicator.id: one for one in check(reader, KUHMO, "väkiluku vähenee")}
    assert falls["tk:population"].state == "confirmed"


def test_a_worry_in_free_words(reader):
    found = check(reader, KUHMO, "työttömyys kasvaa")
    by_id = {one.indicator.id: one for one in found}
    assert by_id["181"].state == "not_supported"
    assert isinstance(by_id["181"].comparison, Comparison)
    assert {one.state for one in check(reader, KUHMO, "nuorten yksinäisyys")} == {"not_in_store"}
    assert "2618" in {one.indicator.id for one in check(reader, KUHMO, "asunnottomuus kasvaa")}
    assert check(reader, KUHMO, "xyzzy") == []


def test_a_joy_is_the_other_way(reader):
    known = index(reader)
    assert check_one(reader, KUHMO, known.indicator("3219"), "joy").state == "confirmed"
    assert check_one(reader, KUHMO, known.indicator("3219"), "worry").state == "not_supported"


def test_what_has_no_figures_says_why(reader):
    found = check_one(reader, KUHMO, index(reader).indicator("286"))
    assert (found.state, found.judgement) == ("no_figures", None)
    assert found.missing is not None


def test_a_neutral_one_is_left_to_the_group(reader):
    assert check_one(reader, KUHMO, index(reader).indicator("127")).state == "no_direction"


def test_every_state_has_words(reader):
    indicator = index(reader).indicator("181")
    for state in STATES:
        for language in LANGUAGES:
            assert len(Checked(indicator, state).says(language)) > 15


def test_an_unknown_municipality(reader):
    with pytest.raises(UnknownArea):
        check(reader, "999", "työttömyys")
