"""What a screening of all indicators answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from hvk_data.language import Language, Texts, format_number, text
from hvk_data.queries.index import Indicator
from hvk_data.statistics import Certainty

OLD_AFTER = 3
"""Figures more years older than the newest of the store are old, and said to be."""

Kind = Literal["strength", "concern", "improving", "worsening", "gap"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""strength, concern: the level against others. improving, worsening: the change. gap: women and men."""

Against = Literal["region", "country", "similar"]
AGAINST: tuple[Against, ...] = get_args(Against)

WhyNot = Literal[
    "certainty", "small_effect", "not_core", "theme_taken", "country_alike", "old_figure", "not_newest"
]
"""What keeps a suggestion from standing higher in the list."""

Skipped = Literal[
    "older_than_rhythm", "before_since", "across_break", "no_municipal_figure", "number_of_cases"
]
"""Why an indicator with a direction was not judged at all."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One judgement that stood out, not yet ranked.

    Of a level ``own`` and ``other`` are compared in ``year`` (three years' means if the certainty says so);
    of a change they are the figure along the trend in ``last`` and in ``first``; of a gap the women's and
    the men's. ``spreads`` is own − other in units of the usual distance of municipalities from their median
    (None where that is unknown). ``p`` is adjusted for all that was tested together, None where nothing could
    be tested. ``cases`` is the municipality's published count. ``age``: how many years the newest figures of
    most municipalities (of ``newest``) are behind the store's. ``country_alike``: the whole country changes
    alike.
    """

    kind: Kind
    indicator: Indicator
    year: int
    newest: int
    age: int
    against: Against | None
    area: Texts
    own: float
    other: float
    spreads: float | None
    certainty: Certainty
    p: float | None
    cases: float | None
    people: float | None
    first: int | None
    last: int | None
    country_alike: bool = False

    @property
    def old(self) -> bool:
        """Whether the newest figures of most municipalities are themselves old, to be said first."""
        return self.age > OLD_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Flag):
    """One thing that stands out, in its place in the list: ``score``, and what keeps it from a higher one.

    ``effect`` is own − other in the indicator's unit. ``also`` are other comparisons that say the same.
    ``overridden``: the municipality has chosen the direction itself.
    """

    also: tuple[Against, ...]
    score: float
    why_not: tuple[WhyNot, ...]
    overridden: bool

    @property
    def id(self) -> str:
        """A name for this suggestion of the municipality, the same from day to day."""
        return f"{self.kind}-{self.indicator.id}"

    @property
    def effect(self) -> float:
        """Own less other, in the indicator's unit."""
        return self.own - self.other

    def why_not_higher(self, language: Language) -> str:
        """Sentences; empty where nothing keeps it down."""
        return " ".join(text(language, f"suggestions.why_not_{reason}") for reason in self.why_not)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What stands out, the likeliest to deserve the group's time first, and the honest line's numbers.

    ``screened`` indicators were looked at by ``tests`` tests; ``flagged`` of them stood out after adjustment,
    about ``by_chance`` of these by chance alone. ``described`` more stood apart without a test. ``shown`` is
    the cut of ``items``; ``skipped`` counts indicators by why they were not judged.
    """

    municipality: str
    items: tuple[Suggestion, ...]
    screened: int
    tests: int
    flagged: int
    by_chance: float
    described: int
    skipped: Mapping[Skipped, int]

    def honest_line(self, language: Language) -> str:
        """How many would be flagged by chance, what rests on no test, and why both are more than items."""
        tested = text(
            language,
            "suggestions.honest" if self.by_chance >= 0.5 else "suggestions.honest_under_one",
            n=self.flagged,
            tests=self.tests,
            chance=format_number(self.by_chance, 0, language),
        )
        untested = text(language, "suggestions.honest_described", n=self.described) if self.described else ""
        together = len(self.items) < self.flagged + self.described
        counted = text(language, "suggestions.honest_together") if together else ""
        return " ".join(part for part in (tested, untested, counted) if part)
