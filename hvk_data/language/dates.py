"""Dates and times as each language writes them, in Finland's time."""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import babel.dates

from hvk_data.language.numbers import LOCALES
from hvk_data.language.texts import Language, text

FINLAND = ZoneInfo("Europe/Helsinki")

DateStyle = Literal["short", "spelled"]

_PATTERNS: dict[Language, dict[DateStyle, str]] = {
    "fi": {"short": "d.M.y", "spelled": "d. MMMM y"},
    "sv": {"short": "d.M.y", "spelled": "d MMMM y"},
    # 12/06/2026 is two different days to two readers of English: the month is always a word.
    "en": {"short": "d MMM y", "spelled": "d MMMM y"},
}


def in_finland(moment: date | datetime) -> date | datetime:
    """``moment`` in Finland's time where it knows its zone; otherwise as it is."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(FINLAND)
    return moment


def format_date(day: date | datetime, language: Language, style: DateStyle = "short") -> str:
    """The day as "12.6.2026" (``short``; English "12 Jun 2026") or "12. kesäkuuta 2026" (``spelled``)."""
    written: str = babel.dates.format_date(
        in_finland(day), format=_PATTERNS[language][style], locale=LOCALES[language]
    )
    return written


def format_datetime(moment: datetime, language: Language) -> str:
    """The day and the time of day: "12.6.2026 klo 14.05"."""
    local = in_finland(moment)
    pattern = "H.mm" if language != "en" else "H:mm"
    time = babel.dates.format_time(local, format=pattern, locale=LOCALES[language])  # type: ignore[arg-type]
    return text(language, "numbers.moment", date=format_date(local, language), time=time)
