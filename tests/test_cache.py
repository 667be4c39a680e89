"""Work that is done is found again, and nothing that can happen to a cache stops a run or loses what is not its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from itemone.evaluate.cache import Cache, default_folder, fingerprint

PACKAGE = ROOT / "src" / "itemone"


def entry(folder: Path) -> Path:
    """Return the one file of a cache."""
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def aged(path: Path, days: float) -> Path:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
    return path


# --- put and get


@pytest.mark.parametrize(
    "value",
    [
        {"recall": 0.1 + 0.2, "missed": ["p1"], "failure": None, "passed": True},
        [],
        0,
        "naïve – “quoted”\n\u2028😀",
        "half a pair: \ud800",
        {"": {"nested": [1, [2, [3]]]}},
    ],
)
def test_what_was_put_is_found_again(tmp_path: Path, value: object) -> None:
    cache = Cache(tmp_path)
    cache.put(value, "row", "lead", "abc")
    assert cache.get("row", "lead", "abc") == value
    assert Cache(tmp_path).get("row", "lead", "abc") == value
    assert cache.fault is None


@pytest.mark.parametrize(
    "names", [("row",), ("row", "lead"), ("row", "lead", "abd"), ("row", "leada", "bc"), ("lead", "row", "abc"), ()]
)
def test_other_names_find_nothing(tmp_path: Path, names: tuple[str, ...]) -> None:
    cache = Cache(tmp_path)
    cache.put(1, "row", "lead", "abc")
    assert cache.get(*names) is None


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "a/b", "texts:/answers", "", "\0", "é", "\ud800", "x" * 10_000]
)
def test_any_name_is_a_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    cache = Cache(home)
    cache.put(1, name)
    assert cache.get(name) == 1
    assert cache.fault is None
    assert list(tmp_path.iterdir()) == [home]


def test_what_is_put_again_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put([1] * 1000, "row")
    cache.put([2], "row")
    assert cache.get("row") == [2]
    assert entry(tmp_path).suffix == ".json"  # and nothing half written lies beside it


def test_nothing_is_made_before_something_is_put(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "home")
    assert cache.get("row") is None
    cache.prune()
    assert not (tmp_path / "home").exists()


def test_a_cache_that_is_fresh_reads_nothing_and_writes(tmp_path: Path) -> None:
    Cache(tmp_path).put("old", "row")
    fresh = Cache(tmp_path, fresh=True)
    assert fresh.get("row") is None
    fresh.put("new", "row")
    assert fresh.get("row") is None
    assert Cache(tmp_path).get("row") == "new"


# --- files that are no entries


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: raw[: len(raw) // 2], id="truncated"),
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: b"\x00\xff\xfe", id="no text"),
        pytest.param(lambda raw: b"not json", id="no JSON"),
        pytest.param(lambda raw: raw + b"}", id="too long"),
        pytest.param(lambda raw: b"[" * 100_000, id="too deep"),
    ],
)
def test_a_damaged_file_is_not_there_and_is_written_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    cache = Cache(tmp_path)
    cache.put({"recall": 0.5}, "row")
    path = entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("row") is None
    cache.put({"recall": 0.5}, "row")
    assert cache.get("row") == {"recall": 0.5}


def test_a_folder_in_the_place_of_an_entry_is_not_there_and_a_fault(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(1, "row")
    path = entry(tmp_path)
    path.unlink()
    path.mkdir()
    assert cache.get("row") is None
    cache.put(1, "row")
    assert cache.fault is not None
    assert [left.name for left in path.parent.iterdir()] == [path.name]


# --- folders that cannot be written


def unwritable(path: Path) -> None:
    """Ask for everything that a cache does; nothing is raised, and the fault names the folder."""
    cache = Cache(path)
    assert cache.get("row") is None
    cache.put(1, "row")
    assert cache.fault is not None
    assert str(path) in cache.fault
    assert "\n" not in cache.fault
    assert cache.get("row") is None
    cache.prune()


def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    path.write_text("not a folder")
    unwritable(path)
    unwritable(path / "below")
    assert path.read_text() == "not a folder"


def test_a_file_in_the_place_of_the_folder_of_this_program_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / fingerprint()).write_text("not a folder")
    unwritable(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into a read-only folder")
def test_a_read_only_folder_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    path.mkdir(mode=0o555)
    try:
        unwritable(path)
    finally:
        path.chmod(0o755)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root can write")
def test_a_folder_that_nobody_can_write_is_a_fault() -> None:
    unwritable(Path("/proc/self/cache"))


def test_a_full_disk_is_a_fault_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *args: object, **kwargs: object) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    cache = Cache(tmp_path)
    monkeypatch.setattr(Path, "write_text", full)
    cache.put(1, "row")
    assert cache.fault is not None
    assert "No space left on device" in cache.fault
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_fault_is_left_when_all_could_be_written(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a" / "b" / "c")
    cache.put(1, "row")
    assert (cache.get("row"), cache.fault) == (1, None)


# --- what a program that has changed left behind


def test_old_entries_of_another_program_are_removed_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(1, "row")
    own = aged(tmp_path / fingerprint(), 400)
    for name, days in (("0123456789abcdef", 31), ("fedcba9876543210", 29)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry.json").write_text("1")
        aged(tmp_path / name, days)
    aged(own, 400)
    (tmp_path / "note.txt").write_text("a file")
    aged(tmp_path / "note.txt", 400)
    cache.prune()
    assert {path.name for path in tmp_path.iterdir()} == {own.name, "fedcba9876543210", "note.txt"}
    assert (tmp_path / "fedcba9876543210" / "entry.json").exists()
    assert cache.get("row") == 1


def test_a_folder_that_no_cache_has_made_is_not_removed(tmp_path: Path) -> None:
    """Somebody may name a folder that holds other things."""
    others = ("thesis", "2019", "results-of-march")
    for name in others:
        (tmp_path / name).mkdir()
        (tmp_path / name / "chapter.txt").write_text("years of work")
        aged(tmp_path / name, 400)
    Cache(tmp_path).prune()
    assert {path.name for path in tmp_path.iterdir()} == set(others)


def test_what_a_link_leads_to_is_not_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    aged(elsewhere, 400)
    home = tmp_path / "home"
    home.mkdir()
    (home / "0123456789abcdef").symlink_to(elsewhere)
    Cache(home).prune()
    assert (elsewhere / "kept.txt").read_text() == "kept"


# --- where a user's entries are


def test_the_variable_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITEMONE_CACHE", str(tmp_path))
    assert default_folder().is_relative_to(tmp_path)


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variable_the_folder_is_the_system_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("ITEMONE_CACHE", raising=False)
    else:
        monkeypatch.setenv("ITEMONE_CACHE", value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = default_folder()
    assert "itemone" in folder.parts
    assert folder.is_absolute()
    if sys.platform == "linux":
        assert folder.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


# --- which program made an entry


def fingerprint_of(home: Path) -> str:
    """Return the fingerprint of the package that stands in a folder, by its own process."""
    program = "import itemone, itemone.evaluate.cache as c; print(itemone.__file__); print(c.fingerprint())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    file, found = done.stdout.splitlines()
    assert Path(file).is_relative_to(home)
    return found


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return the folder of a copy of the package."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "itemone", ignore=shutil.ignore_patterns("__pycache__")))


def test_a_fingerprint_is_a_name_for_a_folder() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16
    assert set(fingerprint()) <= set("0123456789abcdef")


def test_a_copy_of_the_program_has_the_same_fingerprint(copied: Path) -> None:
    first = fingerprint_of(copied.parent)
    assert first == fingerprint_of(copied.parent)
    (copied / "__pycache__").mkdir()
    (copied / "__pycache__" / "verify.cpython-311.pyc").write_bytes(b"compiled")
    assert first == fingerprint_of(copied.parent)
    moved = copied.parent / "moved"
    moved.mkdir()
    copied.rename(moved / "itemone")
    assert first == fingerprint_of(moved)


@pytest.mark.parametrize("name", ["verify/paraphrase.py", "evaluate/nuggets.py", "engines/model.json"])
def test_a_changed_file_changes_the_fingerprint(copied: Path, name: str) -> None:
    before = fingerprint_of(copied.parent)
    path = copied / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint_of(copied.parent) != before


def test_a_new_file_changes_the_fingerprint(copied: Path) -> None:
    before = fingerprint_of(copied.parent)
    (copied / "engines" / "another.py").touch()
    assert fingerprint_of(copied.parent) != before


def test_a_changed_program_does_not_see_the_entries_of_the_one_before(copied: Path, tmp_path: Path) -> None:
    program = (
        "import json, sys; from pathlib import Path; from itemone.evaluate.cache import Cache;"
        "cache = Cache(Path(sys.argv[1])); print(json.dumps(cache.get('row'))); cache.put(sys.argv[2], 'row')"
    )

    def found(said: str) -> object:
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "home"), said],
            env={**os.environ, "PYTHONPATH": str(copied.parent), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    assert found("first") is None
    assert found("second") == "first"
    with (copied / "verify/paraphrase.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert found("third") is None
