"""What stands out, one thing a card: what it is, how far, how surely, of when, by whom; and the way on."""

from collections.abc import Sequence

import streamlit as st

from hvk_data import charts
from hvk_data.citation import source_line
from hvk_data.figures import Comparison
from hvk_data.findings import Draft
from hvk_data.language import format_number
from hvk_data.queries.breaks import with_detected_many
from hvk_data.queries.compare import compare_many
from hvk_data.suggestions import Suggestion
from pages.parts import drafts, messages, signs_explained, suggestion_pick, suggestion_words
from pages.parts.frame import Frame

_FIRST = 8
_SHOWN = "suggestions_shown"
_WIDTH = 420


def show(frame: Frame, items: Sequence[Suggestion]) -> None:
    """The first cards, the rest when they are asked for."""
    place = frame.place
    asked = (
        place.municipality,
        place.kinds,
        place.sides,
        place.chosen,
        place.since,
        place.way,
        place.variables,
    )
    every = st.session_state.get(_SHOWN) == asked
    shown = items if every else items[:_FIRST]
    draft = drafts.looked_at(frame)
    compared = compare_many(frame.reader, frame.areas.own.code, [item.indicator.id for item in shown])
    found = with_detected_many(frame.reader, compared)
    with st.grid(min_column_width=_WIDTH, gap="small"):
        for item, comparison in zip(shown, found, strict=True):
            _card(frame, item, comparison, draft)
    if len(shown) < len(items):
        st.button(
            frame.t("suggestions_page.more", n=len(items) - len(shown)),
            icon=":material/expand_more:",
            on_click=st.session_state.__setitem__,
            args=(_SHOWN, asked),
        )


def _card(frame: Frame, item: Suggestion, comparison: Comparison, draft: Draft | None) -> None:
    t = frame.t
    title = messages.plain(item.indicator.title.in_(frame.language))
    kind = t(f"suggestions.kind_{item.kind}")
    old = f":material/history: {t('suggestions.old_first', year=item.newest)}\n\n" if item.old else ""
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"{old}{kind}  \n**{title}**")
        picture = charts.sparkline(comparison, frame.language, theme=frame.theme)
        st.image(picture.svg, width=160, alt=picture.alt)
        claim = messages.plain(suggestion_words.claim(frame, item))
        st.markdown(f"{claim}\n\n{suggestion_words.signs_of(frame, item)}")
        small = [
            _counts(frame, item),
            suggestion_words.in_people_of(frame, item),
            _also(frame, item),
            _direction(frame, item),
            _why_not(frame, item),
        ]
        source = messages.plain(source_line(item.indicator.origin, item.indicator.id, frame.language))
        st.markdown("  \n".join(f":small[:gray[{one}]]" for one in [*small, source] if one))
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            suggestion_pick.button(frame, item, draft)
            link = t("suggestions_page.open")
            frame.link("indikaattori", link, icon=":material/show_chart:", indicator=item.indicator.id)
            with st.popover(t("signs.explain"), icon=":material/help:"):
                st.markdown(item.certainty.why(frame.language))
                signs_explained.how_to_read(frame)


def _counts(frame: Frame, item: Suggestion) -> str:
    """The municipality's published cases; a gap is judged by those of women and men, told on their page.

    Euros and indices are of no cases.
    """
    if item.kind == "gap" or item.indicator.unit_kind not in ("percent", "rate"):
        return ""
    if item.cases is None or item.people is None:
        return frame.t("suggestions_page.no_counts")
    cases, people = (format_number(n, 0, frame.language) for n in (item.cases, item.people))
    three = "three_years" in item.certainty.reasons
    return frame.t("signs.counts_three" if three else "signs.counts", cases=cases, people=people)


def _also(frame: Frame, item: Suggestion) -> str:
    others = ", ".join(frame.t(f"suggestions.against_{side}") for side in item.also)
    return frame.t("suggestions.also", others=others) if others else ""


def _direction(frame: Frame, item: Suggestion) -> str:
    if not item.overridden:
        return ""
    reason = messages.plain(item.indicator.direction_reason.in_(frame.language))
    return frame.t("suggestions_page.overridden", reason=reason)


def _why_not(frame: Frame, item: Suggestion) -> str:
    why = item.why_not_higher(frame.language)
    return frame.t("suggestions_page.why_not", why=why) if why else ""
