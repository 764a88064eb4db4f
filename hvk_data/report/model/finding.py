"""A finding as a block: its title, what it says, its chart, its table and what must be said of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from hvk_data.charts.own_scale import on_own_scale
from hvk_data.citation import citation
from hvk_data.figures import Certainty, Comparison, Point, Role, Series
from hvk_data.findings import Finding
from hvk_data.language import Language, format_date, format_number, format_year_range, text
from hvk_data.report.model.blocks import Caption, Chart, ChartSeries, FindingBlock, Remark, Table
from hvk_data.report.model.signs import Read
from hvk_data.report.model.words import one_line, paragraphs

RECENT_YEARS = 6
"""How many years a table among the text has; all the others are in the annex."""

MEDIANS: tuple[Role, ...] = ("median_region", "median_country")
_MARKS: dict[Certainty, str] = {"published": "", "computed": "*", "estimate": "~"}


def axis_values(comparison: Comparison) -> tuple[int | None, ...]:
    """The years a chart shows: all from the first value to the last, None where a break cuts a line."""
    valued = valued_years(comparison.series)
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


def valued_years(series: Iterable[Series]) -> list[int]:
    return sorted({point.year for one in series for point in one.points if point.value is not None})


class FindingBuilder:
    """Builds findings in one language; keeps count of the document's charts and tables."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.charts = 0
        self.tables = 0

    def words(self, key: str, **values: object) -> str:
        return text(self.language, f"report.{key}", **values)

    def number(self, value: float | None, comparison: Comparison) -> str:
        return format_number(value, comparison.decimals, self.language)

    def day(self, moment: date | datetime | None) -> str:
        return format_date(moment, self.language) if moment else ""

    def next_table(self, said: str) -> Caption:
        """The caption of the document's next table."""
        self.tables += 1
        return Caption(self.words("table_label"), self.tables, said)

    def finding(
        self, number: int, finding: Finding, read: Read, remarks: tuple[Remark, ...] = ()
    ) -> FindingBlock:
        """The block of ``finding``, ``number``-th in the document, with what its figures ``read``."""
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
            signs=read.signs,
            judged=read.said,
            reservation=read.reservation,
            remarks=remarks,
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
        return "published" if series.role in MEDIANS and point.certainty == "computed" else point.certainty

    def chart(self, comparison: Comparison, title: str, takeaway: str) -> Chart | None:
        """The document's next chart; None where no area has a figure.

        Numbers of people are drawn without larger areas, as on screen; a note tells where those are.
        """
        shown = on_own_scale(comparison)
        years = axis_values(shown)
        if not years:
            return None
        drawn = [series for series in shown.series if series.latest is not None]
        alone = text(self.language, "own_scale.note") if _only_in_the_table(comparison) else ""
        kind: Literal["line", "column"] = "line" if len(years) > 1 else "column"
        self.charts += 1
        span = format_year_range(*_ends(years))
        said = self.words(
            f"alt_{kind}", title=self.with_unit(comparison, title), years=span, takeaway=takeaway
        )
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
            alt=f"{said} {alone}".strip(),
            comparison=comparison,
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
        """The latest years of each area that has a figure in them; the notes name the others."""
        years = _recent_years(comparison)
        rows = tuple(
            (self.name(series, years), *(self.marked(series.at(year), series, comparison) for year in years))
            for series in comparison.series
            if series is comparison.own or series.valued_in(years)
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
        return self.next_table(self.words(key, title=self.with_unit(comparison, title), years=span))

    def finding_notes(self, comparison: Comparison, chart: Chart | None) -> tuple[str, ...]:
        if chart is None:
            return (self.words("no_figures"),)
        found = self.certainties(comparison.series)
        notes = []
        years = _recent_years(comparison)
        silent = [self.name(one) for one in comparison.series[1:] if not one.valued_in(years)]
        if silent:
            span = format_year_range(years[0], years[-1])
            notes.append(self.words("note_silent", years=span, areas=", ".join(silent)))
        if _only_in_the_table(comparison):
            notes.append(text(self.language, "own_scale.note"))
        if "computed" in found:
            notes.append(self.words("note_computed"))
        if "estimate" in found:
            notes.append(self.words("note_estimate"))
        if any(set(drawn.certainties) - {"published"} for drawn in chart.series):
            notes.append(self.words(f"note_mark_{chart.kind}"))
        if any(series.role in MEDIANS for series in comparison.series):
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


def _recent_years(comparison: Comparison) -> list[int]:
    """The years of a table among the text: the municipality's latest; those of others where it has none."""
    return (valued_years([comparison.own]) or valued_years(comparison.series))[-RECENT_YEARS:]


def _only_in_the_table(comparison: Comparison) -> bool:
    """Whether the table has figures of areas that the chart is drawn without."""
    drawn = {(one.level, one.code) for one in on_own_scale(comparison).series}
    years = _recent_years(comparison)
    return any((one.level, one.code) not in drawn and one.valued_in(years) for one in comparison.series)


def _ends(years: tuple[int | None, ...]) -> tuple[int, int]:
    known = [year for year in years if year is not None]
    return known[0], known[-1]
