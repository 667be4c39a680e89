"""What knows the labels: the oracle chooses by them, and texts made elsewhere get evidence and a score."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import USABLE

from itemone.data import Aspect, Block, Claim, Document, Filing, Location, Options, Section, Span, Status, join_claims
from itemone.engines import ENGINES
from itemone.errors import ComposeError, EvaluateError, OptionsError
from itemone.evaluate import evaluate
from itemone.evaluate.gold import Gold, load
from itemone.evaluate.knowing import writer
from itemone.evaluate.nuggets import Nugget, coverage
from itemone.pipeline import attempt, item1
from itemone.segment import segment
from itemone.tokens import tokenizer
from itemone.verify import fault

KESTREL = USABLE[2]
NUGGETS: list[dict[str, object]] = [
    {"id": "p1", "facet": "products", "importance": "vital", "keys": [["deck hardware"], ["winches"], ["steering"]]},
    {"id": "p2", "facet": "products", "importance": "okay", "keys": [["TRUEHELM II"], ["less than two hours"]]},
    {"id": "c1", "facet": "customers", "importance": "vital", "keys": [["boat builders"], ["54 percent"]]},
    {"id": "c2", "facet": "customers", "importance": "vital", "keys": [["Corrigan"], ["14%"]]},
    {"id": "d1", "facet": "distribution", "importance": "vital", "keys": [["31 wholesale distributors"], ["catalog"]]},
    {"id": "d2", "facet": "distribution", "importance": "okay", "keys": [["foreign sales"], ["commission"]]},
    {"id": "r1", "facet": "revenue", "importance": "vital", "keys": [["$61.4 million"], ["8.7%"]]},
    {"id": "f1", "facet": "financing", "importance": "vital", "keys": [["$15.0 million"], ["revolving"]]},
    {"id": "f2", "facet": "financing", "importance": "okay", "keys": [["initial public offering"], ["$11.3 million"]]},
    {"id": "f3", "facet": "financing", "importance": "okay", "keys": [["8.35%"], ["notes"]]},
]
REFERENCE = (
    "Kestrel Point makes deck hardware, winches and steering systems for boats. Boat builders were 54% of net sales "
    "in fiscal 1996. It owes $8.0 million of 8.35% senior notes!"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of labels of one filing, with its text where it is looked for."""
    labels = tmp_path / "gold" / "dev"
    (tmp_path / "gold" / "src").mkdir(parents=True)
    labels.mkdir()
    shutil.copy(KESTREL, tmp_path / "gold" / "src" / "kestrel.txt")
    (labels / "kestrel.json").write_text(json.dumps({"reference": REFERENCE, "nuggets": NUGGETS}), encoding="utf-8")
    return labels


@pytest.fixture
def labelled(folder: Path) -> Gold:
    return load(folder)[0]


