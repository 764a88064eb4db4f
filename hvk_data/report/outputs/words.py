"""Short forms of a finding for pages with little room."""

from hvk_data.report.model import FindingBlock


def statement(block: FindingBlock) -> str:
    """What is said of the finding: the person's own sentence, or what its figures are."""
    return " ".join(block.sentence) or f"{block.title}. {block.takeaway}"


def clipped(said: str, most: int) -> str:
    """``said`` cut after a whole word where it is longer than ``most`` characters, with an ellipsis."""
    if len(said) <= most:
        return said
    cut = said[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.–") + "…"
