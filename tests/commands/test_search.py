import json

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("työttömyys",), "181"), (("tyottomyys",), "181"), (("arbetslöshet",), "181"), (("181",), "181")],
)
def test_words_find_their_indicator(run, words, expected):
    ran = run("search", *words, "--format", "json")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert expected in [row["indicator"] for row in found[:5]]
    assert set(found[0]) == {
        "indicator", "title", "theme", "direction", "in_store", "first_year", "last_year",
    }  # fmt: skip


def test_several_words_and_a_limit(run):
    found = json.loads(run("search", "nuorten", "yksinäisyys", "--limit", "3", "--format", "json").stdout)
    assert len(found) == 3


def test_the_table_says_what_has_no_figures_yet(run):
    said = run("search", "yksinäisyys").stdout
    assert "Lukuja ei ole vielä haettu." in said


def test_nothing_found_says_what_to_do(run):
    ran = run("--language", "en", "search", "xyzzyqwerty")
    assert ran.returncode == 0
    assert "Try another word" in ran.stdout
    assert json.loads(run("search", "xyzzyqwerty", "--format", "json").stdout) == []
