"""The embedded engine: within the budget, one text on the company in the third person that the filing supports.

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
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS, ROOT, USABLE

from itemone.acquire import acquire
from itemone.data import Aspect, Block, Claim, Document, Location, Options, Section, Span, Status, join_claims
from itemone.engines import Engine, engine
from itemone.engines.extractive import PARTS, Extractive
from itemone.engines.model import model, parse
from itemone.errors import ComposeError
from itemone.locate import locate
from itemone.pipeline import item1, summarize
from itemone.read import read
from itemone.segment import segment
from itemone.tokens import tokenizer
from itemone.verify import fault, first_person

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
    assert (made.name, made.hash) == ("extractive", model().digest)


# --- what it chooses


@usable
@pytest.mark.parametrize("budget", [64, 100, 200, 300, 512, 700])
def test_the_budget_is_kept_and_used(path: Path, budget: int) -> None:
    tokens = COUNT(join_claims(compose(item1(path), budget)))
    assert budget / 2 < tokens <= budget


def misplaced(found: Section, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that do not rest on whole sentences of the section, or say wrongly how."""
    sentences = {(s.span, s.text) for s in segment(found)}
    return [
        claim
        for claim in claims
        if not claim.evidence
        or not {(e.span, e.quote) for e in claim.evidence} <= sentences
        or {e.kind for e in claim.evidence}
        != {"verbatim" if [e.quote for e in claim.evidence] == [claim.text] else "compressed"}
    ]


@usable
def test_every_claim_rests_on_sentences_of_the_section(path: Path) -> None:
    found = item1(path)
    claims = compose(found)
    assert claims
    assert misplaced(found, claims) == []
    spans = [evidence.span for claim in claims for evidence in claim.evidence]
    assert len(set(spans)) == len(spans)
    assert len({claim.text for claim in claims}) == len(claims)


@usable
def test_the_checker_finds_no_fault_with_any_claim(path: Path) -> None:
    found = item1(path)
    assert [(reason, claim.text) for claim in compose(found) if (reason := fault(found.document, claim))] == []


LEANING = re.compile(
    r"(?:However|These|This|Those|That|They|Their|Such|But|And|Or|So|In addition,|Additionally|Furthermore|"
    r"Moreover|Therefore|Accordingly|As a result,|For example|The (?:following|foregoing|former|latter))(?!\w)"
)
MAY_LEAN = re.compile(r"(?:These|This|Those|Such) ")
LISTED = re.compile(r"[•●▪■◦►➢❖\t\n|]|^[-*–—]|^\(?\w{1,3}\)")
ELSEWHERE = re.compile(
    r"following table|as follows|\bsee (?:item|part|note|“)|set forth below|form 10-k", re.IGNORECASE
)
I_OR_WE = re.compile(r"(?<![\w.’'-])(?:(?<!Class )I|[Ww]e|us|[Oo]urs?|[Mm]y|me|[Oo]urselves)(?![\w-])")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def faults(claims: Sequence[Claim]) -> list[str]:
    """Return the claims that cannot stand where they do as a sentence of one continuous text on the company."""
    return [
        claim.text
        for before, claim in zip((None, *claims), claims, strict=False)
        if (
            LEANING.match(claim.text) and not (MAY_LEAN.match(claim.text) and before and is_right_behind(before, claim))
        )
        or (before is None and re.match(r"Its? ", claim.text))
        or LISTED.search(claim.text)
        or ELSEWHERE.search(claim.text)
        or I_OR_WE.search(QUOTED.sub("", claim.text))
        or first_person(claim.text)
        or not claim.text.endswith((".", ".”", '."', ".)"))
        or claim.text[0].islower()
        or len(claim.text.split()) > 60
        or "  " in claim.text
        or re.search(r" [,;:]| \.(?!\d)|,[,.;]|\( |\(\)|^[,;]", claim.text)
    ]


def is_right_behind(before: Claim, claim: Claim) -> bool:
    """Tell whether a claim rests on the sentence that follows the one of the claim before it."""
    return 0 <= claim.evidence[0].span.start - before.evidence[-1].span.end <= 2


@usable
@pytest.mark.parametrize("budget", [100, 300, 512])
def test_every_claim_can_stand_where_it_does(path: Path, budget: int) -> None:
    assert faults(compose(item1(path), budget)) == []


