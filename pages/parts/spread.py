"""The municipalities behind the region's figure, the own one marked."""

import pandas as pd
import streamlit as st

from hvk_data import charts
from hvk_data.charts import Measure, Spot
from hvk_data.figures import Comparison
from hvk_data.language import format_number
from hvk_data.queries.index import Indicator
from hvk_data.queries.spread import Spread, spread
from pages.parts import chart, messages
from pages.parts.frame import Frame


def show(frame: Frame, indicator: Indicator, comparison: Comparison) -> None:
    """The spread of the municipality's latest year, as dots and as a table."""
    latest = comparison.own.latest
    assert latest is not None
    found = spread(frame.reader, frame.areas.own.code, indicator.id, latest.year, comparison.sex)
    if len(found.members) < 2:
        return
    st.header(
        frame.t("spread.heading", area=messages.plain(found.region.name.in_(frame.language)), year=found.year)
    )
    spots = [Spot(member.code, member.name.in_(frame.language), member.value) for member in found.members]
    own = next((spot for spot in spots if spot.code == frame.areas.own.code), None)
    if own:
        measure = Measure(indicator.title, indicator.unit, indicator.decimals, found.year)
        chart.draw(charts.spread(spots, own, found.median, measure, frame.language, theme=frame.theme))
    _as_table(frame, indicator, found)
    missing = found.size - len(found.members)
    if missing:
        st.caption(frame.t("spread.missing", n=missing, size=found.size))


def _as_table(frame: Frame, indicator: Indicator, found: Spread) -> None:
    with st.expander(frame.t("chart.as_table"), key="spread_table", on_change="rerun") as expander:
        if expander.open:
            st.dataframe(
                pd.DataFrame(
                    {
                        frame.t("frame.municipality"): [m.name.in_(frame.language) for m in found.members],
                        f"{found.year}": [
                            format_number(m.value, indicator.decimals, frame.language) for m in found.members
                        ],
                    }
                ),
                hide_index=True,
            )
