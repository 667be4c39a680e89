"""The embedded engine: within the budget, sentences that stand alone, nothing on what the text leaves out.

`python tests/test_extractive.py --regenerate` writes the golden summary of the example anew; read the
difference before it is kept.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS, ROOT, USABLE

from itemone.acquire import acquire
from itemone.data import Aspect, Block, Claim, Document, Location, Options, Section, Span, Status, join_claims
from itemone.engines import Engine, engine
from itemone.engines.extractive import Extractive
from itemone.engines.salience import Places, salience, weights, weights_hash
from itemone.errors import ComposeError
from itemone.locate import locate
from itemone.pipeline import item1, summarize
from itemone.read import read
from itemone.segment import segment
from itemone.tokens import tokenizer

GOLDEN = ROOT / "tests" / "golden" / "brightwater-2024.json"
COUNT = tokenizer("tekken").count
usable = pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)


def compose(section: Section, budget: int = 512) -> tuple[Claim, ...]:
    return Extractive().compose(section, segment(section), Options(budget=budget))


def section(*paragraphs: str) -> Section:
    """Return a section of these paragraphs alone."""
    text = "\n".join(paragraphs)
    starts = [sum(len(p) + 1 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    blocks = tuple(
        Block(at, at + len(paragraph), "paragraph") for at, paragraph in zip(starts, paragraphs, strict=True)
    )
    return Section(Document(text, blocks), Location(Status.EXTRACTED, "", "", Span(0, len(text))))


def test_it_is_an_engine() -> None:
    made: Engine = engine("extractive")
    assert isinstance(made, Extractive)
    assert (made.name, made.hash) == ("extractive", weights_hash())


# --- what it chooses


@usable
@pytest.mark.parametrize("budget", [64, 100, 200, 300, 512, 700])
def test_the_budget_is_kept_and_used(path: Path, budget: int) -> None:
    tokens = COUNT(join_claims(compose(item1(path), budget)))
    assert budget / 2 < tokens <= budget


@usable
def test_every_claim_rests_on_one_sentence_of_the_section(path: Path) -> None:
    found = item1(path)
    sentences = set(segment(found))
    claims = compose(found)
    assert claims
    for claim in claims:
        [evidence] = claim.evidence
        assert any((evidence.span, evidence.quote) == (s.span, s.text) for s in sentences)
        assert (evidence.kind == "verbatim") == (claim.text == evidence.quote)
    assert len({claim.evidence for claim in claims}) == len(claims)
    assert len({claim.text for claim in claims}) == len(claims)


LEANING = re.compile(
    r"(?:However|These|This|Those|That|They|It|Its|Their|Such|But|And|Or|So|In addition,|Additionally|Furthermore|"
    r"Moreover|Therefore|Accordingly|As a result,|For example|The (?:following|foregoing|former|latter))(?!\w)"
)
LISTED = re.compile(r"[•●▪■◦►➢❖\t\n|]|^[-*–—]|^\(?\w{1,3}\)")
ELSEWHERE = re.compile(
    r"following table|as follows|\bsee (?:item|part|note|“)|set forth below|form 10-k", re.IGNORECASE
)


def faults(claims: tuple[Claim, ...]) -> list[str]:
    """Return the claims that do not stand alone as a sentence of one continuous text."""
    return [
        claim.text
        for claim in claims
        if LEANING.match(claim.text)
        or LISTED.search(claim.text)
        or ELSEWHERE.search(claim.text)
        or not claim.text.endswith((".", ".”", '."', ".)"))
        or claim.text[0].islower()
    ]


@usable
def test_every_claim_stands_alone(path: Path) -> None:
    assert faults(compose(item1(path))) == []


def test_every_claim_on_real_texts_stands_alone_within_the_budget(shared: Path) -> None:
    paths = sorted((shared / "gold" / "src").glob("*.txt"))
    assert len(paths) >= 20
    for path in paths:
        claims = compose(locate(read(acquire(path))))
        assert faults(claims) == [], path.name
        assert 256 < COUNT(join_claims(claims)) <= 512, path.name


GOOD = "Fernhollow Pump Company makes and sells deep-well pumps to farms, towns and small breweries in four states."


@pytest.mark.parametrize(
    "sentence",
    [
        "These pumps are sold to farms and towns through eleven independent dealers in four states.",
        "However, these pumps are sold to farms and towns through eleven independent dealers.",
        "It sells pumps to farms and towns through eleven independent dealers in four states.",
        "Such products are sold to customers through eleven independent dealers in four states.",
        "In addition, they sell pumps to farms and towns through eleven independent dealers.",
        "The following table shows net sales of pumps by class of customer for three years.",
        "Net sales of pumps by class of customer for three years were as follows.",
        "For the products that we sell to our customers, see “Products” in Note 4.",
        "pumps and valves that are sold to farms and towns through eleven independent dealers;",
        "We sell pumps to the following customers through eleven independent dealers:",
        "We sell pumps to farms (and to towns through eleven independent dealers.",
    ],
)
def test_a_sentence_that_does_not_stand_alone_is_not_chosen(sentence: str) -> None:
    assert [claim.text for claim in compose(section(GOOD, sentence))] == [GOOD]


def test_a_sentence_said_twice_is_told_once() -> None:
    assert [claim.text for claim in compose(section(GOOD, GOOD, GOOD))] == [GOOD]


def test_the_first_claim_says_who_they_are() -> None:
    starts = ("Brightwater", "Harrow Brook", "Kestrel Point", "Quillmoor")
    for path, start in zip(USABLE, starts, strict=True):
        assert compose(item1(path))[0].text.startswith(start)


@usable
def test_the_same_section_gives_the_same_claims(path: Path) -> None:
    assert compose(item1(path)) == compose(item1(path))


BORROWS = re.compile(
    r"borrow|indebted|\bdebt|credit (?:facility|agreement)|offering of|public offering|common stock|\bloan|dividend",
    re.IGNORECASE,
)


def test_nothing_is_told_of_financing_when_the_text_says_nothing_of_it() -> None:
    claims = compose(item1(FILINGS / "pasted-item1.txt"))
    assert [claim.text for claim in claims if BORROWS.search(claim.text)] == []
    assert [claim.text for claim in claims if Aspect.FINANCING in claim.aspects] == []


@pytest.mark.parametrize("name", ["brightwater-2024.htm", "kestrel-1996.txt"])
def test_financing_is_told_when_the_text_tells_of_it(name: str) -> None:
    path = next(path for path in USABLE if path.name == name)
    assert any(BORROWS.search(claim.text) for claim in compose(item1(path)))


# --- when there is nothing to choose


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Item 1. Business"],
        ["See the table below."],
        ["These are sold. They are bought. Such is life."],
        [" ".join(["pumps and"] * 400) + " valves are sold."],
    ],
)
def test_a_section_without_a_sentence_that_fits_is_an_error(paragraphs: list[str]) -> None:
    with pytest.raises(ComposeError, match="512 tokens"):
        compose(section(*paragraphs))


def test_a_budget_that_no_sentence_fits_is_an_error() -> None:
    assert COUNT(GOOD) < 40
    with pytest.raises(ComposeError, match="12 tokens"):
        compose(section(GOOD), 12)
    assert compose(section(GOOD), 40)


def test_a_section_without_text_is_an_error() -> None:
    nothing = Section(Document("", ()), Location(Status.ABSENT, "", ""))
    with pytest.raises(ComposeError):
        compose(nothing)


# --- the golden summary


def golden() -> dict[str, object]:
    """Return the text of the example's summary and where each of its claims stands in the filing."""
    summary = summarize(EXAMPLE).to_dict()["summary"]
    spans = [[[e["start"], e["end"]] for e in claim["evidence"]] for claim in summary["claims"]]
    return {"text": summary["text"], "evidence": spans}


