from datetime import UTC, datetime, timedelta

import pytest

from hvk_data.findings import CHAPTERS, DOCUMENT_KINDS, ChapterText, chapter_guide, chapter_title, sittings
from hvk_data.language import LANGUAGES

START = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_every_chapter_of_every_document_has_its_name_and_its_guidance(kind, language) -> None:
    assert len({chapter_title(kind, chapter, language) for chapter in CHAPTERS}) == len(CHAPTERS)
    assert len({chapter_guide(kind, chapter, language) for chapter in CHAPTERS}) == len(CHAPTERS)


def test_a_sitting_ends_with_the_text_after_which_nothing_was_saved_for_a_while() -> None:
    minutes = (0, 1, 5, 15, 16, 300)
    kept = [
        ChapterText("a", "plan", n, str(n), START + timedelta(minutes=minute))
        for n, minute in enumerate(minutes)
    ]
    assert [one.version for one in sittings(kept[::-1])] == [5, 4, 2]
    assert sittings([]) == []
