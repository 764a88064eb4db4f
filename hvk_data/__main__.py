"""The command line: ``python -m hvk_data COMMAND``. Every command has ``--help``.

Importing this stays light: a command brings in what it needs only when it runs.
"""

import argparse
import logging
import sys
from collections.abc import Sequence

from hvk_data import __version__
from hvk_data.commands import (
    accept,
    build,
    changes,
    compare,
    generations,
    import_key_figures,
    report,
    rollback,
    search,
    snapshot,
    status,
    suggest,
    sync,
)
from hvk_data.language import LANGUAGES, UserError, as_language

_COMMANDS = (
    sync,
    status,
    changes,
    accept,
    compare,
    suggest,
    search,
    report,
    build,
    generations,
    rollback,
    snapshot,
    import_key_figures,
)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="python -m hvk_data",
        description="HVK without the screen: figures in, comparisons and documents out.",
    )
    whole.add_argument("--version", action="version", version=__version__)
    whole.add_argument("--language", choices=LANGUAGES, default="fi", help="language of messages and names")
    subparsers = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_parser(subparsers)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. An error that a person can meet is one line, code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    args = parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except UserError as error:
        language = as_language(args.language) or "fi"
        print(error.message(language), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
