"""What an update costs beside the waiting that politeness asks for, in memory, and as the store grows.

A server on this machine serves made-up indicators of the real shape: 309 municipalities and the areas
above them, three sexes and eight years, which makes as many rows an indicator as Sotkanet has on
average. There are three updates of each store, each in a process of its own: the first, one that finds
nothing new, and one in which 50 indicators have changed; and of the larger store one more, which believes
these looks instead of asking again (``--recheck-after``). What counts is the processor time of that
process: without waiting, and without the build of a generation, which is another process and is measured
in benchmarks.store.

The yardstick of taking figures in is the time that the update's requests take at five a second.
"""

import json
import multiprocessing
import os
import platform
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, arguments, report, row
from tests.sotkanet_server import SEXES, Reply, area, detail, running

RATE = 5
YEARS = 8
AREAS_ABOVE = (("HYVINVOINTIALUE", 23), ("MAAKUNTA", 19), ("SEUTUKUNTA", 69))
MUNICIPALITIES = 309
MEBIBYTE = 2**20
MOST_MIB = 1024
HEALTHY = 200
BELIEVED_HOURS = 12


class MadeUp:
    """``indicators`` with figures of all areas, sexes and years; those in ``changed`` have news."""

    def __init__(self, indicators: int, changed: int = 0) -> None:
        self.regions = [area(658, "358", "MAA", "Koko maa")]
        for level, (category, n) in enumerate(AREAS_ABOVE, start=1):
            self.regions += [
                area(1000 * level + one, f"{one:02}", category, f"{category} {one}", 658) for one in range(n)
            ]
        for one in range(1, MUNICIPALITIES + 1):
            above = [1000 * level + one % n for level, (_, n) in enumerate(AREAS_ABOVE, start=1)]
            self.regions.append(area(one, f"{one:03}", "KUNTA", f"Kunta {one}", 658, *above))
        self._indicators = indicators
        self._changed = changed
        self._bodies = [self._body(news=False), self._body(news=True)]
        self.listing = [
            {name: record[name] for name in ("id", "title", "organization")}
            for record in (self.detail(number) for number in range(1, indicators + 1))
            if record
        ]

    def detail(self, indicator: int) -> dict[str, Any] | None:
        if not 1 <= indicator <= self._indicators:
            return None
        updated = "2025-01-01" if indicator <= self._changed else "2024-05-02"
        years = range(2012, 2012 + YEARS)
        return detail(indicator, f"Osoitin {indicator}", "Tuottaja", years, updated)

    def rows(self, *_asked: Any) -> list[dict[str, Any]]:
        """None: the answers are ready made."""
        return []

    def answer(self, indicator: int) -> bytes:
        """The body of an indicator's figures: the same for all but its number, so that serving is cheap."""
        return self._bodies[indicator <= self._changed].replace(
            b'"indicator": 0', b'"indicator": %d' % indicator
        )

    def _body(self, *, news: bool) -> bytes:
        chance = random.Random(1)
        rows = [
            {
                "indicator": 0,
                "region": one["id"],
                "year": year,
                "gender": sex,
                "value": round(chance.gauss(20, 5) + (0.3 if news and year == 2012 + YEARS - 1 else 0), 1),
                "absValue": chance.randint(5, 90_000),
            }
            for one in self.regions
            for year in range(2012, 2012 + YEARS)
            for sex in SEXES
        ]
        chance.shuffle(rows)
        return json.dumps(rows).encode()


def serve(indicators: int, changed: int, port: int, pipe: Connection) -> None:
    """The server's process: send the address, serve until told to end, send the number of requests."""
    made = MadeUp(indicators, changed)
    headers = {"Content-Type": "application/json"}
    with running(made, port=port) as sotkanet:
        for number in range(1, indicators + 1):
            sotkanet.faults[f"json/{number}"] = lambda _, n=number: Reply(HEALTHY, made.answer(n), headers)
        pipe.send(sotkanet.base_url)
        pipe.recv()
        pipe.send(len(sotkanet.requests))


