"""The safe subset of Markdown: what is formatting, and what stays the characters that were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.report.model import Heading, ItemList, Paragraph, Run
from hvk_data.report.model.markdown import blocks


def test_bold_italic_lists_and_headings_become_blocks():
    heading, paragraph, listed = blocks(
        "## Tilanne\n\nYksi **kaksi** *kolme*.\n\n- a\n  - b\n- c\n\n3. x\n4. y"
    )
    assert heading == Heading(2, "Tilanne")
    assert paragraph.runs == (
        Run("Yksi "),
        Run("kaksi", bold=True),
        Run(" "),
        Run("kolme", italic=True),
        Run("."),
    )
    assert [(item.text, item.level, item.number) for item in listed.items] == [
        ("a", 0, None),
        ("b", 1, None),
        ("c", 0, None),
        ("x", 0, 3),
        ("y", 0, 4),
    ]


def test_no_level_of_headings_is_skipped_on_the_way_down():
    levels = [block.level for block in blocks("### a\n\n#### b\n\n# c\n\n##### d")]
    assert levels == [2, 3, 2, 3]


def test_a_line_break_begins_a_paragraph():
    assert [block.text for block in blocks("Eka.\nToka.\n\nKolmas.")] == ["Eka.", "Toka.", "Kolmas."]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<b>lihava</b> & &amp;",
        "    sisennetty",
        "`koodi` ~~yli~~",
        "> lainaus",
        "http://example.org",
        "{{127:2023:maa}}",
        "2 * 3 * 4 = 24",
        "snake_case_nimi",
    ],
)
def test_what_is_not_of_the_subset_stays_as_it_was_typed(typed):
    (block,) = blocks(typed)
    assert isinstance(block, Paragraph)
    assert block.text == typed.strip()
    assert not any(run.bold or run.italic for run in block.runs)


def test_of_a_link_only_its_words_are_kept():
    (block,) = blocks('Katso [kunnan sivut](https://example.org/ "x") tai [paha](javascript:alert(1)).')
    assert block.text.startswith("Katso kunnan sivut tai ")
    assert "example.org" not in block.text


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_is_blocks_of_words(written):
    for block in blocks(written):
        match block:
            case Heading(level, words):
                assert level in (2, 3)
                assert words.strip()
            case ItemList(items):
                assert all(item.text.strip() and 0 <= item.level <= 2 for item in items)
            case Paragraph():
                assert block.text == block.text.strip() != ""
