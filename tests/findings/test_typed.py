import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.findings import TooLong
from hvk_data.findings.typed import clean


@given(st.text(st.characters()))
def test_what_is_stored_fits_a_database_and_a_document(typed: str) -> None:
    cleaned = clean(typed, len(typed) * 4)
    cleaned.encode()
    assert not re.search("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", cleaned)
    assert clean(cleaned, len(cleaned)) == cleaned


@given(st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("\n\t\u00ad\u200d")))
def test_everything_that_a_person_types_stays(typed: str) -> None:
    assert clean(typed, len(typed) * 4) == unicodedata.normalize("NFC", typed)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x0b", "\x85"])
def test_every_newline_is_one_newline(newline: str) -> None:
    assert clean(f" a{newline}{newline}b ", 10) == " a\n\nb "


def test_letters_are_composed() -> None:
    assert clean("A\u0308a\u0308nekoski", 10) == "Äänekoski"


def test_the_limit_is_the_last_length_allowed() -> None:
    assert clean("ä" * 5, 5) == "äääää"
    with pytest.raises(TooLong) as raised:
        clean("ä" * 6, 5)
    assert (raised.value.length, raised.value.limit) == (6, 5)
