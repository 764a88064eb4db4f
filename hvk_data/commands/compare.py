"""``compare``: one indicator of a municipality beside what it is compared with."""

import argparse
import csv
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hvk_data.figures import Comparison, Series
    from hvk_data.queries.index import Index

_WORDS = {
    "region": "region",
    "hyvinvointialue": "county",
    "maakunta": "maakunta",
    "seutukunta": "subregion",
    "maa": "country",
}
_COLUMNS = ("indicator", "area", "code", "level", "year", "sex", "value", "count", "computed")


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "compare",
        help="a municipality's indicator beside its region, the country or other municipalities",
        description="Print one indicator of a municipality and of what it is compared with, all years. "
        "'region' is the wellbeing services county, or the maakunta where the county has no figure or is "
        "the municipality alone; the output names the level used. Exit codes: 0 printed, 2 unknown "
        "municipality or indicator, or no store.",
    )
    command.add_argument("--municipality", required=True, metavar="NAME_OR_CODE")
    command.add_argument(
        "--indicator", required=True, metavar="ID", help="for example 181 or tk:employment_rate"
    )
    command.add_argument(
        "--against",
        action="append",
        metavar="|".join([*_WORDS, "NAME"]),
        help="what to compare with; may be given several times (default: region and maa)",
    )
    command.add_argument("--sex", choices=("total", "male", "female"), default="total")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the comparison."""
    from hvk_data.areas import find_municipality
    from hvk_data.paths import home
    from hvk_data.queries.compare import DEFAULT_AGAINST, compare
    from hvk_data.queries.index import index
    from hvk_data.store import open_store
    from hvk_data.store.prepare import ensure_store

    own = find_municipality(args.municipality).code
    ensure_store(home())
    reader = open_store(home()).reader()
    against = [_against(index(reader), word) for word in args.against or []]
    comparison = compare(reader, own, args.indicator, against or DEFAULT_AGAINST, args.sex)
    rows = _rows(comparison, args.language)
    if args.format == "json":
        print(json.dumps(rows, ensure_ascii=False))
    elif args.format == "csv":
        writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        _print_table(comparison, args.language)
    return 0


def _against(known: "Index", word: str) -> str:
    """What one ``--against`` means: a level, else a municipality or, by its name, a region."""
    from hvk_data.areas import UnknownMunicipality, find_municipality

    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    try:
        return find_municipality(word).code
    except UnknownMunicipality:
        region = known.region_named(word)
        if region is None:
            raise
        return f"{region.level}:{region.code}"


def _rows(comparison: "Comparison", language: Any) -> list[dict[str, Any]]:
    """One row a figure, areas in the order of the comparison and years ascending."""
    return [
        {
            "indicator": comparison.indicator,
            "area": series.name.in_(language),
            "code": series.code,
            "level": series.level,
            "year": point.year,
            "sex": comparison.sex,
            "value": point.value,
            "count": point.count,
            "computed": point.certainty != "published",
        }
        for series in comparison.series
        for point in series.points
    ]


def _print_table(comparison: "Comparison", language: Any) -> None:
    """Years down, areas across; ``*`` marks computed figures, a dash missing ones."""
    from hvk_data.citation import comparison_citation
    from hvk_data.language import format_number, text

    print(f"{comparison.title.in_(language)} ({comparison.indicator})")
    names = [_heading(series, language) for series in comparison.series]
    print("      " + "  ".join(names))
    years = sorted({point.year for series in comparison.series for point in series.points})
    computed = False
    for year in years:
        cells = []
        for series, name in zip(comparison.series, names, strict=True):
            point = series.at(year)
            mark = "*" if point and point.value is not None and point.certainty != "published" else " "
            computed |= mark == "*"
            value = format_number(point.value if point else None, comparison.decimals, language)
            cells.append(f"{value}{mark}".rjust(len(name)))
        print(f"{year}  " + "  ".join(cells))
    if computed:
        print(text(language, "commands.computed_mark"))
    print(comparison_citation(comparison, language))


def _heading(series: "Series", language: Any) -> str:
    """The area's name and, of a region, its level."""
    from hvk_data.areas import LEVELS, level_name

    name: str = series.name.in_(language)
    levels = [level_name(level, language) for level in LEVELS if level == series.level != "MAA"]
    return f"{name} ({levels[0]})" if levels else name