def test_the_summary_of_the_example_is_the_golden_one() -> None:
    assert golden() == json.loads(GOLDEN.read_text(encoding="utf-8")), __doc__


# --- the weights


def test_the_weights_are_small_and_finite() -> None:
    folder = files("itemone.engines")
    sizes = [len(item.read_bytes()) for item in folder.iterdir() if item.is_file() and not item.name.endswith(".py")]
    assert 0 < sum(sizes) < 8_000_000
    assert len(weights()) > 100
    assert all(math.isfinite(weight) for weight in weights().values())
    assert all(name.strip() for name in weights())
    assert len(weights_hash()) >= 16


def test_salience_is_a_probability_of_the_sentences_asked_for() -> None:
    found = item1(EXAMPLE)
    sentences = segment(found)
    scores = salience(found, sentences, range(0, len(sentences), 2))
    assert list(scores) == list(range(0, len(sentences), 2))
    assert all(0 < score < 1 for score in scores.values())
    assert len(set(scores.values())) > len(scores) / 2


def test_what_they_do_is_more_salient_than_where_papers_are_filed() -> None:
    filed = "Copies of the reports are kept by the clerk of the county at the courthouse in Ames."
    found = section(GOOD, filed)
    scores = salience(found, segment(found), range(2))
    assert scores[0] > 2 * scores[1]


# --- how the weights are made


@usable
def test_features_are_the_same_each_time(path: Path) -> None:
    found = item1(path)
    sentences = segment(found)
    first, second = Places(found, sentences), Places(found, sentences)
    for index in range(len(sentences)):
        assert first.features(index) == second.features(index)
        assert all(first.features(index))


def test_training_writes_the_same_weights_each_time(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    for folder in ("src", "labels"):
        (tmp_path / "data" / "train" / folder).mkdir(parents=True)
    for number, path in enumerate([*USABLE, *USABLE]):  # companies are left out in six folds: it takes six
        found = item1(path)
        labels = [{"quote": claim.evidence[0].quote, "grade": 2} for claim in compose(found)]
        train = tmp_path / "data" / "train"
        (train / "src" / f"{number}.txt").write_text(found.text, encoding="utf-8")
        (train / "labels" / f"{number}.json").write_text(json.dumps({"sentences": labels}), encoding="utf-8")
    made = [trained(tmp_path, seed) for seed in ("0", "4242")]
    assert made[0] == made[1]
    learned = json.loads(made[0])
    assert len(learned) > 100
    assert all(math.isfinite(weight) for weight in learned.values())


def trained(folder: Path, seed: str) -> bytes:
    """Run a copy of the training script, which writes beside itself, and return the weights."""
    script = folder / seed / "benchmarks" / "train_extractive.py"
    target = folder / seed / "src" / "itemone" / "engines" / "salience.json"
    script.parent.mkdir(parents=True)
    target.parent.mkdir(parents=True)
    shutil.copy(ROOT / "benchmarks" / script.name, script)
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, script, folder / "data"], env=environment, check=True, capture_output=True)
    return target.read_bytes()


if __name__ == "__main__":
    if sys.argv[1:] != ["--regenerate"]:
        sys.exit(__doc__)
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(json.dumps(golden(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {GOLDEN.relative_to(ROOT)}")
