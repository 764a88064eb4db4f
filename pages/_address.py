"""What the address can say: codes in and out.

The address carries codes, never labels, so that it can be sent to a colleague and mean the same in
every language. What is as usual is left out of it. How it is read: :mod:`pages._address_reading`.
"""

from dataclasses import dataclass, field

from hvk_data.figures import Sex
from hvk_data.language import Language
from hvk_data.queries.compare import DEFAULT_AGAINST
from pages._address_words import AGAINST_WORDS, KIND_WORDS, SEX_WORDS, SIDE_WORDS, VARIABLE_WORDS, WAY_WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """Everything that the address can say. ``year`` and ``chosen`` (a list) belong to *Vertailu*.

    ``kinds``, ``sides`` and ``since`` belong to *Nostot*, which shares ``chosen``; none is all of them. So do
    ``way`` and ``variables``, by which similar municipalities are chosen; no variables are the usual ones.
    ``finding`` is the one to show first on *Havainnot*.
    """

    language: Language = "fi"
    municipality: str | None = None
    indicator: str | None = None
    draft: str | None = None
    against: tuple[str, ...] = DEFAULT_AGAINST
    sex: Sex = "total"
    year: int | None = None
    chosen: str | None = None
    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    since: int | None = None
    finding: int | None = None
    way: str = "nearest"
    variables: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def as_parameters(place: Place) -> dict[str, str]:
    """The address's parameters for ``place``; what is as usual is left out."""
    said = {
        "kieli": place.language,
        "kunta": place.municipality,
        "ind": place.indicator,
        "luonnos": place.draft,
        "vertailu": None
        if place.against == DEFAULT_AGAINST
        else ".".join(AGAINST_WORDS.get(word, word) for word in place.against) or "ei",
        "sukupuoli": None if place.sex == "total" else SEX_WORDS[place.sex],
        "vuosi": None if place.year is None else str(place.year),
        "lista": place.chosen,
        "laji": ".".join(KIND_WORDS[kind] for kind in place.kinds),
        "rinnalla": ".".join(SIDE_WORDS[side] for side in place.sides),
        "alkaen": None if place.since is None else str(place.since),
        "havainto": None if place.finding is None else str(place.finding),
        "samanlaisuus": None if place.way == "nearest" else WAY_WORDS[place.way],
        "muuttujat": ".".join(VARIABLE_WORDS[variable] for variable in place.variables),
    }
    return {parameter: value for parameter, value in said.items() if value}
