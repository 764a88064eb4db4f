"""``build``: build a store generation from what has been fetched and what ships."""

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "build",
        help="build the store anew",
        description="Build a generation of the store from what has been fetched and what ships, and use it. "
        "Exit codes: 0 built, 2 not built and the old store kept.",
    )
    command.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Build and publish; prints the generation."""
    from hvk_data.paths import home
    from hvk_data.store.build import build_and_publish

    published = build_and_publish(home())
    print(f"generation {published.generation}: {published.indicators} indicators, {published.rows} rows")
    return 0
