"""What a report draft says, before it is any kind of file: every writer shows this and only this."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hvk_data.citation import citation
from hvk_data.figures import Certainty, Comparison, Point, Role, Series
from hvk_data.findings import CHAPTERS, Draft, Finding
from hvk_data.language import Language, Texts, format_date, format_number, format_year_range, text

RECENT_YEARS = 6
"""How many years a table among the text has; all the others are in the annex."""

_PANEL = 6
"""How many areas fit side by side on an A4 page before their names are cut to pieces."""

_MEDIANS: tuple[Role, ...] = ("median_region", "median_country")
_MARKS: dict[Certainty, str] = {"published": "", "computed": "*", "estimate": "~"}

# What XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets), besides half surrogates.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def paragraphs(written: str) -> tuple[str, ...]:
    """What a person wrote as paragraphs that any document can carry; empty lines are left out.

    Only what no document can hold is removed (control characters, half surrogates).
    """
    lines = (" ".join(_ILLEGAL.sub("", line).split()) for line in written.splitlines())
    return tuple(line for line in lines if line)


def one_line(written: str) -> str:
    """:func:`paragraphs` on one line, for headings, names and cells."""
    return " ".join(paragraphs(written))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``quiet`` is one that the program wrote beside the people's own text."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short statements."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """``label number. text``: the number is a field where the format has fields."""

    label: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Texts as they are printed. The first row is the header; ``emphasised`` rows are the own municipality's.

    ``widths`` are shares of the page's width, together at most one; ``numeric`` tells which columns are
    aligned as numbers.
    """

    caption: Caption
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[bool, ...]
    emphasised: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line: a value for each category of its chart, None for a gap, with its certainty."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    certainties: tuple[Certainty, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Values over years, every year from the first to the last so that a missing one is a gap.

    A break in the series is a category of its own (``years`` has None there) that no series has a
    value for: so no line is drawn across it in any program, also after somebody edits the figures.
    """

    kind: Literal["line", "column"]
    title: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    years: tuple[int | None, ...]
    series: tuple[ChartSeries, ...]
    caption: Caption
    alt: str


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """A finding with its evidence. ``number`` is its place in the document, from one.

    ``chart`` and ``table`` are None when no area has a figure.
    """

    number: int
    chapter: str
    kind: str
    kind_name: str
    title: str
    sentence: tuple[str, ...]
    takeaway: str
    chart: Chart | None
    table: Table | None
    notes: tuple[str, ...]
    breaks: tuple[str, ...]
    source: str
    citation: str
    comparison: Comparison
    picked_at: datetime


Block = Heading | Paragraph | Bullets | Table | FindingBlock


@dataclass(frozen=True, slots=True)
class Chapter:
    """What people wrote in one of THL's chapters."""

    code: str
    title: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report draft in one language: the title page's facts and the blocks in reading order."""

    title: str
    subtitle: str
    municipality: str
    language: Language
    written_at: datetime
    created_at: datetime
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...]

    @property
    def findings(self) -> tuple[FindingBlock, ...]:
        """The findings in the order in which they are read."""
        return tuple(block for block in self.blocks if isinstance(block, FindingBlock))


def build(
    draft: Draft,
    findings: Sequence[Finding],
    municipality_name: Texts,
    language: Language,
    written_at: datetime,
) -> Document:
    """The whole document of ``draft`` in ``language``, written at ``written_at``.

    Chapters come in THL's order whether written or not (a draft shows what is still to be written);
    in each, the text comes first and its findings after it, in their order.
    """
    return _Builder(draft, findings, municipality_name.in_(language), language, written_at).document()


def axis_values(comparison: Comparison) -> tuple[int | None, ...]:
    """The years a chart shows: all from the first value to the last, None where a break cuts a line."""
    valued = _valued_years(comparison.series)
    if not valued:
        return ()
    breaks = {item.year for item in comparison.breaks}
    years: list[int | None] = []
    for year in range(min(valued), max(valued) + 1):
        if year in breaks and any(_joined(series, year) for series in comparison.series):
            years.append(None)
        years.append(year)
    return tuple(years)


def _joined(series: Series, year: int) -> bool:
    """Whether a line would run from the year before ``year`` to it."""
    return all(
        (point := series.at(each)) is not None and point.value is not None for each in (year - 1, year)
    )


def _valued_years(series: Iterable[Series]) -> list[int]:
    return sorted({point.year for one in series for point in one.points if point.value is not None})


