"""Shortening takes words away and nothing else, and never a word that carries the truth of the sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import example, given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.engines.rewrite import shorten
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment

SAME = ""  # stands for "the sentence itself"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # connectives at the head
        ("However, we sell pumps.", "We sell pumps."),
        ("In addition, dealers sell pumps.", "Dealers sell pumps."),
        ("As a result, sales rose.", "Sales rose."),
        ("For example, farms buy pumps.", "Farms buy pumps."),
        ("Furthermore, Wellspring sells valves.", "Wellspring sells valves."),
        # and elsewhere
        ("We sell pumps; however, we make none.", SAME),
        ("We sell pumps in addition to valves.", SAME),
        ("However difficult it is, we sell pumps.", SAME),
        ("Also known as Wellspring, the pump is blue.", SAME),
        ("Instead, we rent pumps.", SAME),
        ("It is called “However, Pumps” by farmers.", SAME),
        ("Read Overview. We sell pumps.", SAME),
        # labels
        ("GENERAL - We sell pumps.", "We sell pumps."),
        ("Overview. We sell pumps.", "We sell pumps."),
        ("General Motors sells cars.", SAME),
        # parentheses that define or point
        ("Fernhollow Pump Company (“Fernhollow”) sells pumps.", "Fernhollow Pump Company sells pumps."),
        ('Fernhollow (the "Company") sells pumps.', "Fernhollow sells pumps."),
        ("Fernhollow (collectively, “we,” “us” or “our”) sells pumps.", "Fernhollow sells pumps."),
        ("Fernhollow (NASDAQ: FERN) sells pumps.", "Fernhollow sells pumps."),
        ("Dealers (see Distribution) sell pumps.", "Dealers sell pumps."),
        ("Fernhollow sells pumps (as defined).", "Fernhollow sells pumps."),
        # parentheses that tell something
        ("Pumps (blue or green) are sold.", SAME),
        ("We use reverse osmosis (RO) in pumps.", SAME),
        ("We belong to the Pump Makers Guild (“PMG”).", SAME),
        ("Pumps (54%) and valves (46%) are sold.", SAME),
        ("Sales (in 1996) rose.", SAME),
        ("Sales ($4 million) rose.", SAME),
        ("Pumps (but not “valves”) are sold.", SAME),
        ("Pumps (excluding “Wellspring”) are sold.", SAME),
        ("Pumps (which may be “leased”) are sold.", SAME),
        ("Pumps (see 1996) are sold.", SAME),
        # marks
        ("Wellspring® pumps and Heron™ valves are sold.", "Wellspring pumps and Heron valves are sold."),
        # hedges and negations at the head
        ("Generally, we do not sell pumps.", SAME),
        ("We do not, however, sell valves.", SAME),
        ("Approximately, 40% of pumps are blue.", SAME),
    ],
)
def test_shortening(sentence: str, expected: str) -> None:
    assert shorten(sentence) == (expected or sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We may, in addition, sell “pumps” (or not).",
        "Sales were $4.2 million (1995: $3.9 million), or 12% of the total.",
        "No customer (other than the “State”) accounted for 10%.",
        "The pumps (without “Heron” valves) could be leased.",
        "Except for two towns (neither in “Iowa”), customers pay within 30 days.",
    ],
)
def test_negations_hedges_and_figures_stay(sentence: str) -> None:
    kept = re.findall(r"\d[\d.,]*|\b(?:not|no|may|could|without|except|neither|other than)\b", sentence, re.IGNORECASE)
    assert kept
    short = shorten(sentence)
    assert all(word in short for word in kept)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_real_sentences_lose_words_and_gain_none(path: Path) -> None:
    texts = [sentence.text for sentence in segment(locate(read(acquire(path))))]
    assert texts
    for text in texts:
        assert is_subsequence(words(shorten(text)), words(text))
        assert re.findall(r"\d+", shorten(text)) == re.findall(r"\d+", text)


# fmt: off
pieces = st.sampled_from([
    "However, ", "In addition, ", "GENERAL - ", "We ", "sell ", "pumps", "the ", "see ", "NYSE: F", "not ", "may ",
    "12", "%", "$", " (", ")", "[", "]", "“", "”", '"', "®", "™", "ß", "İ", ".", ",", " ", "\n",
])
# fmt: on
shapes = st.lists(pieces, max_size=14).map("".join)


@example("Heron®2000 pumps")
@given(text=st.text() | shapes)
def test_any_text_loses_words_and_gains_none(text: str) -> None:
    # A capital put at the head may be two letters of lower case ("ß"): compare without the first word.
    assert is_subsequence(words(shorten(text))[1:], words(text))


@given(text=shapes)
def test_negations_and_figures_are_never_taken_away(text: str) -> None:
    for word in ("not", "12", "$", "%", "may"):
        assert shorten(text).lower().count(word) == text.lower().count(word)


@given(text=st.text() | shapes)
def test_a_text_never_grows(text: str) -> None:
    assert len(shorten(text)) <= len(text) + 2  # a capital can be longer than its letter


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_a_shortened_sentence_is_as_short_as_it_gets(path: Path) -> None:
    short = [shorten(sentence.text) for sentence in segment(locate(read(acquire(path))))]
    assert [shorten(text) for text in short] == short
