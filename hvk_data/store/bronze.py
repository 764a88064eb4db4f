"""The truth that every store is built from: one Parquet file per indicator, as its source gave it.

``<root>/figures/<id>.parquet`` holds one indicator's figures and, in the file's own metadata, what is
known of it and when and where it was fetched, so that neither can be replaced without the other.
``<root>/areas.json`` holds the areas, ``<root>/listing-<source>.json`` every indicator that a source
lists, with figures or without.

Every file is replaced as a whole, in the way of :mod:`hvk_data.store.durable`.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hvk_data.language import Texts
from hvk_data.store.durable import read_replaced, replace_durably, write_json_durably

FIGURES = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("region", pa.int32(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("gender", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("abs_value", pa.float64()),
        pa.field("computed", pa.bool_(), nullable=False),
    ]
)
"""One row a figure: ``region`` is Sotkanet's id of the area, ``gender`` total, male or female,
``computed`` whether the source's figure was computed by us and not published by it."""

_METADATA_KEY = b"hvk"
_NO_TEXTS = Texts()
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality, a region or a country. ``code`` is unique only within its ``level``."""

    id: int
    code: str
    level: str
    title: Texts
    member_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator that a source lists, whether or not its figures have been fetched."""

    id: str
    source: str
    title: Texts
    organization: Texts


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an indicator, and when and from where its figures were loaded.

    ``fetched_at`` (UTC) is None for what ships with the program; that has ``vintage`` instead, the
    state that its figures are known to be of. ``updated`` is the source's own date of update.
    """

    id: str
    source: str
    title: Texts
    organization: Texts
    address: str
    updated: date | None = None
    fetched_at: datetime | None = None
    vintage: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    decimals: int | None = None
    value_type: str | None = None
    description: Texts = _NO_TEXTS
    interpretation: Texts = _NO_TEXTS
    limits: Texts = _NO_TEXTS
    legislation: Texts = _NO_TEXTS
    notices: Texts = _NO_TEXTS

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; dates as ISO 8601."""
        document = asdict(self)
        for name in ("updated", "fetched_at", "vintage"):
            moment = document[name]
            document[name] = moment.isoformat() if moment else None
        return document

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Metadata":
        """The inverse of :meth:`to_json`."""
        fields = dict(document)
        for name in (
            "title",
            "organization",
            "description",
            "interpretation",
            "limits",
            "legislation",
            "notices",
        ):
            fields[name] = Texts(**fields[name])
        for name in ("updated", "vintage"):
            fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
        if fields["fetched_at"]:
            fields["fetched_at"] = datetime.fromisoformat(fields["fetched_at"])
        return cls(**fields)


class Bronze:
    """The folder of what has been fetched. Writers hold the sync lock; readers need none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._figures = root / "figures"

    def write_areas(self, areas: Iterable[Area]) -> None:
        """Replace the areas."""
        write_json_durably(self.root / "areas.json", [asdict(area) for area in areas])

    def areas(self) -> list[Area]:
        """The areas; empty where none have been fetched."""
        return [
            Area(a["id"], a["code"], a["level"], Texts(**a["title"]), tuple(a["member_of"]))
            for a in _read_json(self.root / "areas.json")
        ]

    def write_listing(self, source: str, listing: Iterable[ListedIndicator]) -> None:
        """Replace the whole list of a source's indicators."""
        write_json_durably(self._listing(source), [asdict(indicator) for indicator in listing])

    def listing(self, source: str) -> list[ListedIndicator]:
        """Every indicator that ``source`` lists; empty where the list has not been fetched."""
        return [
            ListedIndicator(i["id"], i["source"], Texts(**i["title"]), Texts(**i["organization"]))
            for i in _read_json(self._listing(source))
        ]

    def sources(self) -> list[str]:
        """The sources whose list of indicators is here."""
        return sorted(path.stem.removeprefix("listing-") for path in self.root.glob("listing-*.json"))

    def write(self, metadata: Metadata, figures: pa.Table) -> None:
        """Replace one indicator whole: what is known of it and all its figures.

        ``figures`` has the columns of :data:`FIGURES`; ``indicator`` and ``computed`` may be left
        out. Raises OSError where the disk refuses, with the old file still in place.
        """
        n = figures.num_rows
        if "indicator" not in figures.column_names:
            figures = figures.append_column("indicator", pa.repeat(pa.scalar(metadata.id), n))
        if "computed" not in figures.column_names:
            figures = figures.append_column("computed", pa.repeat(pa.scalar(False), n))
        figures = figures.select(FIGURES.names).cast(FIGURES)
        packed = json.dumps(metadata.to_json(), ensure_ascii=False).encode()
        path = self.path(metadata.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        try:
            pq.write_table(
                figures.replace_schema_metadata({_METADATA_KEY: packed}), temporary, compression="zstd"
            )
            replace_durably(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def metadata(self, indicator: str) -> Metadata | None:
        """What is known of ``indicator``; None where it has not been fetched or its file is damaged."""
        path = self.path(indicator)
        return _metadata_of(path) if path.exists() else None

    def all_metadata(self) -> list[Metadata]:
        """What is known of every indicator that has figures here; a damaged file is as if it were not."""
        found = (_metadata_of(path) for path in sorted(self._figures.glob("*.parquet")))
        return [metadata for metadata in found if metadata is not None]

    def figures(self, indicator: str) -> pa.Table:
        """One indicator's figures, with the columns of :data:`FIGURES`."""
        return pq.read_table(self.path(indicator), schema=FIGURES)

    def ids(self, source: str) -> list[str]:
        """The ids of a source's indicators that have figures here."""
        return [metadata.id for metadata in self.all_metadata() if metadata.source == source]

    def mark_whole(self, source: str) -> None:
        """Say that a run over every indicator that ``source`` lists has come to its end.

        From then on what ships stands in only for listed indicators that could not be fetched.
        """
        write_json_durably(self.root / f"whole-{source}.json", [])

    def is_whole(self, source: str) -> bool:
        """Whether every listed indicator of ``source`` has been asked for at least once."""
        return (self.root / f"whole-{source}.json").exists()

    def path(self, indicator: str) -> Path:
        """The file of an indicator; the colon of ``tk:…`` is not allowed in a Windows file name."""
        return self._figures / f"{indicator.replace(':', '_')}.parquet"

    def _listing(self, source: str) -> Path:
        return self.root / f"listing-{source}.json"


def _read_json(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    document: list[dict[str, Any]] = json.loads(read_replaced(path))
    return document


def _metadata_of(path: Path) -> Metadata | None:
    try:
        packed = (pq.read_schema(path).metadata or {})[_METADATA_KEY]
        return Metadata.from_json(json.loads(packed))
    except (pa.ArrowInvalid, OSError, KeyError, ValueError, TypeError) as error:
        # What shipped stands in for it, and the next sync fetches it anew.
        _LOG.warning("%s is damaged and left out: %s", path, error)
        return None
