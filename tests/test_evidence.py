"""A search finds the sentences that speak of what a claim says, in the order of the filing, and finds them fast."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from conftest import USABLE
from hypothesis import given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.data import Sentence, Span
from itemone.evidence import MOST, Passages
from itemone.pipeline import item1
from itemone.segment import segment


def sentences(*texts: str) -> tuple[Sentence, ...]:
    """Return these texts as the sentences of one document, one space between them."""
    made: list[Sentence] = []
    at = 0
    for text in texts:
        made.append(Sentence(Span(at, at + len(text)), text))
        at += len(text) + 1
    return tuple(made)


FERNHOLLOW = (
    "Fernhollow Pump Company makes and sells irrigation pumps for farms.",
    "We were founded in Iowa in 1961.",
    "Net sales for 2024 were $184.6 million, an increase of 12.6% over 2023.",
    "Spare parts were 17% of net sales.",
    "One customer, Caldera Partners, accounted for 11.8% of net sales in 2024.",
    "We sell through 48 independent dealers in Kansas and Nebraska.",
    "Dealers may return a pump within 30 days.",
    "In March 2024 we sold 2,300,000 shares in a public offering at $21.50 a share.",
    "We have a credit line of $25 million with Lakehead Commerce Bank.",
    "Our 263 employees are not represented by a union.",
    "Pumps are tested in a plant in Omaha before they are shipped.",
    "Demand is seasonal, and most pumps are shipped in spring.",
)
PASSAGES = Passages(sentences(*FERNHOLLOW))


def found(query: str, most: int = MOST, passages: Passages = PASSAGES) -> list[str]:
    return [evidence.quote for evidence in passages.search(query, most)]


@pytest.mark.parametrize(
    ("claim", "index"),
    [
        ("Irrigation pumps for farms are what Fernhollow makes.", 0),
        ("The company dates from 1961 and was founded in Iowa.", 1),
        ("Sales grew 12.6% to $184.6 million.", 2),
        ("Parts bring 17% of the sales.", 3),
        ("Caldera Partners is its largest customer.", 4),
        ("It reaches customers through 48 independent dealers.", 5),
        ("Within 30 days, dealers can give a pump back.", 6),
        ("A public offering of 2,300,000 shares was made in March 2024.", 7),
        ("LAKEHEAD COMMERCE BANK lends it up to $25 million.", 8),
        ("No union has members among the 263 employees.", 9),
        ("Before shipping, each pump is tested in Omaha.", 10),
        ("Business is seasonal, with spring the busiest.", 11),
    ],
)
def test_the_sentence_behind_a_paraphrase_is_found(claim: str, index: int) -> None:
    assert found(claim, 1) == [FERNHOLLOW[index]]
    assert FERNHOLLOW[index] in found(claim)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        pytest.param("Fernhollow's pumps last.", "Demand for Fernhollow’s goods rose.", id="apostrophe"),
        pytest.param("Wellspring's pumps last.", "Demand for Wellspring rose.", id="possessive"),
        pytest.param("It grants 12-month terms.", "Credit runs on 12‑month notes.", id="hyphen that does not break"),
        pytest.param("PUMPS LAST.", "They sell pumps.", id="capitals"),
        pytest.param("Café visits.", "Each café is ours.", id="accent"),
        pytest.param("Sales in “Iowa”.", "Farms of Iowa.", id="quotes"),
    ],
)
def test_writings_of_one_word_find_each_other(claim: str, text: str) -> None:
    assert found(claim, 1, Passages(sentences("Weather was fine.", text, "Rain fell."))) == [text]


@pytest.mark.parametrize("most", [0, 1, 2, 3, 5, 100])
def test_no_more_are_found_than_asked_for(most: int) -> None:
    assert len(found("net sales of pumps in 2024 by dealers", most)) == min(most, 9)


def test_as_many_as_a_claim_may_rest_on_are_found_unasked() -> None:
    assert len(found("net sales of pumps in 2024 by dealers")) == MOST


def test_what_is_found_stands_in_the_order_of_the_filing() -> None:
    claim = (
        "Caldera Partners, a customer, and the dealers in Kansas and Nebraska were there when it was founded in Iowa."
    )
    assert found(claim) == [FERNHOLLOW[1], FERNHOLLOW[4], FERNHOLLOW[5]]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "?!",
        "€ – ”",
        "The of and to in for by with on as at from.",
        "This is that which it was not.",
        "Zebras graze quietly.",
        "Quillmoor 999",
        "pum",
        "184",
    ],
)
def test_words_that_do_not_occur_or_say_nothing_find_nothing(query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize("query", ["", "pumps", "the", "Net sales were $184.6 million."])
@pytest.mark.parametrize(
    "texts", [(), ("The of and.",), ("…",), ("", "")], ids=["none", "stop words", "no word", "empty"]
)
def test_a_section_without_words_holds_nothing(query: str, texts: tuple[str, ...]) -> None:
    made = tuple(Sentence(Span(i, i + 1), text) for i, text in enumerate(texts))
    assert Passages(made).search(query) == ()


def test_rare_words_outweigh_common_ones() -> None:
    common = [f"We sell pumps to farms in county {number}." for number in range(20)]
    rare = "A telemetry unit was added."
    passages = Passages(sentences(*common[:10], rare, *common[10:]))
    assert found("We sell pumps with telemetry.", 1, passages) == [rare]


def test_a_word_said_twice_counts_more_but_not_twice_as_much() -> None:
    texts = ("Valves and valves are made.", "Valves and motors are made.", "Ducts and belts are made.")
    passages = Passages(sentences(*texts))
    assert found("valves", 1, passages) == [texts[0]]
    assert found("valves motors", 1, passages) == [texts[1]]


def test_a_short_sentence_outweighs_a_long_one_with_the_same_word() -> None:
    long = "Valves are made in a plant where belts, ducts, grates, hinges and springs are made by hand as well."
    passages = Passages(sentences(long, "Valves last.", "Nothing else matters much here."))
    assert found("valves", 1, passages) == ["Valves last."]


def test_of_equal_sentences_the_first_is_found() -> None:
    texts = sentences("Pumps last.", "Belts last.", "Pumps last.", "Pumps last.")
    assert [evidence.span for evidence in Passages(texts).search("pumps", 2)] == [texts[0].span, texts[2].span]


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_each_sentence_of_a_filing_finds_itself(path: Path) -> None:
    section = item1(acquire(path))
    parts = segment(section)
    passages = Passages(parts)
    for sentence in parts:
        evidence = passages.search(sentence.text)
        assert sentence.text in [e.quote for e in evidence]
        assert all(e.span.of(section.document.text) == e.quote for e in evidence)
        assert [e.span for e in evidence] == sorted(e.span for e in evidence)
        assert {e.kind for e in evidence} == {"paraphrase"}


def test_a_search_gives_the_same_again() -> None:
    queries = [*FERNHOLLOW, "net sales of pumps in 2024", "dealers in Iowa"]
    first = [PASSAGES.search(query) for query in queries]
    assert [PASSAGES.search(query) for query in queries] == first
    assert [Passages(sentences(*FERNHOLLOW)).search(query) for query in queries] == first
    assert [PASSAGES.search(query) for query in reversed(queries)] == first[::-1]


@given(st.lists(st.text(min_size=1, max_size=40), max_size=8), st.text(max_size=40), st.integers(0, 5))
def test_whatever_the_texts_places_slice_back(texts: list[str], query: str, most: int) -> None:
    whole = " ".join(texts)
    evidence = Passages(sentences(*texts)).search(query, most)
    assert len(evidence) <= most
    assert all(e.span.of(whole) == e.quote for e in evidence)
    assert [e.span for e in evidence] == sorted({e.span for e in evidence})


def test_a_long_section_is_searched_at_once() -> None:
    chance = Random(7)  # noqa: S311 -- guards no secret
    words = [f"word{number}" for number in range(5_000)] + ["pumps", "sales", "customers", "revenue"] * 500
    made = sentences(*(" ".join(chance.choices(words, k=30)) + "." for _ in range(2_000)))
    queries = [" ".join(chance.choices(words, k=30)) for _ in range(25)]
    start = perf_counter()
    passages = Passages(made)
    assert all(len(passages.search(query)) == MOST for query in queries)
    assert perf_counter() - start < 2
