"""Finding an indicator by words: inflected, compounded or misspelt, in any of the three languages.

Every word of the query is compared with every word of the titles: as they begin, as one is inside the
other, and as they are spelt. A title is as good as its best word for each of the query's, rare words
counting for more. Curated synonyms (``synonyms.csv``) lead from everyday words to those of the titles.
All titles are gone through in some milliseconds, so none is ruled out beforehand.
"""

import re
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Prefix

from hvk_data.catalogue.tables import Table, read_rows
from hvk_data.paths import SHIPPED, home
from hvk_data.queries.index import Index, Indicator

Scores = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"(\D)\1")
# Words that stand in many titles and queries and tell none from another, and how people begin a question.
_EMPTY = frozenset(
    _WORD.findall(
        """
        ja tai osuus maara kuinka miten moni moniko monta paljon paljonko montako meilla meidan onko
        mika minka mitka missa milloin kuka ketka ennen per kunnan kunnassa kuntaan kuntamme tilanne kehitys
        och bland hos i med av for andel andelen antal antalet hur manga mycket vara vart kommunen kommun
        har den det som vad vilka vilken nar var fore
        and of the in as for among share number proportion how many much our are there people who with
        what which when where before can cannot not
        municipality
        """
    )
)
# Of whom: it tells apart what is about the same thing, and never outweighs the thing.
_OF_WHOM = re.compile(
    r"(?:laps|last(?=en$|a$|ila$)|nuor|aikui|tyoika|ikaihm|ikant|iaka|vanhu|elakelais|elakeikais|"
    r"mieh|nais|tyt|poik|koululai|ylakoul|lukiola|"
    r"barn|unga|ungdom|vuxn|aldre|pension|man|kvin|flick|pojk|skolelev|gymnasi|"
    r"child|young|youth|adult|elder|senior|older|men|women|girl|boy|pupil|student|tenag)"
    # An ending, not the other half of a compound: "lasten" and not "lapsiköyhyys".
    r"\w{0,7}"
)
# Which way it goes, that there is a worry, that somebody has or gets it, of what age: nothing of what it
# is about. Each with its endings only, not with the other half of a compound: "kehityksen" and not
# "kehitysvammaisten".
_SAYS_LITTLE = re.compile(
    r"(?:kasvu|lasku|laske|lisant|vahen|vaha|heiken|parane|paranta|nousu|nouse|mara|maris|yleisyy|"
    r"kehity(?!svam)|ika(?=$|is|in|vuo)|vuotia|yli$|ale$|"
    r"huoli|huole|saj|sav(?!uk)|sane|olev|ole|elav|sairastava|karsiv|kokev|koet|kokene|"
    r"kaytaj|kayto|vaeston|asuka|kuntalais|ongelm|tarpeks|ritav|yleist|aiempa|enema|vahema|asiak|ihmis|henkilo|"
    r"okning|minskning|okar|minskar|personer|problem|motagare|"
    r"over$|under$|increas|decreas|growth|rising|falling|recipient|problem|rate)\w*"
)
_SYNONYMS = Table("synonyms.csv", ("word", "meaning"), ("word", "meaning"))
_INSIDE, _SPELT = 0.9, 0.78
"""How alike a word and a part of a longer one, or two words of a length, must be: a letter or two apart."""
_LIKE = 0.6
"""Words less alike than this (0–1) have nothing to do with each other."""
_FITS, _BESIDE_BEST = 0.3, 0.45
"""A title that fits less than this (0–1), or than this much of the best one, is not what was meant."""
_BY_SYNONYM = 0.95
_LITTLE, _UNKNOWN, _GROUP = 0.4, 0.5, 1.5
"""The weight of a word that says little, of one that is in no title, and the most of one that says of whom.
Of those that are in a title it is from 1 (in most of them) to 9 (in a single one)."""
_KNOWN = 0.8
_COMPOUND, _HALF, _ENDING = 9, 4, 2
"""A word of nine letters or more may be a compound; each half of it has four or more, with its ending."""
_TIERS = {"core": 0.15, "extended": 0.09, "optional": 0.04}
_IN_STORE = 0.08
_BRIEF = 0.1


