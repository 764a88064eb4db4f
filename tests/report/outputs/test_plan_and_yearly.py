"""The goal table of a plan, and the yearly report: promised, happened, changed since, refined."""

from dataclasses import replace

import pytest

from hvk_data.catalogue import load
from hvk_data.figures import Point
from hvk_data.findings import LeftOut
from hvk_data.queries.compare import compare
from hvk_data.report.model import Heading, ItemList, Paragraph, Table

MARK = "►"


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def headings(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def goals(samples):
    return [
        samples.goal(
            1,
            focus="Nuoret",
            goal="Yksinäisyys vähenee",
            action="Kerhot",
            owner="Sivistys",
            partners="Seurat",
            resources="1 htv",
            schedule="2026",
            metric="Osallistujat",
            baseline="120",
            baseline_year=2024,
            target="200",
            target_year=2028,
            outcome="Kaksi kerhoa",
            status="partly_done",
            budget_target="3 kerhoa",
            strategy="Elinvoima",
        ),
        samples.goal(2, focus="Nuoret", goal="Liikunta lisääntyy", indicator="181", status="moved"),
        samples.goal(3, focus="Ikäihmiset", goal="Kaatumiset vähenevät"),
    ]


def test_a_plan_has_its_goals_by_focus_with_everything_that_was_written(samples, reader):
    document = samples.document(kind="plan", reader=reader, belongs={"goals": goals(samples)})
    young, old = [table for table in tables(document) if table.caption.text.startswith("Tavoitteet: ")]
    assert [row[0].split("\n")[0] for row in young.rows] == ["Yksinäisyys vähenee", "Liikunta lisääntyy"]
    first = "\n".join(young.rows[0])
    for said in (
        "Kerhot",
        "Sivistys",
        "Yhteistyö: Seurat",
        "Resurssit: 1 htv",
        "Aikataulu: 2026",
        "Osallistujat",
    ):
        assert said in first
    for said in ("Lähtö: 120 (2024)", "Tavoite: 200 (2028)", "Sitova tavoite: 3 kerhoa", "Kaksi kerhoa"):
        assert said in first
    assert "◘ toteutunut osittain" in first
    assert "Työttömät" in young.rows[1][3]
    assert old.rows[0][2].startswith("Vastuutaho puuttuu")
    assert old.rows[0][3] == "Mittari puuttuu"
    assert document.goals.rows[0][:4] == ("Nuoret", "Yksinäisyys vähenee", "Kerhot", "Sivistys")


def test_a_yearly_report_tells_what_was_promised_what_happened_and_what_is_refined(samples, reader):
    before = goals(samples)
    now = [
        replace(before[0], id=11, carried_from=1, target="150"),
        replace(before[1], id=12, carried_from=2),
        samples.goal(13, goal="Uusi tavoite"),
    ]
    document = samples.document(
        kind="yearly", year=2026, reader=reader, belongs={"goals": now, "previous_goals": before}
    )
    outcome = next(table for table in tables(document) if table.caption.text.startswith("Luvattu"))
    assert outcome.rows[0][0].startswith("Yksinäisyys vähenee\nKerhot")
    assert outcome.rows[0][1] == "Kaksi kerhoa"
    assert outcome.rows[1][1] == "Toteumaa ei ole kirjattu."
    assert outcome.rows[1][4] == "► siirretty"
    at = document.blocks.index(Heading(2, "Mitä suunnitelmassa tarkennetaan"))
    lists = [block for block in document.blocks[at:] if isinstance(block, ItemList)][:3]
    assert [[item.text for item in block.items] for block in lists] == [
        [
            "Yksinäisyys vähenee: Tavoitetaso: ennen ”200”, nyt ”150”",
            "Liikunta lisääntyy: siirretty",
        ],
        ["Uusi tavoite"],
        ["Kaatumiset vähenevät"],
    ]


@pytest.fixture
def kept(samples, reader):
    """Kept two data versions ago: three figures were other, one was missing, a year is new since."""
    now = compare(reader, "837", "181", ("region", "country"))
    valued = [point for point in now.own.points if point.value is not None]
    changed = {point.year: point.value + 1 for point in valued[2:5]}
    missing, new = valued[6].year, valued[-1].year
    points = tuple(
        Point(point.year, changed.get(point.year, point.value), point.count, point.certainty)
        for point in now.own.points
        if point.year not in (missing, new)
    )
    others = tuple(
        replace(series, points=tuple(point for point in series.points if point.year < new))
        for series in now.series[1:]
    )
    own = replace(now.own, points=points)
    saved = replace(now, generation=now.generation - 2, series=(own, *others))
    return now, saved, set(changed) | {missing}, new


def test_every_figure_that_has_changed_since_is_marked(samples, reader, kept):
    now, saved, revised, new = kept
    finding = samples.finding(0, saved, "Työttömyys laskee.", "concern")
    document = samples.document(kind="yearly", year=2026, findings=[finding], reader=reader)
    table = next(table for table in tables(document) if "poimittaessa 1.6.2026 ja nyt" in table.caption.text)
    own = [row for row in table.rows if row[0] == now.own.name.fi]
    marked = {int(row[1]): row for row in own if row[4].startswith(MARK)}
    assert set(marked) == revised | {new}
    for year, row in marked.items():
        before, after = saved.own.at(year), now.own.at(year)
        assert row[2] == document_number(before)
        assert row[3] == document_number(after)
    unmarked = [row for row in table.rows if not row[4].startswith(MARK)]
    assert all(row[2] == row[3] for row in unmarked)
    summary = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert any(f"{len(revised)} poimituista luvuista on muuttunut" in line for line in summary)
    assert any(f"Uusia vuosia: {new}." in line for line in summary)
    assert document.findings[0].comparison == saved


def document_number(point):
    if point is None or point.value is None:
        return "–"
    mark = {"published": "", "computed": "*", "estimate": "~"}[point.certainty]
    return f"{point.value:.1f}".replace(".", ",") + mark


def test_figures_that_have_not_changed_are_said_to_be_so(samples, reader):
    comparison = compare(reader, "837", "181", ("country",))
    finding = samples.finding(0, comparison, "Lause.", "concern")
    document = samples.document(kind="yearly", year=2026, findings=[finding], reader=reader)
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "Poimitut luvut ovat ennallaan. Uutta vuotta ei ole julkaistu." in lines


def test_an_indicator_that_is_gone_has_nothing_beside_its_kept_figures(samples, reader):
    finding = samples.finding(0, replace(samples.comparisons()[0], indicator="999999"), "Lause.", "concern")
    document = samples.document(kind="yearly", year=2026, findings=[finding], reader=reader)
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert any(line.startswith("Indikaattoria ei ole enää aineistossa") for line in lines)


def test_the_annex_tells_the_minimum_lists_coverage_and_why_the_rest_was_left_out(samples, reader):
    reasons = [LeftOut("koodi", "1275", "Ei tietoa kunnasta.", 1), LeftOut("koodi", "eioo", "Turha.", 1)]
    members = load().lists["minimum"].members
    reasons[0] = replace(reasons[0], indicator=members[0])
    document = samples.document(reader=reader, belongs={"left_out": reasons})
    assert "Vähimmäistietosisältö" in headings(document)
    (table,) = [one for one in tables(document) if one.caption.text.startswith("Tietoisesti")]
    ((title, reason),) = table.rows
    assert title.endswith(f"({members[0]})")
    assert reason == "Ei tietoa kunnasta."
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert any(f"Vähimmäistietosisällön {len(members)} indikaattorista" in line for line in lines)


def test_charts_and_tables_are_numbered_in_the_order_in_which_they_are_read(samples, reader, kept):
    _, saved, _, _ = kept
    findings = [
        samples.finding(0, saved, "A.", "concern", "summary"),
        samples.finding(1, samples.comparisons()[1], "B.", "strength", "annexes"),
    ]
    document = samples.document(
        kind="yearly", year=2026, findings=findings, reader=reader, belongs={"goals": goals(samples)}
    )
    numbers = []
    for block in document.blocks:
        if isinstance(block, Table):
            numbers.append(block.caption.number)
        elif hasattr(block, "table") and block.table:
            numbers.append(block.table.caption.number)
    assert numbers == list(range(1, len(numbers) + 1))
    assert [block.chart.caption.number for block in document.findings] == [1, 2]


def test_only_public_observations_stand_beside_their_finding_or_in_a_section_of_their_own(samples):
    observations = [
        samples.observation(1, finding=0, text="Rinnalla."),
        samples.observation(2, finding=0, text="Odottaa.", status="waiting"),
        samples.observation(3, finding=0, text="Ilman lupaa.", consent=False),
        samples.observation(4, finding=None, text="Omillaan."),
        samples.observation(5, finding=77, text="Poistetun rinnalla."),
    ]
    document = samples.document(belongs={"observations": observations})
    (remark,) = document.findings[0].remarks
    assert (remark.stance, remark.text) == ("Kokemustieto haastaa luvun", "Rinnalla.")
    assert remark.about == "nuorisovaltuusto · mieliala · nuoret · ilta · 12 ihmistä · 4.3.2026"
    at = document.blocks.index(Heading(2, "Kokemustieto ja havainnot"))
    own = document.blocks[at + 2]
    assert [item.runs[0].text for item in own.items] == ["Omillaan.", "Poistetun rinnalla."]


def test_live_figures_are_numbers_with_their_year_and_source(samples, reader):
    document = samples.document(reader=reader, summary="Asukkaita on {{127}}, ei ole {{999999}} eikä {{x}}.")
    (paragraph,) = [b for b in document.blocks if isinstance(b, Paragraph) and "Asukkaita" in b.text]
    assert "{{127}}" not in paragraph.text
    assert paragraph.text.endswith("ei ole – eikä {{x}}.")
    (cited,) = [run for run in paragraph.runs if run.note]
    assert cited.text.endswith(")")
    assert "(ind. 127)" in cited.note
