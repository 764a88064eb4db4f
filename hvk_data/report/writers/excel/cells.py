"""Cells that say exactly what they were given: a text is never a formula, a number never a text."""

import re

from openpyxl.cell.cell import Cell, MergedCell

AnyCell = Cell | MergedCell
"""What openpyxl says a sheet's cell is; there are no merged ones in our files."""

LONGEST = 32767
"""Excel's own limit of characters in a cell."""

# Older Excels show ##### for a longer text in a cell of the number format "text".
_LONGEST_SHOWN = 255

# Excel reads _x0041_ in a text as the character of that code; the underscore itself is _x005F_
# (ECMA-376 part 1, 22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def put_text(cell: AnyCell, written: str) -> None:
    """``written`` into ``cell`` as text; what could be taken for a formula also carries Excel's text prefix.

    Nothing at all leaves the cell empty; what is longer than a cell can be is cut and ends in an
    ellipsis.
    """
    if not written:
        # A cell of the type "text" without one is more than some readers bear.
        return
    put_bare_text(cell, written)
    short, formula = text_look(written)
    if short:
        cell.number_format = "@"
    if formula:
        # Keeps it a text also after somebody has edited the cell by hand.
        cell.quotePrefix = True


def put_bare_text(cell: AnyCell, written: str) -> None:
    """:func:`put_text` for a cell whose look is given to it by other means; see :func:`text_look`."""
    said = _ESCAPE.sub("_x005F_", written)
    if len(said) > LONGEST:
        said = said[: LONGEST - 1] + "…"
    cell.value = said
    cell.data_type = "s"


def text_look(written: str) -> tuple[bool, bool]:
    """Whether the cell of ``written`` is shown as text, and whether it carries Excel's text prefix."""
    return len(_ESCAPE.sub("_x005F_", written)) <= _LONGEST_SHOWN, written.startswith(_FORMULA_STARTS)
