"""Whether bronze holds something that no generation of the store has: an update may end in between."""

from pathlib import Path


def _path(home: Path) -> Path:
    return home / "sync-unpublished"


def mark_unpublished(home: Path) -> None:
    """Say so, before bronze is written to."""
    _path(home).touch()


def mark_published(home: Path) -> None:
    """Say that everything has been published."""
    _path(home).unlink(missing_ok=True)


def is_unpublished(home: Path) -> bool:
    """Whether a generation has to be built even if nothing is fetched."""
    return _path(home).exists()
