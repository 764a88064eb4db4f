"""What stands out over a corpus of known truth: how much of it is false, how much of what is real is found.

Every municipality is screened over all indicators of :mod:`benchmarks.truth` as *Nostot* does it, each
judgement that stands out is held against what was put in, and the same for every difference that was put
in: is it found? Then the time: *Nostot* whole, as the server makes it for a municipality that nobody has
looked at yet, the screening alone, and a worry held against the figures.
"""

import math
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.measuring import arguments, print_document
from benchmarks.truth import APART, GROWTH, YEARS, Floats, Known, Truth, write_truth
from hvk_data.areas import SizeClass, municipalities, size_class
from hvk_data.queries.index import Index, index
from hvk_data.queries.search import search
from hvk_data.statistics.certainty import MODERATE
from hvk_data.store import Reader, open_store
from hvk_data.store.build import build_and_publish
from hvk_data.suggestions import KINDS, Kind, Suggestion, check, similar, suggest

FRAME = Path(__file__).parents[1] / "pages" / "_frame.py"
PAGE_MS, WORRY_MS = 300, 50
NO_MORE = 0.01
"""A municipality whose truth is nearer than one per cent to what it stands beside is like it."""

_LEVELS: frozenset[Kind] = frozenset({"strength", "concern"})
_CHANGES: frozenset[Kind] = frozenset({"improving", "worsening"})


@dataclass(frozen=True, slots=True)
class BySize:
    """Of the municipalities of one size: what stood out by a test, how much of it is false, what was found.

    ``false`` is the mean over municipalities of the share that is false among what stands out (of nothing:
    none), what the adjustment promises to hold. ``wrong_way`` counts those whose truth is the opposite. Of
    what was put in, ``levels``, ``changes`` and ``gaps`` are the shares found.
    """

    size: SizeClass
    municipalities: int
    flagged: float
    false: float
    wrong_way: int
    levels: float
    changes: float
    gaps: float

    @property
    def met(self) -> bool:
        """Whether no more is false than stated, but for three standard errors of so many municipalities."""
        return self.false <= MODERATE + 3 * math.sqrt(MODERATE * (1 - MODERATE) / self.municipalities)


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of ``runs`` askings after the first: median, longest, and the median on a processor.

    The last is what a machine that others use too does not change. The first asking stands by itself.
    """

    what: str
    median_ms: float
    processor_ms: float
    longest_ms: float
    first_ms: float
    runs: int
    limit_ms: float | None

    @property
    def met(self) -> bool | None:
        """Whether the median keeps the limit; None where there is none."""
        return None if self.limit_ms is None else self.median_ms <= self.limit_ms


class Truths:
    """Asks the truth what a flag claims."""

    def __init__(self, known: Index, truth: Truth) -> None:
        self._known, self._truth = known, truth

    def says(self, code: str, flag: Suggestion, peers: Sequence[str]) -> float:
        """The logarithm of how many times the truth is what it stands beside; 0: there is nothing."""
        one, row = self._truth.indicators[flag.indicator.id], self._truth.row[code]
        if flag.kind == "gap":
            return float(np.log(one.women[row]))
        if flag.kind in _CHANGES:
            return float(np.log(one.growth[row]) * (len(YEARS) - 1))
        years = 3 if "three_years" in flag.certainty.reasons else 1
        rates = one.rates[:, -years:].mean(axis=1)
        others = [self._truth.row[other] for other in self._beside(code, flag, peers) if other != code]
        return float(np.log(rates[row] / np.average(rates[others], weights=one.people[others])))

    def _beside(self, code: str, flag: Suggestion, peers: Sequence[str]) -> Sequence[str]:
        if flag.against == "similar":
            return peers
        home = self._known.municipality(code).home.id
        return [
            other
            for other, areas in self._known.municipalities.items()
            if flag.against == "country" or home in (areas.county.id, areas.maakunta.id)
        ]


def held_against_truth(reader: Reader, truth: Truth) -> list[BySize]:
    """What stands out in every municipality, held against the truth; by size, the smallest first."""
    known = index(reader)
    asks = Truths(known, truth)
    of_size: dict[SizeClass, list[_One]] = {}
    for code in sorted(truth.codes, key=lambda code: truth.people[truth.row[code]]):
        peers = [one.municipality.code for one in similar(reader, code)]
        found = suggest(reader, code, limit=len(known.indicators) * len(KINDS))
        size = size_class(truth.people[truth.row[code]])
        of_size.setdefault(size, []).append(_one(asks, truth, code, found.items, peers))
    return [
        BySize(
            size,
            len(of),
            sum(one.flagged for one in of) / len(of),
            sum(one.false / max(one.flagged, 1) for one in of) / len(of),
            sum(one.wrong_way for one in of),
            *(
                sum(one.found[put_in] for one in of) / sum(one.real[put_in] for one in of)
                for put_in in _PUT_IN
            ),
        )
        for size, of in of_size.items()
    ]


@dataclass(frozen=True, slots=True)
class _One:
    """One municipality: counts of its flags, and by what was put in, how many are real and found."""

    flagged: int
    false: int
    wrong_way: int
    real: Counter[str]
    found: Counter[str]


_PUT_IN: dict[str, tuple[frozenset[Kind], Callable[[Known], Floats]]] = {
    # A level that no count is published of is described and not tested.
    "level": (_LEVELS, lambda one: np.ones_like(one.ratio) if one.kind == "value" else one.ratio),
    "change": (_CHANGES, lambda one: one.growth),
    "gap": (frozenset({"gap"}), lambda one: one.women),
}


def _one(asks: Truths, truth: Truth, code: str, flags: Sequence[Suggestion], peers: Sequence[str]) -> _One:
    tested = [flag for flag in flags if flag.p is not None]
    real = [asks.says(code, flag, peers) for flag in tested]
    there = [abs(one) >= NO_MORE for one in real]
    right = [np.sign(one) == np.sign(flag.own - flag.other) for one, flag in zip(real, tested, strict=True)]
    put_in: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for what, (kinds, of) in _PUT_IN.items():
        ids = {flag.indicator.id for flag in tested if flag.kind in kinds}
        for one in truth.indicators.values():
            if one.direction != "neutral" and of(one)[truth.row[code]] != 1:
                put_in[what] += 1
                found[what] += one.id in ids
    return _One(
        len(tested),
        sum(not (is_there and way) for is_there, way in zip(there, right, strict=True)),
        sum(is_there and not way for is_there, way in zip(there, right, strict=True)),
        put_in,
        found,
    )


class Visitor:
    """One browser's session: it opens *Nostot* of one municipality after another."""

    def __init__(self) -> None:
        self._at = AppTest.from_file(str(FRAME), default_timeout=120)
        self._at._page_hash = calc_hash("nostot")

    def open(self, code: str) -> None:
        """The page of a municipality; RuntimeError where it does not come whole."""
        self._at.query_params["kunta"] = code
        self._at.run()
        name = municipalities()[code].name.fi
        if self._at.exception or self._at.title[0].value != f"Nostot: {name}":
            raise RuntimeError(f"the page of {code} does not open")


