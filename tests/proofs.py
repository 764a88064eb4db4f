"""A pytest plugin, used by ``make proofs`` only: the tests at full numbers, their account in docs/proofs.md.

A test says what it has shown by pytest's ``record_property("cells compared", 10_000)``; the account
lists these beside the counts.
"""

import os
import platform
import time
from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

# Random on purpose: proofs look where the fixed samples of `make test` do not.
settings.register_profile(
    "proofs",
    max_examples=2_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

STARTED = time.monotonic()
PACKAGES = ("streamlit", "duckdb", "pandas", "SQLAlchemy", "playwright")


def machine() -> str:
    """The machine in one line: system, processor, cores, memory."""
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    return f"{system}, {os.cpu_count()} cores, {memory:.0f} GiB of memory"


def account(reports: list[pytest.TestReport], seconds: float) -> str:
    """The page docs/proofs.md: one line a test file, then what tests recorded."""
    files: dict[str, list[pytest.TestReport]] = defaultdict(list)
    for report in reports:
        files[report.location[0].replace(os.sep, "/")].append(report)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    failed = sum(report.failed for report in reports)
    lines = [
        "# Proofs",
        "",
        "Written by `make proofs`: the tests of `make test` at their full numbers.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {machine()}",
        f"- Python {platform.python_version()}, {versions}",
        f"- Result: {len(reports) - failed} passed, {failed} failed, in {seconds / 60:.1f} minutes",
        "",
        "| tests | passed | failed | seconds |",
        "|---|---:|---:|---:|",
    ]
    for name, of_file in sorted(files.items()):
        bad = sum(report.failed for report in of_file)
        took = sum(report.duration for report in of_file)
        lines.append(f"| {name} | {len(of_file) - bad} | {bad} | {took:.1f} |")
    # Behind the @ is which of two processes ran it.
    shown = [
        (report.nodeid.partition("@")[0], *item) for report in reports for item in report.user_properties
    ]
    if shown:
        lines += ["", "| what was shown | | by |", "|---|---:|---|"]
        lines += [f"| {name} | {value} | {test} |" for test, name, value in shown]
    return "\n".join(lines) + "\n"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the page once all tests have run."""
    stats = terminalreporter.stats
    reports = [
        report
        for kind in ("passed", "failed", "error")
        for report in stats.get(kind, [])
        if report.when == "call" or report.failed
    ]
    seconds = time.monotonic() - STARTED
    page = Path(terminalreporter.config.rootpath, "docs", "proofs.md")
    page.write_text(account(reports, seconds), encoding="utf-8")
    terminalreporter.write_line(f"wrote {page}")
