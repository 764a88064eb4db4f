"""Boundaries over real HTTP: a small WFS server that answers well and badly."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.__main__ import main
from hvk_data.areas import municipalities
from hvk_data.sync import boundaries
from hvk_data.sync.boundaries import BoundariesError, fetch_boundaries, stored_boundaries
from hvk_data.sync.errors import CannotWrite

Answer = tuple[int, str, bytes]


def square(lon: float, lat: float, size: float = 0.05, *, clockwise: bool = False) -> list[list[float]]:
    ring = [
        [lon - size, lat - size],
        [lon + size, lat - size],
        [lon + size, lat + size],
        [lon - size, lat + size],
    ]
    ring = ring[::-1] if clockwise else ring
    return [*ring, ring[0]]


def feature(code: str, lon: float, lat: float) -> dict[str, object]:
    """As GeoServer writes one, with an island and a hole."""
    polygons = [[square(lon, lat), square(lon, lat, 0.01, clockwise=True)], [square(lon + 0.2, lat)]]
    return {
        "type": "Feature",
        "id": f"kunta4500k.{code}",
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        "properties": {"kunta": code, "vuosi": 2026, "nimi": code},
    }


def collection(**changes: object) -> dict[str, object]:
    features = [feature(m.code, m.lon, m.lat) for m in municipalities().values()]
    return {"type": "FeatureCollection", "totalFeatures": len(features), "features": features, **changes}


def answer(document: object) -> Answer:
    return 200, "application/json;charset=UTF-8", json.dumps(document).encode()


class Wfs(ThreadingHTTPServer):
    daemon_threads = True
    given: Answer
    asked: list[dict[str, list[str]]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/geoserver/tilastointialueet/wfs"


class Handler(BaseHTTPRequestHandler):
    server: Wfs

    def do_GET(self) -> None:
        self.server.asked.append(parse_qs(urlsplit(self.path).query))
        status, kind, body = self.server.given
        packed = gzip.compress(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def wfs() -> Iterator[Callable[[Answer], Wfs]]:
    started: list[Wfs] = []

    def start(given: Answer) -> Wfs:
        server = Wfs(("127.0.0.1", 0), Handler)
        server.given, server.asked = given, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def area(ring: list[list[float]]) -> float:
    """Twice the signed area; clockwise is negative."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_boundaries_come_whole_and_are_kept(wfs, tmp_path: Path) -> None:
    server = wfs(answer(collection()))
    assert stored_boundaries(tmp_path) is None
    found = fetch_boundaries(tmp_path, server.address)
    assert stored_boundaries(tmp_path) == found
    assert set(found.shapes) == set(municipalities())
    (asked,) = server.asked
    assert asked["request"] == ["GetFeature"]
    assert asked["typeNames"] == ["tilastointialueet:kunta4500k_2026"]
    assert asked["srsName"] == ["EPSG:4326"]
    for polygons in found.shapes.values():
        for outer, *holes in polygons:
            assert area(outer) < 0, "an outer ring that does not run clockwise would fill the whole globe"
            assert all(area(hole) > 0 for hole in holes)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ((200, "text/xml", b"<ows:ExceptionReport/>"), "not_boundaries"),
        ((200, "text/html", b"<html>huoltokatko</html>"), "not_boundaries"),
        ((200, "application/json", b'{"features": [{"prop'), "not_boundaries"),
        ((400, "text/xml", b"<ows:ExceptionReport/>"), "refused"),
        ((403, "text/html", b"no"), "refused"),
        ((500, "text/html", b"oops"), "refused"),
        (answer([]), "not_boundaries"),
        (answer({"features": []}), "other_division"),
        (answer(collection(features=[feature("290", 29.5, 64.1)])), "other_division"),
        (answer(collection(features=[feature("290", 420000.0, 7110000.0)])), "not_boundaries"),
        (answer(collection(features=[{"properties": {"kunta": "290"}, "geometry": None}])), "not_boundaries"),
    ],
)
def test_a_bad_answer_has_a_name_and_keeps_the_old(wfs, tmp_path: Path, given: Answer, fault: str) -> None:
    kept = fetch_boundaries(tmp_path, wfs(answer(collection())).address)
    with pytest.raises(BoundariesError) as caught:
        fetch_boundaries(tmp_path, wfs(given).address)
    assert caught.value.fault == fault
    for language in ("fi", "sv", "en"):
        assert "127.0.0.1" in caught.value.message(language)
    assert stored_boundaries(tmp_path) == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boundaries.json"]


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(BoundariesError) as caught:
        fetch_boundaries(tmp_path, f"http://127.0.0.1:{port}/wfs")
    assert caught.value.fault == "unreachable"


def test_an_answer_without_end_is_given_up(wfs, tmp_path: Path) -> None:
    server = wfs((200, "application/json", b" " * (boundaries.MOST_BYTES + 1)))
    with pytest.raises(BoundariesError) as caught:
        fetch_boundaries(tmp_path, server.address)
    assert caught.value.fault == "too_large"


def test_a_folder_that_cannot_be_written_to_is_named(wfs, tmp_path: Path) -> None:
    server = wfs(answer(collection()))
    with pytest.raises(CannotWrite) as caught:
        fetch_boundaries(tmp_path / "ei ole", server.address)
    assert "ei ole" in caught.value.message("fi")


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "boundaries.json").write_text('{"year": 2026', encoding="utf-8")
    assert stored_boundaries(tmp_path) is None


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_answer_is_taken_for_boundaries(answered: bytes) -> None:
    with pytest.raises(BoundariesError):
        boundaries._shapes(answered, "x")


def test_the_command(wfs, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("HVK_HOME", str(tmp_path / "tieto ä"))
    good, bad = wfs(answer(collection())), wfs((500, "text/html", b"oops"))
    assert main(["sync", "--boundaries", "--base-url", good.address]) == 0
    assert "308" in capsys.readouterr().err
    assert stored_boundaries(tmp_path / "tieto ä") is not None
    assert main(["sync", "--boundaries", "--base-url", bad.address]) == 2
    assert "127.0.0.1" in capsys.readouterr().err
