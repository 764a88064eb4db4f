"""*Esitys*: one thing at a time, a finding picked while it is shown, and the list of joys and worries."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.findings import Concerns, Findings
from hvk_data.language import text
from hvk_data.queries.compare import compare
from hvk_data.store import Reader

Open = Callable[..., AppTest]
KUHMO = "290"


def heading(test: AppTest) -> str:
    """The heading, which is larger here than elsewhere and so of our own making."""
    assert not test.exception
    (found,) = [one.proto.body for one in test.get("html") if "<h1" in one.proto.body]
    return found.partition(">")[2].removesuffix("</h1>")


def said(test: AppTest) -> str:
    return "\n".join(one.proto.body for one in test.get("html"))


def position(test: AppTest) -> tuple[int, int]:
    (found,) = [m.value for m in test.markdown if m.value.startswith("**") and "/" in m.value]
    at, _, n = found.strip("*").partition("/")
    return int(at), int(n)


@pytest.fixture
def draft(work: Findings, figures: Reader) -> str:
    made = work.create_draft("Työpaja", KUHMO, "fi")
    for indicator, sentence in (("228", "Lapsista <b>pitää</b> puhua."), ("683", "")):
        work.pick(made.code, compare(figures, KUHMO, indicator), sentence, "concern")
    return made.code


def test_without_a_draft_the_figures_are_shown_and_the_address_follows(open_page: Open) -> None:
    test = open_page("esitys", kunta=KUHMO)
    assert heading(test).startswith("Kuhmo: Väestö")
    first, n = position(test)
    assert first == 1 and n > 20
    test.button(key="presentation_next").click().run()
    assert position(test) == (2, n)
    assert heading(test) != "Kuhmo: Väestö 31.12."
    shown = test.query_params["ind"]
    again = open_page("esitys", kunta=KUHMO, ind=shown)
    assert heading(again) == heading(test)


def test_at_the_ends_there_is_no_further(open_page: Open, draft: str) -> None:
    test = open_page("esitys", kunta=KUHMO, luonnos=draft)
    assert heading(test)
    assert position(test) == (1, 2)
    assert test.button(key="presentation_previous").disabled
    test.button(key="presentation_next").click().run()
    assert position(test) == (2, 2)
    assert test.button(key="presentation_next").disabled


def test_findings_are_shown_with_their_own_words_as_words(open_page: Open, draft: str) -> None:
    test = open_page("esitys", kunta=KUHMO, luonnos=draft)
    assert heading(test).startswith("Kuhmo: Lasten")
    assert "Lapsista &lt;b&gt;pitää&lt;/b&gt; puhua." in said(test)
    test.button(key="presentation_next").click().run()
    assert "Kuhmo 11,7" in said(test), "without own words the figures speak"


def test_what_is_shown_is_picked_once(open_page: Open, work: Findings) -> None:
    test = open_page("esitys", kunta=KUHMO, ind="228")
    assert heading(test).startswith("Kuhmo: Lasten")
    test.button(key="presentation_pick").click().run()
    assert heading(test).startswith("Kuhmo: Lasten"), "the same slide stays"
    (draft,) = work.all_drafts()
    (finding,) = work.findings(draft.code)
    assert (finding.comparison.indicator, finding.kind) == ("228", "note")
    assert finding.sentence.startswith("Vuonna 2023 Kuhmo 14,8")
    assert not [one for one in test.button if one.key == "presentation_pick"]


def test_the_key_of_one_letter_can_be_switched_off(open_page: Open) -> None:
    test = open_page("esitys", kunta=KUHMO, ind="228")
    assert heading(test)
    assert test.button(key="presentation_pick").proto.shortcut == "p"
    test.checkbox(key="presentation_keys").uncheck().run()
    assert test.button(key="presentation_pick").proto.shortcut == ""
    assert test.button(key="presentation_next").proto.shortcut == "right"


def test_an_indicator_outside_the_core_list_is_a_slide_too(open_page: Open) -> None:
    test = open_page("esitys", kunta=KUHMO, ind="tk:employment_rate")
    assert "Työllisyysaste" in heading(test)


def test_joys_and_worries_are_kept_with_the_draft(open_page: Open, work: Findings) -> None:
    test = open_page("esitys", kunta=KUHMO)
    assert heading(test)
    test.radio(key="presentation_deck_choice").set_value("concerns").run()
    assert heading(test) == text("fi", "presentation.deck_concerns")
    test.radio(key="concern_kind").set_value("worry")
    test.text_input[0].input("Yksinäisyys <i>kylillä</i>")
    test.button[0].click().run()
    assert "Yksinäisyys &lt;i&gt;kylillä&lt;/i&gt;" in said(test)
    (draft,) = work.all_drafts()
    (kept,) = Concerns().concerns(draft.code)
    assert (kept.kind, kept.text) == ("worry", "Yksinäisyys <i>kylillä</i>")
    assert test.text_input[0].value == "", "the field is ready for the next one"


def test_an_empty_line_is_refused_in_words(open_page: Open, draft: str) -> None:
    test = open_page("esitys", kunta=KUHMO, luonnos=draft)
    assert heading(test)
    test.radio(key="presentation_deck_choice").set_value("concerns").run()
    test.button[0].click().run()
    assert test.error[0].value == text("fi", "findings.concern_missing")
    assert not Concerns().concerns(draft)


def test_a_draft_that_nobody_knows_leaves_a_usable_page(open_page: Open) -> None:
    test = open_page("esitys", kunta=KUHMO, luonnos="0" * 32)
    assert heading(test).startswith("Kuhmo: ")
    assert test.error
