"""The weights of the embedded engine: one small file of finite numbers, and a hash that names them."""

from __future__ import annotations

import hashlib
import json
import math
from importlib.resources import files

import pytest
from conftest import EXAMPLE

from itemone.engines.limbs import features, limbs
from itemone.engines.model import Model, model, parse
from itemone.engines.reading import Reading, shared_features, term_of
from itemone.pipeline import item1
from itemone.segment import segment

RAW = files("itemone.engines").joinpath("model.json").read_bytes()
PARTS = ("plain", "shared", "context", "lexicon", "terms", "limbs")
SMALL = {"plain": {"pumps": 120}, "shared": {}, "context": {}, "lexicon": {"pump": [3, 1500]}, "terms": {}, "limbs": {}}


def raw(**changes: object) -> bytes:
    return json.dumps(SMALL | changes).encode()


def test_the_file_is_the_only_data_beside_the_engines_and_is_small() -> None:
    folder = files("itemone.engines")
    sizes = {i.name: len(i.read_bytes()) for i in folder.iterdir() if i.is_file() and not i.name.endswith(".py")}
    assert list(sizes) == ["model.json"]
    assert 0 < sizes["model.json"] < 8_000_000


def test_the_file_holds_the_parts_of_a_model_and_nothing_else() -> None:
    assert sorted(json.loads(RAW)) == sorted(PARTS)
    assert RAW.isascii() or RAW.decode("utf-8")
    assert RAW.endswith(b"\n")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_has_names_and_finite_weights(part: str) -> None:
    learned = getattr(model(), part)
    assert len(learned) > 10
    assert all(isinstance(name, str) and name.strip() for name in learned)
    numbers = [n for weight in learned.values() for n in (weight if isinstance(weight, tuple) else (weight,))]
    assert all(math.isfinite(number) and abs(number) < 10**7 for number in numbers)


@pytest.mark.parametrize("part", ["plain", "shared", "limbs"])
def test_weights_that_are_summed_over_a_set_are_whole(part: str) -> None:
    assert {type(weight) for weight in getattr(model(), part).values()} == {int}


def test_no_sum_of_weights_is_too_large_for_a_probability() -> None:
    for part in (model().plain, model().limbs):
        for sign in (1, -1):
            assert sum(abs(weight) for weight in part.values() if weight * sign > 0) < 700_000


def test_the_lexicon_counts_filings_and_how_much_was_kept() -> None:
    for term, (standing, kept) in model().lexicon.items():
        assert term == term_of(term) or term_of(term), term
        assert standing >= 1
        assert 0 <= kept <= 1000 * standing


def test_each_weight_is_of_a_feature_that_is_computed() -> None:
    found = item1(EXAMPLE)
    reading = Reading(found, segment(found), model())
    term = next(iter(reading.terms[0]))
    assert set(model().context) == {"bias:", *(name for name, _ in reading.context(0))}
    assert set(model().terms) == {"bias:", *(name for name, _ in reading.term_features(term))}


def test_the_model_knows_of_the_features_of_a_text() -> None:
    found = item1(EXAMPLE)
    sentences = segment(found)
    reading = Reading(found, sentences, model())
    plain = {name for index in range(len(sentences)) for name in reading.plain(index)}
    shared = {name for words in reading.words for name in shared_features(words)}
    parts = {name for s in sentences for limb in limbs(s.text) for name in features(s.text, limb, reading.worth)}
    assert len(plain & set(model().plain)) > len(plain) / 4
    assert len(shared & set(model().shared)) > len(shared) / 20
    assert len(parts & set(model().limbs)) > len(parts) / 8


# --- reading the file


def test_the_weights_are_read_once() -> None:
    assert model() is model()
    assert model() == parse(RAW)


def test_the_hash_is_that_of_the_file() -> None:
    assert len(model().digest) >= 16
    assert hashlib.sha256(RAW).hexdigest().startswith(model().digest)


def test_a_file_is_read_as_it_is() -> None:
    made = parse(raw())
    assert made == Model({"pumps": 120}, {}, {}, {"pump": (3, 1500)}, {}, {}, made.digest)


def test_other_weights_have_another_hash() -> None:
    hashes = {parse(data).digest for data in (raw(), raw(plain={"pumps": 121}), raw(plain={}), raw(terms={"a": 1}))}
    assert len(hashes) == 4
    assert parse(raw()).digest == parse(raw()).digest


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"lexicon": {}, "wheels": {}}', b"\xff\xfe"])
def test_what_is_no_model_is_an_error(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        parse(data)
