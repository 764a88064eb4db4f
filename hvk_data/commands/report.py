"""``report``: a document of a draft as a file; ``report-worker``: the same for the server."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Describe the commands."""
    command = subparsers.add_parser(
        "report",
        help="a report draft as a Word, Excel, PowerPoint or PDF file",
        description="Write a report draft, or what is made of it for a meeting, as a Word, Excel, PowerPoint "
        "or PDF file. Exit codes: 0 written, 2 unknown draft, or the file cannot be written.",
    )
    command.add_argument("--draft", required=True, metavar="CODE", help="the draft's code, as in its address")
    command.add_argument(
        "--output",
        default="report",
        choices=("report", "brief", "agenda", "slides", "card"),
        help="the whole document (default), the council's one page, the agenda text, five slides, or the "
        "municipality card",
    )
    command.add_argument("--format", required=True, choices=("docx", "xlsx", "pptx", "pdf"))
    command.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="the file to write, or a folder in which it gets its name by the municipality and the day",
    )
    command.add_argument(
        "--document-language",
        choices=("fi", "sv", "en"),
        help="language of the document (default: the draft's)",
    )
    command.set_defaults(run=run)
    worker = subparsers.add_parser(
        "report-worker",
        description="For the server: make a document for each line of JSON on standard input. Exit code: 0.",
    )
    worker.set_defaults(run=run_worker)


def run(args: argparse.Namespace) -> int:
    """Write the document and say where it is."""
    from hvk_data.language import text
    from hvk_data.report.files import write

    path = write(args.draft, args.format, args.out, args.document_language, args.output)
    print(text(args.language, "report.written", path=path))
    return 0


def run_worker(_: argparse.Namespace) -> int:
    """Answer until standard input ends."""
    from hvk_data.report.worker import serve

    answers = sys.stdout
    # Nothing but answers may go to the server: what else prints, prints to the log.
    sys.stdout = sys.stderr
    serve(sys.stdin, answers)
    return 0
