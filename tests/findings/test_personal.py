"""What belongs to one person is found in free text, and figures and years are left in peace."""

from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hvk_data.findings import personal_data, small_group

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = {1800: "+", 1900: "-YXWVU", 2000: "ABCDEF"}
words = st.text("abcdeäöå ,.\n", max_size=30)


@st.composite
def identity_codes(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    century = draw(st.sampled_from(sorted(SIGNS)))
    digits = f"{min(day.day, 28):02}{day.month:02}{day.year % 100:02}"
    individual = f"{draw(st.integers(2, 999)):03}"
    check = CHECK[int(digits + individual) % 31]
    return digits + draw(st.sampled_from(SIGNS[century])) + individual + check


@given(code=identity_codes(), before=words, after=words, lower=st.booleans())
def test_an_identity_code_is_found_wherever_it_stands(
    code: str, before: str, after: str, lower: bool
) -> None:
    text = f"{before} {code.lower() if lower else code} {after}"
    (found,) = personal_data(text)
    assert (found.kind, text[found.start : found.end].upper()) == ("identity_code", code)
    assert code not in found.masked


@given(code=identity_codes(), step=st.integers(1, 30))
def test_a_wrong_check_character_makes_no_identity_code(code: str, step: int) -> None:
    wrong = code[:-1] + CHECK[(CHECK.index(code[-1]) + step) % 31]
    assert not [one for one in personal_data(wrong) if one.kind == "identity_code"]


@given(text=st.text(max_size=80))
def test_what_is_found_is_in_the_text_in_order_and_does_not_overlap(text: str) -> None:
    found = personal_data(text)
    assert all(text[one.start : one.end] == one.written for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    number=st.builds(
        lambda start, rest: start * 10**7 + rest,
        st.sampled_from([40, 41, 44, 45, 46, 50]),
        st.integers(1_000_000, 9_999_999),
    ),
    international=st.booleans(),
)
def test_mobile_numbers_are_found_as_people_write_them(number: int, international: bool) -> None:
    parsed = phonenumbers.PhoneNumber(country_code=358, national_number=number)
    form = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(parsed, form.INTERNATIONAL if international else form.NATIONAL)
    assume(phonenumbers.is_valid_number(parsed))
    found = [one.kind for one in personal_data(f"Soita {written} illalla.")]
    assert found == ["phone_number"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("aino.virtanen@example.fi tai 050-123 4567", ["email_address", "phone_number"]),
        ("aino (at) example.fi", ["email_address"]),
        ("131052–308T", ["identity_code"]),
        ("131052 - 308t", ["identity_code"]),
        ("Puh. 08-6155 6111", ["phone_number"]),
        ("Vuosina 2019, 2020 ja 2021 kävijöitä oli 1 234 567, siis 12,5 % enemmän kuin 2015–2018.", []),
        ("Ilta pidettiin 4.3.2026 klo 18.00–20.30, 14 osallistujaa @kylätalo", []),
        ("Laki 612/2021, 6 §; ind. 3219; tk:employed; {{127:2023:maa}}", []),
    ],
)
def test_text_as_people_write_it(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in personal_data(text)] == kinds


@pytest.mark.parametrize(
    ("people", "inhabitants", "narrowed", "why"),
    [
        (4, 200_000, False, "few_people"),
        (5, 200_000, True, None),
        (None, 4_999, True, "small_place"),
        (30, 4_999, False, None),
        (30, 5_000, True, None),
        (None, None, True, None),
    ],
)
def test_small_groups_are_warned_about(people, inhabitants, narrowed, why) -> None:
    assert small_group(people, inhabitants, narrowed) == why
