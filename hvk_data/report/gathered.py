"""A draft by its code, with all that belongs to it, as a document."""

from datetime import UTC, datetime

from hvk_data.areas import municipalities
from hvk_data.findings import Findings, Goals, LeftOutReasons, Observations
from hvk_data.language import Language, Texts
from hvk_data.report.evidence import Evidence
from hvk_data.report.kinds import Output
from hvk_data.report.model import Document
from hvk_data.report.outputs import OUTPUTS, Maker, Material


def document(
    code: str,
    language: Language | None = None,
    output: Output = "report",
    written_at: datetime | None = None,
) -> Document:
    """The document ``output`` of draft ``code``, in the draft's own language unless another is asked for.

    ``written_at`` is now where it is not given. Raises what :class:`Findings` raises; UnknownDraft
    for a code that nobody has.
    """
    findings, goals = Findings(), Goals()
    draft = findings.draft(code)
    known = municipalities().get(draft.municipality)
    previous = findings.drafts([draft.previous]) if draft.previous else []
    material = Material(
        draft=draft,
        findings=findings.findings(code),
        municipality=known.name if known else Texts(fi=draft.municipality),
        evidence=Evidence.of_store(),
        goals=goals.goals(code),
        previous_goals=[goal for one in previous for goal in goals.goals(one.code)],
        observations=Observations().observations(code),
        left_out=LeftOutReasons().reasons(code),
    )
    maker = Maker(material, language or draft.language, written_at or datetime.now(UTC))
    return OUTPUTS[output](maker)
