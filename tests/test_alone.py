"""A sentence is told by itself when a reader understands it without the one before it, a table or a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.engines.alone import LONGEST_WORDS, is_whole, leans_on, may_be_told, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "We sell pumps to farms.",
        "Fernhollow sells pumps to farms.",
        "In 2009, we sold pumps to farms.",
        "The Company sells pumps to farms.",
        "The pumps that farms buy are blue.",
        "Theseus Pumps makes valves for farms.",
        "Itasca Pumps makes valves for farms.",
        "Butler County buys pumps from us.",
        "Orchard owners buy pumps from us.",
        "Andover Pumps makes valves for farms.",
        "Seeds and pumps are sold to farms.",
        "Thenard sells pumps to many farms.",
        "48 dealers sell pumps to farms.",
        "We sell pumps (“Herons”) to farms.",
        "We sell pumps, valves and hoses, and rent these products to farms.",
        "We sell pumps and repair these pumps.",
        "We sell valves for tools such as pumps.",
        "We sell valves for such tools as pumps.",
        "In spring, pumps which are blue sell well and are returned to dealers.",
        "The hoses, which farms buy, are blue.",
        "We sell hoses, for which farms pay a fee.",
    ],
)
def test_sentences_that_stand_alone(text: str) -> None:
    assert is_whole(text)
    assert may_be_told(text)
    assert stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "These pumps are sold to farms.",
        "It sells pumps to many farms.",
        "They are sold to many farms.",
        "Such pumps are sold to farms.",
        "Both are sold to many farms.",
        "Some of these are sold to farms.",
        "One of them is sold to farms.",
        "The latter are sold to farms.",
        "The agreement ends in the spring.",
        "The acquisition was made in the spring.",
        "In this market, we sell pumps.",
        "Under the agreement, we sell pumps.",
        "As a result of the merger, we sell pumps.",
        "If they rain out, farms buy pumps.",
        "But farms buy pumps from us.",
        "And farms buy pumps from us.",
        "Instead, farms buy pumps from us.",
        "See the list of our pumps.",
        "For more on pumps, ask our dealers.",
        "We then sold pumps to farms.",
        "The Company therefore sold pumps to farms.",
        "Sales of these pumps rose in spring.",
        "Dealers sell such valves to many farms.",
        "Valves in this segment are sold to farms.",
    ],
)
def test_sentences_that_lean_on_another(text: str) -> None:
    assert is_whole(text)
    assert not may_be_told(text)
    assert not stands_alone(text)
    assert stands_alone(text, leaning=True)


@pytest.mark.parametrize(
    "text",
    [
        "We sell pumps as follows in spring.",
        "Pumps are listed below by their size.",
        "Pumps are sold as described in Item 7.",
        "Pumps are sold (see Note 7) to farms.",
        "Our pumps are shown in the following table.",
        "This is told in our Form 10-K.",
        "Pumps are shown on www.fernhollow.example for farms.",
        "Our forward-looking pumps are sold to farms.",
        "We have many members3 in our guild.",
        "We sell pumps (blue ones to farms.",
        "We sell “pumps to farms in Iowa.",
        'We sell "pumps to farms in Iowa.',
    ],
)
def test_sentences_that_point_elsewhere_or_are_torn(text: str) -> None:
    assert not stands_alone(text)
    assert not stands_alone(text, leaning=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Pumps.",
        "We sell blue pumps.",
        "pumps that are sold to farms.",
        "We sell pumps to farms",
        "We sell pumps to farms:",
        "We sell pumps to farms;",
        "We sell\tpumps to many farms.",
        "We sell\npumps to many farms.",
        "“We sell pumps to many farms.”",
        "Sales And Marketing Of Farm Pumps.",
        "Heron, a blue hose for pumps, for which farms pay a fee.",
        "Hoses for wells and towns, which are sold to farms.",
        "Pumps, Valves, Hoses, Belts and Motors.",
        "We sell " + "pumps and " * LONGEST_WORDS + "valves.",
    ],
)
def test_fragments_labels_and_monsters_are_not_whole(text: str) -> None:
    assert not is_whole(text)
    assert not may_be_told(text)


@pytest.mark.parametrize("end", [".", "!", "?", ".”", '."', ".)", "?’", ".”)"])
def test_a_sentence_ends_as_sentences_do(end: str) -> None:
    assert is_whole("We sell pumps to farms" + end)


@pytest.mark.parametrize(("more", "expected"), [(0, True), (1, False)])
def test_the_longest_sentence(more: int, expected: bool) -> None:
    text = "We sell " + "pumps " * (LONGEST_WORDS - 4 + more) + "to farms."
    assert is_whole(text)
    assert stands_alone(text) is expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("These products are sold to farms.", "products"),
        ("This plant is in Iowa.", "plant"),
        ("Such valves are made of brass.", "valves"),
        ("The two plants are in Iowa.", "plants"),
        ("These new stand-alone pumps are blue.", "stand-alone"),
        ("The pumps are blue.", "pumps"),
        ("The plants of farms are green.", ""),
        ("The following pumps are blue.", ""),
        ("This is a pump.", ""),
        ("These include pumps.", ""),
        ("The Company sells pumps.", ""),
        ("We sell these pumps.", ""),
        ("These.", ""),
        ("", ""),
    ],
)
def test_the_word_a_sentence_leans_on(text: str, word: str) -> None:
    assert leans_on(text) == word


# fmt: off
pieces = st.sampled_from([
    "These ", "The ", "We ", "Pumps ", "sell ", "pumps ", "to farms", "below ", "(", ")", "“", "”", '"', ".", "…", "\t",
    ",", "12 ", "of ", "members3 ", "ß", "İ",
])
# fmt: on
shapes = st.lists(pieces, max_size=20).map("".join)


@given(st.text() | shapes, st.booleans())
def test_every_text_has_an_answer_and_the_same_again(text: str, leaning: bool) -> None:
    for _ in range(2):
        assert may_be_told(text) <= is_whole(text)
        assert stands_alone(text) <= stands_alone(text, leaning=True)
        assert stands_alone(text, leaning) in {True, False}
    assert leans_on(text) in text
