"""In what order suggestions are read: how far, how surely, how much it matters, and then a balance."""

import math
from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

from hvk_data import catalogue
from hvk_data.statistics import Tier
from hvk_data.suggestions.records import OLD_AFTER, Against, Flag, Kind, Suggestion, WhyNot

FARTHEST = 4.0
"""A figure further than this from the others stands no higher for it: it may as well be a mistake."""

CERTAINTY: dict[Tier, float] = {"high": 1.0, "moderate": 0.7, "low": 0.4, "none": 0.0}
RELEVANCE = {"core": 1.0, "extended": 0.8, "optional": 0.6}
UNLISTED = 0.4
LISTED = 1.1
OWN_THEME = 1.25
COUNTRY_ALIKE = 0.5
A_YEAR_OLDER = 0.92
"""What each year of age beyond ``OLD_AFTER`` leaves of a score: eight of them halve it."""
NOT_NEWEST = 0.8
SAME_THEME = 0.75
SAME_SIDE = 0.92
_LISTS = ("minimum", "inequality", "hyte")
_SMALL = 1.0
_RATIO = math.log(1.25)

_SIDES: dict[Kind, str] = {
    "strength": "good",
    "improving": "good",
    "concern": "bad",
    "worsening": "bad",
    "gap": "gap",
}


_Key = tuple[Kind, str]
_Scored = tuple[float, Flag]


def score(flag: Flag, listed: Collection[str] = (), own_themes: Collection[str] = ()) -> float:
    """|effect in spreads| (at most 4) · certainty · relevance; each factor is a constant of this module.

    ``listed`` are ids of the lists that reports are made by. Without a spread of municipalities a
    quarter's difference counts as one.
    """
    relevance = RELEVANCE.get(flag.indicator.tier or "", UNLISTED)
    if flag.indicator.id in listed:
        relevance *= LISTED
    if flag.indicator.theme in own_themes:
        relevance *= OWN_THEME
    if flag.country_alike:
        relevance *= COUNTRY_ALIKE
    if flag.old:
        relevance *= A_YEAR_OLDER ** (flag.age - OLD_AFTER)
    if flag.year < flag.newest:
        relevance *= NOT_NEWEST
    return min(far(flag), FARTHEST) * CERTAINTY[flag.certainty.tier] * relevance


def far(flag: Flag) -> float:
    """The size of the effect, in spreads of municipalities."""
    if flag.spreads is not None:
        return abs(flag.spreads)
    if flag.own > 0 and flag.other > 0:
        return abs(math.log(flag.own / flag.other)) / _RATIO
    return 0.0


def ranked(
    flags: Sequence[Flag], own_themes: Iterable[str] = (), most: int | None = None
) -> list[Suggestion]:
    """One suggestion an indicator and kind (the comparison that says most), in the order to be read.

    Each further one of a theme, and of a side (good, bad, gap), counts for a little less than it would alone.
    Of two indicators that answer the same question the better-placed stays. ``most`` ends the list.
    """
    known = catalogue.load()
    listed = {id_ for code in _LISTS if code in known.lists for id_ in known.lists[code].members}
    lifted = frozenset(own_themes)
    scored = [(score(flag, listed, lifted), flag) for flag in flags]
    scored.sort(key=lambda pair: (-pair[0], pair[1].indicator.id))
    best: dict[_Key, list[_Scored]] = {}
    for worth, flag in scored:
        best.setdefault((flag.kind, flag.indicator.id), []).append((worth, flag))
    twins = _twins(known)
    left = [of for key, of in best.items() if not _outdone(best, key, twins)]
    themes: Counter[str | None] = Counter()
    sides: Counter[str] = Counter()
    # What shares theme and side keeps its order among itself: only the first of each is compared.
    queues: dict[tuple[str | None, str], deque[tuple[int, list[_Scored]]]] = {}
    for place, of in enumerate(left):
        flag = of[0][1]
        queues.setdefault((flag.indicator.theme, _SIDES[flag.kind]), deque()).append((place, of))

    def balanced(queue: tuple[str | None, str]) -> tuple[float, int]:
        theme, side = queue
        place, of = queues[queue][0]
        return of[0][0] * SAME_THEME ** themes[theme] * SAME_SIDE ** sides[side], -place

    answer: list[Suggestion] = []
    while queues and (most is None or len(answer) < most):
        theme, side = chosen = max(queues, key=balanced)
        _, of = queues[chosen].popleft()
        if not queues[chosen]:
            del queues[chosen]
        answer.append(_suggestion([f for _, f in of], of[0][0], known, taken=themes[theme] > 0))
        themes[theme] += 1
        sides[side] += 1
    return answer


def _twins(known: catalogue.Catalogue) -> dict[str, str]:
    pairs = {i.id: i.twin for i in known.indicators.values() if i.twin}
    return pairs | {twin: id_ for id_, twin in pairs.items()}


def _outdone(best: dict[_Key, list[_Scored]], key: _Key, twins: dict[str, str]) -> bool:
    kind, id_ = key
    twin = best.get((kind, twins.get(id_, "")))
    if not twin:
        return False
    (worth, mine), (other_worth, other) = best[key][0], twin[0]
    return (mine.year, worth, id_) < (other.year, other_worth, other.indicator.id)


def _suggestion(flags: list[Flag], worth: float, known: catalogue.Catalogue, *, taken: bool) -> Suggestion:
    flag = flags[0]
    also: list[Against] = [other.against for other in flags[1:] if other.against is not None]
    curated = known.indicators.get(flag.indicator.id)
    told: dict[str, Any] = {one.name: getattr(flag, one.name) for one in fields(flag)}
    return Suggestion(
        **told,
        also=tuple(also),
        score=worth,
        why_not=_why_not(flag, taken=taken),
        overridden=bool(curated and curated.overridden),
    )


def _why_not(flag: Flag, *, taken: bool) -> tuple[WhyNot, ...]:
    holds: dict[WhyNot, bool] = {
        "old_figure": flag.old,
        "not_newest": flag.year < flag.newest,
        "certainty": flag.certainty.tier != "high",
        "small_effect": far(flag) < _SMALL,
        "not_core": flag.indicator.tier != "core",
        "country_alike": flag.country_alike,
        "theme_taken": taken,
    }
    return tuple(reason for reason, true in holds.items() if true)
