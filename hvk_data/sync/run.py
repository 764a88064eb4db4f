"""An update: from Sotkanet into bronze, and from bronze into a new generation of the store."""

import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hvk_data import catalogue
from hvk_data.language import UserError
from hvk_data.paths import SHIPPED
from hvk_data.sotkanet import Client, Listing, Region
from hvk_data.sotkanet.errors import ServiceError
from hvk_data.sotkanet.transport import AT_ONCE
from hvk_data.store.bronze import Area, Bronze, ListedIndicator
from hvk_data.store.build import build_and_publish
from hvk_data.store.errors import DiskFull
from hvk_data.store.generations import Generations, saying_disk_full
from hvk_data.sync.accounts import write_account
from hvk_data.sync.checked import Checked
from hvk_data.sync.fetching import SOURCE, Fetcher, Outcome
from hvk_data.sync.holding import Held
from hvk_data.sync.journal import Journal
from hvk_data.sync.lists import changed_lists, refuse_shrunken, storable
from hvk_data.sync.progress import Progress, ProgressKeeper, alone, stop_requested
from hvk_data.sync.report import Failure, SyncReport, save_report
from hvk_data.sync.rounds import Round
from hvk_data.sync.selection import Chosen, Selection
from hvk_data.sync.unpublished import is_unpublished, mark_published, mark_unpublished

_GIVE_UP = 12
"""So many indicators one after another that failed for the service's sake: it is down, or wants us gone."""

_LOOK_SECONDS = 0.25

T = TypeVar("T")


def sync(
    home: Path,
    client: Client,
    which: Selection,
    *,
    force: bool = False,
    recheck_after: timedelta = timedelta(),
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    shipped: Path = SHIPPED / "snapshot",
) -> SyncReport:
    """Bring the chosen indicators up to date and publish a store that holds them.

    An indicator that has not changed since it was fetched from the same address is not fetched again, so
    that an update that was cut short goes on where it was. One that was looked at no longer than
    ``recheck_after`` ago is not even asked for, unless it is named, held back or forced. One that fails
    keeps its old figures and is told of in the report; so is what ended the run as a whole. One whose new
    figures cannot be trusted unseen is held back (:mod:`hvk_data.sync.holding`). The report is kept
    (:func:`~hvk_data.sync.report.last_report`), and so is the account of what changed
    (:func:`~hvk_data.sync.accounts.last_account`). When ``should_stop`` says so, or somebody has called
    :func:`~hvk_data.sync.progress.request_stop`, ``client`` is stopped and what has been fetched is
    published. Raises AlreadyRunning where another update is under way.
    """
    with alone(home):
        progress = ProgressKeeper(home, on_progress)
        run = _Run(
            home,
            client,
            which,
            force=force,
            recheck_after=recheck_after,
            shipped=shipped,
            progress=progress,
            should_stop=lambda: stop_requested(home) or (should_stop is not None and should_stop()),
        )
        report = run.whole()
        save_report(home, report)
        write_account(home, report)
        progress.tell(phase="finished")
    return report


@dataclass
class _Tally:
    """Counts what came of the indicators."""

    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("stored", "unchanged", "empty"), 0))
    sums: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("rows", "dropped_rows", "empty_rows", "duplicates"), 0)
    )
    outcomes: list[Outcome] = field(default_factory=list)
    asked: int = 0
    failing: int = 0
    held: int = 0
    trusted: int = 0
    last: str = ""

    def add(self, outcome: Outcome) -> None:
        if outcome.kind == "not_asked":
            return
        self.asked += 1
        self.last = outcome.indicator
        # A service that fails one indicator after another will fail the rest too.
        self.failing = self.failing + 1 if isinstance(outcome.error, ServiceError) else 0
        if outcome.kind in self.kinds:
            self.kinds[outcome.kind] += 1
        self.held += outcome.kind == "held"
        self.trusted += not outcome.asked
        for name in self.sums:
            self.sums[name] += getattr(outcome, name)
        if outcome.error or outcome.renamed or outcome.unknown_regions or outcome.newly:
            self.outcomes.append(outcome)

    @property
    def failed(self) -> tuple[Failure, ...]:
        found = [Failure(one.indicator, one.error) for one in self.outcomes if one.error]
        return tuple(sorted(found, key=lambda failure: int(failure.indicator)))

    @property
    def succeeded(self) -> int:
        return sum(self.kinds.values()) + self.held

    @property
    def newly_held(self) -> tuple[Held, ...]:
        found = [one.held for one in self.outcomes if one.held and one.newly]
        return tuple(sorted(found, key=lambda held: int(held.indicator)))

    def for_progress(self) -> dict[str, int | str]:
        return {
            "done": self.asked,
            "stored": self.kinds["stored"],
            "unchanged": self.kinds["unchanged"],
            "failed": sum(one.error is not None for one in self.outcomes),
            "rows": self.sums["rows"],
            "held": self.held,
            "indicator": self.last,
        }

    def for_report(self) -> dict[str, Any]:
        unknown = frozenset[int]().union(*(one.unknown_regions for one in self.outcomes))
        return {
            **self.kinds,
            **self.sums,
            "failed": self.failed,
            "held": self.newly_held,
            "held_before": self.held - len(self.newly_held),
            "trusted": self.trusted,
            "renamed": tuple(one.renamed for one in self.outcomes if one.renamed),
            "unknown_regions": tuple(sorted(unknown)),
        }


