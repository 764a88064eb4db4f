"""A worry or a joy in free words, held against the figures: is there ground for it?

One that says which way things go ("asunnottomuus kasvaa") is a claim about the change, and only the change
can bear it, however bad the level is. Both are told, each with its certainty beside it on the page.
"""

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
from hvk_data.statistics import Good, Judgement, Reason
from hvk_data.statistics.certainty import TIERS
from hvk_data.store.reader import Reader
from hvk_data.suggestions.records import OLD_AFTER
from hvk_data.suggestions.signs import has_level
from hvk_data.suggestions.ways import Way, about, way_of

Feeling = Literal["worry", "joy"]

State = Literal["confirmed", "not_supported", "too_small", "no_direction", "no_figures", "not_in_store"]
STATES: tuple[State, ...] = get_args(State)
"""confirmed: level or change says so (of a claim of change: the change). not_supported: it does not.
too_small: it cannot be told.
no_direction: the group judges itself what is good. no_figures: whom else to ask. not_in_store: Sotkanet
lists it and its figures can be fetched."""

_CANNOT_TELL: frozenset[Reason] = frozenset(
    {
        *("small_counts", "rounding", "too_few_years", "few_areas", "subtraction", "no_comparison"),
        *("value_alone", "within_year", "missing"),
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One indicator that the words may mean, and what it says of them.

    ``comparison`` and ``judgement`` are None where there are no figures; ``missing`` then says why. ``old``
    is the year of the newest figures where these are old for most municipalities too. ``way`` is which way
    the words say that it goes.
    """

    indicator: Indicator
    state: State
    comparison: Comparison | None = None
    judgement: Judgement | None = None
    missing: Missing | None = None
    old: int | None = None
    feeling: Feeling = "worry"
    way: Way | None = None

    def says(self, language: Language) -> str:
        """The state as a sentence, with the next step where there is one; after a change's the level's."""
        if self.judgement is None or self.state == "no_direction":
            return text(language, f"suggestions.state_{self.state}")
        if self.way is None:
            hint = self.state == "confirmed" and self._surest() == "low"
            return text(language, "suggestions.state_hint" if hint else f"suggestions.state_{self.state}")
        level = _level_key(self.judgement)
        told = [self._change_key(self.judgement), *([level] if level else [])]
        return " ".join(text(language, f"suggestions.{key}") for key in told)

    def _surest(self) -> str:
        """The tier of what confirms it: of the level or the change, whichever is surer."""
        assert self.judgement is not None, "only figures confirm"
        wanted = _wanted(self.feeling)
        parts = [
            (self.judgement.good_level, self.judgement.level.certainty),
            (self.judgement.good_change, self.judgement.change.certainty),
        ]
        return min((one.tier for good, one in parts if good == wanted), key=TIERS.index)

    def _change_key(self, judgement: Judgement) -> str:
        """Of a neutral indicator the words are what the change is held against, else the worry or joy."""
        change = judgement.change
        of = "" if judgement.direction == "neutral" else f"_{self.feeling}"
        if self.state == "too_small":
            return "change_too_small"
        if self.state == "confirmed":
            return f"change_{'hint' if change.certainty.tier == 'low' else 'confirmed'}{of}"
        return "change_unclear" if change.sign == "unclear" else f"change_other_way{of}"


def check(
    reader: Reader, municipality: str, words: str, feeling: Feeling = "worry", limit: int = 5
) -> list[Checked]:
    """The indicators that ``words`` may mean, the likeliest first, each held against its figures.

    An empty list: no indicator is about it, so others must be asked. Raises UnknownArea.
    """
    known = index(reader)
    known.municipality(municipality)
    way = way_of(words)
    return [
        check_one(reader, municipality, found, feeling, way) for found in search(known, about(words), limit)
    ]


def check_one(
    reader: Reader,
    municipality: str,
    indicator: Indicator,
    feeling: Feeling = "worry",
    way: Way | None = None,
) -> Checked:
    """One chosen indicator held against its figures; its level beside the own region, as on every page."""
    if not indicator.in_store:
        return Checked(indicator, "not_in_store", missing="not_in_store")
    missing = why_missing(reader, municipality, indicator.id)
    comparison = compare(reader, municipality, indicator.id)
    if missing is not None:
        return Checked(indicator, "no_figures", comparison, None, missing)
    judgement = judged(reader, comparison)
    state = state_of(judgement, feeling, way)
    return Checked(indicator, state, comparison, judgement, None, _old(reader, indicator), feeling, way)


def _old(reader: Reader, indicator: Indicator) -> int | None:
    last, _ = newest(reader).get(indicator.number, (None, 1))
    latest = index(reader).newest_year
    return last if last is not None and latest is not None and latest - last > OLD_AFTER else None


def state_of(judgement: Judgement, feeling: Feeling, way: Way | None = None) -> State:
    """What a judgement says of a worry (of something worse) or a joy (of something better).

    With a ``way`` the change alone decides. It is the worry or joy that tells which change is meant:
    "työttömyys kasvaa" is a worry about the employment rate's fall too. Of a neutral indicator the words are
    taken as they are.
    """
    if way is not None:
        return _of_change(judgement, feeling, way)
    if judgement.direction == "neutral":
        return "no_direction"
    if _wanted(feeling) in (judgement.good_level, judgement.good_change):
        return "confirmed"
    told = {judgement.good_level, judgement.good_change} - {None} or judgement.level.sign == "usual"
    chief = {judgement.level.certainty.reasons[0], judgement.change.certainty.reasons[0]}
    return (
        "too_small" if not told and chief & _CANNOT_TELL and "within_chance" not in chief else "not_supported"
    )


def _of_change(judgement: Judgement, feeling: Feeling, way: Way) -> State:
    change = judgement.change
    if judgement.direction != "neutral":
        confirmed = judgement.good_change == _wanted(feeling)
    elif way == "turn":
        return "no_direction"
    else:
        confirmed = change.sign == ("rising" if way == "up" else "falling")
    if confirmed:
        return "confirmed"
    untold = change.sign == "unclear" and change.certainty.reasons[0] in _CANNOT_TELL
    return "too_small" if untold else "not_supported"


def _wanted(feeling: Feeling) -> Good:
    return "worse" if feeling == "worry" else "better"


def _level_key(judgement: Judgement) -> str | None:
    """What the level is, as a sentence's key; None where there is none to speak of."""
    level = judgement.level
    if not has_level(judgement) or level.own is None:
        return None
    if level.sign in ("usual", "unclear"):
        return f"level_{level.sign}"
    most = "_most" if level.certainty.tier == "low" else ""
    return f"level_{judgement.good_level or level.sign}{most}"
