"""Texts in three languages: the ones that we wrote (``texts/*.toml``) and the ones that sources bring.

One file holds all three languages of one screen or part side by side, so that a missing or a stale
translation shows in the same place where the Finnish was changed.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from babel.core import Locale

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in three languages; an empty string where the source has none."""

    fi: str = ""
    sv: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        """The text in ``language``; where that is empty, Finnish, then whatever there is."""
        return getattr(self, language) or self.fi or self.sv or self.en


def as_language(code: str | None) -> Language | None:
    """``code`` as one of our languages, or None."""
    for language in LANGUAGES:
        if code == language:
            return language
    return None


@cache
def _all_texts() -> dict[str, dict[str, str | dict[str, str]]]:
    texts: dict[str, dict[str, str | dict[str, str]]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for name, forms in tomllib.loads(path.read_text(encoding="utf-8")).items():
            texts[f"{path.stem}.{name}"] = forms
    return texts


def text(language: Language, key: str, **values: object) -> str:
    """The text ``key`` (``file.name``) in ``language`` with its ``{places}`` filled.

    A text with plural forms (``one``, ``other``) is chosen by the value ``n`` after CLDR's rules; a
    number that should be written as the language writes it is passed already formatted, beside
    ``n``. An unknown key is a KeyError: a page without its text is a programming error.
    """
    form = _all_texts()[key][language]
    if isinstance(form, dict):
        count = values["n"]
        assert isinstance(count, int | float)
        form = form[Locale.parse(language).plural_form(count)]
    return form.format(**values)