class _Builder:
    """Builds one document; keeps count of its charts and tables."""

    def __init__(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        municipality: str,
        language: Language,
        written_at: datetime,
    ) -> None:
        self.draft = draft
        self.language = language
        self.municipality = one_line(municipality)
        self.written_at = written_at
        self.charts = 0
        self.tables = 0
        ordered = sorted(findings, key=lambda finding: (CHAPTERS.index(finding.chapter), finding.position))
        self.blocks = [self.finding(number, finding) for number, finding in enumerate(ordered, 1)]

    def words(self, key: str, **values: object) -> str:
        return text(self.language, f"report.{key}", **values)

    def number(self, value: float | None, comparison: Comparison) -> str:
        return format_number(value, comparison.decimals, self.language)

    def day(self, moment: date | datetime | None) -> str:
        return format_date(moment, self.language) if moment else ""

    def document(self) -> Document:
        chapters = tuple(
            Chapter(code, self.words(f"chapter_{code}"), paragraphs(self.draft.chapters.get(code, "")))
            for code in CHAPTERS
        )
        blocks: list[Block] = []
        for chapter in chapters:
            blocks += self.chapter(chapter)
        subtitle = self.words("subtitle", municipality=self.municipality, date=self.day(self.written_at))
        return Document(
            title=one_line(self.draft.name) or self.words("default_title"),
            subtitle=subtitle,
            municipality=self.municipality,
            language=self.language,
            written_at=self.written_at,
            created_at=self.draft.created_at,
            blocks=tuple(blocks),
            chapters=chapters,
            notes=self.notes(),
        )

    def chapter(self, chapter: Chapter) -> list[Block]:
        blocks: list[Block] = [Heading(1, chapter.title), *map(Paragraph, chapter.written)]
        if chapter.code == "strengths":
            blocks += self.strengths()
        blocks += [block for block in self.blocks if block.chapter == chapter.code]
        if chapter.code == "annexes":
            blocks += self.annex()
        if len(blocks) == 1:
            blocks.append(Paragraph(self.words("chapter_empty"), quiet=True))
        return blocks

    def strengths(self) -> list[Block]:
        blocks: list[Block] = []
        for kind, heading in (("strength", "strengths"), ("concern", "concerns")):
            items = tuple(self.statement(block) for block in self.blocks if block.kind == kind)
            if items:
                blocks += [Heading(2, self.words(heading)), Bullets(items)]
        return blocks

    def statement(self, block: FindingBlock) -> str:
        said = " ".join(block.sentence) or f"{block.title}. {block.takeaway}"
        if block.chart is None:
            return said
        return self.words("see_chart", statement=said, number=block.chart.caption.number)

    # --- findings ---

    def finding(self, number: int, finding: Finding) -> FindingBlock:
        comparison = finding.comparison
        title = self.title(comparison)
        takeaway = self.takeaway(comparison)
        cited = one_line(citation(comparison.origin, comparison.indicator, comparison.title, self.language))
        chart = self.chart(comparison, title, takeaway)
        return FindingBlock(
            number=number,
            chapter=finding.chapter,
            kind=finding.kind,
            kind_name=self.words(f"kind_{finding.kind}"),
            title=title,
            sentence=paragraphs(finding.sentence),
            takeaway=takeaway,
            chart=chart,
            table=self.recent_table(comparison, title) if chart else None,
            notes=self.finding_notes(comparison, chart),
            breaks=self.breaks(comparison),
            source=self.words("source", citation=cited),
            citation=cited,
            comparison=comparison,
            picked_at=finding.picked_at,
        )

    def title(self, comparison: Comparison) -> str:
        title = one_line(comparison.title.in_(self.language))
        return title if comparison.sex == "total" else self.words(f"sex_{comparison.sex}", title=title)

    def unit(self, comparison: Comparison) -> str:
        return one_line(comparison.unit.in_(self.language)) or self.words("no_unit")

    def with_unit(self, comparison: Comparison, title: str) -> str:
        """The title with its unit, unless the title says it already as many of the source's do."""
        unit = self.unit(comparison)
        return (
            title if unit.casefold() in title.casefold() else self.words("with_unit", title=title, unit=unit)
        )

    def name(self, series: Series, years: Iterable[int] | None = None) -> str:
        """The area's name; a median's with the numbers of municipalities behind it in ``years``."""
        name = one_line(series.name.in_(self.language))
        chosen = None if years is None else set(years)
        behind = [
            point.n
            for point in series.points
            if point.n is not None and (chosen is None or point.year in chosen)
        ]
        if not behind:
            return name
        return self.words("median_name", name=name, n=format_year_range(min(behind), max(behind)))

    def takeaway(self, comparison: Comparison) -> str:
        """The municipality's latest figure against the others of the same year, as they are printed."""
        own, latest = comparison.own, comparison.own.latest
        name = self.name(own)
        if latest is None:
            return self.words("takeaway_none", municipality=name)
        said = self.marked(latest, own, comparison)
        parts = [self.words("takeaway_own", municipality=name, value=said, year=latest.year)]
        for relation in ("higher", "lower", "equal"):
            areas = [
                f"{self.name(series, [latest.year])} {self.marked(point, series, comparison)}"
                for series in comparison.series[1:]
                if (point := series.at(latest.year)) is not None
                and point.value is not None
                and self.relation(latest, point, comparison) == relation
            ]
            if areas:
                parts.append(self.words(f"takeaway_{relation}", areas="; ".join(areas)))
        first = next(point for point in own.points if point.value is not None)
        crossed = any(first.year < item.year <= latest.year for item in comparison.breaks)
        # Across a break the two ends are not comparable, so the first one is not set beside the last.
        if first.year != latest.year and not crossed:
            value = self.marked(first, own, comparison)
            parts.append(self.words("takeaway_first", year=first.year, value=value))
        return " ".join(parts)

    def relation(self, own: Point, other: Point, comparison: Comparison) -> str:
        assert own.value is not None
        assert other.value is not None
        if self.number(own.value, comparison) == self.number(other.value, comparison):
            return "equal"
        return "higher" if own.value > other.value else "lower"

    def marked(self, point: Point | None, series: Series, comparison: Comparison) -> str:
        """The value as it is printed, with its mark when it was computed.

        A median is said to be computed by its name; only a doubt of its own (an estimate) is marked.
        """
        if point is None or point.value is None:
            return self.number(None, comparison)
        certainty = self.certainty(point, series)
        return self.number(point.value, comparison) + _MARKS[certainty]

    @staticmethod
    def certainty(point: Point, series: Series) -> Certainty:
        return "published" if series.role in _MEDIANS and point.certainty == "computed" else point.certainty

    def chart(self, comparison: Comparison, title: str, takeaway: str) -> Chart | None:
        years = axis_values(comparison)
        if not years:
            return None
        drawn = [series for series in comparison.series if series.latest is not None]
        kind: Literal["line", "column"] = "line" if len(years) > 1 else "column"
        self.charts += 1
        span = format_year_range(*_ends(years))
        return Chart(
            kind=kind,
            title=title,
            unit=self.unit(comparison),
            decimals=comparison.decimals,
            categories=tuple(self.words("break_category") if year is None else str(year) for year in years),
            years=years,
            series=tuple(self.chart_series(series, years) for series in drawn),
            caption=Caption(
                self.words("chart_label"), self.charts, self.caption_text(comparison, title, drawn, span)
            ),
            alt=self.words(
                f"alt_{kind}", title=self.with_unit(comparison, title), years=span, takeaway=takeaway
            ),
        )

    def caption_text(self, comparison: Comparison, title: str, drawn: Sequence[Series], span: str) -> str:
        alone = len(drawn) == 1 and drawn[0] is comparison.own
        parts = [
            self.words(
                "caption_alone" if alone else "caption",
                title=self.with_unit(comparison, title),
                municipality=self.name(comparison.own),
                years=span,
            )
        ]
        found = self.certainties(drawn)
        parts += [self.words(f"caption_{name}") for name in ("computed", "estimate") if name in found]
        return " ".join(parts)

    def certainties(self, drawn: Iterable[Series]) -> set[Certainty]:
        return {
            self.certainty(point, series)
            for series in drawn
            for point in series.points
            if point.value is not None
        }

    def chart_series(self, series: Series, years: tuple[int | None, ...]) -> ChartSeries:
        points = [series.at(year) if year is not None else None for year in years]
        return ChartSeries(
            name=self.name(series),
            role=series.role,
            values=tuple(point.value if point else None for point in points),
            certainties=tuple(self.certainty(point, series) if point else "published" for point in points),
        )

    def recent_table(self, comparison: Comparison, title: str) -> Table:
        own_years = _valued_years([comparison.own]) or _valued_years(comparison.series)
        years = own_years[-RECENT_YEARS:]
        self.tables += 1
        rows = tuple(
            (self.name(series, years), *(self.marked(series.at(year), series, comparison) for year in years))
            for series in comparison.series
        )
        share = 0.12
        return Table(
            caption=self.table_caption("table_caption", comparison, title, years),
            header=(self.words("column_area"), *map(str, years)),
            rows=rows,
            widths=(min(1 - share * len(years), 0.4), *(share for _ in years)),
            numeric=(False, *(True for _ in years)),
            emphasised=frozenset({0}),
        )

    def table_caption(self, key: str, comparison: Comparison, title: str, years: list[int]) -> Caption:
        span = format_year_range(years[0], years[-1])
        said = self.words(key, title=self.with_unit(comparison, title), years=span)
        return Caption(self.words("table_label"), self.tables, said)

    def finding_notes(self, comparison: Comparison, chart: Chart | None) -> tuple[str, ...]:
        if chart is None:
            return (self.words("no_figures"),)
        found = self.certainties(comparison.series)
        notes = []
        if "computed" in found:
            notes.append(self.words("note_computed"))
        if "estimate" in found:
            notes.append(self.words("note_estimate"))
        if found - {"published"}:
            notes.append(self.words(f"note_mark_{chart.kind}"))
        if any(series.role in _MEDIANS for series in comparison.series):
            notes.append(self.words("note_median"))
        if any(value is None for series in chart.series for value in series.values):
            notes.append(self.words("note_missing"))
        return (*notes, *self.breaks(comparison))

    def breaks(self, comparison: Comparison) -> tuple[str, ...]:
        return tuple(
            self.words(
                "note_break_detected" if item.detected else "note_break",
                year=item.year,
                reason=one_line(item.reason.in_(self.language)),
            )
            for item in comparison.breaks
        )

    # --- the annex ---

    def annex(self) -> list[Block]:
        if not self.blocks:
            return []
        blocks: list[Block] = [Heading(2, self.words("annex_metadata")), self.metadata()]
        blocks += [
            Heading(2, self.words("annex_citations")),
            Bullets(tuple(dict.fromkeys(block.citation for block in self.blocks))),
            Heading(2, self.words("annex_notes")),
            Bullets(self.notes()),
        ]
        full = [table for block in self.blocks for table in self.full_tables(block)]
        if full:
            blocks += [Heading(2, self.words("annex_tables")), *full]
        return blocks

    def metadata(self) -> Table:
        self.tables += 1
        columns = ("chart", "indicator", "unit", "direction", "producer", "updated", "state")
        return Table(
            caption=Caption(self.words("table_label"), self.tables, self.words("metadata_caption")),
            header=tuple(self.words(f"column_{name}") for name in columns),
            rows=tuple(self.metadata_row(block) for block in self.blocks),
            widths=(0.07, 0.23, 0.16, 0.12, 0.18, 0.12, 0.12),
            numeric=(False,) * len(columns),
        )

    def metadata_row(self, block: FindingBlock) -> tuple[str, ...]:
        comparison, origin = block.comparison, block.comparison.origin
        return (
            str(block.chart.caption.number) if block.chart else "–",
            f"{block.title} ({comparison.indicator})",
            self.unit(comparison),
            self.words(f"direction_{comparison.direction}"),
            one_line(origin.organization.in_(self.language)),
            self.day(origin.updated),
            self.day(origin.fetched_at or origin.vintage),
        )

    def notes(self) -> tuple[str, ...]:
        notes: list[str] = []
        found = {
            certainty for block in self.blocks for certainty in self.certainties(block.comparison.series)
        }
        if "computed" in found:
            notes.append(self.words("note_computed"))
        if "estimate" in found:
            notes.append(self.words("note_estimate"))
        if any(series.role in _MEDIANS for block in self.blocks for series in block.comparison.series):
            notes.append(self.words("note_median"))
        if any(block.comparison.origin.shipped for block in self.blocks):
            notes.append(self.words("about_shipped"))
        notes += [self.words("about_missing"), self.words("about_kept"), self.words("about_licence")]
        return tuple(notes)

    def full_tables(self, block: FindingBlock) -> list[Table]:
        """All years of a finding whose table among the text had room for only the latest ones."""
        comparison = block.comparison
        years = _valued_years(comparison.series)
        if block.table is None or len(years) <= len(block.table.header) - 1:
            return []
        others = [series for series in comparison.series[1:] if series.latest is not None]
        step = _PANEL - 1
        panels = [others[start : start + step] for start in range(0, len(others), step)] or [[]]
        return [self.panel(block, [comparison.own, *panel], years) for panel in panels]

    def panel(self, block: FindingBlock, columns: list[Series], years: list[int]) -> Table:
        comparison = block.comparison
        self.tables += 1
        return Table(
            caption=self.table_caption("full_caption", comparison, block.title, years),
            header=(self.words("column_year"), *(self.name(series) for series in columns)),
            rows=tuple(
                (str(year), *(self.marked(series.at(year), series, comparison) for series in columns))
                for year in years
            ),
            widths=(0.1, *(min(0.9 / len(columns), 0.2) for _ in columns)),
            numeric=(False, *(True for _ in columns)),
        )


def _ends(years: tuple[int | None, ...]) -> tuple[int, int]:
    known = [year for year in years if year is not None]
    return known[0], known[-1]
