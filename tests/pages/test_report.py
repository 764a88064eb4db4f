"""*Raporttiluonnos*: drafts, chapters, and what is said where something is missing."""

from dataclasses import replace

import pytest

from hvk_data.findings import CHAPTERS, LeftOutReasons, ShownFigures, Token, resolve
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from pages.parts.messages import plain

KUHMO, TAMPERE = "290", "837"


@pytest.fixture
def draft(work, figures):
    made = work.create_draft("Kuhmon kertomus", KUHMO, "sv")
    work.pick(made.code, compare(figures, KUHMO, "127"), "Väki vähenee.", "concern", "background")
    work.pick(made.code, compare(figures, KUHMO, "181"), "Työttömyys laskee.", "strength")
    return made


def t(key, **values):
    return text("fi", key, **values)


def said(at):
    return [one.value for one in (*at.markdown, *at.caption, *at.info, *at.warning, *at.error)]


def press(at, label):
    return next(button for button in at.button if button.label == label).click().run()


def area(at, draft, chapter):
    return at.text_area(key=f"chapter_text_{draft.code}_{chapter}")


def choice(at):
    return at.selectbox(key="draft_choice")


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_chapters_with_guidance_text_and_findings(open_page, draft, language):
    at = open_page("raportti", luonnos=draft.code, kieli=language)
    assert at.title[0].value == text(language, "report_page.title")
    chapters = [text(language, f"report.chapter_{chapter}") for chapter in CHAPTERS]
    assert [header.value for header in at.header] == [*chapters, text(language, "downloads.heading")]
    captions = [caption.value for caption in at.caption]
    assert all(text(language, f"chapters.guide_wide_{chapter}") in captions for chapter in CHAPTERS)
    assert [one.value for one in at.text] == ["Väki vähenee.", "Työttömyys laskee."]
    assert not at.exception


def test_a_chapter_is_saved_when_its_field_is_left(open_page, work, draft):
    at = open_page("raportti", luonnos=draft.code)
    area(at, draft, "plan").set_value("Tavoite\n\n- toimi").run()
    assert at.title[0].value == t("report_page.title")
    assert work.draft(draft.code).chapters["plan"] == "Tavoite\n\n- toimi"
    assert any(one.startswith(":material/check:") for one in said(at))
    at = open_page("raportti", luonnos=draft.code)
    assert area(at, draft, "plan").value == "Tavoite\n\n- toimi"


def test_two_writers_of_one_chapter_see_both_texts(open_page, work, draft):
    at = open_page("raportti", luonnos=draft.code)
    work.write_chapter(draft.code, "summary", "Muualta")
    area(at, draft, "summary").set_value("Minulta").run()
    assert at.title[0].value == t("report_page.title")
    assert t("written.two_texts") in said(at)
    assert area(at, draft, "summary").value == "Minulta"
    assert "Muualta" in [one.value for one in at.text]
    press(at, t("written.both"))
    assert work.draft(draft.code).chapters["summary"] == "Muualta\n\nMinulta"


def test_a_text_that_is_not_saved_outlives_a_visit_to_another_page(open_page, work, draft):
    at = open_page("raportti", luonnos=draft.code)
    report = at._page_hash
    work.write_chapter(draft.code, "summary", "Muualta")
    area(at, draft, "summary").set_value("Minulta").run()
    at._page_hash = next(
        one for one, page in at._registered_pages.items() if page["url_pathname"] == "havainnot"
    )
    at.run()
    assert at.title[0].value == t("findings_page.title")
    at._page_hash = report
    at.run()
    assert at.title[0].value == t("report_page.title")
    assert area(at, draft, "summary").value == "Minulta"
    assert t("written.two_texts") in said(at)


def test_the_documents_language_is_the_drafts_unless_another_is_chosen(open_page, draft):
    at = open_page("raportti", luonnos=draft.code, kieli="fi")
    assert at.title[0].value == t("report_page.title")
    assert at.radio(key=f"downloads_language_{draft.code}").value == "sv"
    labels = [button.label for button in at.download_button]
    assert labels[:4] == [t(f"downloads.{kind}") for kind in ("docx", "xlsx", "pdf", "pptx")]
    assert len(labels) == len(set(labels)) == 12


