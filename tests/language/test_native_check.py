"""The list for native speakers holds every sentence, in all three languages."""

import re

import pytest

from hvk_data.language import LANGUAGES
from tests.language.native_check import DOCUMENT, sentences, written


def test_every_sentence_stands_in_all_three_languages() -> None:
    document = written()
    found = sentences()
    assert sum(len(names) for names in found.values()) > 200
    for names in found.values():
        for whole in names.values():
            assert list(whole) == list(LANGUAGES)
            assert all(f"  - {language}: {text}\n" in document for language, text in whole.items())


@pytest.mark.parametrize("heading", ["start", "councillors", "tour", "report"])
def test_the_list_is_in_the_documentation(heading: str) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert re.search(rf"^## {heading}$", document, re.M)
    assert document.startswith(written()[:200])
