"""The readable account of each update: what is new, revised, renamed, held back, failed, and for whom.

``<home>/changes/<number>.json`` is an account, ``<number>.parquet`` its share area by area. Numbers
grow; the last 50 that had something to tell are kept.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hvk_data.language import RelayedError
from hvk_data.store.bronze import Bronze
from hvk_data.store.durable import replace_durably, write_json_durably
from hvk_data.sync.changes import AreaChange, IndicatorChange, RevisedCell
from hvk_data.sync.holding import Held, Holding
from hvk_data.sync.journal import Journal, Lists
from hvk_data.sync.report import Failure, SyncReport

KEPT = 50
"""So many accounts are kept."""

_AREAS = pa.schema(
    [
        ("indicator", pa.string()),
        ("region", pa.int32()),
        ("revised", pa.int32()),
        ("new", pa.int32()),
        ("gone", pa.int32()),
        ("year", pa.int16()),
        ("sex", pa.string()),
        ("before", pa.float64()),
        ("after", pa.float64()),
    ]
)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """What one update, or one acceptance of held figures, came to.

    ``generation`` is the store that holds the changes, None while none does. ``held`` are the
    indicators that this update newly held back, ``failed`` those it could not bring in. ``error`` is
    what ended it as a whole. ``base_url`` is empty for an acceptance.
    """

    number: int
    started: datetime
    base_url: str
    generation: int | None = None
    changes: tuple[IndicatorChange, ...] = ()
    lists: Lists = field(default_factory=Lists)
    held: tuple[Held, ...] = ()
    failed: tuple[Failure, ...] = ()
    error: RelayedError | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.changes or self.lists or self.held or self.failed or self.error)

    def change(self, indicator: str) -> IndicatorChange | None:
        """What changed in ``indicator``; None where nothing did."""
        return next((change for change in self.changes if change.indicator == indicator), None)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; errors as key and values."""
        return {
            "number": self.number,
            "started": self.started.isoformat(),
            "base_url": self.base_url,
            "generation": self.generation,
            "changes": [change.to_json() for change in self.changes],
            "lists": self.lists.to_json(),
            "held": [held.to_json() for held in self.held],
            "failed": [{"indicator": one.indicator, "error": one.error.to_json()} for one in self.failed],
            "error": self.error.to_json() if self.error else None,
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Account":
        """The inverse of :meth:`to_json`; errors come back as RelayedError."""
        return cls(
            number=document["number"],
            started=datetime.fromisoformat(document["started"]),
            base_url=document["base_url"],
            generation=document["generation"],
            changes=tuple(IndicatorChange.from_json(one) for one in document["changes"]),
            lists=Lists.from_json(document["lists"]),
            held=tuple(Held.from_json(one) for one in document["held"]),
            failed=tuple(
                Failure(one["indicator"], RelayedError(**one["error"])) for one in document["failed"]
            ),
            error=RelayedError(**document["error"]) if document["error"] else None,
        )


def accounts(home: Path, limit: int = KEPT) -> list[Account]:
    """The kept accounts, newest first, at most ``limit``; one that cannot be read is left out."""
    read = (_read(path) for path in sorted(_paths(home), reverse=True)[:limit])
    return [account for account in read if account is not None]


def last_account(home: Path) -> Account | None:
    """The newest account; None where no update has had anything to tell."""
    return next(iter(accounts(home, 1)), None)


def area_changes(
    home: Path, account: Account, region: int | None = None, indicator: str | None = None
) -> dict[str, list[AreaChange]]:
    """An account's changes area by area, by indicator; of one area where ``region`` is Sotkanet's id, and
    of one ``indicator`` where it is named: after a new division of areas everything has changed."""
    path = _folder(home) / f"{account.number:06}.parquet"
    if not path.exists():
        return {}
    asked = {"region": region, "indicator": indicator}
    wanted = [(name, "==", value) for name, value in asked.items() if value is not None]
    found: dict[str, list[AreaChange]] = {}
    for row in pq.read_table(path, filters=wanted or None).to_pylist():
        found.setdefault(row["indicator"], []).append(_area_change(row))
    return found


def write_account(home: Path, report: SyncReport) -> Account | None:
    """Keep the account of an update that has come to its end; None where there is nothing to tell.

    A disk that refuses it costs nothing: what has been changed stays written down for the next one.
    """
    relayed = RelayedError(**report.error.to_json()) if report.error else None
    return _write(
        home,
        Account(
            number=0,
            started=report.started,
            base_url=report.base_url,
            generation=report.generation,
            failed=report.failed,
            error=relayed,
        ),
    )


def write_acceptance(home: Path, started: datetime, generation: int) -> Account | None:
    """Keep the account of held figures that have been accepted."""
    return _write(home, Account(number=0, started=started, base_url="", generation=generation))


def _write(home: Path, blank: Account) -> Account | None:
    journal = Journal(home)
    bronze = Bronze(home / "bronze")
    try:
        entries = journal.entries(bronze, Holding(home))
        account = replace(
            blank,
            number=_next(home),
            changes=tuple(change for change, _ in entries.changes),
            lists=entries.lists,
            held=entries.held,
        )
        if account:
            _write_areas(home, account.number, ((c.indicator, areas) for c, areas in entries.changes))
            write_json_durably(_path(home, account.number), account.to_json())
        journal.clear()
        if account.generation is not None:
            _publish_earlier(home, account.generation)
        _forget_old(home)
    except OSError:
        _LOG.warning("the account of the update could not be written", exc_info=True)
        return None
    return account or None


def _publish_earlier(home: Path, generation: int) -> None:
    """Changes that an earlier update could not publish are in ``generation`` too."""
    for account in accounts(home):
        if account.generation is None and account.changes:
            write_json_durably(_path(home, account.number), replace(account, generation=generation).to_json())


def _forget_old(home: Path) -> None:
    for path in sorted(_paths(home))[:-KEPT]:
        path.with_suffix(".parquet").unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def _write_areas(home: Path, number: int, found: Iterable[tuple[str, tuple[AreaChange, ...]]]) -> None:
    rows = list(_rows(found))
    if not rows:
        return
    path = _folder(home) / f"{number:06}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    table = pa.Table.from_pylist(rows, _AREAS).sort_by([("region", "ascending"), ("indicator", "ascending")])
    pq.write_table(table, temporary, compression="zstd", row_group_size=10_000)
    replace_durably(temporary, path)


def _rows(found: Iterable[tuple[str, tuple[AreaChange, ...]]]) -> Iterator[dict[str, Any]]:
    for indicator, areas in found:
        for area in areas:
            one = area.largest
            yield {
                "indicator": indicator,
                "region": area.region,
                "revised": area.revised,
                "new": area.new,
                "gone": area.gone,
                "year": one.year if one else None,
                "sex": one.sex if one else None,
                "before": one.before if one else None,
                "after": one.after if one else None,
            }


def _area_change(row: dict[str, Any]) -> AreaChange:
    cell = None
    if row["year"] is not None:
        cell = RevisedCell(row["region"], row["year"], row["sex"], row["before"], row["after"])
    return AreaChange(row["region"], row["revised"], row["new"], row["gone"], cell)


def _read(path: Path) -> Account | None:
    try:
        return Account.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        _LOG.warning("%s cannot be read", path, exc_info=True)
        return None


def _next(home: Path) -> int:
    return max((int(path.stem) for path in _paths(home)), default=0) + 1


def _paths(home: Path) -> list[Path]:
    return list(_folder(home).glob("[0-9]*.json"))


def _path(home: Path, number: int) -> Path:
    return _folder(home) / f"{number:06}.json"


def _folder(home: Path) -> Path:
    return home / "changes"
