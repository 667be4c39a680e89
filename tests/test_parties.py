"""Names and roles: another name, one that the source has not, and parts that change hands are told from rewording."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import HOSTILE, SOURCE, checks, few, source

from itemone.verify import judge
from itemone.verify.parties import name_faults, role_faults

LIMIT = 4.0  # seconds, on a machine that does something else too


@pytest.mark.parametrize(
    "text",
    [
        "Electric pumps make up the Caldera line.",
        "Solar pumps, sold chiefly in Brazil and Chile, form the Wellspring line.",
        "In Canada, Harrowgate Supply distributes Wellspring pumps.",
        "Independent dealers sell Caldera pumps in the U.S.",
        "Castings come from Quillmoor Foundry and motors from Larkfield Electric.",
        "Brazilian and Chilean customers are the main buyers of Wellspring's solar pumps.",
        "Thornbury makes filters in Ohio.",
        "Gaskets are made by Bexley in Utah.",
        "Bexley makes gaskets in Utah, and Thornbury makes filters in Ohio.",
        "Licensees pay royalties, which go to inventors.",
        "The Service segment repairs wells for towns.",
        "Harvest is insurance against drought, while Seedling trains new farmers.",
        "A variable rate applies to the credit line with Lakehead Commerce Bank.",
        "Norvik pumps need service by a trained mechanic each spring.",
        "Fernhollow has its head office in Omaha, Nebraska.",
    ],
)
def test_true_rewordings_pass(text: str) -> None:
    assert checks(text) == set()
    assert checks(text, few(text)) == set()
    assert judge(text, SOURCE).label == "supported"


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("In Canada, Wellspring pumps are distributed by Ashcombe Supply.", "name"),
        ("The company leases a warehouse in Wichita.", "name"),
        ("Solar pumps are sold mainly in Brazil and Peru.", "name"),
        ("In Canada, Norvik pumps are distributed by Harrowgate Supply.", "name"),
        ("In Canada, Wellspring pumps are distributed by Larkfield Electric.", "name"),
        ("The credit line with Quillmoor Commerce Bank carries a variable interest rate.", "name"),
        ("Solar pumps, sold chiefly in Brazil and Chile, form the Caldera line.", "name"),
        ("The company leases a warehouse in Kansas under a short-term lease.", "name"),
        ("The Pump segment repairs wells for towns.", "role"),
        ("The Service segment sells to dealers.", "role"),
        ("Seedling is insurance against drought.", "role"),
        ("Royalties are collected from inventors and paid to licensees.", "role"),
        ("Castings are bought from Larkfield Electric and motors are bought from Quillmoor Foundry.", "role"),
        ("Gaskets are made by Thornbury in Ohio.", "role"),
    ],
)
def test_what_is_of_another_is_refused(text: str, check: str) -> None:
    assert check in checks(text)
    assert check in checks(text, few(text))


@pytest.mark.parametrize(
    ("text", "check"),
    [
        # The lines share most words, and only among many statements their names outweigh these.
        ("Electric pumps make up the Norvik line.", "name"),
        ("Caldera pumps must be serviced by a trained mechanic every spring.", "role"),
        ("Wellspring pumps are sold in the United States through independent dealers.", "role"),
    ],
)
def test_rarity_tells_lines_apart(text: str, check: str) -> None:
    assert check in checks(text)


@pytest.mark.xfail(strict=True, reason="who is spoken of at the head of a statement may go with all that follows")
def test_the_first_of_two_does_not_go_with_the_second() -> None:
    assert "role" in checks("Filters are made by Thornbury in Utah.")


def test_an_abbreviation_of_the_source_is_no_rival() -> None:
    known = source(
        "Fernhollow makes pumps.",
        "The EWB sets the price of groundwater for farms.",
        "The Environmental Water Board sits in Omaha.",
        *("Dealers also carry tractors and seed of many kinds." for _ in range(20)),
    )
    assert checks("The Environmental Water Board sets the price of groundwater for farms.", known) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales of Caldera in Texas rose last year.", set()),
        ("Sales of Norvik in Texas rose last year.", {"'Caldera'"}),
        ("Sales of Caldera in Ohio rose last year.", {"'Texas'"}),
    ],
)
def test_a_place_has_only_places_as_rivals(text: str, expected: set[str]) -> None:
    known = source(
        "Fernhollow makes pumps.", "Last year sales of Caldera in Texas rose.", "A plant of Norvik stands in Ohio."
    )
    assert {fault.reason.split()[0] for fault in name_faults(known.clause(text), known)} == expected


def test_what_stands_ahead_of_its_verb_joins_what_follows() -> None:
    known = source("In Iowa, pumps are made, and in Utah, valves are made.", "Farms buy pumps and valves.")
    for text in ("Pumps are made in Iowa and valves in Utah.", "Valves are made in Utah and pumps in Iowa."):
        assert list(role_faults(known.clause(text), known)) == []


@pytest.mark.parametrize("text", ["", " ", "It is.", "Not so.", "...", "The of and.", "(", "A", "\u0130", "Norvik"])
def test_a_text_without_content_has_an_answer(text: str) -> None:
    for known in (SOURCE, source(), source("It is."), source(text or " ")):
        clause = known.clause(text)
        assert list(name_faults(clause, known)) == list(name_faults(clause, known))
        assert list(role_faults(clause, known)) == list(role_faults(clause, known))


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_any_text_has_an_answer(text: str, statements: list[str]) -> None:
    for known in (SOURCE, source(*statements)):
        clause = known.clause(text)
        found = [*name_faults(clause, known), *role_faults(clause, known)]
        assert {fault.check for fault in found} <= {"name", "role"}
        assert all(fault.reason for fault in found)


WORDS = "Norvik Caldera Iowa Utah from to in by the while and pumps sells ( ) ; , . not".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_order_of_words_has_an_answer(one: list[str], two: list[str]) -> None:
    known = source("Fernhollow sells pumps.", " ".join(two) or "x")
    clause = known.clause(" ".join(one))
    assert all(fault.reason for fault in [*name_faults(clause, known), *role_faults(clause, known)])
    same = known.clause(known.statements[1])
    assert not any("does not name" in fault.reason for fault in name_faults(same, known))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sentence_is_soon_judged(text: str) -> None:
    start = perf_counter()
    for known in (SOURCE, source("Fernhollow sells pumps.", text)):
        clause = known.clause(text[:200_000])
        assert all(fault.reason for fault in [*name_faults(clause, known), *role_faults(clause, known)])
    assert perf_counter() - start < LIMIT
