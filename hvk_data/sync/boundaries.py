"""Boundaries of municipalities for the map, from Statistics Finland's open interface (WFS).

They are asked for only when somebody says so (``sync --boundaries``): without them the map shows a
point for each municipality. Licence CC BY 4.0; the generalised boundaries of 1:4 500 000 are Statistics
Finland's and the National Land Survey's.
https://stat.fi/org/avoindata/paikkatietoaineistot/kuntapohjaiset_tilastointialueet_en.html
"""

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import requests

from hvk_data import __version__
from hvk_data.areas import municipalities
from hvk_data.language import UserError
from hvk_data.sotkanet.errors import (
    MaintenancePage,
    SotkanetError,
    TimedOut,
    TooLarge,
    Unreachable,
    UntrustedCertificate,
)
from hvk_data.sotkanet.transport import SystemTrustAdapter, fetch
from hvk_data.store.durable import replace_durably
from hvk_data.sync.errors import CannotWrite

URL = "https://geo.stat.fi/geoserver/tilastointialueet/wfs"
YEAR = 2026
"""The division that :mod:`hvk_data.areas` has."""

MOST_BYTES = 12_000_000
_TIMEOUT = (10.0, 60.0)
_FILE = "boundaries.json"
# About ten metres: finer than the boundaries themselves.
_DECIMALS = 4
# Finland with its seas, degrees.
_WEST, _EAST, _SOUTH, _NORTH = 18.0, 33.0, 58.0, 71.0

_LOG = logging.getLogger(__name__)
_FAULTS: dict[type[SotkanetError], str] = {
    Unreachable: "unreachable",
    TimedOut: "timed_out",
    UntrustedCertificate: "untrusted_certificate",
    TooLarge: "too_large",
    MaintenancePage: "not_boundaries",
}

Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Polygons by municipality code: each a list of rings (the first one outer) of [lon, lat] in degrees.

    Outer rings run clockwise, as the map's drawing library wants them.
    """

    year: int
    fetched_at: datetime
    address: str
    shapes: dict[str, list[list[Ring]]]


class BoundariesError(UserError):
    """The boundaries could not be had from ``address``; ``fault`` says what was wrong."""

    def __init__(self, fault: str, *, address: str) -> None:
        self.fault = fault
        self.key = f"boundaries.{fault}"
        super().__init__(address=address)


def fetch_boundaries(home: Path, address: str = URL) -> Boundaries:
    """Fetch the boundaries and keep them in the data folder; older ones are replaced only by whole ones.

    Raises BoundariesError and CannotWrite.
    """
    found = Boundaries(YEAR, datetime.now(UTC), address, _shapes(_asked(address), address))
    kept = {
        "year": found.year,
        "fetched_at": found.fetched_at.isoformat(),
        "address": address,
        "shapes": found.shapes,
    }
    temporary = home / f"{_FILE}.tmp"
    try:
        temporary.write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")
        replace_durably(temporary, home / _FILE)
    except OSError as error:
        raise CannotWrite(folder=str(home), reason=error.strerror or str(error)) from error
    return found


def stored_boundaries(home: Path) -> Boundaries | None:
    """The boundaries that have been fetched; None where they have not, or cannot be read."""
    path = home / _FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        _LOG.warning("the boundaries cannot be read", exc_info=True)
        return None


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Boundaries:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Boundaries(
        int(kept["year"]), datetime.fromisoformat(kept["fetched_at"]), str(kept["address"]), kept["shapes"]
    )


def _asked(address: str) -> bytes:
    """The interface's answer, at most :data:`MOST_BYTES`."""
    session = requests.Session()
    session.mount("https://", SystemTrustAdapter())
    session.headers["User-Agent"] = f"hvk/{__version__}"
    session.headers["Accept-Encoding"] = "gzip"
    question = [
        ("service", "WFS"),
        ("version", "2.0.0"),
        ("request", "GetFeature"),
        ("typeNames", f"tilastointialueet:kunta4500k_{YEAR}"),
        ("outputFormat", "application/json"),
        ("srsName", "EPSG:4326"),
    ]
    about: dict[str, Any] = {"address": address}
    try:
        return fetch(session, address, question, timeout=_TIMEOUT, limit=MOST_BYTES, about=about)
    except SotkanetError as error:
        raise BoundariesError(_FAULTS.get(type(error), "refused"), address=address) from error
    finally:
        session.close()


def _shapes(answer: bytes, address: str) -> dict[str, list[list[Ring]]]:
    """The polygons of every municipality; anything short of all of them is an error."""
    try:
        shapes = {
            str(feature["properties"]["kunta"]).zfill(3): _polygons(feature["geometry"])
            for feature in json.loads(answer)["features"]
        }
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BoundariesError("not_boundaries", address=address) from error
    if set(shapes) != set(municipalities()):
        raise BoundariesError("other_division", address=address)
    return shapes


def _polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(kind)
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not polygons:
        raise ValueError("a municipality without land")
    return [[_ring(ring, outer=not place) for place, ring in enumerate(polygon)] for polygon in polygons]


def _ring(ring: Sequence[Sequence[float]], *, outer: bool) -> Ring:
    """The ring with few decimals, outer ones clockwise and holes the other way."""
    points = [[round(float(point[0]), _DECIMALS), round(float(point[1]), _DECIMALS)] for point in ring]
    within = all(math.isfinite(lon) and _WEST < lon < _EAST and _SOUTH < lat < _NORTH for lon, lat in points)
    if len(points) < 4 or not within:
        raise ValueError("not a ring within Finland")
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    clockwise = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairs) > 0
    return points if clockwise == outer else points[::-1]
