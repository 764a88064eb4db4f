"""A suggestion in words: its figures and how far they are apart, and its signs."""

from hvk_data.language import format_number, format_with_unit, format_year_range, short_unit
from hvk_data.statistics import Good, People
from hvk_data.suggestions import Kind, Suggestion, in_people
from pages.parts import messages, signs
from pages.parts.frame import Frame

_GOOD: dict[Kind, Good] = {
    "strength": "better",
    "improving": "better",
    "concern": "worse",
    "worsening": "worse",
}


def claim(frame: Frame, item: Suggestion) -> str:
    """The two figures and their difference, in a sentence or two; from outside, so not yet Markdown."""
    own, other = (_figure(frame, item, value) for value in (item.own, item.other))
    values = {"name": frame.own_name, "own": own, "other": other, "effect": _effect(frame, item)}
    if item.kind == "gap":
        said = frame.t("suggestions_page.gap", year=item.year, **values)
    elif item.first is not None and item.last is not None:
        surveys = "survey" in item.certainty.reasons
        key = "suggestions_page.change_surveys" if surveys else "suggestions_page.change"
        said = frame.t(key, years=format_year_range(item.first, item.last), **values)
    else:
        beside = item.area.in_(frame.language)
        said = frame.t("suggestions_page.level", when=_when(frame, item), beside=beside, **values)
    # A unit may end with a full stop of its own.
    return said.replace("..", ".")


def signs_of(frame: Frame, item: Suggestion) -> str:
    """What the suggestion is about, level or change, as a sign, and its certainty as another."""
    up, good = item.own > item.other, _GOOD.get(item.kind)
    if item.kind == "gap":
        word = frame.t("suggestions_page.women_higher" if up else "suggestions_page.men_higher")
        said = frame.t("suggestions_page.gap_sign", year=item.year)
        return f"{said}: {signs.of_gap(frame, word, item.certainty)}"
    if item.first is not None and item.last is not None:
        said = frame.t("signs.change_years", years=format_year_range(item.first, item.last))
        return f"{said}: {signs.of_change(frame, 'rising' if up else 'falling', good, item.certainty)}"
    said = frame.t("signs.level_against", year=item.year, area=messages.plain(item.area.in_(frame.language)))
    sign = signs.of_level(frame, "higher" if up else "lower", good, item.certainty, beside_most=False)
    return f"{said}: {sign}"


def in_people_of(frame: Frame, item: Suggestion) -> str:
    """The difference as a number of cases; nothing where it cannot be told."""
    found = in_people(item)
    return "" if isinstance(found, str) else people_line(frame, found, item.area.in_(frame.language))


def people_line(frame: Frame, found: People, area: str) -> str:
    """ "Ihmisinä: noin 12 tapausta enemmän kuin …", as Markdown."""
    key = "similar.people_more" if found.more > 0 else "similar.people_fewer"
    return frame.t(key, n=format_number(abs(found.more), 0, frame.language), area=messages.plain(area))


def _when(frame: Frame, item: Suggestion) -> str:
    if "three_years" in item.certainty.reasons:
        return frame.t("suggestions_page.three_years", years=format_year_range(item.year - 2, item.year))
    return str(item.year)


def _figure(frame: Frame, item: Suggestion, value: float) -> str:
    """The number, with its unit where that is short; a long one stands with the difference."""
    unit = short_unit(item.indicator.unit.in_(frame.language))
    return format_with_unit(value, item.indicator.decimals, unit, frame.language)


def _effect(frame: Frame, item: Suggestion) -> str:
    """The difference with its sign; that of two shares is in percentage points."""
    number = format_number(item.effect, item.indicator.decimals, frame.language)
    signed = f"+{number}" if item.effect > 0 and item.kind != "gap" else number
    if item.indicator.unit.fi.startswith("%"):
        return frame.t("suggestions_page.points", number=signed)
    return f"{signed} {item.indicator.unit.in_(frame.language)}".rstrip()
