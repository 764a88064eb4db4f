"""Finnish, Swedish and English: texts, numbers, dates, places. Every other package may import this one."""

from hvk_data.language.dates import format_date, format_datetime
from hvk_data.language.numbers import (
    format_number,
    format_with_unit,
    format_year_range,
    short_unit,
    vega_locale,
)
from hvk_data.language.places import genitive, in_place
from hvk_data.language.texts import LANGUAGES, Language, Texts, as_language, text
from hvk_data.language.user_error import RelayedError, UserError

__all__ = [
    "LANGUAGES",
    "Language",
    "RelayedError",
    "Texts",
    "UserError",
    "as_language",
    "format_date",
    "format_datetime",
    "format_number",
    "format_with_unit",
    "format_year_range",
    "genitive",
    "in_place",
    "short_unit",
    "text",
    "vega_locale",
]
