from datetime import date

import pytest

from hvk_data.findings.terms import council_term, is_term, terms_around


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2021, 7, 31), "2017-2021"),
        (date(2021, 8, 1), "2021-2025"),
        (date(2025, 5, 31), "2021-2025"),
        (date(2025, 6, 1), "2025-2029"),
        (date(2026, 11, 25), "2025-2029"),
        (date(2029, 6, 1), "2029-2033"),
    ],
)
def test_a_term_begins_in_june_after_the_election_and_in_2021_in_august(day: date, term: str) -> None:
    assert council_term(day) == term


def test_the_terms_to_choose_from_are_near_and_hold_what_was_chosen() -> None:
    assert terms_around(date(2026, 1, 1), "2025-2029") == ["2021-2025", "2025-2029", "2029-2033"]
    assert terms_around(date(2026, 1, 1), "2017-2021")[0] == "2017-2021"


@pytest.mark.parametrize("said", ["", "2025", "2025-2028", "2025–2029", "25-29", "2025-2029-", "x-y"])
def test_what_is_no_term(said: str) -> None:
    assert not is_term(said)
    assert is_term("2025-2029")
