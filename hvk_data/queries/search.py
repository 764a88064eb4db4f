"""Finding an indicator by words: inflected, compounded or misspelt, in any of the three languages.

SQLite's trigram index over folded titles (ä→a, ö→o, å→a), best matches first by bm25: of the ways
that were measured on 78 inflected and misspelt queries it found the right one first most often, in a
couple of milliseconds and without a library of its own.
"""

import re
import sqlite3
import threading
import unicodedata
from functools import lru_cache

from hvk_data.queries.index import Index, Indicator

_WORD = re.compile(r"\w+")


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
    trigrams = _trigrams(wanted)
    if trigrams:
        match = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        titles = _titles(known)
        with titles.lock:
            rows = titles.database.execute(
                "SELECT id, bm25(title) AS rank FROM title WHERE title MATCH ? ORDER BY rank LIMIT ?",
                (match, limit * 5),
            ).fetchall()
        # An indicator may be found by up to three titles; its best counts. bm25 is the better the
        # more negative it is.
        best: dict[str, float] = {}
        for id_, rank in rows:
            best[id_] = min(rank * _weight(known.indicators[id_]), best.get(id_, 0.0))
        found += [known.indicators[id_] for id_ in sorted(best, key=lambda id_: best[id_]) if id_ != wanted]
    return found[:limit]


def _weight(indicator: Indicator) -> float:
    """How much more likely it is that this one is meant: figures at hand, and the lists people work from."""
    return (
        1.0
        + (0.25 if indicator.in_store else 0.0)
        + {"core": 0.25, "extended": 0.15}.get(indicator.tier or "", 0)
    )


class _Titles:
    """The trigram index of one generation's titles, in memory; one query at a time."""

    def __init__(self, known: Index) -> None:
        self.lock = threading.Lock()
        self.database = sqlite3.connect(":memory:", check_same_thread=False)
        self.database.execute(
            "CREATE VIRTUAL TABLE title USING fts5(words, id UNINDEXED, tokenize='trigram')"
        )
        self.database.executemany(
            "INSERT INTO title VALUES (?, ?)",
            (
                (fold(title), indicator.id)
                for indicator in known.indicators.values()
                for title in {indicator.title.fi, indicator.title.sv, indicator.title.en} - {""}
            ),
        )


_lock = threading.Lock()
_kept: dict[int, tuple[Index, _Titles]] = {}


def _titles(known: Index) -> _Titles:
    """The index of ``known``'s titles; the last few generations' are kept."""
    with _lock:
        if id(known) not in _kept:
            while len(_kept) >= 2:
                del _kept[next(iter(_kept))]
            _kept[id(known)] = (known, _Titles(known))
        return _kept[id(known)][1]


@lru_cache(maxsize=256)
def _trigrams(words: str) -> tuple[str, ...]:
    """The distinct runs of three letters of each word, in order."""
    runs = (word[start : start + 3] for word in _WORD.findall(fold(words)) for start in range(len(word) - 2))
    return tuple(dict.fromkeys(runs))
