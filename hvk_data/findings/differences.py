"""Two texts side by side: what was added and what was taken away, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS: Final = 3_000
"""Of longer paragraphs the whole is shown as changed: the words' comparison grows with their square."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that both have, or that one has."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(old: str, new: str) -> list[Part]:
    """How ``new`` came of ``old``: what is the same or removed, joined, is ``old``; without the removed
    and with the added, ``new``."""
    parts = _lines(old.splitlines(keepends=True), new.splitlines(keepends=True))
    return [
        Part(kind, "".join(part.text for part in of_kind))
        for kind, of_kind in groupby(parts, key=lambda part: part.kind)
    ]


def _lines(old: list[str], new: list[str]) -> Iterator[Part]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "replace":
            yield from _words(_WORD.findall(before), _WORD.findall(after))
        else:
            yield from _one(tag, before, after)


def _words(old: list[str], new: list[str]) -> Iterator[Part]:
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        yield from _one("replace", _joined(old), _joined(new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from _one(tag, _joined(old[a:b]), _joined(new[c:d]))


def _one(tag: str, before: str, after: str) -> Iterator[Part]:
    if tag == "equal":
        yield Part("same", before)
        return
    if before:
        yield Part("removed", before)
    if after:
        yield Part("added", after)


def _joined(words: Sequence[str]) -> str:
    return "".join(words)
