"""The gate sees what it is there to see, and a floor cannot go down unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT, label, right_labels

sys.path.insert(0, str(ROOT / "benchmarks"))
import gate
from gate import Limit
from locate import measure

from itemone.evaluate.finder import find

LEAST = Limit(0.5, floor=True)
MOST = Limit(0.5, floor=False)
DATA = {"filings": "a", "gold": "b"}


# --- limits


@pytest.mark.parametrize(
    ("limit", "value", "allowed"), [(LEAST, 0.5, True), (LEAST, 0.49, False), (MOST, 0.5, True), (MOST, 0.51, False)]
)
def test_a_limit_allows_itself_and_what_is_better(limit: Limit, value: float, allowed: bool) -> None:
    assert limit.allows(value) == allowed


@pytest.mark.parametrize(
    ("new", "old", "looser"),
    [
        (Limit(0.4, floor=True), LEAST, True),
        (Limit(0.6, floor=True), LEAST, False),
        (LEAST, LEAST, False),
        (Limit(0.6, floor=False), MOST, True),
        (Limit(0.4, floor=False), MOST, False),
    ],
)
def test_what_allows_more_is_looser(new: Limit, old: Limit, looser: bool) -> None:
    assert new.is_looser_than(old) == looser


def test_a_missed_limit_is_named_and_one_that_is_no_longer_measured_too() -> None:
    allowed = {"recall": LEAST, "silent": MOST, "tokens": LEAST}
    assert list(gate.missed({"recall": 0.4, "silent": 0.6}, allowed)) == [
        "recall: 0.4000, at least 0.5",
        "silent: 0.6000, at most 0.5",
        "tokens: is no longer measured",
    ]
    assert list(gate.missed({"recall": 0.5, "silent": 0.5, "tokens": 1.0}, allowed)) == []


def test_what_is_not_a_number_misses_its_limit() -> None:
    assert list(gate.missed({"recall": float("nan")}, {"recall": LEAST})) == ["recall: nan, at least 0.5"]


def test_limits_are_raised_with_slack_and_never_loosened() -> None:
    allowed = {"recall": LEAST, "silent": MOST, "macro": LEAST}
    new = gate.raised({"recall": 0.7, "silent": 0.1, "macro": 0.5}, allowed)
    assert new == {"recall": Limit(0.69, floor=True), "silent": Limit(0.11, floor=False), "macro": LEAST}


# --- history


def written(data: dict[str, str] = DATA, **least: float) -> str:
    return json.dumps({"data": data, "at least": least, "at most": {}})


def test_a_floor_that_goes_down_needs_a_line_in_the_log() -> None:
    versions = [written(recall=0.5), written(recall=0.6), written(recall=0.4)]
    assert list(gate.unexplained(versions, "")) == ["recall: went from 0.6 to 0.4, and LOG.md does not say why"]
    assert list(gate.unexplained(versions, "- floor `recall`: 0.6 to 0.4: the labels were wrong")) == []
    assert list(gate.unexplained(versions, "- floor `recall`: 0.5 to 0.4: another time")) != []


def test_a_ceiling_that_goes_up_needs_a_line_in_the_log() -> None:
    before, after = ({"data": DATA, "at least": {}, "at most": {"silent": limit}} for limit in (0.0, 0.1))
    assert list(gate.unexplained([json.dumps(before), json.dumps(after)], "")) != []


def test_a_floor_that_disappears_needs_a_line_in_the_log() -> None:
    versions = [written(recall=0.5, vital=0.5), written(recall=0.5)]
    assert list(gate.unexplained(versions, "")) == ["vital: is gone, and LOG.md does not say why"]
    assert list(gate.unexplained(versions, "- floor `vital` is gone: nobody wants it")) == []


def test_other_labels_need_a_line_in_the_log() -> None:
    other = {**DATA, "gold": "c"}
    versions = [written(recall=0.5), written(other, recall=0.5)]
    assert len(list(gate.unexplained(versions, ""))) == 1
    assert list(gate.unexplained(versions, gate.relabelled(DATA, other) + "two labels were wrong")) == []


def test_the_history_of_this_repository_is_explained() -> None:
    assert list(gate.unexplained(gate.history(), gate.LOG.read_text(encoding="utf-8"))) == []
    assert gate.limits(gate.history()[-1]).keys() >= {"locate f1", "extractive recall", "checker balanced accuracy"}


# --- data


@pytest.mark.parametrize("change", ["status", "text", "one less"])
def test_other_labels_have_another_fingerprint(change: str) -> None:
    found = right_labels()
    changed = {
        "status": [label(found[0].path, "combined", found[0].text), *found[1:]],
        "text": [label(found[0].path, found[0].status, f"{found[0].text} "), *found[1:]],
        "one less": found[1:],
    }[change]
    assert gate.fingerprint(changed) != gate.fingerprint(found)
    assert gate.fingerprint(found[::-1]) == gate.fingerprint(found)


def test_a_wrong_text_lowers_the_figures_of_finding() -> None:
    wrong = [label(EXAMPLE, "absent", None), *right_labels()[1:]]
    figure = gate.finding(measure(wrong, find, runs=1))
    assert figure["locate silent"] == pytest.approx(1 / 3)
    assert figure["locate status"] == pytest.approx(2 / 3)
    assert gate.finding(measure(right_labels(), find, runs=1))["locate f1"] == 1


# --- the command


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "gate.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    """Return a folder with the gate and what it needs, and a log and floors of its own."""
    for name in ("gate.py", "locate.py", "peers.py", "results.py"):
        (tmp_path / name).symlink_to(ROOT / "benchmarks" / name)
    # The real files are found beside the script, so the script itself must not be a link.
    (tmp_path / "gate.py").unlink()
    (tmp_path / "gate.py").write_bytes((ROOT / "benchmarks" / "gate.py").read_bytes())
    (tmp_path / "floors.json").write_text(written(recall=0.5), encoding="utf-8")
    (tmp_path / "LOG.md").write_text("# Log\n", encoding="utf-8")
    return tmp_path


def test_a_floor_is_loosened_with_a_reason_and_leaves_a_line(benchmarks: Path) -> None:
    done = run(benchmarks, "--loosen", "recall", "0.4", "--because", "two labels  were wrong")
    assert done.returncode == 0, done.stderr
    assert gate.limits((benchmarks / "floors.json").read_text()) == {"recall": Limit(0.4, floor=True)}
    assert (benchmarks / "LOG.md").read_text() == "# Log\n- floor `recall`: 0.5 to 0.4: two labels were wrong\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--loosen", "recall", "0.4"), "needs|only with a reason"),
        (("--loosen", "recall", "0.4", "--because", " "), "only with a reason"),
        (("--loosen", "recall", "0.6", "--because", "it is so much better"), "no looser"),
        (("--loosen", "rekall", "0.4", "--because", "two labels were wrong"), "there is no limit 'rekall'"),
        ((), "give the folder"),
    ],
)
def test_what_is_no_reason_or_no_floor_changes_nothing(benchmarks: Path, words: tuple[str, ...], said: str) -> None:
    done = run(benchmarks, *words)
    assert done.returncode != 0
    assert any(part in done.stderr for part in said.split("|"))
    assert gate.limits((benchmarks / "floors.json").read_text()) == {"recall": LEAST}
    assert (benchmarks / "LOG.md").read_text() == "# Log\n"
