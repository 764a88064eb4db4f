"""A citation says what is true of the figures: fetched or shipped, whose, of which date."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hvk_data.citation import citation, comparison_citation, indicator_page, source_line
from hvk_data.figures import Certainty, Comparison, Origin, Point, Role, Series
from hvk_data.language import LANGUAGES, Language, Texts

THL = Texts(
    "Terveyden ja hyvinvoinnin laitos (THL) ",
    "Institutet för hälsa och välfärd (THL)",
    "Finnish institute for Health and Welfare (THL)",
)
KELA = Texts("Kansaneläkelaitos (Kela)", "Folkpensionsanstalten (FPA)", "Social Insurance Institution (Kela)")
TITLE = Texts("Pienituloisuusaste", "Låginkomstgrad", "At-risk-of-poverty rate")

FETCHED = Origin(
    source="sotkanet",
    organization=THL,
    address="https://sotkanet.fi/rest/1.1",
    fetched_at=datetime(2026, 6, 12, 22, 30, tzinfo=UTC),
)
SHIPPED = replace(FETCHED, fetched_at=None, vintage=date(2023, 5, 15))
STATFIN = Origin(
    source="statfin",
    organization=Texts("Tilastokeskus", "Statistikcentralen", "Statistics Finland"),
    address="https://stat.fi/tup/alue/kuntienavainluvut.html",
    vintage=date(2022, 3, 1),
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            "Tilasto- ja indikaattoripankki Sotkanet. Terveyden ja hyvinvoinnin laitos. "
            "Pienituloisuusaste (ind. 181). Viitattu 13.6.2026.",
        ),
        (
            "sv",
            "Statistik- och indikatorbanken Sotkanet. Institutet för hälsa och välfärd. "
            "Låginkomstgrad (ind. 181). Hänvisning 13.6.2026.",
        ),
        (
            "en",
            "Sotkanet Indicator Bank. Finnish Institute for Health and Welfare. "
            "At-risk-of-poverty rate (ind. 181). Referenced on 13 June 2026.",
        ),
    ],
)
def test_fetched_figures_are_cited_as_thl_asks_by_the_day_in_finland(
    language: Language, expected: str
) -> None:
    assert citation(FETCHED, "181", TITLE, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("origin", [SHIPPED, replace(SHIPPED, vintage=None), STATFIN])
def test_shipped_figures_never_claim_to_have_been_looked_up(language: Language, origin: Origin) -> None:
    for written in (citation(origin, "181", TITLE, language), source_line(origin, "181", language)):
        for word in ("Viitattu", "Hänvisning", "Referenced", "haettu", "hämtat", "fetched"):
            assert word not in written
        assert "None" not in written


def test_shipped_figures_say_of_what_state_they_are() -> None:
    assert citation(SHIPPED, "181", TITLE, "fi").endswith("Mukana tuleva aineisto, tilanne 15.5.2023.")
    assert citation(SHIPPED, "181", TITLE, "en").endswith("as of 15 May 2023.")
    assert "ei tiedossa" in citation(replace(SHIPPED, vintage=None), "181", TITLE, "fi")


def test_another_producer_is_named_and_thl_is_not_named_twice() -> None:
    kela = replace(FETCHED, organization=KELA)
    assert "Tiedon tuottaja: Kansaneläkelaitos (Kela). Viitattu" in citation(kela, "3", TITLE, "fi")
    assert "producent Folkpensionsanstalten (FPA)" in source_line(kela, "3", "sv")
    assert "tuottaja" not in citation(FETCHED, "3", TITLE, "fi")


def test_statistics_finland_is_cited_with_its_division_into_areas() -> None:
    assert citation(STATFIN, "tk:employment_rate", Texts("Työllisyysaste, %"), "fi") == (
        "Kuntien avainluvut. Tilastokeskus. Työllisyysaste, %. "
        "Mukana tuleva aineisto, tilanne 1.3.2022, aluejako 1.1.2021."
    )


def test_source_line_is_short_and_dated() -> None:
    assert source_line(FETCHED, "181", "fi") == "Lähde: THL, Sotkanet (ind. 181) · haettu 13.6.2026"
    assert source_line(STATFIN, "tk:x", "en").endswith(
        "as of 1 Mar 2022, regional division of 1 January 2021"
    )


def test_the_page_of_an_indicator_is_in_the_readers_language() -> None:
    assert indicator_page(FETCHED, "181", "sv") == "https://sotkanet.fi/sotkanet/sv/metadata/indicators/181"
    assert indicator_page(STATFIN, "tk:x", "sv") == STATFIN.address


def _comparison(role: Role, certainty: Certainty) -> Comparison:
    own = Series("own", "KUNTA", "837", Texts("Tampere"), (Point(2021, 1.0),))
    other = Series(role, "MAA", "658", Texts("Koko maa"), (Point(2021, 1.0, certainty=certainty),))
    return Comparison("181", TITLE, Texts("%"), 1, "neutral", "total", SHIPPED, 1, (own, other))


def test_what_we_changed_is_told() -> None:
    plain = comparison_citation(_comparison("country", "published"), "fi")
    assert plain == citation(SHIPPED, "181", TITLE, "fi")
    assert "laskettu lähteen lukumääristä" in comparison_citation(_comparison("country", "computed"), "fi")
    assert "ei ole voitu tarkistaa" in comparison_citation(_comparison("country", "estimate"), "fi")
    assert "Mediaanit" in comparison_citation(_comparison("median_region", "published"), "fi")
