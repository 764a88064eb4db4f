"""A finding in a line or two: for lists, for pages with little room."""

from collections.abc import Iterable

from hvk_data.report.model import FindingBlock, Item, ItemList, Run


def statement(block: FindingBlock) -> str:
    """What is said of the finding: the person's own sentence, or what its figures are."""
    return " ".join(block.sentence) or f"{block.title}. {block.takeaway}"


def signed(block: FindingBlock) -> tuple[Run, ...]:
    """The finding's signs and the reservation that it asks for, to follow its statement."""
    said = [*(f"{sign.text}." for sign in block.signs), *([block.reservation] if block.reservation else [])]
    return tuple(Run(f" {one}", italic=True) for one in said)


def listed(blocks: Iterable[FindingBlock], most: int | None = None) -> ItemList:
    """Findings as a list: statement, source, signs. ``most`` letters of each are for pages with little room,
    which have no room for sources either."""

    def item(block: FindingBlock) -> Item:
        said = statement(block)
        first = Run(said, note=block.citation) if most is None else Run(clipped(said, most))
        return Item((first, *signed(block)))

    return ItemList(tuple(map(item, blocks)))


def clipped(said: str, most: int) -> str:
    """``said`` cut after a whole word where it is longer than ``most`` characters, with an ellipsis."""
    if len(said) <= most:
        return said
    cut = said[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.–") + "…"
