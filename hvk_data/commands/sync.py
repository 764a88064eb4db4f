"""``sync``: bring figures up to date from Sotkanet and publish a store that holds them."""

import argparse
import math
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hvk_data.language import Language
    from hvk_data.sync.progress import Progress
    from hvk_data.sync.report import SyncReport

_LINE_SECONDS = 2.0
_REQUESTS = 2  # of an indicator, where it has changed; one where it has not
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SLICE_SECONDS = 0.5
_DESCRIPTION = """\
Fetch figures from Sotkanet and publish a store that holds them. Without a choice, every indicator that
the curated lists know or that has been fetched before is brought up to date. What has not changed is not
fetched again, so an interrupted run goes on where it was. New figures that cannot be trusted unseen are
held back until they are accepted ('accept'). With --every it goes on until it is told to end, for a
service manager. Exit codes: 0 all, or with --every a clean end; 1 some indicators failed, were held back
or were not reached, and the rest are published; 2 nothing was published and the old store is kept."""


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "sync",
        help="fetch figures from Sotkanet",
        description=_DESCRIPTION,
    )
    command.add_argument(
        "--base-url", metavar="URL", help="address of the interface (default: Sotkanet's own)"
    )
    command.add_argument(
        "--indicator", action="append", default=[], metavar="ID", help="this indicator; may be repeated"
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME",
        help="a curated list, such as core; may be repeated",
    )
    command.add_argument("--all", action="store_true", help="every indicator that Sotkanet lists")
    command.add_argument(
        "--rate", type=_rate, default=5.0, metavar="N", help="requests a second (default: 5)"
    )
    command.add_argument("--force", action="store_true", help="fetch also what has not changed")
    command.add_argument(
        "--recheck-after",
        type=_seconds,
        default=0,
        metavar="TIME",
        help="believe a look at an indicator for so long (12h) and do not ask for it again; Sotkanet tells "
        "of changes only indicator by indicator, and asking for all takes a quarter of an hour (default: "
        "ask always). What is named, held back or forced is asked for in any case",
    )
    command.add_argument(
        "--every",
        type=_seconds,
        metavar="TIME",
        help="stay and update again and again, from start to start: 30m, 24h, 7d",
    )
    command.add_argument(
        "--boundaries",
        action="store_true",
        help="fetch the municipalities' boundaries for the map from Statistics Finland, and nothing else; "
        "--base-url is then the address of that interface",
    )
    command.set_defaults(run=run)


def _rate(written: str) -> float:
    rate = float(written)
    if not 0 < rate < float("inf"):
        raise ValueError(written)
    return rate


