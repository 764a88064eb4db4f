"""``search``: which indicators some words mean."""

import argparse
import json
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "search",
        help="which indicators some words mean, inflected, misspelt or in another language",
        description="Print the indicators that the words fit best, those with figures in the store before "
        "others that fit as well. Exit codes: 0 printed (also when nothing fits), 2 no store.",
    )
    command.add_argument("words", nargs="+", metavar="WORDS")
    command.add_argument("--limit", type=int, default=10, help="at most so many (default: %(default)s)")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was found."""
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.queries.index import index
    from hvk_data.queries.search import search
    from hvk_data.store import open_store
    from hvk_data.store.prepare import ensure_store

    ensure_store(home())
    found = search(index(open_store(home()).reader()), " ".join(args.words), args.limit)
    rows = [
        {
            "indicator": indicator.id,
            "title": indicator.title.in_(args.language),
            "theme": indicator.theme,
            "direction": indicator.direction,
            "in_store": indicator.in_store,
            "first_year": indicator.first_year,
            "last_year": indicator.last_year,
        }
        for indicator in found
    ]
    if args.format == "json":
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    width = max((len(str(row["indicator"])) for row in rows), default=0)
    for row in rows:
        mark = "" if row["in_store"] else f"  ({text(args.language, 'missing.not_in_store')})"
        print(f"{row['indicator']:{width}}  {row['title']}{mark}")
    if not rows:
        print(text(args.language, "suggestions.no_indicator"))
    return 0