def fold(words: str) -> str:
    """Lower case without accents and dots: ``Työttömät`` → ``tyottomat``."""
    decomposed = unicodedata.normalize("NFD", words.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search(known: Index, words: str, limit: int = 20) -> list[Indicator]:
    """The indicators that fit ``words`` best; an id (``181``, ``tk:employment_rate``) finds itself first.

    Those with figures in the store, and those of the curated lists, come before others that fit about
    equally. Words of fewer than three letters find nothing by themselves. No match gives an empty list.
    """
    wanted = words.strip()
    found = [known.indicators[wanted]] if wanted in known.indicators else []
    found += [indicator for indicator in _titles(known).ranked(_words(wanted)) if indicator not in found]
    return found[:limit]


def _words(text: str) -> tuple[str, ...]:
    """The telling words of ``text``, folded; none where there is no word of three letters."""
    words = tuple(word for word in _WORD.findall(fold(text)) if word not in _EMPTY)
    words = tuple(_undoubled(word) for word in words if len(word) >= 3 or word.isdigit())
    words = tuple(word for word in words if word not in _EMPTY)  # "jää" has become "ja"
    return words if any(len(word) >= 3 for word in words) else ()


def _undoubled(word: str) -> str:
    """One letter for two of the same: inflection doubles them (työtön, työttömät), and so do slips.

    Not of numbers.
    """
    return word if word.isdigit() else _DOUBLED.sub(r"\1", word)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well every title fits one part of a query (0–1), how much the part tells, and by how many words."""

    scores: Scores
    weight: float
    matched: Scores


class _Titles:
    """The titles of one generation's indicators, word by word."""

    def __init__(self, known: Index) -> None:
        self._indicators: list[Indicator] = []
        titles = []
        for indicator in known.indicators.values():
            for title in sorted({indicator.title.fi, indicator.title.sv, indicator.title.en} - {""}):
                words = [_undoubled(word) for word in _WORD.findall(fold(title))]
                if words:
                    titles.append(words)
                    self._indicators.append(indicator)
        self._vocabulary = sorted({word for title in titles for word in title})
        self._lengths = np.array([len(word) for word in self._vocabulary], np.float32)
        numbers = {word: number for number, word in enumerate(self._vocabulary)}
        self._flat = np.array([numbers[word] for title in titles for word in title])
        self._sizes = np.array([len(title) for title in titles], np.float32)
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]]).astype(np.int64)
        self._likely = np.array([_likely(indicator) for indicator in self._indicators], np.float32)
        self._synonyms = _synonyms()
        self._heads = sorted({*self._vocabulary, *(word for said, _ in self._synonyms for word in said)})
        self._fit = lru_cache(maxsize=1024)(self._fit_of_word)

    def ranked(self, words: tuple[str, ...]) -> Iterable[Indicator]:
        """The indicators whose title in some language fits ``words``, the best first, each once."""
        if not words or not self._indicators:
            return []
        whole = self._fit_of_query(words)
        halves = tuple(half for word in words for half in self._halves(word))
        if halves != words:
            whole = _better(whole, self._fit_of_query(halves))
        brevity = _BRIEF * np.minimum(whole.matched / self._sizes, 1)
        fits = max(_FITS, _BESIDE_BEST * float(whole.scores.max()))
        rank = np.where(whole.scores >= fits, whole.scores * self._likely + brevity, 0)
        order = np.argsort(-rank, kind="stable")[: np.count_nonzero(rank)]
        return {self._indicators[at].id: self._indicators[at] for at in order}.values()

    def _fit_of_query(self, words: tuple[str, ...]) -> _Fit:
        """Each word, or the synonym that stands for it; then synonyms of several words as one part."""
        parts = [self._fit(word) for word in words]
        phrases = []
        for said, meaning in self._synonyms:
            at = _position(words, said)
            if at is None:
                continue
            fit = self._fit_of_words(meaning)
            if len(said) == 1:
                parts[at] = _better(parts[at], fit)
            else:
                phrases.append((at, len(said), fit))
        whole = _together(parts)
        for at, length, fit in phrases:
            meant = _together([*parts[:at], fit, *parts[at + length :]])
            whole = _better(whole, meant)
        return whole

    def _halves(self, word: str) -> tuple[str, ...]:
        """The two words of a compound that no title has, where both are known by themselves: else itself.

        ``neuvolakäynnit`` → ``neuvola``, ``käynnit``: known from a title or a synonym, whatever its ending.
        """
        if len(word) < _COMPOUND or float(self._fit(word).scores.max()) >= _KNOWN:
            return (word,)
        splits = range(_HALF, len(word) - _HALF + 1)
        best, at = max((min(self._begins(word[:at]), self._begins(word[at:])), at) for at in splits)
        return (word[:at], word[at:]) if best else (word,)

    def _begins(self, half: str) -> float:
        """1 where a title's or a synonym's word begins so, a little less but for an ending, else 0."""
        stem = half[: max(_HALF, len(half) - _ENDING)]
        for known, worth in ((half, 1.0), (stem, 0.9)):
            at = bisect_left(self._heads, known)
            if at < len(self._heads) and self._heads[at].startswith(known):
                return worth
        return 0.0

    def _fit_of_words(self, words: tuple[str, ...]) -> _Fit:
        return _together([self._fit(word) for word in words])

    def _fit_of_word(self, word: str) -> _Fit:
        alike = self._alike(word)
        scores: Scores = np.maximum.reduceat(alike[self._flat], self._starts)
        known = np.count_nonzero(scores > 0.8)
        # A word that no title has, or only one like it, must not outweigh those that tell which is meant.
        weight = max(_UNKNOWN, float(scores.max()) ** 2 * np.log(1 + len(scores) / (1 + known)))
        if _SAYS_LITTLE.fullmatch(word):
            weight = _LITTLE
        elif _OF_WHOM.fullmatch(word):
            weight = min(weight, _GROUP)
        return _Fit(scores, float(weight), (scores > _LIKE).astype(np.float32))

    def _alike(self, word: str) -> Scores:
        """How alike ``word`` and each word of the titles are, 0–1."""
        spelt = self._compared(word, fuzz.ratio) / 100
        if word.isdigit():
            return np.where(spelt == 1, 1, 0).astype(np.float32)
        size, sizes = len(word), self._lengths
        begun = self._compared(word, Prefix.similarity)
        inside = self._compared(word, fuzz.partial_ratio) / 100
        # The endings of one stem differ; a longer word that begins with this one is a compound of it.
        shorter = np.minimum(size, sizes)
        stem = (begun >= np.where(shorter < 6, 4, 5)) & (begun >= 0.5 * shorter)
        alike = np.maximum.reduce(
            [
                np.where(spelt == 1, 1, 0),
                np.where(stem, 0.55 + 0.45 * begun / np.maximum(size, np.minimum(sizes, size + 3)), 0),
                np.where((sizes >= size) & (size >= 5) & (inside >= _INSIDE), 0.85 * inside, 0),
                # Slips are not of the first letter, and "unemployment" is not "employment".
                np.where(
                    (begun >= 1) & (np.abs(sizes - size) <= 3) & (size >= 4) & (spelt >= _SPELT), spelt, 0
                ),
            ]
        )
        return np.where(alike < _LIKE, 0, alike).astype(np.float32)

    def _compared(self, word: str, scorer: Any) -> Scores:
        compared: Scores = process.cdist([word], self._vocabulary, scorer=scorer, dtype=np.float32)[0]
        return compared


