"""What people type, made safe to store, and the limits to its length (in characters)."""

import re
import unicodedata
from typing import Final

from hvk_data.findings.errors import NameMissing, TooLong

NAME_LIMIT: Final = 200
SENTENCE_LIMIT: Final = 2_000
CONCERN_LIMIT: Final = 500
GOAL_LIMIT: Final = 2_000
OBSERVATION_LIMIT: Final = 4_000
CHAPTER_LIMIT: Final = 100_000

# Word's manual line break arrives in pasted text as a vertical tab.
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85]")
# Neither UTF-8 (lone surrogates) nor XML, and so no Word document, can hold these.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(typed: str, limit: int) -> str:
    """``typed`` in NFC without control characters; newlines become ``\\n``, tabs stay.

    TooLong where more than ``limit`` characters are left: cutting would lose what was written.
    """
    cleaned = unicodedata.normalize("NFC", _UNWRITABLE.sub("", _NEWLINE.sub("\n", typed)))
    if len(cleaned) > limit:
        raise TooLong(length=len(cleaned), limit=limit)
    return cleaned


def clean_name(typed: str) -> str:
    """A name on one line; NameMissing where nothing is left of it."""
    name = clean(" ".join(typed.split()), NAME_LIMIT).strip()
    if not name:
        raise NameMissing
    return name
