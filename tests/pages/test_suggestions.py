"""*Nostot*: what stands out, said with its certainty, limited and picked."""

import re

import pytest

from hvk_data.language import LANGUAGES, format_number, text
from hvk_data.statistics.certainty import TIERS
from hvk_data.suggestions import similar, suggest

KUHMO, TAMPERE, KOKAR = "290", "837", "318"
SIGN = re.compile(
    r"-badge\[:material/\w+: [^\]]*\] :gray-badge\[:material/signal_cellular_alt\w*: ([^\]]+)\]"
)


def t(key, **values):
    return text("fi", key, **values)


def said(at):
    return "\n".join(one.value for one in (*at.markdown, *at.caption, *at.info))


def press(at, label, nth=0):
    return [button for button in at.button if button.label == label][nth].click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_says_its_figures_certainty_and_source(open_page, figures, language):
    at = open_page("nostot", kunta=TAMPERE, kieli=language)
    area = "Tammerfors" if language == "sv" else "Tampere"
    assert at.title[0].value == text(language, "suggestions_page.title", area=area)
    found = suggest(figures, TAMPERE)
    words = said(at)
    assert found.honest_line(language)[:40] in words
    shown = found.items[:8]
    for item in shown:
        assert item.indicator.title.in_(language).replace("|", "\\|")[:15] in words
    tiers = {text(language, f"statistics.tier_{tier}") for tier in TIERS if tier != "none"}
    certainties = SIGN.findall(words)
    assert len(certainties) == len(shown)
    assert set(certainties) <= tiers
    assert words.count(text(language, "signs.how_to_read")) == len(shown)


def test_old_figures_say_so_in_the_first_line(open_page, figures):
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    old = [item for item in suggest(figures, KUHMO).items[:8] if item.old]
    assert old
    first_lines = [one.value.split("\n")[0] for one in at.markdown]
    for item in old:
        assert f":material/history: {t('suggestions.old_first', year=item.newest)}" in first_lines


def test_none_is_good_or_bad_without_a_direction(open_page, figures):
    for municipality in (KUHMO, TAMPERE, KOKAR):
        assert open_page("nostot", kunta=municipality).title[0].value.startswith("Nostot: ")
        assert all(item.indicator.direction != "neutral" for item in suggest(figures, municipality).items)


def test_limits_are_in_the_address_and_hold(open_page, figures):
    at = open_page("nostot", kunta=TAMPERE, laji="huoli", rinnalla="maa", alkaen="2015")
    found = suggest(figures, TAMPERE, kinds=["concern"], against=["country"], since=2015)
    assert at.title[0].value == "Nostot: Tampere"
    assert found.items
    assert t("suggestions_page.says", n=len(found.items), honest="")[:14] in said(at)
    assert t("suggestions.kind_strength") + "  \n" not in said(at)
    pills = next(one for one in at.button_group if one.key == "suggestions_kinds")
    pills.set_value(["concern", "gap"]).run()
    assert at.query_params["laji"] in ("huoli.sukupuolet", ["huoli.sukupuolet"])


def test_a_theme_is_a_smaller_screening(open_page, figures):
    at = open_page("nostot", kunta=TAMPERE, lista="teema_economy")
    found = suggest(figures, TAMPERE, theme="economy")
    assert at.title[0].value == "Nostot: Tampere"
    assert found.items
    assert found.honest_line("fi")[:30] in said(at)


def test_nothing_standing_out_says_what_to_do(open_page):
    at = open_page("nostot", kunta=KOKAR, laji="sukupuolet", alkaen="2024")
    assert at.title[0].value == "Nostot: Kökar"
    assert t("suggestions_page.nothing_next") in said(at)


def test_what_is_wrong_in_the_address_is_told(open_page):
    at = open_page("nostot", kunta=KUHMO, laji="olematon", alkaen="eilen")
    assert at.title[0].value == "Nostot: Kuhmo"
    assert len(at.warning) == 2


def test_one_click_picks_it_with_a_sentence(open_page, work, figures):
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    press(at, t("suggestions_page.pick"))
    assert not at.exception
    (draft,) = work.all_drafts()
    (finding,) = work.findings(draft.code)
    first = suggest(figures, KUHMO).items[0]
    assert (finding.kind, finding.comparison.indicator) == (first.kind, first.indicator.id)
    assert str(first.year) in finding.sentence
    assert "Kuhmo" in finding.sentence
    assert len([b for b in at.button if b.label == t("suggestions_page.pick")]) < 8


