"""``snapshot``: write what has been fetched as the compact files that ship with the program."""

import argparse
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "snapshot",
        help="write what has been fetched as the files that ship",
        description="Write figures, ids, codes, titles and producers of everything fetched into the data "
        "folder as compact Parquet files. Exit codes: 0 written, 2 not written.",
    )
    command.add_argument("--out", type=Path, required=True, help="folder for the files")
    command.add_argument(
        "--address",
        action="append",
        default=[],
        type=_source_and_address,
        metavar="SOURCE=URL",
        help="public address of a source whose figures were read from a copy of it",
    )
    command.set_defaults(run=run)


def _source_and_address(written: str) -> tuple[str, str]:
    source, separator, address = written.partition("=")
    if not (source and separator and address):
        raise argparse.ArgumentTypeError(f"{written!r} is not SOURCE=URL")
    return source, address


def run(args: argparse.Namespace) -> int:
    """Write the snapshot; prints the files and their sizes."""
    from hvk_data.paths import home
    from hvk_data.store.bronze import Bronze
    from hvk_data.store.generations import saying_disk_full
    from hvk_data.store.snapshot import write_snapshot

    bronze = Bronze(home() / "bronze")
    addresses = {metadata.source: metadata.address for metadata in bronze.all_metadata()}
    with saying_disk_full(args.out):
        write_snapshot(bronze, args.out, addresses=addresses | dict(args.address))
    for path in sorted(args.out.glob("*.parquet")):
        print(f"{path.name}  {path.stat().st_size / 1024:.0f} KiB")
    return 0
