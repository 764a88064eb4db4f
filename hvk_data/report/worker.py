"""Documents are made outside the server: the server keeps one warm child and talks to it by lines of JSON.

Making a document keeps Python's interpreter to itself for a while; in the server's own process
every reader's page would wait for it.
"""

import atexit
import json
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, NamedTuple, Self

from hvk_data.language import Language, RelayedError, UserError, as_language
from hvk_data.paths import home
from hvk_data.report.evidence import Evidence
from hvk_data.report.kinds import FORMATS, PAIRS, Format, Output, file_name

_LOG = logging.getLogger(__name__)

_YIELDS = 5
_ROOT = Path(__file__).resolve().parent.parent.parent


class TookTooLong(UserError):
    """The document was not ready in time; the child was stopped."""

    key = "report.took_too_long"


class CouldNotMake(UserError):
    """The child died, or met an error that is not a person's to mend; its log has more."""

    key = "report.could_not_make"


class Made(NamedTuple):
    """A document: the name to offer it by, and its bytes."""

    name: str
    content: bytes


class Worker:
    """One child process that makes documents, one at a time; started when first needed, or by :meth:`warm`.

    Any thread may call; a child that has died is started again, and one that has made ``documents`` gives
    way to a fresh one.
    """

    def __init__(self, seconds: float = 60, documents: int = 6) -> None:
        self._seconds = seconds
        self._documents = documents
        self._made = 0
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        atexit.register(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the child now, so that the first document need not wait for it."""
        with self._lock:
            self._alive()

    def close(self) -> None:
        """Stop the child. A later call starts another."""
        with self._lock:
            self._stop()

    def make(
        self,
        draft_code: str,
        kind: Format,
        language: Language | None = None,
        output: Output = "report",
    ) -> Made:
        """A document of the draft.

        Raises TookTooLong, CouldNotMake, and as RelayedError what the child met (UnknownDraft and
        the other errors of saved work among them).
        """
        with tempfile.TemporaryDirectory(prefix="hvk-", ignore_cleanup_errors=True) as folder, self._lock:
            path = Path(folder) / f"document.{kind}"
            request = {
                "draft": draft_code,
                "output": output,
                "format": kind,
                "language": language,
                "path": str(path),
            }
            answer = json.loads(self._ask(json.dumps(request)))
            if "key" in answer:
                raise RelayedError(answer["key"], answer["values"])
            made = Made(answer["name"], path.read_bytes())
            self._made += 1
            if self._made >= self._documents:
                # Typst keeps all that it has ever set, a tenth of a gigabyte a report: another child begins
                # while the reader looks at this document.
                self._stop()
                self._alive()
            return made

    def _ask(self, line: str) -> str:
        """The child's answer to ``line``; a child that died while it was idle is replaced once."""
        for _ in range(2):
            child = self._alive()
            assert child.stdin is not None
            try:
                child.stdin.write(line + "\n")
                child.stdin.flush()
            except OSError:
                _LOG.warning("the report worker was gone; starting another")
                self._stop()
                continue
            try:
                answer = self._answers.get(timeout=self._seconds)
            except queue.Empty:
                self._stop()
                raise TookTooLong(seconds=round(self._seconds)) from None
            if answer:
                return answer
            _LOG.warning("the report worker ended with %s", child.poll())
            self._stop()
        raise CouldNotMake

    def _alive(self) -> subprocess.Popen[str]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        self._answers = queue.SimpleQueue()
        # The child starts in the project's folder: a relative HVK_HOME would mean another place there.
        surroundings = {**os.environ, "HVK_HOME": str(home().resolve()), "PYTHONUTF8": "1"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "hvk_data", "report-worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env=surroundings,
            encoding="utf-8",
            # Windows would open a console window for it; there its rank is told here, elsewhere by itself.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        assert self._child.stdout is not None
        threading.Thread(
            target=_pass_on, args=(self._child.stdout, self._answers), name="report-worker", daemon=True
        ).start()
        return self._child

    def _stop(self) -> None:
        child, self._child, self._made = self._child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        if child.stdin is not None:
            try:
                child.stdin.close()
            except OSError:
                # What was never sent cannot be flushed to a child that is gone.
                _LOG.debug("the report worker's input was already closed")


def _pass_on(lines: IO[str], answers: "queue.SimpleQueue[str]") -> None:
    """Hand each line on as it comes, and an empty one at the end: a pipe cannot be waited on with a limit."""
    with lines:
        for line in lines:
            answers.put(line)
    answers.put("")


def serve(requests: IO[str], answers: IO[str]) -> None:
    """The child's side: answer each line of ``requests`` until there are no more.

    A request is ``{"draft", "output", "format", "language", "path"}``; its answer ``{"name"}`` once the file
    is at ``path``, or ``{"key", "values"}`` of the error.
    """
    if hasattr(os, "nice"):
        # Whoever reads a page goes before whoever waits for a document.
        os.nice(_YIELDS)
    _make_ready()
    for line in requests:
        try:
            answer = _answer(json.loads(line))
        except UserError as error:
            answer = error.to_json()
        except Exception:
            _LOG.exception("a document could not be made")
            answer = CouldNotMake().to_json()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _make_ready() -> None:
    """What the first document would otherwise wait for: the writers, and what is known of all indicators."""
    import_module("hvk_data.report.files")
    Evidence.of_store().read_ahead()


def _answer(request: dict[str, str]) -> dict[str, str]:
    # Here only: the server's own process needs no writer.
    from hvk_data.report.files import render
    from hvk_data.report.gathered import document
    from hvk_data.report.whole import replace_whole

    kind = next(one for one in FORMATS if one == request["format"])
    output = next(one for one in PAIRS if one == request["output"])
    made = document(request["draft"], as_language(request["language"]), output)
    replace_whole(Path(request["path"]), render(made, kind))
    return {"name": file_name(made.municipality, output, made.language, made.written_at, kind)}
