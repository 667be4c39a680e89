"""What a word, a part or its loss does to a claim: denials, conditions, bounds and opinions are told from the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.polarity import carries_meaning, governs, is_a_part, says_more_without


@pytest.mark.parametrize(
    "word", "not never no neither without except only may could approximately most some believes if net".split()
)
def test_words_that_carry_the_claim(word: str) -> None:
    assert carries_meaning(word)


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("about", "40", True),
        ("about", "pumps", False),
        ("up", "to", True),
        ("plans", "to", True),
        ("plans", "for", False),
        ("may", "sell", True),
        ("may", "2001", False),
        ("second", "largest", True),
        ("third", "most", True),
        ("next", "biggest", True),
        ("second", "line", False),
    ],
)
def test_what_follows_makes_a_bound_or_a_plan(word: str, following: str, expected: bool) -> None:
    assert carries_meaning(word, following) is expected


@pytest.mark.parametrize("word", ["don't", "isn't", "can't", "needn't"])
def test_contractions_deny(word: str) -> None:
    assert carries_meaning(word)


@pytest.mark.parametrize("word", "pump the however also knot noted mayor iffy wellspring ampoule".split())
def test_other_words_do_not(word: str) -> None:
    assert not carries_meaning(word)


@pytest.mark.parametrize(
    "part",
    [
        "if farms pay early",
        "Unless a town objects,",
        "until the spring",
        "except in Iowa",
        ", excluding valves",
        "without a licence",
        "provided that it rains",
        "subject to a licence",
        "other than valves",
        "rather than valves",
        "instead of valves",
        "net of returns",
        "but sells no valves",
        "not in Iowa",
        ", which it doesn't sell",
        ", which it doesn’t sell",
        ", which management believes to be the oldest",
        "which we expect to sell",
        "which it intends to sell",
        "assuming a mild winter",
        # exceptions and conditions in other words
        "With the exception of Iowa,",
        "apart from valves",
        "aside from valves",
        "to the extent that it rains",
        "in the event of rain",
        "as long as it rains",
        # who says so
        ", according to a survey of farms",
        # a verb first
        "Should it rain,",
        "Were farms to pay,",
        "Had it rained,",
    ],
)
def test_conditions_exceptions_denials_and_opinions_govern(part: str) -> None:
    assert governs(part)


@pytest.mark.parametrize(
    "part",
    [
        "in Iowa",
        ", which are made of brass",
        "including valves",
        "(blue or green)",
        "and hoses",
        "with a knot",
        "notably in Iowa",
        "were made of brass",
        "had been sold",
    ],
)
def test_other_parts_do_not_govern(part: str) -> None:
    assert not governs(part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        # a denial holds for less than it seems
        ("We do not sell pumps in Iowa.", " in Iowa"),
        ("No dealer of pumps has a licence.", " of pumps"),
        ("We never sold pumps to towns.", " to towns"),
        ("We can’t sell pumps to towns.", " to towns"),
        # so does all, most, the first
        ("We make all pumps in Iowa.", " in Iowa"),
        ("Every pump for farms is blue.", " for farms"),
        ("We are the largest maker of pumps in Iowa.", " in Iowa"),
        ("Most pumps in Iowa are blue.", " in Iowa"),
        ("We were the first to sell pumps by mail.", " by mail"),
        ("The only maker in Iowa is Fernhollow.", " in Iowa"),
        ("The majority of pumps for farms is blue.", " for farms"),
        ("We sell pumps exclusively to farms and towns.", " and towns"),
        ("We sell pumps solely to farms and towns.", " and towns"),
        ("The pumps are always blue in Iowa.", " in Iowa"),
        ("Our smallest pump for farms is blue.", " for farms"),
        # and what is counted
        ("Pumps were 17% of sales in Iowa.", " in Iowa"),
        ("Pumps were 17 percent of sales in Iowa.", " in Iowa"),
        ("We have 48 dealers in Iowa.", " in Iowa"),
        ("Sales to farms were $4 million.", " to farms"),
        ("A third of sales to farms is parts.", " to farms"),
        # conditions
        ("We sell pumps if farms pay.", " if farms pay"),
        ("We sell pumps, if farms pay, by mail.", ", if farms pay,"),
        ("We sell pumps, which may not be blue, by mail.", ", which may not be blue,"),
    ],
)
def test_a_sentence_without_its_restriction_says_more(text: str, part: str) -> None:
    start = text.index(part)
    assert says_more_without(text, start, start + len(part))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("We sell pumps in Iowa.", " in Iowa"),
        ("We sold pumps in 2009 in Iowa.", " in Iowa"),  # a year counts nothing
        ("We have 48 dealers, including farms.", ", including farms"),
        ("We have 48 dealers, which sell pumps.", ", which sell pumps"),
        ("Pumps were 17% of sales, up from 16%.", ", up from 16%"),
        ("Pumps were 17% of sales, compared to 16%.", ", compared to 16%"),
        ("No dealer (a farm) sells pumps.", " (a farm)"),
        ("We do not sell valves, such as taps.", ", such as taps"),
    ],
)
def test_a_sentence_without_what_is_set_off_says_no_more(text: str, part: str) -> None:
    start = text.index(part)
    assert not says_more_without(text, start, start + len(part))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        # what a parenthesis restricts
        ("All pumps (in Iowa) are blue.", " (in Iowa)"),
        ("We sold 48 pumps (to farms) in spring.", " (to farms)"),
    ],
)
def test_a_restriction_in_parentheses_is_one(text: str, part: str) -> None:
    start = text.index(part)
    assert says_more_without(text, start, start + len(part))


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("In some of the towns, we sell pumps.", "In some of the towns", True),
        ("We sell pumps, mainly to farms and towns.", "mainly to farms and towns", True),
        ("We sell pumps in some of the towns.", "in some of the towns", True),
        ("We sell pumps to farms, which may be small.", "which may be small", True),
        ("We may sell pumps to farms.", "may", False),
        ("We may sell pumps to farms.", "may sell pumps", False),
        ("We sell some of the pumps to farms.", "some of the pumps", False),
        ("We sell pumps in most towns and farms.", "in most towns", False),
        ("We sell pumps, in part.", "in part", False),  # too short to be more than a hedge
    ],
)
def test_phrases_of_their_own(text: str, part: str, expected: bool) -> None:
    start = text.index(part)
    assert is_a_part(text, start, start + len(part)) is expected


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_range_of_any_text_has_an_answer(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert says_more_without(text, start, end) is says_more_without(text, start, end)
    assert is_a_part(text, start, end) in {True, False}
    assert not governs(text[start:end]) or says_more_without(text, start, end)


@given(st.sampled_from("if unless only except not without".split()), st.text("abc ,.", max_size=20))
def test_what_governs_does_so_anywhere_and_in_any_case(word: str, rest: str) -> None:
    for written in (word, word.upper(), word.capitalize()):
        assert governs(f"{rest} {written} {rest}")
