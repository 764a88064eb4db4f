"""Every text is there in three languages with the same places, and no text is missing or left over."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.core import Locale

from hvk_data.language import LANGUAGES, Texts, UserError, as_language, text

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "hvk_data" / "language" / "texts"
Form = str | dict[str, str]

FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
TEXTS: dict[str, dict[str, Form]] = {
    f"{area}.{name}": forms for area, table in FILES.items() for name, forms in table.items()
}
KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_]+")
CALLS = {"text", "t"}


def _forms(form: Form) -> list[str]:
    return list(form.values()) if isinstance(form, dict) else [form]


def _places(form: Form) -> set[str]:
    return {name for one in _forms(form) for _, name, _, _ in Formatter().parse(one) if name is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_text_is_whole(key: str) -> None:
    forms = TEXTS[key]
    assert KEY.fullmatch(key)
    assert set(forms) == set(LANGUAGES), "exactly fi, sv and en"
    assert all(one.strip() == one and one for form in forms.values() for one in _forms(form))
    places = {language: _places(form) - {"n"} for language, form in forms.items()}
    assert places["fi"] == places["sv"] == places["en"]


def test_plural_forms_are_those_that_each_language_has() -> None:
    assert set(Locale.parse("fi").plural_form.tags) == {"one"}
    wrong = [
        f"{key} ({language})"
        for key, forms in TEXTS.items()
        if any(isinstance(form, dict) for form in forms.values())
        for language, form in forms.items()
        if not isinstance(form, dict) or set(form) != {*Locale.parse(language).plural_form.tags, "other"}
    ]
    assert not wrong


def _sources() -> Iterator[tuple[Path, ast.AST]]:
    paths = [*(ROOT / "hvk_data").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "dashboard.py"]
    for path in filter(Path.is_file, paths):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _pattern(node: ast.JoinedStr) -> str:
    """A regular expression for the strings that an f-string can become."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values
    )


def _asked_for(tree: ast.AST) -> Iterator[str]:
    """Keys that a source asks for by name: in calls of ``text`` and ``t``, and as the key of an error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            places = node.args if name in CALLS else []
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            is_key = any(getattr(target, "id", "") == "key" for target in targets)
            places = [node.value] if is_key and node.value is not None else []
        else:
            continue
        for place in places:
            if isinstance(place, ast.IfExp):
                yield from (c.value for c in (place.body, place.orelse) if isinstance(c, ast.Constant))
            elif (
                isinstance(place, ast.Constant)
                and isinstance(place.value, str)
                and KEY.fullmatch(place.value)
            ):
                yield place.value


def test_every_text_that_the_program_asks_for_exists() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path, tree in _sources()
        for key in _asked_for(tree)
        if key not in TEXTS
    }
    assert not missing


def test_every_text_is_used() -> None:
    trees = [tree for _, tree in _sources()]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    built = [
        re.compile(pattern)
        for pattern in {_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)}
        if any(pattern.startswith(re.escape(f"{area}.")) for area in FILES)
    ]
    unused = {key for key in TEXTS if key not in named and not any(one.fullmatch(key) for one in built)}
    assert not unused


def test_a_text_fills_its_places() -> None:
    assert text("fi", "numbers.moment", date="2.6.2026", time="9.05") == "2.6.2026 klo 9.05"
    with pytest.raises(KeyError):
        text("fi", "numbers.no_such_text")


def test_a_source_text_falls_back_to_what_there_is() -> None:
    assert Texts(fi="Kunta", en="Municipality").in_("sv") == "Kunta"
    assert Texts(en="Municipality").in_("fi") == "Municipality"
    assert Texts().in_("en") == ""


def test_only_our_languages_are_languages() -> None:
    assert as_language("sv") == "sv"
    assert as_language("de") is None
    assert as_language(None) is None


def test_an_error_speaks_the_readers_language_and_logs_english() -> None:
    class DatedError(UserError):
        key = "numbers.moment"

    error = DatedError(date="2.6.2026", time="9.05")
    assert error.message("fi") == "2.6.2026 klo 9.05"
    assert str(error) == "2.6.2026 at 9.05"
