"""What a judgement says on paper: its signs, its sentence, and the reservation that it asks for."""

from dataclasses import dataclass

from hvk_data.figures import Comparison
from hvk_data.language import Language, text
from hvk_data.report.model.blocks import Sign
from hvk_data.statistics import Judgement
from hvk_data.statistics.certainty import Certainty, Tier
from hvk_data.statistics.judgement import Good, Movement
from hvk_data.statistics.judgement import Sign as LevelSign
from hvk_data.suggestions.sentences import sentence
from hvk_data.suggestions.signs import change_name, change_word, has_level, level_name, level_word

# Shapes of WGL4, which every office font has; each is told apart without colour.
_LEVELS: dict[LevelSign, str] = {"higher": "▲", "lower": "▼", "usual": "●", "unclear": "?"}
_CHANGES: dict[Movement, str] = {"rising": "↑", "falling": "↓", "unclear": "?"}
_SURE: dict[Tier, str] = {"high": "●●●", "moderate": "●●○", "low": "●○○", "none": ""}


@dataclass(frozen=True, slots=True)
class Read:
    """What figures say: the signs (none where they cannot be judged), a sentence, a reservation."""

    signs: tuple[Sign, ...]
    said: str
    reservation: str = ""


def read(judgement: Judgement | None, comparison: Comparison, kind: str, language: Language) -> Read:
    """``judgement`` of ``comparison`` in words and shapes; ``kind`` is what a person calls the finding.

    Where there is no judgement that is said. A strength or a concern whose level or change cannot be
    told from chance gets a reservation: the person's word stands, and so does what the test says.
    """
    if comparison.own.latest is None:
        return Read((), "")
    if judgement is None:
        return Read((), text(language, "documents.not_judged"))
    signs = []
    if has_level(judgement):
        signs.append(_level(judgement, language))
    signs.append(_change(judgement, language))
    return Read(
        tuple(signs), sentence(judgement, comparison, language), _reservation(judgement, kind, language)
    )


def _level(judgement: Judgement, language: Language) -> Sign:
    level = judgement.level
    untested = level.certainty.tier == "low"
    word = level_word(level.sign, judgement.good_level, language, untested=untested)
    name = level_name(judgement, language)
    return _sign(name, _LEVELS[level.sign], word, level.certainty, judgement.good_level, language)


def _change(judgement: Judgement, language: Language) -> Sign:
    change = judgement.change
    word = change_word(change.sign, judgement.good_change, language)
    name = change_name(judgement, language)
    return _sign(name, _CHANGES[change.sign], word, change.certainty, judgement.good_change, language)


def _sign(
    name: str, shape: str, word: str, certainty: Certainty, good: Good | None, language: Language
) -> Sign:
    sure = "" if certainty.tier == "none" else certainty.name(language)
    return Sign(name, shape, word, _SURE[certainty.tier], sure, good)


def _reservation(judgement: Judgement, kind: str, language: Language) -> str:
    if kind not in ("strength", "concern"):
        return ""
    # Of a number of cases no level is told at all, so there is none to have doubts about.
    level = not has_level(judgement) or judgement.level.certainty.tier != "none"
    change = judgement.change.certainty.tier != "none"
    if level and change:
        return ""
    untold = "both" if not level and not change else "change" if level else "level"
    return text(language, f"documents.reservation_{untold}", kind=text(language, f"documents.called_{kind}"))
