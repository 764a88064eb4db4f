"""Live figures in a chapter's text: ``{{127}}`` in the text stands for that indicator's latest figure.

``{{127:2023}}`` is the figure of a year, ``{{127:2023:maa}}`` of another area, ``{{127::maa}}`` of its latest
year. An area is a municipality's code or one of :data:`AREA_WORDS`. What a person last saw of each is kept
(:class:`ShownFigures`), so that a figure that has changed since can be marked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import delete, insert, select

from hvk_data.figures import Comparison, Point, Series
from hvk_data.findings.drafts import check_chapter
from hvk_data.findings.records import ShownFigure
from hvk_data.findings.rows import Opened, check_draft
from hvk_data.findings.tables import shown_figure as shown_table
from hvk_data.language import Language, format_number, format_with_unit
from hvk_data.queries.compare import compare_many
from hvk_data.queries.index import Index, index
from hvk_data.store import Reader

AREA_WORDS: Final = {
    "region": "alue",
    "county": "hyvinvointialue",
    "maakunta": "maakunta",
    "subregion": "seutukunta",
    "country": "maa",
}
"""What the levels of areas are called in a token and in the address, by what a comparison calls them."""

_TOKEN = re.compile(
    r"\{\{\s*(?P<indicator>\d{1,6}|[a-z]{2,8}:[a-z0-9_]{1,32})\s*"
    r"(?::\s*(?P<year>\d{4})?\s*(?::\s*(?P<area>\d{3}|[a-z]{2,20}))?\s*)?\}\}"
)
_LEVELS: Final = {word: level for level, word in AREA_WORDS.items()}

_MARKS: Final = {"published": "", "computed": "\u202f*", "estimate": "\u202f~"}

Trouble = Literal["unknown_indicator", "unknown_area", "no_figure"]


@dataclass(frozen=True, slots=True)
class Token:
    """What is asked for; ``year`` None is the latest, ``area`` None the draft's own municipality."""

    indicator: str
    year: int | None = None
    area: str | None = None

    def __str__(self) -> str:
        """As it is written into a text."""
        year = "" if self.year is None else str(self.year)
        said = [self.indicator] + ([year] if year or self.area else []) + ([self.area] if self.area else [])
        return "{{" + ":".join(said) + "}}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A token and where it stands in its text."""

    token: Token
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """What the store says to a token now: ``comparison`` with the one ``series`` and the ``point`` meant.

    Where ``trouble`` says why there is none, the others may be None.
    """

    token: Token
    trouble: Trouble | None = None
    comparison: Comparison | None = None
    series: Series | None = None
    point: Point | None = None

    def words(self, language: Language) -> str:
        """As it stands in running text: "12,8 % (2023)", a computed one "12,8 % * (2023)"; else a dash."""
        if self.comparison is None or self.point is None:
            return format_number(None, 0, language)
        unit = self.comparison.unit
        value = format_with_unit(self.point.value, self.comparison.decimals, unit, language)
        return f"{value}{_MARKS[self.point.certainty]} ({self.point.year})"

    def as_shown(self, shown: ShownFigure) -> "LiveFigure":
        """What it said when a person last saw it."""
        point = None if shown.year is None else Point(shown.year, shown.value, None, shown.certainty)
        return replace(self, point=point)

    def changed_since(self, shown: ShownFigure | None) -> bool:
        """Whether it says something else than a person last saw, at the decimals that are shown."""
        return shown is not None and self._said(shown.year, shown.value) != self._said(*self._now)

    @property
    def _now(self) -> tuple[int | None, float | None]:
        return (self.point.year, self.point.value) if self.point else (None, None)

    def _said(self, year: int | None, value: float | None) -> tuple[int | None, str]:
        return year, format_number(value, self.comparison.decimals if self.comparison else 0, "fi")


def parse(text: str) -> Iterator[Placed]:
    """The tokens of ``text`` in their order; what only looks like one is left as text."""
    for found in _TOKEN.finditer(text):
        year, area = found["year"], found["area"]
        yield Placed(Token(found["indicator"], int(year) if year else None, area), found.start(), found.end())


def resolve(reader: Reader, municipality: str, tokens: Iterable[Token]) -> dict[Token, LiveFigure]:
    """What each of ``tokens`` says now, in a text about ``municipality``: one query for each area named."""
    known = index(reader)
    found: dict[Token, LiveFigure] = {}
    by_area: dict[str | None, list[Token]] = {}
    for token in dict.fromkeys(tokens):
        trouble = _trouble(known, token)
        if trouble:
            found[token] = LiveFigure(token, trouble)
        else:
            by_area.setdefault(token.area, []).append(token)
    for area, of_area in by_area.items():
        own = area is None or area == municipality
        against = () if own or area is None else (_LEVELS.get(area, area),)
        indicators = list(dict.fromkeys(token.indicator for token in of_area))
        comparisons = compare_many(reader, municipality, indicators, against)
        by_indicator = dict(zip(indicators, comparisons, strict=True))
        for token in of_area:
            found[token] = _figure(token, by_indicator[token.indicator], 0 if own else 1)
    return found


class ShownFigures(Opened):
    """What people last saw of the live figures, in the database of :class:`hvk_data.findings.Findings`."""

    def shown(self, draft_code: str, chapter: str) -> dict[str, ShownFigure]:
        """By token as it is written into the chapter's text."""
        check_chapter(chapter)
        with self._database.reading() as connection:
            check_draft(connection, draft_code)
            asked = select(shown_table).filter_by(draft_code=draft_code, chapter=chapter)
            return {
                row.token: ShownFigure(row.token, row.year, row.value, row.certainty, row.shown_at)
                for row in connection.execute(asked)
            }

    def accept(self, draft_code: str, chapter: str, figures: Iterable[LiveFigure]) -> None:
        """Keep what these say now as what has been seen."""
        check_chapter(chapter)
        key = {"draft_code": draft_code, "chapter": chapter}
        now = datetime.now(UTC)
        rows: list[dict[str, object]] = [
            {
                **key,
                "token": str(figure.token),
                "year": figure.point.year if figure.point else None,
                "value": figure.point.value if figure.point else None,
                "certainty": figure.point.certainty if figure.point else "published",
                "shown_at": now,
            }
            for figure in figures
        ]
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            tokens = [row["token"] for row in rows]
            connection.execute(delete(shown_table).filter_by(**key).where(shown_table.c.token.in_(tokens)))
            if rows:
                connection.execute(insert(shown_table), rows)


def _trouble(known: Index, token: Token) -> Trouble | None:
    if token.indicator not in known.indicators:
        return "unknown_indicator"
    if token.area is not None and token.area not in _LEVELS and token.area not in known.municipalities:
        return "unknown_area"
    return None


def _figure(token: Token, comparison: Comparison, place: int) -> LiveFigure:
    series = comparison.series[place] if place < len(comparison.series) else None
    point = None
    if series:
        point = series.latest if token.year is None else series.at(token.year)
    if point is None or point.value is None:
        return LiveFigure(token, "no_figure", comparison, series)
    return LiveFigure(token, None, comparison, series, point)
