"""The verbs and their forms: each goes to the form with "it" and comes back, and no word is in two minds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.grammar import (
    AUXILIARIES,
    MODALS,
    PREPOSITIONS,
    VERBS,
    VERBS_OR_NOUNS,
    base,
    goes_with_it,
    is_past,
    is_present,
    is_verbal,
    singular,
)

ALL_VERBS = sorted(VERBS | VERBS_OR_NOUNS)
words = st.text() | st.text("aeiosxzchywlr", max_size=6) | st.sampled_from(ALL_VERBS)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("sell", "sells"),
        ("carry", "carries"),
        ("buy", "buys"),
        ("employ", "employs"),
        ("convey", "conveys"),
        ("supply", "supplies"),
        ("process", "processes"),
        ("access", "accesses"),
        ("furnish", "furnishes"),
        ("launch", "launches"),
        ("research", "researches"),
        ("tax", "taxes"),
        ("focus", "focuses"),
        ("lease", "leases"),
        ("analyze", "analyzes"),
        ("forgo", "forgoes"),
        ("undergo", "undergoes"),
        ("be", "is"),
        ("have", "has"),
        ("do", "does"),
        ("go", "goes"),
    ],
)
def test_the_form_that_goes_with_it(verb: str, expected: str) -> None:
    assert singular(verb) == expected
    assert base(expected) == verb
    assert is_present(verb)
    assert is_present(expected)


@pytest.mark.parametrize("verb", ALL_VERBS)
def test_every_verb_of_the_lists(verb: str) -> None:
    form = singular(verb)
    assert verb.isalpha()
    assert verb.islower()
    assert form != verb
    assert form.endswith("s")
    assert base(form) == verb
    assert base(verb) == verb
    assert is_present(verb)
    assert is_present(form)
    assert not is_past(form)


def test_no_two_verbs_share_a_form() -> None:
    assert len({singular(verb) for verb in ALL_VERBS}) == len(ALL_VERBS)


def test_the_lists_do_not_overlap() -> None:
    assert not VERBS & VERBS_OR_NOUNS
    assert not PREPOSITIONS & (VERBS | VERBS_OR_NOUNS | AUXILIARIES | MODALS)
    assert ((VERBS | VERBS_OR_NOUNS) & AUXILIARIES).issubset({"be", "have", "do"})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sells", "sell"),
        ("relies", "rely"),
        ("markets", "market"),
        ("is", "be"),
        ("are", "be"),
        ("am", "be"),
        ("was", "was"),  # another tense
        ("were", "was"),
        ("pumps", "pumps"),
        ("sold", "sold"),
        ("Sells", "Sells"),
        ("", ""),
    ],
)
def test_the_base_of_a_form(word: str, expected: str) -> None:
    assert base(word) == expected


@pytest.mark.parametrize("word", ["sell", "sells", "market", "markets", "have", "has", "be", "is", "relies"])
def test_a_present_form(word: str) -> None:
    assert is_present(word)


@pytest.mark.parametrize("word", ["pump", "pumps", "sold", "selling", "the", "of", "will", "", "SELL", "12"])
def test_no_present_form(word: str) -> None:
    assert not is_present(word)


@pytest.mark.parametrize(
    "word", ["sold", "founded", "was", "were", "had", "did", "built", "grew", "relied", "used", "led", "ran", "added"]
)
def test_a_past_form(word: str) -> None:
    assert is_past(word)


@pytest.mark.parametrize(
    "word",
    ["sell", "sells", "selling", "need", "feed", "speed", "exceed", "proceed", "succeed", "embed", "breed", "red"],
)
def test_no_past_form(word: str) -> None:
    assert not is_past(word)


@pytest.mark.parametrize("word", ["sold", "located", "selling", "relies", "rely", "is", "have", "would", "known"])
def test_a_form_that_wants_a_complement(word: str) -> None:
    assert is_verbal(word)


@pytest.mark.parametrize("word", ["pump", "markets", "red", "king", "ring", "the", "of", "during", "", "12"])
def test_no_form_that_wants_a_complement(word: str) -> None:
    assert not is_verbal(word)


@pytest.mark.parametrize("word", ["sells", "sold", "is", "was", "has", "had", "does", "may", "will", "cannot"])
def test_a_verb_of_it(word: str) -> None:
    assert goes_with_it(word)


@pytest.mark.parametrize("word", ["sell", "are", "were", "have", "do", "been", "culture", "and", "no", "of", ""])
def test_no_verb_of_it(word: str) -> None:
    assert not goes_with_it(word)


@given(word=words)
def test_any_word_has_an_answer(word: str) -> None:
    assert base(base(word)) in (base(word), "was")
    assert isinstance(singular(word), str)
    assert {is_present(word), is_past(word), is_verbal(word)} <= {True, False}
    assert not is_present(word) or base(word) in VERBS | VERBS_OR_NOUNS
