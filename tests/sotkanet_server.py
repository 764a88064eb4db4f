"""A Sotkanet of our own for tests: REST API 1.1 over real HTTP, healthy or with faults on request.

    python tests/sotkanet_server.py [--port 8901] [--small] [--delay-ms 0] [--fault json/181=500]...

Serves the snapshot in ``data/snapshot``, or with ``--small`` a hand-made corpus of a few areas. It
behaves as the real service does: 403 for a library's User-Agent, 400 for comma lists or a missing
``years`` or ``genders``, every area in every answer, rows in no order, missing numbers left out.
"""

import argparse
import gzip
import json
import random
import re
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from hvk_data.language import Texts  # noqa: E402 - a script run by its path has only its own folder
from hvk_data.store.snapshot import Snapshot  # noqa: E402

BASE = "/rest/1.1"
SEXES = ("male", "female", "total")
Row = dict[str, Any]


class Corpus(Protocol):
    """What is served, in the shapes of the API."""

    regions: list[Row]
    listing: list[Row]

    def detail(self, indicator: int) -> Row | None: ...

    def rows(self, indicator: int, years: set[int], sexes: set[str]) -> list[Row]: ...


def texts(name: Texts | str) -> dict[str, str]:
    """A text in the API's form."""
    return asdict(name) if isinstance(name, Texts) else {"fi": name, "sv": name, "en": name}


def detail(indicator: int, title: Texts | str, organization: Texts | str, years: range, updated: str) -> Row:
    """A full record with nothing in its descriptions."""
    blank = {"fi": "", "sv": "", "en": " "}
    return {
        "id": indicator,
        "data-updated": updated,
        "range": {"start": years.start, "end": years.stop - 1},
        "title": texts(title),
        **dict.fromkeys(("description", "interpretation", "limits", "legislation", "notices"), blank),
        "primaryValueType": {"code": "PROS", "title": texts("%")},
        "decimals": 1,
        "classifications": {"sex": {"title": texts("Sukupuoli"), "values": list(SEXES)}},
        "organization": {"id": 2, "title": texts(organization)},
        "subjects": [],
        "sources": [],
        "groups": [],
    }


class SnapshotCorpus:
    """The figures that ship with the program."""

    def __init__(self, folder: Path = ROOT / "data" / "snapshot") -> None:
        self._snapshot = Snapshot(folder)
        self._known = {known.id: known for known in self._snapshot.all_metadata()}
        self._listed = {int(listed.id): listed for listed in self._snapshot.listing("sotkanet")}
        self.regions = [
            {
                "id": area.id,
                "code": area.code,
                "category": area.level,
                "title": texts(area.title),
                "memberOf": list(area.member_of),
            }
            for area in self._snapshot.areas()
        ]
        self.listing = [
            {
                "id": id_,
                "title": texts(listed.title),
                "organization": {"id": 2, "title": texts(listed.organization)},
                "classifications": {"sex": None},
            }
            for id_, listed in self._listed.items()
        ]

    def detail(self, indicator: int) -> Row | None:
        listed = self._listed.get(indicator)
        if listed is None:
            return None
        known = self._known.get(str(indicator))
        updated = known.vintage.isoformat() if known and known.vintage else "2016-02-17"
        table = self._snapshot.figures(str(indicator)) if known else None
        years = set(table["year"].to_pylist()) if table is not None and table.num_rows else {2000}
        span = range(min(years), max(years) + 1)
        return detail(indicator, listed.title, listed.organization, span, updated)

    def rows(self, indicator: int, years: set[int], sexes: set[str]) -> list[Row]:
        if str(indicator) not in self._known:
            return []
        found = self._snapshot.figures(str(indicator)).to_pylist()
        return [
            row(indicator, one["region"], one["year"], one["gender"], one["value"], one["abs_value"])
            for one in found
            if one["year"] in years and one["gender"] in sexes
        ]


def row(
    indicator: int, region: int, year: int, sex: str, value: float | None, count: float | None = None
) -> Row:
    """A figure in the API's form: what is missing is left out, whole numbers have no decimals."""
    made: Row = {"indicator": indicator, "region": region, "year": year, "gender": sex}
    for name, number in (("value", value), ("absValue", count)):
        if number is not None:
            made[name] = int(number) if number == int(number) else number
    return made


