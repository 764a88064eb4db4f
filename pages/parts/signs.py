"""The three signs of a judgement: level, change, and how sure each is. None without its certainty.

Each is a word with a shape; colour comes only with a direction, and says no more than the word does.
"""

import streamlit as st

from hvk_data.figures import Comparison
from hvk_data.language.numbers import MISSING
from hvk_data.queries.judged import judged_many
from hvk_data.statistics import Certainty, Good, Judgement
from hvk_data.statistics.certainty import Tier
from hvk_data.statistics.judgement import Movement, Sign
from hvk_data.suggestions.signs import change_name, change_word, has_level, level_name, level_word
from pages.parts import messages, signs_explained
from pages.parts.frame import Frame

_LEVELS: dict[Sign, str] = {
    "higher": ":material/arrow_upward:",
    "lower": ":material/arrow_downward:",
    "usual": ":material/radio_button_unchecked:",
    "unclear": ":material/question_mark:",
}
_CHANGES: dict[Movement, str] = {
    "rising": ":material/trending_up:",
    "falling": ":material/trending_down:",
    "unclear": ":material/question_mark:",
}
_CERTAINTIES: dict[Tier, str] = {
    "high": ":material/signal_cellular_alt:",
    "moderate": ":material/signal_cellular_alt_2_bar:",
    "low": ":material/signal_cellular_alt_1_bar:",
}
_COLOURS: dict[Good | None, str] = {"better": "green", "worse": "red", None: "gray"}


def show(frame: Frame, comparison: Comparison) -> None:
    """The signs of ``comparison`` with what each stands beside; why, in plain words, a click away."""
    judgement = of(frame, comparison)
    if judgement is None or judgement.level.own is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(lines(frame, judgement), width="content")
        with st.popover(frame.t("signs.explain"), icon=":material/help:"):
            signs_explained.show(frame, judgement, comparison)


def of(frame: Frame, comparison: Comparison) -> Judgement | None:
    """The judgement of one comparison; None where the store no longer lists its indicator."""
    if comparison.indicator not in frame.known.indicators:
        return None
    return judged_many(frame.reader, [comparison])[0]


def lines(frame: Frame, judgement: Judgement, *, named: bool = True) -> str:
    """The signs as Markdown, a line each for level and change; ``named``: with whom they stand beside."""
    level, change = judgement.level, judgement.change
    beside = messages.plain(level_name(judgement, frame.language, named=named))
    since = change_name(judgement, frame.language)
    first = f"{beside}: {of_level(frame, level.sign, judgement.good_level, level.certainty)}"
    second = f"{since}: {of_change(frame, change.sign, judgement.good_change, change.certainty)}"
    return f"{first}  \n{second}" if has_level(judgement) else second


def of_level(
    frame: Frame, sign: Sign, good: Good | None, certainty: Certainty, *, beside_most: bool = True
) -> str:
    """A level's sign and its certainty, as Markdown; what is not tested stands ``beside_most``."""
    said = level_word(sign, good, frame.language, untested=beside_most and certainty.tier == "low")
    return _badge(_LEVELS[sign], said, good) + _sure(frame, certainty)


def of_change(frame: Frame, sign: Movement, good: Good | None, certainty: Certainty) -> str:
    """A change's sign and its certainty, as Markdown."""
    return _badge(_CHANGES[sign], change_word(sign, good, frame.language), good) + _sure(frame, certainty)


def of_gap(frame: Frame, word: str, certainty: Certainty) -> str:
    """The sign of a gap between women and men: neither is better, so it has no colour."""
    return _badge(":material/compare_arrows:", word, None) + _sure(frame, certainty)


def words(frame: Frame, judgement: Judgement) -> tuple[str, str]:
    """Level and change without shape or colour, for a table's cells: each with its certainty in brackets.

    A tested level ends with whom it was tested against: ``suurempi – huonompi (varma) · Koko maa``.
    """
    level, change = judgement.level, judgement.change
    untested = level.certainty.tier == "low"
    stands = level_word(level.sign, judgement.good_level, frame.language, untested=untested)
    stands += _in_brackets(frame, level.certainty)
    if not has_level(judgement):
        stands = MISSING
    elif level.against is not None and level.certainty.tier in ("high", "moderate"):
        area, role = level.against.name.in_(frame.language), level.against.role
        stands += f" · {area if role == 'peer' else frame.t(f'charts.short_{role}')}"
    moves = change_word(change.sign, judgement.good_change, frame.language)
    return stands, moves + _in_brackets(frame, change.certainty)


def _in_brackets(frame: Frame, certainty: Certainty) -> str:
    return "" if certainty.tier == "none" else f" ({certainty.name(frame.language)})"


def _badge(shape: str, word: str, good: Good | None) -> str:
    return f":{_COLOURS[good]}-badge[{shape} {word}]"


def _sure(frame: Frame, certainty: Certainty) -> str:
    """The third sign; where nothing can be told the first has said so."""
    if certainty.tier == "none":
        return ""
    # A badge is never broken: the bars alone at the end of a line would say nothing.
    return " " + _badge(_CERTAINTIES[certainty.tier], certainty.name(frame.language), None)
