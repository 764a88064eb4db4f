"""The benchmark at a size for every day: the others answer as the store does, and nothing is left out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.full_size import full_size

ROOT = Path(__file__).parents[2]
QUESTIONS = ("(a)", "(b)", "(c)", "(d)", "20 chosen")
OTHERS = ("pandas", "polars", "SQLite")


@pytest.fixture(scope="module")
def measured():
    return full_size(120_000, 5, 1.0)


def test_every_question_is_put_to_each_beside_the_goal_and_the_memory(measured):
    rows, _ = measured
    for question in QUESTIONS:
        beside = [row.yardstick for row in rows if row.what.startswith(question)]
        for yardstick in (*OTHERS, "goal", "its bytes"):
            assert any(one.startswith(yardstick) for one in beside), (question, yardstick)
    assert all(row.ours_ms > 0 and row.yardstick_ms > 0 for row in rows)


def test_fifty_read_quietly_and_while_a_generation_is_built(measured):
    rows, _ = measured
    reading = [row for row in rows if "readers" in row.what]
    assert [row.yardstick_ms for row in reading] == [10, 50, 10, 50]
    assert sum("building" in row.what for row in reading) == 2


def test_sizes_and_the_build_are_held_against_their_goals(measured):
    rows, facts = measured
    assert set(facts["limits"]) == {"store MiB", "store / CSV", "build seconds", "build peak MiB"}
    for limit in facts["limits"].values():
        assert limit["met"] == (limit["measured"] <= limit["goal"])
    every = [row.met for row in rows] + [limit["met"] for limit in facts["limits"].values()]
    assert facts["goals_met"] == (False not in every)
    assert facts["build_processor_seconds"] > 0


def test_with_rows_the_command_ends_with_one_json_object():
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.store",
            "--json",
            *("--rows", "60000", "--seconds", "1", "--runs", "3"),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    document = json.loads(ran.stdout.splitlines()[-1])
    assert document["benchmark"] == "store"
    assert document["rows_in_store"] >= 60_000
    assert {"limits", "size_mib", "load_average", "processor_ms"} <= document.keys()
