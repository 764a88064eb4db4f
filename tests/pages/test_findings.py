"""*Havainnot*: what was picked, written and put in order."""

from dataclasses import replace

import pytest

from hvk_data.findings import Kind
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from pages.parts import messages

KUHMO = "290"


@pytest.fixture
def draft(work, figures):
    made = work.create_draft("Kuhmon kertomus", KUHMO, "fi")
    kinds: tuple[Kind, ...] = ("concern", "note", "strength")
    for indicator, kind in zip(("181", "127", "683"), kinds, strict=True):
        comparison = compare(figures, KUHMO, indicator)
        work.pick(made.code, comparison, f"Lause {indicator}", kind)
    return made


def sentences(at):
    return [area.value for area in at.text_area]


def sentence_key(at, sentence):
    return next(area.key for area in at.text_area if area.value == sentence)


def press(at, label, nth=0):
    return [button for button in at.button if button.label == label][nth].click().run()


def t(key, **values):
    return text("fi", key, **values)


def said(at):
    return [one.value for one in (*at.markdown, *at.caption, *at.info, *at.warning, *at.error)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_with_its_sentence_figures_and_source(open_page, draft, language):
    at = open_page("havainnot", luonnos=draft.code, kieli=language)
    assert at.title[0].value == text(language, "findings_page.title")
    assert sentences(at) == ["Lause 181", "Lause 127", "Lause 683"]
    assert [header.value for header in at.header] == [text(language, "report.chapter_description")]
    assert len(at.subheader) == 3
    unemployment = at.table[0].value
    assert list(unemployment.columns[1:]) == ["2020", "2021"]
    assert list(unemployment["2021"]) == [
        value.replace(",", "." if language == "en" else ",") for value in ("12,0", "10,5", "11,4")
    ]
    assert any("Sotkanet (ind. 181)" in caption.value for caption in at.caption)
    assert not at.exception


def test_figures_stay_as_they_were_picked(open_page, work, figures, draft):
    old = work.findings(draft.code)[0].comparison
    kept = compare(figures, KUHMO, "181").to_json()
    kept["series"][0]["points"][-1]["value"] = 99.9
    kept["series"][1]["points"] = []
    work.pick(draft.code, type(old).from_json(kept), "Vanha luku", "note")
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == t("findings_page.title")
    assert list(at.table[3].value["2021"]) == ["99,9", "11,4"]
    silent = t("report.note_silent", years="2020–2021", areas="Kainuun hyvinvointialue")
    assert messages.plain(silent) in said(at)


@pytest.fixture
def revised(work, figures, draft):
    """A finding picked before the source revised its newest figure, and one of an indicator since gone."""
    old = compare(figures, KUHMO, "181")
    *before, last = old.own.points
    own = replace(old.own, points=(*before, replace(last, value=19.7)))
    old = replace(old, generation=0, series=(own, *old.series[1:]))
    work.pick(draft.code, replace(old, indicator="99999"), "Poistunut", "note")
    return work.pick(draft.code, old, "Työttömyys oli 19,7 %.", "concern")


@pytest.mark.parametrize("language", LANGUAGES)
def test_revised_figures_are_shown_old_beside_new(open_page, draft, revised, language):
    at = open_page("havainnot", luonnos=draft.code, kieli=language)
    assert at.title[0].value == text(language, "findings_page.title")
    (table,) = [one.value for one in at.table if text(language, "revised.before") in one.value]
    (cells,) = table.to_numpy().tolist()
    assert [cell.replace(".", ",") for cell in cells] == ["Kuhmo 2021", "19,7", "12,0"]
    words = said(at)
    assert text(language, "revised.changed", n=1) in words[0] + "".join(words)
    assert text(language, "revised.gone", area="") in words
    assert len([one for one in words if revised.comparison.title.in_(language) in one]) == 1


def test_one_click_takes_the_new_figures_and_the_mended_sentence(open_page, work, draft, revised):
    at = open_page("havainnot", luonnos=draft.code)
    press(at, t("revised.accept_mended"))
    assert at.title[0].value == t("findings_page.title")
    taken = next(one for one in work.findings(draft.code) if one.id == revised.id)
    assert (taken.sentence, taken.comparison.own.at(2021).value) == ("Työttömyys oli 12,0 %.", 12.0)
    assert "Työttömyys oli 12,0 %." in sentences(at)
    assert not [one for one in at.button if one.label == t("revised.accept")]


def test_figures_alone_can_be_taken(open_page, work, draft, revised):
    at = open_page("havainnot", luonnos=draft.code)
    press(at, t("revised.accept"))
    assert at.title[0].value == t("findings_page.title")
    taken = next(one for one in work.findings(draft.code) if one.id == revised.id)
    assert (taken.sentence, taken.comparison.own.at(2021).value) == ("Työttömyys oli 19,7 %.", 12.0)


def test_computed_figures_are_marked(open_page, work, figures):
    draft = work.create_draft("Laskettu", KUHMO, "fi")
    comparison = compare(figures, KUHMO, "191")
    assert comparison.own.latest.certainty == "estimate"
    work.pick(draft.code, comparison, "", "note")
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == t("findings_page.title")
    assert at.table[0].value.iloc[0, -1].endswith("\\~")


def test_a_sentence_is_saved_when_the_field_is_left(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    at.text_area(key=sentence_key(at, "Lause 127")).set_value("Uusi lause").run()
    assert at.title[0].value == t("findings_page.title")
    assert [finding.sentence for finding in work.findings(draft.code)][1] == "Uusi lause"
    assert sentences(at)[1] == "Uusi lause"


def test_a_change_made_elsewhere_comes_into_a_field_that_nobody_has_touched(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    work.edit(work.findings(draft.code)[0].id, draft.code, sentence="Muualla muutettu")
    at.run()
    assert at.title[0].value == t("findings_page.title")
    assert sentences(at)[0] == "Muualla muutettu"
    assert t("written.two_texts") not in said(at)


@pytest.mark.parametrize(
    ("choice", "left"),
    [("both", "Muualta\n\nMinulta"), ("keep_mine", "Minulta"), ("take_theirs", "Muualta")],
)
def test_both_texts_are_there_until_somebody_chooses(open_page, work, draft, choice, left):
    at = open_page("havainnot", luonnos=draft.code)
    finding = work.findings(draft.code)[0]
    work.edit(finding.id, draft.code, sentence="Muualta")
    at.text_area(key=sentence_key(at, "Lause 181")).set_value("Minulta").run()
    assert at.title[0].value == t("findings_page.title")
    assert t("written.two_texts") in said(at)
    assert sentences(at)[0] == "Minulta"
    assert "Muualta" in [one.value for one in at.text]
    assert work.findings(draft.code)[0].sentence == "Muualta"
    press(at, t(f"written.{choice}"))
    assert sentences(at)[0] == left
    assert work.findings(draft.code)[0].sentence == left
    assert t("written.two_texts") not in said(at)


def test_what_is_too_long_stays_in_the_field_and_is_saved_once_it_is_shorter(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    long = "x" * 2_001
    at.text_area(key=sentence_key(at, "Lause 181")).set_value(long).run()
    assert at.title[0].value == t("findings_page.title")
    assert len(at.error) == 1
    assert sentences(at)[0] == long
    at.text_area(key=sentence_key(at, long)).set_value("lyhyt").run()
    assert not at.error
    assert work.findings(draft.code)[0].sentence == "lyhyt"


def test_what_was_written_into_a_finding_that_is_gone_is_not_lost(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    work.remove(work.findings(draft.code)[0].id, draft.code)
    at.text_area(key=sentence_key(at, "Lause 181")).set_value("Turhaanko kirjoitin?").run()
    assert at.title[0].value == t("findings_page.title")
    assert "Turhaanko kirjoitin?" in [code.value for code in at.code]
    assert at.error


def test_moving_removing_and_bringing_back(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    press(at, t("findings_page.down"), 0)
    assert sentences(at) == ["Lause 127", "Lause 181", "Lause 683"]
    press(at, t("findings_page.up"), 2)
    assert sentences(at) == ["Lause 127", "Lause 683", "Lause 181"]
    press(at, t("findings_page.remove"), 1)
    assert sentences(at) == ["Lause 127", "Lause 181"]
    assert len(work.removed(draft.code)) == 1
    press(at, t("findings_page.restore"))
    assert sentences(at) == ["Lause 127", "Lause 683", "Lause 181"]
    assert at.title[0].value == t("findings_page.title")


def test_the_first_cannot_go_up_nor_the_last_down(open_page, draft):
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == t("findings_page.title")
    ups = [button.disabled for button in at.button if button.label == t("findings_page.up")]
    downs = [button.disabled for button in at.button if button.label == t("findings_page.down")]
    assert ups == [True, False, False]
    assert downs == [False, False, True]


def test_kind_and_chapter_can_be_changed(open_page, work, draft):
    at = open_page("havainnot", luonnos=draft.code)
    finding = work.findings(draft.code)[0]
    at.radio(key=f"kind_{finding.id}_concern").set_value("strength").run()
    at.selectbox(key=f"chapter_{finding.id}_description").set_value("plan").run()
    assert at.title[0].value == t("findings_page.title")
    moved = next(one for one in work.findings(draft.code) if one.id == finding.id)
    assert (moved.kind, moved.chapter) == ("strength", "plan")
    assert sentences(at)[-1] == "Lause 181"


def test_only_one_kind_can_be_looked_at(open_page, draft):
    at = open_page("havainnot", luonnos=draft.code)
    at.button_group(key="findings_kind").set_value(["strength"]).run()
    assert at.title[0].value == t("findings_page.title")
    assert sentences(at) == ["Lause 683"]


def test_without_a_draft_the_page_says_what_to_do(open_page):
    at = open_page("havainnot", kunta=KUHMO)
    assert at.title[0].value == t("findings_page.title")
    assert t("drafts.none", area="Kuhmo") in said(at)
    at = open_page("havainnot")
    assert at.title[0].value == t("findings_page.title")
    assert t("drafts.nothing_open") in said(at)


def test_an_empty_draft_says_what_to_do(open_page, work):
    draft = work.create_draft("Tyhjä", KUHMO, "fi")
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == t("findings_page.title")
    assert t("findings_page.empty") in said(at)
