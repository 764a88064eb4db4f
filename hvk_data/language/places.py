"""Names of municipalities and regions as a sentence needs them: "Kuhmossa", "på Åland", "in Kuhmo"."""

import csv
from dataclasses import dataclass
from functools import cache

from hvk_data.language.texts import Language, Texts
from hvk_data.paths import SHIPPED

PLACE_FORMS = SHIPPED / "areas" / "place_forms.csv"


@dataclass(frozen=True, slots=True)
class _Place:
    inside: Texts
    genitive: str
    certain: frozenset[Language]


@cache
def _places() -> dict[tuple[str, str], _Place]:
    with PLACE_FORMS.open(encoding="utf-8", newline="") as file:
        return {(row["level"], row["code"]): _place(row) for row in csv.DictReader(file)}


def _place(row: dict[str, str]) -> _Place:
    checked: dict[Language, bool] = {
        "fi": row["certain_fi"] == "1",
        "sv": row["certain_sv"] == "1",
        "en": True,
    }
    return _Place(
        inside=Texts(fi=row["in_fi"], sv=row["in_sv"], en=row["in_en"]),
        genitive=row["genitive_fi"],
        certain=frozenset(language for language, certain in checked.items() if certain),
    )


def in_place(code: str, level: str, language: Language) -> str | None:
    """The words that say *in the place*: "Koski Tl:ssä", "på Åland", "in the region of Lapland".

    ``level`` is Sotkanet's category (KUNTA, HYVINVOINTIALUE, MAAKUNTA, SEUTUKUNTA, MAA), ``code`` the
    area's within it. None where the form has not been checked or there is no such place: then a sentence
    names the place in a form without a case.
    """
    place = _places().get((level, code))
    return place.inside.in_(language) if place and language in place.certain else None


def genitive(code: str, level: str) -> str | None:
    """The Finnish genitive, "Kuhmon"; None as of :func:`in_place`. Swedish and English do without."""
    place = _places().get((level, code))
    return place.genitive if place and "fi" in place.certain else None
