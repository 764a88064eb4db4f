"""What the six chapters are called in each kind of document, and what belongs into them."""

from typing import Final

from hvk_data.findings.records import DocumentKind
from hvk_data.language import Language, text

_OF_ITS_OWN: Final = {
    "wide": (),
    "plan": ("background", "description", "strengths", "plan"),
    "yearly": ("background", "description", "strengths", "plan"),
}


def chapter_title(kind: DocumentKind, chapter: str, language: Language) -> str:
    """The chapter's heading: THL's own, or what it is called in a plan or a yearly report."""
    if chapter in _OF_ITS_OWN[kind]:
        return text(language, f"chapters.{kind}_{chapter}")
    return text(language, f"report.chapter_{chapter}")


def chapter_guide(kind: DocumentKind, chapter: str, language: Language) -> str:
    """The content points of the law (612/2021, 6 §) and of THL for the chapter, in a few sentences."""
    return text(language, f"chapters.guide_{kind}_{chapter}")
