"""How often the judgements err, and how often they find what is there: a simulation with known truth.

Municipalities of 1 000 to 200 000 people beside the rest of a region of 150 000, with events, shares and
values, published as sources publish them: the count, and the rate rounded to a decimal. The same functions
judge them that judge on every page.

First without any real difference or trend: the share that is flagged must stay at or under the stated 5 %
in every size, with independent cases and with twice their variance (cases that come in clusters). A third
line of each has no stated rate and only informs: where half of a year's deviation stays the next year, as
when the same unemployed people are counted twice, a slow swing looks like a trend about twice as often.

Then with real differences and changes of stated size: the share that is found, beside the rule of the
English public health profiles and beside arrows that compare two figures and no more. An arrow "finds" most
of what there is, and points as often where there is nothing: both columns must be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from benchmarks.measuring import arguments, print_document
from hvk_data.statistics.batch import Area, Batch, Kind, Measure, changes, levels
from hvk_data.statistics.certainty import MODERATE
from hvk_data.statistics.intervals import byar_interval, share_interval
from hvk_data.statistics.sexes import between

Floats = NDArray[np.float64]

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 200_000)
REST = 150_000
LAST = 2025
CHI_SQUARED = 9.5495
"""p < 0.002, from which on the English profiles draw an arrow."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each set the p of a judgement (NaN: not tested), and which way it goes."""

    p: Floats
    sign: NDArray[np.int64] | Floats


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of figure: its usual rate per one, how it is published, and over how many years it is known."""

    what: str
    kind: Kind
    rate: float
    per: int
    years: int = 10


FIGURES = (
    Figure("rare events, 8 / 10 000", "rate", 0.0008, 10_000),
    Figure("events, 5 / 1 000", "rate", 0.005, 1_000),
    Figure("share of 2 %", "share", 0.02, 100),
    Figure("share of 20 %", "share", 0.2, 100),
    Figure("events, 5 / 1 000, 3 years known", "rate", 0.005, 1_000, years=3),
    Figure("events, 5 / 1 000, 5 years known", "rate", 0.005, 1_000, years=5),
    Figure("events, 5 / 1 000, 20 years known", "rate", 0.005, 1_000, years=20),
)
CHANGING = Figure("events", "rate", 0.005, 1_000)


@dataclass(frozen=True, slots=True)
class Flags:
    """Of ``sets`` municipalities of one size the share that is flagged without cause, and that is tested.

    ``limit`` is the stated 5 % with three standard errors of a share of so many sets; None where nothing is
    stated and the line only informs.
    """

    judgement: str
    figure: str
    noise: str
    people: int
    flagged: float
    tested: float
    sets: int
    limit: float | None

    @property
    def met(self) -> bool | None:
        """Whether no more is flagged than is stated."""
        return None if self.limit is None else self.flagged <= self.limit


@dataclass(frozen=True, slots=True)
class Found:
    """What is real, and the share of it found, the right way, by ours, the English rule and an arrow."""

    what: str
    real: str
    ours: float
    english: float | None
    arrow: float


@dataclass(frozen=True, slots=True)
class Noise:
    """``variance`` times that of independent cases; ``kept``: the share of a year's deviation that stays."""

    what: str
    variance: float = 1.0
    kept: float = 0.0


INDEPENDENT, DOUBLED = Noise("independent cases"), Noise("doubled variance", 2.0)
CARRIED = Noise("doubled variance, half of it carried over to the next year", 2.0, 0.5)


@dataclass(frozen=True, slots=True)
class Sets:
    """Many municipalities of one size beside the same others: counts by set (row) and year (column)."""

    figure: Figure
    years: NDArray[np.int64]
    people: int
    others: int
    own: Floats
    rest: Floats

    def published(self, counts: Floats, people: int) -> Area:
        """Counts with their rates, rounded to one decimal as sources round them."""
        rate = np.round(counts / people * self.figure.per, 1)
        return Area(rate, counts, np.zeros(counts.shape, bool))

    def batch(self, *, counted: bool = True) -> Batch:
        """The municipality's figures as the pages have them; without their counts, values alone."""
        own = self.published(self.own, self.people)
        if not counted:
            own = Area(own.value, np.full(own.count.shape, np.nan), own.exact)
        measure = Measure(self.figure.kind if counted else "value", self.figure.per)
        return Batch.of(self.years, own, [measure] * len(self.own), [1] * len(self.own))

    @property
    def last(self) -> NDArray[np.int64]:
        """The column of the latest year, for each set."""
        return np.full(len(self.own), len(self.years) - 1)

    @property
    def ever(self) -> NDArray[np.int64]:
        """For each set the year of the last break: none."""
        return np.full(len(self.own), -9999)


