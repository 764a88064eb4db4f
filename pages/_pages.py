"""Which pages there are: address, the module that shows it, and the key of its title."""

from dataclasses import dataclass

_WIDTH = 1120


@dataclass(frozen=True, slots=True)
class Listed:
    """A page at ``/path``, shown by ``show(frame)`` of ``pages.<module>``.

    A ``hidden`` one is not in the navigation. One with a ``width`` of its own stands ``alone``: for
    people who only look, without the navigation, reached by links.
    """

    path: str
    module: str
    title: str
    hidden: bool = False
    width: int = _WIDTH

    @property
    def alone(self) -> bool:
        """Whether it is shown without the navigation."""
        return self.width != _WIDTH


PAGES = (
    Listed("", "start", "frame.page_start"),
    Listed("nostot", "suggestions", "frame.page_suggestions"),
    Listed("indikaattori", "indicator", "frame.page_indicator"),
    Listed("vertailu", "comparison", "frame.page_comparison"),
    Listed("havainnot", "findings", "frame.page_findings"),
    # Reached from the other pages of a draft: the navigation is long enough for a phone as it is.
    Listed("kokemukset", "experience", "frame.page_experience", hidden=True),
    Listed("suunnitelma", "plan", "frame.page_plan", hidden=True),
    Listed("raportti", "report", "frame.page_report"),
    Listed("aineisto", "data", "frame.page_data"),
    Listed("esitys", "presentation", "frame.page_presentation", hidden=True, width=1600),
    Listed("valtuutetulle", "councillors", "frame.page_councillors", hidden=True, width=620),
    # Reached from the end of every page.
    Listed("saavutettavuus", "accessibility", "accessibility.title", hidden=True),
)