def taken(question: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that one asking takes, and those of a processor."""
    start, used = time.perf_counter(), time.process_time()
    question()
    return (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000


def timed(reader: Reader, truth: Truth, runs: int) -> list[Timed]:
    """Each of other municipalities than before, as people come to them; the store itself has been read."""
    codes = random.Random(1).sample(truth.codes, 2 * runs + 2)
    known, visitor = index(reader), Visitor()
    titles = [
        known.indicators[id_].title.fi for id_ in random.Random(1).sample(list(truth.indicators), runs + 1)
    ]
    # Inflected, with a word that says which way it goes, as in "nuorten yksinäisyyden kasvu".
    words = [f"{title.split()[0].lower()}n {title.split()[1]} kasvaa" for title in titles]
    asked: dict[str, tuple[list[Callable[[], object]], float | None]] = {
        "Nostot, the page whole": ([partial(visitor.open, code) for code in codes[: runs + 1]], PAGE_MS),
        "Nostot, the screening alone": ([partial(suggest, reader, code) for code in codes[runs + 1 :]], None),
        "a worry, the search": ([partial(search, known, word, 5) for word in words], WORRY_MS),
        "a worry, held against its figures": (
            [partial(check, reader, codes[0], word) for word in words],
            None,
        ),
    }
    rows = []
    for what, (questions, limit) in asked.items():
        first, *others = [taken(question) for question in questions]
        walls, processor = zip(*others, strict=True)
        rows.append(Timed(what, median(walls), median(processor), max(walls), first[0], len(others), limit))
    return rows


def print_sizes(sizes: list[BySize]) -> None:
    """A line a size class."""
    changes = f"changes of {100 * GROWTH - 100:.0f} % a year"
    print(f"Found: differences of {APART} times (levels, women and men), {changes}")
    print(
        f"{'':18}{'n':>5}{'flagged':>10}{'false, %':>10}{'wrong way':>11}"
        f"{'levels, %':>11}{'changes, %':>12}{'gaps, %':>9}"
    )
    for one in sizes:
        mark = "" if one.met else "  MISSED"
        print(
            f"{one.size:18}{one.municipalities:5}{one.flagged:10.1f}{100 * one.false:10.2f}{one.wrong_way:11}"
            f"{100 * one.levels:11.1f}{100 * one.changes:12.1f}{100 * one.gaps:9.1f}{mark}"
        )


def print_times(rows: list[Timed]) -> None:
    """A line a question."""
    print(f"\n{'':36}{'median':>11}{'processor':>11}{'longest':>11}{'first':>11}")
    for one in rows:
        target = "" if one.limit_ms is None else f"  ≤ {one.limit_ms:g} {'met' if one.met else 'MISSED'}"
        times = (one.median_ms, one.processor_ms, one.longest_ms, one.first_ms)
        print(f"{one.what:36}" + "".join(f"{ms:8.1f} ms" for ms in times) + target)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--indicators", type=int, default=3500, help="so many (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=15, help="askings of each (default: %(default)s)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hvk-suggestions-"))
    os.environ["HVK_HOME"] = str(folder)
    # It warns of every page that is made without a browser.
    set_log_level("ERROR")
    try:
        truth = write_truth(folder, options.indicators)
        published = build_and_publish(folder, shipped=folder / "nothing ships")
        reader = open_store(folder).reader()
        times = timed(reader, truth, options.runs)
        sizes = held_against_truth(reader, truth)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print_sizes(sizes)
    print_times(times)
    if options.json:
        print_document(
            "suggestions",
            [asdict(one) | {"met": one.met} for one in (*sizes, *times)],
            met=all(one.met is not False for one in (*sizes, *times)),
            indicators=options.indicators,
            rows_in_store=published.rows,
        )


if __name__ == "__main__":
    main()