def cases(rng: np.random.Generator, figure: Figure, rate: Floats, people: int, noise: Noise) -> Floats:
    """Counts of ``people`` at ``rate`` (sets × years) with as much noise as is asked for.

    More than independent cases have comes from the rate itself: it moves around its mean by a gamma (of
    rates) or beta (of shares) distribution, in steps that are independent or carried over.
    """
    share = figure.kind == "share"
    if noise.variance > 1:
        extra = noise.variance - 1
        uniform = _uniform(rng, rate.shape, noise.kept)
        if share:
            total = (people - 1) / extra - 1
            rate = stats.beta.ppf(uniform, rate * total, (1 - rate) * total)
        else:
            rate = stats.gamma.ppf(uniform, rate * people / extra) * extra / people
    drawn = rng.binomial(people, rate) if share else rng.poisson(rate * people)
    return drawn.astype(float)


def _uniform(rng: np.random.Generator, shape: tuple[int, ...], kept: float) -> Floats:
    """Numbers of 0–1, each year's drawn towards the year before by a normal autoregression."""
    steps = rng.normal(size=shape)
    for year in range(1, shape[1]):
        steps[:, year] = kept * steps[:, year - 1] + np.sqrt(1 - kept**2) * steps[:, year]
    uniform: Floats = stats.norm.cdf(steps)
    return uniform


def make(
    figure: Figure,
    people: int,
    noise: Noise,
    sets: int,
    *,
    ratio: float = 1.0,
    growth: float = 1.0,
    others: int = REST,
) -> Sets:
    """Sets whose own rate is ``ratio`` times that of the ``others`` and grows ``growth`` times a year."""
    rng = np.random.default_rng([people, others, figure.years, sets])
    usual = np.full((sets, figure.years), figure.rate)
    own = usual * ratio * growth ** np.arange(figure.years)
    return Sets(
        figure,
        np.arange(LAST - figure.years + 1, LAST + 1),
        people,
        others,
        cases(rng, figure, own, people, noise),
        cases(rng, figure, usual, others, noise),
    )


def level(sets: Sets) -> Judged:
    """Beside the region, the municipality in it and taken out of it by the method."""
    region = sets.published(sets.own + sets.rest, sets.people + sets.others)
    found = levels(sets.batch(), region, sets.last, sets.ever)
    return Judged(found.worst, np.sign(found.own - found.other))


def change(sets: Sets) -> Judged:
    """Over time, by the counts."""
    found = changes(sets.batch(), sets.last, sets.ever)
    return Judged(found.p, found.sign)


def steadiness(sets: Sets) -> Judged:
    """Over time where no count is published: by the order of the values."""
    found = changes(sets.batch(counted=False), sets.last, sets.ever)
    return Judged(found.p, found.sign)


def gap(sets: Sets) -> Judged:
    """Women (own) beside men (others), in the latest year."""
    sides = [
        Area(area.value[:, -1], area.count[:, -1], area.exact[:, -1])
        for area in (sets.published(sets.own, sets.people), sets.published(sets.rest, sets.others))
    ]
    return Judged(between(sets.batch(), *sides), np.sign(sides[0].value - sides[1].value))


JUDGEMENTS: dict[str, Callable[[Sets], Judged]] = {
    "level beside the region": level,
    "change, by counts": change,
    "change, values alone": steadiness,
    "women and men": gap,
}


def without_cause(sets: int) -> Iterator[Flags]:
    """The first table."""
    limit = MODERATE + 3 * float(np.sqrt(MODERATE * (1 - MODERATE) / sets))
    for judgement, judge in JUDGEMENTS.items():
        for figure in FIGURES:
            for noise in (INDEPENDENT, DOUBLED, CARRIED):
                for people in SIZES:
                    made = _made(judgement, figure, people, noise, sets)
                    p = judge(made).p
                    yield Flags(
                        judgement,
                        figure.what,
                        noise.what,
                        people,
                        float((p < MODERATE).mean()),
                        float(np.isfinite(p).mean()),
                        sets,
                        None if noise is CARRIED else limit,
                    )


