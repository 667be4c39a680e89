"""Statements ready to be compared: their terms, names and weights, and which of them a claim is closest to."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import HOSTILE, ITEM1, SOURCE, source

from itemone.data import Block, Document, Location, Section, Span, Status
from itemone.evidence import statements
from itemone.verify.form import speaks_of_text
from itemone.verify.source import EVEN, Source

LIMIT = 4.0  # seconds, on a machine that does something else too


def named(text: str, known: Source = SOURCE) -> list[list[str]]:
    return [[term.canonical for term in name] for name in known.names(known.clause(text))]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Electric pumps make up the Caldera line.", 2),
        ("Gaskets come from Bexley.", 14),
        ("Farms may draw only so much groundwater.", 21),
        ("A union does not represent the employees.", 23),
    ],
)
def test_the_closest_statement_comes_first(text: str, best: int) -> None:
    clause = SOURCE.clause(text)
    assert clause.best[0] == best
    assert ITEM1[best] in [evidence.quote for evidence in SOURCE.evidence(text)]
    assert all(0 < share <= 1 + 1e-9 for share in clause.found.values())


def test_weights_are_even_among_few_and_by_rarity_among_many() -> None:
    few = source(*ITEM1[:10])
    assert {few.weight(term) for term in ("pump", "mechan", "zebra")} == {EVEN}
    assert SOURCE.weight("pump") < SOURCE.weight("mechan") < SOURCE.weight("zebra")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norvik line is made by Fernhollow Pump Company.", [["norvik"]]),
        ("In March, Quillmoor Foundry sold castings.", [["quillmoor", "foundri"]]),
        ("Caldera and Wellspring are lines of pumps.", [["caldera"], ["wellspr"]]),
        ("Pumps are sold to farms.", []),
        ("It is.", []),
    ],
)
def test_names_are_found_but_for_those_of_the_company_and_months(text: str, expected: list[list[str]]) -> None:
    assert named(text) == expected


def test_a_name_at_the_head_of_a_later_statement_is_not_that_of_the_company() -> None:
    known = source("Overview", "Fernhollow makes pumps.", "Caldera makes valves.", "Farms buy both.")
    assert named("The pumps of Caldera and Fernhollow", known) == [["caldera"]]


@pytest.mark.parametrize(
    ("name", "expected"), [("brazilian", True), ("chilean", True), ("peruvian", False), ("norvik", True), ("x", False)]
)
def test_an_adjective_is_held_where_its_country_is(name: str, expected: bool) -> None:
    assert SOURCE.holds(name) is expected


@pytest.mark.parametrize(("name", "expected"), [("LCB", True), ("lcb", False), ("L", False)])
def test_abbreviations_are_made_of_words_that_follow_one_another(name: str, expected: bool) -> None:
    assert SOURCE.abbreviates(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The text gives no details of financing.", True),
        ("Little information on customers is provided.", True),
        ("The company gives no details of its prices to dealers.", False),
        ("Dealers have limited stocks of pumps.", False),
    ],
)
def test_a_sentence_on_the_text_is_none_on_the_company(text: str, expected: bool) -> None:
    assert speaks_of_text(text) is expected


def test_statements_are_sentences_headings_and_rows_in_order() -> None:
    text = "Products\nWe make pumps. We sell valves.\nIowa 12 14 16\n"
    blocks = (Block(0, 8, "heading"), Block(9, 39, "paragraph"), Block(40, 53, "table"))
    found = Location(Status.EXTRACTED, "", "", Span(0, len(text)))
    section = Section(Document(text, blocks), found)
    assert [one.text for one in statements(section)] == [
        "Products", "We make pumps.", "We sell valves.", "Iowa 12 14 16",
    ]  # fmt: skip
    assert all(one.span.of(text) == one.text for one in statements(section))
    assert statements(Section(Document(text, blocks), Location(Status.ABSENT, "", ""))) == ()


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_any_text_has_an_answer(text: str, others: list[str]) -> None:
    known = source(*others)
    clauses = known.clauses(text)
    assert clauses
    assert all(set(clause.best) <= set(range(len(others))) for clause in clauses)
    for clause in clauses:
        assert all(-1e-9 <= known.near(index, clause.wanted) <= 1 + 1e-9 for index in clause.best)
        assert sum(map(len, known.names(clause))) <= len(clause.terms)
    assert [one.span for one in known.evidence(text)] == sorted(one.span for one in known.evidence(text))
    assert speaks_of_text(text) in {True, False}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sentence_is_soon_read(text: str) -> None:
    start = perf_counter()
    known = source("Fernhollow sells pumps.", text)
    assert known.clauses(text)
    assert len(known.where(frozenset(term.canonical for term in known.clause(text).terms))) <= 2
    assert speaks_of_text(text) is False
    assert perf_counter() - start < LIMIT
