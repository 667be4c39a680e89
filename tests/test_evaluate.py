"""Each figure of an evaluation falls when a summary is worse, a run goes on where it was, and the command says all."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest
from conftest import EXAMPLE, FILINGS, LABELS, ROOT

from itemone import EvaluateError, Options, OptionsError
from itemone.data import Aspect, Claim, Result, join_claims
from itemone.evaluate import Evaluation, evaluate
from itemone.evaluate.cache import Cache
from itemone.evaluate.gold import Gold, load
from itemone.evaluate.knowing import writer
from itemone.evaluate.nuggets import coverage
from itemone.evaluate.scores import Row, row
from itemone.pipeline import attempt, item1
from itemone.tokens import tokenizer
from itemone.verify import stated_aspects, verify

PROGRAM = str(Path(sysconfig.get_path("scripts"), "itemone"))


@pytest.fixture(scope="module")
def brightwater() -> Gold:
    (found,) = load(LABELS[0].parent)
    return found


@pytest.fixture(scope="module")
def good(brightwater: Gold) -> Result:
    """Return a summary that is chosen by the labels and in which all is right."""
    return attempt(brightwater.filing, Options(engine="oracle"), writer("oracle", brightwater))


def scored(gold: Gold, result: Result, claims: Sequence[Claim]) -> Row:
    """Score a summary that says this instead, checked anew."""
    assert result.summary is not None
    text = join_claims(tuple(claims))
    summary = replace(result.summary, claims=tuple(claims), tokens=tokenizer(result.summary.tokenizer).count(text))
    verdict = verify(item1(gold.filing).document, summary, 512)
    changed = replace(result, summary=summary, verdict=verdict, aspects=stated_aspects(claims))
    return row(gold, changed, seconds=1.0)


def claims_of(result: Result) -> tuple[Claim, ...]:
    assert result.summary is not None
    return result.summary.claims


def reworded(claims: Sequence[Claim], old: str, new: str) -> list[Claim]:
    assert sum(old in claim.text for claim in claims) >= 1
    return [replace(claim, text=claim.text.replace(old, new)) for claim in claims]


# --- each figure can fall


def test_what_is_right_passes(brightwater: Gold, good: Result) -> None:
    found = scored(brightwater, good, claims_of(good))
    assert found.recall > 0.5
    assert (found.grounded, found.continuous, found.passed) == (1, True, True)


def test_one_figure_changed_is_one_fact_less_and_one_sentence_ungrounded(brightwater: Gold, good: Result) -> None:
    before = scored(brightwater, good, claims_of(good))
    after = scored(brightwater, good, reworded(claims_of(good), "$184.6 million", "$184.9 million"))
    assert "n14" in after.missed
    assert "n14" not in before.missed
    assert after.recall < before.recall
    assert after.vital < before.vital
    assert after.grounded == pytest.approx(1 - 1 / after.sentences)
    assert not after.passed


@pytest.mark.parametrize("aspect", [Aspect.PRODUCTS, Aspect.CUSTOMERS, Aspect.DISTRIBUTION, Aspect.REVENUE])
def test_one_aspect_removed_lowers_its_recall(brightwater: Gold, good: Result, aspect: Aspect) -> None:
    claims = claims_of(good)
    before = scored(brightwater, good, claims)
    wanted = [nugget for nugget in brightwater.nuggets if nugget.aspect is aspect]
    kept = [claim for claim in claims if not coverage(wanted, claim.text).recall]
    after = scored(brightwater, good, kept)
    assert len(kept) < len(claims)
    assert after.aspects[aspect] < before.aspects[aspect]
    assert after.recall < before.recall
    assert after.macro < before.macro
    assert after.tokens < before.tokens


def test_one_sentence_invented_is_ungrounded_and_adds_no_recall(brightwater: Gold, good: Result) -> None:
    claims = claims_of(good)[:-2]
    before = scored(brightwater, good, claims)
    invented = replace(claims[0], text="Brightwater also grows pears for hotels in Norway.")
    after = scored(brightwater, good, [*claims, invented])
    assert after.recall == before.recall
    assert after.grounded == pytest.approx(1 - 1 / after.sentences)
    assert not after.passed
    assert after.sentences == before.sentences + 1
    assert after.tokens > before.tokens


def test_a_sentence_without_evidence_is_ungrounded(brightwater: Gold, good: Result) -> None:
    first, *others = claims_of(good)
    after = scored(brightwater, good, [replace(first, evidence=()), *others])
    assert after.grounded == pytest.approx(1 - 1 / after.sentences)
    assert not after.passed


def test_a_bullet_is_no_continuous_text(brightwater: Gold, good: Result) -> None:
    first, *others = claims_of(good)
    after = scored(brightwater, good, [replace(first, text=f"• {first.text}"), *others])
    assert not after.continuous
    assert not after.passed


def test_the_first_person_is_counted_by_sentence(brightwater: Gold, good: Result) -> None:
    first, *others = [replace(claim, text="It sells sensors.") for claim in claims_of(good)]
    assert scored(brightwater, good, [first, *others]).first_person == 0
    ours = replace(first, text="We sell our sensors ourselves.")
    assert scored(brightwater, good, [ours, *others]).first_person == pytest.approx(1 / (1 + len(others)))


def test_more_than_the_budget_does_not_pass(brightwater: Gold, good: Result) -> None:
    after = scored(brightwater, good, claims_of(good) * 2)
    assert after.tokens > 512
    assert not after.passed


def test_a_failure_has_no_recall_and_is_named(brightwater: Gold) -> None:
    filing = replace(brightwater.filing, raw=(FILINGS / "quarterly-2023.htm").read_bytes())
    found = row(brightwater, attempt(filing), seconds=1.0)
    assert (found.recall, found.vital, found.macro, found.tokens, found.sentences) == (0, 0, 0, 0, 0)
    assert (found.grounded, found.first_person, found.passed) == (None, None, False)
    assert found.failure
    assert "10-Q" in found.failure


# --- a run


def test_engines_are_scored_in_the_order_named_on_filings_by_name(gold: Path) -> None:
    found = evaluate(gold, ["lead", "extractive", "lead"])
    assert found.engines == ("lead", "extractive")
    assert [(r.engine, r.filing) for r in found.rows] == [
        (engine, name) for engine in ("lead", "extractive") for name in ("brightwater-2024", "kestrel-1996")
    ]
    assert all(r.seconds > 0 for r in found.rows)
    assert found.work == 6
    assert found.reused == 0
    assert {trial.filing for trial in found.trials} == {"brightwater-2024", "kestrel-1996"}


def test_the_same_run_gives_the_same_but_for_the_time(gold: Path) -> None:
    def untimed(found: Evaluation) -> list[Row]:
        return [replace(r, seconds=0.0) for r in found.rows]

    first, second = evaluate(gold), evaluate(gold)
    assert untimed(first) == untimed(second)
    assert first.trials == second.trials


def test_a_better_text_is_better(gold: Path) -> None:
    found = evaluate(gold, ["reference", "oracle", "lead"])
    reference, oracle, lead = (sum(r.recall for r in found.of(name)) for name in found.engines)
    assert reference > oracle > lead > 0


def test_progress_counts_to_the_end(gold: Path) -> None:
    told: list[tuple[int, int, str]] = []
    evaluate(gold, ["lead"], progress=lambda done, total, what: told.append((done, total, what)))
    assert [(done, total) for done, total, _ in told] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert "lead on brightwater-2024" in told[0][2]


@pytest.mark.parametrize(
    ("engines", "options", "error"),
    [
        (["extractiv"], Options(), OptionsError),
        (["lead", "oracel"], Options(), OptionsError),
        ([], Options(), OptionsError),
        (["lead"], Options(budget=3), OptionsError),
        (["lead"], Options(tokenizer="gpt"), OptionsError),
        (["texts:nowhere"], Options(), EvaluateError),
    ],
)
def test_what_has_no_meaning_is_refused_before_any_work(
    gold: Path, engines: list[str], options: Options, error: type[Exception]
) -> None:
    told: list[str] = []
    with pytest.raises(error):
        evaluate(gold, engines, options, progress=lambda done, total, what: told.append(what))
    assert told == []


# --- going on


def test_work_that_is_done_is_not_done_again(gold: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = evaluate(gold, ["lead"], cache=cache)
    second = evaluate(gold, ["lead", "extractive"], cache=cache)
    assert (first.reused, second.reused, second.work) == (0, 4, 6)
    assert second.of("lead") == first.rows
    assert second.trials == first.trials


def _other_label(gold: Path) -> None:
    path = gold / "kestrel-1996.json"
    label = json.loads(path.read_text(encoding="utf-8"))
    label["nuggets"] = label["nuggets"][:-1]
    path.write_text(json.dumps(label), encoding="utf-8")


def _other_text(gold: Path) -> None:
    path = gold.parent / "src" / "kestrel-1996.txt"
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize("change", [_other_label, _other_text])
def test_what_has_changed_is_done_again(gold: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    cache = Cache(tmp_path / "cache")
    evaluate(gold, ["lead"], cache=cache)
    change(gold)
    assert evaluate(gold, ["lead"], cache=cache).reused == 2  # those of the other filing


def test_another_budget_is_other_work(gold: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    evaluate(gold, ["lead"], cache=cache)
    assert evaluate(gold, ["lead"], Options(budget=100), cache=cache).reused == 0


def test_what_failed_is_tried_again(gold: Path, tmp_path: Path) -> None:
    (gold.parent / "src" / "kestrel-1996.txt").unlink()
    (gold.parent / "src" / "kestrel-1996.htm").write_bytes((FILINGS / "quarterly-2023.htm").read_bytes())
    cache = Cache(tmp_path / "cache")
    first = evaluate(gold, ["lead"], cache=cache)
    assert [bool(r.failure) for r in first.rows] == [False, True]
    assert evaluate(gold, ["lead"], cache=cache).reused == 2


@pytest.mark.parametrize("garbage", ["", "{", "[]", "{}", "null", '{"engine": 1}'])
def test_kept_work_that_cannot_be_read_is_done_anew(gold: Path, tmp_path: Path, garbage: str) -> None:
    cache = Cache(tmp_path / "cache")
    first = evaluate(gold, ["lead"], cache=cache)
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_text(garbage, encoding="utf-8")
    second = evaluate(gold, ["lead"], cache=cache)
    assert second.reused == 0
    assert [r.text for r in second.rows] == [r.text for r in first.rows]


# --- the command


def run(*words: str | Path, cache: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "evaluate", *map(str, words)],
        env={**os.environ, "ITEMONE_CACHE": str(cache), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_table_has_all_engines_and_the_checker(gold: Path, tmp_path: Path) -> None:
    done = run(gold, "--engine", "extractive", "--engine", "lead", "--engine", "lexrank", cache=tmp_path)
    assert done.returncode == 0, done.stderr
    for part in (
        *("Nugget recall, 2 filings", "vital", "macro", "products", "financing", "tokens", "grounded", "we, our"),
        *("Against extractive", "lexrank", "The checker on labelled claims", "Balanced accuracy", "negation added"),
        *("Recall by filing", "kestrel-1996", "itemone 0."),
    ):
        assert part in done.stdout, part
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_json_is_one_object_with_all_rows(gold: Path, tmp_path: Path) -> None:
    done = run(gold, "--format", "json", cache=tmp_path)
    found = json.loads(done.stdout)
    assert [engine["engine"] for engine in found["engines"]] == ["extractive", "lead"]
    assert [r["filing"] for r in found["engines"][0]["filings"]] == ["brightwater-2024", "kestrel-1996"]
    assert set(found["engines"][0]["mean"]["recall"]) == {"value", "low", "high", "n"}
    assert found["differences"][0]["engine"] == "lead"
    assert 0 <= found["checker"]["balanced_accuracy"]["value"] <= 1
    assert found["finder"] is None


def test_the_finder_is_measured_when_filings_are_given(gold: Path, tmp_path: Path) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    (folder / "item1").mkdir()
    (folder / "item1" / f"{EXAMPLE.name}.txt").write_text(item1(EXAMPLE).text, encoding="utf-8")
    labels = [{"file": EXAMPLE.name, "status": "extracted", "form": "10-K", "era": "ixbrl"}]
    (folder / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    done = run(gold, "--filings", folder, "--format", "json", cache=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["finder"]["mean"]["f1"] == 1
    assert "era ixbrl" in run(gold, "--filings", folder, cache=tmp_path).stdout


@pytest.mark.parametrize(("form", "begin"), [("html", "<!doctype html>"), ("markdown", "### Nugget recall")])
def test_a_file_is_written(gold: Path, tmp_path: Path, form: str, begin: str) -> None:
    done = run(gold, "--engine", "lead", "--format", form, "-o", tmp_path / "out", cache=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8").startswith(begin)


def test_the_second_run_says_that_it_used_the_first(gold: Path, tmp_path: Path) -> None:
    first = run(gold, cache=tmp_path)
    second = run(gold, cache=tmp_path)
    assert "6 of 6 pieces of work were done by an earlier run" in second.stderr
    assert second.stdout == first.stdout
    assert "earlier run" not in run(gold, "--fresh", cache=tmp_path).stderr


def test_a_cache_that_cannot_be_written_is_a_warning(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(gold, cache=tmp_path / "file")
    assert done.returncode == 0
    assert "Nugget recall" in done.stdout
    assert "warning: what was done could not be kept" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere"], 3, "nowhere: is no folder"),
        ([str(FILINGS)], 3, "holds no NAME.json"),
        ([str(LABELS[0].parent), "--engine", "lexicon"], 2, "unknown engine 'lexicon'"),
        ([str(LABELS[0].parent), "--budget", "3"], 2, "a budget of 3 tokens"),
        ([str(LABELS[0].parent), "--filings", "nowhere"], 3, "labels.json: cannot be read"),
        ([str(LABELS[0].parent), "-o", "/nowhere/out"], 3, "/nowhere/out"),
    ],
)
def test_an_error_is_one_line(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    done = run(*words, cache=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_an_engine_that_fails_on_a_filing_is_named_and_the_others_go_on(gold: Path, tmp_path: Path) -> None:
    (gold.parent / "src" / "kestrel-1996.txt").unlink()
    (gold.parent / "src" / "kestrel-1996.htm").write_bytes((FILINGS / "quarterly-2023.htm").read_bytes())
    done = run(gold, "--engine", "lead", cache=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "kestrel-1996: lead gave no summary" in done.stderr
    assert "brightwater-2024" in done.stdout


@pytest.fixture
def many(gold: Path) -> Path:
    """Return a folder with labels of 60 filings."""
    label, filing = LABELS[0].read_bytes(), EXAMPLE.read_bytes()
    for number in range(60):
        (gold / f"copy-{number:02}.json").write_bytes(label)
        (gold.parent / "src" / f"copy-{number:02}.htm").write_bytes(filing + b" " * (number + 1))
    return gold


@pytest.mark.parametrize(("kill", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_run_that_was_stopped_goes_on(many: Path, tmp_path: Path, kill: signal.Signals, code: int) -> None:
    cache = tmp_path / "cache"
    command = [PROGRAM, "evaluate", str(many), "--engine", "extractive"]
    environment = {**os.environ, "ITEMONE_CACHE": str(cache)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 60
        while len(list(cache.rglob("*.json"))) < 5 and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(kill)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == code
    assert stdout == ""
    assert "Traceback" not in stderr
    if kill is signal.SIGINT:
        assert stderr == "itemone: interrupted; the same command goes on from here\n"
    kept = len(list(cache.rglob("*.json")))
    done = run(many, "--engine", "extractive", cache=cache)
    assert done.returncode == 0
    assert f"{kept} of 124 pieces of work were done by an earlier run" in done.stderr
    assert list(cache.rglob("*.partial")) == [] or kill is signal.SIGKILL


def test_a_terminal_sees_how_far_it_is(gold: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, "evaluate", str(gold), "--engine", "lead"],
        env={**os.environ, "ITEMONE_CACHE": str(tmp_path), "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the other side has gone
            pass
        assert process.stdout is not None
        assert b"Nugget recall" in process.stdout.read()
    os.close(ours)
    assert b"/4" in shown


def test_help_does_not_load_the_program() -> None:
    code = """
import sys
from itemone.cli import cli
cli(["evaluate", "--help"], standalone_mode=False)
loaded = ("itemone.evaluate", "itemone.pipeline", "rich", "matplotlib")
assert not [name for name in sys.modules if name.startswith(loaded)]
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Examples:" in done.stdout


# --- real filings


def test_the_embedded_engine_tells_more_of_real_filings_than_its_baselines(shared: Path) -> None:
    """The floors stand well below the figures in the README; those of the gate are closer."""
    found = evaluate(shared / "gold" / "dev", ["extractive", "lead", "random"])
    extractive, lead, random = (fmean(r.recall for r in found.of(name)) for name in found.engines)
    assert extractive >= 0.45
    assert fmean(r.vital for r in found.of("extractive")) >= 0.52
    assert extractive > lead + 0.1 > random + 0.2
    assert all(r.passed for r in found.of("extractive"))
