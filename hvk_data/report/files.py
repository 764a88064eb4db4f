"""A draft by its code as a file: reads it, has it written, and puts it in place whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from hvk_data.language import Language
from hvk_data.report.gathered import document
from hvk_data.report.kinds import Format, Output, file_name
from hvk_data.report.model import Document
from hvk_data.report.template import template_of
from hvk_data.report.whole import replace_whole
from hvk_data.report.writers.excel import write_xlsx
from hvk_data.report.writers.pdf import write_pdf
from hvk_data.report.writers.powerpoint import write_pptx
from hvk_data.report.writers.word import write_docx

_WRITERS: dict[Format, Callable[[Document], bytes]] = {
    "xlsx": write_xlsx,
    "pptx": write_pptx,
    "pdf": write_pdf,
}


def render(document: Document, kind: Format) -> bytes:
    """``document`` as the bytes of a file of ``kind``; Word's in the municipality's own template, if any."""
    if kind == "docx":
        return write_docx(document, template_of(document.draft.municipality))
    return _WRITERS[kind](document)


def write(
    draft_code: str,
    kind: Format,
    path: Path,
    language: Language | None = None,
    output: Output = "report",
) -> Path:
    """Write a document of the draft to ``path``; an older file there is replaced only by a whole new one.

    Where ``path`` is a folder, the file gets its name from :func:`file_name`. Returns where it was
    written. Raises CannotWrite, DiskFull, and what :func:`document` raises.
    """
    made = document(draft_code, language, output)
    name = file_name(made.municipality, output, made.language, made.written_at, kind)
    target = path / name if path.is_dir() else path
    replace_whole(target, render(made, kind))
    return target