def test_an_unknown_draft_gives_a_notice_and_a_page_with_the_others(open_page, draft):
    at = open_page("raportti", luonnos=draft.code)
    at.query_params["luonnos"] = "0" * 32
    at.run()
    assert at.title[0].value == t("report_page.title")
    assert t("findings.unknown_draft") in said(at)
    choice(at).set_value(draft.code).run()
    assert t("findings.unknown_draft") not in said(at)
    assert area(at, draft, "summary").value == ""
    assert at.query_params["luonnos"] == draft.code


def test_a_bad_draft_code_in_the_address_is_ignored_with_a_notice(open_page):
    at = open_page("raportti", luonnos="<b>x</b>", kunta=KUHMO)
    assert at.title[0].value == t("report_page.title")
    assert len(at.warning) == 1


def test_a_draft_brings_its_municipality(open_page, work):
    tampere = work.create_draft("Tampereen kertomus", TAMPERE, "fi")
    at = open_page("raportti", luonnos=tampere.code, kunta=KUHMO)
    assert at.title[0].value == t("report_page.title")
    assert at.query_params["kunta"] == TAMPERE
    assert at.selectbox(key="header_municipality").value == TAMPERE


def test_drafts_of_one_name_are_told_apart(open_page, work):
    drafts = [work.create_draft("Kertomus", KUHMO, "fi") for _ in range(3)]
    at = open_page("raportti", luonnos=drafts[0].code)
    for draft in drafts[1:]:
        at.query_params["luonnos"] = draft.code
        at.run()
    assert at.title[0].value == t("report_page.title")
    assert len(set(choice(at).options)) == len(drafts)
    assert all("Kuhmo" in option for option in choice(at).options)


def test_nobodys_drafts_are_listed_to_one_who_is_not_known_to_be_alone(open_page, draft):
    at = open_page("raportti", kunta=KUHMO)
    assert at.title[0].value == t("report_page.title")
    assert "draft_choice" not in [box.key for box in at.selectbox]
    assert t("drafts.none", area="Kuhmo") in said(at)


def test_a_removed_draft_can_be_restored_from_its_address(open_page, work, draft):
    work.remove_draft(draft.code)
    at = open_page("raportti", luonnos=draft.code)
    assert at.title[0].value == t("report_page.title")
    press(at, t("drafts.try_restore"))
    assert work.draft(draft.code).name == "Kuhmon kertomus"
    assert area(at, draft, "summary").value == ""
    at = open_page("raportti", luonnos="0" * 32)
    press(at, t("drafts.try_restore"))
    assert at.title[0].value == t("report_page.title")
    assert t("findings.unknown_draft") in said(at)


def test_on_a_shared_server_its_operator_changes_the_template(open_page, draft):
    at = open_page("raportti", luonnos=draft.code, kieli="fi")
    assert at.title[0].value == t("report_page.title")
    assert t("template.by_operator", file="templates/290.docx") in [
        one.value.replace("\\", "") for one in at.info
    ]
    assert not at.file_uploader


# The chapter's text in other ways, and what document it is


def way(at, draft, chapter, to):
    return at.segmented_control(key=f"chapter_way_{draft.code}_{chapter}").set_value(to).run()


def test_a_text_is_previewed_with_its_figures_and_nothing_of_it_is_markup(open_page, work, draft, figures):
    work.write_chapter(draft.code, "summary", "**Väki** {{127}} <script>x</script>\n\n- yksi")
    at = way(open_page("raportti", luonnos=draft.code), draft, "summary", "preview")
    assert at.title[0].value == t("report_page.title")
    shown = [one.proto.body for one in at.get("html")]
    (preview,) = [one for one in shown if "<strong>Väki</strong>" in one]
    assert f"({compare(figures, KUHMO, '127').own.latest.year})" in preview
    assert "&lt;script&gt;" in preview and "<script>" not in preview
    assert "<li>yksi</li>" in preview
    assert not at.exception


