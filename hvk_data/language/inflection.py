"""Finnish place names in the genitive and in the local case that each takes, made by rule.

The rules cover the names of municipalities and regions, and are no general inflection of Finnish. What a
rule cannot know (inner or outer case, a plural name, a stem of its own) is curated beside the name in
``data/areas/place_forms.csv``; ``python -m hvk_data.language.inflection`` makes the forms of that file again.
After *Iso suomen kielioppi* (Hakulinen et al. 2004) §§ 40–79: gradation, stem types, vowel harmony.
"""

import csv
import re
from dataclasses import dataclass
from typing import Literal

from hvk_data.language.places import PLACE_FORMS

Local = Literal["inner", "outer"]
"""inner: Kuhmossa. outer: Rovaniemellä. Usage decides; no rule can."""

MADE = ("genitive_fi", "in_fi", "in_sv", "in_en")
"""The columns of the file that the rules make; all others are curated."""

# Last parts whose inflected stem the spelling does not tell. They alone decide the harmony: Rovaniemellä.
_LAST_PARTS = {
    "niemi": "nieme",
    "järvi": "järve",
    "joki": "joe",
    "mäki": "mäe",
    "koski": "koske",
    "lahti": "lahde",
    "vesi": "vede",
    "salmi": "salme",
    "nummi": "numme",
    "saari": "saare",
    "suomi": "suome",
    "taipale": "taipalee",
    "alue": "aluee",
    "häme": "hämee",
    "laidun": "laitume",
    "pudas": "putaa",
}
# What inflects with the last part where the two are still felt as two words: Uudessakaupungissa.
_FIRST_PARTS = {"Uusi": "Uude", "Iso": "Iso"}
_WEAK = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nt", "nn"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("rk", "r"),
    ("ht", "hd"),
)
_VOWELS = "aeiouyäöå"


@dataclass(frozen=True, slots=True)
class Forms:
    """A name's genitive ("Kuhmon") and the form that says *in it* ("Kuhmossa")."""

    genitive: str
    inside: str


def inflected(name: str, local: Local, *, plural: bool = False, both: bool = False, stem: str = "") -> Forms:
    """The forms of ``name``; of several words the last is inflected.

    ``plural``: a name in -nen that is inflected in the plural (Kauniainen: Kauniaisissa). ``both``: the
    first part of the compound is inflected too. ``stem``: the inflected stem, where rules do not give it.
    An abbreviation at the end takes its endings after a colon (Koski Tl:ssä).
    """
    *before, word = name.split(" ")
    head = "".join(f"{other} " for other in before)
    if before and re.fullmatch("[A-Z][a-z]", word):
        # Tl is read letter by letter, and the name of its last letter is "äl": the harmony is front.
        return Forms(f"{head}{word}:n", f"{head}{word}:{_ending(local, 'ä')}")
    if plural:
        base = word.removesuffix("nen")
        return Forms(f"{head}{base}sten", f"{head}{base}si{_ending(local, word)}")
    first, last = _parted(word) if both else ("", word)
    found = stem or _stem(last)
    ending = _ending(local, _harmonic(last))
    firsts = (f"{first}n", f"{first}{_ending(local, first)}") if first else ("", "")
    return Forms(f"{head}{firsts[0]}{found}n", f"{head}{firsts[1]}{found}{ending}")


def _parted(word: str) -> tuple[str, str]:
    for first, stem in _FIRST_PARTS.items():
        if word.startswith(first):
            return stem, word.removeprefix(first)
    raise ValueError(word)


def _stem(word: str) -> str:
    """The stem before -n, -ssa and -lla: in weak grade, as these endings close the syllable."""
    for part, stem in _LAST_PARTS.items():
        if word.casefold().endswith(part):
            at = len(word) - len(part)
            return word[: at + 1] + stem[1:]
    if word.endswith("nen"):
        return word.removesuffix("nen") + "se"
    if word[-1] not in _VOWELS:
        return word + "i"
    if word[-2] in _VOWELS:
        return word
    return _weak(word)


def _weak(word: str) -> str:
    body, vowel = word[:-1], word[-1]
    for strong, weak in _WEAK:
        if body.endswith(strong):
            return body.removesuffix(strong) + weak + vowel
    single = {"t": "d", "k": "", "p": "v"}.get(body[-1])
    if single is not None and body[-2] in _VOWELS:
        return body[:-1] + single + vowel
    return word


def _harmonic(word: str) -> str:
    return next((part for part in _LAST_PARTS if word.casefold().endswith(part)), word)


def _ending(local: Local, word: str) -> str:
    """-ssa, -ssä, -lla or -llä: the last vowel that is neither e nor i decides, and front where none is."""
    telling = re.sub("[^aouåäöy]", "", word.casefold())
    vowel = "a" if telling and telling[-1] in "aouå" else "ä"
    return f"{'ss' if local == 'inner' else 'll'}{vowel}"


def with_forms(row: dict[str, str]) -> dict[str, str]:
    """A row of ``place_forms.csv`` with its made columns made anew from the curated ones."""
    forms = inflected(
        row["name_fi"],
        "outer" if row["local"] == "outer" else "inner",
        plural=row["pattern"] == "plural",
        both=row["pattern"] == "both",
        stem=row["stem"],
    )
    made = (
        row["genitive_own"] or forms.genitive,
        row["in_own"] or forms.inside,
        f"{row['preposition_sv']} {row['name_sv']}",
        f"in {row['name_en']}",
    )
    return {**row, **dict(zip(MADE, made, strict=True))}


def main() -> None:
    """Make the forms of the file again from its curated columns."""
    with PLACE_FORMS.open(encoding="utf-8", newline="") as file:
        rows = [with_forms(row) for row in csv.DictReader(file)]
    with PLACE_FORMS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