def _seconds(written: str) -> float:
    """A length of time as a number and a unit: s, m, h or d."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", written)
    if not found or int(found[1]) == 0:
        raise argparse.ArgumentTypeError(f"{written!r} is not a length of time such as 30m, 24h or 7d")
    return int(found[1]) * _UNITS[found[2]]


def run(args: argparse.Namespace) -> int:
    """Update, with progress on standard error; the last lines say what came of it."""
    if args.boundaries:
        return _boundaries(args)
    interrupted = _interrupted()
    if args.every is None:
        return _update(args, interrupted)
    return _repeat(args, interrupted)


def _boundaries(args: argparse.Namespace) -> int:
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.sync.boundaries import URL, fetch_boundaries

    found = fetch_boundaries(home(), args.base_url or URL)
    _say(text(args.language, "boundaries.fetched", year=found.year, n=len(found.shapes)))
    return 0


def _update(args: argparse.Namespace, interrupted: threading.Event) -> int:
    from hvk_data.paths import home
    from hvk_data.sotkanet import DEFAULT_BASE_URL, Client
    from hvk_data.sync.run import sync
    from hvk_data.sync.selection import Selection

    client = Client(args.base_url or DEFAULT_BASE_URL, rate=args.rate)
    try:
        report = sync(
            home(),
            client,
            Selection(ids=tuple(args.indicator), sets=tuple(args.set), everything=args.all),
            force=args.force,
            recheck_after=timedelta(seconds=args.recheck_after),
            on_progress=_printer(args.language, args.rate),
            should_stop=interrupted.is_set,
        )
    finally:
        client.close()
    _print_report(report, args.language)
    return report.exit_code


def _repeat(args: argparse.Namespace, interrupted: threading.Event) -> int:
    """Update again and again until interrupted; what goes wrong in one update does not end the next."""
    from hvk_data.language import UserError, format_datetime, text

    while not interrupted.is_set():
        started = time.time()
        try:
            _update(args, interrupted)
        except UserError as error:
            # Most often an update that somebody else has under way.
            _say(error.message(args.language))
        if not interrupted.is_set():
            due = started + args.every
            _say(text(args.language, "sync.next", moment=format_datetime(_moment(due), args.language)))
            _wait_until(due, interrupted)
    _say(text(args.language, "sync.ended"))
    return 0


def _moment(seconds: float) -> Any:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC)


def _wait_until(due: float, interrupted: threading.Event) -> None:
    """Wait for a time of the clock, which goes on while a machine sleeps.

    In slices: Windows hears Ctrl+C only between two waits.
    """
    while (left := due - time.time()) > 0 and not interrupted.is_set():
        interrupted.wait(min(left, _SLICE_SECONDS))


def _interrupted() -> threading.Event:
    """An event that is set by Ctrl+C or a request to end; the second Ctrl+C interrupts at once."""
    event = threading.Event()

    def hear(number: int, _frame: object) -> None:
        event.set()
        signal.signal(number, signal.SIG_DFL)

    # SIGBREAK is how Windows, and service managers there, ask a console program to end.
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), hear)
    return event


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _printer(language: "Language", rate: float) -> Callable[["Progress"], None]:
    """Prints a new phase at once, how long it may take, and a line of progress every two seconds."""
    from hvk_data.language import text

    said_at, phase = 0.0, ""

    def tell(progress: "Progress") -> None:
        nonlocal said_at, phase
        if progress.phase != phase:
            phase = progress.phase
            if phase != "finished":
                _say(text(language, f"sync.phase_{phase}", n=progress.total))
            minutes = math.ceil(_REQUESTS * progress.total / rate / 60)
            if phase == "figures" and minutes > 1:
                _say(text(language, "sync.estimate", n=minutes))
        elif time.monotonic() - said_at >= _LINE_SECONDS or progress.done == progress.total:
            said_at = time.monotonic()
            _say(_line(progress, language))

    return tell


def _line(progress: "Progress", language: "Language") -> str:
    from hvk_data.language import format_number, text

    rate = progress.done / progress.seconds if progress.seconds else None
    minutes, seconds = divmod(round(progress.seconds_left or 0), 60)
    return text(
        language,
        "sync.progress",
        done=progress.done,
        total=progress.total,
        indicator=progress.indicator or "–",
        rows=format_number(progress.rows, 0, language),
        failed=progress.failed,
        rate=format_number(rate, 1, language),
        left=f"{minutes}:{seconds:02}",
    )


def _print_report(report: "SyncReport", language: "Language") -> None:
    from hvk_data.language import format_number, text

    for failure in report.failed:
        _say(f"{failure.indicator}: {failure.error.message(language)}")
    for held in report.held:
        _say(held.message(language))
    for renamed in report.renamed:
        _say(text(language, "sync.renamed", id=renamed.indicator, before=renamed.before, after=renamed.after))
    if report.unlisted:
        ids = ", ".join(str(id_) for id_ in report.unlisted)
        _say(text(language, "sync.unlisted", n=len(report.unlisted), ids=ids))
    if report.dropped_rows:
        regions = ", ".join(str(id_) for id_ in report.unknown_regions) or "–"
        rows = format_number(report.dropped_rows, 0, language)
        _say(text(language, "sync.dropped", n=report.dropped_rows, rows=rows, regions=regions))
    if report.held_before:
        _say(text(language, "sync.held_before", n=report.held_before))
    if report.trusted:
        _say(text(language, "sync.trusted", n=report.trusted))
    if report.gave_up:
        _say(text(language, "sync.gave_up"))
    if report.not_asked:
        _say(text(language, "sync.not_asked", n=report.not_asked))
    _say(
        text(
            language,
            "sync.summary",
            listed=report.listed,
            stored=report.stored,
            unchanged=report.unchanged,
            empty=report.empty,
            held=len(report.held) + report.held_before,
            failed=len(report.failed),
            rows=format_number(report.rows, 0, language),
        )
    )
    if report.error:
        _say(report.error.message(language))
    elif report.generation is None:
        _say(text(language, "sync.not_published"))
    else:
        _say(text(language, "sync.published", generation=report.generation))
