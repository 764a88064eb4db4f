"""What the browser remembers between visits: language, municipality, the last drafts, the tour's end.

A cookie of our own server, read at the start of a session. It holds what the address holds, no more.
"""

import json
import re

import streamlit as st

from hvk_data.language import as_language
from pages import _place
from pages._document import LATER_CODE, scripts
from pages.parts import while_typing
from pages.parts.frame import Frame

_COOKIE = "hvk"
_RECALLED = "browser_recalled"
_DRAFTS = "browser_drafts"
_FORGOTTEN = "browser_forgotten"
_TOURED = "browser_toured"
_REOPENED = "browser_tour_reopened"
_MOST_DRAFTS = 12
_AHEAD = "browser_code_ahead"
# One after the other and only while nothing else is to be done: a click is never behind it.
_LOAD_AHEAD = """
const idle = window.requestIdleCallback ?? (go => setTimeout(go, 200));
(async () => {
  for (const file of hvk.ahead) {
    await new Promise(idle);
    await import("./static/js/" + file).catch(console.warn);
  }
})();
"""
_WRITE_COOKIE = """
const said = document.cookie.match(/(?:^|; )hvk=[^.;]*[.][^.;]*[.](?:(t?)[.])?([^;]*)/) || ["", "", ""];
const there = said[2].split("~"), toured = hvk.reopened ? hvk.toured : hvk.toured || said[1] === "t";
const drafts = [...new Set([...hvk.drafts, ...there])].filter(one => one && !hvk.forgotten.includes(one));
const secure = location.protocol === "https:" ? "; secure" : "";
document.cookie =
  hvk.said + (toured ? "t." : ".") + drafts.slice(0, hvk.most).join("~") +
  "; path=/; max-age=31536000; samesite=strict" + secure;
"""
# No part can match in two ways: a long cookie of somebody's making must not keep the server busy.
_FORM = re.compile(r"(fi|sv|en)\.(\d{3})?\.(?:(t?)\.)?((?:[0-9a-zA-Z]{1,64}~)*[0-9a-zA-Z]{0,64})")


def recall() -> None:
    """At the start of a session, begin where this browser was last; Swedish browsers begin in Swedish."""
    if _RECALLED in st.session_state:
        return
    st.session_state[_RECALLED] = True
    st.session_state[_DRAFTS] = []
    remembered = _FORM.fullmatch(str(st.context.cookies.get(_COOKIE, "")))
    if remembered:
        language, municipality, toured, drafts = remembered.groups()
        st.session_state[_TOURED] = bool(toured)
        _place.go(language=as_language(language), municipality=municipality)
        st.session_state[_DRAFTS] = [code for code in drafts.split("~") if code]
    elif str(st.context.locale).lower().startswith("sv"):
        _place.go(language="sv")


def drafts() -> list[str]:
    """The codes of the drafts that this browser has opened, the last one first."""
    codes: list[str] = st.session_state.get(_DRAFTS, [])
    return codes


def opened(code: str) -> None:
    """Put a draft first among those that this browser remembers."""
    st.session_state[_DRAFTS] = [code, *(other for other in drafts() if other != code)][:_MOST_DRAFTS]


def forget(code: str) -> None:
    """Let the browser forget a draft; the draft itself stays for those who have its code."""
    st.session_state[_DRAFTS] = [other for other in drafts() if other != code]
    st.session_state[_FORGOTTEN] = [*st.session_state.get(_FORGOTTEN, []), code]


def toured() -> bool:
    """Whether the tour has been closed in this browser."""
    return bool(st.session_state.get(_TOURED))


def set_toured(done: bool) -> None:
    """Close the tour for good, or have it shown again."""
    st.session_state[_TOURED] = done
    st.session_state[_REOPENED] = not done


def remember(frame: Frame) -> None:
    """Write the cookie, and the page's language for screen readers: the server's own page says English.

    At the first page of a session the program code of what the next pages have is loaded besides.
    Drafts that another tab has opened meanwhile are kept: this session does not know of them.
    """
    place = _place.here()
    forgotten = [code for code in st.session_state.get(_FORGOTTEN, []) if code not in drafts()]
    ahead = [] if _AHEAD in st.session_state else scripts(LATER_CODE)
    st.session_state[_AHEAD] = True
    values = {
        "ahead": ahead,
        "said": f"{_COOKIE}={place.language}.{place.municipality or ''}.",
        "drafts": drafts(),
        "forgotten": forgotten,
        "most": _MOST_DRAFTS,
        "toured": toured(),
        "reopened": bool(st.session_state.get(_REOPENED)),
    }
    lines = (
        f"const hvk = {json.dumps(values)};",
        f"document.documentElement.lang = {json.dumps(frame.language)};",
        *(_WRITE_COOKIE, _LOAD_AHEAD, while_typing.SCRIPT),
    )
    st.html(f"<script>(() => {{ {''.join(lines)} }})();</script>", unsafe_allow_javascript=True)
