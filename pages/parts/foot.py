"""The end of every page: the same page for a printer, the accessibility statement, and what a browser does
once a page is there: it says so in a live region, and shows another page from its top."""

import json

import streamlit as st

from pages import _place
from pages._address import as_parameters
from pages._print_address import address
from pages.parts.frame import Frame

# Streamlit glides to the top of another page, and stops half-way where the page grows meanwhile.
_TO_TOP = """
const before = region.dataset.page;
region.dataset.page = location.pathname;
if (before !== undefined && before !== location.pathname && !hvk.within)
  for (let one = document.querySelector("h1"); one; one = one.parentElement) one.scrollTop = 0;
"""
_PRINTED = {"": "alku", "indikaattori": "indikaattori", "raportti": "raportti"}
# One node for the whole session, outside what Streamlit draws anew: only so does a screen reader
# hear of a change and not of every drawing. Nothing of it is seen.
_SAY = """
let region = document.getElementById("hvk-live");
if (!region) {
  region = Object.assign(document.createElement("div"), {id: "hvk-live"});
  region.setAttribute("role", "status");
  region.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  document.body.append(region);
}
region.lang = hvk.language;
if (region.textContent !== hvk.said) region.textContent = hvk.said;
"""


def show(frame: Frame, path: str, title: str) -> None:
    """``path`` and ``title`` are those of the page that has been shown above."""
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if path in _PRINTED and _printable(path):
            print_at = address(_PRINTED[path], as_parameters(_place.here()))
            st.link_button(frame.t("print.open"), print_at, icon=":material/print:", type="tertiary")
        if path != "saavutettavuus":
            frame.link("saavutettavuus", frame.t("accessibility.title"), icon=":material/accessibility_new:")
    _say(frame, title)


def _printable(path: str) -> bool:
    place = _place.here()
    if path == "raportti":
        return place.draft is not None
    return place.municipality is not None and (not path or place.indicator is not None)


def _say(frame: Frame, title: str) -> None:
    """What is on the page now, in a few words; another page than before is seen from its top."""
    parts = [title]
    if frame.place.municipality:
        parts.append(frame.own_name)
    chosen = frame.known.indicators.get(frame.place.indicator or "")
    if chosen:
        parts.append(chosen.title.in_(frame.language))
    said = frame.t("accessibility.shown", what=", ".join(parts))
    within = frame.place.finding is not None  # a finding's card has been asked for, and is in sight
    known = {"said": said, "language": frame.language, "within": within}
    values = json.dumps(known).replace("<", "\\u003c")
    script = f"(() => {{ const hvk = {values};{_SAY}{_TO_TOP} }})();"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
