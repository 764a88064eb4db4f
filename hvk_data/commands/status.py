"""``status``: what the store holds, how old it is, what failed."""

import argparse
import json
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "status",
        help="what the store holds and how old it is",
        description="Say what the store in use holds, how old it is, what failed in the last sync and "
        "what is held back. "
        "Exit codes: 0 said, 2 there is no store.",
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the status as a table or as one JSON object."""
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.queries.holdings import holdings
    from hvk_data.store import open_store
    from hvk_data.store.prepare import ensure_store
    from hvk_data.sync.holding import Holding
    from hvk_data.sync.report import last_report

    ensure_store(home())
    held = holdings(open_store(home()).reader())
    report = last_report(home())
    failed = [
        {"indicator": failure.indicator, "error": failure.error.message(args.language)}
        for failure in (report.failed if report else [])
    ]
    waiting = Holding(home()).all()
    if args.format == "json":
        print(
            json.dumps(
                {
                    "generation": held.generation,
                    "indicators": held.indicators,
                    "rows": held.rows,
                    "built_at": held.built_at.isoformat(timespec="seconds"),
                    "fetched_at": held.fetched_at.isoformat(timespec="seconds") if held.fetched_at else None,
                    "failed": failed,
                    "held": [one.to_json() for one in waiting],
                    "sources": [
                        {
                            "source": source.source,
                            "listed": source.listed,
                            "shipped": source.shipped,
                            "fetched": source.fetched,
                        }
                        for source in held.sources
                    ],
                    "mismatched": [mismatch.id for mismatch in held.mismatched],
                    "data_folder": str(home()),
                },
                ensure_ascii=False,
            )
        )
        return 0
    print(text(args.language, "commands.status_folder", folder=home()))
    print(
        text(
            args.language,
            "commands.status_generation",
            generation=held.generation,
            indicators=held.indicators,
            rows=held.rows,
        )
    )
    for source in held.sources:
        print(
            text(
                args.language,
                "commands.status_source",
                source=source.source,
                listed=source.listed,
                shipped=source.shipped,
                fetched=source.fetched,
            )
        )
    for failure in failed:
        print(text(args.language, "commands.status_failed", **failure))
    for one in waiting:
        print(one.message(args.language))
    return 0
