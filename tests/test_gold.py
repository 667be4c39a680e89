"""Labelled filings are loaded as they are written; a label that cannot be used says what is wrong with it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLE, FILINGS, LABELS

from itemone.acquire import acquire
from itemone.data import Aspect
from itemone.errors import AcquireError, EvaluateError
from itemone.evaluate.gold import Gold, LabelledClaim, digest_of, load
from itemone.evaluate.nuggets import Nugget, coverage, covers, fold
from itemone.pipeline import item1
from itemone.tokens import tokenizer

Labels = dict[str, Any]

NAME = "kestrel-1996"
KESTREL = FILINGS / f"{NAME}.txt"
TEXT = "The Company sells pumps to farms through dealers."
LABEL: Labels = {
    "reference": "Pumps are sold to farms.",
    "nuggets": [
        {"id": "n1", "facet": "products", "importance": "vital", "fact": "Sells pumps.", "keys": [["pump*", "well*"]]},
        {"id": "n2", "facet": "customers", "importance": "okay", "keys": [["farm*"], ["sell*", "buy"]]},
    ],
    "claims": [
        {"id": "c1", "label": "supported", "text": "Farms buy pumps."},
        {"id": "c2", "label": "unsupported", "type": "entity", "text": "Towns buy pumps."},
        {"id": "c3", "label": "unsupported", "text": "Farms buy wells."},
    ],
}


def written(folder: Path, label: object = LABEL, text: str = TEXT, name: str = "pumps") -> Path:
    """Write a labelled filing into a folder and return the folder of its label."""
    for kind, suffix, content in (("dev", "json", label), ("src", "txt", text)):
        (folder / kind).mkdir(exist_ok=True)
        made = content if isinstance(content, str) else json.dumps(content)
        (folder / kind / f"{name}.{suffix}").write_text(made, encoding="utf-8")
    return folder / "dev"


def only(folder: Path) -> Gold:
    (gold,) = load(folder)
    return gold


# --- what is loaded


def test_all_fields_are_those_of_the_label(tmp_path: Path) -> None:
    gold = only(written(tmp_path))
    assert gold.name == "pumps"
    assert gold.filing == acquire(tmp_path / "src" / "pumps.txt")
    assert gold.reference == "Pumps are sold to farms."
    assert gold.nuggets == (
        Nugget("n1", Aspect.PRODUCTS, True, (("pump*", "well*"),), "Sells pumps."),
        Nugget("n2", Aspect.CUSTOMERS, False, (("farm*",), ("sell*", "buy"))),
    )
    assert gold.claims == (
        LabelledClaim("c1", "Farms buy pumps.", True),
        LabelledClaim("c2", "Towns buy pumps.", False, "entity"),
        LabelledClaim("c3", "Farms buy wells.", False, "unnamed"),
    )


def test_a_label_may_lack_claims_and_reference(tmp_path: Path) -> None:
    gold = only(written(tmp_path, {"nuggets": LABEL["nuggets"]}))
    assert (gold.claims, gold.reference) == ((), "")


def test_the_type_of_a_true_claim_is_not_kept(tmp_path: Path) -> None:
    claim = {"id": "c1", "label": "supported", "type": "number", "text": "Farms buy pumps."}
    assert only(written(tmp_path, {**LABEL, "claims": [claim]})).claims[0].fault is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_label_is_json_in_any_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    folder = written(tmp_path)
    label = json.dumps({**LABEL, "reference": "“Wellspring”"}, ensure_ascii=False)
    (folder / "pumps.json").write_text(label, encoding=encoding)
    assert only(folder).reference == "“Wellspring”"


def test_filings_come_by_name_and_other_files_are_left_alone(gold: Path) -> None:
    (gold / "README.md").write_text("notes")
    (gold / "older").mkdir()
    assert [one.name for one in load(gold)] == ["brightwater-2024", NAME]


@pytest.mark.parametrize(
    ("label", "place"),
    [
        pytest.param("gold/dev", "gold/src", id="in ../src"),
        pytest.param("gold", "gold/src", id="in src"),
        pytest.param("gold", "gold", id="beside the label"),
        pytest.param("reports/gold", "reports", id="one above"),
    ],
)
def test_the_filing_of_a_label_is_found(tmp_path: Path, label: str, place: str) -> None:
    for folder, file in ((label, LABELS[1]), (place, KESTREL)):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, tmp_path / folder)
    assert only(tmp_path / label).filing == acquire(tmp_path / place / KESTREL.name)


def test_the_labels_of_the_example_need_no_copy_of_it() -> None:
    assert only(LABELS[0].parent).filing == acquire(EXAMPLE)


@pytest.mark.parametrize("suffix", [".txt", ".htm", ".html", ".txt.gz", ".htm.gz", ".html.gz"])
def test_a_filing_is_any_file_that_can_be_summarised(tmp_path: Path, suffix: str) -> None:
    folder = written(tmp_path)
    (tmp_path / "src" / "pumps.txt").unlink()
    raw = TEXT.encode()
    (tmp_path / "src" / f"pumps{suffix}").write_bytes(gzip.compress(raw) if suffix.endswith(".gz") else raw)
    assert only(folder).filing.raw == raw


def test_the_source_folder_comes_before_a_file_beside_the_label(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "pumps.txt").write_text("Something else.")
    assert only(folder).filing.raw == TEXT.encode()


def test_a_folder_of_the_name_of_a_filing_is_no_filing(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (tmp_path / "src" / "pumps.txt").rename(folder / "pumps.txt")
    (tmp_path / "src" / "pumps.txt").mkdir()
    assert only(folder).filing.raw == TEXT.encode()


# --- digests


def test_a_digest_is_the_same_each_time(gold: Path) -> None:
    assert load(gold) == load(gold)
    assert digest_of(load(gold)) == digest_of(load(gold))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("dev/kestrel-1996.json", '"vital"', '"okay"', id="an importance"),
        pytest.param("dev/kestrel-1996.json", "winch*", "winches", id="a key"),
        pytest.param("dev/kestrel-1996.json", "8.7%", "8.8%", id="a claim"),
        pytest.param("src/kestrel-1996.txt", "54%", "55%", id="the text"),
    ],
)
def test_a_digest_changes_with_label_and_text(gold: Path, file: str, old: str, new: str) -> None:
    before = load(gold)
    path = gold.parent / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    after = load(gold)
    assert [one.digest == other.digest for one, other in zip(before, after, strict=True)] == [True, False]
    assert digest_of(before) != digest_of(after)


def test_a_digest_of_filings_is_not_one_of_their_order(gold: Path) -> None:
    both = load(gold)
    assert digest_of(both) == digest_of(both[::-1])
    assert len({digest_of(both), digest_of(both[:1]), digest_of(both[1:]), digest_of(())}) == 4


def test_a_digest_is_of_fixed_length(gold: Path) -> None:
    assert len(digest_of(load(gold))) == 16
    assert {len(one.digest) for one in load(gold)} == {64}


# --- what is no label

# Words of Python that say nothing to the writer of a label.
JARGON = ("NoneType", "indices", "iterable", "subscriptable", "has no attribute", "unhashable", "a valid Aspect")


def with_nugget(**fields: object) -> Labels:
    return {**LABEL, "nuggets": [{**LABEL["nuggets"][0], **fields}]}


def with_claim(**fields: object) -> Labels:
    return {**LABEL, "claims": [{**LABEL["claims"][1], **fields}]}


def without(part: str, field: str) -> Labels:
    return {**LABEL, part: [{name: value for name, value in LABEL[part][0].items() if name != field}]}


def refused(folder: Path) -> str:
    """Return what is said of the label of a folder: one line that names the label, without jargon."""
    with pytest.raises(EvaluateError) as caught:
        load(folder)
    path, _, message = str(caught.value).partition("pumps.json: ")
    assert path == f"{folder}{os.sep}"
    assert message.isprintable()
    assert [word for word in JARGON if word in message] == []
    return message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "no JSON", id="empty"),
        pytest.param("{", "no JSON", id="cut short"),
        pytest.param("reference: pumps", "no JSON", id="another format"),
        pytest.param('{"nuggets":' + "1" * 5_000 + "}", "no JSON", id="a number of 5,000 digits"),
        pytest.param("[" * 100_000, "JSON", id="too deep"),
        pytest.param('{"nuggets":' * 100_000, "JSON", id="objects too deep"),
    ],
)
def test_what_is_no_json_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(written(tmp_path, text))


def test_a_label_in_bytes_of_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "pumps.json").write_bytes(b'{"reference": "caf\xe9"}')
    assert "no JSON" in refused(folder)


def test_a_label_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "pumps.json").unlink()
    (folder / "pumps.json").mkdir()
    assert "cannot be read" in refused(folder)


@pytest.mark.parametrize(
    "label", [[], [LABEL], None, 5, '"pumps"'], ids=["empty list", "list", "null", "number", "text"]
)
def test_json_that_is_no_object_is_refused(tmp_path: Path, label: object) -> None:
    assert "no label" in refused(written(tmp_path, label))


@pytest.mark.parametrize(
    ("label", "said"),
    [
        pytest.param({"reference": "Pumps."}, "nuggets", id="no nuggets"),
        pytest.param({**LABEL, "nuggets": []}, "nuggets", id="an empty list of nuggets"),
        pytest.param({**LABEL, "nuggets": None}, "nuggets", id="null for nuggets"),
        pytest.param({**LABEL, "nuggets": {"n1": {}}}, "nugget", id="an object of nuggets"),
        pytest.param({**LABEL, "nuggets": "pumps"}, "nugget", id="a text for nuggets"),
        pytest.param({**LABEL, "nuggets": [None]}, "nugget", id="a nugget that is null"),
        pytest.param({**LABEL, "nuggets": [["n1"]]}, "nugget", id="a nugget that is a list"),
        pytest.param({**LABEL, "nuggets": LABEL["nuggets"][:1] * 2}, "n1", id="two nuggets of one id"),
        pytest.param(without("nuggets", "id"), "'id'", id="a nugget without id"),
        pytest.param(without("nuggets", "facet"), "'facet'", id="a nugget without facet"),
        pytest.param(without("nuggets", "importance"), "'importance'", id="a nugget without importance"),
        pytest.param(without("nuggets", "keys"), "'keys'", id="a nugget without keys"),
        pytest.param(with_nugget(id=5), "5", id="a nugget whose id is a number"),
        pytest.param(with_nugget(id=" "), "'id' is empty", id="a nugget whose id is blank"),
        pytest.param(with_nugget(facet="profit"), "profit", id="an unknown facet"),
        pytest.param(with_nugget(facet="Products"), "Products", id="a facet in capitals"),
        pytest.param(with_nugget(facet=[]), "[]", id="a facet that is a list"),
        pytest.param(with_nugget(facet=None), "revenue, financing, found null", id="a facet that is null"),
        pytest.param(with_nugget(importance="must"), 'vital, okay, found "must"', id="an unknown importance"),
        pytest.param(with_nugget(importance=None), "vital, okay, found null", id="an importance that is null"),
        pytest.param(with_nugget(keys=[]), "'keys'", id="an empty list of keys"),
        pytest.param(with_nugget(keys=[["pump*"], []]), "'keys'", id="an empty group of keys"),
        pytest.param(with_nugget(keys=None), "keys", id="null for keys"),
        pytest.param(with_nugget(keys="pump"), "pump", id="a text for keys"),
        pytest.param(with_nugget(keys=["pump"]), "pump", id="a text for a group of keys"),
        pytest.param(with_nugget(keys={"pump": 1}), "pump", id="an object for keys"),
        pytest.param(with_nugget(keys=[5]), "5", id="a number for a group of keys"),
        pytest.param(with_nugget(keys=[[5]]), "5", id="a key that is a number"),
        pytest.param(with_nugget(keys=[[" "]]), '[[" "]]', id="a blank key"),
        pytest.param(with_nugget(keys=[["*"]]), "*", id="a key that any text holds"),
        pytest.param(with_nugget(keys=[["®"]]), "®", id="a key that nothing is left of"),
        pytest.param(with_nugget(fact=["pumps"]), "fact", id="a fact that is a list"),
        pytest.param({**LABEL, "reference": None}, "reference", id="a reference that is null"),
        pytest.param({**LABEL, "reference": ["Pumps."]}, "reference", id="a reference that is a list"),
        pytest.param(
            {**LABEL, "reference": "\ud800 pumps."}, "half a character", id="half a character in the reference"
        ),
        pytest.param({**LABEL, "claims": None}, "claims", id="null for claims"),
        pytest.param({**LABEL, "claims": "pumps"}, "claim", id="a text for claims"),
        pytest.param({**LABEL, "claims": [None]}, "claim", id="a claim that is null"),
        pytest.param(without("claims", "id"), "'id'", id="a claim without id"),
        pytest.param(without("claims", "label"), "'label'", id="a claim without label"),
        pytest.param(without("claims", "text"), "'text'", id="a claim without text"),
        pytest.param(with_claim(id=5), "5", id="a claim whose id is a number"),
        pytest.param(with_claim(text=""), "'text' is empty", id="an empty claim"),
        pytest.param(with_claim(text="Half \ud800 a pump."), "half a character", id="half a character in a claim"),
        pytest.param(with_claim(label="true"), 'supported, unsupported, found "true"', id="a label that is neither"),
        pytest.param(with_claim(label=None), "supported, unsupported, found null", id="a label that is null"),
        pytest.param(with_claim(label=True), "supported, unsupported, found true", id="a label that is true"),
        pytest.param(with_claim(type=5), "5", id="a type that is a number"),
        pytest.param(with_claim(type=["number"]), "type", id="a type that is a list"),
        pytest.param(with_claim(type="supported"), "type", id="a false claim of the type supported"),
    ],
)
def test_a_label_of_another_form_is_refused(tmp_path: Path, label: Labels, said: str) -> None:
    assert said in refused(written(tmp_path, label))


def test_one_bad_label_among_good_ones_is_named(gold: Path) -> None:
    (gold / "alder.json").write_text("{")
    with pytest.raises(EvaluateError, match=r"alder\.json: is no JSON"):
        load(gold)


# --- what is not there


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match=r"nowhere: is no folder; give one that holds NAME\.json"):
        load(tmp_path / "nowhere")


def test_a_label_in_the_place_of_the_folder_is_named() -> None:
    with pytest.raises(EvaluateError, match=r"kestrel-1996\.json: is no folder; give one that holds NAME\.json"):
        load(LABELS[1])


def test_a_folder_without_labels_is_named(gold: Path) -> None:
    with pytest.raises(EvaluateError, match=r"src: holds no NAME\.json; give the folder of the labels"):
        load(gold.parent / "src")


def test_a_missing_filing_is_named_with_the_places_where_it_could_be(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (tmp_path / "src" / "pumps.txt").unlink()
    message = refused(folder)
    assert message.startswith("its filing is missing; looked for ")
    assert "pumps.txt" in message
    assert f"{tmp_path / 'src'}, {folder / 'src'}, {folder}, {tmp_path}" in message


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda raw: b"", "is empty", id="empty"),
        pytest.param(lambda raw: b"%PDF-1.7" + raw, "PDF", id="a PDF"),
        pytest.param(lambda raw: b"\x00\x01\x02" * 1_000, "binary", id="binary"),
        pytest.param(lambda raw: gzip.compress(raw)[:-20], "gzipped", id="gzipped and cut short"),
    ],
)
def test_a_text_that_cannot_be_read_is_named(gold: Path, spoil: Callable[[bytes], bytes], said: str) -> None:
    path = gold.parent / "src" / KESTREL.name
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(AcquireError, match=said) as caught:
        load(gold)
    assert str(path) in str(caught.value)


# --- the labels of the invented filings

every_label = pytest.mark.parametrize("name", [path.stem for path in LABELS])


@pytest.fixture
def labelled(gold: Path, name: str) -> tuple[Gold, Labels, str]:
    """Return a labelled filing, its label as it is written, and the folded text of its Item 1."""
    loaded = next(one for one in load(gold) if one.name == name)
    return loaded, json.loads((gold / f"{name}.json").read_text(encoding="utf-8")), fold(item1(loaded.filing).text)


@every_label
def test_the_evidence_of_a_label_stands_in_its_filing(labelled: tuple[Gold, Labels, str]) -> None:
    _, label, source = labelled
    quotes = [quote for part in ("nuggets", "claims") for one in label[part] for quote in one["evidence"]]
    assert len(quotes) >= 20
    assert [quote for quote in quotes if fold(quote) not in source] == []


@every_label
def test_a_nugget_is_covered_by_its_own_evidence_and_by_the_filing(labelled: tuple[Gold, Labels, str]) -> None:
    gold, label, source = labelled
    for nugget, data in zip(gold.nuggets, label["nuggets"], strict=True):
        assert covers(nugget, fold(" ".join(data["evidence"]))), nugget
        assert covers(nugget, source), nugget


@every_label
def test_a_reference_says_what_is_vital_within_the_budget(labelled: tuple[Gold, Labels, str]) -> None:
    gold, _, source = labelled
    covered = coverage(gold.nuggets, gold.reference)
    assert covered.vital == 1
    assert set(covered.aspects) == set(Aspect)
    assert tokenizer("tekken").count(gold.reference) <= 512
    assert fold(gold.reference) not in source


@every_label
def test_true_claims_are_no_quotes_and_false_ones_are_each_of_another_type(labelled: tuple[Gold, Labels, str]) -> None:
    gold, _, source = labelled
    assert [claim.text for claim in gold.claims if fold(claim.text) in source] == []
    faults = [claim.fault for claim in gold.claims if not claim.supported]
    assert len(set(faults)) == len(faults) == len(gold.claims) / 2
    assert {"number", "entity", "negation", "scale"} <= set(faults)


def test_all_labels_of_real_filings_are_loaded(shared: Path) -> None:
    golds = load(shared / "gold" / "dev")
    assert len(golds) == 25
    for gold in golds:
        assert len(gold.nuggets) >= 15, gold.name
        assert [claim.supported for claim in gold.claims].count(True) == len(gold.claims) / 2 == 8, gold.name
        assert set(coverage(gold.nuggets, gold.reference).aspects) == set(Aspect), gold.name
