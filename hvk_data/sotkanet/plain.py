"""Sotkanet's loose HTML as plain text."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "table", "tr", "ul"}
)
_HIDDEN = frozenset({"script", "style"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class _Collector(HTMLParser):
    """Tags may be unclosed or wrongly nested: only the text between them and line breaks are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN:
            self._hidden = tag
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = None
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        # A line break in HTML's source is a blank: only tags break lines.
        if self._hidden is None:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(html: str) -> str:
    """``html`` without tags and entities; at most one empty line between paragraphs, no outer blanks."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(collector.parts).split("\n"))
    joined = _CONTROL.sub("", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def plain_line(html: str) -> str:
    """:func:`plain_text` on one line, for titles and names."""
    return " ".join(plain_text(html).split())
