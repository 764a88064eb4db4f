"""One indicator from Sotkanet into bronze."""

import logging
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hvk_data.language import UserError
from hvk_data.sotkanet import Answer, Client, Indicator
from hvk_data.sotkanet.client import SEXES
from hvk_data.sotkanet.errors import Stopped
from hvk_data.store.bronze import Bronze, Metadata
from hvk_data.store.generations import saying_disk_full
from hvk_data.sync.changes import Dropped, compare
from hvk_data.sync.errors import UnexpectedFailure
from hvk_data.sync.holding import Doubt, Held, Holding, doubt
from hvk_data.sync.journal import Journal
from hvk_data.sync.report import Renamed
from hvk_data.sync.rounds import Round
from hvk_data.sync.unpublished import mark_unpublished

SOURCE = "sotkanet"
_LOG = logging.getLogger(__name__)

Kind = Literal["stored", "unchanged", "empty", "held", "failed", "not_asked"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one indicator; counts as in :class:`~hvk_data.sync.report.SyncReport`.

    ``held`` is why its new figures were put aside; ``newly`` whether they were not so before. It is not
    ``asked`` where an earlier look at it was trusted.
    """

    indicator: str
    kind: Kind
    rows: int = 0
    dropped_rows: int = 0
    empty_rows: int = 0
    duplicates: int = 0
    unknown_regions: frozenset[int] = frozenset()
    renamed: Renamed | None = None
    held: Held | None = None
    newly: bool = False
    error: UserError | None = None
    asked: bool = True


class Fetcher:
    """Brings indicators in, one at a call, from any thread.

    ``regions`` are the ids that the source lists now. What ``looked_at`` has seen is not asked for
    again; None asks for all. ``trusted`` are the ids whose last look is recent enough to be believed.
    With ``force`` even what has not changed is fetched.
    """

    def __init__(
        self,
        home: Path,
        client: Client,
        *,
        regions: set[int],
        looked_at: Round | None,
        trusted: Set[str],
        force: bool,
    ) -> None:
        self._home = home
        self._bronze = Bronze(home / "bronze")
        self._holding = Holding(home)
        self._journal = Journal(home)
        self._client = client
        self._regions = regions
        self._round = looked_at
        self._trusted = trusted
        self._force = force

    def fetch(self, indicator: int) -> Outcome:
        """Ask for ``indicator`` and store it if it has changed; whatever goes wrong is in the outcome."""
        id_ = str(indicator)
        try:
            with saying_disk_full(self._home):
                if self._is_seen(id_):
                    return Outcome(id_, "unchanged", asked=False)
                outcome = self._fetch(indicator)
                if self._round:
                    self._round.add(id_)
                return outcome
        except Stopped:
            return Outcome(id_, "not_asked")
        except UserError as error:
            return Outcome(id_, "failed", error=error)
        except Exception as error:
            # One indicator must not take the others with it, whatever is the matter with it.
            _LOG.exception("indicator %s", id_)
            return Outcome(id_, "failed", error=UnexpectedFailure(indicator=id_, what=type(error).__name__))

    def _is_seen(self, id_: str) -> bool:
        """By this round before it was cut, or lately. What is held back is asked for each time: the next
        answer may be a good one."""
        seen = id_ in self._trusted or (self._round is not None and id_ in self._round.seen)
        return seen and self._holding.get(id_) is None and self._bronze.metadata(id_) is not None

    def _fetch(self, indicator: int) -> Outcome:
        record = self._client.indicator(indicator)
        metadata = self._metadata(record)
        known = self._bronze.metadata(metadata.id)
        held = self._holding.get(metadata.id)
        if known and not self._force and held is None and self._is_current(known, metadata):
            return Outcome(metadata.id, "unchanged")
        answer = self._client.figures(record)
        figures = self._known_rows(answer.table)
        baseline = self._baseline(known, metadata)
        why = self._doubt(known, baseline, answer)
        if why is not None:
            return self._hold_back(metadata, figures, why, held)
        dropped = self._dropped(answer)
        change, areas = compare(known if baseline is not None else None, baseline, metadata, figures, dropped)
        mark_unpublished(self._home)
        self._journal.change(change, areas)
        self._bronze.write(metadata, figures)
        if held is not None:
            self._holding.drop(metadata.id)
        return Outcome(
            metadata.id,
            "stored" if figures.num_rows else "empty",
            rows=figures.num_rows,
            dropped_rows=dropped.unknown_region + dropped.unknown_sex,
            empty_rows=dropped.without_number,
            duplicates=dropped.duplicates,
            unknown_regions=frozenset(dropped.regions),
            renamed=_renamed(known, metadata),
        )

    def _baseline(self, known: Metadata | None, metadata: Metadata) -> pa.Table | None:
        """The figures to compare with: fetched ones, of the same address. What ships is none."""
        if known is None or known.fetched_at is None or known.address != metadata.address:
            return None
        return self._stored(known.id)

    def _doubt(self, known: Metadata | None, baseline: pa.Table | None, answer: Answer) -> Doubt | None:
        figures = self._known_rows(answer.table)
        if baseline is not None:
            given = pc.unique(answer.table["region"]).to_pylist()
            return doubt(baseline, figures, self._regions.union(given))
        # Another address has figures of its own, but not to have any is as odd there.
        if known is None or known.fetched_at is None or figures.num_rows:
            return None
        before = pq.read_metadata(self._bronze.path(known.id)).num_rows
        return Doubt("empty", before, after=0, lost=before, shared=0) if before else None

    def _hold_back(self, metadata: Metadata, figures: pa.Table, why: Doubt, before: Held | None) -> Outcome:
        newly = before is None or before.doubt.reason != why.reason
        assert metadata.fetched_at is not None
        since = metadata.fetched_at if before is None or newly else before.held_at
        held = Held(metadata.id, metadata.title, since, why)
        if newly:
            self._journal.held(held)
        self._holding.put(held, metadata, figures)
        return Outcome(metadata.id, "held", held=held, newly=newly)

    def _dropped(self, answer: Answer) -> Dropped:
        known = pc.is_in(answer.table["region"], self._region_ids())
        of_known = answer.table.filter(known)
        unknown = answer.table.filter(pc.invert(known))
        return Dropped(
            unknown_region=unknown.num_rows,
            unknown_sex=of_known.num_rows - self._known_rows(of_known).num_rows,
            without_number=answer.empty_rows,
            duplicates=answer.duplicates,
            regions=tuple(sorted(pc.unique(unknown["region"]).to_pylist())),
        )

    def _metadata(self, record: Indicator) -> Metadata:
        return Metadata(
            id=str(record.id),
            source=SOURCE,
            title=record.title,
            organization=record.organization,
            address=self._client.figures_address(record.id),
            updated=record.updated,
            fetched_at=datetime.now(UTC),
            first_year=record.first_year,
            last_year=record.last_year,
            decimals=record.decimals,
            value_type=record.value_type,
            description=record.description,
            interpretation=record.interpretation,
            limits=record.limits,
            legislation=record.legislation,
            notices=record.notices,
        )

    def _stored(self, id_: str) -> pa.Table | None:
        """The figures in bronze; None where they are damaged, so that they are fetched anew."""
        try:
            return self._bronze.figures(id_)
        except (OSError, pa.ArrowInvalid):
            _LOG.warning("the figures of %s cannot be read and are fetched anew", id_, exc_info=True)
            return None

    def _is_current(self, known: Metadata, metadata: Metadata) -> bool:
        """Whether what is stored is what would be fetched now.

        The source's date has no time of day: what was fetched on the day of the update itself may
        have changed after that. Areas that are gone mean that the figures have been recalculated.
        """
        if known.fetched_at is None or known.updated is None or known.updated >= known.fetched_at.date():
            return False
        if replace(known, fetched_at=None) != replace(metadata, fetched_at=None):
            return False
        stored = self._stored(known.id)
        return stored is not None and self._regions.issuperset(pc.unique(stored["region"]).to_pylist())

    def _known_rows(self, figures: pa.Table) -> pa.Table:
        """The rows of areas and sexes that are known; an area that is not listed has no name to show."""
        return figures.filter(
            pc.and_(
                pc.is_in(figures["region"], self._region_ids()),
                pc.is_in(figures["gender"], pa.array(SEXES, pa.string())),
            )
        )

    def _region_ids(self) -> pa.Array:
        return pa.array(sorted(self._regions), pa.int32())


def _renamed(known: Metadata | None, metadata: Metadata) -> Renamed | None:
    if known is None or known.title.fi == metadata.title.fi:
        return None
    return Renamed(metadata.id, before=known.title.fi, after=metadata.title.fi)
