"""Drafts and comparisons made by hand: gaps, a break, computed values, estimates, medians, Swedish names."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hvk_data.figures import Break, Comparison, Origin, Point, Series
from hvk_data.findings import CHAPTERS, Draft, Finding, Goal, Observation
from hvk_data.language import Texts
from hvk_data.report.evidence import Evidence
from hvk_data.report.outputs import OUTPUTS, Maker, Material

WRITTEN = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)

TAMPERE = Texts("Tampere", "Tammerfors", "Tampere")
COUNTY = Texts(
    "Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde", "Wellbeing services county of Pirkanmaa"
)
COUNTRY = Texts("Koko maa", "Hela landet", "Whole country")
THL = Texts("Terveyden ja hyvinvoinnin laitos (THL)", "Institutet för hälsa och välfärd (THL)", "THL")
FETCHED = Origin(
    "sotkanet",
    Texts("Tilastokeskus", "Statistikcentralen", "Statistics Finland"),
    "https://sotkanet.fi/rest/1.1",
    updated=date(2026, 3, 2),
    fetched_at=datetime(2026, 5, 4, 8, 0, tzinfo=UTC),
)
SHIPPED = Origin("sotkanet", THL, "https://sotkanet.fi/rest/1.1", vintage=date(2023, 12, 31))


def line(role, level, code, name, values, **more):
    return Series(
        role, level, code, name, tuple(Point(year, value, **more) for year, value in sorted(values.items()))
    )


def unemployment():
    """Many years, a gap in the municipality's own, a break, a median, a peer, counts missing."""
    years = range(2010, 2022)
    own = {year: round(9 + (year - 2010) * 0.31, 1) for year in years if year not in (2013, 2014)}
    own[2021] = 12.8
    county = {year: round(8.5 + (year - 2010) * 0.2, 1) for year in years}
    county[2021] = 10.6
    country = {year: round(9.2 + (year - 2010) * 0.2, 1) for year in years}
    country[2021] = 11.4
    median = Series(
        "median_region",
        "KUNTA",
        "",
        Texts("Pirkanmaan kuntien mediaani", "Median för kommunerna i Birkaland", "Median of municipalities"),
        tuple(Point(year, 8.0 + (year - 2010) * 0.1, n=20 + year % 3) for year in years),
    )
    return Comparison(
        indicator="181",
        title=Texts(
            "Työttömät, % työvoimasta", "Arbetslösa, % av arbetskraften", "Unemployed, % of labour force"
        ),
        unit=Texts("%", "%", "%"),
        decimals=1,
        direction="higher_worse",
        sex="total",
        origin=FETCHED,
        generation=7,
        series=(
            line("own", "KUNTA", "837", TAMPERE, own),
            line("county", "HYVINVOINTIALUE", "6", COUNTY, county),
            line("country", "MAA", "658", COUNTRY, country),
            median,
            line("peer", "KUNTA", "005", Texts("Alajärvi", "Alajärvi", "Alajärvi"), {2019: 7.7, 2021: 9.0}),
        ),
        breaks=(
            Break(2018, Texts("tilastointitapa muuttui", "statistikföringen ändrades", "the method changed")),
        ),
    )


def placed():
    """Computed and estimated rates beside published ones, shipped figures, women only."""
    own = Series(
        "own",
        "KUNTA",
        "837",
        TAMPERE,
        (
            Point(2018, 1.5, 612.0),
            Point(2019, 1.6123456, 655.0, certainty="computed"),
            Point(2020, None, None),
            Point(2021, 1.7, 701.0, certainty="estimate"),
        ),
    )
    country = line("country", "MAA", "658", COUNTRY, {2018: 1.4, 2019: 1.5, 2020: 1.5, 2021: 1.6})
    return Comparison(
        indicator="191",
        title=Texts(
            "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat",
            "0–17-åringar placerade utanför hemmet",
            "Children placed outside the home",
        ),
        unit=Texts("% vastaavanikäisestä väestöstä", "% av befolkningen i samma ålder", "% of the age group"),
        decimals=2,
        direction="higher_worse",
        sex="female",
        origin=SHIPPED,
        generation=7,
        series=(own, country),
    )


def turnout():
    """A single year: columns instead of lines."""
    return Comparison(
        indicator="3126",
        title=Texts("Äänestysaktiivisuus kuntavaaleissa", "Valdeltagande i kommunalval", "Voter turnout"),
        unit=Texts("%", "%", "%"),
        decimals=1,
        direction="higher_better",
        sex="total",
        origin=SHIPPED,
        generation=7,
        series=(
            line("own", "KUNTA", "837", TAMPERE, {2021: 58.3}),
            line("maakunta", "MAAKUNTA", "6", Texts("Pirkanmaa", "Birkaland", "Pirkanmaa"), {2021: 57.1}),
            line("country", "MAA", "658", COUNTRY, {2021: 55.1}),
        ),
    )


