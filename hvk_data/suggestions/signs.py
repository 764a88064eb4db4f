"""The words of a judgement's signs: where a level stands, which way a change goes, better or worse.

Never a word about certainty: that is a sign of its own (:meth:`~hvk_data.statistics.Certainty.name`).
"""

from hvk_data.language import Language, format_year_range, text
from hvk_data.statistics import Good, Judgement
from hvk_data.statistics.judgement import Movement, Sign


def level_word(sign: Sign, good: Good | None, language: Language, *, untested: bool) -> str:
    """What is not tested stands among municipalities, not beside an area."""
    most = "_most" if untested and sign in ("higher", "lower") else ""
    word = text(language, f"signs.{sign}{most}")
    return word if good is None else text(language, f"signs.level_{good}", word=word)


def change_word(sign: Movement, good: Good | None, language: Language) -> str:
    """Which way a figure has gone, and whether that is for the better where it can be."""
    word = text(language, f"signs.{sign}")
    return word if good is None else text(language, f"signs.change_{good}", word=word)


def level_name(judgement: Judgement, language: Language, *, named: bool = True) -> str:
    """What a level's sign is of: its year and, where tested and ``named``, whom it stands beside."""
    level = judgement.level
    if named and level.against is not None and level.certainty.tier in ("high", "moderate"):
        area = level.against.name.in_(language)
        return text(language, "signs.level_against", year=judgement.year, area=area)
    return text(language, "signs.level", year=judgement.year)


def change_name(judgement: Judgement, language: Language) -> str:
    """What a change's sign is of: its years."""
    change = judgement.change
    if change.first is None or change.last is None:
        return text(language, "signs.change")
    return text(language, "signs.change_years", years=format_year_range(change.first, change.last))


def has_level(judgement: Judgement) -> bool:
    """Whether there is a level to speak of: a number of cases follows the size of the place."""
    return judgement.level.certainty.reasons[0] != "number_of_cases"
