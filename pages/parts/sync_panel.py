"""Bringing figures up to date from a page: what to fetch, how far it is, how to stop it."""

from collections.abc import Iterable

import streamlit as st

from hvk_data import catalogue
from hvk_data.language import UserError, format_datetime, format_number
from hvk_data.paths import home
from hvk_data.sync import background
from hvk_data.sync.progress import Progress, holder, last_progress, request_stop, stop_requested
from hvk_data.sync.selection import Selection
from pages.parts import drafts, messages, sync_outcome
from pages.parts.frame import Frame

_CORE, _STORE, _ALL, _ONE = "core", "store", "all", "one"
_EVERY_SECONDS = 1.0


def show(frame: Frame) -> None:
    """The choice and the button, or how far the update is; beneath it what came of the last one."""
    st.header(frame.t("data.update"))
    if background.under_way(home()):
        _follow(frame)
        return
    if drafts.own_machine():
        _choose(frame)
    else:
        _for_operator(frame, Selection(sets=(_CORE,)))
    sync_outcome.show(frame)


def fetch_button(frame: Frame, ids: Iterable[str]) -> None:
    """Fetch these indicators where somebody misses them; without any of Sotkanet's nothing is shown."""
    which = Selection(ids=tuple(id_ for id_ in ids if id_.isdecimal()))
    if not which.ids:
        return
    if background.under_way(home()):
        _follow(frame)
    elif drafts.own_machine():
        if st.button(
            frame.t("data.fetch_these", n=len(which.ids)), icon=":material/download:", type="primary"
        ):
            _start(frame, which)
        sync_outcome.of(frame, which.ids)
    else:
        _for_operator(frame, which)


def _choose(frame: Frame) -> None:
    sizes = _sizes(frame)
    named = frame.known.indicators.get(frame.place.indicator or "")
    default = _ONE if named and _ONE in sizes and not named.in_store else _CORE
    with st.container(border=True):
        which = st.radio(
            frame.t("data.which"),
            list(sizes),
            index=list(sizes).index(default),
            key=f"sync_which_{default}_{frame.place.indicator}",
            format_func=lambda code: _named(frame, code),
            captions=[_takes(frame, n) for n in sizes.values()],
        )
        st.caption(frame.t("data.from", address=messages.plain(background.base_url())))
        if st.button(frame.t("data.start"), type="primary", icon=":material/download:"):
            _start(frame, _selection(frame, which))


def _sizes(frame: Frame) -> dict[str, int]:
    """The choices, each with how many indicators it has."""
    listed = {id_: one for id_, one in frame.known.indicators.items() if one.source == "sotkanet"}
    lists = catalogue.load()
    known = {id_ for id_ in lists.indicators if id_ in listed}
    fetched = {id_ for id_, one in listed.items() if one.in_store and not one.origin.shipped}
    sizes = {_ONE: 1} if frame.place.indicator in listed else {}
    core = sum(id_ in listed for id_ in lists.lists[_CORE].members)
    return {**sizes, _CORE: core, _STORE: len(known | fetched), _ALL: len(listed)}


def _named(frame: Frame, code: str) -> str:
    if code == _ONE and frame.place.indicator:
        title = frame.known.indicator(frame.place.indicator).title.in_(frame.language)
        return frame.t("data.which_one", title=messages.plain(title))
    return frame.t(f"data.which_{code}")


def _takes(frame: Frame, indicators: int) -> str:
    minutes = max(round(background.seconds(indicators) / 60), 1)
    return frame.t("data.takes", n=minutes, indicators=format_number(indicators, 0, frame.language))


def _selection(frame: Frame, code: str) -> Selection:
    if code == _ONE and frame.place.indicator:
        return Selection(ids=(frame.place.indicator,))
    return {_CORE: Selection(sets=(_CORE,)), _ALL: Selection(everything=True)}.get(code, Selection())


def _start(frame: Frame, which: Selection) -> None:
    try:
        background.start(home(), which, frame.language)
    except UserError as error:
        messages.failed(error, frame.language)
        return
    st.rerun()


def _for_operator(frame: Frame, which: Selection) -> None:
    """On a server for others only whoever runs it starts an update: with which command."""
    st.info(frame.t("data.operator_only"), icon=":material/lock:")
    st.code(" ".join(["python -m hvk_data", *background.arguments(which)]), language=None, wrap_lines=True)


def _follow(frame: Frame) -> None:
    """How far the update is, every second by itself; at its end the page comes anew, with new figures."""
    st.fragment(_progress, run_every=_EVERY_SECONDS)(frame)


def _progress(frame: Frame) -> None:
    if not background.under_way(home()):
        st.rerun()
    progress = last_progress(home())
    if progress is None or progress.phase == "finished":
        progress = Progress()
    st.progress(min(progress.done / (progress.total or 1), 1.0), text=frame.t(f"data.phase_{progress.phase}"))
    if progress.total:
        st.markdown(_numbers(frame, progress))
    if not background.started_here(home()):
        other = holder(home())
        if other.started:
            began = format_datetime(other.started, frame.language)
            st.caption(frame.t("data.holder", started=began, pid=other.pid))
    if stop_requested(home()):
        st.caption(frame.t("data.stopping"))
    elif drafts.own_machine() and st.button(frame.t("data.stop"), icon=":material/stop_circle:"):
        request_stop(home())
        st.rerun(scope="fragment")
    st.caption(frame.t("data.may_leave"))


def _numbers(frame: Frame, progress: Progress) -> str:
    left = progress.seconds_left
    minutes = None if left is None else max(round(left / 60), 1)
    said = frame.t(
        "data.progress",
        done=progress.done,
        total=progress.total,
        rows=format_number(progress.rows, 0, frame.language),
        failed=progress.failed,
    )
    return said if minutes is None else f"{said} {frame.t('data.left', n=minutes)}"
