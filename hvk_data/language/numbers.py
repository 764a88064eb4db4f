"""Numbers as each language writes them, for pages, documents and charts.

Finnish and Swedish: decimal comma, groups parted by no-break spaces. English: decimal point and
group comma. All three: a real minus sign. What is missing is a dash, never a zero.
"""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.core import Locale
from babel.numbers import format_decimal

from hvk_data.language.texts import Language, Texts

LOCALES: dict[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
"""The CLDR locale whose habits a language follows; English is British, as Finnish authorities write it."""

MINUS = "−"
MISSING = "–"
NO_BREAK_SPACE = "\u00a0"
_SHORT_UNIT = 6


def format_number(value: float | None, decimals: int, language: Language) -> str:
    """``value`` with exactly ``decimals`` decimals ("12,8", "664 028"); "–" for None and for NaN.

    Halves are rounded away from zero, as a person rounds them, on the number's own decimal digits
    (2.675 becomes 2.68). What rounds to zero has no sign.
    """
    if value is None or math.isnan(value):
        return MISSING
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    digits: str = format_decimal(abs(exact), format=pattern, locale=LOCALES[language])
    return f"{MINUS}{digits}" if exact < 0 else digits


def format_with_unit(value: float | None, decimals: int, unit: Texts | str, language: Language) -> str:
    """:func:`format_number` with its unit after it on the same line ("12,8 %"); "–" alone for a missing one.

    English writes the per cent sign close to the number. A number within the unit ("/ 100 000
    asukasta") is kept whole at a line's end.
    """
    number = format_number(value, decimals, language)
    name = unit.in_(language) if isinstance(unit, Texts) else unit
    if number == MISSING or not name:
        return number
    if language == "en" and name == "%":
        return f"{number}%"
    whole = re.sub(r"(?<=\d) (?=\d{3})", NO_BREAK_SPACE, name)
    return f"{number}{NO_BREAK_SPACE}{whole}"


def short_unit(unit: str) -> str:
    """``unit`` where it is short enough to stand with every figure ("%", "€/as."); else empty.

    A long one is said once, beside the figures.
    """
    return unit if len(unit) <= _SHORT_UNIT else ""


def format_year_range(first: int, last: int) -> str:
    """Years from ``first`` to ``last``, the same in all three languages ("2015–2021"; one year: "2021")."""
    return str(first) if first == last else f"{first}–{last}"


def vega_locale(language: Language) -> dict[str, Any]:
    """The value of a Vega-Lite spec's ``config.locale.number``: a d3-format locale from CLDR."""
    symbols = Locale.parse(LOCALES[language]).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["€", ""] if language == "en" else ["", f"{NO_BREAK_SPACE}€"],
        "minus": MINUS,
        "percent": "%" if language == "en" else f"{NO_BREAK_SPACE}%",
    }
