"""The address of a page to be printed; what is printed there is made by ``_print``."""

from urllib.parse import urlencode

PATH = "/tuloste"
PAGE = "sivu"


def address(page: str, parameters: dict[str, str]) -> str:
    """From any page to ``page`` ready to be printed; ``parameters`` are those of the place."""
    return f".{PATH}?{urlencode({PAGE: page, **parameters})}"
