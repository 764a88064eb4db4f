"""Is the indicator that a source lists the one that we know? Its id and its title must both say so.

Ids have been used for other indicators than people thought, so curated knowledge of a direction or a
denominator is applied only where the title agrees; a difference is reported, never guessed away.
"""

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The id is listed under another title than ours; nothing curated is applied to it."""

    id: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Matching:
    """``matched`` ids may use what is curated; ``absent`` ones are in no source's list."""

    matched: frozenset[str]
    mismatched: tuple[Mismatch, ...]
    absent: tuple[str, ...]


def match_titles(known: Mapping[str, tuple[str, ...]], listed: Mapping[str, str]) -> Matching:
    """Compare the titles that we know (id → one or more) with those ``listed`` by the sources.

    Titles agree after :func:`normalised_title`.
    """
    matched, mismatched, absent = [], [], []
    for id_, titles in known.items():
        if id_ not in listed:
            absent.append(id_)
        elif normalised_title(listed[id_]) in {normalised_title(title) for title in titles}:
            matched.append(id_)
        else:
            mismatched.append(Mismatch(id_, titles[0], listed[id_]))
    return Matching(frozenset(matched), tuple(mismatched), tuple(absent))


def normalised_title(title: str) -> str:
    """``title`` without what sources change without meaning anything by it.

    HTML entities and tags, case, blanks ("vastaavan ikäisestä" is "vastaavanikäisestä"), kinds of
    dashes, and punctuation other than what tells one measure from another: ``% - + < > ≤ ≥ /``.
    """
    # "<" begins a tag only before a letter or a slash: "BMI < 30" must stay what it is.
    plain = re.sub(r"</?[A-Za-z][^<>]*>", " ", html.unescape(title))
    folded = unicodedata.normalize("NFKC", plain).casefold()
    dashed = re.sub(r"[‐‑‒–—−\x96]", "-", folded)
    return re.sub(r"[^\w%+\-<>≤≥/]", "", dashed)
