"""Accepting figures that were held back: somebody has looked at them, and they are right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hvk_data.paths import SHIPPED
from hvk_data.store.bronze import Bronze
from hvk_data.store.build import build_and_publish
from hvk_data.store.generations import saying_disk_full
from hvk_data.sync.accounts import write_acceptance
from hvk_data.sync.errors import NotHeld
from hvk_data.sync.holding import Holding
from hvk_data.sync.journal import Journal
from hvk_data.sync.progress import alone
from hvk_data.sync.unpublished import mark_published, mark_unpublished
from hvk_data.sync.waiting import would_change


@dataclass(frozen=True, slots=True)
class Accepted:
    """The indicators whose held figures are in use now, and the generation of the store that has them."""

    indicators: tuple[str, ...]
    generation: int


def accept(
    home: Path, indicators: Iterable[str] | None = None, *, shipped: Path = SHIPPED / "snapshot"
) -> Accepted:
    """Take in what is held back of ``indicators`` (None: of all) and publish a store that holds it.

    Raises NotHeld, with nothing changed, where one of them is not held back; AlreadyRunning while an
    update is under way; and the errors of a build, after which the next update publishes.
    """
    started = datetime.now(UTC)
    with alone(home), saying_disk_full(home):
        ids = _chosen(Holding(home), indicators)
        mark_unpublished(home)
        for id_ in ids:
            _accept(home, id_)
        published = build_and_publish(home, shipped=shipped)
        mark_published(home)
        write_acceptance(home, started, published.generation)
    return Accepted(ids, published.generation)


def _chosen(holding: Holding, indicators: Iterable[str] | None) -> tuple[str, ...]:
    held = [one.indicator for one in holding.all()]
    if indicators is None:
        if not held:
            raise NotHeld
        return tuple(held)
    ids = tuple(dict.fromkeys(indicators))
    wrong = [id_ for id_ in ids if id_ not in held]
    if wrong or not ids:
        raise NotHeld(wrong)
    return ids


def _accept(home: Path, id_: str) -> None:
    change, areas = would_change(home, id_)
    Journal(home).change(replace(change, accepted=True), areas)
    Holding(home).release(id_, Bronze(home / "bronze"))
