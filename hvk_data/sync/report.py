"""What the last update came to, kept so that pages can tell of it in the reader's language."""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hvk_data.language import RelayedError, UserError
from hvk_data.store.durable import read_replaced, write_json_durably
from hvk_data.sync.holding import Held

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An indicator that was not brought in, and why."""

    indicator: str
    error: UserError


@dataclass(frozen=True, slots=True)
class Renamed:
    """An indicator whose Finnish title has changed since it was last fetched: its meaning may have."""

    indicator: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The outcome of one update.

    ``generation`` is the store in use after it that holds what was fetched, None where none could be
    published. ``listed`` counts the source's list; ``stored``, ``unchanged`` and ``empty`` (no
    figures at the source, nor before) the indicators. ``rows`` figures were stored; ``dropped_rows``
    were kept out for a region (``unknown_regions``) or sex that is not known, ``empty_rows`` for
    having no number, ``duplicates`` for being there twice. ``unlisted`` are members of a chosen set
    that the source does not list. ``held`` were newly held back with their old figures kept, and
    ``held_before`` counts those that already were. ``stopped`` by a person; ``gave_up`` because the
    service kept failing; ``not_asked`` indicators were left out then. ``trusted`` counts those, among
    the unchanged, that had been looked at lately and were not asked for again. ``error`` is what ended
    the whole run.
    """

    base_url: str
    started: datetime
    seconds: float
    generation: int | None = None
    listed: int = 0
    chosen: int = 0
    stored: int = 0
    unchanged: int = 0
    empty: int = 0
    rows: int = 0
    dropped_rows: int = 0
    empty_rows: int = 0
    duplicates: int = 0
    unknown_regions: tuple[int, ...] = ()
    unlisted: tuple[int, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    failed: tuple[Failure, ...] = ()
    held: tuple[Held, ...] = ()
    held_before: int = 0
    stopped: bool = False
    gave_up: bool = False
    not_asked: int = 0
    trusted: int = 0
    error: UserError | None = None

    @property
    def exit_code(self) -> int:
        """0 all, 1 some failed or were held back and the rest are published, 2 nothing published and the
        old store kept. What was held back before has been told of: it waits, and fails no later run."""
        if self.error is not None or self.generation is None:
            return 2
        return 1 if self.failed or self.held or self.not_asked else 0

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; errors as key and values."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **plain,
            "started": self.started.isoformat(),
            "renamed": [asdict(one) for one in self.renamed],
            "failed": [{"indicator": one.indicator, "error": one.error.to_json()} for one in self.failed],
            "held": [one.to_json() for one in self.held],
            "error": self.error.to_json() if self.error else None,
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "SyncReport":
        """The inverse of :meth:`to_json`; errors come back as RelayedError."""
        return cls(
            **{
                **document,
                "started": datetime.fromisoformat(document["started"]),
                "unknown_regions": tuple(document["unknown_regions"]),
                "unlisted": tuple(document["unlisted"]),
                "renamed": tuple(Renamed(**one) for one in document["renamed"]),
                "failed": tuple(
                    Failure(one["indicator"], RelayedError(**one["error"])) for one in document["failed"]
                ),
                # A report of an earlier program has none.
                "held": tuple(Held.from_json(one) for one in document.get("held", ())),
                "error": RelayedError(**document["error"]) if document["error"] else None,
            }
        )


def _path(home: Path) -> Path:
    return home / "sync-report.json"


def save_report(home: Path, report: SyncReport) -> None:
    """Keep the report; a disk that refuses it costs the report, not the figures."""
    try:
        write_json_durably(_path(home), report.to_json())
    except OSError:
        _LOG.warning("the report of the update could not be written", exc_info=True)


def last_report(home: Path) -> SyncReport | None:
    """The last update's report; None where there has been none or another version wrote it."""
    try:
        return SyncReport.from_json(json.loads(read_replaced(_path(home))))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        _LOG.warning("the report of the last update cannot be read", exc_info=True)
        return None
