"""Figures that wait to be accepted: why, the old beside the new, and taking them into use."""

import pandas as pd
import streamlit as st

from hvk_data.citation import indicator_page
from hvk_data.language import UserError, format_date, format_number
from hvk_data.paths import home
from hvk_data.store.bronze import Bronze
from hvk_data.sync.accepting import accept
from hvk_data.sync.holding import Held, Holding
from hvk_data.sync.telling import Teller
from hvk_data.sync.waiting import Beside, beside, would_change
from pages.parts import drafts, messages
from pages.parts.frame import Frame

_ACCEPTED = "updates_accepted"


def show(frame: Frame) -> None:
    """All that waits, each closed until it is looked at; nothing where nothing waits."""
    done = st.session_state.pop(_ACCEPTED, None)
    if done is not None:
        titles, generation = done
        said = frame.t("updates.accepted", titles=messages.plain(titles), generation=generation)
        st.success(said, icon=":material/check:")
    waiting = Holding(home()).all()
    if not waiting:
        return
    st.header(frame.t("updates.waiting", n=len(waiting)))
    st.markdown(frame.t("updates.waiting_about"))
    for held in waiting:
        label = frame.t(f"updates.label_{held.doubt.reason}", title=messages.plain(_title(frame, held)))
        with st.expander(
            label, expanded=len(waiting) == 1, key=f"waiting_{held.indicator}", on_change="rerun"
        ) as expander:
            if expander.open:
                _one(frame, held)
    if not drafts.own_machine():
        st.info(frame.t("updates.accept_by_operator"), icon=":material/lock:")
        st.code("python -m hvk_data accept --indicator all", language=None, wrap_lines=True)
    elif len(waiting) > 1:
        _accept_all(frame, waiting)


def _one(frame: Frame, held: Held) -> None:
    doubt, language = held.doubt, frame.language
    unbounded = doubt.reason == "jumped" and doubt.factor is None
    st.markdown(
        frame.t(
            f"updates.why_{doubt.reason}{'_unbounded' if unbounded else ''}",
            date=format_date(held.held_at, language),
            before=format_number(doubt.before, 0, language),
            after=format_number(doubt.after, 0, language),
            lost=format_number(doubt.lost, 0, language),
            change=format_number((doubt.factor - 1) * 100, 1, language) if doubt.factor else "",
        )
    )
    teller = Teller(Bronze(home() / "bronze"), language)
    _figures(frame, held, teller)
    if frame.place.municipality is not None:
        st.markdown(messages.plain(_here(frame, held, teller)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if drafts.own_machine():
            word = "accept_empty" if doubt.reason == "empty" else "accept"
            label = frame.t(f"updates.{word}")
            if st.button(label, key=f"accept_{held.indicator}", type="primary", icon=":material/check:"):
                _accept(frame, [held])
        known = frame.known.indicators.get(held.indicator)
        if known:
            page = indicator_page(known.origin, known.id, language)
            st.link_button(frame.t("updates.at_source"), page, type="tertiary", icon=":material/open_in_new:")


def _figures(frame: Frame, held: Held, teller: Teller) -> None:
    """The municipality with its region and the country; without one, the country."""
    areas = frame.areas if frame.place.municipality is not None else None
    country = next(iter(frame.known.municipalities.values())).country
    regions = dict.fromkeys([areas.own.id, areas.home.id, country.id] if areas else [country.id])
    pairs = beside(home(), held.indicator, list(regions))
    if not pairs:
        return
    known = frame.known.indicators.get(held.indicator)
    decimals = known.decimals if known else 1
    rows = {
        "area_and_year": [f"{_area(frame, one, teller)} {one.year}" for one in pairs],
        "in_use": [format_number(one.before, decimals, frame.language) for one in pairs],
        "would_be": [format_number(one.after, decimals, frame.language) for one in pairs],
    }
    columns = {frame.t(f"updates.{name}"): list(map(messages.plain, column)) for name, column in rows.items()}
    st.table(
        pd.DataFrame(columns), border="horizontal", hide_index=True, alt=messages.plain(_title(frame, held))
    )


def _area(frame: Frame, one: Beside, teller: Teller) -> str:
    area = teller.area(one.region)
    if one.sex == "total":
        return area
    return frame.t("updates.area_and_sex", area=area, sex=teller.sex(one.sex))


def _here(frame: Frame, held: Held, teller: Teller) -> str:
    """What accepting would change in the municipality's own figures."""
    change, shares = would_change(home(), held.indicator)
    own = [share for share in shares if share.region == frame.areas.own.id]
    if not own:
        return frame.t("updates.not_here", area=frame.own_name)
    statements = "; ".join(teller.share(change, own[0]))
    return frame.t("updates.if_accepted", area=frame.own_name, statements=statements)


def _accept_all(frame: Frame, waiting: list[Held]) -> None:
    popover = st.popover(frame.t("updates.accept_all", n=len(waiting)), icon=":material/done_all:")
    with popover:
        st.markdown(frame.t("updates.accept_all_about"))
        if st.button(frame.t("updates.accept_all_yes"), type="primary"):
            _accept(frame, waiting)


def _accept(frame: Frame, which: list[Held]) -> None:
    """Take them into use and show the page anew; what could not be done is said here."""
    try:
        with st.spinner(frame.t("updates.accepting")):
            done = accept(home(), [held.indicator for held in which])
    except UserError as error:
        messages.failed(error, frame.language)
        return
    st.session_state[_ACCEPTED] = ", ".join(_title(frame, held) for held in which), done.generation
    st.rerun()


def _title(frame: Frame, held: Held) -> str:
    return held.title.in_(frame.language)
