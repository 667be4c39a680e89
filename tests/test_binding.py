"""Whose figure it is, of which year, and what it counts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.verify.binding import bound
from itemone.verify.wording import canonical


def owners(text: str, *names: str) -> list[list[str]]:
    """Return for each figure of a text which of some words are near it."""
    return [[name for name in names if canonical(name.lower()) in one.near] for one in bound(text)]


def years(text: str) -> list[list[float]]:
    return [sorted(one.years) for one in bound(text)]


# --- whose


@pytest.mark.parametrize(
    "text",
    [
        "Pumps, valves and hoses were 18%, 15% and 24% of sales.",
        "Pumps, valves, and hoses were 18%, 15%, and 24% of sales.",
        "Pumps, valves and hoses accounted for approximately 18%, 15% and 24% of sales, respectively.",
        "Pumps (blue), valves (old) and hoses represented 18%, 15% and 24% of sales.",
        "Sales of 18%, 15% and 24% were made of pumps, valves and hoses, respectively.",
        "Pumps were 18%, valves were 15% and hoses were 24% of sales.",
        "Pumps accounted for 18% of sales, valves for 15% and hoses for 24%.",
        "Pumps made up 18% of sales; valves, 15%; and hoses, 24%.",
        "Sales: pumps 18%, valves 15%, hoses 24%.",
        "Pumps (18%), valves (15%) and hoses (24%) are sold to farms.",
        "Pumps were 18% of sales, while valves were 15%, and hoses were 24%.",
        "18% of sales were pumps, 15% were valves and 24% were hoses.",
    ],
)
def test_each_member_of_a_list_has_its_figure(text: str) -> None:
    assert owners(text, "pumps", "valves", "hoses") == [["pumps"], ["valves"], ["hoses"]]


def test_a_second_list_has_the_labels_of_the_first() -> None:
    text = (
        "Sales in Iowa, Ohio and Utah were $5 million, $4 million and $3 million, and profits were $2 million, "
        "$1 million and $3 million, respectively."
    )
    assert owners(text, "Iowa", "Ohio", "Utah") == [["Iowa"], ["Ohio"], ["Utah"]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Caldera and Norvik are farms, of which 5%, 6% and 7% are old.",
        "Caldera, Norvik, Wellspring, 5% and 6%",
    ],
)
def test_lists_of_other_lengths_do_not_go_together(text: str) -> None:
    assert all(each == found[0] for found in [owners(text, "Caldera", "Norvik")] for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Pumps were 43% of sales, compared to 42%.",
        "Pumps were 43% of sales in 1996, compared to 42% in 1995.",
        "Pumps were 43% of sales, compared with 42% a year earlier.",
        "Pumps were 43% of sales in 1996, up from 42% in the prior year.",
        "Pumps were 43% of sales, versus 42% in the same period in May.",
    ],
)
def test_what_is_compared_is_of_the_same_thing(text: str) -> None:
    assert owners(text, "pumps") == [["pumps"], ["pumps"]]


def test_a_figure_of_another_kind_is_of_its_own() -> None:
    text = "Fernhollow has 48 dealers, and pumps were 43% of sales."
    assert owners(text, "dealers", "pumps") == [["dealers"], ["pumps"]]


# --- of when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales were $5 million.", [[]]),
        ("Sales were $5 million in 1996.", [[1996]]),
        ("In 1996, sales were $5 million.", [[1996]]),
        ("Sales were $5 million in 1996 and $4 million in 1995.", [[1996], [1995]]),
        ("In 1996 sales were $5 million, while in 1995 they were $4 million.", [[1996], [1995]]),
        ("In 1996, sales were $5 million, and in 1995, sales were $4 million.", [[1996], [1995]]),
        ("Sales were $5 million in 1996, compared to $4 million in 1995.", [[1996], [1995]]),
        ("Sales rose from $4 million in 1995 to $5 million in 1996.", [[1995], [1996]]),
        ("Sales were $5 million and $4 million in 1996 and 1995, respectively.", [[1996], [1995]]),
        ("Sales were $5 million and $4 million in 1996 and 1995.", [[1996], [1995]]),
        ("In 1996 and 1995, sales were $5 million and $4 million, respectively.", [[1996], [1995]]),
        ("Sales in 1996, 1995 and 1994 were 5%, 4% and 3%, respectively.", [[1996], [1995], [1994]]),
        ("Sales were 5%, 4%, and 3% for fiscal 1996, fiscal 1995, and fiscal 1994.", [[1996], [1995], [1994]]),
        (
            "Pumps were 5% and 4%, and valves 8% and 9%, of sales in 1996 and 1995, respectively.",
            [[1996], [1995], [1996], [1995]],
        ),
        # years that are all meant
        ("Sales were 5% in 1996 and 1995.", [[1995, 1996]]),
        ("From 1994 to 1996 sales grew 12%.", [[1994, 1995, 1996]]),
        ("Sales grew 12% in 1994-1996.", [[1994, 1995, 1996]]),
        ("Sales grew 12% in the 1990s.", [list(range(1990, 2000))]),
        # a year that only its distance tells
        ("Sales were 5% in 1996 and 6% in the following year.", [[1996], [1997]]),
        ("Sales were 5% in 1996 and 6% in the prior period.", [[1996], []]),
        ("Sales were 5% in 1996, 6% in 1993 and 7% the year before.", [[1996], [1993], []]),
        ("Sales were 5%, compared to 6% a year earlier.", [[], []]),
        ("In 1996 pumps were 43% of sales, up from 42% in the prior year.", [[1996], [1995]]),
        ("In 1996 pumps were 43% of sales, compared to 42% a year earlier.", [[1996], [1995]]),
        ("In 1996 pumps were 43% of sales, compared to 42% in the previous fiscal year.", [[1996], [1995]]),
        ("In 1996 pumps were 43% of sales, against 42% the year before.", [[1996], [1995]]),
    ],
)
def test_each_figure_has_its_years(text: str, expected: list[list[float]]) -> None:
    assert years(text) == expected


def test_years_and_days_are_no_figures() -> None:
    assert bound("Fernhollow was founded on May 5, 1976.") == ()


# --- of what


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("It has 48 dealers.", ["dealers"]),
        ("It has 48 independent dealers.", ["independent"]),
        ("It has two plants and 48 dealers.", ["plants", "dealers"]),
        ("a term of five years", ["year"]),
        ("a five-year term", ["year"]),
        ("a term of five (5) years", ["year", "year"]),
        ("a term of 12 consecutive months", ["month"]),
        ("a term of three to five years", ["year", "year"]),
        ("a term of between 30 and 90 days", ["day", "day"]),
        ("It bought 48.", [""]),
        ("It has 48 of those that they and it had as dealers.", [""]),
    ],
)
def test_what_is_counted(text: str, nouns: list[str]) -> None:
    assert [one.noun for one in bound(text)] == [canonical(noun) if noun else "" for noun in nouns]


# --- any text

WORDS = "pumps valves Caldera 5% 6% $4 48 1996 1995 and , ( ) ; was respectively compared to from a year earlier to"
likely = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join)


@given(st.text(max_size=80) | likely)
def test_any_text_has_an_answer(text: str) -> None:
    found = bound(text)
    assert found == bound(text)
    at = 0
    for one in found:
        assert one.quantity.kind not in ("year", "day")
        assert at <= one.quantity.start < one.quantity.end <= len(text)
        at = one.quantity.end


@given(st.permutations(["pumps", "valves", "hoses", "tools"]), st.permutations([5, 11, 23, 31]))
def test_a_list_is_read_in_its_order_whatever_it_is(names: list[str], shares: list[int]) -> None:
    named = f"{', '.join(names[:-1]).capitalize()} and {names[-1]}"
    told = f"{', '.join(f'{share}%' for share in shares[:-1])} and {shares[-1]}%"
    assert owners(f"{named} were {told} of sales.", *names) == [[name] for name in names]


@pytest.mark.parametrize(
    "piece",
    [
        *("5% pumps ", "5% (", "5% , ", "1996, ", "pumps, ", "((", "5%" + " " * 500, "up from 5% in 1996 "),
        *("a year earlier 5% ", "A and B were 5% and 6% in 1996 and 1997, respectively, ", "a, b and c 5%, 6% "),
    ],
)
def test_long_sentences_take_no_time(piece: str) -> None:
    text = (piece * 30_000)[:30_000] + " respectively"
    start = time.perf_counter()
    bound(text)
    assert time.perf_counter() - start < 3