def test_versions_are_compared_and_returned_to(open_page, work, draft):
    for words in ("yksi kaksi", "yksi kolme"):
        work.write_chapter(draft.code, "plan", words)
    at = way(open_page("raportti", luonnos=draft.code), draft, "plan", "versions")
    assert at.title[0].value == t("report_page.title")
    (marked,) = [one.proto.body for one in at.get("html") if "<del" in one.proto.body]
    assert "kaksi</del>" in marked and "kolme</ins>" in marked
    at.button(key=f"return_{draft.code}_plan").click().run()
    assert work.draft(draft.code).chapters["plan"] == "yksi kaksi"
    assert len(work.chapter_texts(draft.code, "plan")) == 3
    at = way(at, draft, "plan", "write")
    assert area(at, draft, "plan").value == "yksi kaksi"


def test_a_changed_figure_is_marked_until_it_is_accepted(open_page, work, draft, figures):
    work.write_chapter(draft.code, "summary", "Väkeä on {{127}}.")
    now = resolve(figures, KUHMO, [Token("127")])[Token("127")]
    before = replace(now, point=replace(now.point, value=now.point.value + 100))
    ShownFigures().accept(draft.code, "summary", [before])
    at = open_page("raportti", luonnos=draft.code)
    assert at.title[0].value == t("report_page.title")
    accept = f"accept_{draft.code}_summary_{now.token}"
    assert plain(before.words("fi")) in next(one for one in said(at) if "{{127}}" in one)
    at.button(key=accept).click().run()
    assert not now.changed_since(ShownFigures().shown(draft.code, "summary")["{{127}}"])
    assert accept not in [button.key for button in at.button]


def test_an_indicator_of_the_minimum_list_is_left_out_with_a_reason(open_page, draft):
    at = open_page("raportti", luonnos=draft.code)
    assert at.title[0].value == t("report_page.title")
    at.session_state[f"minimum_{draft.code}"] = True
    at.run()
    indicator = at.selectbox(key=next(box.key for box in at.selectbox if "left_out_" in str(box.key))).value
    field = next(box for box in at.text_input if box.label == t("completeness.reason"))
    field.set_value("Liian vähän vastaajia")
    press(at, t("completeness.leave_out"))
    (kept,) = LeftOutReasons().reasons(draft.code)
    assert (kept.indicator, kept.reason) == (indicator, "Liian vähän vastaajia")
    at.session_state[f"minimum_{draft.code}"] = True
    at.run()
    at.button(key=f"left_out_back_{draft.code}_{indicator}").click().run()
    assert LeftOutReasons().reasons(draft.code) == []


def test_it_moves_on_from_stage_to_stage(open_page, work, draft):
    at = open_page("raportti", luonnos=draft.code)
    assert at.title[0].value == t("report_page.title")
    for stage in ("committee", "board", "council"):
        press(at, t(f"document.move_on_{stage}"))
        assert work.draft(draft.code).stage == stage
    assert work.draft(draft.code).edition == 4
    assert not [button for button in at.button if button.key == f"document_on_{draft.code}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_that_were_revised_since_are_told_with_the_way_to_them(
    open_page, work, draft, figures, language
):
    at = open_page("raportti", luonnos=draft.code, kieli=language)
    pointer = text(language, "revised.pointer", n=1)
    assert not [one for one in said(at) if pointer in one]
    old = compare(figures, KUHMO, "683")
    *before, last = old.own.points
    own = replace(old.own, points=(*before, replace(last, value=last.value + 7)))
    old = replace(old, generation=0, series=(own, *old.series[1:]))
    work.pick(draft.code, old, "", "concern")
    # An indicator that is gone has no figures to compare.
    work.pick(draft.code, replace(old, indicator="99999"), "", "note")
    at.run()
    assert at.title[0].value == text(language, "report_page.title")
    assert f":material/published_with_changes: {pointer}" in said(at)
    assert text(language, "revised.compare") in [one.proto.label for one in at.get("page_link")]


def test_a_yearly_report_sets_the_figures_of_then_beside_those_of_now(open_page, work, draft):
    yearly = work.begin_yearly(draft.code, 2026, "Vuosi 2026")
    at = open_page("raportti", luonnos=yearly.code)
    assert at.title[0].value == t("report_page.title")
    assert at.header[1].value == t("chapters.yearly_background")
    (table,) = [one.value for one in at.table if t("yearly.column_then") in one.value.columns]
    assert list(table[t("yearly.column_change")]) == [plain(t("yearly.same"))] * 2
    assert not at.exception
