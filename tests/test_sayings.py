"""What is denied, planned, certain, first, of all or the contrary in a sentence must be so in its source."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import HOSTILE, ITEM1, SOURCE, checks, few, source

from itemone.verify import judge
from itemone.verify.sayings import saying_faults, unknown_faults

LIMIT = 4.0  # seconds, on a machine that does something else too
SAYINGS = {"polarity", "modality", "superlative", "quantifier", "contrary"}


@pytest.mark.parametrize(
    "text",
    [
        "No union represents the employees.",
        "The company depends on no single supplier for steel.",
        "There are no plants of the company outside Nebraska.",
        "The company plans to open a training centre in Kansas.",
        "Competitors may challenge its patents.",
        "Its patents could be challenged by competitors.",
        "Fernhollow is among the largest makers of irrigation pumps in the Midwest.",
        "Some of the customers pay by the month over a season.",
        "Unsold pumps can be returned by dealers within ninety days.",
        "The interest rate of the credit line is variable.",
        "Orders can be cancelled before shipment.",
        pytest.param(
            "Caldera pumps need no maintenance for ten years.",
            marks=pytest.mark.xfail(strict=True, reason="another pump's need is told in nearly the same words"),
        ),
        "Relations with the employees are believed to be good.",
    ],
)
def test_true_rewordings_pass(text: str) -> None:
    assert checks(text) == set()
    assert checks(text, few(text)) == set()
    assert judge(text, SOURCE).label == "supported"


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("Employees are represented by a union.", "polarity"),
        ("The company depends on a single supplier for steel.", "polarity"),
        ("The company does not lease a warehouse in Topeka.", "polarity"),
        ("Dealers may not return unsold pumps.", "polarity"),
        ("It does not compete on price.", "polarity"),
        ("Norvik pumps run for ten years without maintenance, but are never serviced by a mechanic.", "polarity"),
        ("Orders are never shipped within a week.", "polarity"),
        ("The company has opened a training centre in Kansas.", "modality"),
        ("A training centre in Kansas was opened by the company.", "modality"),
        ("Its patents will be challenged by competitors.", "modality"),
        ("Fernhollow is the largest maker of irrigation pumps in the Midwest.", "superlative"),
        ("Fernhollow is the only maker of irrigation pumps in the Midwest.", "superlative"),
        ("All customers pay in monthly instalments over a season.", "quantifier"),
        ("The credit line carries a fixed interest rate.", "contrary"),
        ("The company leases a warehouse in Topeka under a long-term lease.", "contrary"),
        ("Demand is lower in spring than in autumn.", "contrary"),
        ("Zebras graze quietly beside the old railway.", "unknown"),
        ("A private equity fund holds preferred stock issued last winter.", "unknown"),
    ],
)
def test_what_is_said_otherwise_is_refused(text: str, check: str) -> None:
    assert check in checks(text)
    assert check in checks(text, few(text))
    assert judge(text, SOURCE).label != "supported"


@pytest.mark.xfail(strict=True, reason="that nothing is outside and that all is inside are not seen to be one")
def test_all_inside_is_none_outside() -> None:
    assert checks("All plants of the company are in Nebraska.") == set()


@pytest.mark.xfail(strict=True, reason="a comparison that is turned round twice is not seen to be the same")
def test_a_comparison_turned_round_passes() -> None:
    assert checks("Demand is lower in autumn than in spring.") == set()


def test_a_list_from_many_sentences_is_known() -> None:
    text = "Copper, castings, motors, filters, gaskets, tractors, seed, wells, groundwater and royalties."
    known = source(*ITEM1)
    assert list(unknown_faults(known.clause(text), known)) == []
    assert list(unknown_faults(known.clause(text.replace("Copper, castings", "Zinc, zebras, giraffes, lions")), known))


@pytest.mark.parametrize(
    ("statement", "text", "expected"),
    [
        ("Due to the lack of dealers in Iowa, doubts about the plan persist.", "Doubts about the plan persist.", False),
        ("Pumps are sold without any warranty.", "Pumps are sold with any warranty.", True),
        ("Instead of dealers, agents sell the pumps.", "Agents sell the pumps.", False),
        ("The pumps do not leak or rust in the field.", "The pumps leak and rust in the field.", True),
        ("Fernhollow works with and competes against dealers.", "Fernhollow does not compete with dealers.", True),
        ("Farms buy only pumps; they rent the valves.", "Farms do not rent the valves.", True),
    ],
)
def test_how_far_a_denial_reaches(statement: str, text: str, expected: bool) -> None:
    known = source("Fernhollow sells pumps to farms.", statement)
    assert ("polarity" in {fault.check for fault in saying_faults(known.clause(text), known)}) is expected


@pytest.mark.parametrize("statement", ITEM1)
def test_a_sentence_of_the_source_says_what_it_says(statement: str) -> None:
    assert checks(statement) == set()


@pytest.mark.parametrize("text", ["", " ", "It is not.", "Never.", "?!", "The of and.", "\u0130", "n't"])
def test_a_text_without_content_has_an_answer(text: str) -> None:
    for known in (SOURCE, source(), source("It is."), source(text or " ")):
        clause = known.clause(text)
        assert list(saying_faults(clause, known)) == list(saying_faults(clause, known))
        assert len(list(unknown_faults(clause, known))) <= 1


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_any_text_has_an_answer(text: str, statements: list[str]) -> None:
    for known in (SOURCE, source(*statements)):
        clause = known.clause(text)
        assert {fault.check for fault in saying_faults(clause, known)} <= SAYINGS
        assert {fault.check for fault in unknown_faults(clause, known)} <= {"unknown"}


WORDS = "pumps are sold not never all only the largest will may has opened fixed variable , ; but farms n't".split()


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_any_order_of_words_has_an_answer(one: list[str], two: list[str]) -> None:
    known = source(" ".join(two))
    assert {fault.check for fault in saying_faults(known.clause(" ".join(one)), known)} <= SAYINGS


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sentence_is_soon_judged(text: str) -> None:
    start = perf_counter()
    for known in (SOURCE, source("Fernhollow sells pumps.", text)):
        clause = known.clause(text)
        assert all(fault.reason for fault in [*saying_faults(clause, known), *unknown_faults(clause, known)])
    assert perf_counter() - start < LIMIT
