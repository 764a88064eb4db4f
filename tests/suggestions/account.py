"""What stands out in all 308 municipalities over the figures that ship, as a page of the documentation.

``PYTHONPATH=. python tests/suggestions/account.py`` writes docs/suggestions.md anew; a test compares it.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import mean
from typing import get_args

from hvk_data.areas import SizeClass, municipalities, size_class, size_class_name
from hvk_data.language import text
from hvk_data.paths import SHIPPED
from hvk_data.queries.index import Indicator, index
from hvk_data.store import Reader, open_store
from hvk_data.store.build import build
from hvk_data.suggestions import KINDS, Suggestions, suggest
from hvk_data.suggestions.records import Skipped
from hvk_data.suggestions.screening import directed
from hvk_data.suggestions.similar import conditions

DOCUMENT = Path(__file__).parents[2] / "docs" / "suggestions.md"
MOST = 60
FEWEST = 8

WHY: dict[Skipped, str] = {
    "no_municipal_figure": "no figure of the municipality (survey made for counties, or not published)",
    "older_than_rhythm": "its latest figure is older than others' by more than the indicator's rhythm",
    "number_of_cases": "a number of cases, which follows the size of the place",
    "across_break": "a change across a break",
    "before_since": "older than the year that was asked for",
}


def everybody(reader: Reader) -> dict[str, Suggestions]:
    """By code what stands out in each municipality."""
    return {code: suggest(reader, code, limit=MOST) for code in index(reader).municipalities}


def account(reader: Reader, found: Mapping[str, Suggestions]) -> str:
    """The page."""
    people = conditions(reader)["population"]
    of_size: dict[SizeClass, list[Suggestions]] = {size: [] for size in get_args(SizeClass)}
    for code, one in found.items():
        of_size[size_class(people[code].value)].append(one)
    listed = list(index(reader).indicators.values())
    chosen = directed(index(reader))
    items = [item for one in found.values() for item in one.items]
    neutral = sum(item.indicator.direction == "neutral" for item in items)
    reasons = [reason for reason in WHY if any(one.skipped.get(reason) for one in found.values())]
    names = municipalities()
    fewest = sorted(found.items(), key=lambda pair: (len(pair[1].items), pair[0]))[:FEWEST]
    parts = [
        _TITLE,
        f"Of {len(listed)} listed indicators {sum(one.in_store for one in listed)} ship with figures;\n"
        f"{len(chosen)} of these have a direction and are screened. A neutral one is never good or bad:\n"
        f"{neutral} of {len(items)} suggestions are of a neutral one.",
        _MANY,
        _table(
            [
                "people",
                "municipalities",
                "suggestions",
                "fewest–most",
                "tests",
                "tested",
                "described",
                "old",
                "old of the first 8",
            ],
            {size_class_name(size, "en"): _numbers(ones) for size, ones in of_size.items()},
        ),
        "## By what it is",
        _table(
            ["people", *(text("en", f"suggestions_page.kind_{kind}") for kind in KINDS)],
            {size_class_name(size, "en"): _kinds(ones) for size, ones in of_size.items()},
        ),
        "Gaps between women and men need figures by sex of an indicator that has a direction:\n"
        f"{_by_sex(reader, chosen)} of the screened ones ship with them. They come with the first sync, and\n"
        "are tried on a generated corpus of known truth: `python -m benchmarks.suggestions`.",
        _NONE,
        _table(
            ["people", "judged", *(WHY[reason] for reason in reasons)],
            {size_class_name(size, "en"): _left_out(ones, reasons) for size, ones in of_size.items()},
        ),
        _USUAL,
        f"The {FEWEST} municipalities with the fewest:",
        _table(
            ["municipality", "people", "judged", "tests", "suggestions"],
            {
                names[code].name.fi: [
                    f"{people[code].value:.0f}",
                    *map(str, (one.screened, one.tests, len(one.items))),
                ]
                for code, one in fewest
            },
        ),
    ]
    return "\n\n".join(parts) + "\n"


_TITLE = """# What stands out in the 308 municipalities

Written by `PYTHONPATH=. python tests/suggestions/account.py` from the figures that ship; a test compares it.
The method is in `hvk_data/statistics`, the screening and the ranking in `hvk_data/suggestions`."""

_MANY = """## How many each size class gets

Means over the municipalities of the class. *Tested* ones passed the adjustment for all that was tested at
once (at most one in twenty of these is expected to be by chance); *described* ones stand apart where nothing
can be tested. *Old*: the newest figures of most municipalities are themselves old, which is said first; they
stand after the current ones, and count for less with each year."""

_NONE = """## Why the others have none

How many of the screened indicators are judged for a municipality, and why the others are not (means):"""

_USUAL = """What is judged and does not stand out is told neither as good nor as bad: chance alone makes as
large a difference, or the figure is among those of most municipalities. Of the same indicator one suggestion
is shown for each kind, with the other comparisons that say the same: suggestions are fewer than flags."""


def _table(header: list[str], rows: Mapping[str, list[str]]) -> str:
    lines = [
        header,
        ["---", *["---:"] * (len(header) - 1)],
        *([name, *cells] for name, cells in rows.items()),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _numbers(ones: list[Suggestions]) -> list[str]:
    counts = [len(one.items) for one in ones]
    old = mean(sum(item.old for item in one.items) for one in ones)
    return [
        str(len(ones)),
        f"{mean(counts):.1f}",
        f"{min(counts)}–{max(counts)}",
        *(
            f"{mean(of):.1f}"
            for of in zip(*((one.tests, one.flagged, one.described) for one in ones), strict=True)
        ),
        f"{old:.1f}",
        f"{mean(sum(item.old for item in one.items[:8]) for one in ones):.1f}",
    ]


def _few(people: float, one: Suggestions) -> list[str]:
    return [f"{people:.0f}", *map(str, (one.screened, one.tests, len(one.items)))]


def _kinds(ones: list[Suggestions]) -> list[str]:
    return [f"{mean(sum(item.kind == kind for item in one.items) for one in ones):.1f}" for kind in KINDS]


def _left_out(ones: list[Suggestions], reasons: list[Skipped]) -> list[str]:
    counted = [[one.screened, *(one.skipped.get(reason, 0) for reason in reasons)] for one in ones]
    return [f"{mean(of):.1f}" for of in zip(*counted, strict=True)]


def _by_sex(reader: Reader, chosen: list[Indicator]) -> int:
    numbers = [indicator.number for indicator in chosen]
    (row,) = reader.rows(Path(__file__).parent / "sql", "by_sex", {"indicators": numbers})
    return int(row["n"])


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), SHIPPED / "snapshot")
        reader = open_store(Path(folder)).reader()
        DOCUMENT.write_text(account(reader, everybody(reader)), encoding="utf-8")


if __name__ == "__main__":
    main()
