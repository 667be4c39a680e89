"""The nouns keep what they promise: spans are real, nothing changes, and JSON gives back what it got."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import options, results

from itemone import data
from itemone.data import (
    SCHEMA_VERSION,
    Check,
    Claim,
    Evidence,
    Failure,
    Filing,
    Identity,
    Location,
    Options,
    Provenance,
    Result,
    Section,
    Sentence,
    Span,
    Status,
    Summary,
    Verdict,
)

RESULT = Result(Identity("a.htm"), Provenance("1", "e", None, None, Options(), "k"), failure=Failure("read", "no"))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (6, 5), (-1, 5), (-2, -1), (0, -1)])
def test_a_span_that_covers_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@given(text=st.text(min_size=1), drawn=st.data())
def test_a_span_gives_its_characters(text: str, drawn: st.DataObject) -> None:
    start = drawn.draw(st.integers(0, len(text) - 1))
    end = drawn.draw(st.integers(start + 1, len(text)))
    assert Span(start, end).of(text) == text[start:end]


def test_spans_are_ordered_by_place() -> None:
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(3, 4)]


@given(result=results)
def test_json_gives_back_the_result(result: Result) -> None:
    written = json.dumps(result.to_dict(), allow_nan=False)
    assert Result.from_dict(json.loads(written)) == result


def plain(value: object) -> bool:
    """Tell whether a value is made of JSON's own types alone, not of classes derived from them."""
    if type(value) is dict:
        return all(type(key) is str and plain(item) for key, item in value.items())
    if type(value) is list:
        return all(map(plain, value))
    return value is None or type(value) in (str, int, float, bool)


def inner(value: object) -> object:
    """Return the value with tuples as lists: JSON writes both alike."""
    if isinstance(value, dict):
        return {key: inner(item) for key, item in value.items()}
    return [inner(item) for item in value] if isinstance(value, list | tuple) else value


@given(result=results)
def test_the_dict_is_made_of_plain_types(result: Result) -> None:
    assert plain(inner(result.to_dict()))


def test_the_dict_has_the_documented_keys() -> None:
    whole = Result(
        Identity("a.htm"),
        RESULT.provenance,
        Location(Status.EXTRACTED, "found", "item_heading", Span(1, 2)),
        Summary((Claim("A.", (Evidence(Span(1, 2), "A", "verbatim"),)),), "extractive", "tekken", 2),
        verdict=Verdict((Check("budget", passed=True),)),
    ).to_dict()
    assert set(whole) >= {
        *("schema_version", "filing", "section", "summary", "aspects", "verdict", "failure", "provenance"),
    }
    assert set(whole["filing"]) >= {"ref", "company", "cik", "form", "period", "filed", "url", "sha256"}
    assert set(whole["section"]) >= {"status", "reason", "start", "end", "found_by"}
    assert set(whole["summary"]) >= {"text", "tokens", "tokenizer", "engine", "claims"}
    assert set(whole["summary"]["claims"][0]) >= {"text", "aspects", "evidence"}
    assert set(whole["summary"]["claims"][0]["evidence"][0]) >= {"start", "end", "quote", "kind"}
    assert set(whole["verdict"]) >= {"passed", "checks"}
    assert set(whole["verdict"]["checks"][0]) >= {"name", "passed", "value", "limit", "detail"}
    assert whole["failure"] is None
    assert set(RESULT.to_dict()["failure"]) >= {"stage", "reason"}


@pytest.mark.parametrize("version", [None, 0, SCHEMA_VERSION + 1, str(SCHEMA_VERSION)])
def test_another_schema_version_is_refused(version: object) -> None:
    with pytest.raises(ValueError, match="schema_version"):
        Result.from_dict(RESULT.to_dict() | {"schema_version": version})


def test_no_schema_version_is_refused() -> None:
    with pytest.raises(ValueError, match="schema_version"):
        Result.from_dict({})


def test_the_key_of_options_is_stable() -> None:
    # Results are stored by this key: another value makes every stored result a stranger.
    assert Options().key == Options(512, "tekken", "extractive").key == "de137a20b7023565"


@given(one=options, other=options)
def test_equal_options_have_equal_keys_and_no_others(one: Options, other: Options) -> None:
    assert (one.key == other.key) == (one == other)


@pytest.mark.parametrize("other", [Options(budget=511), Options(tokenizer="x"), Options(engine="x")])
def test_every_option_changes_the_key(other: Options) -> None:
    assert other.key != Options().key


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [((), True), ((True,), True), ((True, True), True), ((True, False), False), ((False,), False)],
)
def test_a_verdict_passes_when_every_check_does(outcomes: tuple[bool, ...], expected: bool) -> None:
    assert Verdict(tuple(Check("c", outcome) for outcome in outcomes)).passed is expected


def test_a_summary_is_its_claims_as_one_paragraph() -> None:
    assert Summary((Claim("One.", ()), Claim("Two.", ())), "e", "t", 4).text == "One. Two."
    assert RESULT.text == ""


def test_identity_holds_the_sha256_of_the_bytes() -> None:
    identity = Filing("a.htm", b"abc", company="A").identity
    assert identity.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (identity.ref, identity.company) == ("a.htm", "A")


NOUNS = [noun for noun in vars(data).values() if isinstance(noun, type) and is_dataclass(noun)]


def test_all_nouns_are_looked_at() -> None:
    assert {Span, Filing, Section, Sentence, Summary, Result} <= set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_nouns_are_frozen_and_have_slots(noun: Any) -> None:
    assert "__slots__" in vars(noun)
    blank = object.__new__(noun)
    with pytest.raises(FrozenInstanceError):
        setattr(blank, fields(noun)[0].name, None)
