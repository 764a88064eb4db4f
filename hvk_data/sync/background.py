"""An update in a process of its own, so that a page that starts one need not stay open for it.

The child goes on when the server that started it ends; its progress, its end and a wish to stop it
pass through files in the data folder, whoever started it.
"""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hvk_data.language import Language
from hvk_data.sotkanet import DEFAULT_BASE_URL
from hvk_data.sync.errors import CannotWrite
from hvk_data.sync.progress import holder, is_running
from hvk_data.sync.report import last_report
from hvk_data.sync.selection import Selection

RATE = 5
"""Requests a second, as the command has it."""

RECHECK_HOURS = 12
"""A look at an indicator is believed for so long where everything is asked for: pressed a second time
on the same day it takes seconds, and what matters to somebody can be fetched by itself."""

_REQUESTS = 2
"""Of each indicator its details and its figures are asked for."""

_ROOT = Path(__file__).resolve().parent.parent.parent
_LOG_LINES = 3


@dataclass(frozen=True, slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    started: datetime


_children: dict[Path, _Child] = {}
_lock = threading.Lock()


def base_url() -> str:
    """The address that figures are fetched from: Sotkanet's own, unless whoever runs the server names
    another with ``HVK_SOTKANET_URL`` (an organisation's mirror, a test's server)."""
    return os.environ.get("HVK_SOTKANET_URL") or DEFAULT_BASE_URL


def arguments(which: Selection) -> list[str]:
    """The command's arguments for a choice, after ``python -m hvk_data``."""
    chosen = [part for id_ in which.ids for part in ("--indicator", id_)]
    chosen += [part for name in which.sets for part in ("--set", name)]
    everything = ["--all", "--recheck-after", f"{RECHECK_HOURS}h"] if which.everything else []
    return ["sync", *chosen, *everything]


def seconds(indicators: int) -> float:
    """About how long it takes to fetch so many indicators; what has not changed takes half of it."""
    return _REQUESTS * indicators / RATE


def start(home: Path, which: Selection, language: Language) -> None:
    """Start an update of ``which``; what it prints goes to ``sync.log`` in ``language``.

    Raises AlreadyRunning where one is under way, CannotWrite where the data folder refuses.
    """
    home = home.resolve()
    with _lock:
        if under_way(home):
            raise holder(home)
        try:
            with (home / "sync.log").open("wb") as log:
                _children[home] = _Child(_process(home, which, language, log.fileno()), datetime.now(UTC))
        except OSError as error:
            raise CannotWrite(folder=str(home), reason=error.strerror or str(error)) from error
        # Somebody has to take note of its end, or the system keeps it in its list of processes.
        threading.Thread(target=_children[home].process.wait, name="sync", daemon=True).start()


def _process(home: Path, which: Selection, language: Language, log: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hvk_data", "--language", language]
    return subprocess.Popen(  # noqa: S603 - our own program, with ids and names of lists; no shell
        [*command, *arguments(which), "--base-url", base_url(), "--rate", str(RATE)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=_ROOT,
        env={**os.environ, "HVK_HOME": str(home), "PYTHONUTF8": "1"},
        # Apart from the server: Ctrl+C there, or its end, is not meant for the update.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def under_way(home: Path) -> bool:
    """Whether an update is under way, or has just been started here and has not got that far."""
    return started_here(home) or is_running(home)


def started_here(home: Path) -> bool:
    """Whether this very process has started the update that is under way."""
    child = _children.get(home.resolve())
    return child is not None and child.process.poll() is None


def left_no_report(home: Path) -> str | None:
    """The last lines of what the update that was started here printed, where it ended without a report.

    None where there is a report of it, or none was started here.
    """
    child = _children.get(home.resolve())
    if child is None or child.process.poll() is None:
        return None
    report = last_report(home)
    if report is not None and report.started >= child.started:
        return None
    printed = (home / "sync.log").read_text(encoding="utf-8", errors="replace").split("\n")
    return "\n".join([line for line in printed if line.strip()][-_LOG_LINES:])
