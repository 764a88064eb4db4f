import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.suggestions.ways import about, way_of


@pytest.mark.parametrize(
    ("words", "way", "topic"),
    [
        ("asunnottomuus kasvaa", "up", "asunnottomuus"),
        ("nuorten yksinäisyys lisääntyy!", "up", "nuorten yksinäisyys"),
        ("velka nousussa", "up", "velka"),
        ("työttömyyden kasvu", "up", "työttömyyden"),
        ("Väkiluku vähenee", "down", "Väkiluku"),
        ("äänestäminen laskenut", "down", "äänestäminen"),
        ("mielenterveys heikkenee", "turn", "mielenterveys"),
        ("työllisyys paranee", "turn", "työllisyys"),
        ("bostadslösheten ökar", "up", "bostadslösheten"),
        ("befolkningen minskar", "down", "befolkningen"),
        ("hälsan försämras", "turn", "hälsan"),
        ("homelessness is growing", "up", "homelessness is"),
        ("youth crime falling", "down", "youth crime"),
        ("mental health worsening", "turn", "mental health"),
        ("lääkäriin pääsy huolestuttaa", None, "lääkäriin pääsy"),
    ],
)
def test_which_way_it_goes(words, way, topic):
    assert (way_of(words), about(words)) == (way, topic)


@pytest.mark.parametrize(
    "words",
    ["kasvatus- ja perheneuvola", "kasvisten syönti", "fall accidents", "fallolyckor", "laskut", "växthus"],
)
def test_what_only_begins_so_goes_nowhere(words):
    assert (way_of(words), about(words)) == (None, words)


def test_words_of_change_alone_are_what_it_is_about():
    assert about("kasvaa") == "kasvaa"


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(words):
    assert way_of(words) in (None, "up", "down", "turn")
    assert set(about(words).split()) <= set(words.split())
