"""A worry or a joy in free words, held against the figures: is there ground for it?"""

from dataclasses import dataclass
from typing import Literal, get_args

from hvk_data.figures import Comparison
from hvk_data.language import Language, text
from hvk_data.queries.compare import compare
from hvk_data.queries.index import Indicator, index
from hvk_data.queries.judged import judged
from hvk_data.queries.missing import Reason as Missing
from hvk_data.queries.missing import why_missing
from hvk_data.queries.screen import newest
from hvk_data.queries.search import search
from hvk_data.statistics import Judgement, Reason
from hvk_data.store.reader import Reader
from hvk_data.suggestions.records import OLD_AFTER

Feeling = Literal["worry", "joy"]

State = Literal["confirmed", "not_supported", "too_small", "no_direction", "no_figures", "not_in_store"]
STATES: tuple[State, ...] = get_args(State)
"""confirmed: level or change says so. not_supported: neither does. too_small: it cannot be told.
no_direction: the group judges itself what is good. no_figures: whom else to ask. not_in_store: Sotkanet
lists it and its figures can be fetched."""

_CANNOT_TELL: frozenset[Reason] = frozenset(
    {"small_counts", "rounding", "too_few_years", "few_areas", "subtraction", "no_comparison", "value_alone"}
)


_OF_CHANGE = frozenset(
    [
        *("kasvaa", "kasvanut", "kasvussa", "lisääntyy", "lisääntynyt", "nousee", "noussut", "paheneva"),
        *("vähenee", "vähentynyt", "laskee", "laskenut", "huoli", "huolestuttaa", "ilo", "liian", "paljon"),
        *("ökar", "ökat", "växer", "minskar", "minskat", "sjunker", "oro", "oroar", "glädje", "mycket"),
        *("grows", "growing", "grown", "increases", "increasing", "rising", "decreases", "decreasing"),
        *("falling", "worry", "worried", "joy", "too", "much", "many"),
    ]
)
"""Words of a worry that say which way it goes and not what it is about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One indicator that the words may mean, and what it says of them.

    ``comparison`` and ``judgement`` are None where there are no figures; ``missing`` then says why. ``old``
    is the year of the newest figures where these are old for most municipalities too.
    """

    indicator: Indicator
    state: State
    comparison: Comparison | None = None
    judgement: Judgement | None = None
    missing: Missing | None = None
    old: int | None = None

    def says(self, language: Language) -> str:
        """The state as a sentence, with the next step where there is one."""
        return text(language, f"suggestions.state_{self.state}")


def check(
    reader: Reader, municipality: str, words: str, feeling: Feeling = "worry", limit: int = 5
) -> list[Checked]:
    """The indicators that ``words`` may mean, the likeliest first, each held against its figures.

    An empty list: no indicator is about it, so others must be asked. Raises UnknownArea.
    """
    known = index(reader)
    known.municipality(municipality)
    about = " ".join(word for word in words.split() if word.lower() not in _OF_CHANGE) or words
    return [check_one(reader, municipality, found, feeling) for found in search(known, about, limit)]


def check_one(reader: Reader, municipality: str, indicator: Indicator, feeling: Feeling = "worry") -> Checked:
    """One chosen indicator held against its figures."""
    if not indicator.in_store:
        return Checked(indicator, "not_in_store", missing="not_in_store")
    missing = why_missing(reader, municipality, indicator.id)
    comparison = compare(reader, municipality, indicator.id)
    if missing is not None:
        return Checked(indicator, "no_figures", comparison, None, missing)
    judgement = _telling(reader, comparison, feeling)
    old = _old(reader, indicator)
    return Checked(indicator, state_of(judgement, feeling), comparison, judgement, old=old)


def _old(reader: Reader, indicator: Indicator) -> int | None:
    last, _ = newest(reader).get(indicator.number, (None, 1))
    latest = index(reader).newest_year
    return last if last is not None and latest is not None and latest - last > OLD_AFTER else None


def _telling(reader: Reader, comparison: Comparison, feeling: Feeling) -> Judgement:
    """Against the region and the country: the one that confirms, else one that is tested, else the first."""
    year = comparison.own.latest.year if comparison.own.latest else None
    others = [s for s in comparison.series[1:] if year is not None and s.at(year) is not None]
    found = [judged(reader, comparison, against=other) for other in others] or [judged(reader, comparison)]
    confirming = [one for one in found if state_of(one, feeling) == "confirmed"]
    tested = [one for one in found if one.level.p is not None]
    return (confirming or tested or found)[0]


def state_of(judgement: Judgement, feeling: Feeling) -> State:
    """What a judgement says of a worry (of something worse) or a joy (of something better)."""
    if judgement.direction == "neutral":
        return "no_direction"
    wanted = "worse" if feeling == "worry" else "better"
    if wanted in (judgement.good_level, judgement.good_change):
        return "confirmed"
    told = {judgement.good_level, judgement.good_change} - {None} or judgement.level.sign == "usual"
    chief = {judgement.level.certainty.reasons[0], judgement.change.certainty.reasons[0]}
    return (
        "too_small" if not told and chief & _CANNOT_TELL and "within_chance" not in chief else "not_supported"
    )
