"""Answers that are well formed and yet cannot be trusted unseen: they are put aside, not taken in.

An indicator is held back when, beside what was last fetched from the same address,

- it is **empty**;
- it has **shrunk**: more than a tenth of the figures that it had are gone. Figures of areas that the
  source neither lists nor gives any more do not count: those were renumbered or merged;
- its values **jumped** as a whole, which is one of two things over the figures that both have:

  * half of them or more moved by a tenth or more (median \\|ln(new/old)\\| ≥ ln 1.1): another unit,
    another definition, figures of something else. An ordinary revision moves the newest years or a
    few areas, so the median stays at zero however much those few moved;
  * all moved by one factor of 2 % or more (median m of ln(new/old), \\|m\\| ≥ ln 1.02, and the median
    distance from m at most \\|m\\|/4): a rebased index. Figures that are each revised for a reason of
    their own scatter by about as much as they move.

Medians, because a few wild figures must neither hide a jump nor make one. A figure that became zero,
or left zero, or changed its sign, has moved without bound. Under five shared figures say nothing.

What is held back lies beside bronze, in ``bronze/held``: the figures in the form of bronze, and why.
"""

import json
import logging
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hvk_data.language import Language, Texts, format_number, text
from hvk_data.store.bronze import Bronze, Metadata
from hvk_data.store.durable import replace_durably, write_json_durably
from hvk_data.sync.changes import Floats, Pairing

Reason = Literal["empty", "shrunk", "jumped"]

_MOST_LOST = 0.1
_MOVED = math.log(1.1)
_REBASED = math.log(1.02)
_SCATTER = 0.25
_FEWEST = 5
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why figures are not taken in unseen: ``lost`` of the ``before`` figures are gone; ``factor`` is
    the median of new/old over the ``shared`` ones, None where it is not a number."""

    reason: Reason
    before: int
    after: int
    lost: int
    shared: int
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An indicator whose new figures wait to be accepted: since when (UTC), and why."""

    indicator: str
    title: Texts
    held_at: datetime
    doubt: Doubt

    def message(self, language: Language) -> str:
        """What is the matter and what to do, in ``language``."""
        doubt = self.doubt
        percent = None if doubt.factor is None else (doubt.factor - 1) * 100
        return text(
            language,
            f"sync.held_{doubt.reason}",
            indicator=self.indicator,
            title=self.title.in_(language),
            before=format_number(doubt.before, 0, language),
            after=format_number(doubt.after, 0, language),
            lost=format_number(doubt.lost, 0, language),
            change=format_number(percent, 1, language),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; the moment as ISO 8601."""
        return {**asdict(self), "held_at": self.held_at.isoformat()}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Held":
        """The inverse of :meth:`to_json`."""
        return cls(
            indicator=document["indicator"],
            title=Texts(**document["title"]),
            held_at=datetime.fromisoformat(document["held_at"]),
            doubt=Doubt(**document["doubt"]),
        )


def doubt(old: pa.Table, new: pa.Table, regions: Iterable[int]) -> Doubt | None:
    """Why ``new`` should not replace ``old`` unseen; None where it may.

    Both have the columns of bronze; ``regions`` are the areas that the source lists or gives now.
    """
    before, after = old.num_rows, new.num_rows
    if before and not after:
        return Doubt("empty", before, after, lost=before, shared=0)
    listed = old.filter(pc.is_in(old["region"], pa.array(sorted(regions), pa.int32())))
    pairing = Pairing(listed, new)
    lost, shared = len(pairing.gone), len(pairing.shared)
    if lost > _MOST_LOST * listed.num_rows:
        return Doubt("shrunk", before, after, lost, shared)
    moves = _moves(*pairing.figures)
    if not _jumped(moves):
        return None
    middle = float(np.quantile(moves, 0.5, method="inverted_cdf"))
    return Doubt("jumped", before, after, lost, shared, math.exp(middle) if math.isfinite(middle) else None)


def _moves(old: Floats, new: Floats) -> Floats:
    """ln(new/old) of each pair; 0 for zero to zero, without bound where the sign or zero is left."""
    known = ~(np.isnan(old) | np.isnan(new))
    old, new = old[known], new[known]
    comparable = old * new > 0
    moves = np.copysign(np.inf, new - old)
    moves[comparable] = np.log(new[comparable] / old[comparable])
    moves[old == new] = 0.0
    return moves


def _jumped(moves: Floats) -> bool:
    if len(moves) < _FEWEST:
        return False
    if float(np.quantile(np.abs(moves), 0.5, method="inverted_cdf")) >= _MOVED:
        return True
    middle = float(np.quantile(moves, 0.5, method="inverted_cdf"))
    if not abs(middle) >= _REBASED:
        return False
    scatter = float(np.quantile(np.abs(moves - middle), 0.5, method="inverted_cdf"))
    return scatter <= _SCATTER * abs(middle)


class Holding:
    """What is held back in a data folder. Writers hold the sync lock; readers need none."""

    def __init__(self, home: Path) -> None:
        root = home / "bronze" / "held"
        self.bronze = Bronze(root)
        self._reasons = root / "reasons"

    def put(self, held: Held, metadata: Metadata, figures: pa.Table) -> None:
        """Put an indicator's new figures aside; those that were held of it before are replaced."""
        write_json_durably(self._reason(held.indicator), held.to_json())
        self.bronze.write(metadata, figures)

    def get(self, indicator: str) -> Held | None:
        """Why ``indicator`` is held back; None where it is not."""
        if not self.bronze.path(indicator).exists():
            return None
        try:
            return Held.from_json(json.loads(self._reason(indicator).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            _LOG.warning("why %s is held back cannot be read", indicator, exc_info=True)
            return None

    def all(self) -> list[Held]:
        """All that is held back, by id."""
        found = (self.get(path.stem) for path in self._reasons.glob("*.json"))
        return sorted((held for held in found if held), key=lambda held: int(held.indicator))

    def release(self, indicator: str, to: Bronze) -> None:
        """Move what is held of ``indicator`` into its place in ``to``, in one step."""
        place = to.path(indicator)
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_durably(self.bronze.path(indicator), place)
        self._reason(indicator).unlink(missing_ok=True)

    def drop(self, indicator: str) -> None:
        """Forget what is held of ``indicator``, if anything is."""
        self.bronze.path(indicator).unlink(missing_ok=True)
        self._reason(indicator).unlink(missing_ok=True)

    def _reason(self, indicator: str) -> Path:
        return self._reasons / f"{indicator}.json"