class _Run:
    """One update, from the lists to the published store."""

    def __init__(
        self,
        home: Path,
        client: Client,
        which: Selection,
        *,
        force: bool,
        recheck_after: timedelta,
        shipped: Path,
        progress: ProgressKeeper,
        should_stop: Callable[[], bool],
    ) -> None:
        self._home = home
        self._client = client
        self._which = which
        self._force = force
        self._recheck_after = recheck_after
        self._shipped = shipped
        self._progress = progress
        self._should_stop = should_stop
        self._bronze = Bronze(home / "bronze")
        self._tally = _Tally()
        self._listed = 0
        self._chosen = Chosen((), ())
        self._stopped = False
        self._gave_up = False

    def whole(self) -> SyncReport:
        """Do it all; what ends it early is in the report."""
        started, clock = datetime.now(UTC), time.monotonic()
        generation, error = None, None
        try:
            with saying_disk_full(self._home):
                self._bring_in()
                generation = self._publish()
        except UserError as caught:
            error = caught
        return SyncReport(
            base_url=self._client.base_url,
            started=started,
            seconds=time.monotonic() - clock,
            generation=generation,
            listed=self._listed,
            chosen=len(self._chosen.ids),
            unlisted=self._chosen.unlisted,
            not_asked=len(self._chosen.ids) - self._tally.asked,
            stopped=self._stopped,
            gave_up=self._gave_up,
            error=error,
            **self._tally.for_report(),
        )

    def _bring_in(self) -> None:
        self._progress.tell(phase="listing")
        regions = storable(self._heeding(self._client.regions), self._bronze.areas())
        listing = self._heeding(self._client.indicators)
        self._listed = len(listing)
        self._chosen = self._which.choose(
            [one.id for one in listing],
            catalogue=lambda: catalogue.load(own=self._home / "curated"),
            fetched=lambda: self._bronze.ids(SOURCE),
        )
        looked_at, checked = self._round(), Checked(self._home, self._client.base_url)
        began = datetime.now(UTC)
        before = self._bronze.listing(SOURCE)
        if self._write_lists(regions, listing):
            checked.forget_all()
            if looked_at:
                looked_at.restart()
        checked.forget(one.id for one in set(self._bronze.listing(SOURCE)).difference(before))
        fetcher = Fetcher(
            self._home,
            self._client,
            regions={region.id for region in regions},
            looked_at=looked_at,
            trusted=frozenset() if self._force or not looked_at else checked.within(self._recheck_after),
            force=self._force,
        )
        self._progress.tell(phase="figures", total=len(self._chosen.ids))
        for outcome in self._outcomes(fetcher):
            self._tally.add(outcome)
            self._progress.tell(**self._tally.for_progress())
            if isinstance(outcome.error, DiskFull):
                raise outcome.error
        if self._stopped or self._gave_up:
            return
        if looked_at:
            checked.add(looked_at.added, began)
            looked_at.finish()
        if self._which.everything:
            self._bronze.mark_whole(SOURCE)

    def _round(self) -> Round | None:
        """What an update that was cut short has looked at; indicators that are named are always asked for."""
        return None if self._which.ids else Round(self._home, self._client.base_url, force=self._force)

    def _heeding(self, ask: Callable[[], T]) -> T:
        """What ``ask`` returns, with a stop heard while it waits."""
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(ask)
            while wait([answer], timeout=_LOOK_SECONDS).not_done:
                self._is_over()
        return answer.result()

    def _write_lists(self, regions: list[Region], listing: list[Listing]) -> bool:
        """Replace the areas and the list of indicators where they have changed; whether the areas had."""
        areas = [Area(one.id, one.code, one.category, one.title, one.member_of) for one in regions]
        listed = [ListedIndicator(str(one.id), SOURCE, one.title, one.organization) for one in listing]
        known_areas, known = self._bronze.areas(), self._bronze.listing(SOURCE)
        if areas == known_areas and listed == known:
            return False
        if not self._force:
            refuse_shrunken(
                "areas",
                {(one.level, one.code) for one in known_areas},
                {(one.level, one.code) for one in areas},
            )
            refuse_shrunken("indicators", {one.id for one in known}, {one.id for one in listed})
        mark_unpublished(self._home)
        changed = changed_lists(known, listed, known_areas, areas)
        if changed:
            Journal(self._home).lists(changed)
        self._bronze.write_areas(areas)
        self._bronze.write_listing(SOURCE, listed)
        return areas != known_areas

    def _outcomes(self, fetcher: Fetcher) -> Iterator[Outcome]:
        """What comes of each indicator, as it comes; few are under way, so that a stop is soon heard."""
        waiting = iter(self._chosen.ids)
        under_way: set[Future[Outcome]] = set()
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sync") as pool:
            while True:
                if not self._is_over():
                    under_way |= {
                        pool.submit(fetcher.fetch, id_)
                        for id_ in itertools.islice(waiting, 2 * AT_ONCE - len(under_way))
                    }
                if not under_way:
                    return
                done, under_way = wait(under_way, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)

    def _is_over(self) -> bool:
        self._gave_up = self._gave_up or self._tally.failing >= _GIVE_UP
        if not self._stopped and self._should_stop():
            self._stopped = True
            self._client.stop()
        return self._gave_up or self._stopped

    def _publish(self) -> int | None:
        """The generation that holds what bronze holds; None where nothing could be brought in at all."""
        if not self._tally.succeeded:
            return None
        current = Generations(self._home).current()
        if current is not None and not is_unpublished(self._home):
            return current
        self._progress.tell(phase="building")
        published = build_and_publish(self._home, shipped=self._shipped)
        mark_published(self._home)
        return published.generation
