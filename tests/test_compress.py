"""A sentence gets shorter wording by wording: whole, in its own words, with commas and capital where they belong."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import example, given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.engines.compress import without, wordings
from itemone.engines.limbs import Limb
from itemone.engines.model import Model, model
from itemone.engines.reading import Reading
from itemone.engines.rewrite import shorten
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment


def weighing(**limbs: int) -> Model:
    """Return a model that knows nothing but these features of limbs."""
    return Model({}, {}, {}, {}, {}, {name.replace("_", ":", 1): weight for name, weight in limbs.items()})


TAKES_ALL = weighing(bias_=-5_000)
KEEPS_ALL = weighing(bias_=5_000)


def worth(_: str) -> float:
    return 0.3


def told(text: str, by: Model = TAKES_ALL) -> list[str]:
    return [wording.text for wording in wordings(text, by, worth)]


def limb(text: str, part: str, kind: str = "tail-end") -> Limb:
    start = text.index(part)
    return Limb(start, start + len(part), kind, "")


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("We sell pumps to farms.", [], "We sell pumps to farms."),
        ("In spring, we sell pumps.", ["In spring, "], "We sell pumps."),
        ("We sell pumps, which are blue.", [", which are blue"], "We sell pumps."),
        ("We sell pumps, valves, and hoses.", [", valves"], "We sell pumps, and hoses."),
        ("Pumps (blue) are sold (mostly).", [" (blue)", " (mostly)"], "Pumps are sold."),
        ("In spring, we sell blue pumps in Iowa.", ["In spring, ", "blue ", " in Iowa"], "We sell pumps."),
        ("We sell pumps , which are blue, in Iowa.", [", which are blue,"], "We sell pumps in Iowa."),
        ("We sell pumps, which are blue.", [" which are blue"], "We sell pumps."),
        ("We sell pumps, which are blue; they last.", [" which are blue"], "We sell pumps; they last."),
        # what only a full stop of an abbreviation was before
        ("We sell pumps to Heron, Inc. in Iowa.", [" in Iowa"], "We sell pumps to Heron, Inc."),
        ("She has an M.B.A. from Iowa.", [" from Iowa"], "She has an M.B.A."),
        # a comma on either side of what goes
        ("Notes due in spring, (in Iowa), are sold.", [" (in Iowa)"], "Notes due in spring, are sold."),
        # a point that begins a figure
        ("A tax of .80 dollars is paid in Iowa.", [" in Iowa"], "A tax of .80 dollars is paid."),
    ],
)
def test_what_is_left_is_in_order(text: str, parts: list[str], expected: str) -> None:
    assert without(text, [limb(text, part) for part in parts]) == expected


def test_a_dash_leaves_a_space() -> None:
    text = "Pumps — blue ones — are sold."
    assert without(text, [limb(text, " — blue ones —", "dash")]) == "Pumps are sold."


def test_nothing_to_take_is_one_wording() -> None:
    text = "We sell pumps to farms, which are small, in Iowa."
    (wording,) = wordings(text, KEEPS_ALL, worth)
    assert wording.text == text
    assert wording.share == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell blue pumps to farms.", "We sell blue pumps."),
        ("In spring, we sell pumps, which are blue.", "In spring, we sell pumps."),
        ("In addition to valves, we sell pumps, which are blue.", "We sell pumps."),
        # of many words too few would be left
        (
            "We have a licence, which Caldera gave us in the spring of the year that it built its first plant.",
            "We have a licence, which Caldera gave us.",
        ),
        ("Wellspring sells pumps (and valves) to farms.", "Wellspring sells pumps to farms."),
        ("The company makes pumps, which it sells to farms, and it rents valves.", "The company makes pumps."),
        ("Most pumps in Iowa are sold by mail.", "Most pumps in Iowa are sold by mail."),
        ("We do not sell pumps to farms.", "We do not sell pumps to farms."),
        ("We have 48 dealers, including farms, in Iowa.", "We have 48 dealers in Iowa."),
    ],
)
def test_all_that_may_go(text: str, expected: str) -> None:
    assert told(text)[-1] == expected


def test_praise_goes_whatever_analysts_keep_of_it() -> None:
    assert told("We sell a wide range of pumps to farms.", KEEPS_ALL) == ["We sell pumps to farms."]


def test_a_threshold_is_a_wording() -> None:
    # Of the parenthesis 27% is kept, of the clause 57%, of what stands before the subject 73%.
    by = weighing(kind_parenthesis=-1_000, kind_relative=300, kind_lead=1_000)
    assert told("In addition to hoses, Heron sells pumps (and valves), which are blue.", by) == [
        "In addition to hoses, Heron sells pumps, which are blue.",
        "In addition to hoses, Heron sells pumps.",
        "Heron sells pumps.",
    ]


def test_of_two_parts_that_overlap_the_one_kept_less_goes() -> None:
    text = "Heron sells pumps in towns, which are small."
    assert told(text, weighing(kind_relative=-1_000, **{"kind_tail-end": 1_000})) == ["Heron sells pumps in towns."]
    assert told(text, weighing(kind_relative=1_000, **{"kind_tail-end": -1_000}))[-1] == "Heron sells pumps."


def test_a_long_list_keeps_three_of_its_members() -> None:
    by = weighing(kind_item=600)  # 65% is kept of each: less than of the members of a long list, more than of a part
    text = "Dealers of Fernhollow order pumps, valves, hoses, belts, motors, ducts, grates and springs."
    assert text.count(",") == 6
    assert told(text, by)[0].count(",") == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "a",
        ", , , , , , ,",
        "()()()()()()",
        "In in in in, we, we, we",
        "is is is is is is is",
    ],
)
def test_texts_that_are_none_have_wordings(text: str) -> None:
    assert all(0 <= wording.share <= 1.0000001 for wording in wordings(text, TAKES_ALL, worth))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


# fmt: off
pieces = st.sampled_from([
    "In addition to ", "In 2009, ", "When ", "We ", "sell ", "sells ", "pumps", " pumps ", "the company ",
    "a wide range of ", "innovative ", ", including valves", ", which are blue", ", and ", " and ", " or ", "; ", ": ",
    " — ", " (", ") ", "“", "”", " to farms", " in Iowa", " that ", " not ", " may ", " only ", "48 ", "$5 ", "%", ". ",
    ".", ", ", " Inc. ", "hoses, belts", " both ", "making ", "made ", "is ", "ß", "İ", "\n",
])
# fmt: on
shapes = st.lists(pieces, max_size=24).map("".join)


@example("")
@given(st.text() | shapes)
def test_any_text_has_wordings_of_its_own_words(text: str) -> None:
    for by in (TAKES_ALL, model()):
        found = list(wordings(text, by, worth))
        assert len({wording.text for wording in found}) == len(found)
        assert found == list(wordings(text, by, worth))
        for wording in found:
            assert -1e-9 <= wording.share <= 1 + 1e-9
            # A capital put at the head may be two letters of lower case ("ß"): compare without the first word.
            assert is_subsequence(words(wording.text)[1:], words(text))


@given(shapes)
def test_words_that_carry_the_claim_stay(text: str) -> None:
    for wording in wordings(text, TAKES_ALL, worth):
        for word in ("not", "only"):
            assert words(wording.text).count(word) == words(text).count(word)


@given(shapes)
def test_ever_less_is_left(text: str) -> None:
    shares = [wording.share for wording in wordings(text, model(), worth)]
    assert all(left >= right for left, right in pairwise(shares))


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_real_sentences(path: Path) -> None:
    section = locate(read(acquire(path)))
    sentences = segment(section)
    reading = Reading(section, sentences, model())
    shorter = 0
    for sentence in sentences:
        text = shorten(sentence.text)
        years = re.findall(r"\b(?:19|20)\d\d\b", text)
        for by in (TAKES_ALL, model()):
            for wording in wordings(text, by, reading.worth):
                shorter += wording.text != text
                assert is_subsequence(words(wording.text), words(text))
                assert not re.search(r",,|, ,|\s[,.;]|,\.|\.\.|  ", wording.text)
                assert wording.text.count("(") == wording.text.count(")") or text.count("(") != text.count(")")
                assert not re.search(r"\b(?:a [aeio]|an [bcdgjkpqtvwyz])", wording.text)
                if re.search(r"[$%]", wording.text) and not re.search(
                    r"compared|increas|decreas|\bup\b|\bdown\b|\bfrom\b|\(", text
                ):
                    assert re.findall(r"\b(?:19|20)\d\d\b", wording.text) == years
    assert shorter
