"""Shortening takes words away and nothing else, and never a word that carries the truth of the sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import example, given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.engines.rewrite import latest, shorten
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
        ("The CG(R) pump and the Heron(TM) valve are sold.", "The CG pump and the Heron valve are sold."),
        # "also"
        ("We also sell pumps.", "We sell pumps."),
        ("The Company has also sold pumps.", "The Company has sold pumps."),
        ("Fernhollow also sells pumps.", "Fernhollow sells pumps."),
        ("In addition, we may also sell pumps.", "We may sell pumps."),
        ("We have not only sold pumps but also valves.", SAME),
        ("We also, at times, sell pumps.", SAME),
        ("Dealers of ours also sell pumps.", SAME),
        # labels that the sentence says again
        ("Pumps: Pumps are sold to farms.", "Pumps are sold to farms."),
        ("Heron Valves -- The Heron Valves are sold to farms.", "The Heron Valves are sold to farms."),
        ("Pump-Pumps are sold to farms.", SAME),
        # enumerators
        ("We sell (i) pumps, (ii) valves and (iii) hoses.", "We sell pumps, valves and hoses."),
        ("We sell: (a) pumps; and (b) valves.", "We sell: pumps; and valves."),
        ("We sell (1) pumps and (2) valves.", "We sell pumps and valves."),
        ("We sell type (I) pumps.", SAME),
        ("We sell ten (10) pumps.", SAME),
        ("Section 13(a) of the act applies to pumps.", SAME),
        ("Section 13 (a) of the act applies to pumps.", SAME),
        ("Rule 7 (b) of the code applies to pumps.", SAME),
        # years ended
        ("For the year ended December 31, 2009, sales rose.", "For 2009, sales rose."),
        ("During the twelve months ended December 31, 2009, sales rose.", "During 2009, sales rose."),
        ("Sales rose in the fiscal year ended December 31, 2009.", "Sales rose in 2009."),
        ("For the years ended December 31, 2009 and 2008, sales rose.", "For 2009 and 2008, sales rose."),
        ("For the fiscal year ended September 30, 2009, sales rose.", "For fiscal 2009, sales rose."),
        ("For the year ended June 30, 2009, sales rose.", SAME),
        ("For the six months ended December 31, 2009, sales rose.", SAME),
        ("At December 31, 2009, we had pumps.", SAME),
        # a date behind the first one
        ("For the years ended December 31, 2009 and December 31, 2008, sales rose.", SAME),
        ("For the fiscal years ended March 31, 2009 and March 31, 2008, sales rose.", SAME),
        ("As of and for the year ended December 31, 2009, sales rose.", SAME),
        # a fiscal year that ends in January has the number of the year before
        ("For the fiscal year ended January 30, 2010, sales rose.", SAME),
        # the names of years
        ("Sales rose in the year 2009 (“fiscal 2009”).", "Sales rose in the year 2009."),
        ("Sales rose in the year 2009 (the “2009 Sales”).", SAME),
        # hedges and negations at the head
        ("In general, dealers sell pumps.", SAME),
        ("Historically, sales rose in spring.", SAME),
        ("Generally, we do not sell pumps.", SAME),
        ("We do not, however, sell valves.", SAME),
        ("Approximately, 40% of pumps are blue.", SAME),
    ],
)
def test_shortening(sentence: str, expected: str) -> None:
    assert shorten(sentence) == (expected or sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales were 5%, 4% and 3% in 2009, 2008 and 2007, respectively.", "Sales were 5% in 2009."),
        ("Sales were 3%, 4% and 5% in 2007, 2008 and 2009, respectively.", "Sales were 5% in 2009."),
        ("Sales were $5 million and $4 million in 2009 and 2008, respectively.", "Sales were $5 million in 2009."),
        ("In fiscal 2009 and 2008, sales were 5% and 4%, respectively.", "In fiscal 2009, sales were 5%."),
        ("In fiscal years 2009 and 2008, sales were 5% and 4%, respectively.", "In fiscal 2009, sales were 5%."),
        ("In 2009 and 2008, approximately 5% and 4%, respectively, were sold.", "In 2009, approximately 5% were sold."),
        ("Sales were approximately 3% and 4% in 2008 and 2009, respectively.", "Sales were approximately 4% in 2009."),
        (
            "At June 30, 2009 and 2008, we had 1,250 and 1,100 pumps, respectively.",
            "At June 30, 2009, we had 1,250 pumps.",
        ),
        (
            "For the years ended June 30, 2009 and 2008, sales were 5% and 4%, and costs were 3% and 2%, respectively.",
            "For the year ended June 30, 2009, sales were 5%, and costs were 3%.",
        ),
        # what is no list of years beside as long a list of figures
        ("Sales were 5%, 4% and 3% in 2009 and 2008, respectively.", SAME),
        ("Sales were 5% and 4% in 2009 and 2008.", SAME),
        ("Sales were 5% and $4 million in 2009 and 2008, respectively.", SAME),
        ("Pumps and valves were 5% and 4% of sales, respectively.", SAME),
        ("Pumps and valves were sold in 2009 and 2008, respectively.", SAME),
        ("In 2009 and 2008, and in 2007 and 2006, sales were 5% and 4%, respectively.", SAME),
        # two names beside two years: whose are the figures?
        ("Acme and Brook were 14% and 12% of sales, respectively, in 2009 and 2008.", SAME),
        # a list of figures in words
        ("Nine and ten customers were 50% and 60% of sales in 2009 and 2008, respectively.", SAME),
        (
            "In each of 2009 and 2008, 5% and 4% were sold, respectively.",
            SAME,
        ),
        # figures outside the list
        ("Sales grew 5% and fell 4% to $5 million and $4 million in 2009 and 2008, respectively.", SAME),
        # years to come: the last is not the newest
        ("Losses of $7 million and $9 million expire in 2020 and 2027, respectively.", SAME),
        # articles, plurals and commas around what is left
        ("The ratios for the years 2009 and 2008, respectively, were 1.62 and 1.44.", "The ratios for 2009 were 1.62."),
        ("In the three years ended June 30, 2009 and 2008, 5% and 4% were sold, respectively.", SAME),
        (
            "Sales were $5 million and $4 million in 2009 and 2008, respectively, which includes parts.",
            "Sales were $5 million in 2009, which includes parts.",
        ),
        (
            "Sales were $5 million and $4 million, on a cash basis, for 2009 and 2008, respectively.",
            "Sales were $5 million, on a cash basis, for 2009.",
        ),
        ("Sales were 5% and 4%, in 2009 and 2008, respectively.", "Sales were 5% in 2009."),
        (
            "Pumps were 58% of sales, compared to 57% and 60% in 2009 and 2008, respectively.",
            "Pumps were 58% of sales, compared to 57% in 2009.",
        ),
    ],
)
def test_of_several_years_the_newest_stays(sentence: str, expected: str) -> None:
    assert latest(sentence) == (expected or sentence)


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
        if "respectively" not in text:  # with that go the years before the newest
            assert figures(shorten(text)) == figures(text)


# The day on which a year ended, enumerators, and the name that a year is given.
UNTOLD = re.compile(
    r"(?:ended|ending) (?:on )?[A-Z][a-z]+ \d{1,2},? (?=\d{4}\b)|\(\d\) |\((?:the )?[\"“](?:fiscal )?\d{4},?[\"”]\)",
    re.IGNORECASE,
)


def figures(text: str) -> list[str]:
    """Return the figures that a shorter sentence keeps."""
    return re.findall(r"\d+", UNTOLD.sub("", text))


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