@pytest.mark.parametrize("municipality", [KUHMO, TAMPERE, KOKAR])
def test_every_suggestion_can_be_picked(open_page, work, municipality):
    at = open_page("nostot", kunta=municipality)
    assert at.title[0].value.startswith("Nostot: ")
    for _ in range(8):
        if any(button.label == t("suggestions_page.pick") for button in at.button):
            press(at, t("suggestions_page.pick"))
            assert not at.exception
            assert not at.error
    (draft,) = work.all_drafts()
    picked = work.findings(draft.code)
    assert len(picked) >= 6
    assert all(
        len(one.sentence) > 40 and "{" not in one.sentence and ".." not in one.sentence for one in picked
    )


def test_the_rest_come_when_they_are_asked_for(open_page, figures):
    found = suggest(figures, TAMPERE).items
    at = open_page("nostot", kunta=TAMPERE)
    assert at.title[0].value == "Nostot: Tampere"
    press(at, t("suggestions_page.more", n=len(found) - 8))
    assert len([b for b in at.button if b.label == t("suggestions_page.pick")]) == len(found)


def test_without_a_municipality_it_asks_for_one(open_page):
    at = open_page("nostot")
    assert at.title[0].value == t("suggestions_page.title_alone")
    assert t("frame.choose_municipality") in [box.label for box in at.selectbox]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worry_is_held_against_the_figures(open_page, language):
    words = {"fi": "työttömyys", "sv": "arbetslöshet", "en": "unemployment"}[language]
    at = open_page("nostot", kunta=KUHMO, kieli=language)
    assert len(at.title) == 1
    next(field for field in at.text_input if field.key == "worry_words").set_value(words).run()
    assert not at.exception
    states = ("confirmed", "not_supported", "too_small", "no_figures", "not_in_store")
    answers = [
        one.value
        for one in at.markdown
        if any(text(language, f"suggestions.state_{s}") in one.value for s in states)
    ]
    assert 1 <= len(answers) <= 5


def test_what_is_listed_but_not_in_the_store_can_be_fetched(open_page):
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    next(field for field in at.text_input if field.key == "worry_words").set_value("yksinhuoltajat").run()
    assert not at.exception
    assert t("suggestions.state_not_in_store") in said(at)


def test_a_worry_about_nothing_known_says_whom_to_ask(open_page):
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    next(field for field in at.text_input if field.key == "worry_words").set_value("xqzwvvk").run()
    assert t("suggestions.no_indicator") in [one.value for one in at.info]


def test_similar_municipalities_are_chosen_and_each_says_why(open_page, figures):
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    assert t("similar.nearest_intro") in said(at)
    next(box for box in at.selectbox if box.key == "similar_way").set_value("neighbours").run()
    assert at.query_params["samanlaisuus"] in ("naapurit", ["naapurit"])
    names = [one.municipality.name.fi for one in similar(figures, KUHMO, "neighbours")]
    assert all(f"- **{name}** – Yhteinen maaraja." in said(at) for name in names)
    at = open_page("nostot", kunta=KUHMO, muuttujat="vakiluku")
    (first, *_) = similar(figures, KUHMO, variables=["population"])
    assert at.title[0].value == "Nostot: Kuhmo"
    (table,) = [one.value for one in at.dataframe if "Kunta" in one.value.columns]
    assert list(table["Kunta"])[:2] == ["Kuhmo", first.municipality.name.fi]
    head = f"väkiluku, {first.shared[0].own.year}"
    assert list(table[head])[:2] == [
        format_number(one.value, 0, "fi") for one in (first.shared[0].own, first.shared[0].other)
    ]
    assert any("Tilastokeskus" in one.value for one in at.caption)
    assert not any(
        box.key == "similar_way" for box in open_page("nostot", kunta=KUHMO, rinnalla="maa").selectbox
    )


def test_the_municipalitys_own_direction_shows_with_its_reason(open_page, data_folder):
    (data_folder / "curated").mkdir()
    (data_folder / "curated" / "indicators.csv").write_text(
        "id,direction,direction_reason_fi\n181,higher_better,Kokeilu.\n", encoding="utf-8"
    )
    at = open_page("nostot", kunta=KUHMO)
    assert at.title[0].value == "Nostot: Kuhmo"
    assert "Suunta on kunnan oma valinta: Kokeilu." in said(at)
    shown = open_page("indikaattori", kunta=KUHMO, ind="181")
    assert shown.title[0].value == "Työttömät, % työvoimasta"
    assert "Kokeilu." in said(shown)