def _likely(indicator: Indicator) -> float:
    """How much likelier it is that this one is meant: figures at hand, and the lists people work from."""
    return 1 + _TIERS.get(indicator.tier or "", 0.0) + (_IN_STORE if indicator.in_store else 0.0)


def _together(parts: list[_Fit]) -> _Fit:
    """Several parts of a query as one: their mean by weight."""
    weight = sum(part.weight for part in parts)
    scores: Scores = np.sum([part.weight * part.scores for part in parts], axis=0) / weight
    return _Fit(scores, weight / len(parts), np.sum([part.matched for part in parts], axis=0))


def _better(said: _Fit, meant: _Fit) -> _Fit:
    """Title by title what was said or, almost as good, what it means."""
    by_meaning = _BY_SYNONYM * meant.scores
    matched = np.where(by_meaning > said.scores, meant.matched, said.matched)
    # What is said in other words than those of the titles is as telling as what it means.
    weight = max(said.weight, meant.weight) if said.weight == _UNKNOWN else said.weight
    return _Fit(np.maximum(said.scores, by_meaning), weight, matched)


def _synonyms() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The curated pairs of what people say and what titles say, a municipality's own beside ours."""
    rows = read_rows(_SYNONYMS, SHIPPED / "curated", home() / "curated")
    pairs = [(_words(row["word"]), _words(row["meaning"])) for row in rows]
    return [(said, meaning) for said, meaning in pairs if said and meaning]


def _position(words: tuple[str, ...], said: tuple[str, ...]) -> int | None:
    """Where the words of a synonym stand in the query, inflected or misspelt too."""
    for at in range(len(words) - len(said) + 1):
        if all(map(_same_stem, words[at : at + len(said)], said)):
            return at
    return None


def _same_stem(word: str, other: str) -> bool:
    begun = Prefix.similarity(word, other)
    longer = max(len(word), len(other))
    alike = begun >= 1 and fuzz.ratio(word, other) >= 86
    return alike or (begun >= 4 and begun >= (0.7 if begun < 6 else 0.6) * longer)


_lock = threading.Lock()
_kept: dict[int, tuple[Index, _Titles]] = {}


def _titles(known: Index) -> _Titles:
    """The titles of ``known``; the last two generations' are kept."""
    with _lock:
        if id(known) not in _kept:
            while len(_kept) >= 2:
                del _kept[next(iter(_kept))]
            _kept[id(known)] = (known, _Titles(known))
        return _kept[id(known)][1]
