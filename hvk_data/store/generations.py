"""Published generations of the store: versioned files, and a pointer to the one in use.

A name is never used twice: with a handle open, a database opened again under the same name would
answer from the old file. Readers look at ``CURRENT``; replacing that small file is the publication.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from hvk_data.store.durable import read_replaced, replace_durably
from hvk_data.store.errors import DiskFull, StoreBusy, UnwritableFolder

KEPT = 3
"""So many generations are kept for a return to an earlier one."""


class Generations:
    """The folder ``<home>/store``."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "store"

    @property
    def pointer(self) -> Path:
        """The file that names the generation in use."""
        return self.folder / "CURRENT"

    def path(self, generation: int) -> Path:
        """The database file of a generation."""
        return self.folder / f"store-{generation}.duckdb"

    def current(self) -> int | None:
        """The generation in use, or None where nothing has been published."""
        try:
            return int(read_replaced(self.pointer))
        except (FileNotFoundError, ValueError):
            return None

    def all(self) -> list[int]:
        """The generations whose files are here, oldest first."""
        return sorted(int(path.stem.split("-")[1]) for path in self.folder.glob("store-*.duckdb"))

    def next(self) -> int:
        """A number that no file here has had; numbers only grow, also after a return to an older one."""
        return max([self.current() or 0, *self.all()]) + 1

    def publish(self, temporary: Path, generation: int) -> None:
        """Make the closed database ``temporary`` the generation in use."""
        replace_durably(temporary, self.path(generation))
        self.point_at(generation)

    def point_at(self, generation: int) -> None:
        """Make a generation whose file is here the one in use; whoever does it holds the builder's lock."""
        temporary = self.pointer.with_suffix(".tmp")
        temporary.write_text(str(generation), encoding="ascii")
        replace_durably(temporary, self.pointer)

    def clear(self) -> None:
        """Remove generations beyond the kept ones and what an interrupted build left.

        Windows refuses to remove a file that somebody has open; it goes at a later start.
        """
        in_use = self.current()
        old = [generation for generation in self.all() if generation != in_use][: -(KEPT - 1)]
        for path in [*(self.path(generation) for generation in old), *self.folder.glob("*.tmp*")]:
            try:
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            except PermissionError:
                continue

    @contextmanager
    def locked(self, timeout: float, name: Literal["build", "first"] = "build") -> Iterator[None]:
        """Hold the builder's lock, which the system frees if its holder dies; raises StoreBusy.

        ``first`` is the lock of the one who builds where there is nothing yet.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / f"{name}.lock", timeout=timeout):
                yield
        except Timeout as error:
            raise StoreBusy from error


def disk_is_full(error: BaseException) -> bool:
    """Whether an error of the system or of DuckDB says that the disk (or a quota) has no room."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    said = str(error).lower()
    return "no space left" in said or "not enough space" in said or "file too large" in said


@contextmanager
def saying_disk_full(folder: Path) -> Iterator[None]:
    """Turn the many ways in which a full disk is reported into one clear error.

    So too a folder that may not be written to, or is none.
    """
    try:
        yield
    except Exception as error:
        if disk_is_full(error):
            raise DiskFull(folder=str(folder)) from error
        if isinstance(error, PermissionError | NotADirectoryError | FileExistsError):
            raise UnwritableFolder(folder=str(folder)) from error
        raise
