"""No word of another language is left on a page in Swedish or English.

The words to look for are those of the Finnish texts that no text of the page's language has. What the
sources and the curated files say in that language, names of places included, is not ours to look at.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

import hvk_data.language
from hvk_data import catalogue
from hvk_data.areas import former_municipalities, municipalities
from hvk_data.findings import Concerns, Findings, Goals, Observations
from hvk_data.language import Language, Texts
from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.store import Reader
from tests.screens import every_path

Open = Callable[..., AppTest]
TEXTS = Path(hvk_data.language.__file__).parent / "texts"
KUHMO = "290"
WORD = re.compile(r"[^\W\d_]{4,}")
ADDRESS = re.compile(r"\]\(#[^)]*\)|https?://\S+|\?\S+=\S+|\{\w*\}")
# What is not read by people: identifiers, addresses, code.
NOT_READ = {
    "id",
    "anchor",
    "key",
    "form_id",
    "page",
    "page_script_hash",
    "query_string",
    "url",
    "icon",
    "spec",
    "src",
}
# What must be in the address for the page to be full.
FULL = {"indikaattori": {"ind": "683"}, "esitys": {"ind": "683"}}


def words(said: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(ADDRESS.sub(" ", said))}


def of_forms(forms: str | dict[str, str]) -> str:
    return forms if isinstance(forms, str) else " ".join(forms.values())


def ours(language: Language) -> set[str]:
    """The words of our texts in one language."""
    found: set[str] = set()
    for path in TEXTS.glob("*.toml"):
        for text in tomllib.loads(path.read_text(encoding="utf-8")).values():
            found |= words(of_forms(text[language]))
    return found


def texts_in(thing: Any) -> Iterator[Texts]:
    """Every trilingual text that a record holds."""
    for one in fields(thing):
        value = getattr(thing, one.name)
        if isinstance(value, Texts):
            yield value
        elif hasattr(value, "__dataclass_fields__"):
            yield from texts_in(value)


def theirs(reader: Reader, language: Language) -> set[str]:
    """The words that sources and curated files bring to a page in this language."""
    known = index(reader)
    records = [*known.indicators.values(), *known.regions.values(), *catalogue.load().themes.values()]
    records += [*catalogue.load().lists.values(), *municipalities().values(), *former_municipalities()]
    found: set[str] = set()
    for record in records:
        for text in texts_in(record):
            found |= words(text.in_(language))
    for place in (*known.regions.values(), *municipalities().values(), *former_municipalities()):
        found |= words(place.name.fi)
    return found


def read_by_people(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in NOT_READ:
            continue
        # Repeated or single, a text or a message: what is read is taken, the rest opened.
        for part in (
            value if isinstance(value, list) or hasattr(value, "add") or hasattr(value, "append") else [value]
        ):
            if isinstance(part, str):
                yield part
            elif isinstance(part, Message):
                yield from read_by_people(part)


def shown(node: Any) -> Iterator[str]:
    """Every text on the page, what is behind a closed heading included."""
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from read_by_people(proto)
    for child in getattr(node, "children", {}).values():
        yield from shown(child)


@pytest.mark.parametrize("path", every_path())
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_finnish_word_is_left(
    open_page: Open, work: Findings, figures: Reader, language: Language, path: str
) -> None:
    draft = work.create_draft("2025", KUHMO, language)
    work.pick(draft.code, compare(figures, KUHMO, "683"), "", "concern")
    Concerns().add(draft.code, "joy", "2025")
    Goals().add(draft.code, goal="2025", indicator="683")
    said_by = {"stance": "supports", "source": "resident", "collected_on": date(2025, 1, 2)}
    Observations().add(draft.code, text="2025", people=1, **said_by)
    test = open_page(path, kunta=KUHMO, kieli=language, luonnos=draft.code, **FULL.get(path, {}))
    assert not test.exception
    said = "\n".join(shown(test._tree))
    assert len(words(said) & ours(language)) > 10, "the page is there, in its language"
    finnish = ours("fi") - ours(language) - theirs(figures, language)
    assert len(finnish) > 500
    left = words(said) & finnish
    assert not left


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_first_page_of_all_too(open_page: Open, figures: Reader, language: Language) -> None:
    test = open_page(kieli=language)
    assert test.title
    left = words("\n".join(shown(test._tree))) & (ours("fi") - ours(language) - theirs(figures, language))
    assert not left
