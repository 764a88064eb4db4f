"""``generations`` and ``rollback`` on the command line."""

import json
import shutil

import pytest

from hvk_data.store.generations import Generations


@pytest.fixture
def two(home):
    generations = Generations(home)
    shutil.copy(generations.path(1), generations.path(2))
    generations.point_at(2)
    return home


def test_the_kept_generations_as_json(run, two):
    ran = run("generations", "--format", "json", home=two)
    assert ran.returncode == 0
    older, newer = json.loads(ran.stdout)
    assert (older["generation"], older["in_use"], newer["generation"], newer["in_use"]) == (1, False, 2, True)
    assert older["rows"] > 1_690_000
    assert older["fetched_at"] is None


@pytest.mark.parametrize(("language", "said"), [("fi", "koottu"), ("sv", "byggt"), ("en", "built")])
def test_the_kept_generations_in_words(run, two, language, said):
    first, second = run("--language", language, "generations", home=two).stdout.splitlines()
    assert first.startswith("  1: ")
    assert second.startswith("* 2: ")
    assert said in first


def test_without_a_store_the_list_says_how_to_get_one(run, tmp_path):
    ran = run("generations", home=tmp_path)
    assert (ran.returncode, "build" in ran.stdout) == (0, True)


def test_a_return_and_what_cannot_be_returned_to(run, two):
    ran = run("rollback", home=two)
    assert (ran.returncode, Generations(two).current()) == (0, 1)
    assert "1" in ran.stdout
    ran = run("--language", "en", "rollback", home=two)
    assert (ran.returncode, Generations(two).current()) == (2, 1)
    assert "older than the one in use" in ran.stderr
    assert run("rollback", "--to", "2", home=two).returncode == 0
    ran = run("--language", "en", "rollback", "--to", "7", home=two)
    assert ran.returncode == 2
    assert "Choose one of these: 1, 2" in ran.stderr
    assert Generations(two).current() == 2
