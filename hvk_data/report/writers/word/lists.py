"""Bulleted and numbered lists of up to three levels; each numbered list counts from its own start."""

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from hvk_data.report.model import Item
from hvk_data.report.writers.word.pieces import element

_BULLETS = ("•", "–", "▪")
_NUMBERS = ("%1.", "%2)", "%3.")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_INDENT = 360
"""Twentieths of a point that each level is set in."""


class Lists:
    """The numbering definitions of one document, made when a list first needs them."""

    def __init__(self, word: WordDocument) -> None:
        self._numbering: Any = word.part.numbering_part.element
        self._abstract: dict[bool, str] = {}
        self._bullets: str | None = None

    def start(self, *, numbered: bool, first: int = 1) -> str:
        """A list's identity for :meth:`put`; ``first`` is the number that a numbered one starts from."""
        if not numbered and self._bullets is not None:
            return self._bullets
        number = self._numbering.add_num(int(self._definition(numbered)))
        if numbered:
            override = element("w:lvlOverride", ilvl="0")
            override.append(element("w:startOverride", val=str(first)))
            number.append(override)
        else:
            self._bullets = str(number.numId)
        return str(number.numId)

    def put(self, paragraph: Paragraph, item: Item, identity: str) -> None:
        """Make of ``paragraph`` an item of the list."""
        chosen = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        chosen.get_or_add_ilvl().val = min(item.level, len(_BULLETS) - 1)
        chosen.get_or_add_numId().val = int(identity)

    def _definition(self, numbered: bool) -> str:
        if numbered not in self._abstract:
            existing = self._numbering.findall(qn("w:abstractNum"))
            used = [int(found.get(qn("w:abstractNumId"))) for found in existing]
            identity = str(max(used, default=-1) + 1)
            definition = element("w:abstractNum", abstractNumId=identity)
            definition.append(element("w:multiLevelType", val="hybridMultilevel"))
            for level in range(len(_BULLETS)):
                definition.append(_level(level, numbered))
            # The schema wants all definitions before the first list.
            self._numbering.insert(len(existing), definition)
            self._abstract[numbered] = identity
        return self._abstract[numbered]


def _level(level: int, numbered: bool) -> Any:
    made = element("w:lvl", ilvl=str(level))
    made.append(element("w:start", val="1"))
    made.append(element("w:numFmt", val=_FORMATS[level] if numbered else "bullet"))
    made.append(element("w:lvlText", val=(_NUMBERS if numbered else _BULLETS)[level]))
    made.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=str(_INDENT * (level + 1)), hanging=str(_INDENT)))
    made.append(properties)
    return made
