"""A claim that nearly repeats a sentence: the name, denial or limit by which they differ is told, and nothing else."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import HOSTILE, ITEM1, SOURCE, source

from itemone.verify.close import close_faults
from itemone.verify.source import Source

LIMIT = 4.0  # seconds, on a machine that does something else too


def found(text: str, known: Source = SOURCE) -> set[str]:
    return {fault.check for fault in close_faults(known.clause(text), known)}


@pytest.mark.parametrize("text", ITEM1)
def test_a_sentence_repeats_itself(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Canada, Wellspring pumps are not distributed by Harrowgate Supply.", {"polarity"}),
        ("Dealers may never return unsold pumps within ninety days.", {"polarity"}),
        ("The company leases no warehouse in Topeka under a short-term lease.", {"polarity"}),
        ("In Canada, Wellspring pumps are distributed by Thornbury Supply.", {"name"}),
        ("The Norvik line consists of diesel pumps for farms in Utah.", set()),  # another statement
        ("The credit line with Bexley Commerce Bank carries a variable interest rate and is secured.", {"name"}),
        ("Orders are shipped within a week and may be cancelled before shipment.", {"hedge"}),
        ("Its patents be challenged by competitors.", {"hedge"}),
        ("Employees are represented by a union.", {"polarity"}),
        ("The Wellspring line consists of solar pumps, which are sold in Brazil and Chile.", {"hedge"}),
        ("Wellspring pumps are distributed by Harrowgate Supply in Canada.", set()),
        ("Farms are regulated.", set()),  # repeats nothing
    ],
)
def test_only_what_changes_something_is_told(text: str, expected: set[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("It has a joint venture in Brazil with a local dealer of pumps.", "It has a joint Brazilian venture."),
        ("The dealers of Norvik sell pumps and valves to farms.", "The dealers of Norvik's sell pumps and valves."),
        ("Pumps are made in Canada for farms and towns.", "Pumps are made in Canadian for farms and towns."),
    ],
)
def test_a_name_in_another_form_is_the_same(statement: str, text: str) -> None:
    assert "name" not in found(text, source(statement))


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_any_text_has_an_answer(text: str, statements: list[str]) -> None:
    for known in (SOURCE, source(*statements), source(text or " ")):
        assert found(text, known) <= {"polarity", "name", "hedge"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sentence_is_soon_judged(text: str) -> None:
    start = perf_counter()
    known = source("Fernhollow sells pumps.", text)
    assert found(text, known) == set()
    assert found("Fernhollow sells pumps to farms in Iowa.", known) is not None
    assert perf_counter() - start < LIMIT
