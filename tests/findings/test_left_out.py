from pathlib import Path

import pytest

from hvk_data.findings import Draft, EditedElsewhere, Findings, LeftOutReasons, TooLong
from hvk_data.findings.typed import SENTENCE_LIMIT


@pytest.fixture
def reasons(findings: Findings, place: Path) -> LeftOutReasons:
    return LeftOutReasons(place)


def test_a_reason_is_written_changed_and_taken_away(
    reasons: LeftOutReasons, draft: Draft, findings: Findings
) -> None:
    first = reasons.write(draft.code, "699", " Liian vähän vastaajia ", 0)
    assert first and (first.reason, first.version) == ("Liian vähän vastaajia", 1)
    second = reasons.write(draft.code, "699", "Ei tietoa", 1)
    reasons.write(draft.code, "3219", "Muu lähde")
    assert [one.indicator for one in reasons.reasons(draft.code)] == ["3219", "699"]
    assert second in reasons.reasons(draft.code)
    assert reasons.write(draft.code, "699", "", 2) is None
    assert reasons.write(draft.code, "699", "  ") is None
    assert [one.indicator for one in reasons.reasons(draft.code)] == ["3219"]
    assert findings.draft(draft.code).edited_at > draft.edited_at


def test_two_writers_and_too_much(reasons: LeftOutReasons, draft: Draft) -> None:
    reasons.write(draft.code, "699", "heidän", 0)
    with pytest.raises(EditedElsewhere) as raised:
        reasons.write(draft.code, "699", "meidän", 0)
    assert (raised.value.theirs, raised.value.version) == ("heidän", 1)
    with pytest.raises(TooLong):
        reasons.write(draft.code, "699", "x" * (SENTENCE_LIMIT + 1))
    assert [one.reason for one in reasons.reasons(draft.code)] == ["heidän"]
