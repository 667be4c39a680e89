"""Choosing keeps the budget, says a thing once, and tells what leans on a sentence only behind that sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.data import Aspect
from itemone.engines.choose import Candidate, _Told, choose


def candidate(
    index: int,
    terms: str,
    tokens: int = 10,
    *,
    worth: float = 0.5,
    salience: float = 0.5,
    share: float = 1.0,
    aspect: Aspect | None = None,
    leans_on: str = "",
) -> Candidate:
    """Return a wording that says these terms, each worth the same."""
    worths = tuple((term, worth) for term in sorted(terms.split()))
    return Candidate(index, f"{terms}.", tokens, salience, share, worths, aspect, leans_on)


def indexes(chosen: Sequence[Candidate]) -> list[int]:
    return [candidate.index for candidate in chosen]


# --- by hand


def test_of_nothing_nothing_is_chosen() -> None:
    assert choose([], 512, []) == []


@pytest.mark.parametrize("budget", [0, 9])
def test_what_does_not_fit_is_not_chosen(budget: int) -> None:
    pump = candidate(0, "pump farm", 10)
    assert choose([pump], budget, []) == []
    assert choose([pump], budget, [pump]) == []


def test_a_budget_is_used_to_its_last_token() -> None:
    pool = [candidate(0, "pump farm", 10), candidate(1, "valve town", 10)]
    assert len(choose(pool, 20, [])) == 2
    assert len(choose(pool, 19, [])) == 1


def test_a_shorter_one_fills_the_room_that_a_better_one_leaves() -> None:
    pool = [candidate(0, "pump farm well", 10), candidate(1, "valve town dealer", 10), candidate(2, "hose", 5)]
    assert sorted(indexes(choose(pool, 15, []))) == [0, 2]


def test_of_two_alike_the_first_in_the_filing_is_chosen() -> None:
    pool = [candidate(4, "valve town"), candidate(3, "pump farm")]
    assert indexes(choose(pool, 10, [])) == [3]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (candidate(1, "pump farm", worth=0.9), candidate(0, "valve town", worth=0.1)),
        (candidate(1, "pump farm", salience=0.9), candidate(0, "valve town", salience=0.1)),
        (candidate(1, "pump farm", 10), candidate(0, "valve town", 20)),
        (candidate(1, "pump farm", share=1.0), candidate(0, "valve town", share=0.4)),
        (candidate(1, "pump farm dealer"), candidate(0, "valve town")),
    ],
)
def test_the_better_of_two_is_chosen_first(better: Candidate, worse: Candidate) -> None:
    assert choose([worse, better], 100, [])[0] == better


def test_one_wording_of_a_sentence_is_chosen() -> None:
    pool = [candidate(0, "pump farm well", 20), candidate(0, "pump farm", 8), candidate(0, "pump", 4)]
    assert len(choose(pool, 512, [])) == 1


def test_the_shorter_wording_is_chosen_when_only_that_fits() -> None:
    pool = [candidate(0, "pump farm well", 20), candidate(0, "pump farm", 8)]
    assert [c.tokens for c in choose(pool, 12, [])] == [8]


def test_what_has_been_said_is_not_said_again() -> None:
    pool = [candidate(0, "pump farm well", salience=0.9), candidate(1, "pump farm well"), candidate(2, "valve town")]
    assert indexes(choose(pool, 20, [])) == [0, 2]


def test_what_has_been_said_is_not_said_again_when_there_is_room() -> None:
    pool = [candidate(0, "pump farm well", salience=0.9), candidate(1, "pump farm well"), candidate(2, "valve town")]
    assert indexes(choose(pool, 512, [])) == [0, 2]


def test_an_aspect_that_has_not_been_told_comes_before_one_that_has() -> None:
    pool = [
        candidate(0, "pump farm", salience=0.9, aspect=Aspect.PRODUCTS),
        candidate(1, "valve town", aspect=Aspect.PRODUCTS),
        candidate(2, "loan bank", aspect=Aspect.FINANCING),
    ]
    assert indexes(choose(pool, 512, [])) == [0, 2, 1]


def test_without_coverage_what_has_been_said_may_be_said_again() -> None:
    pool = [candidate(0, "pump farm", salience=0.9), candidate(1, "pump farm", salience=0.8), candidate(2, "valve")]
    assert indexes(choose(pool, 20, [], coverage=False)) == [0, 1]
    assert indexes(choose(pool, 20, [])) == [0, 2]


# --- what is chosen first


def test_one_of_the_first_is_chosen_before_all_others() -> None:
    pool = [candidate(0, "firm", salience=0.1, worth=0.1), candidate(1, "pump farm well", salience=0.9)]
    assert indexes(choose(pool, 512, [])) == [1, 0]
    assert indexes(choose(pool, 512, pool[:1])) == [0, 1]
    assert indexes(choose(pool, 10, pool[:1])) == [0]


def test_of_the_first_the_best_that_fits_is_chosen() -> None:
    long = candidate(0, "firm pump farm well", 12, worth=0.9)
    short = candidate(0, "firm", 10, worth=0.1)
    other = candidate(1, "valve town", 10)
    assert choose([long, short, other], 40, [long, short]) == [long, other]
    assert choose([long, short, other], 11, [long, short]) == [short]
    assert choose([long, other], 11, [long]) == [other]


# --- what leans


LEANING = candidate(1, "pump dealer", salience=0.9, worth=0.9, leans_on="pump")


def test_a_leaning_one_is_chosen_behind_the_one_it_leans_on() -> None:
    assert indexes(choose([candidate(0, "pump farm"), LEANING], 512, [])) == [0, 1]


@pytest.mark.parametrize(
    "others",
    [
        [],
        [candidate(0, "valve farm")],  # this wording no longer names the pump
        [candidate(2, "pump farm")],
        [candidate(0, "pump farm", 513)],
        [candidate(0, "pump farm", leans_on="well")],  # which itself leans on what is not told
    ],
)
def test_a_leaning_one_is_not_chosen_without_the_one_it_leans_on(others: list[Candidate]) -> None:
    assert LEANING not in choose([LEANING, *others], 512, [])


def test_a_leaning_one_may_lean_on_what_is_chosen_first() -> None:
    first = candidate(0, "pump farm")
    assert indexes(choose([LEANING, first], 512, [first])) == [0, 1]


def test_what_leans_may_be_leaned_on() -> None:
    third = candidate(2, "dealer town", leans_on="dealer")
    assert indexes(choose([third, LEANING, candidate(0, "pump farm")], 512, [])) == [0, 1, 2]


# --- any pool

SENTENCES = 8
words = st.sampled_from("pump valve hose farm town well dealer loan bank price".split())
shares = st.floats(0.05, 1.0)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """Return a wording that says one thing that no other sentence says, so that none is worth nothing."""
    index = draw(st.integers(0, SENTENCES - 1))
    terms = sorted({*draw(st.lists(words, max_size=5)), f"own{index}"})
    leans_on = draw(words) if index % 3 == 2 else ""
    return Candidate(
        index,
        " ".join(terms),
        draw(st.integers(1, 40)),
        draw(shares),
        draw(shares),
        tuple((term, draw(shares)) for term in terms),
        draw(st.none() | st.sampled_from(Aspect)),
        leans_on,
    )


pools = st.lists(candidates(), max_size=16)
budgets = st.integers(0, 200)


def first_of(pool: Sequence[Candidate], number: int) -> list[Candidate]:
    """Return the wordings of one sentence of the pool that leans on none."""
    free = [c for c in pool if not c.leans_on]
    return [c for c in free if c.index == free[number % len(free)].index] if free and number >= 0 else []


def is_behind(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a wording leans on nothing, or the sentence that it leans on is chosen and names what it means."""
    before = [terms for c in chosen if c.index == candidate.index - 1 for terms, _ in c.terms]
    return not candidate.leans_on or candidate.leans_on in before


