"""What holds for every command: help, exit codes, and errors in one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hvk_data.__main__ import main, parser

ROOT = Path(__file__).parents[2]
INNER = "report-worker"  # started by the program itself
COMMANDS = (
    "sync",
    "status",
    "changes",
    "accept",
    "compare",
    "suggest",
    "search",
    "report",
    "build",
    "generations",
    "rollback",
    "snapshot",
    "import-key-figures",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_and_says_its_exit_codes(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Exit codes: 0" in said
    assert said.startswith(f"usage: python -m hvk_data {command}")


def test_the_help_lists_every_command_and_no_other():
    (commands,) = (
        action.choices for action in parser()._actions if action.choices and action.dest == "command"
    )
    assert set(commands) == {*COMMANDS, INNER}


def test_the_module_runs_as_a_program_with_its_exit_code(home):
    ran = subprocess.run(
        [sys.executable, "-m", "hvk_data", "compare", "--municipality", "Xyzzy", "--indicator", "181"],
        cwd=ROOT,
        env={**os.environ, "HVK_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.strip().splitlines() == [ran.stderr.strip()]


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["compare"], ["compare", "--sex", "both"]])
def test_wrong_arguments_end_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip()
