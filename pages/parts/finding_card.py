"""One finding of a draft: the sentence, the figures as they were when it was picked, where it belongs."""

import json

import pandas as pd
import streamlit as st

from hvk_data import charts
from hvk_data.citation import source_line
from hvk_data.figures import Comparison
from hvk_data.findings import Finding, News
from hvk_data.language import format_date, format_year_range
from pages import _place
from pages.parts import chart, figures_table, finding_controls, messages, revised, signs, written
from pages.parts.frame import Frame

SENTENCE = "finding_sentence_"
CARD = "finding_"
_YEARS = 2
_TABLE_WIDTH = 560


def show(frame: Frame, finding: Finding, news: News | None, *, first: bool, last: bool) -> str:
    """The card; gives the key of its sentence's field. ``first`` and ``last`` are of its chapter."""
    comparison = finding.comparison
    with st.container(border=True, gap="small", key=f"{CARD}{finding.id}"):
        st.subheader(title(frame, comparison), anchor=False)
        revised.show(frame, finding, news)
        key = f"{SENTENCE}{finding.draft}_{finding.id}"
        written.field(
            frame,
            key,
            frame.t("pick.sentence"),
            finding.sentence,
            finding.version,
            lambda words, version: (
                frame.findings.edit(
                    finding.id, finding.draft, sentence=words, expected_version=version
                ).version
            ),
            saved_at=finding.edited_at,
        )
        _figures(frame, finding)
        _origin(frame, finding)
        finding_controls.show(frame, finding, title(frame, comparison), first=first, last=last)
    return key


def go_to(frame: Frame) -> None:
    """Where a finding was asked for, once: its card comes into sight, and the keyboard into its sentence."""
    if frame.place.finding is None:
        return
    card = json.dumps(f".st-key-{CARD}{frame.place.finding}")
    show = 'card?.scrollIntoView(); card?.querySelector("textarea")?.focus({preventScroll: true});'
    script = f"(() => {{ const card = document.querySelector({card}); {show} }})();"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    _place.go(finding=None)


def title(frame: Frame, comparison: Comparison) -> str:
    """:func:`name` as Markdown shows it plainly."""
    return messages.plain(name(frame, comparison))


def name(frame: Frame, comparison: Comparison) -> str:
    """The indicator's title, and the sex where it is not the total."""
    said = comparison.title.in_(frame.language)
    return said if comparison.sex == "total" else frame.t(f"report.sex_{comparison.sex}", title=said)


def level(frame: Frame, comparison: Comparison) -> str:
    """The municipality's latest figure with its year; as Markdown shows it plainly."""
    latest = comparison.own.latest
    if latest is None:
        return messages.plain(charts.headline(comparison, frame.language))
    value = figures_table.written(latest, comparison.decimals, frame.language)
    unit = comparison.unit.in_(frame.language)
    return messages.plain(f"{value} {unit} ({latest.year})")


def _figures(frame: Frame, finding: Finding) -> None:
    """The small line and the latest years in a row; the whole chart when it is asked for."""
    comparison = finding.comparison
    signs.show(frame, comparison)
    picture = charts.sparkline(comparison, frame.language, theme=frame.theme)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(picture.svg, width=160, alt=picture.alt)
        # Wide enough to stand whole: beside the line where there is room, under it on a phone.
        with st.container(width=_TABLE_WIDTH):
            _latest_years(frame, comparison, picture.alt)
    with st.expander(frame.t("findings_page.chart"), key=f"chart_{finding.id}", on_change="rerun") as opened:
        if opened.open and comparison.own.latest:
            chart.draw(charts.time_series(comparison, frame.language, theme=frame.theme))
            figures_table.show(frame, comparison, key=f"figures_{finding.id}")


def _latest_years(frame: Frame, comparison: Comparison, alt: str) -> None:
    """Areas down, the municipality's last years across, marked as in every table; then who has none."""
    years = [point.year for point in comparison.own.points if point.value is not None][-_YEARS:]
    if not years:
        return
    own, *others = comparison.series
    told = [one for one in others if one.valued_in(years)]
    unit = comparison.unit.in_(frame.language)
    columns = {
        messages.plain(unit or frame.t("report.column_area")): [
            messages.plain(series.name.in_(frame.language)) for series in (own, *told)
        ]
    }
    for year in years:
        columns[str(year)] = [
            messages.plain(figures_table.written(series.at(year), comparison.decimals, frame.language))
            for series in (own, *told)
        ]
    st.table(pd.DataFrame(columns), border="horizontal", hide_index=True, alt=alt)
    silent = [series.name.in_(frame.language) for series in others if not series.valued_in(years)]
    if silent:
        span = format_year_range(years[0], years[-1])
        said = frame.t("report.note_silent", years=span, areas=", ".join(silent))
        st.caption(messages.plain(said))


def _origin(frame: Frame, finding: Finding) -> None:
    comparison = finding.comparison
    source = source_line(comparison.origin, comparison.indicator, frame.language)
    day = format_date(finding.picked_at, frame.language)
    kept = frame.t("findings_page.kept", date=day, generation=comparison.generation)
    st.caption(messages.plain(f"{source} · {kept}"))
