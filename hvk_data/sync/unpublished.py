"""Whether bronze holds something that no generation of the store has: an update may end in between."""

from pathlib import Path

from hvk_data.store.durable import mark_durably


def _path(home: Path) -> Path:
    return home / "sync-unpublished"


def mark_unpublished(home: Path) -> None:
    """Say so, before bronze is written to; it must not be lost where what is written then is not."""
    mark_durably(_path(home))


def mark_published(home: Path) -> None:
    """Say that everything has been published."""
    _path(home).unlink(missing_ok=True)


def is_unpublished(home: Path) -> bool:
    """Whether a generation has to be built even if nothing is fetched."""
    return _path(home).exists()