def written(folder: Path, text: str | bytes) -> str:
    """Write a text for the filing into a folder and return the name of the engine that tells it."""
    folder.mkdir(exist_ok=True)
    (folder / "kestrel.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    return f"texts:{folder}"


def claims_of(gold: Gold, name: str, budget: int = 512) -> tuple[Claim, ...]:
    section = item1(gold.filing)
    return writer(name, gold).compose(section, segment(section), Options(budget, engine=name))


# --- the oracle


@pytest.mark.parametrize("budget", [32, 40, 48, 64, 100, 128, 256, 512])
def test_the_oracle_says_at_least_what_any_sentence_that_fits_says(labelled: Gold, budget: int) -> None:
    count = tokenizer("tekken").count
    told = coverage(labelled.nuggets, join_claims(claims_of(labelled, "oracle", budget))).recall
    for sentence in segment(item1(labelled.filing)):
        if count(sentence.text) < budget:
            assert coverage(labelled.nuggets, sentence.text).recall <= told, sentence.text


@pytest.mark.parametrize("other", ["lead", "random", "extractive"])
@pytest.mark.parametrize("budget", [64, 128, 256])
def test_the_oracle_says_more_than_an_engine_that_does_not_know(labelled: Gold, budget: int, other: str) -> None:
    told, others = (
        coverage(labelled.nuggets, join_claims(claims_of(labelled, name, budget))).recall for name in ("oracle", other)
    )
    assert told > others


def test_the_oracle_says_all_when_there_is_room(labelled: Gold) -> None:
    assert coverage(labelled.nuggets, join_claims(claims_of(labelled, "oracle"))).missed == ()


@pytest.mark.parametrize("budget", [32, 64, 128, 512])
def test_the_oracle_says_whole_sentences_of_the_filing_within_the_budget(labelled: Gold, budget: int) -> None:
    section = item1(labelled.filing)
    claims = claims_of(labelled, "oracle", budget)
    assert tokenizer("tekken").count(join_claims(claims)) <= budget
    assert {claim.text for claim in claims} <= {sentence.text for sentence in segment(section)}
    assert [e.kind for claim in claims for e in claim.evidence] == ["verbatim"] * len(claims)
    assert [fault(section.document, claim) for claim in claims] == [None] * len(claims)
    starts = [claim.evidence[0].span.start for claim in claims]
    assert starts == sorted(set(starts))


def test_the_oracle_says_nothing_that_the_labels_do_not_want(labelled: Gold) -> None:
    claims = claims_of(labelled, "oracle")
    for i in range(len(claims)):
        rest = join_claims((*claims[:i], *claims[i + 1 :]))
        assert coverage(labelled.nuggets, rest).recall < 1, claims[i].text


def section(*sentences: str) -> Section:
    """Return a section of these sentences, a paragraph each."""
    text = "\n".join(sentences)
    starts = [sum(len(before) + 1 for before in sentences[:i]) for i in range(len(sentences))]
    blocks = (Block(start, start + len(words), "paragraph") for start, words in zip(starts, sentences, strict=True))
    return Section(Document(text, tuple(blocks)), Location(Status.EXTRACTED, "", "test", Span(0, len(text))))


LONG = "Farms, mines, towns and ships buy valves, hoses, tanks and meters from dealers, brokers, shops and sites."


@pytest.mark.parametrize(
    ("sentences", "wanted", "chosen"),
    [
        # The short one has more weight a token, but leaves no room for the long one that says nearly all.
        (("Our pumps last.", LONG), "pumps farms mines towns ships valves", (1,)),
        # Three short ones say more than a long one that says more than each of them.
        (("Our pumps last.", LONG, "Our seals last.", "Our wires last."), "pumps farms mines seals wires", (0, 2, 3)),
    ],
)
def test_the_oracle_makes_the_most_of_the_budget(
    labelled: Gold, sentences: tuple[str, ...], wanted: str, chosen: tuple[int, ...]
) -> None:
    nuggets = tuple(Nugget(word, Aspect.PRODUCTS, True, ((word,),)) for word in wanted.split())
    budget = tokenizer("tekken").count(LONG) + 1  # for the long one alone, or for all short ones
    made = section(*sentences)
    claims = writer("oracle", replace(labelled, nuggets=nuggets)).compose(made, segment(made), Options(budget))
    assert [claim.text for claim in claims] == [sentences[i] for i in chosen]


def test_labels_that_no_sentence_speaks_of_leave_the_oracle_with_nothing(labelled: Gold) -> None:
    nuggets = (Nugget("n1", Aspect.PRODUCTS, True, (("submarines",),)),)
    result = attempt(labelled.filing, Options(), writer("oracle", replace(labelled, nuggets=nuggets)))
    assert result.failure is not None
    assert result.failure.stage == "compose"
    assert "nugget" in result.failure.reason


def test_the_hash_of_the_oracle_changes_with_the_labels(folder: Path) -> None:
    before = writer("oracle", load(folder)[0]).hash
    assert writer("oracle", load(folder)[0]).hash == before
    (folder / "kestrel.json").write_text(json.dumps({"nuggets": NUGGETS[1:]}), encoding="utf-8")
    assert writer("oracle", load(folder)[0]).hash != before


# --- texts that somebody wrote


def test_the_reference_is_told_sentence_by_sentence(labelled: Gold) -> None:
    assert [claim.text for claim in claims_of(labelled, "reference")] == [
        "Kestrel Point makes deck hardware, winches and steering systems for boats.",
        "Boat builders were 54% of net sales in fiscal 1996.",
        "It owes $8.0 million of 8.35% senior notes!",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We sell pumps. Farms buy them.", ["We sell pumps.", "Farms buy them."]),
        ("  We sell pumps.\n\nFarms buy them.\n", ["We sell pumps.", "Farms buy them."]),
        ("Kestrel Inc. sells winches", ["Kestrel Inc. sells winches"]),
        ("Größere Boote – 54 % – kaufen “Winches”.", ["Größere Boote – 54 % – kaufen “Winches”."]),
    ],
)
def test_a_text_of_a_folder_is_told_sentence_by_sentence(
    labelled: Gold, tmp_path: Path, text: str, sentences: list[str]
) -> None:
    assert [claim.text for claim in claims_of(labelled, written(tmp_path / "texts", text))] == sentences


