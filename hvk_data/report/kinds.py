"""Which documents there are, in which formats, and what a file of one is called: nothing heavy to import."""

import re
from datetime import datetime
from typing import Literal, get_args

from hvk_data.language import Language, text
from hvk_data.language.dates import in_finland

Output = Literal["report", "brief", "agenda", "slides", "card"]
"""The whole document of the draft's kind, and what is made from it for a meeting."""

Format = Literal["docx", "xlsx", "pptx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)

PAIRS: dict[Output, tuple[Format, ...]] = {
    "report": ("docx", "xlsx", "pdf", "pptx"),
    "brief": ("docx", "pdf"),
    "agenda": ("docx", "pdf"),
    "slides": ("pptx", "pdf"),
    "card": ("docx", "pdf"),
}
"""What each document is usually wanted as; any of them can be made in any format."""

# What Windows refuses in a file name, and what a shell or an address would have to quote for.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def file_name(municipality: str, output: Output, language: Language, moment: datetime, kind: Format) -> str:
    """A name that any system takes: "Tampere-hyvinvointikertomus-luonnos-2026-06-12.docx"."""
    area = " ".join(_UNSAFE.sub(" ", municipality).split()).strip(". ")
    day = in_finland(moment).strftime("%Y-%m-%d")
    what = text(language, f"documents.file_{output}")
    stem = text(language, "report.file_name", municipality=area[:60], what=what, day=day)
    return f"{stem.lstrip('-')}.{kind}"