def test_a_long_text_fills_the_budget() -> None:
    found = item1(EXAMPLE)
    assert len(found.text) > 10_000
    assert 460 <= COUNT(join_claims(compose(found))) <= 512


Real = dict[str, tuple[Section, tuple[Claim, ...]]]


@pytest.fixture(scope="module")
def real(shared: Path) -> Real:
    """Return real sections with what the engine tells of them, by name."""
    paths = sorted((shared / "gold" / "src").glob("*.txt"))
    assert len(paths) >= 20
    sections = {path.stem: locate(read(acquire(path))) for path in paths}
    return {name: (found, compose(found)) for name, found in sections.items()}


def test_claims_on_real_texts_can_stand_where_they_do(real: Real) -> None:
    assert [(name, found) for name, (_, claims) in real.items() for found in faults(claims)] == []


def test_real_texts_fill_the_budget(real: Real) -> None:
    used = {name: COUNT(join_claims(claims)) for name, (_, claims) in real.items()}
    assert {name: tokens for name, tokens in used.items() if not 460 <= tokens <= 512} == {}


def test_claims_on_real_texts_rest_on_sentences(real: Real) -> None:
    assert [(name, claim) for name, (found, claims) in real.items() for claim in misplaced(found, claims)] == []


def test_the_checker_finds_no_fault_with_claims_on_real_texts(real: Real) -> None:
    refused = [
        (name, reason, claim.text)
        for name, (found, claims) in real.items()
        for claim in claims
        if (reason := fault(found.document, claim))
    ]
    assert refused == []


GOOD = "Fernhollow Pump Company makes and sells deep-well pumps to farms, towns and small breweries in four states."


@pytest.mark.parametrize(
    "sentence",
    [
        "However, these pumps are sold to farms and towns through eleven independent dealers.",
        "It sells pumps to farms and towns through eleven independent dealers in four states.",
        "Such products are sold to customers through eleven independent dealers in four states.",
        "In addition, they sell pumps to farms and towns through eleven independent dealers.",
        "The following table shows net sales of pumps by class of customer for three years.",
        "Net sales of pumps by class of customer for three years were as follows.",
        "For the products that we sell to our customers, see “Products” in Note 4.",
        "Heron, card and text-message payment for pumps, for which farms pay 4% of the amount that is processed.",
        "Includes $2 million of sales of pumps from the wells that were sold to four towns in June.",
        "pumps and valves that are sold to farms and towns through eleven independent dealers;",
        "We sell pumps to the following customers through eleven independent dealers:",
        "We sell pumps to farms (and to towns through eleven independent dealers.",
    ],
)
def test_a_sentence_that_does_not_stand_alone_is_not_chosen(sentence: str) -> None:
    assert [claim.text for claim in compose(section(GOOD, sentence))] == [GOOD]


@pytest.mark.parametrize(
    "again",
    [
        GOOD,
        GOOD.replace("deep-well pumps", "pumps"),
        GOOD.replace("makes and sells", "sells and makes"),
        f"In addition, {GOOD}",
    ],
)
def test_a_sentence_said_twice_is_told_once(again: str) -> None:
    assert [claim.text for claim in compose(section(GOOD, again, GOOD))] == [GOOD]


LEANS = "These pumps are sold to farms and towns through eleven independent dealers in four states."
BETWEEN = "The plant in Ames is owned by the county and is leased to the company until 2019 at a fixed rent."


def test_a_sentence_that_leans_on_the_one_before_is_told_behind_it() -> None:
    first, second = compose(section(f"{GOOD} {LEANS}", BETWEEN))[:2]
    assert first.text == GOOD
    assert second.text.startswith("These pumps are sold to farms and towns")
    assert [evidence.quote for evidence in second.evidence] == [LEANS]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [LEANS],
        [GOOD, BETWEEN, LEANS],
        [f"{GOOD} {BETWEEN} {LEANS}"],
        [f"{LEANS} {GOOD}"],
        [f"{GOOD} {LEANS.replace('pumps', 'wheels')}"],
        [f"{GOOD.replace('Pump ', '').replace('pumps', 'tanks')} {LEANS}"],
    ],
)
def test_a_sentence_that_leans_on_another_is_not_told_without_it(paragraphs: list[str]) -> None:
    sections = section(BETWEEN, *paragraphs)
    assert not [claim.text for claim in compose(sections) if claim.text.startswith("These")]


