"""Sotkanet's REST API 1.1: records, figures, and every way in which asking for them can fail."""

from hvk_data.sotkanet.client import DEFAULT_BASE_URL, Client
from hvk_data.sotkanet.errors import SotkanetError
from hvk_data.sotkanet.records import Answer, Indicator, Listing, Region

__all__ = [
    "DEFAULT_BASE_URL",
    "Answer",
    "Client",
    "Indicator",
    "Listing",
    "Region",
    "SotkanetError",
]
