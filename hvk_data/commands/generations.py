"""``generations``: the generations of the store that are kept."""

import argparse
import json
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "generations",
        help="the generations of the store that can be returned to",
        description="List the generations of the store that are kept; 'rollback' returns to one. "
        "Exit codes: 0 listed, 2 not listed.",
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the kept generations, oldest first."""
    from hvk_data.language import format_datetime, format_number, text
    from hvk_data.paths import home
    from hvk_data.store.rollback import kept_generations

    kept = kept_generations(home())
    if args.format == "json":
        rows = [
            {
                "generation": one.generation,
                "in_use": one.in_use,
                "built_at": one.built_at.isoformat(timespec="seconds"),
                "fetched_at": one.fetched_at.isoformat(timespec="seconds") if one.fetched_at else None,
                "indicators": one.indicators,
                "rows": one.rows,
            }
            for one in kept
        ]
        print(json.dumps(rows))
        return 0
    for one in kept:
        line = text(
            args.language,
            "commands.generation",
            generation=one.generation,
            built=format_datetime(one.built_at, args.language),
            indicators=one.indicators,
            rows=format_number(one.rows, 0, args.language),
        )
        print(f"{'*' if one.in_use else ' '} {line}")
    if not kept:
        print(text(args.language, "commands.no_generations"))
    return 0
