from datetime import date
from pathlib import Path

from hvk_data.findings import Draft, Findings, Goals, LeftOutReasons, Observations, completeness


def test_what_is_lacking_is_told(findings: Findings, draft: Draft, comparison, place: Path) -> None:
    findings.write_chapter(draft.code, "summary", "Teksti")
    findings.write_chapter(draft.code, "plan", " \n")
    findings.pick(draft.code, comparison, "", "note")
    goals, observations, reasons = Goals(place), Observations(place), LeftOutReasons(place)
    whole = goals.add(draft.code, goal="a", owner="Sivistys", indicator="181")
    lacking = goals.add(draft.code, goal="b")
    told = {"stance": "supports", "source": "resident", "collected_on": date(2026, 1, 2)}
    observations.add(draft.code, text="a", **told)
    observations.moderate(observations.add(draft.code, text="b", **told).id, draft.code, "rejected")
    for indicator in ("181", "699", "1"):
        reasons.write(draft.code, indicator, "Ei tietoa")

    state = completeness(
        findings.draft(draft.code),
        findings.findings(draft.code),
        [whole, lacking],
        observations.observations(draft.code),
        reasons.reasons(draft.code),
        ["181", "699", "3219"],
    )
    assert (state.written, len(state.unwritten)) == (("summary",), 5)
    assert (state.picked, state.told, state.open) == (("181",), ("699",), ("3219",))
    assert state.minimum == 3
    assert (state.without_owner, state.without_metric, state.waiting) == ((lacking,), (lacking,), 1)
