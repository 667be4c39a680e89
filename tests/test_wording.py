"""Words that say the same, words that say the contrary, and names of places."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import HOSTILE

from itemone.verify.wording import canonical, contraries, is_place, same_name, terms

LIMIT = 4.0  # seconds, on a machine that does something else too


def words(text: str) -> list[str]:
    return [term.canonical for term in terms(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bought", "acquires"),
        ("customers", "clients"),
        ("largest", "biggest"),
        ("sold", "sells"),
        ("makers", "manufacturer"),
        ("leased", "rents"),
        ("principally", "mainly"),
    ],
)
def test_words_that_say_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("fixed", "variable"), ("longer", "long"), ("buy", "sell"), ("rent", "own"), ("farm", "town")]
)
def test_words_that_do_not(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("fixed", "variable"), ("increased", "falling"), ("owned", "leases"), ("minority", "majority")]
)
def test_contraries_are_so_both_ways(one: str, other: str) -> None:
    assert canonical(other) in contraries(canonical(one))
    assert canonical(one) in contraries(canonical(other))


@pytest.mark.parametrize("word", ["pump", "zebra", "", "the"])
def test_most_words_have_no_contrary(word: str) -> None:
    assert contraries(canonical(word)) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pumps of the company", ["pump"]),
        ("Sales in the U.S. and the United States", ["sell", "united states", "united states"]),
        ("They sold us pumps", ["sell", "pump"]),
        ("AT&T and R&D", ["at&t", "r&d"]),
        ("Norvik’s solar-powered pumps", ["norvik", "solar", "power", "pump"]),
        ("Part A of the plan", ["part", "a", "plan"]),
        ("", []),
        ("1,234 and 5.6%", []),
    ],
)
def test_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == [canonical(word) if word != "united states" else word for word in expected]


@pytest.mark.parametrize("word", "Iowa Brazil Brazilian Canada Canadian Japanese Midwest European German U.S.".split())
def test_places(word: str) -> None:
    assert all(map(is_place, words(f"the {word}")))


@pytest.mark.parametrize("word", "Norvik Caldera Fernhollow Board Internet pump".split())
def test_what_is_no_place(word: str) -> None:
    assert not any(map(is_place, words(f"the {word}")))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Norvik", "Norvik's", True),
        ("Brazil", "Brazilian", True),
        ("Canadian", "Canada", True),
        ("Japan", "Japanese", True),
        ("Caldera", "Calder", False),
        ("Norvik", "Wellspring", False),
        ("Norvik", "Norvik Supply", False),
    ],
)
def test_two_writings_of_a_name(one: str, other: str, expected: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is expected


def test_a_letter_that_grows_in_lower_case_shifts_nothing() -> None:
    text = "\u0130\u0130\u0130 Norvik sells pumps"
    assert [text[term.start :].split(maxsplit=1)[0] for term in terms(text)] == ["Norvik", "sells", "pumps"]
    assert [term.capital for term in terms(text)] == [True, False, False]


@given(st.text(max_size=200))
def test_any_text_has_terms_in_order(text: str) -> None:
    found = terms(text)
    assert [term.start for term in found] == sorted(term.start for term in found)
    assert all(0 <= term.start < len(text) and term.canonical for term in found)
    assert all(is_place(term.canonical) in {True, False} for term in found)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_soon_read(text: str) -> None:
    start = perf_counter()
    assert len(terms(text)) <= len(text)
    assert perf_counter() - start < LIMIT
