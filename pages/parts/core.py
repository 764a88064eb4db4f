"""The core list: the indicators with which a municipality is looked at first."""

from hvk_data import catalogue
from pages.parts.frame import Frame


def core(frame: Frame) -> list[catalogue.CuratedIndicator]:
    """The core list; of twins that two sources publish, the one with the newer figures."""
    latest = {id_: indicator.last_year or 0 for id_, indicator in frame.known.indicators.items()}
    return catalogue.load().current_core(latest)
