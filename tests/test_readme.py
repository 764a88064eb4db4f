"""The README keeps its word: its commands run as they stand, and no command goes unmentioned.

Each ``sh`` line is run in a copy of the tree with the same installed packages, in an empty data folder
whose path has ä and a blank. What would ask the real Sotkanet is sent to the sample one.
"""

import argparse
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvk_data.__main__ import parser
from hvk_data.findings import Findings
from tests.sotkanet_server import SnapshotCorpus, running

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
STARTS = "make run"
# The very checks that are running now: that they stand behind the command is looked at, not run again.
CHECKS = "make test"


def fenced(kind: str) -> list[str]:
    """The lines of all fences of a kind, in order."""
    return [
        line for name, body in FENCE.findall(README) if name == kind for line in body.splitlines() if line
    ]


def shown() -> list[str]:
    """The commands that are run to their end, in the README's order."""
    return [line for line in fenced("sh") if line not in (STARTS, CHECKS)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree as somebody has it after the set-up."""
    folder = tmp_path_factory.mktemp("readme") / "hyvä kunta"
    unwanted = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "tests")
    shutil.copytree(ROOT, folder, ignore=unwanted)
    (folder / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("koti") / "omat tiedot ä"


def run(command: str, copy: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        shlex.split(command),
        cwd=copy,
        env=os.environ | {"HVK_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def sotkanet() -> Iterator[str]:
    with running(SnapshotCorpus()) as server:
        yield server.base_url


@pytest.fixture(scope="module")
def draft(home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    findings = Findings(home / "findings.sqlite")
    return findings.create_draft("Luonnos", "837", "fi").code


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The commands that ``--help`` lists."""
    (group,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    listed = {action.dest for action in group._choices_actions}
    return {name: command for name, command in group.choices.items() if name in listed}


def test_every_kind_of_fence_is_known() -> None:
    assert {kind for kind, _ in FENCE.findall(README)} == {"sh", "powershell", "ini", "nginx"}
    assert {STARTS, CHECKS} < set(fenced("sh"))


@pytest.mark.parametrize("command", shown())
def test_a_command_of_the_readme_runs(
    command: str, copy: Path, home: Path, sotkanet: str, draft: str, tmp_path: Path
) -> None:
    filled = command.replace("CODE", draft)
    if " sync " in filled:
        filled += f" --base-url {sotkanet} --rate 1000"
    ran = run(filled, copy, home)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout or ran.stderr
    assert "Traceback" not in ran.stderr


def test_make_run_serves_the_dashboard(copy: Path, home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*shlex.split(STARTS), f"PORT={port}"],
        cwd=copy,
        env=os.environ | {"HVK_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        answered = health(f"http://127.0.0.1:{port}/_stcore/health", server)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        said, _ = server.communicate(timeout=20)
    assert answered == "ok", said
    assert f"http://127.0.0.1:{port}" in said


def health(address: str, server: subprocess.Popen[str]) -> str:
    """What the server says of its health, once it says anything; nothing if it ends or stays silent."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    return ""


@pytest.mark.parametrize("name", sorted(subcommands()))
def test_every_command_is_documented(name: str) -> None:
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("name", sorted(subcommands()))
def test_every_command_helps_and_tells_its_exit_codes(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hvk_data", name, "--help"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Exit codes:" in " ".join(ran.stdout.split())


def test_the_options_that_the_readme_names_exist() -> None:
    parsers = [parser(), *subcommands().values()]
    options = {option for command in parsers for option in command._option_string_actions}
    named = re.findall(r"(?<![\w.-])`?(--[a-z-]+)\b(?!\.)", README)
    assert named
    assert set(named) <= options | {"--server"}


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_windows_lines_name_what_there_is() -> None:
    lines = fenced("powershell")
    assert lines[0] == "py -m venv .venv"
    assert all(line.startswith((r".venv\Scripts\python -m", "py -m")) for line in lines)
    for name in ("requirements.txt", "dashboard.py"):
        assert any(name in line for line in lines)
        assert (ROOT / name).exists()
