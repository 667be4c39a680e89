"""One text out of sentences: a pronoun only where none but the company can be meant, no figure lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.data import Claim, Evidence, Span
from itemone.engines.weave import MOST_SHARES, fuse, weave, with_pronoun
from itemone.verify import unsupported

WHO = "Fernhollow sells pumps."  # what a text begins with
SAME = ""  # stands for "the sentence itself"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company sells pumps.", "It sells pumps."),
        ("The company's pumps are blue.", "Its pumps are blue."),
        ("The company’s pumps are blue.", "Its pumps are blue."),
        ("The company (with its dealers) sells pumps.", "It (with its dealers) sells pumps."),
        ("The company also sells pumps.", "It also sells pumps."),
        ("The company no longer sells pumps.", "It no longer sells pumps."),
        ("The company may sell pumps.", "It may sell pumps."),
        ("Pumps are sold by the company.", SAME),
        ("Fernhollow sells pumps.", SAME),
        ("The company's Heron pumps are blue.", SAME),
        ("The company, through its dealers, sells pumps.", SAME),
        ("The companies sell pumps.", SAME),
        ("", SAME),
        # the company is not the subject, or not alone
        ("The company culture is strong.", SAME),
        ("The company and its dealers sell pumps.", SAME),
    ],
)
def test_with_pronoun(text: str, expected: str) -> None:
    assert with_pronoun(text) == (expected or text)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("The company sells pumps.", "The company owns a plant.", "It owns a plant."),
        ("The company sells pumps.", "The company's plant is in Iowa.", "Its plant is in Iowa."),
        ("The company's pumps are blue.", "The company owns a plant.", "It owns a plant."),
        ("The company's dealers serve farms.", "The company owns a plant.", "It owns a plant."),
        ("The company's pump is blue.", "The company's plant is large.", "Its plant is large."),
        # it could be another
        ("Heron sells pumps.", "The company owns a plant.", SAME),
        ("Heron sells pumps.", "The company's plant is in Iowa.", SAME),
        ("The company's largest customer is Heron.", "The company's plant is in Iowa.", SAME),
        ("The company culture is strong.", "The company owns a mill.", SAME),
        ("The company's plant is in Iowa.", "The company owns a mill.", SAME),
        ("Pumps are sold by Heron.", "The company owns a mill.", SAME),
        ("The company's business may change.", "The company owns a mill.", SAME),
        ("The company's board of directors may change.", "The company owns a mill.", SAME),
        ("It is expected that Heron will close.", "The company owns a mill.", SAME),
    ],
)
def test_a_pronoun_where_there_is_no_doubt(before: str, text: str, expected: str) -> None:
    told = weave([WHO, "Farms need water.", before, text])
    assert told[-1] == (expected or text)


def test_the_first_sentence_says_who_it_is() -> None:
    assert weave(["The company sells pumps."]) == ["The company sells pumps."]
    assert weave([WHO, "The company owns a plant."]) == [WHO, "It owns a plant."]
    assert weave([]) == []


def test_pronouns_follow_one_another() -> None:
    texts = ["The company sells pumps.", "The company's pumps are blue.", "The company owns a plant."]
    assert weave([WHO, *texts]) == [WHO, "It sells pumps.", "Its pumps are blue.", "It owns a plant."]


def common(word: str) -> bool:
    return word not in ("heron", "fernhollow")


def fused(*texts: str) -> list[str]:
    return [text for text, _ in fuse(texts, [True] * len(texts), common)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("Pumps accounted for 40% of net sales.", "Valves accounted for 20% of net sales."),
            "Pumps accounted for 40% of net sales and valves for 20%.",
        ),
        (
            (
                "Pumps accounted for 40% of net sales.",
                "Valves accounted for about 20% of its net sales.",
                "Heron accounted for 10 percent of the company's net sales.",
            ),
            "Pumps accounted for 40% of net sales, valves for about 20% and Heron for 10 percent.",
        ),
        (
            ("Pumps represented 40% of sales.", "The company's valves represented 20% of sales."),
            "Pumps represented 40% of sales and the company's valves 20%.",
        ),
        (
            ("In 2009, pumps represented 40% of net sales.", "Valves represented 20% of net sales in 2009."),
            "In 2009, pumps represented 40% of net sales and valves 20%.",
        ),
        (
            ("Pumps accounted for 40% of net sales in 2009.", "Valves accounted for 20% of net sales in 2009."),
            "Pumps accounted for 40% of net sales in 2009 and valves for 20%.",
        ),
        (
            ("Pumps accounted for 40% of sales in the U.S.", "Valves accounted for 20% of sales in the U.S."),
            "Pumps accounted for 40% of sales in the U.S. and valves for 20%.",
        ),
        (
            ("Hoses represented 40% of sales.", "Pumps and Valves represented 20% of sales."),
            "Hoses represented 40% of sales and Pumps and Valves 20%.",
        ),
    ],
)
def test_shares_of_one_whole(texts: tuple[str, ...], expected: str) -> None:
    assert fuse(texts, [True] * len(texts), common) == [(expected, tuple(range(len(texts))))]
    assert is_supported(expected, *texts)


def is_supported(text: str, *quotes: str) -> bool:
    """Tell whether the checker takes a text for what its quotes say, put in one."""
    evidence = tuple(Evidence(Span(0, len(quote)), quote, "compressed") for quote in quotes)
    return unsupported(Claim(text, evidence)) is None


def test_shares_may_stand_apart() -> None:
    texts = ["Pumps represented 40% of sales.", "Farms need water.", "Valves represented 20% of sales."]
    assert fuse(texts, [True] * 3, common) == [
        ("Pumps represented 40% of sales and valves 20%.", (0, 2)),
        ("Farms need water.", (1,)),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        # another whole, another year, another verb
        ("Pumps accounted for 40% of net sales.", "Valves accounted for 20% of profit."),
        ("Pumps accounted for 40% of net sales in 2009.", "Valves accounted for 20% of net sales in 2008."),
        ("Pumps accounted for 40% of net sales in 2009.", "Valves accounted for 20% of net sales."),
        ("Pumps represented 40% of net sales.", "Valves accounted for 20% of net sales."),
        ("Pumps accounted for 40% of net sales in 2009.", "For 2009, valves accounted for 20% of net sales."),
        ("Pumps accounted for 40% of the company's sales.", "Valves accounted for 20% of sales."),
        # what is denied or said of others holds for its own sentence
        ("Pumps accounted for 40% of net sales.", "No customer accounted for 10% of net sales."),
        ("Each customer accounted for 2% of net sales.", "Pumps accounted for 40% of net sales."),
        ("Pumps never accounted for 40% of net sales.", "Valves accounted for 20% of net sales."),
        ("Pumps have not accounted for 40% of net sales.", "Valves accounted for 20% of net sales."),
        ("Pumps historically represented 40% of net sales.", "Valves represented 20% of net sales."),
        ("Pumps would have represented 40% of net sales.", "Valves represented 20% of net sales."),
        ("Pumps have accounted for 40% of net sales.", "Valves have accounted for 20% of net sales."),
    ],
)
def test_no_shares_of_one_whole(texts: tuple[str, ...]) -> None:
    assert fused(*texts) == list(texts)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The company sells pumps.", "The company owns a plant.", "The company sells pumps and owns a plant."),
        (
            "The company was founded in 1961.",
            "The company sells pumps.",
            "The company was founded in 1961 and sells pumps.",
        ),
        (
            "The company sells pumps in the U.S.",
            "The company owns a plant.",
            "The company sells pumps in the U.S. and owns a plant.",
        ),
        # there could be another subject, or another scope
        ("The company sells pumps and valves.", "The company owns a plant.", None),
        ("The company sells pumps to farms that need water.", "The company owns a plant.", None),
        ("The company may sell pumps.", "The company owns a plant.", None),
        ("The company believes pumps are good.", "The company owns a plant.", None),
        ("The company does not sell pumps.", "The company owns a plant.", None),
        ("The company no longer sells pumps.", "The company owns a plant.", None),
        ("The company never sells pumps.", "The company owns a plant.", None),
        ("The company occasionally sells pumps.", "The company owns a plant.", None),
        ("The company sells pumps.", "The company does not sell valves.", None),
        ("The company sells pumps.", "Heron sells valves.", None),
        ("Heron sells pumps.", "The company sells valves.", None),
        ("The company sells pumps.", "The company's plant is in Iowa.", None),
        # the company is not the subject
        ("The company sells pumps.", "The company culture is strong.", None),
        ("The company culture is strong.", "The company sells pumps.", None),
        # the sentence ends with more than a stop
        ("The company calls it “Heron.”", "The company owns a plant.", None),
    ],
)
def test_two_short_sentences(first: str, second: str, expected: str | None) -> None:
    assert fused(first, second) == ([expected] if expected else [first, second])
    if expected:
        assert is_supported(expected, first, second)
        assert is_supported(with_pronoun(expected), first, second)


def test_long_sentences_stay_apart() -> None:
    long = "The company sells pumps " + "of steel " * 8 + "in Iowa."
    assert fused(long, "The company owns a plant.") == [long, "The company owns a plant."]


def test_what_leans_on_another_keeps_its_place() -> None:
    texts = ["Pumps represented 40% of sales.", "Valves represented 20% of sales."]
    assert fuse(texts, [True, False], common) == [(texts[0], (0,)), (texts[1], (1,))]
    texts = ["The company sells pumps.", "The company owns a plant."]
    assert fuse(texts, [False, True], common) == [(texts[0], (0,)), (texts[1], (1,))]


def test_shares_in_one_sentence_are_few() -> None:
    texts = [f"Pump {letter} represented {number}% of sales." for number, letter in enumerate("ABCDEFG", 5)]
    told = fuse(texts, [True] * 7, common)
    assert [numbers for _, numbers in told] == [(0, 1, 2, 3), (4, 5, 6)]
    assert max(len(numbers) for _, numbers in told) == MOST_SHARES


# fmt: off
sentences = st.sampled_from([
    "The company sells pumps.", "The company owns a plant.", "The company's pumps are blue.", "Heron sells valves.",
    "The company may sell valves.", "Pumps accounted for 40% of net sales.",
    "Valves accounted for 21% of its net sales.", "Heron accounted for 12% of net sales.",
    "In 2009, parts represented 13% of sales.", "", ".",
    "Tools represented 14% of sales in 2009.", "The company", "It is blue.", "The company sold 15 pumps.",
]) | st.text(max_size=30)
# fmt: on


@given(drawn=st.lists(st.tuples(sentences, st.booleans()), max_size=9), capital=st.booleans())
def test_each_sentence_is_told_once_and_no_figure_is_lost(drawn: list[tuple[str, bool]], capital: bool) -> None:
    texts = [text for text, _ in drawn]
    told = fuse(texts, [free for _, free in drawn], lambda _: capital)
    assert sorted(number for _, numbers in told for number in numbers) == list(range(len(texts)))
    assert [numbers[0] for _, numbers in told] == sorted(numbers[0] for _, numbers in told)
    for text, numbers in told:
        sources = [texts[number] for number in numbers]
        assert set(re.findall(r"\d+", text)) == set(re.findall(r"\d+", " ".join(sources)))
        assert len(text) <= len(" ".join(sources))
        if len(numbers) == 1:
            assert [text] == sources


@given(texts=st.lists(sentences, max_size=6))
def test_nothing_moves_where_all_lean(texts: list[str]) -> None:
    told = fuse(texts, [False] * len(texts), common)
    assert told == [(text, (number,)) for number, text in enumerate(texts)]


@given(texts=st.lists(sentences, max_size=6))
def test_weaving_changes_the_head_alone(texts: list[str]) -> None:
    told = weave(texts)
    assert len(told) == len(texts)
    assert told[:1] == texts[:1]
    assert all(new in (old, with_pronoun(old)) for old, new in zip(texts, told, strict=True))


@given(text=sentences)
def test_a_pronoun_is_put_once(text: str) -> None:
    short = with_pronoun(text)
    assert with_pronoun(short) == short
    assert len(short) <= len(text)
