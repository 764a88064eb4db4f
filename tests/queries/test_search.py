"""Words as people write them: inflected, compound, misspelt, without dots, in three languages."""

import csv
import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.queries.index import index
from hvk_data.queries.search import fold, search

with (Path(__file__).parent / "searches.csv").open(encoding="utf-8", newline="") as file:
    SEARCHES = [(row["words"], row["right"].split("|")) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def known(reader):
    return index(reader)


def test_the_right_one_is_among_the_first(known, record_property):
    assert len(SEARCHES) >= 60
    found = {words: [indicator.id for indicator in search(known, words, 3)] for words, _ in SEARCHES}
    first = [words for words, right in SEARCHES if found[words][:1] and found[words][0] in right]
    three = [words for words, right in SEARCHES if set(found[words]) & set(right)]
    record_property("searches of which the first is right, %", round(100 * len(first) / len(SEARCHES), 1))
    record_property("searches of which one of three is right, %", round(100 * len(three) / len(SEARCHES), 1))
    assert len(first) >= 0.9 * len(SEARCHES), [words for words, _ in SEARCHES if words not in first]
    assert len(three) >= 0.97 * len(SEARCHES), [words for words, _ in SEARCHES if words not in three]


def test_every_right_answer_is_listed(known):
    assert {id_ for _, right in SEARCHES for id_ in right} <= known.indicators.keys()


def test_a_search_takes_some_milliseconds(known, record_property):
    search(known, "työttömyys")
    took = []
    for words, _ in SEARCHES:
        started = time.perf_counter()
        search(known, words)
        took.append(time.perf_counter() - started)
    record_property("median search, ms", round(1000 * statistics.median(took), 1))
    # Ten on a quiet machine; this only holds against a slowness of another kind.
    assert statistics.median(took) < 0.05


@pytest.mark.parametrize("id_", ["181", " 181 ", "tk:employment_rate"])
def test_an_id_finds_itself_first(known, id_):
    assert search(known, id_)[0].id == id_.strip()


@pytest.mark.parametrize(
    "words", ["", "  ", "ab", "75", "%", "ja of och", "xyzzy", "kirjasto", "' OR 1=1 --"]
)
def test_what_fits_nothing_finds_nothing(known, words):
    assert search(known, words) == []


def test_indicators_with_figures_come_before_others_that_fit_as_well(known):
    found = [
        indicator.id for indicator in search(known, "Toimeentulotukea saaneet lapsiperheet, % perheistä")
    ]
    assert found.index("423") < found.index("10057")  # the Nordic one, without figures


def test_the_whole_list_is_searched(known):
    for indicator in list(known.indicators.values())[::97]:
        assert indicator in search(known, indicator.title.fi, limit=30)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_search(known, words):
    found = search(known, words, limit=5)
    assert len(found) == len({indicator.id for indicator in found}) <= 5


def test_case_dots_and_accents_make_no_difference(known):
    assert fold("TYÖTTÖMÄT Å é") == "tyottomat a e"
    assert search(known, "TYÖTTÖMYYS") == search(known, "tyottomyys")
