"""Titles agree after what sources change without meaning it, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.catalogue import normalised_title


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Lihavien osuus (BMI ≥ 30 kg/m2) (%)", "Lihavien osuus (BMI &#8805; 30 kg/m²) (%) "),
        ("0 - 6-vuotiaat, % vastaavanikäisestä väestöstä", "0–6-vuotiaat, % vastaavan ikäisestä väestöstä"),
        ("Kuolleisuus / 100 000 asukasta", "kuolleisuus / 100\u00a0000 asukasta<br />"),
        ("Väestö 31.12.", "<b>Väestö</b> 31.12"),
    ],
)
def test_spelling_differences_do_not_matter(ours: str, theirs: str) -> None:
    assert normalised_title(ours) == normalised_title(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7 - 15-vuotiaat, % väestöstä", "7 - 15-vuotiaat, lkm väestöstä"),
        ("0 - 17-vuotiaat", "0 - 18-vuotiaat"),
        ("Korkea-aste, % 15 vuotta täyttäneistä", "Korkea-aste, % 20 vuotta täyttäneistä"),
        ("BMI < 30", "BMI ≥ 30"),
        ("Teollisuus, % työllisistä (-2007)", "Teollisuus, % työllisistä"),
        ("1-7-vuotiaat", "17-vuotiaat"),
    ],
)
def test_what_is_measured_does_matter(one: str, other: str) -> None:
    assert normalised_title(one) != normalised_title(other)


@given(st.text())
def test_blanks_and_case_never_matter(title: str) -> None:
    folded = normalised_title(title)
    assert normalised_title(f"  {title}\n") == folded
    assert " " not in folded