@pytest.mark.parametrize("kind", ["reference", "texts"])
def test_a_text_has_evidence_that_stands_in_the_filing(labelled: Gold, tmp_path: Path, kind: str) -> None:
    claims = claims_of(labelled, "reference" if kind == "reference" else written(tmp_path / "texts", REFERENCE))
    document = item1(labelled.filing).document
    for claim in claims:
        assert claim.evidence
        assert {evidence.kind for evidence in claim.evidence} == {"paraphrase"}
        assert [e.span.of(document.text) for e in claim.evidence] == [e.quote for e in claim.evidence]
    assert any("54% of net sales" in evidence.quote for evidence in claims[1].evidence)


@pytest.mark.parametrize(
    ("text", "grounded"),
    [
        ("Boat builders accounted for 54% of net sales in fiscal 1996.", True),
        ("Boat builders accounted for 55% of net sales in fiscal 1996.", False),
        ("Zebras quietly graze.", False),  # nothing in the filing is like it
    ],
)
def test_a_text_is_judged_like_any_other(labelled: Gold, tmp_path: Path, text: str, grounded: bool) -> None:
    (claim,) = claims_of(labelled, written(tmp_path / "texts", text))
    assert (fault(item1(labelled.filing).document, claim) is None) is grounded


def test_a_text_over_the_budget_is_told_whole_and_fails_that_check(labelled: Gold, tmp_path: Path) -> None:
    text = " ".join(sentence.text for sentence in segment(item1(labelled.filing)))
    name = written(tmp_path / "texts", text)
    result = attempt(labelled.filing, Options(512, engine=name), writer(name, labelled))
    assert result.text == text
    assert result.verdict is not None
    assert [check.name for check in result.verdict.checks if check.name == "budget" and not check.passed] == ["budget"]


def test_a_result_is_called_as_the_user_named_the_text(labelled: Gold, tmp_path: Path) -> None:
    name = written(tmp_path / "texts", REFERENCE)
    pen = writer(name, labelled)
    assert pen.name == name
    result = attempt(labelled.filing, Options(engine=name), pen)
    assert (result.provenance.engine, result.provenance.engine_hash) == (name, pen.hash)


def test_the_hash_of_a_text_is_that_of_its_words(labelled: Gold, tmp_path: Path) -> None:
    first = writer(written(tmp_path / "a", "We sell pumps."), labelled).hash
    assert first
    assert writer(written(tmp_path / "b", "We sell pumps."), labelled).hash == first
    assert writer(written(tmp_path / "c", "We sell valves."), labelled).hash != first
    assert writer("reference", labelled).hash != writer("reference", replace(labelled, reference="We sell pumps.")).hash
    assert writer("reference", replace(labelled, reference="We sell pumps.")).hash == first


