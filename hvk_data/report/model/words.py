"""What people wrote, made fit for any document."""

import re

# What XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets), besides half surrogates.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(written: str) -> str:
    """``written`` without what no document can hold (control characters, half surrogates)."""
    return _ILLEGAL.sub("", written)


def paragraphs(written: str) -> tuple[str, ...]:
    """What a person wrote as paragraphs that any document can carry; empty lines are left out."""
    lines = (" ".join(legal(line).split()) for line in written.splitlines())
    return tuple(line for line in lines if line)


def one_line(written: str) -> str:
    """:func:`paragraphs` on one line, for headings, names and cells."""
    return " ".join(paragraphs(written))
