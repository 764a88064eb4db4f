from hvk_data.store.durable import mark_durably, read_replaced, replace_durably, write_json_durably


def test_small_files_are_replaced_in_one_step(tmp_path):
    path = tmp_path / "ä b" / "tila.json"
    write_json_durably(path, {"ä": 1})
    write_json_durably(path, {"ä": 2})
    assert read_replaced(path) == '{\n "ä": 2\n}'
    assert [found.name for found in path.parent.iterdir()] == ["tila.json"]


def test_a_file_takes_the_place_of_another(tmp_path):
    old, new = tmp_path / "vanha", tmp_path / "uusi"
    old.write_text("vanha", encoding="utf-8")
    new.write_text("uusi", encoding="utf-8")
    replace_durably(new, old)
    assert read_replaced(old) == "uusi"
    assert not new.exists()


def test_a_mark_is_there_once_it_is_made_and_stays_as_it_is(tmp_path):
    mark = tmp_path / "merkki"
    mark_durably(mark)
    assert mark.read_bytes() == b""
    made = mark.stat().st_mtime_ns
    mark_durably(mark)
    assert mark.stat().st_mtime_ns == made
