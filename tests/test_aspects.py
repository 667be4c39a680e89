"""Which aspects of a business model a sentence speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.aspects import aspects_of, strengths
from itemone.data import Aspect

P, C, D, R, F = Aspect.PRODUCTS, Aspect.CUSTOMERS, Aspect.DISTRIBUTION, Aspect.REVENUE, Aspect.FINANCING


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("We design and manufacture irrigation pumps.", P),
        ("The Company is engaged in the business of making software.", P),
        ("Wellspring offers a wide range of valves.", P),
        ("Our customers are farms and small breweries.", C),
        ("Two utilities accounted for 31% of the total.", C),
        ("Original equipment makers and hospitals rely on them.", C),
        ("Pumps reach farms through eleven independent dealers.", D),
        ("A sales force of 40 people and two distributors cover the Midwest.", D),
        ("Valves are sold in 32 countries, over the Internet and in stores.", D),
        ("Net sales were $61.4 million in fiscal 1996.", R),
        ("Subscriptions are billed monthly in advance at a fixed fee.", R),
        ("Backlog rose to 400 orders.", R),
        ("We may borrow up to $15 million under a credit facility.", F),
        ("In June the initial public offering of common stock raised $11 million.", F),
        ("Substantial doubt exists about our ability to continue as a going concern.", F),
        ("Notes held by an insurance company fall due in 2003.", F),
    ],
)
def test_a_sentence_speaks_of_its_aspect(text: str, aspect: Aspect) -> None:
    assert aspect in aspects_of(text)


@pytest.mark.parametrize(
    "text", ["", " ", "...", "1234", "The weather was fine on Tuesday.", "He joined in 1966 and is 58 years old."]
)
def test_a_text_without_cues_speaks_of_none(text: str) -> None:
    assert aspects_of(text) == ()
    assert strengths(text) == {}


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("It was an unproductive day.", P),
        ("They disbanded the reproduction.", P),
        ("A remembered event.", C),  # "member" inside a word
        ("The misused tool broke.", C),  # "user" and "use"
        ("An indebted neighbour.", F),  # "debt"
        ("They were coffeehouse regulars.", R),  # "fee"
        ("He refinanced nothing.", F),  # "financ"
        ("The storefront was painted.", D),  # "store" is a whole word
        ("A resale of paintings.", R),  # "sales"
    ],
)
def test_a_cue_inside_a_word_is_none(text: str, aspect: Aspect) -> None:
    assert aspect not in aspects_of(text)


@pytest.mark.parametrize(
    "text", ["Distributors hold stock of spare parts.", "It keeps prescriptions, stock and invoices in one system."]
)
def test_goods_in_stock_are_no_financing(text: str) -> None:
    assert F not in aspects_of(text)


@pytest.mark.parametrize("word", ["manufacture", "manufactures", "manufacturing", "Manufacturer", "MANUFACTURED"])
def test_a_stem_stands_for_its_forms(word: str) -> None:
    assert aspects_of(f"They {word} things.") == (P,)


@pytest.mark.parametrize("text", ["They sell through nobody.", "It went\nthrough our hands."])
def test_a_pair_of_words_is_a_cue(text: str) -> None:
    assert aspects_of(text) == (D,)


def test_words_of_a_pair_apart_are_none() -> None:
    assert D not in aspects_of("Through the winter our hands froze.")


def test_the_order_is_that_of_a_summary() -> None:
    text = "Borrowings, royalties, dealers, patients and software."
    assert aspects_of(text) == (P, C, D, R, F) == tuple(Aspect)


def test_a_cue_counts_once() -> None:
    assert strengths("Pumps: customers, customers and customers.") == {C: 1}
    assert strengths("Customers and tenants.") == {C: 2}


@given(text=st.text())
def test_the_two_answers_agree(text: str) -> None:
    found = strengths(text)
    assert aspects_of(text) == tuple(found) == tuple(aspect for aspect in Aspect if aspect in found)
    assert all(count > 0 for count in found.values())


@given(text=st.text(st.sampled_from("feandsol %x")), more=st.text(st.sampled_from("feandsol %x")))
def test_more_text_speaks_of_no_less(text: str, more: str) -> None:
    assert set(aspects_of(text)) <= set(aspects_of(f"{text}. {more}"))