def plainly(
    pool: Sequence[Candidate], budget: int, first: Sequence[Candidate], coverage: bool = True
) -> list[Candidate]:
    """Choose the best by computing each gain anew in each step."""
    chosen: list[Candidate] = []
    while True:
        told = _Told(coverage)
        for candidate in chosen:
            told.add(candidate)
        left = budget - sum(c.tokens for c in chosen)
        able = [
            (-told.gain(c), c.index, number)
            for number, c in enumerate(pool)
            if c.tokens <= left and c.index not in told.indexes and is_behind(c, chosen)
        ]
        openings = [c for c in first if c.tokens <= left]
        if not chosen and openings:
            chosen.append(max(openings, key=told.gain))
        elif able:
            chosen.append(pool[min(able)[2]])
        else:
            return chosen


@given(pool=pools, budget=budgets, opening=st.integers(-1, 20), coverage=st.booleans())
def test_the_lazy_choice_is_the_plain_one(pool: list[Candidate], budget: int, opening: int, coverage: bool) -> None:
    first = first_of(pool, opening)
    assert choose(pool, budget, first, coverage) == plainly(pool, budget, first, coverage)


@given(pool=pools, budget=budgets, opening=st.integers(-1, 20))
def test_any_choice_keeps_the_rules(pool: list[Candidate], budget: int, opening: int) -> None:
    first = first_of(pool, opening)
    chosen = choose(pool, budget, first)
    assert sum(c.tokens for c in chosen) <= budget
    assert len(set(indexes(chosen))) == len(chosen)
    assert all(any(c is other for other in pool) for c in chosen)
    assert all(is_behind(c, chosen[:number]) for number, c in enumerate(chosen))
    if any(c.tokens <= budget for c in first):
        assert chosen[0] in first


@given(pool=pools, budget=budgets)
def test_nothing_that_still_fits_is_left_out(pool: list[Candidate], budget: int) -> None:
    chosen = choose(pool, budget, [])
    left = budget - sum(c.tokens for c in chosen)
    told = set(indexes(chosen))
    assert [c for c in pool if c.tokens <= left and c.index not in told and is_behind(c, chosen)] == []


@given(pool=pools, more=candidates())
def test_a_gain_never_rises_when_more_is_said(pool: list[Candidate], more: Candidate) -> None:
    told = _Told(coverage=True)
    before = told.gain(more)
    assert before >= 0
    for candidate in pool:
        told.add(candidate)
        after = told.gain(more)
        assert 0 <= after <= before
        before = after


@given(pool=pools, budget=budgets)
def test_a_choice_is_the_same_each_time(pool: list[Candidate], budget: int) -> None:
    assert choose(pool, budget, []) == choose(list(pool), budget, [])
