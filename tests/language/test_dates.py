"""Dates as each language writes them; a moment is told in Finland's time."""

from datetime import UTC, date, datetime

import pytest

from hvk_data.language import Language, format_date, format_datetime


@pytest.mark.parametrize(
    ("language", "short", "spelled", "moment"),
    [
        ("fi", "2.6.2026", "2. kesäkuuta 2026", "13.6.2026 klo 1.05"),
        ("sv", "2.6.2026", "2 juni 2026", "13.6.2026 kl. 1.05"),
        ("en", "2 Jun 2026", "2 June 2026", "13 Jun 2026 at 1:05"),
    ],
)
def test_day_and_moment(language: Language, short: str, spelled: str, moment: str) -> None:
    assert format_date(date(2026, 6, 2), language) == short
    assert format_date(date(2026, 6, 2), language, "spelled") == spelled
    assert format_datetime(datetime(2026, 6, 12, 22, 5, tzinfo=UTC), language) == moment


def test_a_moment_without_zone_is_told_as_it_is() -> None:
    assert format_datetime(datetime(2026, 1, 2, 22, 5), "fi") == "2.1.2026 klo 22.05"
    assert format_date(datetime(2026, 6, 12, 22, 5), "fi") == "12.6.2026"
