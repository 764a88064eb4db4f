"""A municipality in a few sentences for those who decide, and questions that its figures raise.

Everything here is read off the figures as they are written: which of two is larger, which way a row of
years has gone, which figure is missing. Whether a difference is more than chance is another question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from hvk_data.catalogue import CuratedIndicator
from hvk_data.figures import Comparison, Point
from hvk_data.language import format_number
from hvk_data.queries.cards import OLD_AFTER, Card, cards
from hvk_data.queries.index import Indicator, index
from hvk_data.queries.lacking import Lack, lacking
from hvk_data.queries.population import POPULATION
from hvk_data.store.reader import Reader

Sign = Literal["higher", "lower", "same"]

STATEMENTS = 5
QUESTIONS = 3
YEARS_BACK = 5
ASKED_AFTER = 6
"""A figure more years older than the newest in the store is asked nothing about."""
LARGE = 0.1
"""A gap to ask about, as a part of what the figure is compared with."""
LONG = 4
"""Steps in one direction, year after year, that make a long course."""
LEAST_CASES = 20
"""With fewer cases behind a rate, one family more or less would make it look like a large gap."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One indicator's latest figure, and whether it is larger or smaller than what it is set against.

    That is what stands beside it on its card, of the same year; of the population (``earlier``) its
    own figure some years before.
    """

    card: Card
    sign: Sign
    earlier: Point | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The figure is relatively furthest from what stands beside it."""

    card: Card
    sign: Sign


@dataclass(frozen=True, slots=True)
class Course:
    """The figure has gone one way every year from ``first`` to the latest."""

    card: Card
    sign: Sign
    first: Point


@dataclass(frozen=True, slots=True)
class Missing:
    """Others have a newer figure than the municipality has, if it has any."""

    lack: Lack


Question = Gap | Course | Missing


@dataclass(frozen=True, slots=True)
class Briefing:
    """At most :data:`STATEMENTS` statements and :data:`QUESTIONS` questions, each of its own indicator."""

    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]


def briefing(reader: Reader, municipality: str, core: list[CuratedIndicator]) -> Briefing:
    """What is said of the municipality: the population first, then a figure of each theme in turn.

    Within a theme a fresh figure goes before an old one and one with a direction before a neutral
    one; numbers of cases are never compared with a larger area's. Questions: the largest relative gap
    (at least :data:`LEAST_CASES` cases behind it, where cases are known), the longest course, a
    missing figure; where one of these does not exist, more of the others, then of older figures.
    """
    ids = [indicator.id for indicator in core]
    found = cards(reader, municipality, ids)
    there = [(one.theme.code, found[one.id]) for one in core if one.id in found]
    statements = _statements(found, there)
    told = {statement.card.indicator.id for statement in statements}
    newest = index(reader).newest_year or 0
    lacks = [lack for lack in lacking(reader, municipality, ids) if _is_missed(lack, newest)]
    return Briefing(statements, _questions([card for _, card in there], told, lacks, newest))


def _statements(found: dict[str, Card], there: list[tuple[str, Card]]) -> tuple[Statement, ...]:
    made = []
    population = found.get(POPULATION)
    if population:
        earlier = _years_before(population.comparison)
        if earlier is not None:
            sign = _sign(population.comparison, population.value, earlier.value)
            made.append(Statement(population, sign, earlier))
    themes: dict[str, list[Card]] = {}
    for theme, card in there:
        if _comparable(card):
            themes.setdefault(theme, []).append(card)
    for members in themes.values():
        members.sort(key=lambda card: (card.old, card.indicator.direction == "neutral"))
    # Fresh figures first; one of each theme, then a second of each, and so on.
    turns = sorted(
        (
            (card.old, turn, place, card)
            for place, members in enumerate(themes.values())
            for turn, card in enumerate(members)
        ),
        key=lambda one: one[:3],
    )
    made += [Statement(card, _against(card)) for *_, card in turns[: STATEMENTS - len(made)]]
    return tuple(made)


