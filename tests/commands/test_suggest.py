import json

import pytest

KEYS = {
    *("kind", "indicator", "title", "theme", "direction", "direction_overridden", "year", "newest_year"),
    *("direction_reason", "more_cases"),
    *("old", "against", "area", "own", "other", "effect", "unit", "spreads", "certainty", "reasons"),
    *("p_adjusted", "cases", "people", "first_year", "last_year", "also_against", "score"),
    *("why_not_higher", "source", "organization"),
}


def suggest(run, *more, **where):
    ran = run("suggest", "--municipality", "Kuhmo", *more, "--format", "json", **where)
    assert ran.returncode == 0, ran.stderr
    assert "NaN" not in ran.stdout
    return json.loads(ran.stdout)


def test_json_holds_effect_certainty_counts_and_the_honest_line(run):
    found = suggest(run)
    assert found["municipality"] == "290"
    assert found["suggestions"]
    for row in found["suggestions"]:
        assert set(row) == KEYS
        assert row["certainty"] in ("high", "moderate", "low")
        assert row["direction"] != "neutral"
        assert row["effect"] == pytest.approx(row["own"] - row["other"])
    assert str(found["flagged"]) in found["honest_line"]


def test_filters(run):
    economy = suggest(
        run, "--theme", "economy", "--kind", "concern", "--kind", "strength", "--against", "maa"
    )
    assert {row["theme"] for row in economy["suggestions"]} == {"economy"}
    assert {row["against"] for row in economy["suggestions"]} == {"country"}
    assert len(suggest(run, "--limit", "2")["suggestions"]) == 2
    assert all(row["year"] >= 2020 for row in suggest(run, "--since", "2020")["suggestions"])


@pytest.mark.parametrize(("language", "said"), [("fi", "testattiin"), ("sv", "testades"), ("en", "tested")])
def test_the_table_speaks_three_languages(run, language, said):
    ran = run("--language", language, "suggest", "--municipality", "Kuhmo")
    assert ran.returncode == 0
    assert said in ran.stdout.splitlines()[-1]
    assert "None" not in ran.stdout


def test_old_data_is_said_before_the_figures(run):
    lines = run("suggest", "--municipality", "Kuhmo").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "Vanha tieto" in line)
    assert lines[at - 1].endswith(")")
    assert not lines[at - 1].startswith(" ")


def test_nothing_is_said_too(run):
    ran = run("suggest", "--municipality", "Kuhmo", "--since", "2090")
    assert (ran.returncode, len(ran.stdout.splitlines())) == (0, 1)


def test_a_direction_of_ones_own_shows_with_its_reason(run, home):
    (home / "curated").mkdir()
    (home / "curated" / "indicators.csv").write_text(
        "id,direction,direction_reason_fi\n181,higher_better,Kokeilu.\n", encoding="utf-8"
    )
    rows = {row["indicator"]: row for row in suggest(run, "--limit", "60", home=home)["suggestions"]}
    assert (rows["181"]["direction_overridden"], rows["181"]["direction_reason"]) == (True, "Kokeilu.")
    assert not rows["3219"]["direction_overridden"]
    assert (
        "Suunta on kunnan oma valinta: Kokeilu."
        in run("suggest", "--municipality", "Kuhmo", home=home).stdout
    )


@pytest.mark.parametrize("arguments", [("--theme", "xyzzy"), ("--list", "xyzzy"), ("--by", "xyzzy")])
def test_what_is_unknown_ends_with_2_and_one_sentence(run, arguments):
    ran = run("suggest", "--municipality", "Kuhmo", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "xyzzy" in ran.stderr
    assert run("suggest", "--municipality", "Xyzzy").returncode == 2
