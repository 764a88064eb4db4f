"""Accounts of updates in words, for the command line and the pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hvk_data.language import Language, Texts, format_datetime, format_number, format_year_range, text
from hvk_data.store.bronze import Area, Bronze
from hvk_data.sync.accounts import Account
from hvk_data.sync.changes import AreaChange, FieldChange, IndicatorChange, RevisedCell

_LONGEST = 120
_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What an account says of one indicator: its id and title, and short statements."""

    indicator: str
    title: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.indicator} {self.title}: {'; '.join(self.statements)}"


class Teller:
    """Tells of accounts in ``language``, with the names of areas and the decimals of what is stored.

    ``decimals`` by indicator are what somebody knows of them already, so that no file is opened for it.
    """

    def __init__(self, bronze: Bronze, language: Language, decimals: Mapping[str, int] | None = None) -> None:
        self._decimals = dict(decimals or {})
        self._bronze = bronze
        self._language = language
        self._areas: Mapping[int, Area] = {area.id: area for area in bronze.areas()}

    def heading(self, account: Account) -> str:
        """What it is an account of, and when."""
        key = "sync.account_heading" if account.base_url else "sync.account_accepted_heading"
        return self._say(key, moment=format_datetime(account.started, self._language))

    def whole(self, account: Account) -> list[str]:
        """What concerns no single indicator's figures: lists, and first fetches by their number."""
        lists = account.lists
        parts = (
            ("sync.account_new", lists.new),
            ("sync.account_retired", lists.retired),
            ("sync.account_new_area", lists.new_areas),
            ("sync.account_gone_area", lists.gone_areas),
        )
        said = [
            self._say(key, id=one.id, title=one.title.in_(self._language))
            for key, named in parts
            for one in named
        ]
        said += self.first(account)
        if account.changes and account.generation is None:
            said.append(self._say("sync.account_unpublished"))
        elif account.changes:
            said.append(self._say("sync.account_store", generation=account.generation))
        return said

    def first(self, account: Account) -> list[str]:
        """How many indicators had nothing to compare with, in every area."""
        n = sum(change.is_first for change in account.changes)
        return [self._say("sync.account_first", n=n)] if n else []

    def changes(self, account: Account) -> list[Told]:
        """Each indicator's changes, first fetches only where rows were left out of them."""
        told = (self._told(change, self._statements(change)) for change in account.changes)
        return [one for one in told if one.statements]

    def of_area(self, account: Account, shares: Mapping[str, Iterable[AreaChange]]) -> list[Told]:
        """Each indicator's changes for one area, whose ``shares`` of an account these are."""
        told = []
        for change in account.changes:
            for share in shares.get(change.indicator, ()):
                said = [*self.share(change, share), *map(self._field, change.metadata)]
                told.append(self._told(change, said))
        return told

    def share(self, change: IndicatorChange, share: AreaChange) -> list[str]:
        """What changed in one area's figures of an indicator, in short statements."""
        said = self._years(change.new_years if share.new else (), change.gone_years if share.gone else ())
        said += self._counted("sync.change_new_figures", share.new)
        said += self._counted("sync.change_gone_figures", share.gone)
        said += self._counted("sync.change_revised_here", share.revised)
        return said + self.largest(change, share.largest)

    def by_area(self, shares: Iterable[AreaChange]) -> list[tuple[str, AreaChange]]:
        """The areas by name, the most revised first."""
        ordered = sorted(shares, key=lambda one: (-one.revised, -one.gone, -one.new, one.region))
        return [(self.area(one.region), one) for one in ordered]

    def area(self, region: int) -> str:
        """An area's name; its id at the source where it is not listed."""
        area = self._areas.get(region)
        return area.title.in_(self._language) if area else str(region)

    def sex(self, sex: str) -> str:
        """Total, men or women, in words."""
        return self._say(f"sync.change_sex_{sex}")

    def largest(self, change: IndicatorChange, cell: RevisedCell | None) -> list[str]:
        """The figure that moved the most, of which area; nothing where only its count is another."""
        moved = self.moved(change, cell)
        if cell is None or not moved:
            return []
        return [self._say("sync.change_largest", area=self.area(cell.region), moved=moved)]

    def moved(self, change: IndicatorChange, cell: RevisedCell | None) -> str:
        """A revised figure as it was and is; empty where nothing is seen of it."""
        if cell is None:
            return ""
        decimals = self._decimals_of(change.indicator)
        before, after = (format_number(one, decimals, self._language) for one in (cell.before, cell.after))
        if before == after:
            return ""
        return self._say(
            "sync.change_moved", year=cell.year, sex=self.sex(cell.sex), before=before, after=after
        )

    def _decimals_of(self, indicator: str) -> int:
        if indicator not in self._decimals:
            stored = self._bronze.metadata(indicator)
            known = stored.decimals if stored else None
            self._decimals[indicator] = _DECIMALS if known is None else known
        return self._decimals[indicator]

    def _told(self, change: IndicatorChange, statements: list[str]) -> Told:
        return Told(change.indicator, change.title.in_(self._language), tuple(statements))

    def _statements(self, change: IndicatorChange) -> list[str]:
        said = [self._say("sync.change_accepted")] if change.accepted else []
        said += self._years(change.new_years, change.gone_years)
        said += self._counted("sync.change_new_figures", change.new_figures)
        said += self._counted("sync.change_gone_figures", change.gone_figures)
        revision = change.revision
        if revision:
            percent = None if revision.median_change is None else revision.median_change * 100
            said += self._counted(
                "sync.change_revised",
                revision.figures,
                areas=revision.areas,
                years=format_year_range(revision.first_year, revision.last_year),
                median=format_number(percent, 1, self._language),
            )
            said += self.largest(change, revision.largest)
        said += map(self._field, change.metadata)
        dropped = change.dropped
        regions = ", ".join(map(str, dropped.regions))
        said += self._counted("sync.change_dropped_region", dropped.unknown_region, regions=regions)
        said += self._counted("sync.change_dropped_sex", dropped.unknown_sex)
        said += self._counted("sync.change_dropped_number", dropped.without_number)
        said += self._counted("sync.change_dropped_duplicates", dropped.duplicates)
        return said

    def _years(self, new: tuple[int, ...], gone: tuple[int, ...]) -> list[str]:
        parts = (("sync.change_new_years", new), ("sync.change_gone_years", gone))
        return [self._say(key, years=", ".join(map(str, years))) for key, years in parts if years]

    def _counted(self, key: str, n: int, **values: object) -> list[str]:
        number = format_number(n, 0, self._language)
        return [self._say(key, n=n, number=number, **values)] if n else []

    def _field(self, change: FieldChange) -> str:
        return self._say(
            "sync.change_field",
            field=self._say(f"sync.field_{change.field}"),
            before=self._short(change.before),
            after=self._short(change.after),
        )

    def _short(self, texts: Texts) -> str:
        """A long description is looked up at the source; here it is enough to see which it is."""
        whole = " ".join(texts.in_(self._language).split())
        return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"

    @property
    def _say(self) -> Callable[..., str]:
        return lambda key, **values: text(self._language, key, **values)
