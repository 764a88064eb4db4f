from hvk_data.store.generations import Generations


def test_a_build_publishes_the_next_generation(run, home):
    ran = run("build", home=home)
    assert ran.returncode == 0
    assert ran.stdout.startswith("generation 2: 171 indicators")
    assert Generations(home).current() == 2


def test_a_folder_that_may_not_be_written_to_ends_with_2(run, tmp_path):
    home = tmp_path / "kansio"
    home.mkdir()
    (home / "store").write_text("not a folder", encoding="utf-8")
    ran = run("build", home=home)
    assert ran.returncode == 2
    assert str(home) in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