@pytest.mark.parametrize(
    "verb",
    ["This reflects higher sales of pumps to farms.", "This represents 40% of the sales of pumps to farms."],
)
def test_a_pronoun_is_no_name_of_what_the_sentence_before_has_named(verb: str) -> None:
    before = "The sales of pumps reflect the price of corn and represent the year's weather in four states."
    assert not [claim.text for claim in compose(section(f"{GOOD} {before} {verb}")) if claim.text.startswith("This")]


# --- how it tells


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "We sell our pumps to farms and towns in four states.",
            "The company sells its pumps to farms and towns in four states.",
        ),
        (
            "Our pumps are sold to farms and towns in four states.",
            "The company's pumps are sold to farms and towns in four states.",
        ),
        (
            "Dealers sell our pumps to farms and towns, and pay us.",
            "Dealers sell the company's pumps to farms and towns, and pay the company.",
        ),
        (
            "We sell pumps to farms, and we lease pumps to towns.",
            "The company sells pumps to farms, and it leases pumps to towns.",
        ),
        (
            "We have eleven dealers in four states and are paid by them.",
            "The company has eleven dealers in four states and is paid by them.",
        ),
        (
            "The Company sells pumps to farms and towns in four states.",
            "The company sells pumps to farms and towns in four states.",
        ),
        (
            "Farms call us “our pump people” and buy pumps for their wells.",
            "Farms call the company “our pump people” and buy pumps for their wells.",
        ),
        (
            "We do not sell pumps to farms in the United States.",
            "The company does not sell pumps to farms in the United States.",
        ),
        (
            "We operate as a maker of pumps and are paid by farms and towns.",
            "The company operates as a maker of pumps and is paid by farms and towns.",
        ),
        (
            "We make most of the pumps in Iowa and source most of the valves from Ohio.",
            "The company makes most of the pumps in Iowa and sources most of the valves from Ohio.",
        ),
    ],
)
def test_the_company_is_told_of_in_the_third_person(sentence: str, told: str) -> None:
    found = section(sentence)
    [claim] = Extractive(without=["compression"]).compose(found, segment(found), Options())
    assert claim.text == told
    assert {evidence.kind for evidence in claim.evidence} == {"compressed" if told != sentence else "verbatim"}


@pytest.mark.parametrize(
    "sentence",
    [
        "I sell pumps to farms and towns in four states through eleven dealers.",
        "Let's sell pumps to farms and towns in four states through eleven dealers.",
        "In four states do we sell pumps to farms and towns through eleven dealers.",
        "Farms and towns in four states buy pumps of ours through eleven dealers.",
    ],
)
def test_what_cannot_be_told_in_the_third_person_is_left_out(sentence: str) -> None:
    assert [claim.text for claim in compose(section(GOOD, sentence))] == [GOOD]


def test_what_a_later_word_points_to_is_not_taken_away() -> None:
    sentence = "For pump repairs, we typically price these services on the basis of time and materials in four states."
    [told] = [claim.text for claim in compose(section(GOOD, sentence)) if "these services" in claim.text] or [""]
    assert not told or told.startswith("For pump repairs, ")


def test_the_company_is_told_of_as_it_where_that_is_plain() -> None:
    claims = compose(section(GOOD, "We sell our pumps through eleven independent dealers in Iowa and Ohio."))
    assert [claim.text[:9] for claim in claims] == ["Fernhollo", "It sells "]


def test_shares_of_one_whole_are_told_in_one_sentence() -> None:
    shares = (
        "In 2009, sales of deep-well pumps accounted for 43% of net sales.",
        "In 2009, sales of valves accounted for 31% of net sales.",
    )
    claims = compose(section(GOOD, *shares))
    [fused] = [claim for claim in claims if len(claim.evidence) > 1]
    assert fused.text == "In 2009, sales of deep-well pumps accounted for 43% of net sales and sales of valves for 31%."
    assert [(e.quote, e.kind) for e in fused.evidence] == [(share, "compressed") for share in shares]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "Distributors, mail order catalogs and chandleries, which serve owners of old boats, accounted for 35%.",
            "accounted for 35%",
        ),
        (
            "Dealers and distributors, who serve farms, which own wells, sell most of the pumps in four states.",
            "sell most of the pumps",
        ),
        ("Pumps that are sold to towns without a dealer are not covered by the warranty of two years.", "not covered"),
        ("We sell pumps to farms only if a dealer, who is paid by us, has seen the well before.", "only if a dealer"),
        (
            "While we primarily sell through dealers, we also sell through distributors in Iowa and in Ohio.",
            "primarily",
        ),
        ("We sell pumps, valves and hoses to no town, county or state without a dealer in four states.", "no town"),
        (
            "Over time, farms expand the number of pumps that they buy from the eleven dealers in four states.",
            "Over time",
        ),
        ("We sell several products, including cancer plans, dental plans, care plans and life insurance.", "plans"),
    ],
)
def test_a_claim_keeps_what_makes_it_whole_and_true(sentence: str, kept: str) -> None:
    found = section(GOOD, sentence)
    claims = compose(found)
    assert [(reason, c.text) for c in claims if (reason := fault(found.document, c))] == []
    told = " ".join(claim.text for claim in claims if claim.evidence[0].quote == sentence)
    assert not told or kept.lower() in told.lower()


