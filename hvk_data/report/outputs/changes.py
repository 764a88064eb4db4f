"""What a kept finding's figures did since: then and now side by side, each changed one marked."""

from hvk_data.figures import Comparison, Point, Series
from hvk_data.findings import Finding
from hvk_data.report.model import Block, Paragraph, Table, one_line, plain
from hvk_data.report.outputs.maker import Maker

_CHANGED = "►"


def changes(maker: Maker, finding: Finding) -> list[Block]:
    """The table of all figures that have changed or come since the finding was kept, and what it means.

    The municipality's latest kept year stands first, changed or not: what the sentence is about.
    """
    found = maker.evidence.news(finding)
    if found is None or found.current is None:
        return [Paragraph(plain(maker.words("today_gone")), quiet=True)]
    saved, today, meeting = finding.comparison, found.current, found.meeting
    latest = saved.own.latest
    rows: list[tuple[str, ...]] = []
    revised = {(point.role, point.name, point.year) for point in meeting.revised}
    if latest is not None and (saved.own.role, saved.own.name, latest.year) not in revised:
        now = today.own.at(latest.year)
        rows.append(_row(maker, saved, today, today.own, latest.year, latest, now, "unchanged"))
    for point in meeting.revised:
        state = "changed" if point.before and point.after else "came" if point.after else "gone"
        series = next(one for one in saved.series if (one.role, one.name) == (point.role, point.name))
        rows.append(_row(maker, saved, today, series, point.year, point.before, point.after, state))
    for series in today.series:
        for year in meeting.new_years:
            new = series.at(year)
            if new is not None and new.value is not None:
                rows.append(_row(maker, saved, today, series, year, None, new, "new"))
    blocks: list[Block] = [
        Paragraph(plain(_summary(maker, len(meeting.revised), meeting.new_years)), quiet=True)
    ]
    if meeting.stale:
        written = ", ".join(one.written for one in meeting.stale)
        blocks.append(Paragraph(plain(maker.words("stale", numbers=written)), quiet=True))
    if rows:
        columns = ("area", "year", "then", "now", "change")
        blocks.append(
            Table(
                caption=maker.builder.next_table(
                    maker.words(
                        "changes_caption", title=maker.builder.title(saved), day=maker.day(finding.picked_at)
                    )
                ),
                header=tuple(maker.words(f"column_{name}") for name in columns),
                rows=tuple(rows),
                widths=(0.36, 0.1, 0.14, 0.14, 0.26),
                numeric=(False, True, True, True, False),
            )
        )
    return blocks


def _row(
    maker: Maker,
    saved: Comparison,
    today: Comparison,
    series: Series,
    year: int,
    before: Point | None,
    after: Point | None,
    state: str,
) -> tuple[str, ...]:
    mark = "" if state == "unchanged" else f"{_CHANGED} "
    return (
        one_line(series.name.in_(maker.language)),
        str(year),
        maker.builder.marked(before, series, saved),
        maker.builder.marked(after, series, today),
        mark + maker.words(f"change_{state}"),
    )


def _summary(maker: Maker, revised: int, new_years: tuple[int, ...]) -> str:
    parts = [maker.words("revised", n=revised) if revised else maker.words("revised_none")]
    if new_years:
        parts.append(maker.words("new_years", years=", ".join(map(str, new_years))))
    else:
        parts.append(maker.words("no_new_years"))
    return " ".join(parts)
