import pytest

from hvk_data.figures import Comparison
from hvk_data.language import LANGUAGES
from hvk_data.queries.index import UnknownArea, index
from hvk_data.statistics import Certainty, Judgement
from hvk_data.statistics.judgement import Change, Level
from hvk_data.suggestions import check, check_one
from hvk_data.suggestions.worries import STATES, Checked, state_of

KUHMO, TAMPERE = "290", "837"


def judgement(level="unclear", change="unclear", why_level="within_chance", why_change="within_chance"):
    return Judgement(
        "1", "total", "higher_worse", 2020,
        Level(level, Certainty("none" if level == "unclear" else "high", (why_level,)), *[None] * 7),
        Change(change, Certainty("none" if change == "unclear" else "high", (why_change,)), *[None] * 6),
    )  # fmt: skip


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
    assert check_one(reader, TAMPERE, known.indicator("3219"), "joy").state == "confirmed"
    assert check_one(reader, TAMPERE, known.indicator("3219"), "worry").state == "not_supported"


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