def test_the_first_claim_says_who_they_are() -> None:
    starts = ("Brightwater", "Harrow Brook", "Kestrel Point", "Quillmoor")
    for path, start in zip(USABLE, starts, strict=True):
        assert compose(item1(path))[0].text.startswith(start)


@usable
def test_the_same_section_gives_the_same_claims(path: Path) -> None:
    assert compose(item1(path)) == compose(item1(path))


def test_two_processes_give_the_same_claims() -> None:
    program = (
        "import sys\n"
        "from itemone.data import Options\n"
        "from itemone.engines.extractive import Extractive\n"
        "from itemone.pipeline import item1\n"
        "from itemone.segment import segment\n"
        "for path in sys.argv[1:]:\n"
        "    found = item1(path)\n"
        "    for budget in (100, 512):\n"
        "        print(ascii(Extractive().compose(found, segment(found), Options(budget=budget))))\n"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", program, *map(str, USABLE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]
    assert made[0].count(b"\n") == 2 * len(USABLE)
    assert len(set(made)) == 1


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


# --- how the weights are made


@pytest.mark.parametrize("part", PARTS)
def test_an_engine_does_without_each_of_its_parts(part: str) -> None:
    found = item1(EXAMPLE)
    claims = Extractive(without=[part]).compose(found, segment(found), Options())
    assert misplaced(found, claims) == []
    assert 460 <= COUNT(join_claims(claims)) <= 512


def test_an_engine_can_have_other_weights() -> None:
    raw = b'{"plain": {}, "shared": {}, "context": {}, "lexicon": {}, "terms": {}, "limbs": {}}'
    made = Extractive(parse(raw))
    assert made.hash == parse(raw).digest != Extractive().hash
    found = section(GOOD)
    assert [claim.text for claim in made.compose(found, segment(found), Options())] == [GOOD]


def test_training_writes_the_same_weights_each_time(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    train = tmp_path / "data" / "train"
    for folder in ("src", "labels"):
        (train / folder).mkdir(parents=True)
    for number, path in enumerate([*USABLE, *USABLE]):  # companies are left out in six folds: it takes six
        found = item1(path)
        labels = [label(claim, grade=1 + at % 2) for at, claim in enumerate(compose(found))]
        (train / "src" / f"{number}.txt").write_text(found.text, encoding="utf-8")
        (train / "labels" / f"{number}.json").write_text(json.dumps({"sentences": labels}), encoding="utf-8")
    made = [trained(tmp_path, seed) for seed in ("0", "4242")]
    assert made[0] == made[1]
    learned = json.loads(made[0])
    assert all(len(learned[part]) > 10 for part in ("plain", "shared", "context", "lexicon", "terms", "limbs"))
    numbers = [weight for part in learned for weight in learned[part].values() if part != "lexicon"]
    assert all(math.isfinite(weight) for weight in numbers)
    found = item1(EXAMPLE)
    assert Extractive(parse(made[0])).compose(found, segment(found), Options())


def label(claim: Claim, grade: int) -> dict[str, object]:
    """Return a label that keeps the first half of a sentence and its last word."""
    quote = claim.evidence[0].quote
    words = quote.split()
    return {"quote": quote, "grade": grade, "keep": f"{' '.join(words[: len(words) // 2])} ... {words[-1]}"}


def trained(folder: Path, seed: str) -> bytes:
    """Run a copy of the training script, which writes beside itself, and return the weights."""
    script = folder / seed / "benchmarks" / "train_extractive.py"
    target = folder / seed / "src" / "itemone" / "engines" / "model.json"
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
