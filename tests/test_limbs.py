"""A limb may go and leaves a sentence: grammatical, and no wider in what it claims than the one it was part of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import example, given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.engines.compress import without
from itemone.engines.limbs import Limb, features, is_sound, limbs
from itemone.locate import locate
from itemone.polarity import governs
from itemone.read import read
from itemone.segment import segment


def left(text: str) -> set[str]:
    """Return what a sentence can become when one of its limbs goes."""
    return {without(text, [limb]) for limb in limbs(text)}


def gone(text: str) -> str:
    """Return all that some limb takes away, the rest as dots."""
    taken = {at for limb in limbs(text) for at in range(limb.start, limb.end)}
    return "".join(char if at in taken else "·" for at, char in enumerate(text))


@pytest.mark.parametrize(
    ("text", "shorter", "kind"),
    [
        # parentheses and dashes
        ("Our pumps (and valves) are sold to farms.", "Our pumps are sold to farms.", "parenthesis"),
        ("Pumps — blue or green — are sold to farms.", "Pumps are sold to farms.", "dash"),
        # before the subject
        ("In addition to valves, we sell pumps to farms.", "We sell pumps to farms.", "lead"),
        ("Through its dealers, Fernhollow sells pumps to farms.", "Fernhollow sells pumps to farms.", "lead"),
        ("Founded in 1961, we make pumps in Iowa.", "We make pumps in Iowa.", "lead"),
        # praise
        ("We sell a wide range of pumps to farms.", "We sell pumps to farms.", "praise"),
        ("We make innovative pumps for many farms.", "We make pumps for many farms.", "praise"),
        ("Heron, a wholly-owned subsidiary, sells pumps here.", "Heron, a subsidiary, sells pumps here.", "praise"),
        # behind commas
        ("We sell pumps, which are blue or green.", "We sell pumps.", "relative"),
        ("We sell pumps, from which farms draw water.", "We sell pumps.", "relative"),
        ("We sell parts, including belts and hoses.", "We sell parts.", "examples"),
        ("We sell parts, such as belts and hoses.", "We sell parts.", "examples"),
        ("We sell pumps, making farms green.", "We sell pumps.", "participle"),
        ("We sell pumps, made of brass.", "We sell pumps.", "participle"),
        ("We sell pumps, while farms rent some.", "We sell pumps.", "subordinate"),
        ("We sell pumps by mail, and we rent valves.", "We sell pumps by mail.", "clause"),
        ("We sell pumps by mail; dealers rent valves.", "We sell pumps by mail.", "clause"),
        ("Sales were $5 million, compared to $4 million.", "Sales were $5 million.", "comparison"),
        ("Sales were $5 million, up from $4 million.", "Sales were $5 million.", "comparison"),
        (
            "The company, which is in Iowa, sells pumps to farms.",
            "The company sells pumps to farms.",
            "relative-within",
        ),
        ("We sell pumps, including blue ones, to farms.", "We sell pumps to farms.", "examples-within"),
        # at the end
        ("We sell pumps and valves to farms.", "We sell pumps and valves.", "purpose-end"),
        ("We sell pumps and valves in Iowa.", "We sell pumps and valves.", "tail-end"),
        ("We sell pumps that are made of brass.", "We sell pumps.", "restriction-end"),
        ("We sell pumps covered by a warranty.", "We sell pumps.", "reduced-end"),
        ("We sell small pumps and valves.", "We sell small pumps.", "conjunct-end"),
        ("We ship pumps by rail because farms like it.", "We ship pumps by rail.", "condition-end"),
        # members of a list
        (
            "Dealers of Fernhollow order pumps, valves, hoses and belts.",
            "Dealers of Fernhollow order pumps, valves and belts.",
            "item",
        ),
    ],
)
def test_parts_that_may_go(text: str, shorter: str, kind: str) -> None:
    kinds = {limb.kind for limb in limbs(text) if without(text, [limb]) == shorter}
    assert kinds & {kind, "tail-end" if kind == "purpose-end" else kind}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        # conditions
        ("If farms pay early, we ship pumps to them.", "If farms pay early"),
        ("We ship pumps to farms if they pay early.", "if they pay early"),
        ("We ship pumps to farms, unless they pay late, by rail.", "unless they pay late"),
        ("We ship pumps to farms provided that they pay.", "provided that they pay"),
        ("We ship pumps, subject to a licence, to farms.", "subject to a licence"),
        ("Once a farm has paid, we ship pumps by truck.", "Once a farm has paid"),
        ("When farms order early, we ship the pumps by rail.", "When farms order early"),
        ("We ship pumps by rail when farms order early.", "when farms order early"),
        ("Where the law permits, we sell pumps by mail.", "Where the law permits"),
        ("Upon approval by the state, we will sell pumps to towns.", "Upon approval by the state"),
        ("Depending on the weather, we ship pumps to farms.", "Depending on the weather"),
        # exceptions
        ("We sell pumps in all states except Iowa.", "except Iowa"),
        ("We sell pumps to farms, other than small ones, by mail.", "other than small ones"),
        ("We sell pumps to farms, but rent some to towns.", "but rent some"),
        ("With the exception of Iowa, we sell pumps in the United States.", "With the exception of Iowa"),
        ("Apart from valves, we make the parts in Iowa.", "Apart from valves"),
        # denials
        ("We sell pumps by mail, not through dealers.", "not through dealers"),
        ("We sell pumps, which do not leak, to farms.", "not"),
        ("We do not sell pumps to farms in Iowa.", "in Iowa"),
        # opinions and who says so
        ("We sell pumps, which we believe are the best, to farms.", "believe"),
        ("Fernhollow sells pumps that it expects to last.", "expects"),
        ("We are a maker of pumps, according to a survey of farms.", "according"),
        # only, all, the largest, the first
        ("We sell pumps only to farms in Iowa.", "in Iowa"),
        ("We sell pumps exclusively to farms and towns.", "and towns"),
        ("We sell pumps solely to farms in Iowa.", "in Iowa"),
        ("We make all pumps in Iowa.", "in Iowa"),
        ("We are the largest maker of pumps in Iowa.", "in Iowa"),
        ("We were the first to sell pumps in Iowa.", "in Iowa"),
        ("We own the oldest maker of pumps in Iowa.", "in Iowa"),
        # figures
        ("We sold 48 pumps to farms in Iowa.", "to farms"),
        ("Pumps were 17% of sales to farms.", "to farms"),
        ("In 2009, our sales were $5 million in Iowa.", "2009"),
        ("We have 48 dealers, including 12 that we added in 2009.", "2009"),
        ("We had sales of $5 million in 2009, which was a dry year.", "2009"),
    ],
)
def test_what_restricts_denies_or_conditions_stays(text: str, part: str) -> None:
    at = text.index(part)
    assert gone(text)[at : at + len(part)] == "·" * len(part)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        # what completes a word
        ("The company relies on dealers for its sales.", "The company relies."),
        ("We expect sales to rise in the spring.", "We expect sales."),
        ("We have the right to sell pumps in Iowa.", "We have the right."),
        ("We expect that sales of pumps will rise.", "We expect."),
        ("Our goal is to ensure that pumps last.", "Our goal is to ensure."),
        ("New pumps can result in shorter repairs.", "New pumps can result."),
        ("We combine pumps with valves for farms.", "We combine pumps."),
        ("Pumps must be sold pursuant to a licence.", "Pumps must be sold pursuant."),
        ("Pumps are tested by us prior to shipment.", "Pumps are tested by us prior."),
        ("We sell pumps to farms in addition to valves.", "We sell pumps to farms in addition."),
        ("We sell pumps in exchange for valves.", "We sell pumps in exchange."),
        ("We sell pumps in cooperation with dealers.", "We sell pumps in cooperation."),
        ("We sell pumps in accordance with the law.", "We sell pumps in accordance."),
        ("Heron sells pumps on a case by case basis.", "Heron sells pumps on a case."),
        ("Our pumps need years to pay back, from one to three.", "Our pumps need years to pay back, from one."),
        ("Our warranty covers a time of one to three years.", "Our warranty covers a time of one."),
        ("We sell pumps from the smallest farms to towns.", "We sell pumps from the smallest farms."),
        ("The prices range from those of taps to those of motors.", "The prices range from those of taps."),
        # pairs
        ("We sell pumps both in Iowa and in Kansas.", "We sell pumps both in Iowa."),
        ("We sell either valves or pumps to farms.", "We sell either valves."),
        ("The pipes run between the pumps and the wells.", "The pipes run between the pumps."),
        # the verb of the sentence
        (
            "Customers' demands for quieter pumps for new farms are driven by prices.",
            "Customers' demands for quieter pumps.",
        ),
        (
            "Special pumps, which include pumps for boats, represented the rest of the sales.",
            "Special pumps, which include pumps for boats.",
        ),
        (
            "Dealers buy pumps, and certain pumps, such as the Heron, will be dearer in winter.",
            "Dealers buy pumps, and certain pumps.",
        ),
        ("Pumps are sold to farms, while markets for valves include towns.", "Pumps are sold to farms, while markets."),
        # a list without its "and"
        ("We sell pumps in Omaha, Iowa; valves in Kansas; and hoses in Texas.", "We sell pumps in Omaha, Iowa."),
        ("We make pumps for farms; valves; and hoses.", "We make pumps for farms; valves."),
        ("We focus on the design, making and selling of pumps.", "We focus on the design."),
        ("The company does the design, making, testing and selling of pumps.", "The company does the design, making."),
        (
            "We tell you how our pumps are made, tested, packed and shipped.",
            "We tell you how our pumps are made, tested.",
        ),
        (
            "We show pumps on television, in magazines, online, on billboards and by mail.",
            "We show pumps on television on billboards and by mail.",
        ),
        (
            "Dealers are in Iowa, which we call “North”; Texas, which we call “South”; and Ohio.",
            "Dealers are in Iowa.",
        ),
        (
            "Our members improve pumps and wells, broaden their reach and use, and enter new states with them.",
            "Our members improve pumps and wells and use, and enter new states with them.",
        ),
        # articles
        ("We sell an innovative pump to many farms.", "We sell an pump to many farms."),
        ("We have a unique approach to many farms.", "We have a approach to many farms."),
        ("We sell clearly reliable pumps to many farms.", "We sell clearly pumps to many farms."),
        # names and figures in parentheses
        ("The company adds to a 401(k) plan for workers.", "The company adds to a 401 plan for workers."),
        ("We sell pumps for the Away From Home unit of Heron.", "We sell pumps for the Away."),
        (
            "The Federal Pump, Valve and Hose Commission regulates prices of parts.",
            "The Federal Pump and Hose Commission regulates prices of parts.",
        ),
        (
            "Prices are set by the Bureau of Pumps, Valves and Hoses in Iowa.",
            "Prices are set by the Bureau of Pumps and Hoses in Iowa.",
        ),
        # counted members
        (
            "The business of Fernhollow is run as three units, pumps, valves and hoses.",
            "The business of Fernhollow is run as three units, pumps and hoses.",
        ),
        # a definition
        ("A farm pump is a pump that waters fields.", "A farm pump is a pump."),
        # quotes
        ("Fernhollow trades on the exchange under the symbol “FERN.”", "Fernhollow trades on the exchange.”"),
        ("Farms buy parts (such as belts, which are blue).", "Farms buy parts)."),
        # abbreviations
        ("Our pumps are made by Heron, Inc. from brass.", "Our pumps are made by Heron, Inc.."),
        # the verb of a relative clause is not that of the sentence
        (
            "Partners with whom we share revenue from pumps include Heron and Egret.",
            "Partners with whom we share revenue.",
        ),
        (
            "Our sales teams, found in farms, work closely with dealers and makers of pumps.",
            "Our sales teams, found in farms and makers of pumps.",
        ),
        # two lists in one
        (
            "We tell of pumps to better our reach, targeting, and measurement of farms, and to make new pumps.",
            "We tell of pumps to better our reach, and measurement of farms, and to make new pumps.",
        ),
        (
            "We were founded by Ann Heron, our dealer and maker, Bo Egret, our chief and president, and farms.",
            "We were founded by Ann Heron, our dealer and maker, Bo Egret and president, and farms.",
        ),
        # what an adjective or a verb needs
        ("We sell pumps that are easy to use and clean.", "We sell pumps that are easy."),
        (
            "The size of the pumps we offer ranges from that of taps to that of motors.",
            "The size of the pumps we offer ranges.",
        ),
        ("We lease a mill used in the making of pumps.", "We lease a mill used."),
        # the head of a sentence
        (
            "With plants in Ohio, Kansas, the Dakotas and Iowa, we sell pumps to farms.",
            "The Dakotas and Iowa, we sell pumps to farms.",
        ),
        ("After buying a pump, we closely monitor its noise for years.", "We closely monitor its noise for years."),
        # an adverb of a pair
        ("We sell pumps both directly and indirectly through dealers.", "We sell pumps both through dealers."),
        # a clause cut to its conjunction
        (
            "Pumps are sold in spring; however, spending has been heavier in winter.",
            "Pumps are sold in spring; however.",
        ),
    ],
)
def test_no_sentence_is_broken(text: str, broken: str) -> None:
    assert broken not in {short for short in left(text) if is_sound(short)}


@pytest.mark.parametrize(
    "text",
    [
        "We sell pumps.",
        "We sell pumps to farms.",
        "The company relies on steel and brass.",
        "Pumps, valves and hoses differ.",
    ],
)
def test_a_short_sentence_keeps_its_verb_and_what_it_is_of(text: str) -> None:
    assert all(
        short.split()[:2] == text.split()[:2] or short.rsplit(maxsplit=1)[-1] == text.rsplit(maxsplit=1)[-1]
        for short in left(text)
    )


@pytest.mark.parametrize(
    "text",
    ["", " ", "Pumps.", "We sell blue pumps.", "pumps pumps pumps pumps pumps pumps pumps", ". . . . . . . ."],
)
def test_texts_without_limbs(text: str) -> None:
    assert limbs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell pumps to farms.", True),
        ("Fernhollow sells pumps.", True),
        ("Pumps were sold.", True),
        ("Fernhollow grew quickly.", True),
        ("Blue pumps for Iowa.", False),
        ("We sell pumps and.", False),
        ("We sell pumps to.", False),
        ("We sell pumps that.", False),
        ("We sell pumps with the.", False),
        ("We sell pumps, which.", False),
        ("We sell our.", False),
        ("Pumps must be sold pursuant.", False),
        ("Pumps must be sold according.", False),
        ("Pumps are tested prior.", False),
        ("We expect pumps and/or.", False),
        ("", False),
        ("...", False),
    ],
)
def test_soundness(text: str, expected: bool) -> None:
    assert is_sound(text) is expected


def test_features_name_what_a_limb_is() -> None:
    text = "We sell pumps to 48 farms, including Heron Farm, in Iowa."
    (limb,) = [limb for limb in limbs(text) if limb.kind == "examples-within"]
    names = features(text, limb, lambda term: 0.9 if term == "heron" else 0.1)
    assert {"kind:examples-within", "head:including heron", "first:including", "heron", "capitals:2", "inner:"} <= names
    assert "most>0.7" in names
    assert "mean>0.7" not in names
    assert features(text, limb, lambda _: 0.0) == features(text, limb, lambda _: 0.0)


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
def test_any_text_has_limbs_within_it(text: str) -> None:
    found = limbs(text)
    assert found == limbs(text)
    assert found == sorted(found, key=lambda limb: (limb.start, limb.end, limb.kind))
    for limb in found:
        assert 0 <= limb.start < limb.end <= len(text)
        assert not governs(text[limb.start : limb.end])
        assert "kind:" + limb.kind in features(text, limb, lambda _: 0.5)
        assert is_sound(without(text, [limb])) in {True, False}


@example("")
@given(st.text() | shapes)
def test_any_text_is_sound_or_not(text: str) -> None:
    assert is_sound(text) in {True, False}


@given(shapes, st.sampled_from(["$5 million", "48 farms", "17%"]), st.sampled_from(["1996", "2009"]))
def test_a_figure_keeps_its_year(before: str, figure: str, year: str) -> None:
    text = f"In {year}, the company sold {before} pumps of {figure}, which are blue."
    for limb in limbs(text):
        assert year not in text[limb.start : limb.end] or limb.kind == "comparison"


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_limbs_of_real_sentences_begin_and_end_with_words(path: Path) -> None:
    seen: list[Limb] = []
    for sentence in segment(locate(read(acquire(path)))):
        text = sentence.text
        for limb in limbs(text):
            seen.append(limb)
            assert not re.search(r"\w$", text[: limb.start]) or not re.match(r"\w", text[limb.start :])
            assert not re.search(r"\w$", text[: limb.end]) or not re.match(r"\w", text[limb.end :])
    assert len({limb.kind for limb in seen}) > 4
