"""What the six chapters are called in each kind of document, what belongs into them, their earlier texts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from hvk_data.findings.records import ChapterText, DocumentKind
from hvk_data.language import Language, text

_OF_ITS_OWN: Final = {
    "wide": (),
    "plan": ("background", "description", "strengths", "plan"),
    "yearly": ("background", "description", "strengths", "plan"),
}

_PAUSE: Final = timedelta(minutes=10)


def chapter_title(kind: DocumentKind, chapter: str, language: Language) -> str:
    """The chapter's heading: THL's own, or what it is called in a plan or a yearly report."""
    if chapter in _OF_ITS_OWN[kind]:
        return text(language, f"chapters.{kind}_{chapter}")
    return text(language, f"report.chapter_{chapter}")


def chapter_guide(kind: DocumentKind, chapter: str, language: Language) -> str:
    """The content points of the law (612/2021, 6 §) and of THL for the chapter, in a few sentences."""
    return text(language, f"chapters.guide_{kind}_{chapter}")


def sittings(kept: Sequence[ChapterText]) -> list[ChapterText]:
    """Of all saved texts, newest first, those with which a sitting ended: a text is saved at every pause
    of its writer, and a sitting is over when nothing has been saved for ten minutes."""
    ends = [older for newer, older in pairwise(kept) if newer.saved_at - older.saved_at >= _PAUSE]
    return [*kept[:1], *ends]
