"""Files that a reader, or a machine that loses power, sees as they were or as they are now.

Each is written beside its place, flushed to disk and then moved over the old one.
"""

import json
import os
from pathlib import Path

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed


def replace_durably(temporary: Path, path: Path) -> None:
    """Move ``temporary`` over ``path`` so that the move survives a loss of power."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    _move(temporary, path)
    _flush_folder(path.parent)


def mark_durably(path: Path) -> None:
    """Make the empty file ``path``, which says something by being there, so that it survives a loss of
    power."""
    if not path.exists():
        with path.open("ab") as file:
            os.fsync(file.fileno())
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows can neither open nor flush a folder
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


# Windows refuses to replace a file in the moment in which somebody reads it, and the other way round.
_a_moment_later = retry(
    retry=retry_if_exception_type(PermissionError),
    stop=stop_after_delay(2),
    wait=wait_fixed(0.05),
    reraise=True,
)


@_a_moment_later
def _move(temporary: Path, path: Path) -> None:
    temporary.replace(path)


@_a_moment_later
def read_replaced(path: Path) -> str:
    """What is in a small text file that is now and then replaced as a whole."""
    return path.read_text(encoding="utf-8")


def write_json_durably(path: Path, document: object) -> None:
    """Replace a small JSON file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    replace_durably(temporary, path)
