"""One indicator from Sotkanet into bronze."""

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from hvk_data.language import UserError
from hvk_data.sotkanet import Client, Indicator
from hvk_data.sotkanet.client import SEXES
from hvk_data.sotkanet.errors import Stopped
from hvk_data.store.bronze import Bronze, Metadata
from hvk_data.store.generations import saying_disk_full
from hvk_data.sync.errors import SuddenlyEmpty, UnexpectedFailure
from hvk_data.sync.report import Renamed
from hvk_data.sync.unpublished import mark_unpublished

SOURCE = "sotkanet"
_LOG = logging.getLogger(__name__)

Kind = Literal["stored", "unchanged", "empty", "failed", "not_asked"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one indicator; counts as in :class:`~hvk_data.sync.report.SyncReport`."""

    indicator: str
    kind: Kind
    rows: int = 0
    dropped_rows: int = 0
    empty_rows: int = 0
    duplicates: int = 0
    unknown_regions: frozenset[int] = frozenset()
    renamed: Renamed | None = None
    error: UserError | None = None


class Fetcher:
    """Brings indicators in, one at a call, from any thread.

    ``regions`` are the ids that the source lists now; ``shipped`` the ids of indicators that have
    figures in what ships. With ``force`` even what has not changed is fetched.
    """

    def __init__(
        self, home: Path, client: Client, *, regions: set[int], shipped: set[str], force: bool
    ) -> None:
        self._home = home
        self._bronze = Bronze(home / "bronze")
        self._client = client
        self._regions = regions
        self._shipped = shipped
        self._force = force

    def fetch(self, indicator: int) -> Outcome:
        """Ask for ``indicator`` and store it if it has changed; whatever goes wrong is in the outcome."""
        id_ = str(indicator)
        try:
            with saying_disk_full(self._home):
                return self._fetch(indicator)
        except Stopped:
            return Outcome(id_, "not_asked")
        except UserError as error:
            return Outcome(id_, "failed", error=error)
        except Exception as error:
            # One indicator must not take the others with it, whatever is the matter with it.
            _LOG.exception("indicator %s", id_)
            return Outcome(id_, "failed", error=UnexpectedFailure(indicator=id_, what=type(error).__name__))

    def _fetch(self, indicator: int) -> Outcome:
        record = self._client.indicator(indicator)
        metadata = self._metadata(record)
        known = self._known(metadata.id)
        if known and not self._force and self._is_current(known, metadata):
            return Outcome(metadata.id, "unchanged")
        answer = self._client.figures(record)
        figures = self._known_rows(answer.table)
        if figures.num_rows == 0 and self._had_figures(metadata.id, known):
            raise SuddenlyEmpty(indicator=metadata.id, address=answer.address)
        mark_unpublished(self._home)
        self._bronze.write(metadata, figures)
        return Outcome(
            metadata.id,
            "stored" if figures.num_rows else "empty",
            rows=figures.num_rows,
            dropped_rows=answer.table.num_rows - figures.num_rows,
            empty_rows=answer.empty_rows,
            duplicates=answer.duplicates,
            unknown_regions=frozenset(pc.unique(answer.table["region"]).to_pylist()) - self._regions,
            renamed=_renamed(known, metadata),
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

    def _known(self, id_: str) -> Metadata | None:
        try:
            return self._bronze.metadata(id_)
        except pa.ArrowInvalid:
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
        regions = pc.unique(self._bronze.figures(known.id)["region"]).to_pylist()
        return self._regions.issuperset(regions)

    def _known_rows(self, figures: pa.Table) -> pa.Table:
        """The rows of areas and sexes that are known; an area that is not listed has no name to show."""
        regions = pa.array(sorted(self._regions), pa.int32())
        return figures.filter(
            pc.and_(
                pc.is_in(figures["region"], regions),
                pc.is_in(figures["gender"], pa.array(SEXES, pa.string())),
            )
        )

    def _had_figures(self, id_: str, known: Metadata | None) -> bool:
        return id_ in self._shipped if known is None else self._bronze.figures(id_).num_rows > 0


def _renamed(known: Metadata | None, metadata: Metadata) -> Renamed | None:
    if known is None or known.title.fi == metadata.title.fi:
        return None
    return Renamed(metadata.id, before=known.title.fi, after=metadata.title.fi)
