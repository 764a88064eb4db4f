"""Where each file of ``data/`` comes from, under what licence, and what was changed in it."""

from dataclasses import dataclass
from pathlib import Path

from hvk_data.catalogue.tables import Table, read_rows
from hvk_data.language import Texts
from hvk_data.paths import SHIPPED

_LANGUAGES = ("fi", "sv", "en")
_SOURCES = Table(
    "sources.csv",
    (
        *("file", *(f"source_{language}" for language in _LANGUAGES)),
        *("licence", *(f"changes_{language}" for language in _LANGUAGES)),
    ),
    ("file",),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that ships, relative to ``data/`` with "/"; what a licence asks us to state of it."""

    file: str
    source: Texts
    licence: str
    changes: Texts


def sources(folder: Path = SHIPPED) -> list[SourceFile]:
    """Every file that ships, in the order of ``sources.csv``."""
    return [
        SourceFile(row["file"], row.texts("source"), row["licence"], row.texts("changes"))
        for row in read_rows(_SOURCES, folder, None)
    ]
