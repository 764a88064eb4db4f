"""What the store says today, for documents of figures that were kept: judgements, changes, questions."""

import logging
from collections.abc import Sequence
from importlib import import_module

from hvk_data import catalogue
from hvk_data.areas import municipalities
from hvk_data.catalogue import CuratedIndicator
from hvk_data.figures import Comparison
from hvk_data.findings import Finding, Meeting, News, news
from hvk_data.findings.tokens import LiveFigure, Token, resolve
from hvk_data.language import Language, UserError
from hvk_data.paths import home
from hvk_data.queries.briefing import Question, briefing
from hvk_data.queries.cards import Card, cards
from hvk_data.queries.index import index
from hvk_data.queries.judged import judged_many
from hvk_data.statistics import Judgement
from hvk_data.store import Reader, open_store

_LOG = logging.getLogger(__name__)


class Evidence:
    """Answers from one generation of the store, or none: a document of kept figures is made without it.

    What the store does not know (an indicator that is gone, a municipality that was merged) is None or
    empty; whoever prints it says so.
    """

    def __init__(self, reader: Reader | None) -> None:
        self._reader = reader

    @classmethod
    def of_store(cls) -> "Evidence":
        """From the store of the data folder; where it cannot be read, from none (the log says why)."""
        try:
            return cls(open_store(home()).reader())
        except UserError as error:
            _LOG.warning("documents are made without the store: %s", error)
            return cls(None)

    def read_ahead(self) -> None:
        """Load what every document asks for, so that the first need not wait for it."""
        # The tests of judgements load it when they are first made, which takes most of a second.
        import_module("scipy.stats")
        catalogue.load()
        if self._reader is not None:
            index(self._reader)

    def judgements(self, comparisons: Sequence[Comparison]) -> list[Judgement | None]:
        """Each comparison judged by its own figures, beside what the store knows of all municipalities."""
        if self._reader is None:
            return [None] * len(comparisons)
        known = index(self._reader).indicators
        there = [one for one in comparisons if one.indicator in known and one.own.latest]
        answers = dict(zip(there, judged_many(self._reader, there), strict=True))
        return [answers.get(one) for one in comparisons]

    def news(self, finding: Finding) -> News | None:
        """What the store says today to ``finding``; None without a store."""
        if self._reader is None:
            return None
        same = News(finding.comparison, Meeting())
        return news(self._reader, [finding]).get(finding.id, same)

    def live(self, municipality: str, tokens: Sequence[Token]) -> dict[Token, LiveFigure]:
        """What each live figure says now; nothing without a store or for an unknown municipality."""
        if self._reader is None or municipality not in municipalities():
            return {}
        return resolve(self._reader, municipality, tokens)

    def title(self, indicator: str, language: Language) -> str:
        """The title of ``indicator``; empty where neither the store nor the catalogue has it."""
        if self._reader is not None and indicator in index(self._reader).indicators:
            return index(self._reader).indicators[indicator].title.in_(language)
        known = catalogue.load().indicators.get(indicator)
        return known.title_fi if known else ""

    def questions(self, municipality: str) -> tuple[Question, ...]:
        """The three questions worth asking of the municipality's figures."""
        core = self._core(municipality)
        if self._reader is None or not core:
            return ()
        return briefing(self._reader, municipality, core).questions

    def cards(self, municipality: str) -> list[tuple[CuratedIndicator, Card, Judgement | None]]:
        """The core indicators that the municipality has a figure of, by theme, each judged."""
        core = self._core(municipality)
        if self._reader is None or not core:
            return []
        found = cards(self._reader, municipality, [one.id for one in core])
        there = [(one, found[one.id]) for one in core if one.id in found]
        read = self.judgements([card.comparison for _, card in there])
        return [(one, card, judgement) for (one, card), judgement in zip(there, read, strict=True)]

    def _core(self, municipality: str) -> list[CuratedIndicator]:
        if self._reader is None or municipality not in municipalities():
            return []
        known = index(self._reader).indicators
        return catalogue.load().current_core({id_: one.last_year or 0 for id_, one in known.items()})
