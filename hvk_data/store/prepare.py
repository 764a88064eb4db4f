"""Makes sure that there is a store to read: the first start builds one from what ships."""

from pathlib import Path

from hvk_data.store.build import build_and_publish
from hvk_data.store.errors import NoStore
from hvk_data.store.reader import open_store


def ensure_store(home: Path) -> None:
    """Build a generation where there is none that this program can read, or only one of an older form.

    Raises NewerStore, UnreadableStore, and the errors of a build.
    """
    try:
        open_store(home).reader()
    except NoStore:
        build_and_publish(home)
