"""The places that a municipality's template names: ``{{otsikko}}`` and the others, typed into the text.

A place is typed in any of the three languages, in the text, a table, a header or a footer. What stands
for the whole document is a paragraph of its own; without it the document comes after the template's text.
"""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from hvk_data.language import format_date
from hvk_data.report.model import Document

PLACES: dict[str, tuple[str, ...]] = {
    "title": ("otsikko", "rubrik", "title"),
    "municipality": ("kunta", "kommun", "municipality"),
    "kind": ("asiakirja", "dokument", "document"),
    "edition": ("versio", "version", "edition"),
    "stage": ("vaihe", "skede", "stage"),
    "date": ("päivä", "datum", "date"),
    "content": ("sisältö", "innehåll", "content"),
}
"""What a place is for, and what it is called in Finnish, Swedish and English."""

_NAMES = {name: place for place, names in PLACES.items() for name in names}
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Places:
    """The named places of one template."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._paragraphs = [paragraph for paragraph in _paragraphs(word) if _PLACE.search(paragraph.text)]
        self._before = set(word.element.body)

    def named(self, place: str) -> bool:
        """Whether the template has ``place``."""
        return any(place in _in(paragraph.text) for paragraph in self._paragraphs)

    def fill(self, document: Document) -> None:
        """Put the facts in their places, and what was written after the template's text where it belongs."""
        values = {
            "title": document.title,
            "municipality": document.municipality,
            "kind": document.kind_name,
            "edition": document.edition,
            "stage": document.stage,
            "date": format_date(document.written_at, document.language),
        }
        for paragraph in self._paragraphs:
            if "content" in _in(paragraph.text) and paragraph._p.getparent() is self._word.element.body:
                self._move_to(paragraph)
            else:
                _replace(paragraph, values)

    def _move_to(self, marker: Paragraph) -> None:
        body = self._word.element.body
        for child in [one for one in body if one not in self._before and one.tag != qn("w:sectPr")]:
            marker._p.addprevious(child)
        body.remove(marker._p)


def _in(words: str) -> set[str]:
    return {_NAMES[name] for name in map(str.lower, _PLACE.findall(words)) if name in _NAMES}


def _replace(paragraph: Paragraph, values: dict[str, str]) -> None:
    """Word cuts what is typed into runs as it likes: a place is put whole into its first run."""

    def value(found: re.Match[str]) -> str:
        return values.get(_NAMES.get(found[1].lower(), ""), found[0])

    runs = paragraph.runs
    # First what is whole within one run, so that everything else keeps its look.
    for run in runs:
        if _PLACE.search(run.text):
            run.text = _PLACE.sub(value, run.text)
    whole = "".join(run.text for run in runs)
    if runs and any(_NAMES.get(name.lower()) in values for name in _PLACE.findall(whole)):
        runs[0].text = _PLACE.sub(value, whole)
        for run in runs[1:]:
            run.text = ""


def _paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph of the text, its tables, text boxes and controls, the headers and the footers."""
    roots: list[tuple[Any, Any]] = [(word.element.body, word._body)]
    for section in word.sections:
        for part in (
            *(section.header, section.first_page_header, section.even_page_header),
            *(section.footer, section.first_page_footer, section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                roots.append((part._element, part))
    for root, parent in roots:
        for found in root.iter(qn("w:p")):
            yield Paragraph(found, parent)
