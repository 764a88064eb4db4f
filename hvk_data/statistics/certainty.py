"""How sure a judgement is, as a tier and reasons; in plain words in ``texts/statistics.toml``."""

from dataclasses import dataclass
from typing import Literal, get_args

from hvk_data.language import Language, text

Tier = Literal["high", "moderate", "low", "none"]
"""high: tested, p < 0.01. moderate: tested, p < 0.05. low: where the figure stands is described, and
nothing is claimed of chance. none: it cannot be told."""

TIERS: tuple[Tier, ...] = get_args(Tier)

Reason = Literal[
    "tested",
    "steady_series",
    "prices",
    "three_years",
    "value_alone",
    "survey",
    "estimate",
    "screened",
    "within_chance",
    "small_counts",
    "too_few_years",
    "rounding",
    "subtraction",
    "few_areas",
    "no_comparison",
    "missing",
    "number_of_cases",
    "within_year",
]
"""Why the tier is what it is; the first of a verdict's reasons is the chief one.

tested: by the counts. steady_series: by the order of the values alone. prices: a rise of euros, of which
rising prices are a part. three_years: over three years together, for one has under 20 cases. value_alone: no
count is known, so nothing can be tested. survey: answers of a part, without their number. estimate: our rate
could not be checked against published ones. screened: not certain enough among all that was looked through at
once. within_chance: chance alone makes as large a difference. small_counts: the same, and there are under 20
cases. too_few_years: five years are needed, and of five every step the same way. rounding: the published rate
is rounded so that the answer depends on it. subtraction: the municipality is nearly the whole region.
few_areas: fewer than five municipalities have a figure. no_comparison: nothing of the same year to stand
beside. missing: no figure. number_of_cases: a number of cases follows the size of the place. within_year: the
figures of different years may not be compared."""

REASONS: tuple[Reason, ...] = get_args(Reason)

SMALL_COUNT = 20
"""Under this many cases a year, three years are taken together."""

HIGH = 0.01
MODERATE = 0.05


@dataclass(frozen=True, slots=True)
class Certainty:
    """A tier and its reasons, the chief one first."""

    tier: Tier
    reasons: tuple[Reason, ...]

    def name(self, language: Language) -> str:
        """The tier in a word or two."""
        return text(language, f"statistics.tier_{self.tier}")

    def why(self, language: Language) -> str:
        """The reasons as sentences that a councillor understands."""
        return " ".join(text(language, f"statistics.reason_{reason}") for reason in self.reasons)


def tier_of(p: float) -> Tier:
    """The tier of a test's two-sided p (already adjusted where many were made); *none* from 0.05 on."""
    if p < HIGH:
        return "high"
    return "moderate" if p < MODERATE else "none"


def at_most(tier: Tier, limit: Tier) -> Tier:
    """``tier``, or ``limit`` where that is less sure."""
    return TIERS[max(TIERS.index(tier), TIERS.index(limit))]
