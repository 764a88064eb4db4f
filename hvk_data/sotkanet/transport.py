"""How bytes come from Sotkanet: connection, certificates, pace, and a body that is whole or an error."""

import threading
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ssl import PROTOCOL_TLS_CLIENT
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter

from hvk_data.sotkanet.errors import (
    BadRequest,
    BrokenBody,
    Forbidden,
    MaintenancePage,
    NotFound,
    Redirected,
    ServerError,
    SotkanetError,
    TimedOut,
    TooLarge,
    TooManyRequests,
    UnexpectedStatus,
    Unreachable,
    UntrustedCertificate,
)

AT_ONCE = 4
"""Sotkanet is asked at most this many things at the same time."""

_CHUNK = 64 * 1024
_MEGABYTE = 1_000_000
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_MOST_REDIRECTS = 3


class SystemTrustAdapter(HTTPAdapter):
    """Trusts the certificates that the machine trusts, an organisation's own included.

    A bundle named in REQUESTS_CA_BUNDLE is trusted too. Nothing outside this adapter changes.
    """

    def __init__(self) -> None:
        self._context = truststore.SSLContext(PROTOCOL_TLS_CLIENT)
        # A full pool makes a fifth thread wait for a free connection.
        super().__init__(pool_maxsize=AT_ONCE, pool_block=True)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool for direct connections."""
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the pool for connections through ``proxy``."""
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=self._context)

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """Keep requests from adding its own bundle beside the machine's."""
        if verify is True:
            conn.cert_reqs = "CERT_REQUIRED"
        else:
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]


class Pace:
    """Lets through at most ``rate`` requests a second, over all threads."""

    def __init__(self, rate: float, stopping: threading.Event) -> None:
        if rate <= 0:
            raise ValueError("rate must be positive")
        self._interval = 1 / rate
        self._stopping = stopping
        self._lock = threading.Lock()
        self._next = time.monotonic()

    def wait(self) -> None:
        """Wait for one's turn; returns at once when stopping."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._interval
        self._stopping.wait(turn - now)

    def hold(self, seconds: float) -> None:
        """Let nobody through for ``seconds``: the service asked for a pause."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


def fetch(
    session: requests.Session,
    url: str,
    params: list[tuple[str, str]],
    *,
    timeout: tuple[float, float],
    limit: int,
    about: dict[str, Any],
) -> bytes:
    """One GET, decoded; ``about`` is the address and the indicator that errors carry.

    ``timeout`` is (connect, read) in seconds; the whole body may take three times the read time.
    ``limit`` bounds the decoded body in bytes. Redirects are followed within the same host only.
    """
    for _ in range(_MOST_REDIRECTS):
        try:
            with session.get(
                url, params=params, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                if not response.is_redirect:
                    _raise_for_status(response, about)
                    body = _read(response, time.monotonic() + 3 * timeout[1], limit, about)
                    _refuse_pages(response, body, about)
                    return body
                target = urljoin(response.url, response.headers["location"])
        except requests.exceptions.SSLError as error:
            raise UntrustedCertificate(**about) from error
        except requests.exceptions.Timeout as error:
            raise TimedOut(**about) from error
        except (requests.exceptions.RequestException, urllib3.exceptions.LocationValueError) as error:
            raise _without_answer(error, about) from error
        if not _same_host(url, target):
            raise Redirected(**about, target=target)
        url, params = target, []
    raise Redirected(**about, target=target)


def _without_answer(error: Exception, about: dict[str, Any]) -> SotkanetError:
    """A connection that was made and then closed broke the answer off; otherwise there was none."""
    reason = error.args[0] if error.args else None
    closed = isinstance(reason, urllib3.exceptions.ProtocolError)
    return BrokenBody(**about) if closed else Unreachable(**about)


def _same_host(url: str, target: str) -> bool:
    old, new = urlsplit(url), urlsplit(target)
    if (old.scheme, old.netloc) == (new.scheme, new.netloc):
        return True
    return (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname


def _raise_for_status(response: requests.Response, about: dict[str, Any]) -> None:
    status = response.status_code
    if status == requests.codes.ok:
        return
    if status == requests.codes.too_many_requests:
        raise TooManyRequests(**about, wait=_retry_after(response.headers.get("Retry-After")))
    if status >= requests.codes.server_error:
        raise ServerError(**about, status=status)
    known: dict[int, type[SotkanetError]] = {400: BadRequest, 403: Forbidden, 404: NotFound}
    if status in known:
        raise known[status](**about)
    raise UnexpectedStatus(**about, status=status)


def _retry_after(written: str | None) -> float | None:
    """Seconds to wait by a Retry-After header, given as seconds or as a date (RFC 9110, 10.2.3)."""
    if written is None:
        return None
    if written.strip().isdecimal():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _read(response: requests.Response, deadline: float, limit: int, about: dict[str, Any]) -> bytes:
    """The whole body, decoded.

    It is decoded here and not by urllib3, which takes a gzip stream that lacks its end for a whole
    one and cannot bound what a small body swells to.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise BrokenBody(**about)
    decoder = None if encoding == "identity" else zlib.decompressobj(_GZIP_OR_ZLIB)
    body = bytearray()
    for chunk in _chunks(response, deadline, about):
        try:
            body += decoder.decompress(chunk, limit + 1 - len(body)) if decoder else chunk
        except zlib.error as error:
            raise BrokenBody(**about) from error
        if len(body) > limit:
            raise TooLarge(**about, limit=limit // _MEGABYTE)
    if decoder and (not decoder.eof or decoder.unused_data):
        raise BrokenBody(**about)
    return bytes(body)


def _chunks(response: requests.Response, deadline: float, about: dict[str, Any]) -> Iterator[bytes]:
    """What has come, as it comes: a drip of single bytes must not outlast the deadline."""
    while True:
        try:
            chunk = response.raw.read1(_CHUNK, decode_content=False)
        except urllib3.exceptions.ReadTimeoutError as error:
            raise TimedOut(**about) from error
        except urllib3.exceptions.HTTPError as error:
            raise BrokenBody(**about) from error
        if not chunk:
            return
        yield chunk
        if time.monotonic() > deadline:
            raise TimedOut(**about)


def _refuse_pages(response: requests.Response, body: bytes, about: dict[str, Any]) -> None:
    if "html" in response.headers.get("Content-Type", "").lower() or body.lstrip()[:1] == b"<":
        raise MaintenancePage(**about)