class SmallCorpus:
    """Four municipalities of two regions, and as many indicators as asked for; tests may change it.

    Every indicator has figures of 2019-2021 for all areas but the smallest municipality's newest
    one: the value of an area is its id + the year's last two digits / 10.
    """

    def __init__(self, indicators: int = 4) -> None:
        self.regions = [
            area(658, "358", "MAA", "Koko maa"),
            area(833, "06", "MAAKUNTA", "Pirkanmaa", 658),
            area(834, "18", "MAAKUNTA", "Kainuu", 658),
            area(961, "08", "HYVINVOINTIALUE", "Pirkanmaan hyvinvointialue", 658),
            area(962, "18", "HYVINVOINTIALUE", "Kainuun hyvinvointialue", 658),
            area(619, "064", "SEUTUKUNTA", "Tampereen seutukunta", 833, 658),
            area(620, "182", "SEUTUKUNTA", "Kehys-Kainuun seutukunta", 834, 658),
            area(837, "837", "KUNTA", "Tampere", 833, 961, 619, 658),
            area(536, "536", "KUNTA", "Nokia", 833, 961, 619, 658),
            area(290, "290", "KUNTA", "Kuhmo", 834, 962, 620, 658),
            area(578, "578", "KUNTA", "Paltamo", 834, 962, 620, 658),
        ]
        self.details: dict[int, Row] = {}
        self.figures: dict[int, list[Row]] = {}
        for number in range(1, indicators + 1):
            self.add(number, f"Osoitin {number}, % väestöstä")

    @property
    def listing(self) -> list[Row]:
        return [
            {name: record[name] for name in ("id", "title", "organization")}
            for record in self.details.values()
        ]

    def add(self, indicator: int, title: str) -> None:
        """Add an indicator with its figures."""
        years = range(2019, 2022)
        self.details[indicator] = detail(
            indicator, title, "Terveyden ja hyvinvoinnin laitos (THL)", years, "2024-05-02"
        )
        self.figures[indicator] = [
            row(indicator, one["id"], year, sex, one["id"] + (year - 2000) / 10, one["id"])
            for one in self.regions
            for year in years
            for sex in SEXES
            if (one["id"], year) != (578, 2021)
        ]

    def detail(self, indicator: int) -> Row | None:
        return self.details.get(indicator)

    def rows(self, indicator: int, years: set[int], sexes: set[str]) -> list[Row]:
        return [
            one for one in self.figures.get(indicator, []) if one["year"] in years and one["gender"] in sexes
        ]


def area(id_: int, code: str, category: str, name: str, *member_of: int) -> Row:
    """A region in the API's form."""
    return {
        "id": id_,
        "code": code,
        "category": category,
        "title": texts(name),
        "memberOf": list(member_of),
        "uri": f"http://www.yso.fi/onto/kunnat/k{code}",
    }


@dataclass
class Reply:
    """What is about to be sent; a fault changes it, or does something else with the socket."""

    status: int
    body: bytes
    headers: dict[str, str]


Fault = Callable[[Reply], Reply | str]
"""Changes the reply, or names what is done instead: ``close``, ``half``, ``drip``, ``hang``."""


def status(code: int, **headers: str) -> Fault:
    """Answer with a status and an HTML body, as the service does for an error."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Reply(code, b"<html>error</html>", {"Content-Type": "text/html", **named})


def document(change: Callable[[Any], Any]) -> Fault:
    """Answer with other JSON than the healthy answer's."""

    def play(reply: Reply) -> Reply:
        return Reply(reply.status, json.dumps(change(json.loads(reply.body))).encode(), reply.headers)

    return play


def body(change: Callable[[bytes], bytes], **headers: str) -> Fault:
    """Answer with other bytes than the healthy answer's."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: Reply(reply.status, change(reply.body), {**reply.headers, **named})


def instead(what: str) -> Fault:
    """Do something with the connection instead of answering."""
    return lambda _: what


def _on_first(**members: Any) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [{**rows[0], **members}, *rows[1:]]


def _without(rows: list[Row], name: str) -> list[Row]:
    first = {key: value for key, value in rows[0].items() if key != name}
    return [first, *rows[1:]]


def _rebased(rows: list[Row]) -> list[Row]:
    """All values by one factor, as an index with another base year."""
    return [{**one, "value": round(one["value"] * 1.07, 1)} if "value" in one else one for one in rows]


def _renumbered(areas: list[Row]) -> list[Row]:
    """The wellbeing services counties under other ids, as happened once."""
    new = {one["id"]: one["id"] + 79 for one in areas if one["category"] == "HYVINVOINTIALUE"}
    return [
        {
            **one,
            "id": new.get(one["id"], one["id"]),
            "memberOf": [new.get(parent, parent) for parent in one["memberOf"]],
        }
        for one in areas
    ]


def _colliding(areas: list[Row]) -> list[Row]:
    """A second municipality with the first one's code, and a sub-region with the same code."""
    first = next(one for one in areas if one["category"] == "KUNTA")
    twin = {**first, "id": 4000 + first["id"], "title": texts("Kaksonen")}
    subregion = {**twin, "id": 5000 + first["id"], "category": "SEUTUKUNTA"}
    return [twin, *areas, subregion]