UPDATE = """
import json, sys, time
from datetime import timedelta
from pathlib import Path
from hvk_data.sotkanet import Client
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection
from benchmarks.sync import peak
home, address, hours = sys.argv[1:]
before = time.process_time()
came = sync(Path(home), Client(address, rate=1000), Selection(everything=True), shipped=Path(home),
            recheck_after=timedelta(hours=int(hours)))
assert came.exit_code == 0, came
print(json.dumps({"cpu": time.process_time() - before, "peak": peak(), "rows": came.rows,
                  "stored": came.stored, "trusted": came.trusted}))
"""


def peak() -> float:
    """The most memory that this process has had, in MiB; zero on Windows, which does not tell so."""
    if platform.system() == "Windows":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MEBIBYTE if platform.system() == "Darwin" else 1024)


def free_port() -> int:
    """A port that every update of one store asks at: another address is another source."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def update(
    home: Path, port: int, indicators: int, changed: int = 0, believed_hours: int = 0
) -> dict[str, float]:
    """One update in a process of its own: its processor seconds, peak memory, and what it did.

    Looks at indicators are believed for ``believed_hours``.
    """
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(indicators, changed, port, theirs)
    )
    server.start()
    try:
        address = ours.recv()
        started = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-c", UPDATE, str(home), address, str(believed_hours)],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        seconds = time.perf_counter() - started
        ours.send("end")
        requests = ours.recv()
    finally:
        server.join(10)
        server.kill()
    said: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return said | {"seconds": seconds, "requests": requests}


def waiting(came: dict[str, float]) -> float:
    """Milliseconds that an update's requests take at the polite rate."""
    return came["requests"] / RATE * 1000


def measure(folder: Path, indicators: int, changed: int) -> tuple[list[Row], dict[str, Any]]:
    """The rows, and what is worth knowing beside them; ValueError where an update did something else."""
    stores = {n: folder / f"{n}" for n in (indicators, 4 * indicators)}
    port = free_port()
    first = {n: update(home, port, n) for n, home in stores.items()}
    nothing = {n: update(home, port, n) for n, home in stores.items()}
    some = {n: update(home, port, n, changed) for n, home in stores.items()}
    most = 4 * indicators
    believing = update(stores[most], port, most, changed, BELIEVED_HOURS)
    stored = [came[n]["stored"] for n in stores for came in (first, nothing, some)]
    if stored != [indicators, 0, changed, most, 0, changed] or believing["trusted"] != most:
        raise ValueError(f"the updates did something else: stored {stored}, believed {believing['trusted']}")
    own = {n: (some[n]["cpu"] - nothing[n]["cpu"]) * 1000 for n in stores}
    rows = [
        row(
            f"{what} {most} indicators",
            [came[most]["cpu"] * 1000],
            f"waiting at {RATE} requests/s",
            [waiting(came[most])],
            0.1,
        )
        for what, came in (
            ("taking in", first),
            ("finding nothing new in", nothing),
            (f"taking in {changed} changed of", some),
        )
    ]
    rows.append(row(f"{changed} changed of {most}", [own[most]], f"of {indicators}", [own[indicators]], 1.5))
    rows.append(
        row(
            f"believing looks at {most}",
            [believing["cpu"] * 1000 + waiting(believing)],
            "looking at each again",
            [nothing[most]["cpu"] * 1000 + waiting(nothing[most])],
            0.1,
        )
    )
    peaks = [came[n]["peak"] for came in (first, nothing, some) for n in stores]
    facts = {
        "rows_taken_in": int(first[most]["rows"]),
        "milliseconds_an_indicator": round(first[most]["cpu"] * 1000 / most, 1),
        "peak_mib": round(max(peaks)),
        "peak_mib_of_a_quarter": round(max(came[indicators]["peak"] for came in (first, nothing, some))),
        "seconds_with_build_without_waiting": {
            name: round(came["seconds"], 1)
            for name, came in (
                ("first", first[most]),
                ("nothing new", nothing[most]),
                (f"{changed} changed", some[most]),
                ("believing", believing),
            )
        },
        "peak_target_mib": MOST_MIB,
        "peak_met": max(peaks) <= MOST_MIB,
    }
    return rows, facts


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--indicators", type=int, default=50, help="of the smaller store; the larger has four times as many"
    )
    parser.add_argument("--changed", type=int, default=50, help="how many change (default: %(default)s)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hvk-sync-"))
    try:
        rows, facts = measure(folder, options.indicators, min(options.changed, options.indicators))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report("sync", rows, as_json=options.json, **facts)


if __name__ == "__main__":
    main()
