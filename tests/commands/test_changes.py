"""``changes``, ``accept`` and ``sync --every`` on the command line."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvk_data.store.bronze import Bronze
from hvk_data.store.generations import Generations
from tests.sotkanet_server import SmallCorpus, Sotkanet, running

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def served() -> Iterator[Sotkanet]:
    with running(SmallCorpus()) as server:
        yield server


@pytest.fixture(scope="module")
def held_home(served: Sotkanet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which indicator 1 is held back and indicator 2 has been revised."""
    home = tmp_path_factory.mktemp("pidätetty ä")
    assert sync(served, home).returncode == 0
    corpus = served.corpus
    assert isinstance(corpus, SmallCorpus)
    for number in (1, 2):
        corpus.details[number]["data-updated"] = "2025-01-01"
    for one in corpus.figures[2]:
        if (one["region"], one["year"], one["gender"]) == (837, 2021, "total"):
            one["value"] = 900
    corpus.figures[1] = [{**one, "value": one["value"] * 2} for one in corpus.figures[1]]
    ran = sync(served, home)
    assert (ran.returncode, "accept --indicator 1" in ran.stderr) == (1, True)
    return home


def arguments(server: Sotkanet, *options: str) -> list[str]:
    address = ["--base-url", server.base_url, "--rate", "1000"]
    return [sys.executable, "-m", "hvk_data", "--language", "en", "sync", "--all", *address, *options]


def sync(server: Sotkanet, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(server),
        cwd=ROOT,
        env=os.environ | {"HVK_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_last_changes_in_words(run, held_home):
    ran = run("--language", "en", "changes", home=held_home)
    assert ran.returncode == 0
    assert "2 Osoitin 2, % väestöstä: 1 figure revised" in ran.stdout
    assert "Indicator 1" in ran.stdout
    assert "the figures have changed throughout (typical change 100.0%)" in ran.stdout


@pytest.mark.parametrize(
    ("municipality", "said"), [("Tampere", "839.1 → 900.0"), ("Kuhmo", "Nothing changed"), ("536", "Nokia")]
)
def test_the_changes_of_one_municipality(run, held_home, municipality, said):
    ran = run("--language", "en", "changes", "--municipality", municipality, home=held_home)
    assert (ran.returncode, said in ran.stdout) == (0, True)


def test_the_changes_as_json(run, held_home):
    newest, first = json.loads(run("changes", "--last", "9", "--format", "json", home=held_home).stdout)
    assert [one["indicator"] for one in newest["changes"]] == ["2"]
    assert [one["indicator"] for one in newest["held"]] == ["1"]
    assert len(first["changes"]) == 4
    tampere = run("changes", "--municipality", "837", "--format", "json", home=held_home)
    (account,) = json.loads(tampere.stdout)
    assert account["areas"]["2"][0]["revised"] == 1


def test_a_municipality_that_is_none_is_refused(run, held_home):
    assert run("changes", "--municipality", "Ei mikään", home=held_home).returncode == 2


def test_without_updates_there_are_no_changes(run, tmp_path):
    ran = run("--language", "sv", "changes", home=tmp_path)
    assert (ran.returncode, "Ingen uppdatering" in ran.stdout) == (0, True)
    assert json.loads(run("changes", "--format", "json", home=tmp_path).stdout) == []


def test_held_figures_are_shown_and_accepted(run, held_home):
    status = json.loads(run("status", "--format", "json", home=held_home).stdout)
    assert [(one["indicator"], one["doubt"]["reason"]) for one in status["held"]] == [("1", "jumped")]
    assert "accept --indicator 1" in run("--language", "en", "status", home=held_home).stdout
    ran = run("--language", "en", "accept", "--indicator", "1", "--indicator", "3", home=held_home)
    assert (ran.returncode, "not held back: 3" in ran.stderr) == (2, True)
    before = Generations(held_home).current()
    assert before is not None
    old = Bronze(held_home / "bronze").figures("1")
    ran = run("--language", "en", "accept", "--indicator", "all", home=held_home)
    assert (ran.returncode, "of 1 indicator were accepted (1)" in ran.stdout) == (0, True)
    assert Generations(held_home).current() == before + 1
    assert Bronze(held_home / "bronze").figures("1")["value"] != old["value"]
    assert "accepted" in run("--language", "en", "changes", home=held_home).stdout
    assert run("accept", "--indicator", "all", home=held_home).returncode == 2
    assert json.loads(run("status", "--format", "json", home=held_home).stdout)["held"] == []


@pytest.mark.parametrize("written", ["0h", "24", "h", "-1h", "1w"])
def test_a_length_of_time_has_a_number_and_a_unit(run, written):
    assert run("sync", f"--every={written}").returncode == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_updates_go_on_until_they_are_told_to_end(served, tmp_path, number):
    asked = served.asked("regions")
    process = subprocess.Popen(
        arguments(served, "--every", "1s"),
        cwd=ROOT,
        env=os.environ | {"HVK_HOME": str(tmp_path / "koti ä")},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    deadline = time.monotonic() + 60
    while served.asked("regions") < asked + 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "The next update:" in said
    assert said.splitlines()[-1] == "Updates have ended."
    assert Generations(tmp_path / "koti ä").current() == 1