def empty():
    """An indicator without a single figure."""
    return replace(
        turnout(), indicator="4072", series=(Series("own", "KUNTA", "837", TAMPERE, (Point(2021, None),)),)
    )


SENTENCES = {
    "fi": (
        "Työttömyys on Tampereella suurempi kuin maakunnassa ja koko maassa.",
        "Kodin ulkopuolelle sijoitettujen tyttöjen osuus kasvaa: syytä kysyä lastensuojelusta.",
        "Äänestäminen on vilkkaampaa kuin naapureilla.",
    ),
    "sv": (
        "Arbetslösheten är högre i Tammerfors än i välfärdsområdet och hela landet.",
        "Andelen flickor som är placerade utanför hemmet ökar: barnskyddet bör höras.",
        "Valdeltagandet är livligare än i grannkommunerna.",
    ),
}


def make_draft(
    language="fi",
    name="Tampereen hyvinvointikertomus 2025–2029",
    kind="wide",
    year=None,
    stage="group",
    **chapters,
):
    return Draft(
        code="koodi",
        name=name,
        municipality="837",
        language=language,
        created_at=datetime(2026, 5, 20, 8, 0, tzinfo=UTC),
        edited_at=datetime(2026, 6, 11, 8, 0, tzinfo=UTC),
        chapters={chapter: chapters.get(chapter, "") for chapter in CHAPTERS},
        versions=dict.fromkeys(CHAPTERS, 0),
        kind=kind,
        term="2025-2029",
        year=year,
        edition=2,
        stage=stage,
        previous=None,
    )


def make_finding(number, comparison, sentence, kind="note", chapter="description"):
    moment = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    return Finding(number, "koodi", chapter, number, kind, sentence, comparison, moment, moment, 0)


def make_findings(language="fi"):
    kinds = ("concern", "concern", "strength")
    comparisons = (unemployment(), placed(), turnout())
    return [
        make_finding(number, comparison, sentence, kind)
        for number, (comparison, sentence, kind) in enumerate(
            zip(comparisons, SENTENCES[language], kinds, strict=True)
        )
    ]


def make_goal(number, **values):
    moment = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    texts = dict.fromkeys(
        ("focus", "goal", "action", "owner", "partners", "resources", "schedule", "metric", "indicator"), ""
    )
    texts |= dict.fromkeys(("baseline", "target", "outcome", "budget_target", "strategy"), "")
    return Goal(
        id=number,
        draft="koodi",
        position=number,
        created_at=moment,
        edited_at=moment,
        version=1,
        **(
            texts
            | {"baseline_year": None, "target_year": None, "status": "under_way", "carried_from": None}
            | values
        ),
    )


def make_observation(number, **values):
    moment = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    known = {
        "finding": None,
        "stance": "challenges",
        "text": "Nuoret kertovat toista.",
        "theme": "mieliala",
        "group": "nuoret",
        "area": "",
        "source": "youth_council",
        "method": "ilta",
        "people": 12,
        "collected_on": date(2026, 3, 4),
        "consent": True,
        "status": "published",
    }
    return Observation(
        id=number,
        draft="koodi",
        position=number,
        created_at=moment,
        edited_at=moment,
        version=1,
        **(known | values),
    )


def make_document(
    language="fi", findings=None, *, output="report", municipality=None, reader=None, belongs=None, **draft
):
    """A document; ``reader`` is of the store that judges it (none: it is not judged), ``belongs`` are the
    goals, observations and reasons of the draft."""
    chosen = make_findings("sv" if language == "sv" else "fi") if findings is None else findings
    material = Material(
        make_draft(language, **draft), chosen, municipality or TAMPERE, Evidence(reader), **(belongs or {})
    )
    return OUTPUTS[output](Maker(material, language, WRITTEN))


class Samples:
    """What the tests build documents from."""

    written = WRITTEN
    tampere = TAMPERE
    sentences = SENTENCES
    comparisons = staticmethod(lambda: (unemployment(), placed(), turnout(), empty()))
    draft = staticmethod(make_draft)
    finding = staticmethod(make_finding)
    findings = staticmethod(make_findings)
    goal = staticmethod(make_goal)
    observation = staticmethod(make_observation)
    document = staticmethod(make_document)


@pytest.fixture(scope="session")
def samples():
    return Samples
