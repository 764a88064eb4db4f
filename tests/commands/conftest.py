"""The command line, its words and its exit code; in this process, for there are many runs."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from hvk_data.__main__ import main


class Ran(NamedTuple):
    """What a command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(shipped_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run ``python -m hvk_data`` with arguments, over what ships unless another ``home`` is given."""

    def run_command(*arguments: object, home: Path = shipped_home) -> Ran:
        monkeypatch.setenv("HVK_HOME", str(home))
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main([str(argument) for argument in arguments])
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Ran(code, out.getvalue(), err.getvalue())

    return run_command