def _questions(there: list[Card], told: set[str], lacks: list[Lack], newest: int) -> tuple[Question, ...]:
    """The first of each kind in turn, until there are enough: of fresh figures, then of rather old ones.

    An indicator is asked about once; a theme, and what has been said already, again only where nothing
    else is left.
    """
    fresh: list[Card] = []
    old: list[Card] = []
    for card in there:
        if card.indicator.id != POPULATION and newest - card.year <= ASKED_AFTER:
            (old if card.old else fresh).append(card)
    missing: list[Question] = [Missing(lack) for lack in lacks]
    first = [*_kinds(fresh, told), missing]
    both = [*first, *_kinds(old, told)]
    chosen: dict[str, Question] = {}
    themes: set[str | None] = set()
    for among, theme_again, told_again in (
        (first, False, False),
        (both, False, False),
        (first, False, True),
        (both, True, False),
        (both, True, True),
    ):
        for question in _in_turn(among):
            about = _about(question)
            new = (theme_again or about.theme not in themes) and (told_again or about.id not in told)
            if len(chosen) < QUESTIONS and about.id not in chosen and new:
                chosen[about.id] = question
                themes.add(about.theme)
    return tuple(chosen.values())


def _kinds(there: list[Card], told: set[str]) -> list[list[Question]]:
    """Gaps, the largest first, those of which nothing has been said before the others; and long courses."""
    gaps = [card for card in there if _comparable(card) and _enough(card) and _gap(card) >= LARGE]
    gaps.sort(key=lambda card: (card.indicator.id in told, -_gap(card)))
    courses = [course for card in there if (course := _course(card))]
    courses.sort(key=lambda course: course.first.year - course.card.year)
    return [[Gap(card, _against(card)) for card in gaps], list(courses)]


def _in_turn(kinds: Iterable[list[Question]]) -> Iterator[Question]:
    """The first of each, then the second of each, and so on."""
    for turn in zip_longest(*kinds):
        yield from (question for question in turn if question is not None)


def _about(question: Question) -> Indicator:
    return question.lack.indicator if isinstance(question, Missing) else question.card.indicator


def _comparable(card: Card) -> bool:
    return card.alongside is not None and card.indicator.unit_kind != "count" and card.certainty != "estimate"


def _enough(card: Card) -> bool:
    return card.count is None or card.count >= LEAST_CASES


def _gap(card: Card) -> float:
    """The difference as a part of what it is compared with; 0 where there is none as written."""
    assert card.alongside is not None
    if _against(card) == "same" or not card.alongside.value:
        return 0.0
    return abs(card.value - card.alongside.value) / abs(card.alongside.value)


def _course(card: Card) -> Course | None:
    """The latest run of consecutive, comparable years that all go one way, if it is long."""
    later: Point | None = None
    run: list[Sign] = []
    for point in reversed(_unbroken(card.comparison)):
        if later is not None:
            assert later.value is not None and point.value is not None
            step = _sign(card.comparison, later.value, point.value)
            if step == "same" or (run and step != run[-1]):
                break
            run.append(step)
        later = point
    return Course(card, run[0], later) if later is not None and len(run) >= LONG else None


def _unbroken(comparison: Comparison) -> list[Point]:
    """The own figures up to the latest, back to the first gap between years or break in the series."""
    latest = comparison.own.latest
    starts = {one.year for one in comparison.breaks}
    run: list[Point] = []
    for point in reversed(comparison.own.points):
        if point.value is None or latest is None or point.year > latest.year:
            continue
        if run and (run[-1].year != point.year + 1 or run[-1].year in starts):
            break
        run.append(point)
    return run[::-1]


def _years_before(comparison: Comparison) -> Point | None:
    """The own figure of :data:`YEARS_BACK` years before the latest, or the unbroken run's first."""
    run = _unbroken(comparison)
    back = [point for point in run[:-1] if point.year >= run[-1].year - YEARS_BACK]
    return back[0] if back else None


def _against(card: Card) -> Sign:
    assert card.alongside is not None
    return _sign(card.comparison, card.value, card.alongside.value)


def _sign(comparison: Comparison, value: float, other: float | None) -> Sign:
    """Larger or smaller as both are written, with the indicator's decimals."""
    assert other is not None
    if format_number(value, comparison.decimals, "en") == format_number(other, comparison.decimals, "en"):
        return "same"
    return "higher" if value > other else "lower"


def _is_missed(lack: Lack, newest: int) -> bool:
    """Whether others have of late what is missing; what nobody has fetched is no question for a council."""
    recent = lack.year is not None and newest - lack.year <= OLD_AFTER
    return recent and lack.reason in ("withheld", "partly_covered", "region_not_covered")
