import errno
import subprocess
import sys
from pathlib import Path

import pytest

from hvk_data.store.errors import DiskFull, StoreBusy, UnwritableFolder
from hvk_data.store.generations import KEPT, Generations, disk_is_full, saying_disk_full

ROOT = Path(__file__).parents[2]


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    made = Generations(tmp_path / "kansio ä")
    made.folder.mkdir(parents=True)
    return made


def publish(generations: Generations) -> int:
    generation = generations.next()
    temporary = generations.folder / f"store-{generation}.duckdb.tmp"
    temporary.write_text(str(generation), encoding="ascii")
    generations.publish(temporary, generation)
    return generation


def test_nothing_published_is_none(tmp_path):
    assert Generations(tmp_path).current() is None
    assert Generations(tmp_path).all() == []
    assert Generations(tmp_path).next() == 1


def test_numbers_only_grow_and_the_last_one_is_in_use(generations):
    assert [publish(generations) for _ in range(3)] == [1, 2, 3]
    assert generations.current() == 3


def test_generations_beyond_the_kept_ones_are_removed(generations):
    for _ in range(6):
        publish(generations)
        generations.clear()
    assert KEPT == 3
    assert generations.all() == [4, 5, 6]


def test_a_number_is_not_used_again_after_a_return_to_an_older_generation(generations):
    for _ in range(3):
        publish(generations)
    generations.pointer.write_text("1", encoding="ascii")
    assert generations.current() == 1
    assert publish(generations) == 4


def test_the_one_in_use_is_kept_however_old_it_is(generations):
    for _ in range(3):
        publish(generations)
    generations.pointer.write_text("1", encoding="ascii")
    for generation in (4, 5, 6):
        generations.path(generation).write_text("", encoding="ascii")
    generations.clear()
    assert generations.all() == [1, 5, 6]


@pytest.mark.parametrize("content", ["", "store", "1.5"])
def test_a_pointer_that_says_nothing_is_as_if_there_were_none(generations, content):
    publish(generations)
    generations.pointer.write_text(content, encoding="ascii")
    assert generations.current() is None
    assert generations.next() == 2


def test_the_lock_is_held_against_others_and_freed_when_its_holder_dies(generations):
    program = (
        "import sys, time; from pathlib import Path\n"
        "from hvk_data.store.generations import Generations\n"
        "with Generations(Path(sys.argv[1])).locked(timeout=1):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(generations.folder.parent)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(StoreBusy), generations.locked(timeout=0.1):
        pass
    with generations.locked(timeout=0.1, name="first"):
        holder.kill()
    holder.communicate()
    with generations.locked(timeout=5):
        assert (generations.folder / "build.lock").exists()


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OSError(errno.EFBIG, "File too large"),
        OSError("Could not write file: [Errno 28] No space left on device"),
        RuntimeError(
            'IO Error: Could not write all bytes to file "x": wanted=8 wrote=0: No space left on device'
        ),
        RuntimeError("There is not enough space on the disk."),
    ],
    ids=str,
)
def test_a_full_disk_is_known_however_it_is_reported(error):
    assert disk_is_full(error)
    with pytest.raises(DiskFull), saying_disk_full(Path("x")):
        raise error


def test_a_forbidden_folder_is_told_of_and_other_errors_stay_what_they_are():
    with pytest.raises(UnwritableFolder), saying_disk_full(Path("x")):
        raise PermissionError(errno.EACCES, "Permission denied")
    assert not disk_is_full(ValueError("space"))
    with pytest.raises(ValueError, match="space"), saying_disk_full(Path("x")):
        raise ValueError("space")
