"""The benchmark of updates runs, and ends as every benchmark does."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_prints_a_table_and_ends_with_one_json_object() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.sync", "--json", "--indicators", "1", "--changed", "1"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *table, last = ran.stdout.splitlines()
    document = json.loads(last)
    assert document["benchmark"] == "sync"
    assert document["rows_taken_in"] > 0
    assert document["peak_met"]
    for result in document["results"]:
        assert any(line.startswith(result["what"]) for line in table)