LIST_FAULTS: dict[str, Fault] = {
    "half-list": document(lambda rows: rows[: len(rows) // 2]),
    "renumbered": document(_renumbered),
    "collision": document(_colliding),
    "huge-id": document(lambda rows: [*rows, area(70_001, "998", "KUNTA", "Suurnumero", 658)]),
    "unknown-category": document(lambda rows: [*rows, area(7777, "1", "KYLÄ", "Kylä", 658)]),
}
"""Faults of the lists of areas and of indicators."""

FAULTS: dict[str, Fault] = {
    "400": status(400),
    "403": status(403),
    "404": status(404),
    "418": status(418),
    "429": status(429),
    "429-wait": status(429, Retry_After="1"),
    "500": status(500),
    "503": status(503),
    "redirect": status(302, Location="http://localhost.invalid/rest/1.1"),
    "loop": status(302, Location="?indicator=1&years=2019&genders=total"),
    "close": instead("close"),
    "half": instead("half"),
    "drip": instead("drip"),
    "hang": instead("hang"),
    "half-gzip": body(
        lambda whole: gzip.compress(whole)[: len(gzip.compress(whole)) // 2], Content_Encoding="gzip"
    ),
    "not-gzip": body(lambda whole: whole, Content_Encoding="gzip"),
    "truncated": body(lambda whole: whole[: len(whole) // 2]),
    "html": body(lambda _: b"<!DOCTYPE html><p>Huoltokatko</p>", Content_Type="text/html"),
    "html-as-json": body(lambda _: b"\n<html>Huoltokatko</html>"),
    "bomb": body(lambda _: gzip.compress(b" " * 5_000_000), Content_Encoding="gzip"),
    "empty": document(lambda _: []),
    "null": document(lambda _: None),
    "duplicates": document(lambda rows: rows + rows[:3]),
    "conflict": document(lambda rows: [*rows, {**rows[0], "value": rows[0]["value"] + 1}]),
    "unknown-region": document(lambda rows: [*rows, {**rows[0], "region": 99999}]),
    "null-values": document(_on_first(value=None, absValue=None)),
    "null-row": document(lambda rows: [None, *rows]),
    "text": document(_on_first(value="12,8")),
    "nan": document(_on_first(value=float("nan"))),
    "infinite": body(lambda whole: re.sub(rb'"value": [0-9.]+', b'"value": 1e999', whole, count=1)),
    "missing-value": document(lambda rows: _without(rows, "value")),
    "missing-count": document(lambda rows: _without(rows, "absValue")),
    "huge": document(_on_first(value=1e300)),
    "huge-integer": document(_on_first(value=10**400)),
    "rebased": document(_rebased),
    "shrunken": document(lambda rows: [one for one in rows if one["year"] != rows[0]["year"]]),
    "wrong-indicator": document(lambda rows: [{**one, "indicator": one["indicator"] + 1} for one in rows]),
    "other-record": document(lambda record: {**record, "id": record["id"] + 1}),
    "renamed": document(lambda record: {**record, "title": texts("Aivan toinen osoitin")}),
}


@dataclass
class Request:
    """One request as it came."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    at: float


@dataclass
class Sotkanet:
    """A running server: its address, what it was asked, and the faults it plays.

    ``faults`` goes by ``regions``, ``indicators``, ``indicators/1`` or ``json/1``; a list is played
    once from its beginning, a single fault for ever.
    """

    corpus: Corpus
    port: int = 0
    delay: float = 0.0
    certificate: Path | None = None
    faults: dict[str, Fault | list[Fault]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        handler = type("Handler", (_Handler,), {"sotkanet": self})
        self.server = _Server(("127.0.0.1", self.port), handler)
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            # The handshake belongs to the request's own thread, not to the one that accepts.
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.closing = threading.Event()

    @property
    def base_url(self) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://127.0.0.1:{self.server.server_address[1]}{BASE}"

    def play(self, place: str, *names: str) -> None:
        """Play the named faults at ``place``: one name for ever, several once each."""
        found = [(FAULTS | LIST_FAULTS)[name] for name in names]
        self.faults[place] = found if len(found) > 1 else found[0]

    def next_fault(self, place: str) -> Fault | None:
        with self.lock:
            fault = self.faults.get(place)
            if isinstance(fault, list):
                return fault.pop(0) if fault else None
            return fault

    def asked(self, place: str) -> int:
        """How many times ``place`` was asked."""
        return sum(_place(request.path, request.query) == place for request in self.requests)


def _place(path: str, query: dict[str, list[str]]) -> str:
    return f"{path}/{query['indicator'][0]}" if path == "json" and query.get("indicator") else path


class _Server(ThreadingHTTPServer):
    """Takes a client that hangs up for what it is: this is where clients are tried."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    sotkanet: Sotkanet
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing: the requests are kept."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        path = url.path.removeprefix(BASE).strip("/")
        query = parse_qs(url.query)
        own = self.sotkanet
        with own.lock:
            own.requests.append(Request(path, query, dict(self.headers), time.monotonic()))
            own.at_once += 1
            own.most_at_once = max(own.most_at_once, own.at_once)
        try:
            own.closing.wait(own.delay)
            reply: Reply | str = self._answer(path, query) if url.path.startswith(BASE) else _error(404)
            fault = own.next_fault(_place(path, query))
            healthy = reply
            if fault is not None and isinstance(reply, Reply):
                reply = fault(reply)
        finally:
            with own.lock:
                own.at_once -= 1
        if isinstance(reply, Reply):
            self._send(reply)
        else:
            assert isinstance(healthy, Reply)
            self._misbehave(reply, healthy)

    def _answer(self, path: str, query: dict[str, list[str]]) -> Reply:
        agent = self.headers.get("User-Agent", "").lower()
        if not agent or agent.startswith(("python-requests", "python-urllib")):
            return _error(403)
        corpus = self.sotkanet.corpus
        if path == "regions":
            return _json(corpus.regions)
        if path == "indicators":
            return _json(corpus.listing)
        if path.startswith("indicators/"):
            name = path.removeprefix("indicators/")
            record = corpus.detail(int(name)) if name.isdecimal() else None
            return _json(record) if record else _error(404)
        return self._figures(query) if path == "json" else _error(404)

    def _figures(self, query: dict[str, list[str]]) -> Reply:
        try:
            (indicator,) = (int(one) for one in query["indicator"])
            years = {int(year) for year in query["years"]}
            sexes = set(query["genders"])
        except (KeyError, ValueError):
            return _error(400)
        if not sexes <= set(SEXES):
            return _error(400)
        rows = self.sotkanet.corpus.rows(indicator, years, sexes)
        return _json(random.Random(indicator).sample(rows, len(rows)))

    def _send(self, reply: Reply) -> None:
        headers, sent = dict(reply.headers), reply.body
        accepts = "gzip" in self.headers.get("Accept-Encoding", "")
        if accepts and len(sent) > 1000 and "Content-Encoding" not in headers:
            headers["Content-Encoding"] = "gzip"
            sent = gzip.compress(sent, 1)
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def _misbehave(self, what: str, healthy: Reply) -> None:
        self.close_connection = True
        if what == "hang":
            self.sotkanet.closing.wait(30)
        elif what in ("half", "drip"):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(healthy.body)))
            self.end_headers()
            if what == "half":
                self.wfile.write(healthy.body[: len(healthy.body) // 2])
            else:
                self._drip(healthy.body)
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def _drip(self, whole: bytes) -> None:
        for byte in whole:
            self.wfile.write(bytes([byte]))
            if self.sotkanet.closing.wait(0.05):
                return


def _json(made: object) -> Reply:
    packed = json.dumps(made, ensure_ascii=False).encode()
    return Reply(200, packed, {"Content-Type": "application/json; charset=utf-8"})


def _error(code: int) -> Reply:
    return Reply(code, b"<html>error</html>", {"Content-Type": "text/html"})


@contextmanager
def running(corpus: Corpus, **settings: Any) -> Iterator[Sotkanet]:
    """A server that answers until the block ends."""
    sotkanet = Sotkanet(corpus, **settings)
    thread = threading.Thread(target=sotkanet.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sotkanet
    finally:
        sotkanet.closing.set()
        sotkanet.server.shutdown()
        thread.join()
        sotkanet.server.server_close()


def main() -> None:
    """Serve until interrupted; the first line on standard output is the address."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--small", action="store_true", help="serve the hand-made corpus")
    parser.add_argument("--delay-ms", type=float, default=0)
    parser.add_argument("--fault", action="append", default=[], metavar="PLACE=NAME", help=", ".join(FAULTS))
    chosen = parser.parse_args()
    corpus: Corpus = SmallCorpus() if chosen.small else SnapshotCorpus()
    sotkanet = Sotkanet(corpus, port=chosen.port, delay=chosen.delay_ms / 1000)
    for fault in chosen.fault:
        place, _, name = fault.partition("=")
        sotkanet.play(place, name)
    print(sotkanet.base_url, flush=True)
    sotkanet.server.serve_forever()


if __name__ == "__main__":
    main()
