"""A draft by its code as a file: reads it, has it written, and puts it in place whole or not at all."""

import errno
import os
import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from hvk_data.areas import municipalities
from hvk_data.findings import Findings
from hvk_data.language import Language, Texts, UserError, text
from hvk_data.language.dates import in_finland
from hvk_data.report.model import Document, build

Format = Literal["docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)

# What Windows refuses in a file name, and what a shell or an address would have to quote for.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


class CannotWrite(UserError):
    """The file cannot be written where it was asked for."""

    key = "report.cannot_write"


class DiskFull(UserError):
    """The file does not fit on the disk; nothing of it was left there."""

    key = "report.disk_full"


def document(code: str, language: Language | None = None, written_at: datetime | None = None) -> Document:
    """The document of draft ``code``, in the draft's own language unless another is asked for.

    ``written_at`` is now where it is not given. Raises what :class:`Findings` raises; UnknownDraft
    for a code that nobody has.
    """
    findings = Findings()
    draft = findings.draft(code)
    picked = findings.findings(code)
    known = municipalities().get(draft.municipality)
    name = known.name if known else Texts(fi=draft.municipality)
    return build(draft, picked, name, language or draft.language, written_at or datetime.now(UTC))


def render(document: Document, kind: Format) -> bytes:
    """``document`` as the bytes of a file of ``kind``."""
    # Loaded when a file is made: whoever only shows what could be made does not wait for them.
    if kind == "docx":
        from hvk_data.report.docx import write_docx

        return write_docx(document)
    from hvk_data.report.xlsx import write_xlsx

    return write_xlsx(document)


def file_name(document: Document, kind: Format) -> str:
    """A name that any system takes: "Tampere-hyvinvointikertomus-luonnos-2026-06-12.docx"."""
    municipality = " ".join(_UNSAFE.sub(" ", document.municipality).split()).strip(". ")
    day = in_finland(document.written_at).strftime("%Y-%m-%d")
    stem = text(document.language, "report.file_name", municipality=municipality[:60], day=day)
    return f"{stem.lstrip('-')}.{kind}"


def write(draft_code: str, kind: Format, path: Path, language: Language | None = None) -> Path:
    """Write the draft to ``path``; an older file there is replaced only by a whole new one.

    Where ``path`` is a folder, the file gets its name from :func:`file_name`. Returns where it was
    written. Raises CannotWrite, DiskFull, and what :func:`document` raises.
    """
    made = document(draft_code, language)
    target = path / file_name(made, kind) if path.is_dir() else path
    replace_whole(target, render(made, kind))
    return target


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
