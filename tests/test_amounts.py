"""A figure must stand in the source, of the same thing, of the same year, of the same size, or follow from it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.data import Sentence, Span
from itemone.verify.amounts import figure_faults, year_faults
from itemone.verify.fault import Fault
from itemone.verify.source import Source


def source(*texts: str) -> Source:
    """Return what a claim may rest on: these sentences, one after another."""
    sentences, at = [], 0
    for text in filter(None, texts):
        sentences.append(Sentence(Span(at, at + len(text)), text))
        at += len(text) + 1
    return Source(sentences)


def found(text: str, have: Source) -> list[Fault]:
    whole = have.clause(text)
    return [
        fault
        for clause in have.clauses(text)
        for fault in (*figure_faults(clause, whole, have), *year_faults(clause, have))
    ]


def checks(text: str, have: Source) -> set[str]:
    return {fault.check for fault in found(text, have)}


FILING = source(
    "Fernhollow was founded in 1976 and has made pumps at its plant in Ohio since 1981.",
    "Pumps, valves and hoses accounted for 43%, 36% and 21% of net sales in 1996, respectively.",
    "Net sales were $184.6 million in 1996, compared to $160.2 million in 1995.",
    "Caldera, its largest customer, bought 20.4% of all pumps in 1996.",
    "The company sells through approximately 1,250 independent dealers in 38 states.",
    "On March 31, 1996, Fernhollow had 2,318 employees, of whom more than 900 belong to a union.",
    "Its plant in Ohio has 400,000 square feet; the lease has a term of ten years and a notice of six months.",
    "Norvik, a rival, has nearly 40 plants and up to 18% of the market for taps.",
    "The warranty of a pump ends after 24 months.",
    "The order book stood at $12 million, against $9 million a year earlier.",
    "Wellspring, its brand for towns, is sold in four sizes.",
)


# --- what is true in other words


@pytest.mark.parametrize(
    "text",
    [
        "Fernhollow has been in business since 1976.",
        "Its Ohio plant has made pumps since 1981.",
        "In the 1970s Fernhollow was founded.",
        # the figure as it is, or rounded
        "In 1996 net sales amounted to $184.6 million.",
        "In 1996 net sales amounted to about $185 million.",
        "In 1996 net sales were nearly $185 million.",
        "Net sales for 1996 exceeded $184 million.",
        "Net sales were $184,600,000 in 1996.",
        "Net sales were 184.6 million dollars in 1996.",
        "Caldera bought about a fifth of all pumps.",
        "Caldera, the largest customer, took 20% of the pumps in 1996.",
        "The company had more than 2,300 employees on March 31, 1996.",
        "At 31 March 1996, some 2,300 people were employees of Fernhollow.",
        "Over 900 of the employees belong to a union.",
        "Its products are sold by about 1,250 independent dealers.",
        "Dealers in thirty-eight states sell its products.",
        "Norvik has almost 40 plants.",
        "Wellspring comes in 4 sizes.",
        # lists
        "Pumps accounted for 43% of net sales in 1996.",
        "Valves accounted for 36% of net sales in 1996.",
        "Hoses were 21% of net sales, valves 36% and pumps 43%.",
        "Hoses, valves and pumps were 21%, 36% and 43% of net sales, respectively.",
        # times
        "In 1995 net sales were $160.2 million.",
        "Net sales rose from $160.2 million in 1995 to $184.6 million in 1996.",
        "Net sales were $184.6 million and $160.2 million in 1996 and 1995, respectively.",
        "The order book was $12 million, up from $9 million the year before.",
        "The lease of the Ohio plant has a ten-year term.",
        "The lease of the Ohio plant has a term of 10 years.",
        "The notice of the lease is six months.",
        "The warranty of a pump lasts for 24 months.",
        # what follows from two figures
        "Pumps and valves together accounted for 79% of net sales in 1996.",
        "Net sales grew by $24.4 million in 1996.",
        "Net sales grew 15% in 1996.",
        "The order book rose by a third to $12 million.",
        # what the writer counted
        "Fernhollow sells two lines, pumps and valves.",
    ],
)
def test_true_in_other_words(text: str) -> None:
    assert found(text, FILING) == []


# --- one slip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a digit
        ("In 1996 net sales amounted to $184.7 million.", "figure"),
        ("In 1996 net sales amounted to $194.6 million.", "figure"),
        ("Fernhollow sells through approximately 1,450 independent dealers.", "figure"),
        ("Dealers in 39 states sell its products.", "figure"),
        ("Wellspring is sold in five sizes.", "binding"),
        # a bound
        ("Fernhollow had fewer than 2,300 employees on March 31, 1996.", "figure"),
        # a scale
        ("In 1996 net sales amounted to $184.6 billion.", "scale"),
        ("In 1996 net sales amounted to $184.6 thousand.", "scale"),
        ("In 1996 net sales amounted to $18.46 million.", "scale"),
        ("The plant in Ohio has 4,000,000 square feet.", "scale"),
        ("Caldera bought 2.04% of all pumps in 1996.", "scale"),
        # a unit
        ("In 1996 net sales amounted to €184.6 million.", "figure"),
        ("In 1996 net sales amounted to C$184.6 million.", "figure"),
        ("Caldera bought 20.4 percentage points of all pumps in 1996.", "figure"),
        ("Caldera bought 20.4 pumps in 1996.", "figure"),
        ("The warranty of a pump ends after 24 years.", "figure"),
        ("The warranty of a pump ends after 24 days.", "figure"),
        # whose
        ("Pumps accounted for 36% of net sales in 1996.", "binding"),
        ("Hoses accounted for 43% of net sales in 1996.", "binding"),
        ("Pumps, valves and hoses accounted for 36%, 43% and 21% of net sales in 1996, respectively.", "binding"),
        ("Valves accounted for 21% of net sales and hoses for 36%.", "binding"),
        # of when
        ("In 1995 net sales were $184.6 million.", "year"),
        ("In 1996 net sales were $160.2 million.", "year"),
        ("Net sales were $160.2 million and $184.6 million in 1996 and 1995, respectively.", "year"),
        ("Net sales fell from $184.6 million in 1995 to $160.2 million in 1996.", "year"),
        ("Caldera bought 20.4% of all pumps in 1995.", "year"),
        ("Net sales were $184.6 million in 1997.", "year"),
        ("Fernhollow was founded in 1967.", "year"),
        ("In the 1960s Fernhollow was founded.", "year"),
        ("Fernhollow had 2,318 employees on March 30, 1996.", "year"),
        ("Fernhollow had 2,318 employees on May 31, 1996.", "year"),
        # what follows from no two figures
        ("Net sales grew by $34.4 million in 1996.", "figure"),
        ("Net sales grew 25% in 1996.", "figure"),
    ],
)
def test_one_slip(text: str, expected: str) -> None:
    assert expected in checks(text, FILING)


@pytest.mark.parametrize(
    "text",
    [
        "Caldera bought 30.4% of all pumps in 1996.",
        "Caldera bought about a third of all pumps in 1996.",
        "Fernhollow had 2,418 employees on March 31, 1996.",
        "Norvik has nearly 50 plants.",
        "Norvik has more than 40 plants.",
        "Norvik has at least 18% of the market for taps.",
        "Pumps and valves together accounted for 81% of net sales in 1996.",
    ],
)
def test_a_figure_that_is_not_there_is_none_or_in_the_place_of_another(text: str) -> None:
    assert checks(text, FILING) & {"figure", "binding"}


def test_the_reason_names_both_figures() -> None:
    (fault,) = found("In 1996 net sales amounted to $184.6 billion.", FILING)
    assert fault == Fault("scale", "'$184.6 million' in the source, '$184.6 billion' in the summary")


# --- tables

TABLE = source(
    "The following table has net sales by product (in thousands).",
    "1996 1995 Pumps $ 79,378 $ 68,886 Valves 66,456 57,672 Hoses 38,766 33,642",
    "The company is based in Ohio.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Net sales of pumps were $79.4 million.",
        "Net sales of pumps were $79,378 thousand.",
        "Net sales of valves were about $66 million.",
        pytest.param(
            "Net sales of valves were $66,456,000.",
            marks=pytest.mark.xfail(strict=True, reason="only a figure with a scale is looked for in thousands"),
        ),
    ],
)
def test_figures_of_a_table_are_in_its_unit(text: str) -> None:
    assert found(text, TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Net sales of pumps were $79.4 billion.",
        "Net sales of pumps were $78.4 million.",
        "Net sales of pumps were €79.4 million.",
        "Net sales of pumps were 79.4%.",
    ],
)
def test_figures_of_a_table_are_as_strict(text: str) -> None:
    assert found(text, TABLE)


def test_a_sentence_is_in_no_unit_of_a_table() -> None:
    have = source("The table is in thousands.", "Pumps are sold at a price of $79.")
    assert checks("Pumps are sold at a price of $79 thousand.", have) == {"scale"}


# --- single sentences


@pytest.mark.parametrize(
    ("have", "text"),
    [
        ("Leases run for three to five years.", "Leases have terms of 3 to 5 years."),
        ("Leases run for five (5) years.", "Leases run five years."),
        ("Norvik has between 5 and 10% of the market.", "Norvik has 5% to 10% of the market."),
        ("Norvik spent $10 to $20 million on plants.", "Norvik spent $10 million to $20 million on plants."),
        ("A pump costs 50 cents a day.", "A pump costs $0.50 a day."),
        ("Caldera has an 8 1/2% stake in Norvik.", "Caldera has a stake of 8.5% in Norvik."),
        ("Four of the six plants of Norvik are in Ohio.", "Two-thirds of the plants of Norvik are in Ohio."),
        ("Norvik has 12 plants in Ohio and 8 in Iowa.", "Norvik has 20 plants in Ohio and Iowa."),
        ("Caldera holds 51% of Norvik.", "Others than Caldera hold 49% of Norvik."),
        (
            "In 1996 pumps were 43% of sales, compared to 40% a year earlier.",
            "Pumps were 40% of sales in 1995 and 43% in 1996.",
        ),
    ],
)
def test_true_of_one_sentence(have: str, text: str) -> None:
    assert found(text, source(have)) == []


@pytest.mark.parametrize(
    ("have", "text"),
    [
        ("Leases run for three to five years.", "Leases run for three to six years."),
        ("Leases run for three to five years.", "Leases run for three to five months."),
        ("Leases run for five (5) years.", "Leases run for five months."),
        ("Norvik has between 5 and 10% of the market.", "Norvik has 5% to 20% of the market."),
        ("Norvik spent $10 to $20 million on plants.", "Norvik spent $10 to $20 billion on plants."),
        ("A pump costs 50 cents a day.", "A pump costs $50 a day."),
        ("Norvik pays no more than $40 for a pump.", "Norvik pays more than $40 for a pump."),
        ("Norvik has 12 plants in Ohio and 8 in Iowa.", "Norvik has 22 plants in Ohio and Iowa."),
        ("Norvik has 12 plants in Ohio and 8 in Iowa.", "Norvik has 8 plants in Ohio and 12 in Iowa."),
        ("Sales were C$5 million.", "Sales were $5 million."),
        ("Margins rose 50 basis points.", "Margins rose 50 percentage points."),
        ("Margins rose 2 percentage points.", "Margins rose 2%."),
        ("It has three plants.", "It has four plants."),
        ("It has 3 plants.", "It has 4 plants."),
        ("In fiscal 1996 pumps were 43% of sales, and in fiscal 1995 40%.", "In fiscal 1995 pumps were 43% of sales."),
        (
            "In 1996 pumps were 43% of sales, compared to 40% a year earlier.",
            "In 1996 pumps were 40% of sales, compared to 43% a year earlier.",
        ),
    ],
)
def test_one_slip_in_one_sentence(have: str, text: str) -> None:
    assert found(text, source(have))
    assert found(have, source(have)) == []


# --- any text

WORDS = "pumps valves Caldera 5% 6% $4 million 48 three years months 1996 1995 1990s May 31 and , . was respectively to"
likely = st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join)


@given(st.text(max_size=60) | likely, st.lists(likely, max_size=4))
def test_any_claim_has_an_answer(text: str, texts: list[str]) -> None:
    have = source(*texts)
    faults = found(text, have)
    assert faults == found(text, have)
    assert {fault.check for fault in faults} <= {"figure", "binding", "scale", "year"}


@given(st.integers(13, 1899), st.integers(13, 1899), st.sampled_from(["{} dealers", "{}% of sales", "${} million"]))
def test_any_other_figure_is_refused(one: int, other: int, form: str) -> None:
    have = source(f"Norvik had {form.format(one)} in Ohio.")
    same = one == other or (form == "{}% of sales" and one + other == 100)
    assert (found(f"In Ohio Norvik had {form.format(other)}.", have) == []) is same


@pytest.mark.parametrize(
    "piece",
    ["5% pumps ", "1996 ", "three years ", "May 31 ", "$4 million, ", "5% and 6% in 1996 and 1995, respectively, "],
)
def test_long_claims_take_no_time(piece: str) -> None:
    text = (piece * 2_500)[:2_500]
    start = time.perf_counter()
    found(text, FILING)
    found("Pumps were 43% of net sales in 1996.", source(text))
    assert time.perf_counter() - start < 3
