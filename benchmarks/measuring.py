"""What every benchmark shares: rows of a comparison, the printed table, the JSON line."""

import argparse
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured beside its yardstick, medians in milliseconds of ``runs`` runs each.

    ``target`` is the highest ratio that will do, or None where the row only informs.
    """

    what: str
    ours_ms: float
    yardstick: str
    yardstick_ms: float
    runs: int
    target: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the yardstick's time ours takes."""
        return self.ours_ms / self.yardstick_ms

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.ratio <= self.target


def row(
    what: str, ours: list[float], yardstick: str, theirs: list[float], target: float | None = None
) -> Row:
    """A row of medians from milliseconds of single runs."""
    return Row(what, median(ours), yardstick, median(theirs), len(ours), target)


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return quantiles(times, n=100, method="inclusive")[94]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The parser with the options that every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="end with one JSON object on the last line")
    return parser


def report(benchmark: str, rows: list[Row], *, as_json: bool, **facts: Any) -> None:
    """Print ``rows`` as a table; then, if asked, one JSON object with them and ``facts``."""
    width = max(len(row.what) for row in rows)
    yard = max(len(row.yardstick) for row in rows)
    print(f"{'':{width}}  {'ours':>10}  {'yardstick':<{yard}}  {'its time':>10}  {'ratio':>7}  target")
    for each in rows:
        target = "" if each.target is None else f"≤ {each.target:g}  {'met' if each.met else 'MISSED'}"
        print(
            f"{each.what:{width}}  {each.ours_ms:7.1f} ms  {each.yardstick:<{yard}}"
            f"  {each.yardstick_ms:7.1f} ms  {each.ratio:6.2f}×  {target}"
        )
    for name, value in facts.items():
        print(f"{name}: {value}")
    if as_json:
        results = [asdict(each) | {"ratio": each.ratio, "met": each.met} for each in rows]
        print_document(benchmark, results, met=all(each.met is not False for each in rows), **facts)


def print_document(benchmark: str, results: list[dict[str, Any]], *, met: bool, **facts: Any) -> None:
    """One JSON object on one line: what was measured, on what, when, and whether every target is met."""
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        **{name: version(name) for name in ("streamlit", "duckdb")},
    }
    document = {
        "benchmark": benchmark,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "on": machine,
        "results": results,
        "met": met,
        **facts,
    }
    print(json.dumps(document, ensure_ascii=False))
