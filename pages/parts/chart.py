"""Charts on screen: what it says, the chart, what must be known to read it. A table stands beside each."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from hvk_data.charts import AgeShares, Chart, population_picture
from hvk_data.language import format_number
from hvk_data.queries.population import SINGLE_YEARS, Ages
from pages.parts import messages, provenance
from pages.parts.frame import Frame


def title(chart: Chart) -> None:
    """The takeaway, for something to stand between it and the chart."""
    st.markdown(f"**{messages.plain(chart.title)}**")


def draw(chart: Chart, *, heading: bool = True) -> None:
    """The chart under its takeaway, with its notes below."""
    if heading:
        title(chart)
    st.vega_lite_chart(pd.DataFrame(chart.rows), chart.spec, theme=None, alt=chart.alt)
    for note in chart.notes:
        st.caption(messages.plain(note))


def population(frame: Frame, ages: Ages) -> None:
    """Children by single years of age, own against the whole country."""
    name = ages.beside.name
    picture = population_picture(
        AgeShares(frame.own_name, dict(ages.shares)),
        AgeShares(name.in_(frame.language), dict(ages.beside_shares)),
        ages.year,
        frame.language,
        theme=frame.theme,
    )
    st.header(frame.t("start.children"))
    draw(picture)
    with st.expander(frame.t("chart.as_table"), key="children_table", on_change="rerun") as expander:
        if expander.open:
            columns = {
                frame.t("start.age"): list(ages.counts),
                frame.own_name: _written(ages.counts, 0, frame),
                f"{frame.own_name}, %": _written(ages.shares, 2, frame),
                f"{name.in_(frame.language)}, %": _written(ages.beside_shares, 2, frame),
            }
            st.dataframe(pd.DataFrame(columns), hide_index=True, alt=frame.t("chart.as_table"))
    provenance.sources(frame, [frame.known.indicator(next(iter(SINGLE_YEARS)))])


def _written(numbers: Mapping[int, float], decimals: int, frame: Frame) -> list[str]:
    return [format_number(number, decimals, frame.language) for number in numbers.values()]
