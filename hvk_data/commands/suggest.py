"""``suggest``: what stands out in a municipality's figures."""

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hvk_data.suggestions import Suggestion, Suggestions

_AGAINST = {"region": "region", "maa": "country", "similar": "similar"}
_KINDS = ("strength", "concern", "improving", "worsening", "gap")
_WAYS = ("nearest", "size", "grouping", "language", "neighbours")


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "suggest",
        help="what stands out in a municipality: strengths, concerns, changes, gaps between women and men",
        description="Print what stands out in a municipality's figures, over all indicators that have a "
        "direction, with effect, certainty, counts and what keeps it from standing higher; then how many "
        "would stand out by chance. Exit codes: 0 printed (also when nothing stands out), 2 unknown "
        "municipality, theme or list, or no store.",
    )
    command.add_argument("--municipality", required=True, metavar="NAME_OR_CODE")
    command.add_argument("--theme", metavar="CODE", help="only this theme, for example children")
    command.add_argument("--list", dest="list_", metavar="CODE", help="only this list, for example core")
    command.add_argument(
        "--against", action="append", choices=tuple(_AGAINST), help="what to compare with (default: all)"
    )
    command.add_argument("--kind", action="append", choices=_KINDS, help="what to look for (default: all)")
    command.add_argument(
        "--similar", choices=_WAYS, default="nearest", help="which municipalities are similar"
    )
    command.add_argument(
        "--by", action="append", metavar="VARIABLE", help="what the nearest are near by (default: five)"
    )
    command.add_argument("--since", type=int, metavar="YEAR", help="leave out older figures")
    command.add_argument("--limit", type=int, default=20, help="at most so many (default: %(default)s)")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the suggestions."""
    from hvk_data.areas import find_municipality
    from hvk_data.paths import home
    from hvk_data.store import open_store
    from hvk_data.store.prepare import ensure_store
    from hvk_data.suggestions import AGAINST, KINDS, suggest
    from hvk_data.suggestions.similar import DEFAULT_VARIABLES

    own = find_municipality(args.municipality).code
    ensure_store(home())
    found = suggest(
        open_store(home()).reader(),
        own,
        kinds=[kind for kind in KINDS if kind in (args.kind or KINDS)],
        against=[side for side in AGAINST if side in {_AGAINST[word] for word in args.against or _AGAINST}],
        theme=args.theme,
        list_=args.list_,
        since=args.since,
        way=args.similar,
        variables=args.by or DEFAULT_VARIABLES,
        limit=args.limit,
    )
    if args.format == "json":
        print(json.dumps(_document(found, args.language), ensure_ascii=False))
    else:
        _print_table(found, args.language)
    return 0


def _document(found: "Suggestions", language: Any) -> dict[str, Any]:
    return {
        "municipality": found.municipality,
        "suggestions": [_row(item, language) for item in found.items],
        "screened": found.screened,
        "tests": found.tests,
        "flagged": found.flagged,
        "by_chance": found.by_chance,
        "described": found.described,
        "skipped": dict(found.skipped),
        "honest_line": found.honest_line(language),
    }


def _row(item: "Suggestion", language: Any) -> dict[str, Any]:
    from hvk_data.suggestions import in_people

    return {
        "kind": item.kind,
        "indicator": item.indicator.id,
        "title": item.indicator.title.in_(language),
        "theme": item.indicator.theme,
        "direction": item.indicator.direction,
        "direction_overridden": item.overridden,
        "direction_reason": item.indicator.direction_reason.in_(language),
        "year": item.year,
        "newest_year": item.newest,
        "old": item.old,
        "against": item.against,
        "area": item.area.in_(language),
        "own": item.own,
        "other": item.other,
        "effect": item.effect,
        "unit": item.indicator.unit.in_(language),
        "spreads": item.spreads,
        "certainty": item.certainty.tier,
        "reasons": list(item.certainty.reasons),
        "p_adjusted": item.p,
        "cases": item.cases,
        "people": None if item.people is None else round(item.people),
        "more_cases": None if isinstance(found := in_people(item), str) else found.more,
        "first_year": item.first,
        "last_year": item.last,
        "also_against": list(item.also),
        "score": item.score,
        "why_not_higher": list(item.why_not),
        "source": item.indicator.origin.source,
        "organization": item.indicator.origin.organization.in_(language),
    }


def _print_table(found: "Suggestions", language: Any) -> None:
    """Of each suggestion a line with its figures, a line of certainty, and what keeps it lower."""
    from hvk_data.language import text

    for item in found.items:
        for line in _lines(item, language):
            print(line)
    if found.items:
        print(found.honest_line(language))
    else:
        print(text(language, "suggestions.nothing", screened=found.screened))


def _lines(item: "Suggestion", language: Any) -> list[str]:
    from hvk_data.language import format_with_unit, format_year_range, short_unit, text

    decimals = item.indicator.decimals
    kind = text(language, f"suggestions.kind_{item.kind}")
    unit = item.indicator.unit.in_(language)
    short = short_unit(unit)
    own, other = (format_with_unit(value, decimals, short, language) for value in (item.own, item.other))
    years = str(item.year)
    if item.first is not None and item.last is not None:
        years = format_year_range(item.first, item.last)
        figures = f"{other} → {own}"
    elif item.kind == "gap":
        figures = text(language, "suggestions.women_and_men", women=own, men=other)
    else:
        figures = f"{own} ({item.area.in_(language)}: {other})"
    lines = [
        f"{kind}: {item.indicator.title.in_(language)} ({item.indicator.id})",
        f"  {years}: {figures} {'' if short else unit}".rstrip(),
        f"  {item.certainty.name(language)}. {item.certainty.why(language)}",
    ]
    if item.old:
        lines.insert(1, "  " + text(language, "suggestions.old_first", year=item.newest))
    if item.overridden:
        reason = item.indicator.direction_reason.in_(language)
        lines.append("  " + text(language, "suggestions_page.overridden", reason=reason))
    if item.also:
        others = ", ".join(text(language, f"suggestions.against_{side}") for side in item.also)
        lines.append("  " + text(language, "suggestions.also", others=others))
    why_not = item.why_not_higher(language)
    return [*lines, f"  {why_not}"] if why_not else lines
