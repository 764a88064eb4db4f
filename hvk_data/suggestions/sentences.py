"""A judgement as sentences that can be pasted into a report, in each language; never more than it says.

Every number is a figure of the comparison as it is written everywhere else, or the difference of two numbers
that stand in the same sentence, so that a reader can check it there. Shares differ by percentage points,
rates by per cent. Nothing is called the same: what cannot be told apart cannot be told. Of a test only its
result is said: that chance would make such a difference rarely (p < 0.05) or very rarely (p < 0.01).
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from hvk_data.charts import median_name
from hvk_data.figures import Comparison, Point, Series
from hvk_data.language import (
    Language,
    format_number,
    format_with_unit,
    format_year_range,
    in_place,
    text,
)
from hvk_data.statistics import Certainty, Change, Good, Judgement, Level


def sentence(judgement: Judgement, comparison: Comparison, language: Language) -> str:
    """What ``judgement`` says of the own series of ``comparison``, the level first and then the change.

    "Toimeentulotuki: Kuhmossa luku oli 12,8 % vuonna 2023, 2,2 prosenttiyksikköä suurempi eli huonompi kuin
    Kainuun hyvinvointialueella (10,6 %). Tällainen ero syntyisi sattumalta harvoin. Luku on noussut …". A
    place whose inflected form has not been checked is named without a case. Where nothing can be told that
    is said, and why. ``judgement`` must be one of ``comparison``, for the figures are read from there.
    """
    words = _Words(judgement, comparison, language)
    return " ".join(words.all())


class _Words:
    """The sentences of one judgement in one language."""

    def __init__(self, judgement: Judgement, comparison: Comparison, language: Language) -> None:
        self._judgement = judgement
        self._comparison = comparison
        self._language = language
        self._percent = comparison.unit.fi.startswith("%")
        counts = judgement.level.counts
        self._three_years = counts is not None and counts.three_years

    def all(self) -> Iterator[str]:
        level, change = self._judgement.level, self._judgement.change
        if level.own is None:
            yield self._missing()
            return
        yield from self._level(level)
        yield from self._change(change, said=level.certainty if level.certainty.tier == "none" else None)

    def _say(self, key: str, **values: object) -> str:
        return text(self._language, f"sentences.{key}", **values)

    # The level

    def _level(self, level: Level) -> Iterator[str]:
        start = self._start()
        if level.certainty.tier in ("high", "moderate"):
            yield self._than(start, level)
            yield self._say(f"level_{level.certainty.tier}")
            return
        yield f"{start}{self._beside(level)}."
        if level.certainty.tier == "none":
            yield self._say("untold" if level.other is not None else "untold_alone")
            yield level.certainty.why(self._language)
        elif level.sign == "usual":
            yield self._say("usual", n=_areas(level))
        else:
            yield self._say("apart", n=_areas(level), word=self._word(level))

    def _start(self) -> str:
        level, own = self._judgement.level, self._comparison.own
        year = self._year()
        when = (
            self._say("three_years", years=format_year_range(year - 2, year))
            if self._three_years
            else self._say("in_year", year=year)
        )
        remark = self._remark(own.at(year))
        unit = self._comparison.unit
        number = format_with_unit(level.own, self._comparison.decimals, unit, self._language)
        figure = f"{number} ({remark})" if remark else number
        place = in_place(own.code, own.level, self._language)
        if place is None:
            name = own.name.in_(self._language)
            return self._say("named", title=self._title(), name=name, figure=figure, when=when)
        return self._say("at", title=self._title(), place=place, figure=figure, when=when)

    def _year(self) -> int:
        year = self._judgement.year
        assert year is not None, "a level has a year"
        return year

    def _title(self) -> str:
        title = self._comparison.title.in_(self._language)
        match self._comparison.sex:
            case "female":
                return self._say("of_women", title=title)
            case "male":
                return self._say("of_men", title=title)
            case "total":
                return title

    def _missing(self) -> str:
        name = self._comparison.own.name.in_(self._language)
        year = self._judgement.year
        if year is None:
            return self._say("missing", title=self._title(), name=name)
        return self._say("missing_in", title=self._title(), name=name, year=year)

    def _than(self, start: str, level: Level) -> str:
        assert level.against is not None, "a tested level has something beside it"
        figure = self._other(level, level.against)
        word = self._by_how_much(level)
        place = in_place(level.against.code, level.against.level, self._language)
        if place is None:
            name = level.against.name.in_(self._language)
            return self._say("than_named", start=start, word=word, name=name, figure=figure)
        return self._say("than", start=start, word=word, place=place, figure=figure)

    def _by_how_much(self, level: Level) -> str:
        """The word of the sign with the difference of the two figures as they are written."""
        word = self._word(level)
        own, other = self._rounded(level.own), self._rounded(level.other)
        if self._percent:
            return self._numbered("points", abs(own - other), self._comparison.decimals, word)
        if not self._comparison.unit.fi.startswith("/") or other <= 0:
            return word
        return self._numbered("per_cent", abs(own - other) / other * 100, 0, word)

    def _numbered(self, key: str, difference: Decimal, decimals: int, word: str) -> str:
        shown = _quantized(difference, decimals)
        if not shown:
            # Apart by less than the figures show: the sign is told and no number.
            return word
        number = format_number(float(shown), decimals, self._language)
        return self._say(key, n=int(shown) if decimals == 0 else float(shown), number=number, word=word)

    def _rounded(self, value: float | None) -> Decimal:
        assert value is not None, "a tested level has two values"
        return _quantized(Decimal(str(value)), self._comparison.decimals)

    def _word(self, level: Level) -> str:
        word = self._say("higher" if level.sign == "higher" else "lower")
        return self._judged(word, self._judgement.good_level)

    def _judged(self, word: str, good: Good | None) -> str:
        return word if good is None else self._say(good, word=word)

    def _beside(self, level: Level) -> str:
        """The figure to compare with, in brackets; nothing where there is none."""
        if level.against is None or level.other is None:
            return ""
        return f" ({self._where(level.against)} {self._other(level, level.against)})"

    def _where(self, series: Series) -> str:
        if series.role in ("median_region", "median_country"):
            return median_name(series, self._language)
        place = in_place(series.code, series.level, self._language)
        return place or series.name.in_(self._language)

    def _other(self, level: Level, against: Series) -> str:
        return self._short(level.other, against.at(self._year()))

    # The change

    def _change(self, change: Change, said: Certainty | None) -> Iterator[str]:
        if change.first is None or change.last is None:
            yield self._say("change_untold")
        elif change.sign == "unclear":
            yield self._say("change_untold_since", first=change.first, last=change.last)
        else:
            yield self._moved(change, change.first, change.last)
            if "prices" in change.certainty.reasons:
                yield text(self._language, "statistics.reason_prices")
            return
        if said is None or said.reasons != change.certainty.reasons:
            yield change.certainty.why(self._language)

    def _moved(self, change: Change, first: int, last: int) -> str:
        good = self._judgement.good_change
        return self._say(
            "rising" if change.sign == "rising" else "falling",
            first=first,
            last=last,
            ends=self._ends(change, first, last),
            good="" if good is None else self._say(f"change_{good}"),
            certainty=self._say(f"change_{change.certainty.tier}"),
        )

    def _ends(self, change: Change, first: int, last: int) -> str:
        """The first and the last figure, where they too go the way of the whole series."""
        points = [self._comparison.own.at(year) for year in (first, last)]
        values = [point.value for point in points if point is not None and point.value is not None]
        if len(values) < 2:
            return ""
        step = self._rounded(values[1]) - self._rounded(values[0])
        if (step > 0) != (change.sign == "rising") or not step:
            return ""
        shown = [f"{point.year}: {self._short(point.value, point, yearly=True)}" for point in points if point]
        return f" ({'; '.join(shown)})"

    # Figures

    def _short(self, value: float | None, point: Point | None, *, yearly: bool = False) -> str:
        """A figure within brackets: its unit only where it is short, and how it came to be."""
        decimals = self._comparison.decimals
        if self._percent:
            number = format_with_unit(value, decimals, self._comparison.unit, self._language)
        else:
            number = format_number(value, decimals, self._language)
        remark = self._remark(point, yearly=yearly)
        return f"{number}, {remark}" if remark else number

    def _remark(self, point: Point | None, *, yearly: bool = False) -> str:
        if point is not None and point.certainty == "estimate":
            return text(self._language, "charts.estimate")
        # A mean of three years is ours, whatever its years are.
        ours = self._three_years and not yearly
        if ours or (point is not None and point.certainty == "computed"):
            return text(self._language, "charts.computed")
        return ""


def _quantized(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _areas(level: Level) -> int:
    assert level.position is not None, "what is described stands among municipalities"
    return level.position.n
