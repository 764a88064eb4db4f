"""How far an update has come, where a page in another process can see it, and how to stop it."""

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from filelock import BaseFileLock, FileLock, Timeout

from hvk_data.store.durable import read_replaced, write_json_durably
from hvk_data.sync.errors import AlreadyRunning, CannotWrite

Phase = Literal["listing", "figures", "building", "finished"]

_INTERVAL = 0.5
_LOCK_SECONDS = 1.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` indicators after ``seconds``, ``indicator`` the last of them; ``rows``
    figures stored. ``held`` counts those whose new figures were put aside.
    """

    phase: Phase = "listing"
    total: int = 0
    done: int = 0
    stored: int = 0
    unchanged: int = 0
    failed: int = 0
    rows: int = 0
    seconds: float = 0.0
    held: int = 0
    indicator: str = ""

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the last indicator, as fast as so far; None until one is done."""
        return self.seconds / self.done * (self.total - self.done) if self.done else None


class ProgressKeeper:
    """Tells of progress to a callback at once, and to ``sync-progress.json`` twice a second."""

    def __init__(self, home: Path, callback: Callable[[Progress], None] | None) -> None:
        self._path = _progress_path(home)
        self._callback = callback
        self._started = time.monotonic()
        self._written = 0.0
        self.now = Progress()

    def tell(self, **changes: object) -> None:
        """Take the changed numbers and pass them on; a new phase is written at once."""
        before = self.now
        self.now = replace(before, **changes, seconds=time.monotonic() - self._started)  # type: ignore[arg-type]
        if self._callback:
            self._callback(self.now)
        due = time.monotonic() - self._written >= _INTERVAL
        if due or self.now.phase != before.phase:
            self._write()

    def _write(self) -> None:
        self._written = time.monotonic()
        try:
            write_json_durably(self._path, asdict(self.now))
        except OSError:
            # A full disk ends the update where figures are written, with an error that says so.
            _LOG.warning("the progress of the update could not be written", exc_info=True)


def _progress_path(home: Path) -> Path:
    return home / "sync-progress.json"


def _stop_path(home: Path) -> Path:
    return home / "sync-stop"


def _running_path(home: Path) -> Path:
    return home / "sync-running.json"


def last_progress(home: Path) -> Progress | None:
    """What the running (or else the last) update has told of itself; None where there has been none."""
    try:
        return Progress(**json.loads(read_replaced(_progress_path(home))))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        _LOG.warning("the progress of the update cannot be read", exc_info=True)
        return None


def request_stop(home: Path) -> None:
    """Ask the running update to end; what it has fetched is published."""
    _stop_path(home).touch()


def stop_requested(home: Path) -> bool:
    """Whether somebody has asked the running update to end."""
    return _stop_path(home).exists()


def is_running(home: Path) -> bool:
    """Whether an update is under way in the data folder, in any process."""
    if not _running_path(home).exists():
        return False
    try:
        with FileLock(home / "sync.lock", timeout=0):
            return False
    except Timeout:
        return True


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the update's lock, which the system frees if its holder dies.

    Raises AlreadyRunning where another update has it, CannotWrite where the data folder refuses.
    """
    lock = FileLock(home / "sync.lock")
    try:
        _take(lock, home)
        yield
    finally:
        if lock.is_locked:
            _running_path(home).unlink(missing_ok=True)
            _stop_path(home).unlink(missing_ok=True)
            lock.release()


def _take(lock: BaseFileLock, home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        # A moment's patience: is_running holds the lock for an instant.
        lock.acquire(timeout=_LOCK_SECONDS)
        _stop_path(home).unlink(missing_ok=True)
        write_json_durably(
            _running_path(home), {"pid": os.getpid(), "started": datetime.now(UTC).isoformat()}
        )
    except Timeout as error:
        raise holder(home) from error
    except OSError as error:
        raise CannotWrite(folder=str(home), reason=error.strerror or str(error)) from error


def holder(home: Path) -> AlreadyRunning:
    """The update under way in the data folder: since when, and in which process, where it has said so."""
    try:
        said = json.loads(read_replaced(_running_path(home)))
        return AlreadyRunning(started=datetime.fromisoformat(said["started"]), pid=int(said["pid"]))
    except (OSError, ValueError, KeyError):
        return AlreadyRunning()
