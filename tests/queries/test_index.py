import unicodedata

import pytest

from hvk_data.paths import home
from hvk_data.queries.index import UnknownArea, UnknownIndicator, index


def test_the_index_of_a_generation_is_read_once(reader):
    assert index(reader) is index(reader)


def test_the_whole_list_is_known_and_says_what_is_in_the_store(reader):
    known = index(reader)
    assert len(known.indicators) == 2457 + 31
    assert sum(indicator.in_store for indicator in known.indicators.values()) == 171
    assert not known.indicators["74"].in_store
    assert known.indicators["74"].title.fi.startswith("Yksinhuoltajaperheet")


def test_every_municipality_has_its_areas(reader):
    known = index(reader)
    assert len(known.municipalities) == 308
    assert all(code.isdigit() and len(code) == 3 for code in known.municipalities)
    alone = {areas.own.name.fi for areas in known.municipalities.values() if areas.home != areas.county}
    assert alone == {"Helsinki"}
    assert {a.maakunta.name.fi for a in known.municipalities.values() if a.one_region} >= {"Ahvenanmaa"}


def test_a_number_that_is_nobodys_code_is_unknown_not_another_area(reader):
    """Codes are unique only within a level: 01 is a county and a maakunta, never a municipality."""
    known = index(reader)
    for code in ("01", "5", "358", "", "1045"):
        with pytest.raises(UnknownArea):
            known.municipality(code)
    with pytest.raises(UnknownIndicator):
        known.indicator("0181")


def test_titles_hold_the_signs_that_html_stands_for(reader):
    known = index(reader)
    assert "BMI ≥ 30" in known.indicators["4460"].title.fi
    assert not [i.id for i in known.indicators.values() if "&#" in i.title.fi + i.title.sv + i.title.en]


def test_what_is_not_curated_has_no_direction(reader):
    known = index(reader)
    plain = [indicator for indicator in known.indicators.values() if indicator.tier is None]
    assert plain
    assert all((i.direction, i.theme, i.unit.fi) == ("neutral", None, "") for i in plain)


def test_a_municipalitys_own_knowledge_is_seen_at_once(reader):
    own = home() / "curated" / "indicators.csv"
    own.parent.mkdir()
    try:
        assert index(reader).indicators["127"].direction == "neutral"
        own.write_text(
            "id,direction,direction_reason_fi\n127,higher_better,Kunta haluaa kasvaa.\n", encoding="utf-8"
        )
        assert index(reader).indicators["127"].direction == "higher_better"
    finally:
        own.unlink()
        own.parent.rmdir()
    assert index(reader).indicators["127"].direction == "neutral"


def test_titles_hold_nothing_that_cannot_be_shown(reader):
    indicators = index(reader).indicators
    assert "0 – 17" in indicators["1244"].title.sv
    for indicator in indicators.values():
        for title in (indicator.title.fi, indicator.title.sv, indicator.title.en):
            assert not any(unicodedata.category(sign) == "Cc" for sign in title), title
