"""Makes sure that there is a store to read: the first start builds one from what ships."""

from pathlib import Path

from hvk_data.store.build import build_and_publish
from hvk_data.store.errors import NoStore
from hvk_data.store.generations import Generations, saying_disk_full
from hvk_data.store.reader import open_store


def ensure_store(home: Path) -> None:
    """Build a generation where there is none that this program can read, or only one of an older form.

    Who comes while another process is at it waits and uses what that one built. Raises NewerStore,
    UnreadableStore, and the errors of a build.
    """
    if _is_readable(home):
        return
    with saying_disk_full(home), Generations(home).locked(timeout=120, name="first"):
        if not _is_readable(home):
            build_and_publish(home)


def _is_readable(home: Path) -> bool:
    try:
        open_store(home).reader()
    except NoStore:
        return False
    return True
