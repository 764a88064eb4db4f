"""What ships with the program: figures, ids, codes, titles and producers as compact Parquet.

A machine without network shows these. They carry the state that they are known to be of, never a
date on which they were fetched, and none of the source's descriptive sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hvk_data.language import Texts
from hvk_data.store.bronze import FIGURES, Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.durable import replace_durably
from hvk_data.store.errors import EmptyStore

_INDICATORS = pa.schema(
    [
        ("id", pa.string()),
        ("source", pa.string()),
        *((f"title_{language}", pa.string()) for language in ("fi", "sv", "en")),
        *((f"organization_{language}", pa.string()) for language in ("fi", "sv", "en")),
        ("address", pa.string()),
        ("vintage", pa.date32()),
        ("has_figures", pa.bool_()),
    ]
)
_AREAS = pa.schema(
    [
        ("id", pa.int32()),
        ("code", pa.string()),
        ("level", pa.string()),
        *((f"title_{language}", pa.string()) for language in ("fi", "sv", "en")),
        ("member_of", pa.list_(pa.int32())),
    ]
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The folder of the three files; read like :class:`~hvk_data.store.bronze.Bronze`."""

    root: Path

    @property
    def figures_path(self) -> Path:
        """The file of all figures, sorted by indicator, gender, region and year."""
        return self.root / "figures.parquet"

    def areas(self) -> list[Area]:
        """The areas and their memberships; empty where nothing ships."""
        return [
            Area(a["id"], a["code"], a["level"], _texts(a, "title"), tuple(a["member_of"]))
            for a in _rows(self.root / "areas.parquet")
        ]

    def listing(self, source: str) -> list[ListedIndicator]:
        """Every indicator that ``source`` listed, with figures here or without."""
        return [
            ListedIndicator(i["id"], i["source"], _texts(i, "title"), _texts(i, "organization"))
            for i in _rows(self.root / "indicators.parquet")
            if i["source"] == source
        ]

    def sources(self) -> list[str]:
        """The sources of what ships."""
        return sorted({i["source"] for i in _rows(self.root / "indicators.parquet")})

    def all_metadata(self) -> list[Metadata]:
        """What is known of every indicator that has figures here."""
        return [
            Metadata(
                id=i["id"],
                source=i["source"],
                title=_texts(i, "title"),
                organization=_texts(i, "organization"),
                address=i["address"],
                updated=i["vintage"],
                vintage=i["vintage"],
            )
            for i in _rows(self.root / "indicators.parquet")
            if i["has_figures"]
        ]

    def metadata(self, indicator: str) -> Metadata | None:
        """What is known of ``indicator``, or None where it has no figures here."""
        return next((metadata for metadata in self.all_metadata() if metadata.id == indicator), None)

    def figures(self, indicator: str) -> pa.Table:
        """One indicator's figures, with the columns of :data:`~hvk_data.store.bronze.FIGURES`."""
        table = pq.read_table(self.figures_path, filters=pc.field("indicator") == indicator)
        return table.cast(FIGURES)


def write_snapshot(bronze: Bronze, folder: Path, *, addresses: dict[str, str]) -> Snapshot:
    """Write everything in ``bronze`` to ``folder`` as what ships, and return it.

    ``addresses`` gives, by source, the public address that the figures are known to come from: they
    may have been read from a copy. Raises EmptyStore, before anything is written, where nothing has
    been fetched, and OSError where the disk refuses.
    """
    fetched = {metadata.id: metadata for metadata in bronze.all_metadata()}
    indicators: list[dict[str, Any]] = []
    with_figures: list[str] = []
    for source in bronze.sources():
        for listed in sorted(bronze.listing(source), key=lambda listed: natural(listed.id)):
            metadata = fetched.get(listed.id)
            known = metadata is not None and bronze.figures(listed.id).num_rows > 0
            if known:
                with_figures.append(listed.id)
            indicators.append(
                {
                    "id": listed.id,
                    "source": listed.source,
                    **_columns("title", metadata.title if metadata else listed.title),
                    **_columns("organization", metadata.organization if metadata else listed.organization),
                    "address": addresses.get(source, ""),
                    "vintage": (metadata.vintage or metadata.updated) if metadata and known else None,
                    "has_figures": known,
                }
            )
    areas = [
        {
            "id": area.id,
            "code": area.code,
            "level": area.level,
            **_columns("title", area.title),
            "member_of": list(area.member_of),
        }
        for area in sorted(bronze.areas(), key=lambda area: (area.level, area.code, area.id))
    ]
    if not areas or not with_figures:
        raise EmptyStore
    folder.mkdir(parents=True, exist_ok=True)
    _write(pa.Table.from_pylist(areas, _AREAS), folder / "areas.parquet")
    _write(pa.Table.from_pylist(indicators, _INDICATORS), folder / "indicators.parquet")
    _write(_all_figures(bronze, with_figures), folder / "figures.parquet")
    return Snapshot(folder)


def natural(indicator: str) -> tuple[str, int, str]:
    """A sort key that puts ``9`` before ``10`` and Sotkanet's plain ids before ``tk:…``."""
    source, _, name = indicator.rpartition(":")
    return (source, int(name), "") if name.isdigit() else (source, 0, name)


def _all_figures(bronze: Bronze, ids: Iterable[str]) -> pa.Table:
    order = [(name, "ascending") for name in ("gender", "region", "year")]
    return pa.concat_tables(bronze.figures(indicator).sort_by(order) for indicator in ids)


def _columns(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_fi": texts.fi, f"{name}_sv": texts.sv, f"{name}_en": texts.en}


def _texts(row: dict[str, Any], name: str) -> Texts:
    return Texts(fi=row[f"{name}_fi"], sv=row[f"{name}_sv"], en=row[f"{name}_en"])


def _rows(path: Path) -> list[dict[str, Any]]:
    return pq.read_table(path).to_pylist() if path.exists() else []


def _write(table: pa.Table, path: Path) -> None:
    temporary = path.with_suffix(".tmp")
    pq.write_table(
        table,
        temporary,
        compression="zstd",
        compression_level=19,
    )
    replace_durably(temporary, path)
