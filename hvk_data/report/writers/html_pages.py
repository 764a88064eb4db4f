"""The start page and the indicator page of a municipality, to be printed."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from hvk_data import areas, catalogue
from hvk_data.charts import sparkline, takeaway, time_series
from hvk_data.charts.paper import paper_lines
from hvk_data.citation import citation, source_line
from hvk_data.figures import Certainty, Comparison, Point
from hvk_data.language import Language, format_date, format_number, format_with_unit, text
from hvk_data.queries.cards import Alongside, Card, cards
from hvk_data.queries.index import index
from hvk_data.queries.shown import shown
from hvk_data.report.writers.html import element, figure, listed, table, whole
from hvk_data.store.reader import Reader

_MARKS: dict[Certainty, str] = {"published": "", "computed": "\u202f*", "estimate": "\u202f~"}


def indicator_page(
    reader: Reader,
    municipality: str,
    indicator: str,
    against: Iterable[str],
    sex: str,
    language: Language,
    *,
    back: str,
    written_at: datetime,
) -> str:
    """One indicator over time: what it says, the chart, all figures, the source.

    Raises UnknownArea and UnknownIndicator.
    """
    found = index(reader).indicator(indicator)
    comparison = shown(reader, municipality, indicator, tuple(against), sex)  # type: ignore[arg-type]
    parts = [element("p", takeaway(comparison, language), "lead")]
    parts.append(element("p", text(language, f"indicator.{found.direction}")))
    picture = paper_lines(comparison, language)
    if picture:
        parts.append(figure(picture.svg))
        parts += [element("p", note, "quiet") for note in time_series(comparison, language).notes]
        parts.append(_figures(comparison, language))
        parts.append(element("p", text(language, "chart.table_marks"), "quiet"))
    cited = citation(comparison.origin, indicator, comparison.title, language)
    parts += [element("h2", text(language, "print.source")), element("p", cited, "source")]
    title = comparison.title.in_(language)
    if sex != "total":
        title = text(language, f"report.sex_{sex}", title=title)
    return whole(
        title, _subtitle(comparison.own.name.in_(language), language, written_at), parts, language,
        back=back, written_at=written_at,
    )  # fmt: skip


def _subtitle(municipality: str, language: Language, written_at: datetime) -> str:
    return f"{municipality} · {format_date(written_at, language)}"


def _figures(comparison: Comparison, language: Language) -> str:
    years = sorted({point.year for series in comparison.series for point in series.points}, reverse=True)
    names = [series.name.in_(language) for series in comparison.series]
    rows = [
        [str(year), *(_written(series.at(year), comparison, language) for series in comparison.series)]
        for year in years
    ]
    unit = comparison.unit.in_(language)
    caption = f"{comparison.title.in_(language)}{f' ({unit})' if unit else ''}"
    return table(caption, [text(language, "chart.year"), *names], rows, [False, *(True for _ in names)])


def _written(point: Point | None, comparison: Comparison, language: Language) -> str:
    if point is None or point.value is None:
        return format_number(None, comparison.decimals, language)
    mark = "" if point.n is not None else _MARKS[point.certainty]
    return format_number(point.value, comparison.decimals, language) + mark


def start_page(
    reader: Reader, municipality: str, language: Language, *, back: str, written_at: datetime
) -> str:
    """The municipality at a glance: the core indicators by theme. Raises UnknownArea."""
    known = index(reader)
    own = known.municipality(municipality)
    curated = catalogue.load()
    core = curated.current_core({id_: one.last_year or 0 for id_, one in known.indicators.items()})
    found = cards(reader, municipality, [one.id for one in core])
    grouping = areas.grouping_name(areas.municipalities()[municipality], language)
    parts = [element("p", f"{own.home.name.in_(language)} · {grouping}", "lead")]
    for theme in curated.themes.values():
        members = [found[one.id] for one in core if one.theme.code == theme.code and one.id in found]
        if members:
            parts.append(element("h2", theme.name.in_(language)))
            parts.append(_cards(theme.name.in_(language), members, language))
    parts.append(element("p", text(language, "chart.table_marks"), "quiet"))
    sources = [source_line(card.indicator.origin, card.indicator.id, language) for card in found.values()]
    parts += [element("h2", text(language, "print.sources")), listed(dict.fromkeys(sources), "sources")]
    name = own.own.name.in_(language)
    subtitle = f"{text(language, 'frame.product')} · {format_date(written_at, language)}"
    return whole(name, subtitle, parts, language, back=back, written_at=written_at)


def _cards(theme: str, members: Iterable[Card], language: Language) -> str:
    names = ("indicator", "figure", "course", "beside")
    head = "".join(f'<th scope="col">{escape(text(language, f"print.{name}"))}</th>' for name in names)
    rows = []
    for card in members:
        unit = card.indicator.unit
        value = format_with_unit(card.value, card.indicator.decimals, unit, language)
        value += f"{_MARKS[card.certainty]} ({card.year})"
        rows.append(
            f'<tr><th scope="row">{escape(card.indicator.title.in_(language))}</th>'
            f"<td>{escape(value)}</td>"
            f"<td>{sparkline(card.comparison, language, theme='print').svg}</td>"
            f"<td>{escape(_beside(card, card.alongside, language) if card.alongside else '–')}</td></tr>"
        )
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(theme)}"><table class="cards">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _beside(card: Card, beside: Alongside, language: Language) -> str:
    value = format_with_unit(beside.value, card.indicator.decimals, card.indicator.unit, language)
    name = beside.region.name.in_(language)
    if beside.beside == "area":
        return f"{name} {value}{_MARKS[beside.certainty]}"
    return text(language, f"card.{beside.beside}", area=name, value=value, n=beside.n)
