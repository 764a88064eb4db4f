"""``accept``: take in figures that were held back."""

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "accept",
        help="take in figures that an update held back",
        description="Use new figures that an update held back because they came empty, had shrunk or had "
        "jumped as a whole; 'status' lists them. Exit codes: 0 accepted and published; 2 nothing is held "
        "back under that id, an update is under way, or no store could be built.",
    )
    command.add_argument(
        "--indicator",
        action="append",
        required=True,
        metavar="ID|all",
        help="the indicator, or all that are held back; may be repeated",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Accept, publish, and say which generation has the figures."""
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.sync.accepting import accept

    accepted = accept(home(), None if "all" in args.indicator else args.indicator)
    print(
        text(
            args.language,
            "sync.accepted",
            n=len(accepted.indicators),
            ids=", ".join(accepted.indicators),
            generation=accepted.generation,
        )
    )
    return 0
