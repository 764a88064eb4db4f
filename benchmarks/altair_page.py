"""The charts of *Indikaattori* as an ordinary Streamlit page: Altair builds them on each rerun.

The yardstick of ``benchmarks.load``: the same figures by the same questions of the store, the same choice
of municipality, and of the page nothing besides.
"""

import altair as alt
import pandas as pd
import streamlit as st

from hvk_data.figures import Comparison
from hvk_data.paths import home
from hvk_data.queries.compare import compare, with_needed_median
from hvk_data.queries.index import index
from hvk_data.queries.spread import Spread, spread
from hvk_data.store import Reader, open_store

INDICATOR = "181"
START = "Tampere"


def lines(comparison: Comparison) -> alt.LayerChart:
    """Areas over years, the own one strong, each with its name at its end."""
    frame = pd.DataFrame(
        {"area": series.name.fi, "own": series.role == "own", "year": point.year, "value": point.value}
        for series in comparison.series
        for point in series.points
    )
    base = alt.Chart(frame).encode(
        x=alt.X("year:Q", axis=alt.Axis(format="d", title=None)),
        y=alt.Y("value:Q", title=comparison.unit.fi),
        color=alt.Color("area:N", legend=None),
        strokeWidth=alt.condition("datum.own", alt.value(3), alt.value(1.5)),
        tooltip=[alt.Tooltip("area:N"), alt.Tooltip("year:Q"), alt.Tooltip("value:Q", format=".1f")],
    )
    names = (
        base.transform_filter("isValid(datum.value)")
        .transform_window(rank="rank()", sort=[alt.SortField("year", order="descending")], groupby=["area"])
        .transform_filter("datum.rank == 1")
        .mark_text(align="left", dx=6)
        .encode(text="area:N")
    )
    return (base.mark_line() + base.mark_point(filled=True) + names).properties(height=300)


def dots(found: Spread, own: str) -> alt.LayerChart:
    """The municipalities of the region by their figure, the own one marked, with their median."""
    frame = pd.DataFrame(
        {"name": [one.name.fi for one in found.members], "value": [one.value for one in found.members]}
    )
    base = alt.Chart(frame).encode(
        x=alt.X("value:Q"), tooltip=["name:N", alt.Tooltip("value:Q", format=".1f")]
    )
    mine = base.transform_filter(alt.datum.name == own)
    median = alt.Chart(frame).mark_rule(strokeDash=[4, 4]).encode(x="median(value):Q")
    return (
        base.mark_circle(opacity=0.5)
        + median
        + mine.mark_circle(size=160)
        + mine.mark_text(dy=-14).encode(text="name:N")
    ).properties(height=120)


def page(reader: Reader) -> None:
    """The choice of a municipality, and both charts of it."""
    known = index(reader)
    names = {areas.own.name.fi: code for code, areas in known.municipalities.items()}
    listed = sorted(names)
    name = st.selectbox("Kunta", listed, index=listed.index(START))
    comparison = with_needed_median(reader, names[name], compare(reader, names[name], INDICATOR))
    latest = comparison.own.latest
    assert latest is not None
    st.title(comparison.title.fi)
    st.markdown(f"**{name}, {latest.year}**")
    st.altair_chart(lines(comparison))
    found = spread(reader, names[name], INDICATOR, latest.year)
    st.altair_chart(dots(found, name))


if __name__ == "__main__":
    page(open_store(home()).reader())
