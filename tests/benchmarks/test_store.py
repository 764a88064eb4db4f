"""The benchmark of the store runs, and ends as every benchmark does."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_prints_a_table_and_ends_with_one_json_object() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.store", "--json", "--runs", "3"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *table, last = ran.stdout.splitlines()
    document = json.loads(last)
    assert document["benchmark"] == "store"
    assert document["rows_in_store"] > 0
    for result in document["results"]:
        assert result["ratio"] == result["ours_ms"] / result["yardstick_ms"]
        assert any(line.startswith(result["what"]) for line in table)
