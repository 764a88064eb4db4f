"""``import-key-figures``: bring in Statistics Finland's key figures of municipalities from files."""

import argparse
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "import-key-figures",
        help="bring in Statistics Finland's key figures from files",
        description="Replace the key figures of municipalities with those of a Parquet file (variable, "
        "level, code, year, value, computed) and a CSV of the variables. Exit codes: 0 brought in, "
        "2 nothing changed.",
    )
    command.add_argument("--figures", type=Path, required=True, help="Parquet file of the figures")
    command.add_argument("--variables", type=Path, required=True, help="CSV file of the variables")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, build, publish; prints how much."""
    from hvk_data.paths import SHIPPED, home
    from hvk_data.store.bronze import Bronze
    from hvk_data.store.build import build_and_publish
    from hvk_data.store.errors import EmptyStore
    from hvk_data.store.generations import saying_disk_full
    from hvk_data.store.snapshot import Snapshot
    from hvk_data.sync.key_figures import import_key_figures

    bronze = Bronze(home() / "bronze")
    areas = bronze.areas() or Snapshot(SHIPPED / "snapshot").areas()
    if not areas:
        raise EmptyStore
    with saying_disk_full(home()):
        imported = import_key_figures(bronze, areas, args.figures, args.variables)
    published = build_and_publish(home())
    print(f"{imported.indicators} indicators, {imported.rows} rows; generation {published.generation}")
    return 0
