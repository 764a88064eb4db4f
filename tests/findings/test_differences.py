from hypothesis import given
from hypothesis import strategies as st

from hvk_data.findings import Part, differences

texts = st.text(st.sampled_from("abä ,.\n*"), max_size=60)


@given(old=texts, new=texts)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    parts = differences(old, new)
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "removed") == new
    assert all(part.text for part in parts)


def test_words_are_marked_where_a_line_has_changed() -> None:
    assert differences("Alku\nVäki vähenee nopeasti.\n", "Alku\nVäki vähenee hitaasti.\n") == [
        Part("same", "Alku\nVäki vähenee "),
        Part("removed", "nopeasti"),
        Part("added", "hitaasti"),
        Part("same", ".\n"),
    ]


def test_a_very_long_line_is_marked_whole() -> None:
    old, new = "sana " * 4_000, "toinen " + "sana " * 4_000
    assert [part.kind for part in differences(old, new)] == ["removed", "added"]
