"""``rollback``: return to an earlier generation of the store."""

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "rollback",
        help="return to an earlier generation of the store",
        description="Use an earlier generation of the store. What has been fetched stays, and the next sync "
        "that brings something new publishes it. Exit codes: 0 returned, 2 not returned and nothing changed.",
    )
    command.add_argument(
        "--to",
        type=int,
        metavar="GENERATION",
        help="one that 'generations' lists (default: the one before the one in use)",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Return to the generation and say which one is in use now."""
    from hvk_data.language import format_datetime, format_number, text
    from hvk_data.paths import home
    from hvk_data.store.rollback import roll_back

    kept = roll_back(home(), args.to)
    print(
        text(
            args.language,
            "commands.rolled_back",
            generation=kept.generation,
            built=format_datetime(kept.built_at, args.language),
            rows=format_number(kept.rows, 0, args.language),
        )
    )
    return 0
