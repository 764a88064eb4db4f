"""What updates have changed: for the municipality on screen first, then everywhere, area by area."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from hvk_data.paths import home
from hvk_data.store.bronze import Bronze
from hvk_data.sync.accounts import Account, accounts, area_changes
from hvk_data.sync.telling import Teller, Told
from pages.parts import messages
from pages.parts.frame import Frame

_FIRST = 6
_LINES = 30


def show(frame: Frame) -> None:
    """The newest account, and a choice of the earlier ones; nothing before the first."""
    found = {account.number: account for account in accounts(home())}
    if not found:
        return
    st.header(frame.t("updates.changed"))
    decimals = {id_: one.decimals for id_, one in frame.known.indicators.items()}
    teller = Teller(Bronze(home() / "bronze"), frame.language, decimals)
    account = _chosen(frame, found, teller)
    if frame.place.municipality is not None:
        _here(frame, account, teller)
    else:
        _list(messages.plain(line) for line in teller.first(account))
    with st.expander(frame.t("updates.everywhere"), key="updates_all", on_change="rerun") as expander:
        if expander.open:
            _everywhere(frame, account, teller)


def _chosen(frame: Frame, found: dict[int, Account], teller: Teller) -> Account:
    """The newest account until another is chosen; two of one minute are told apart by their numbers."""
    headings = {number: teller.heading(account) for number, account in found.items()}
    often = Counter(headings.values())
    if len(found) == 1:
        st.markdown(f"**{headings[max(found)]}**")
        return found[max(found)]
    number = st.selectbox(
        frame.t("updates.which"),
        list(found),
        # A new account begins a new choice.
        key=f"updates_which_{max(found)}",
        format_func=lambda one: headings[one] if often[headings[one]] == 1 else f"{headings[one]} ({one})",
        width=460,
    )
    return found[number]


def _here(frame: Frame, account: Account, teller: Teller) -> None:
    """What has changed for the municipality on screen: what was revised before what is only new."""
    shares = area_changes(home(), account, frame.areas.own.id)
    told = sorted(teller.of_area(account, shares), key=lambda one: not shares[one.indicator][0].revised)
    first, area = teller.first(account), messages.plain(frame.own_name)
    _list(messages.plain(line) for line in first)
    if not told:
        if not first:
            st.markdown(frame.t("updates.nothing_here", area=area))
        return
    st.markdown(f"**{frame.t('updates.here', area=area, n=len(told))}**")
    for one in told[:_FIRST]:
        _one(frame, one)
    rest = told[_FIRST:]
    if rest:
        with st.expander(frame.t("updates.more", n=len(rest)), key="updates_more", on_change="rerun") as more:
            if more.open:
                _lines(frame, [str(one) for one in rest], f"updates_here_{account.number}")


def _one(frame: Frame, told: Told) -> None:
    """An indicator, with the way to it, and what has changed in it."""
    with st.container(gap="xxsmall"):
        if told.indicator in frame.known.indicators:
            title = messages.plain(told.title)
            frame.link("indikaattori", title, icon=":material/show_chart:", indicator=told.indicator)
        else:
            st.markdown(messages.plain(told.title))
        said = "; ".join(told.statements)
        st.caption(messages.plain(f"{said[:1].upper()}{said[1:]}"))


def _everywhere(frame: Frame, account: Account, teller: Teller) -> None:
    lines = [account.error.message(frame.language)] if account.error else []
    lines += teller.whole(account)
    lines += [str(told) for told in teller.changes(account)]
    lines += [
        frame.t(f"updates.label_{held.doubt.reason}", title=held.title.in_(frame.language))
        for held in account.held
    ]
    lines += [f"{one.indicator}: {one.error.message(frame.language)}" for one in account.failed]
    _lines(frame, lines, f"updates_lines_{account.number}")
    _by_area(frame, account, teller)


def _by_area(frame: Frame, account: Account, teller: Teller) -> None:
    """The areas of one indicator, chosen from those whose figures have changed."""
    changes = {
        change.indicator: change
        for change in account.changes
        if change.revision or change.new_figures or change.gone_figures
    }
    if not changes:
        return
    chosen = st.selectbox(
        frame.t("updates.areas_of"),
        list(changes),
        index=None,
        key=f"updates_areas_{account.number}",
        format_func=lambda id_: f"{changes[id_].title.in_(frame.language)} ({id_})",
        placeholder=frame.t("updates.areas_placeholder"),
    )
    if chosen is None:
        return
    shares = area_changes(home(), account, indicator=chosen)
    rows = teller.by_area(shares.get(chosen, ()))
    columns: dict[str, Sequence[object]] = {
        "area": [name for name, _ in rows],
        "revised": [one.revised for _, one in rows],
        "new": [one.new for _, one in rows],
        "gone": [one.gone for _, one in rows],
        "largest": [teller.moved(changes[chosen], one.largest) for _, one in rows],
    }
    st.dataframe(
        pd.DataFrame({frame.t(f"updates.{name}"): column for name, column in columns.items()}),
        hide_index=True,
        alt=frame.t("updates.areas_of"),
    )


def _lines(frame: Frame, lines: list[str], key: str) -> None:
    """The first of them, and the rest when they are asked for: there may be thousands."""
    rest = 0 if st.session_state.get(key) else len(lines) - _LINES
    _list(messages.plain(line) for line in (lines[:_LINES] if rest > 0 else lines))
    if rest > 0 and st.button(
        frame.t("updates.show_all", n=rest), key=f"{key}_all", icon=":material/expand_more:"
    ):
        st.session_state[key] = True
        st.rerun()


def _list(lines: Iterable[str]) -> None:
    said = "\n".join(f"- {line}" for line in lines)
    if said:
        st.markdown(said)
