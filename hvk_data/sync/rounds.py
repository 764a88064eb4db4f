"""How far an update that was cut short had come, so that the next one goes on from there.

Sotkanet tells of each indicator's changes only when asked for that indicator: over all of them that
takes a quarter of an hour. What was looked at before the cut is not looked at again within some hours:
long enough to go on after a broken network, and over before the next night's update, which must not
believe looks of the night before.
"""

import json
import logging
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

_FRESH = timedelta(hours=6)
_LOG = logging.getLogger(__name__)


class Round:
    """The indicators that have been looked at since the last update that came to its end.

    Only a round at the same address counts, one that was forced if this one is, and a fresh one.
    """

    def __init__(self, home: Path, base_url: str, *, force: bool) -> None:
        self._path = home / "sync-round.jsonl"
        self._lock = threading.Lock()
        self._head = {"base_url": base_url, "force": force, "began": datetime.now(UTC).isoformat()}
        self.seen = frozenset(self._read())
        self.added: list[str] = []
        """Looked at by this very update, in the order in which it came to them."""

    def restart(self) -> None:
        """Forget what was looked at: what it was judged by has changed."""
        self._path.unlink(missing_ok=True)
        self.seen = frozenset()

    def add(self, indicator: str) -> None:
        """``indicator`` has been looked at, and what came of it is stored."""
        with self._lock:
            new = not self._path.exists()
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                if new:
                    file.write(json.dumps(self._head) + "\n")
                file.write(json.dumps(indicator) + "\n")
            self.added.append(indicator)

    def finish(self) -> None:
        """The update has come to its end: the next one looks at everything."""
        self.restart()

    def _read(self) -> list[str]:
        try:
            head, *ids = self._path.read_text(encoding="utf-8").splitlines()
            said = json.loads(head)
            fresh = datetime.now(UTC) - datetime.fromisoformat(said["began"]) < _FRESH
            if fresh and said["base_url"] == self._head["base_url"] and said["force"] >= self._head["force"]:
                return [json.loads(one) for one in ids if one.startswith('"') and one.endswith('"')]
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError):
            _LOG.warning("%s cannot be read", self._path, exc_info=True)
        self._path.unlink(missing_ok=True)
        return []
