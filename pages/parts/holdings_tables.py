"""The tables of *Aineisto*: by source, by producer, by file, and what checks have found."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hvk_data import catalogue
from hvk_data.language import format_date, format_number, format_year_range
from hvk_data.language.numbers import MISSING
from hvk_data.queries.holdings import Holdings, SourceHoldings
from pages.parts import messages
from pages.parts.frame import Frame


def by_source(frame: Frame, held: Holdings) -> None:
    """A column a source, a row a fact: so it fits a phone."""
    facts = ("listed", "fetched", "fetched_dates", "shipped", "vintage", "years")
    columns = {frame.t(f"data.source_{of.source}"): _facts(frame, of) for of in held.sources}
    st.table(pd.DataFrame(columns, index=[frame.t(f"data.fact_{fact}") for fact in facts]))


def _facts(frame: Frame, of: SourceHoldings) -> list[str]:
    def number(n: int) -> str:
        return format_number(n, 0, frame.language)

    years = format_year_range(of.first_year, of.last_year) if of.first_year and of.last_year else MISSING
    return [
        number(of.listed),
        number(of.fetched),
        _dates(frame, [of.first_fetched, of.last_fetched]),
        number(of.shipped),
        _dates(frame, [of.oldest_vintage, of.newest_vintage]),
        years,
    ]


def _dates(frame: Frame, days: Sequence[object]) -> str:
    written = [format_date(day, frame.language) for day in days if day]
    return "–".join(dict.fromkeys(written)) or MISSING


def producers(frame: Frame, held: Holdings) -> None:
    """Who has produced the figures, and how many indicators of each there are."""
    counted: Counter[str] = Counter()
    for name, n in held.producers:
        counted[name.in_(frame.language)] += n
    said = [frame.t("data.producer", name=messages.plain(name), n=n) for name, n in counted.most_common()]
    st.markdown("\n".join(f"- {line}" for line in said))


def sources(frame: Frame) -> None:
    """Every file that ships: source, licence, what was changed in it."""
    files = catalogue.sources()
    with _closed(frame.t("data.files", n=len(files)), "data_files") as expander:
        if expander.open:
            for one in files:
                source, changes = (messages.plain(t.in_(frame.language)) for t in (one.source, one.changes))
                st.markdown(f"**{messages.plain(one.file)}** · {one.licence}  \n{source}. {changes}")


def rate_checks(frame: Frame, held: Holdings) -> None:
    """Which denominators reproduce published figures, which do not, and which cannot be checked."""
    if not held.rate_checks:
        return
    with _closed(frame.t("data.rates", n=len(held.rate_checks)), "data_rates") as expander:
        if expander.open:
            st.markdown(frame.t("data.rates_about"))
            checks = held.rate_checks
            st.dataframe(
                pd.DataFrame(
                    {
                        frame.t("data.indicator"): [_title(frame, one.indicator) for one in checks],
                        frame.t("data.denominator"): [_denominator(frame, one.denominator) for one in checks],
                        frame.t("data.verdict"): [frame.t(f"data.verdict_{one.verdict}") for one in checks],
                        frame.t("data.n_checked"): [one.n_checked for one in checks],
                        frame.t("data.max_error"): [
                            format_number(one.max_error, 3, frame.language) for one in checks
                        ],
                        frame.t("data.n_computed"): [one.n_computed for one in checks],
                    }
                ),
                hide_index=True,
                alt=frame.t("data.rates", n=len(checks)),
            )


def mismatched(frame: Frame, held: Holdings) -> None:
    """Ids that a source lists under another title than the one that the lists know."""
    if not held.mismatched:
        st.caption(frame.t("data.no_mismatches"))
        return
    with _closed(frame.t("data.mismatches", n=len(held.mismatched)), "data_mismatches") as expander:
        if expander.open:
            st.markdown(frame.t("data.mismatches_about"))
            rows = held.mismatched
            columns = ([one.id for one in rows], [one.ours for one in rows], [one.theirs for one in rows])
            names = (frame.t("data.id"), frame.t("data.ours"), frame.t("data.theirs"))
            st.dataframe(pd.DataFrame(dict(zip(names, columns, strict=True))), hide_index=True)


def dropped(frame: Frame, held: Holdings) -> None:
    """Rows that were left out of the store, and why."""
    if not held.dropped:
        st.caption(frame.t("data.none_dropped"))
        return
    with _closed(frame.t("data.dropped", n=len(held.dropped)), "data_dropped") as expander:
        if expander.open:
            rows = held.dropped
            columns = (
                [_title(frame, id_) for id_, _, _ in rows],
                [frame.t(f"data.dropped_{reason}") for _, reason, _ in rows],
                [n for _, _, n in rows],
            )
            names = (frame.t("data.indicator"), frame.t("data.why"), frame.t("data.rows"))
            st.dataframe(pd.DataFrame(dict(zip(names, columns, strict=True))), hide_index=True)


def _closed(heading: str, key: str) -> DeltaGenerator:
    """A closed heading whose content is asked for when it is opened."""
    return st.expander(heading, key=key, on_change="rerun")


def _title(frame: Frame, id_: str) -> str:
    known = frame.known.indicators.get(id_)
    return f"{known.title.in_(frame.language)} ({id_})" if known else id_


def _denominator(frame: Frame, expression: str) -> str:
    return " + ".join(_title(frame, id_.strip()) for id_ in expression.split("+"))
