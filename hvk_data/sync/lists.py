"""The source's lists of areas and of indicators: what may replace the stored ones, and what that changes."""

import logging
from collections.abc import Set as AbstractSet
from typing import Literal

from hvk_data.sotkanet import Region
from hvk_data.store.bronze import Area, ListedIndicator
from hvk_data.sync.errors import ShrunkenList
from hvk_data.sync.journal import Lists, Named

_MOST_GONE = 0.1
_LARGEST_ID = 2**15 - 1
"""More than the store has room for; Sotkanet's own are under 1 100."""

_LOG = logging.getLogger(__name__)


def storable(regions: list[Region], known: list[Area]) -> list[Region]:
    """``regions`` without those whose id, or whose code within the category, another has too, and
    without those whose id is beyond what the store can hold: one such area must not end every update.

    Of two that collide the one that is already stored stays, else the first: figures go by id, people
    and documents by code, and neither may come to mean another place. The same code in two categories
    is no collision.
    """
    stored = {(area.id, area.level, area.code) for area in known}
    kept: dict[int, Region] = {}
    codes: set[tuple[str, str]] = set()
    for region in sorted(regions, key=lambda one: (one.id, one.category, one.code) not in stored):
        collides = region.id in kept or (region.category, region.code) in codes
        if collides or not 0 <= region.id <= _LARGEST_ID:
            why = "collides" if collides else "cannot be stored"
            _LOG.warning("area %s (%s %s) %s and is left out", region.id, region.category, region.code, why)
            continue
        kept[region.id] = region
        codes.add((region.category, region.code))
    return [region for region in regions if kept.get(region.id) is region]


def refuse_shrunken(
    what: Literal["areas", "indicators"], known: AbstractSet[object], now: AbstractSet[object]
) -> None:
    """Raise ShrunkenList where more than a tenth of what was listed is gone: most likely half an answer.

    Renumbered areas keep their codes and are not gone.
    """
    gone = len(known - now)
    if gone > _MOST_GONE * len(known):
        raise ShrunkenList(what, before=len(known), gone=gone)


def changed_lists(
    known: list[ListedIndicator], listed: list[ListedIndicator], known_areas: list[Area], areas: list[Area]
) -> Lists:
    """What is new on the lists and what is gone from them; nothing where there were none before."""
    return Lists(
        new=_only_in(_indicators(listed), _indicators(known)) if known else (),
        retired=_only_in(_indicators(known), _indicators(listed)),
        new_areas=_only_in(_areas(areas), _areas(known_areas)) if known_areas else (),
        gone_areas=_only_in(_areas(known_areas), _areas(areas)),
    )


def _indicators(listed: list[ListedIndicator]) -> dict[str, Named]:
    return {one.id: Named(one.id, one.title) for one in listed}


def _areas(areas: list[Area]) -> dict[str, Named]:
    return {str(area.id): Named(str(area.id), area.title) for area in areas}


def _only_in(these: dict[str, Named], those: dict[str, Named]) -> tuple[Named, ...]:
    return tuple(named for id_, named in these.items() if id_ not in those)
