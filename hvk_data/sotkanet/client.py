"""The questions that Sotkanet is asked."""

import json
import os
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NoReturn

import requests
import tenacity

from hvk_data import __version__
from hvk_data.sotkanet.errors import (
    BadNumber,
    BrokenJson,
    EmptyList,
    Stopped,
    TemporaryError,
    TooManyRequests,
    UnexpectedShape,
)
from hvk_data.sotkanet.records import (
    Answer,
    Indicator,
    Listing,
    Region,
    parse_figures,
    parse_indicator,
    parse_listing,
    parse_regions,
)
from hvk_data.sotkanet.transport import Pace, SystemTrustAdapter, fetch

DEFAULT_BASE_URL = "https://sotkanet.fi/rest/1.1"

SEXES = ("male", "female", "total")
"""All are always asked for: ``total`` alone is empty for some indicators."""

_CONTACT = "welfare report dashboard; contact: see the operator"
_EARLIEST_YEAR = 1990
_MOST_YEARS = 200
_LONGEST_PAUSE = 120.0
_LIMIT = 200_000_000


class Client:
    """Asks Sotkanet politely, tries again where that can help, and returns typed records.

    ``rate`` is requests a second over all threads; ``timeout`` (connect, read) in seconds;
    ``attempts`` at most for each question; ``pause`` the upper end, in seconds, of the random wait
    before the second attempt, doubled for each later one; ``limit`` the largest answer in bytes
    after decompression. Every method raises the errors of :mod:`hvk_data.sotkanet.errors` and may
    be called from many threads. Proxies come from the environment (HTTPS_PROXY, NO_PROXY), the
    contact in the User-Agent from HVK_CONTACT.
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        rate: float = 5.0,
        timeout: tuple[float, float] = (10.0, 90.0),
        attempts: int = 5,
        pause: float = 2.0,
        limit: int = _LIMIT,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._attempts = attempts
        self._back_off = tenacity.wait_random_exponential(multiplier=pause, max=_LONGEST_PAUSE)
        self._limit = limit
        self._stopping = threading.Event()
        self._pace = Pace(rate, self._stopping)
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": _user_agent(), "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        self._session.mount("https://", SystemTrustAdapter())
        self._session.mount("http://", SystemTrustAdapter())

    def regions(self) -> list[Region]:
        """Every area, of every category."""
        address = f"{self.base_url}/regions"
        regions = parse_regions(self._ask("regions", [], None), address)
        if not regions:
            raise EmptyList(address=address)
        return regions

    def indicators(self) -> list[Listing]:
        """Every indicator that Sotkanet lists, with figures or without."""
        address = f"{self.base_url}/indicators"
        listing = parse_listing(self._ask("indicators", [], None), address)
        if not listing:
            raise EmptyList(address=address)
        return listing

    def indicator(self, indicator: int) -> Indicator:
        """What Sotkanet tells of one indicator."""
        path = f"indicators/{indicator}"
        return parse_indicator(self._ask(path, [], indicator), indicator, f"{self.base_url}/{path}")

    def figures(self, indicator: Indicator, years: Iterable[int] | None = None) -> Answer:
        """One indicator's figures of ``years`` (default: all its years), all areas and sexes."""
        asked = self._years(indicator) if years is None else list(years)
        # The same rows as CSV are a third of the size, but gzip takes most of that away, and JSON
        # has an end of its own: rows that got lost with it are noticed. A CSV cut at the end of a
        # line looks whole, and would replace a good series with half of it.
        params = [
            ("indicator", str(indicator.id)),
            *(("years", str(year)) for year in asked),
            *(("genders", sex) for sex in SEXES),
        ]
        document = self._ask("json", params, indicator.id)
        return parse_figures(document, indicator.id, self.figures_address(indicator.id))

    def figures_address(self, indicator: int) -> str:
        """Where an indicator's figures come from, without the lists of years and sexes."""
        return f"{self.base_url}/json?indicator={indicator}"

    def stop(self) -> None:
        """Make every question, waiting or new, end with Stopped; what is being read is read to its end."""
        self._stopping.set()

    def close(self) -> None:
        """Stop, and let go of the connections."""
        self.stop()
        self._session.close()

    def _years(self, indicator: Indicator) -> range:
        """All years that may have figures; there is no way to ask for all of them."""
        first = _EARLIEST_YEAR if indicator.first_year is None else indicator.first_year
        last = datetime.now(UTC).year if indicator.last_year is None else indicator.last_year
        if not 0 <= last - first < _MOST_YEARS:
            address = f"{self.base_url}/indicators/{indicator.id}"
            raise UnexpectedShape(address=address, indicator=indicator.id, place="$.range")
        return range(first, last + 1)

    def _ask(self, path: str, params: list[tuple[str, str]], indicator: int | None) -> object:
        about = {"address": self._address(path, indicator), "indicator": indicator}
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(TemporaryError),
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=self._wait,
            sleep=tenacity.sleep_using_event(self._stopping),
            reraise=True,
        )
        return retrying(self._ask_once, path, params, about)

    def _address(self, path: str, indicator: int | None) -> str:
        return self.figures_address(indicator) if path == "json" and indicator else f"{self.base_url}/{path}"

    def _ask_once(self, path: str, params: list[tuple[str, str]], about: dict[str, Any]) -> object:
        self._pace.wait()
        if self._stopping.is_set():
            raise Stopped(**about)
        url = f"{self.base_url}/{path}"
        body = fetch(self._session, url, params, timeout=self._timeout, limit=self._limit, about=about)
        return _parse_json(body, about)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Back-off with jitter; a pause that the service asked for holds everyone."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TooManyRequests) and error.wait is not None:
            asked = min(error.wait, _LONGEST_PAUSE)
            self._pace.hold(asked)
            return asked
        return self._back_off(state)


def _user_agent() -> str:
    contact = " ".join((os.environ.get("HVK_CONTACT") or _CONTACT).split())
    return f"hvk/{__version__} (+{contact})".encode("ascii", "replace").decode("ascii")


def _parse_json(body: bytes, about: dict[str, Any]) -> object:
    def refuse(constant: str) -> NoReturn:
        raise BadNumber(**about, found=constant)

    try:
        document: object = json.loads(body.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise BrokenJson(**about) from error
    return document
