"""When each indicator was last looked at, for updates that are told to trust a recent look.

Sotkanet has no list of dates of update: whether an indicator has changed is known only by asking for
it, which over all of them takes a quarter of an hour at a polite rate. Whoever updates twice within
some hours can say how old a look may be to be believed.
"""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hvk_data.store.durable import write_json_durably

_LONGEST = timedelta(days=31)
_LOG = logging.getLogger(__name__)


class Checked:
    """The looks at one address; those at another are of another source, and are forgotten."""

    def __init__(self, home: Path, base_url: str) -> None:
        self._path = home / "sync-checked.json"
        self._base_url = base_url
        self._moments = self._read()

    def within(self, age: timedelta) -> frozenset[str]:
        """The indicators that were looked at no longer than ``age`` ago."""
        now = datetime.now(UTC)
        # A clock that was set back makes looks of the future, which say nothing.
        return frozenset(id_ for id_, moment in self._moments.items() if timedelta() <= now - moment <= age)

    def add(self, indicators: Iterable[str], moment: datetime) -> None:
        """They were looked at from ``moment`` (UTC) on."""
        self._moments |= dict.fromkeys(indicators, moment)
        oldest = datetime.now(UTC) - _LONGEST
        kept = {id_: one.isoformat() for id_, one in self._moments.items() if one > oldest}
        write_json_durably(self._path, {"base_url": self._base_url, "checked": kept})

    def forget(self, indicators: Iterable[str]) -> None:
        """They are listed otherwise than they were: something about them has changed."""
        known = [id_ for id_ in indicators if self._moments.pop(id_, None)]
        if known:
            self.add((), datetime.now(UTC))

    def forget_all(self) -> None:
        """What all are judged by has changed."""
        self._moments = {}
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, datetime]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
            if said["base_url"] != self._base_url:
                return {}
            return {id_: datetime.fromisoformat(moment) for id_, moment in said["checked"].items()}
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError):
            _LOG.warning("%s cannot be read", self._path, exc_info=True)
            return {}