def _made(judgement: str, figure: Figure, people: int, noise: Noise, sets: int, ratio: float = 1.0) -> Sets:
    """Women are half of the people and men the others; a municipality stands beside its region."""
    if judgement == "women and men":
        return make(figure, people // 2, noise, sets, ratio=ratio, others=people // 2)
    return make(figure, people, noise, sets, ratio=ratio)


def english(sets: Sets) -> NDArray[np.int64]:
    """The arrow of the English public health profiles: 1 up, −1 down, 0 no significant change.

    Over the last five points, least squares weighted by the width of the 95 % intervals; an arrow from a
    chi-squared of 9.5495 on, where the slope keeps its sign without each of the points. Source: Fingertips,
    *Public health technical guidance*, "Trend markers".
    """
    law = share_interval if sets.figure.kind == "share" else byar_interval
    counts = sets.own[:, -5:]
    low, high = law(counts, sets.people, sets.figure.per)
    weight = (3.92 / (high - low)) ** 2
    value = counts / sets.people * sets.figure.per
    slope, chi_squared = _weighted(value, weight)
    without = [_weighted(value, np.where(np.arange(5) == left_out, 0, weight))[0] for left_out in range(5)]
    same = np.all([np.sign(one) == np.sign(slope) for one in without], axis=0)
    arrow: NDArray[np.int64] = np.where(same & (chi_squared > CHI_SQUARED), np.sign(slope), 0).astype(int)
    return arrow


def _weighted(value: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """The slope of weighted least squares, and the chi-squared of its being zero."""
    t = np.arange(value.shape[1])
    w0, w1, w2 = (np.sum(weight * t**power, axis=1) for power in (0, 1, 2))
    y0, y1 = (np.sum(weight * value * t**power, axis=1) for power in (0, 1))
    spread = w0 * w2 - w1**2
    slope = (w0 * y1 - w1 * y0) / spread
    return slope, slope**2 * spread / w0


def _found(judged: Judged, sign: int) -> float:
    return float(((judged.p < MODERATE) & (judged.sign == sign)).mean())


def changed(sets: int) -> Iterator[Found]:
    """Real changes over ten years: so many cases in the first year, so many per cent more each year."""
    for cases_first in (5, 10, 20, 50, 200):
        for growth in (1.0, 1.05, 1.1):
            people = round(cases_first / CHANGING.rate)
            made = make(CHANGING, people, INDEPENDENT, sets, growth=growth)
            arrow = np.sign(made.own[:, -1] - made.own[:, -2])
            arrows = english(made)
            none = growth == 1
            yield Found(
                f"change: {cases_first} cases a year",
                "none" if none else f"+{round(100 * growth - 100)} % a year",
                _any(change(made)) if none else _found(change(made), 1),
                float((arrows != 0).mean() if none else (arrows == 1).mean()),
                float((arrow != 0).mean() if none else (arrow == 1).mean()),
            )


def _any(judged: Judged) -> float:
    return float((judged.p < MODERATE).mean())


def differing(sets: int) -> Iterator[Found]:
    """Real differences beside the region, and between women and men."""
    for people in SIZES:
        for ratio in (1.0, 1.25, 1.5, 2.0):
            for what in ("level beside the region", "women and men"):
                judge, of = JUDGEMENTS[what], _made(what, CHANGING, people, DOUBLED, sets, ratio)
                arrow = np.sign(of.own[:, -1] / of.people - of.rest[:, -1] / of.others)
                none = ratio == 1
                yield Found(
                    f"{what}: {people} people, {round(people * CHANGING.rate)} cases a year",
                    "none" if none else f"{ratio:g} times",
                    _any(judge(of)) if none else _found(judge(of), 1),
                    None,
                    float((arrow != 0).mean() if none else (arrow == 1).mean()),
                )


def print_flags(flags: list[Flags]) -> None:
    """A line for each judgement, figure and noise; a column for each size."""
    print("Flagged without any real difference or trend, %, by number of people (limit 5 %):")
    print(f"{'':86}" + "".join(f"{size:>9}" for size in SIZES))
    lines: dict[tuple[str, str, str], list[Flags]] = {}
    for one in flags:
        lines.setdefault((one.judgement, one.figure, one.noise), []).append(one)
    for (judgement, figure, noise), of in lines.items():
        marks = "".join(f"{100 * one.flagged:8.1f}{'!' if one.met is False else ' '}" for one in of)
        print(f"{judgement + ', ' + figure:58.58}  {noise:26.26}{marks}")


def print_found(found: list[Found]) -> None:
    """The second table; where nothing is real, what is flagged all the same."""
    print()
    print(f"{'Found, the right way, %':48}  {'real':14}{'ours':>8}{'English':>9}{'arrow':>8}")
    for one in found:
        rule = "–" if one.english is None else f"{100 * one.english:.1f}"
        print(f"{one.what:48}  {one.real:14}{100 * one.ours:8.1f}{rule:>9}{100 * one.arrow:8.1f}")


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--sets", type=int, default=4000, help="municipalities a line (default: %(default)s)")
    options = parser.parse_args()
    flags = list(without_cause(options.sets))
    print_flags(flags)
    found = [*changed(options.sets), *differing(options.sets)]
    print_found(found)
    bad = [one for one in flags if one.met is False]
    stated = [one for one in flags if one.limit is not None]
    print(f"\n{len(stated) - len(bad)} of {len(stated)} stated rates are held")
    if options.json:
        print_document(
            "statistics",
            [asdict(one) | {"met": one.met} for one in flags],
            met=not bad,
            found=[asdict(one) for one in found],
            stated_rate=MODERATE,
        )


if __name__ == "__main__":
    main()
