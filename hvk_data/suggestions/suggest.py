"""What stands out in a municipality, over all indicators that have a direction."""

from collections.abc import Iterable, Sequence

from hvk_data import catalogue
from hvk_data.language import UserError
from hvk_data.queries.index import Index, Indicator, index
from hvk_data.queries.screen import detected_breaks
from hvk_data.store.reader import Reader
from hvk_data.suggestions.ranking import ranked
from hvk_data.suggestions.records import AGAINST, KINDS, Against, Kind, Skipped, Suggestion, Suggestions
from hvk_data.suggestions.screening import directed, screen
from hvk_data.suggestions.similar import DEFAULT_VARIABLES, Way, similar

SHOWN = 30


class UnknownTheme(UserError):
    """No theme of the catalogue has this code. Values: ``theme``, ``known``."""

    key = "suggestions.unknown_theme"


class UnknownList(UserError):
    """No list of the catalogue has this code. Values: ``list``, ``known``."""

    key = "suggestions.unknown_list"


def suggest(
    reader: Reader,
    municipality: str,
    *,
    kinds: Sequence[Kind] = KINDS,
    against: Sequence[Against] = AGAINST,
    theme: str | None = None,
    list_: str | None = None,
    since: int | None = None,
    own_themes: Iterable[str] = (),
    way: Way = "nearest",
    variables: Sequence[str] = DEFAULT_VARIABLES,
    limit: int = SHOWN,
) -> Suggestions:
    """At most ``limit`` suggestions for the municipality of a code, the likeliest to deserve time first.

    Of the best thirty (or ``limit``, where that is more) those on current figures stand before those on old
    ones: a group that has an hour meets today first, and what is old stays in sight and says its age.

    ``theme`` and ``list_`` are codes of the catalogue; ``since`` leaves out older figures; ``own_themes`` are
    lifted; ``way`` and ``variables`` choose the similar municipalities. A change across a break that was only
    detected is left out (those across known ones are never computed). Raises UnknownArea, UnknownTheme,
    UnknownList and NoVariable.
    """
    known = index(reader)
    chosen = _chosen(known, theme, list_)
    alike = similar(reader, municipality, way, variables) if "similar" in against else []
    peers = [one.municipality.code for one in alike]
    found = screen(reader, municipality, chosen, against, kinds, peers, since)
    skipped: dict[Skipped, int] = dict(found.skipped)
    most = max(limit, SHOWN)
    kept = _without_breaks(reader, ranked(found.flags, own_themes, 2 * most), most, skipped)
    kept.sort(key=lambda item: item.old)
    return Suggestions(
        municipality,
        tuple(kept[:limit]),
        found.screened,
        found.tests,
        found.flagged,
        found.by_chance,
        found.described,
        skipped,
    )


def _chosen(known: Index, theme: str | None, list_: str | None) -> list[Indicator]:
    curated = catalogue.load()
    if theme is not None and theme not in curated.themes:
        raise UnknownTheme(theme=theme, known=", ".join(curated.themes))
    if list_ is not None and list_ not in curated.lists:
        raise UnknownList(list=list_, known=", ".join(curated.lists))
    members = set(curated.lists[list_].members) if list_ is not None else None
    return [
        indicator
        for indicator in directed(known)
        if (theme is None or indicator.theme == theme) and (members is None or indicator.id in members)
    ]


def _without_breaks(
    reader: Reader, items: list[Suggestion], limit: int, skipped: dict[Skipped, int]
) -> list[Suggestion]:
    """The first ``limit`` of ``items``, less those changes across which nearly all municipalities jumped."""
    near = [item.indicator for item in items if item.first is not None]
    shifted = detected_breaks(reader, near)
    kept: list[Suggestion] = []
    for item in items:
        if len(kept) == limit:
            break
        breaks = shifted.get(item.indicator.id, ()) if item.first is not None else ()
        if any(item.first < b.year <= (item.last or item.year) for b in breaks if item.first is not None):
            skipped["across_break"] = skipped.get("across_break", 0) + 1
        else:
            kept.append(item)
    return kept
