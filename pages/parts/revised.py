"""A picked finding whose figures the source has changed since: old beside new, and taking the new ones."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from hvk_data.figures import Comparison, Point
from hvk_data.findings import Finding, Meeting, News, RevisedPoint, StaleNumber, mended
from hvk_data.language import format_number
from pages.parts import messages
from pages.parts.act import act
from pages.parts.frame import Frame

_ROWS = 5


def summary(frame: Frame, picked: Iterable[Finding], found: dict[int, News]) -> None:
    """Above the findings: which of them want to be looked at."""
    titles = [finding.comparison.title.in_(frame.language) for finding in _revised(picked, found)]
    if titles:
        said = frame.t("revised.summary", n=len(titles), titles=messages.plain(", ".join(titles)))
        st.warning(said, icon=":material/published_with_changes:")


def pointer(frame: Frame, picked: list[Finding], found: dict[int, News]) -> None:
    """On another page of the draft: of how many findings the figures have changed, and where to look."""
    number = len(_revised(picked, found))
    if number:
        with st.container(horizontal=True, vertical_alignment="center"):
            said = frame.t("revised.pointer", n=number)
            st.markdown(f":material/published_with_changes: {said}", width="content")
            frame.link("havainnot", frame.t("revised.compare"), icon=":material/arrow_forward:")


def _revised(picked: Iterable[Finding], found: dict[int, News]) -> list[Finding]:
    """Those whose figures are there today and are others than the picked ones."""
    today = [(finding, found.get(finding.id)) for finding in picked]
    return [finding for finding, one in today if one and one.current and not one.holds]


def show(frame: Frame, finding: Finding, found: News | None) -> None:
    """On the finding's card; nothing where its figures are those of today."""
    if found is None:
        return
    if found.current is None:
        known = finding.comparison.indicator in frame.known.indicators
        area = messages.plain(finding.comparison.own.name.in_(frame.language))
        st.info(frame.t(f"revised.gone{'_here' if known else ''}", area=area), icon=":material/link_off:")
    elif not found.meeting.holds:
        with st.container(border=True, gap="small", key=f"revised_{finding.id}"):
            _changed(frame, finding, found.current, found.meeting)
    elif found.meeting.new_years:
        with st.container(horizontal=True, vertical_alignment="center"):
            years = found.meeting.new_years
            st.caption(
                frame.t("revised.newer", n=len(years), years=", ".join(map(str, years))), width="content"
            )
            _accept(frame, finding, found.current, "accept_newer")


def _changed(frame: Frame, finding: Finding, current: Comparison, meeting: Meeting) -> None:
    language, saved = frame.language, finding.comparison
    said = []
    if meeting.revised:
        said.append(frame.t("revised.changed", n=len(meeting.revised)))
    if meeting.retitled:
        before, after = (messages.plain(one.title.in_(language)) for one in (saved, current))
        said.append(frame.t("revised.retitled", before=before, after=after))
    said += [_stale(frame, one) for one in meeting.stale]
    st.markdown("  \n".join([f":material/published_with_changes: **{said[0]}**", *said[1:]]))
    newest = sorted(meeting.revised, key=lambda one: (one.role != "own", -one.year))
    if newest:
        _table(frame, newest[:_ROWS], saved)
    rest = newest[_ROWS:]
    if rest:
        label = frame.t("revised.all", n=len(rest))
        with st.expander(label, key=f"revised_all_{finding.id}", on_change="rerun") as expander:
            if expander.open:
                _table(frame, rest, saved)
    sentence = mended(finding.sentence, meeting, frame.language)
    if sentence is not None:
        st.markdown(frame.t("revised.mended", sentence=messages.plain(sentence)))
        st.caption(frame.t("revised.mended_check"))
    with st.container(horizontal=True):
        if sentence is not None:
            _accept(frame, finding, current, "accept_mended", sentence)
        _accept(frame, finding, current, "accept", primary=sentence is None)


def _stale(frame: Frame, one: StaleNumber) -> str:
    area = messages.plain(one.name.in_(frame.language))
    written = messages.plain(one.written)
    if one.after is None:
        return frame.t("revised.stale_gone", written=written, area=area, year=one.year)
    now = format_number(one.after, one.decimals, frame.language)
    return frame.t("revised.stale", written=written, area=area, year=one.year, now=now)


def _table(frame: Frame, points: list[RevisedPoint], saved: Comparison) -> None:
    """Old beside new."""

    def written(point: Point | None, other: Point | None) -> str:
        value = format_number(point.value if point else None, saved.decimals, frame.language)
        same = value == format_number(other.value if other else None, saved.decimals, frame.language)
        if not same or point is None or point.count is None:
            return value
        # Only the count behind the figure has changed.
        return frame.t("revised.count", value=value, count=format_number(point.count, 0, frame.language))

    columns = {
        "area_and_year": [messages.plain(f"{one.name.in_(frame.language)} {one.year}") for one in points],
        "before": [written(one.before, one.after) for one in points],
        "after": [written(one.after, one.before) for one in points],
    }
    shown = pd.DataFrame({frame.t(f"revised.{name}"): column for name, column in columns.items()})
    title = messages.plain(saved.title.in_(frame.language))
    st.table(shown, border="horizontal", hide_index=True, alt=title)


def _accept(
    frame: Frame,
    finding: Finding,
    current: Comparison,
    word: str,
    sentence: str | None = None,
    *,
    primary: bool = False,
) -> None:
    def take() -> None:
        work = frame.findings
        taken = work.accept_figures(finding.id, finding.draft, current, expected_version=finding.version)
        if sentence is not None:
            work.edit(finding.id, finding.draft, sentence=sentence, expected_version=taken.version)

    kind = "primary" if primary or sentence is not None else "secondary"
    name = finding.comparison.title.in_(frame.language)
    label = frame.t(f"revised.{word}")
    if st.button(
        label, key=f"{word}_{finding.id}", icon=":material/check:", type=kind, help=messages.plain(name)
    ):
        act(frame, take)
