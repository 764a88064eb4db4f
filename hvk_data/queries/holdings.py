"""What the store holds, how old it is, and what was done to it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from hvk_data.catalogue import Mismatch
from hvk_data.language import Texts
from hvk_data.queries.index import SQL, Index, index
from hvk_data.store.reader import Reader


@dataclass(frozen=True, slots=True)
class SourceHoldings:
    """One source: how many of its listed indicators have figures, and of what date they are.

    ``shipped`` of those came with the program; ``fetched`` were fetched between the two moments.
    """

    source: str
    listed: int
    shipped: int
    fetched: int
    first_fetched: datetime | None
    last_fetched: datetime | None
    newest_vintage: date | None
    oldest_vintage: date | None
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class RateCheck:
    """What became of a candidate denominator; see :mod:`hvk_data.store.build`."""

    indicator: str
    denominator: str
    n_checked: int
    max_error: float | None
    verdict: str
    n_computed: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """The generation in use."""

    generation: int
    built_at: datetime
    rows: int
    indicators: int
    fetched_at: datetime | None
    sources: tuple[SourceHoldings, ...]
    producers: tuple[tuple[Texts, int], ...]
    rate_checks: tuple[RateCheck, ...]
    dropped: tuple[tuple[str, str, int], ...]
    mismatched: tuple[Mismatch, ...]


def holdings(reader: Reader) -> Holdings:
    """All that *Aineisto* and the command ``status`` say of the store."""
    known = index(reader)
    (info,) = reader.rows(SQL, "build_info")
    held = [indicator for indicator in known.indicators.values() if indicator.in_store]
    producers = Counter(indicator.origin.organization for indicator in held)
    return Holdings(
        generation=info["generation"],
        built_at=info["built_at"],
        rows=info["n_rows"],
        indicators=info["n_indicators"],
        fetched_at=info["fetched_at"],
        sources=tuple(
            _of_source(source, known) for source in sorted({i.source for i in known.indicators.values()})
        ),
        producers=tuple(producers.most_common()),
        rate_checks=tuple(
            RateCheck(
                row["id"],
                row["denominator"],
                row["n_checked"],
                row["max_error"],
                row["verdict"],
                row["n_computed"],
            )
            for row in reader.rows(SQL, "rate_checks")
        ),
        dropped=tuple((row["id"], row["reason"], row["n"]) for row in reader.rows(SQL, "dropped")),
        mismatched=known.mismatched,
    )


def _of_source(source: str, known: Index) -> SourceHoldings:
    listed = [indicator for indicator in known.indicators.values() if indicator.source == source]
    held = [indicator for indicator in listed if indicator.in_store]
    fetched = [i.origin.fetched_at for i in held if i.origin.fetched_at]
    vintages = [i.origin.vintage for i in held if i.origin.shipped and i.origin.vintage]
    return SourceHoldings(
        source=source,
        listed=len(listed),
        shipped=len(held) - len(fetched),
        fetched=len(fetched),
        first_fetched=min(fetched, default=None),
        last_fetched=max(fetched, default=None),
        newest_vintage=max(vintages, default=None),
        oldest_vintage=min(vintages, default=None),
        first_year=min((i.first_year for i in held if i.first_year), default=None),
        last_year=max((i.last_year for i in held if i.last_year), default=None),
    )
