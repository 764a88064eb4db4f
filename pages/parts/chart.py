"""Charts on screen: what it says, the chart, what must be known to read it. A table stands beside each."""

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
    with st.expander(frame.t("chart.as_table")):
        st.dataframe(
            pd.DataFrame(
                {
                    frame.t("start.age"): list(ages.counts),
                    frame.own_name: [format_number(n, 0, frame.language) for n in ages.counts.values()],
                    f"{frame.own_name}, %": [
                        format_number(n, 2, frame.language) for n in ages.shares.values()
                    ],
                    f"{name.in_(frame.language)}, %": [
                        format_number(n, 2, frame.language) for n in ages.beside_shares.values()
                    ],
                }
            ),
            hide_index=True,
        )
    provenance.sources(frame, [frame.known.indicator(next(iter(SINGLE_YEARS)))])
