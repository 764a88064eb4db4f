"""What is behind the signs of a judgement, in words that a councillor understands."""

import streamlit as st

from hvk_data.figures import Comparison
from hvk_data.language import format_number, format_with_unit
from hvk_data.queries.measures import measure_of
from hvk_data.statistics import Gauge, Judgement, Level, people_of
from pages.parts import messages, suggestion_words
from pages.parts.frame import Frame


def show(frame: Frame, judgement: Judgement, comparison: Comparison) -> None:
    """Why each sign is what it is, the figures behind it, and how signs are read."""
    level, change = judgement.level, judgement.change
    st.markdown(frame.t("signs.about_level", why=level.certainty.why(frame.language)))
    for said in _figures_of(frame, level, judgement, comparison):
        st.markdown(messages.plain(said))
    measure = measure_of(frame.known.indicator(comparison.indicator))
    found = people_of(comparison, measure, judgement.year, level)
    if not isinstance(found, str) and level.against is not None:
        st.markdown(suggestion_words.people_line(frame, found, level.against.name.in_(frame.language)))
    st.markdown(frame.t("signs.about_change", why=change.certainty.why(frame.language)))
    if change.gauge is not None and change.sign == "unclear":
        st.markdown(_gauge(frame, change.gauge, judgement.year))
    how_to_read(frame)


def how_to_read(frame: Frame) -> None:
    """What the three signs tell, and the way to where the figures come from."""
    st.caption(frame.t("signs.how_to_read"))
    st.caption(frame.t("signs.tiers"))
    # Something to stop at: where the words do not fit, a keyboard scrolls to it.
    frame.link("aineisto", frame.t("signs.more"), icon=":material/fact_check:")


def _figures_of(frame: Frame, level: Level, judgement: Judgement, comparison: Comparison) -> list[str]:
    said = []
    if level.position is not None:
        percent = format_number(float(level.position.percentile), 0, frame.language)
        said.append(frame.t("signs.position", year=judgement.year, percent=percent, n=level.position.n))
    if level.counts is not None:
        key = "signs.counts_three" if level.counts.three_years else "signs.counts"
        cases, people = (
            format_number(n, 0, frame.language) for n in (level.counts.cases, level.counts.people)
        )
        said.append(frame.t(key, cases=cases, people=people))
    if level.interval is not None:
        low = format_number(level.interval.low, comparison.decimals, frame.language)
        high = format_with_unit(level.interval.high, comparison.decimals, comparison.unit, frame.language)
        said.append(frame.t("signs.interval", low=low, high=high))
    return said


def _gauge(frame: Frame, gauge: Gauge, year: int | None) -> str:
    key = "signs.gauge" if gauge.fall is not None else "signs.gauge_rise"
    return frame.t(key, year=year, count=gauge.count, rise=gauge.rise, fall=gauge.fall)
