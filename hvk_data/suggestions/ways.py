"""Which way a worry or a joy says that things go ("asunnottomuus kasvaa"), in three languages."""

import re
from typing import Literal

from hvk_data.queries.search import fold

Way = Literal["up", "down", "turn"]
"""up, down: the figure grows or falls. turn: it goes the worse or the better way, whichever that is."""

# Whole words as they are inflected, without dots: "kasvatus" is no growth, and "falls" are accidents.
_WAYS: dict[Way, re.Pattern[str]] = {
    "up": re.compile(
        r"kasva(?:a|nut|neet|vat?|massa)|kasvu(?:a|n|ssa)?|(?:lisaanty|yleisty)\w*|enenee|"
        r"nous(?:ee|evat?|sut|seet|u|ua|un|ussa)|kohoa\w*|kohonnut|"
        r"oka(?:r|t|de|nde)|okning\w*|vax(?:er|t|ande)|stig(?:er|it|ande)|"
        r"grow(?:s|n|ing|th)?|increas\w*|ris(?:e|es|en|ing)"
    ),
    "down": re.compile(
        r"vahen(?:ee|evat?|ty\w*|eminen|emassa)|laske(?:e|vat?|nut|neet|massa)|lasku(?:a|n|ssa)?|"
        r"pienen(?:ee|evat?|ty\w*)|supistu\w*|putoa\w*|pudonnut|hupenee|"
        r"minsk(?:ar|at|ade|ande)|minskning\w*|sjunk(?:er|it|ande)|avtar|"
        r"decreas\w*|fall(?:en|ing)|declin\w*|shrink(?:s|ing)?|drop(?:s|ped|ping)"
    ),
    "turn": re.compile(
        r"(?:pahene|pahentu|huonone|huonontu|heikkene|heikenty|kurjistu)\w*|(?:parane|parantu|kohene|kohentu)\w*|"
        r"(?:forsamra|forvarra|forbattra)\w*|(?:worsen|deteriorat|improv)\w*|worse|better|samre|battre|huonompaan|parempaan"
    ),
}
_FEELS = re.compile(
    r"huoli|huolena|huolestutta\w*|ilo|ilona|ilahdutta\w*|liian|paljon|oro|oroar|oroande|gladje|glader|mycket|"
    r"worr(?:y|ies|ied)|joy|too|much|many|been|yha"
)


def way_of(words: str) -> Way | None:
    """Which way ``words`` say that it goes; the first of them that says so; None where none does."""
    for word in _each(words):
        for way, pattern in _WAYS.items():
            if pattern.fullmatch(word):
                return way
    return None


def about(words: str) -> str:
    """``words`` without those that say which way it goes and how that feels; all where none are left."""
    telling = [
        word
        for word, plain in zip(words.split(), _each(words), strict=True)
        if not _FEELS.fullmatch(plain) and not any(pattern.fullmatch(plain) for pattern in _WAYS.values())
    ]
    return " ".join(telling) or words


def _each(words: str) -> list[str]:
    return [fold(word).strip(".,;:!?\"'”()") for word in words.split()]
