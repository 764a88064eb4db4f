"""A file put in place whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from hvk_data.language import UserError


class CannotWrite(UserError):
    """The file cannot be written where it was asked for."""

    key = "report.cannot_write"


class DiskFull(UserError):
    """The file does not fit on the disk; nothing of it was left there."""

    key = "report.disk_full"


def replace_whole(path: Path, content: bytes) -> None:
    """``content`` at ``path``, by way of a temporary file beside it. Raises CannotWrite and DiskFull."""
    temporary = path.with_name(f".hvk-{secrets.token_hex(8)}{path.suffix}")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise (DiskFull if full else CannotWrite)(path=str(path)) from error