# --- what cannot be told


def test_a_missing_text_is_an_error_that_names_it(labelled: Gold, tmp_path: Path) -> None:
    with pytest.raises(EvaluateError) as error:
        writer(f"texts:{tmp_path}/nowhere", labelled)
    message = str(error.value)
    assert message.startswith(f"{tmp_path}/nowhere/kestrel.txt: cannot be read")
    assert "No such file" in message
    assert message.count("kestrel.txt") == 1
    assert "\n" not in message


@pytest.mark.parametrize("raw", [b"caf\xe9 sells coffee.", b"\xff\xfeW\x00e\x00", b"\x80"])
def test_a_text_in_another_encoding_is_an_error_that_names_it(labelled: Gold, tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(EvaluateError, match=r"texts/kestrel\.txt: cannot be read: .*utf-8") as error:
        writer(written(tmp_path / "texts", raw), labelled)
    assert "\n" not in str(error.value)


def test_a_text_that_is_a_folder_is_an_error_that_names_it(labelled: Gold, tmp_path: Path) -> None:
    (tmp_path / "texts" / "kestrel.txt").mkdir(parents=True)
    with pytest.raises(EvaluateError, match=r"texts/kestrel\.txt: cannot be read"):
        writer(f"texts:{tmp_path / 'texts'}", labelled)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n"])
def test_an_empty_text_is_a_failure_that_says_so(folder: Path, tmp_path: Path, text: str) -> None:
    name = written(tmp_path / "texts", text)
    labelled = load(folder)[0]
    with pytest.raises(ComposeError, match="the text is empty"):
        claims_of(labelled, name)
    (row,) = evaluate(folder, [name]).rows
    assert (row.failure, row.recall, row.text) == ("the text is empty", 0.0, "")
    assert set(row.missed) == {nugget.id for nugget in labelled.nuggets}


def test_a_text_with_a_mark_of_its_encoding_is_read_without_it(labelled: Gold, tmp_path: Path) -> None:
    name = written(tmp_path / "texts", b"\xef\xbb\xbfWe sell winches.")
    assert [claim.text for claim in claims_of(labelled, name)] == ["We sell winches."]


@pytest.mark.parametrize("reference", ["", " \n"])
def test_labels_without_a_reference_are_an_error_that_names_them(labelled: Gold, reference: str) -> None:
    with pytest.raises(EvaluateError, match="kestrel: the labels have no reference"):
        writer("reference", replace(labelled, reference=reference))


@pytest.mark.parametrize("name", ["orcale", "Oracle", "texts", "text:folder", "", "reference "])
def test_an_unknown_name_is_an_error_that_lists_the_known_ones(folder: Path, labelled: Gold, name: str) -> None:
    for ask in (lambda: writer(name, labelled), lambda: evaluate(folder, [name])):
        with pytest.raises(OptionsError) as error:
            ask()
        assert str(error.value).startswith(f"unknown engine {name!r}")
        assert all(known in str(error.value) for known in ENGINES)


def test_an_unknown_name_is_told_which_names_only_an_evaluation_knows(labelled: Gold) -> None:
    with pytest.raises(OptionsError, match=r"oracle.*reference.*texts:FOLDER"):
        writer("orcale", labelled)


@pytest.mark.parametrize("name", ["extractive", "lead", "random"])
def test_an_engine_that_knows_nothing_is_the_one_of_that_name(labelled: Gold, name: str) -> None:
    assert writer(name, labelled).name == name


def test_an_empty_filing_is_no_matter_of_the_writer(labelled: Gold) -> None:
    result = attempt(Filing("empty.txt", b"no filing"), Options(), writer("oracle", labelled))
    assert result.failure is not None
    assert result.failure.stage in ("read", "locate")
