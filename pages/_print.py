"""The route of pages to be printed: plain HTML beside the program, by the same words in the address."""

import logging
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from hvk_data.findings import UnknownDraft
from hvk_data.language import Language, UserError, as_language, text
from hvk_data.paths import home
from hvk_data.queries.index import index
from hvk_data.report.gathered import document
from hvk_data.report.writers.html import STYLE_HASH, draft_page, element, whole
from hvk_data.report.writers.html_pages import indicator_page, start_page
from hvk_data.store import Reader, open_store
from pages._address import Place, as_parameters
from pages._address_reading import PARAMETERS
from pages._print_address import PAGE

_PATHS = {"alku": "./", "indikaattori": "./indikaattori", "raportti": "./raportti"}
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # A draft is seen by whoever has its code, not by whoever uses the browser next.
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
_LOG = logging.getLogger(__name__)


class NothingToPrint(UserError):
    """The address does not say what to print."""

    key = "print.choose"


def print_page(request: Request) -> HTMLResponse:
    """The page that the address names; what is wrong with it is said in the reader's language.

    Starlette runs it in a thread of its own: it reads the store.
    """
    said = dict(request.query_params)
    language = as_language(said.get("kieli")) or "fi"
    try:
        reader = open_store(home()).reader()
        place = _place(said, reader)
        return _answer(_made(said.get(PAGE, ""), place, reader, said), 200)
    except UserError as error:
        _LOG.warning("%s", error)
        status = 404 if isinstance(error, UnknownDraft | NothingToPrint) else 503
        return _answer(_failed(error, language), status)


def _place(said: dict[str, str], reader: Reader) -> Place:
    known = index(reader)
    changes: dict[str, Any] = {}
    for parameter, (name, parse) in PARAMETERS.items():
        if parameter in said:
            try:
                changes[name] = parse(said[parameter], known)
            except ValueError:
                _LOG.warning("the address of a page to print has an unknown %s", parameter)
    return Place(**changes)


def _made(page: str, place: Place, reader: Reader, said: dict[str, str]) -> str:
    back = f"{_PATHS.get(page, './')}?{urlencode(as_parameters(place))}"
    now = datetime.now(UTC)
    if page == "raportti" and place.draft:
        chosen = as_language(said.get("kieli"))
        return draft_page(document(place.draft, chosen), back)
    if page == "indikaattori" and place.municipality and place.indicator:
        return indicator_page(
            reader,
            place.municipality,
            place.indicator,
            place.against,
            place.sex,
            place.language,
            back=back,
            written_at=now,
        )
    if page == "alku" and place.municipality:
        return start_page(reader, place.municipality, place.language, back=back, written_at=now)
    raise NothingToPrint


def _failed(error: UserError, language: Language) -> str:
    title = text(language, "print.cannot")
    parts = [element("p", error.message(language))]
    product = text(language, "frame.product")
    return whole(title, product, parts, language, back="./", written_at=datetime.now(UTC))


def _answer(content: str, status: int) -> HTMLResponse:
    return HTMLResponse(content, status_code=status, headers=_HEADERS)
