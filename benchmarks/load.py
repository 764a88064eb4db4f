"""How long 50 people at once wait for another municipality's charts on *Indikaattori*.

Beside the same page as it is usually written, with Altair building the charts on each rerun
(``benchmarks.altair_page``). Both servers are real; each person is a browser without a screen, who
speaks Streamlit's own protocol over its websocket, thinks for 5 to 15 seconds, and chooses
another municipality. Measured until the server says that the page has been sent whole: drawing is
each person's own machine's work. Ours and the other take turns within one run.
"""

import asyncio
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.altair_page import INDICATOR, START
from benchmarks.measuring import Row, arguments, p95, report
from benchmarks.pages import ROOT, server
from hvk_data.areas import find_municipality
from hvk_data.language import text

LABEL = text("fi", "frame.municipality")
QUERY = f"kieli=fi&kunta={find_municipality(START).code}&ind={INDICATOR}"
HEADING = "Työttömät, % työvoimasta"
PATIENCE_SECONDS = 60
THINKING = (5.0, 15.0)
P95_GOAL_MS = 400.0


@dataclass(slots=True)
class Shown:
    """What a run of the page has sent."""

    heading: str = ""
    choice: Selectbox | None = None
    words: list[str] = field(default_factory=list)
    charts: int = 0


class Person:
    """A browser without a screen, on one page of one server."""

    def __init__(self, connection: ClientConnection, query: str) -> None:
        self._connection = connection
        self._query = query
        self._page = ""
        self._choice: Selectbox | None = None

    async def open(self, page: str) -> None:
        """Ask for the page by its name in the address ("" for the first one)."""
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_name = page
        self._see(await self._run(asked))

    async def choose(self, option: str) -> float:
        """Choose another municipality; milliseconds until the page has been sent whole."""
        assert self._choice is not None
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_script_hash = self._page
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self._choice.id, option
        start = time.perf_counter()
        shown = await self._run(asked)
        took = (time.perf_counter() - start) * 1000
        self._see(shown)
        name = option.split(" (")[0]
        if not any(name in words for words in shown.words):
            raise RuntimeError(f"the page does not speak of {name}")
        return took

    @property
    def options(self) -> list[str]:
        """The municipalities of today that the page offers, as it writes them."""
        assert self._choice is not None
        return [option for option in self._choice.options if "→" not in option]

    def _see(self, shown: Shown) -> None:
        if shown.choice is None or not shown.charts or shown.heading != HEADING:
            raise RuntimeError(f"not the page asked for: {shown.heading}")
        self._choice = shown.choice

    async def _run(self, asked: BackMsg) -> Shown:
        await self._connection.send(asked.SerializeToString())
        shown = Shown()
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(self._connection.recv(), PATIENCE_SECONDS))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                shown = Shown()
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "delta":
                _note(message, shown)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return shown


def _note(message: ForwardMsg, shown: Shown) -> None:
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "heading" and element.heading.tag == "h1":
        shown.heading = element.heading.body
    elif kind == "selectbox" and element.selectbox.label == LABEL:
        shown.choice = element.selectbox
    elif kind == "markdown":
        shown.words.append(element.markdown.body)
    elif kind in ("vega_lite_chart", "arrow_vega_lite_chart"):
        shown.charts += 1
    elif kind == "exception":
        raise RuntimeError(element.exception.message)


async def one_person(
    address: str, page: str, query: str, seconds: float, chance: random.Random
) -> list[float]:
    """A person's waits in milliseconds, one a choice; the first opening is not among them."""
    waits = []
    end = time.monotonic() + seconds
    await asyncio.sleep(chance.uniform(0, THINKING[0]))
    async with connect(
        f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None
    ) as connection:
        person = Person(connection, query)
        await person.open(page)
        while True:
            thinking = chance.uniform(*THINKING)
            if time.monotonic() + thinking > end:
                return waits
            await asyncio.sleep(thinking)
            waits.append(await person.choose(chance.choice(person.options)))


async def crowd(address: str, page: str, query: str, people: int, seconds: float, seed: int) -> list[float]:
    """All waits of ``people`` within ``seconds``."""
    everyone = [
        one_person(address, page, query, seconds, random.Random(seed * 1000 + number))
        for number in range(people)
    ]
    return [wait for waits in await asyncio.gather(*everyone) for wait in waits]


def measure(people: int, seconds: float, rounds: int, folder: Path) -> tuple[list[Row], dict[str, float]]:
    """Median and p95 beside the other page's, and the processor time of one choice on each server."""
    home = folder / "home"
    # In a folder of its own: Streamlit has a script import what lies beside it.
    page = Path(shutil.copy(ROOT / "benchmarks" / "altair_page.py", folder))
    waits: dict[str, list[float]] = {"ours": [], "altair": []}
    used = dict.fromkeys(waits, 0.0)
    with server(ROOT / "dashboard.py", home) as ours, server(page, home) as other:
        sides = {"ours": (ours, "indikaattori", QUERY), "altair": (other, "", "")}
        for side in sides.values():
            asyncio.run(crowd(*side, 1, 2 * THINKING[1], 0))  # warm, and the store built
        for number in range(rounds):
            for name, side in sides.items():
                before = _processor_seconds(side[0])
                waits[name] += asyncio.run(crowd(*side, people, seconds, number + 1))
                used[name] += _processor_seconds(side[0]) - before
    yardstick = "Altair on each rerun"
    ours_waits, other_waits = waits["ours"], waits["altair"]
    n, worst = len(ours_waits), p95(ours_waits)
    rows = [
        Row(f"{people} people, median", median(ours_waits), yardstick, median(other_waits), n),
        Row(f"{people} people, p95", worst, yardstick, p95(other_waits), n),
        Row(f"{people} people, p95", worst, "goal", P95_GOAL_MS, n, 1),
    ]
    spent = {f"{name}_processor_ms": 1000 * used[name] / max(len(waits[name]), 1) for name in waits}
    return rows, spent


def _processor_seconds(address: str) -> float:
    """User and system time of the server that listens at ``address``."""
    port = int(address.rsplit(":", 1)[1])
    for process in psutil.Process().children():
        listening = [c for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        if port in [connection.laddr.port for connection in listening]:
            times = process.cpu_times()
            return float(times.user + times.system)
    raise RuntimeError(f"no server of ours listens at {address}")


def main() -> None:
    """The command line."""
    parser = arguments(__doc__)
    parser.add_argument("--people", type=int, default=50, help="how many at once (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=60, help="of each turn (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="turns of each (default: %(default)s)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hvk-load-"))
    try:
        rows, spent = measure(options.people, options.seconds, options.rounds, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report("load", rows, as_json=options.json, **{name: round(ms, 1) for name, ms in spent.items()})


if __name__ == "__main__":
    main()
