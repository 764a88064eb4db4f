"""The sentences of screens and documents, three languages side by side, for native speakers to read.

``PYTHONPATH=. python tests/language/native_check.py`` writes docs/native-check-texts.md anew. Words and
labels of a few words are left out: what reads wrongly is mostly sentences.
"""

import tomllib
from pathlib import Path

import hvk_data.language

TEXTS = Path(hvk_data.language.__file__).parent / "texts"
DOCUMENT = Path(__file__).parents[2] / "docs" / "native-check-texts.md"
LEAST_WORDS = 5

_HEAD = """# Sentences of screens and documents for native speakers

Every text of five words or more, by the file it stands in (`hvk_data/language/texts/`); what stands in braces
is filled in. No native speaker has read them yet. Whoever knows the language is asked to read them aloud; a
text is corrected in its file, and this list made again by
`PYTHONPATH=. python tests/language/native_check.py`.
"""


def sentences() -> dict[str, dict[str, dict[str, str]]]:
    """File → name → language → the text, plural forms one after the other."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(TEXTS.glob("*.toml")):
        for name, languages in tomllib.loads(path.read_text(encoding="utf-8")).items():
            whole = {language: _whole(forms) for language, forms in languages.items()}
            if len(whole["fi"].split()) >= LEAST_WORDS:
                found.setdefault(path.stem, {})[name] = whole
    return found


def written() -> str:
    """The whole document."""
    parts = [_HEAD]
    for area, names in sentences().items():
        parts.append(f"\n## {area}\n\n")
        for name, whole in names.items():
            lines = [f"  - {language}: {text}\n" for language, text in whole.items()]
            parts.append(f"- `{name}`\n{''.join(lines)}")
    return "".join(parts)


def _whole(forms: str | dict[str, str]) -> str:
    said = forms if isinstance(forms, str) else " / ".join(forms.values())
    return " ".join(said.split())


if __name__ == "__main__":
    DOCUMENT.write_text(written(), encoding="utf-8")
