"""The third person: words of the first are exchanged, verbs agree, and what was said stays what was said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import assume, example, given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.engines.person import third_person, without_owner
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment
from itemone.verify import figures, first_person

SAME = ""  # stands for "the sentence itself"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the words themselves
        ("We sell pumps.", "The company sells pumps."),
        ("Our pumps are blue.", "The company's pumps are blue."),
        ("Farmers trust us.", "Farmers trust the company."),
        ("We sell our pumps ourselves.", "The company sells its pumps itself."),
        ("Our dealers sell our pumps for us.", "The company's dealers sell its pumps for it."),
        ("In Iowa, we sell pumps.", "In Iowa, the company sells pumps."),
        ("Our company sells pumps.", "The company sells pumps."),
        (
            "Farms buy pumps from our company, and we deliver.",
            "Farms buy pumps from the company, and the company delivers.",
        ),
        # who is named once is meant from there on
        ("The Company sells pumps.", "The company sells pumps."),
        ("The Company's pumps are blue.", "The company's pumps are blue."),
        ("The Company’s pumps are blue.", "The company’s pumps are blue."),
        ("Farms buy the Company's pumps.", "Farms buy the company's pumps."),
        ("The Company sells the Company's pumps.", "The company sells its pumps."),
        ("We sell the Company’s pumps.", "The company sells its pumps."),
        # nobody else is
        ("Fernhollow sells its pumps.", SAME),
        ("The Fernhollow Company sells pumps.", SAME),
        ("Dealers sell the Company Store pumps.", SAME),
        ("US farms and the U.S. Army buy pumps.", SAME),
        ("They sell pumps to whom they like.", SAME),
        ("WE is the code of the pumps.", SAME),
        ("Write to www.fernhollow.us for pumps.", SAME),
    ],
)
def test_words(sentence: str, expected: str) -> None:
    assert third_person(sentence) == (expected or sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We are a maker of pumps.", "The company is a maker of pumps."),
        ("We were founded in 1961.", "The company was founded in 1961."),
        ("We have sold pumps since 1961.", "The company has sold pumps since 1961."),
        ("We do not sell valves.", "The company does not sell valves."),
        ("We don’t sell valves.", "The company doesn't sell valves."),
        ("We rely on dealers.", "The company relies on dealers."),
        ("We also carry valves.", "The company also carries valves."),
        ("We currently and generally focus on pumps.", "The company currently and generally focuses on pumps."),
        ("We may sell pumps.", "The company may sell pumps."),
        ("We cannot sell pumps.", "The company cannot sell pumps."),
        ("We sold pumps.", "The company sold pumps."),
        ("We had 263 employees.", "The company had 263 employees."),
        ("The pumps we sell are blue.", "The pumps the company sells are blue."),
        ("We believe we sell pumps.", "The company believes it sells pumps."),
        ("We, through our dealers, sell pumps.", "The company, through its dealers, sells pumps."),
        # a subject of two
        ("We and our dealers sell pumps.", "The company and its dealers sell pumps."),
        ("Neither we nor our dealers sell pumps.", "Neither the company nor its dealers sell pumps."),
        ("Pumps are old and we sell them.", "Pumps are old and the company sells them."),
    ],
)
def test_the_verb_agrees(sentence: str, expected: str) -> None:
    assert third_person(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We make and sell pumps.", "The company makes and sells pumps."),
        ("We design, market and sell pumps.", "The company designs, markets and sells pumps."),
        ("We repair, rent and sell pumps.", "The company repairs, rents and sells pumps."),
        ("We sell pumps and rely on dealers.", "The company sells pumps and relies on dealers."),
        ("We design pumps, make them and sell them.", "The company designs pumps, makes them and sells them."),
        ("We make pumps and are proud of them.", "The company makes pumps and is proud of them."),
        ("We sell pumps, but do not rent them.", "The company sells pumps, but does not rent them."),
        ("We sell pumps and rent them to farms.", "The company sells pumps and rents them to farms."),
        ("We were founded in 1961 and are in Iowa.", "The company was founded in 1961 and is in Iowa."),
        # "as" is no conjunction here
        ("We act as a dealer and give farms credit.", "The company acts as a dealer and gives farms credit."),
        ("We sell pumps to farms and lease our land.", "The company sells pumps to farms and leases its land."),
        (
            "We make and, to a lesser extent, rent pumps.",
            "The company makes and, to a lesser extent, rents pumps.",
        ),
        # "are" is never an infinitive
        (
            "We have trained dealers to sell pumps and are adding a plant.",
            "The company has trained dealers to sell pumps and is adding a plant.",
        ),
        # the verb behind the relative clause
        (
            "We use tools that help farmers, and we invest in research.",
            "The company uses tools that help farmers, and it invests in research.",
        ),
    ],
)
def test_verbs_of_one_subject_agree_all(sentence: str, expected: str) -> None:
    assert third_person(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # infinitives and what modals govern
        ("We use steel to make and sell pumps.", "The company uses steel to make and sell pumps."),
        ("We may sell pumps and rely on dealers.", "The company may sell pumps and rely on dealers."),
        ("We do not make or sell valves.", "The company does not make or sell valves."),
        ("We train farmers to motivate and lead a team.", "The company trains farmers to motivate and lead a team."),
        (
            "We train farmers to quickly find, and quickly repair, pumps.",
            "The company trains farmers to quickly find, and quickly repair, pumps.",
        ),
        (
            "We ask farmers to promptly and safely install our pumps.",
            "The company asks farmers to promptly and safely install its pumps.",
        ),
        (
            "We use data to, among other things, recommend pumps.",
            "The company uses data to, among other things, recommend pumps.",
        ),
        (
            "We help farmers define and optimize their needs.",
            "The company helps farmers define and optimize their needs.",
        ),
        (
            "We invest to invent new categories or products and innovate our products.",
            "The company invests to invent new categories or products and innovate its products.",
        ),
        ("We help design pumps and sell them.", "The company helps design pumps and sell them."),
        ("We are subject to, and comply with, the rules.", "The company is subject to, and complies with, the rules."),
        # the verbs of others
        ("We sell pumps and they rent valves.", "The company sells pumps and they rent valves."),
        (
            "We sell pumps to farms that water fields and own land.",
            "The company sells pumps to farms that water fields and own land.",
        ),
        # nouns and adjectives
        ("We sell pumps, subject to certain limits.", "The company sells pumps, subject to certain limits."),
        ("We follow federal and state rules.", "The company follows federal and state rules."),
        (
            "We own trademarks, service marks and trade secrets.",
            "The company owns trademarks, service marks and trade secrets.",
        ),
    ],
)
def test_other_verbs_and_nouns_stay(sentence: str, expected: str) -> None:
    assert third_person(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # quotations
        ("It says “we sell our pumps” on our doors.", "It says “we sell our pumps” on the company's doors."),
        ('Our motto is "we water us".', 'The company\'s motto is "we water us".'),
        ("Farms know “Our Farms” well.", SAME),
        ("Our “Our Farms” plan helps us.", "The company's “Our Farms” plan helps it."),
        # names
        ("We compete with Engage, Discover and Heron.", "The company competes with Engage, Discover and Heron."),
        ("We sell pumps and Accept the Rain films.", "The company sells pumps and Accept the Rain films."),
        ("iPump is our newest pump.", "iPump is the company's newest pump."),
        ("eWell and our dealers sell pumps.", "eWell and the company's dealers sell pumps."),
    ],
)
def test_quotations_and_names_stay(sentence: str, expected: str) -> None:
    assert third_person(sentence) == (expected or sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We value our Company's people.", "The company values its people."),
        ("Our Company’s people are skilled.", "The company's people are skilled."),
        # "its" may be another's
        (
            "Our patents are many, and none is such that its loss would hurt our sales.",
            "The company's patents are many, and none is such that its loss would hurt the company's sales.",
        ),
        (
            "If Heron ends its contract, we would lose our dealer.",
            "If Heron ends its contract, the company would lose its dealer.",
        ),
        ("Heron bought the company that made our pumps.", "Heron bought the company that made the company's pumps."),
    ],
)
def test_the_company_is_named_where_its_is_not_plain(sentence: str, expected: str) -> None:
    assert third_person(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Do we sell pumps?",
        "Nor do we sell valves.",
        "What pumps do we sell?",
        "We've sold pumps.",
        "We’re proud of pumps.",
        "My pumps are blue.",
        "I sell our pumps.",
        "Let's sell pumps.",
        "Ours are blue pumps.",
        "Farms buy pumps at Our Farms stores.",
        "We florp pumps.",
        "Dealers like pumps such as ours.",
        "Customers of ours buy pumps.",
        # a subject of two
        "Fernhollow and we have merged.",
        "Our dealers and we are partners.",
        "We, our dealers and their staff, sell pumps.",
        # many things
        "We are makers of pumps.",
        "We were pioneers of pumps.",
        # today or in the past?
        "In 2019, we set a goal for our plant.",
        "We set prices.",
        # a verb or a noun?
        "We sell pumps and market valves.",
        "We sell pumps and service contracts.",
        "We sell pumps, market valves and train dealers.",
        "We own plants and lease land.",
        "We rely on and train dealers.",
        "We use our skill and experience to sell.",
        "We provide good pumps and value to farms.",
        # a verb of whom?
        "We help farmers and sell pumps.",
        "We help farmers water fields, reduce costs and protect crops.",
        "We believe farmers buy pumps and sell corn.",
        "We believe our relations are good and have never had a strike.",
        "We make a pump that uses the sun and are proud of it.",
        "We own patents, all of which we believe maintain and enhance our standing.",
        "The sums we expect to spend have not had and are not expected to have an effect.",
        "The amounts we spend have not had and are not expected to have an effect.",
        "The rules we are subject to include, but are not limited to, the rules of Iowa.",
        "We have a plan to sell pumps and have sold some.",
        "For the pumps we sell, see “Pumps” below.",
        "We sell pumps for farms; we (i) make them; (ii) rent them.",
        "We do not make the pumps and source the valves.",
    ],
)
def test_no_answer_is_better_than_a_wrong_one(sentence: str) -> None:
    assert third_person(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Phase I of the work has ended.",
        "Heron belongs to Class I railroads.",
        "The pumps have an I/O port.",
        "Item 1A of Part I lists the risks.",
        "Farms let machines water fields.",
        "The pump lets farmers save water.",
        "Pumps help farms to mine salt.",
    ],
)
def test_a_sentence_without_first_person_stays(sentence: str) -> None:
    assert third_person(sentence) == sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell our products to our customers.", "We sell products to customers."),
        ("The Company sells its products through dealers.", "The Company sells products through dealers."),
        ("Pumps were 40% of our net sales.", "Pumps were 40% of net sales."),
        ("Pumps were 40% of the Company's total revenues in 1996.", "Pumps were 40% of total revenues in 1996."),
        ("Our products are blue.", SAME),
        ("We sell our pumps to our dealers.", SAME),
        ("Some of our customers were farms.", SAME),
        # another's, compared with those of others, or said by others
        ("Heron serves us and its customers.", SAME),
        ("We sell pumps that are similar to our products.", SAME),
        ("We sell pumps that compete with our products.", SAME),
        ("Heron sells products similar to our products.", SAME),
        ("Heron’s pumps compete with our products and services.", SAME),
        ("Heron’s pumps could do the same as our products and cost less.", SAME),
        ("It says “we care for our customers.”", SAME),
    ],
)
def test_without_owner(text: str, expected: str) -> None:
    assert without_owner(text) == (expected or text)


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_real_sentences_keep_their_figures_and_lose_the_first_person(path: Path) -> None:
    texts = [sentence.text for sentence in segment(locate(read(acquire(path))))]
    assert texts
    for text in texts:
        told = third_person(without_owner(text))
        if told is not None:
            assert not first_person(told)
            assert figures(told) == figures(text)
            assert _QUOTED.findall(told) == _QUOTED.findall(text)
            assert third_person(told) == told


# fmt: off
pieces = st.sampled_from([
    "We ", "we ", "Our ", "our ", "us ", "ours", "ourselves ", "the Company", "The Company ", "the Company's ",
    "Company’s ", "company ", "the ", "sell ", "market ", "are ", "have ", "may ", "do ", "to ", "that ", "pumps ",
    "Heron ", "help ", "and ", "or ", "nor ", "quickly ", "12", "%", "$", "(", ")", "“", "”", '"', "’", "-",
    ";", ":", ",", ".", " ", "\n",
    "ß", "İ", "I ", "Inc. ", "www.",
])
# fmt: on
shapes = st.lists(pieces, max_size=16).map("".join)
texts = st.text() | shapes


@example("our")
@example("we")
@example("We,")
@example("we (")
@example("the Company’s the Company’s")
@given(text=texts)
def test_any_text_has_an_answer(text: str) -> None:
    told = third_person(text)
    assert told is None or isinstance(told, str)


@example("Pumps such as ours.")
@given(text=texts)
def test_no_first_person_is_left(text: str) -> None:
    # A word that is glued to another is no word; only what stands free must go.
    told = third_person(" ".join(re.findall(r"[“”\"(),.;:]|[\w-]+", text)))
    assert told is None or not first_person(told)


@given(text=texts)
def test_quotations_are_left_alone(text: str) -> None:
    told = third_person(text)
    assume(told is not None)
    assert told is not None
    assert _QUOTED.findall(told) == _QUOTED.findall(text)


@given(text=texts)
def test_figures_are_left_alone(text: str) -> None:
    told = third_person(text)
    assume(told is not None)
    assert told is not None
    assert re.findall(r"\d+", told) == re.findall(r"\d+", text)


@given(text=texts)
def test_what_is_told_stays_as_it_is(text: str) -> None:
    told = third_person(text)
    assert told is None or third_person(told) == told


# fmt: off
others = st.lists(st.sampled_from([
    "Heron ", "sells ", "its ", "pumps ", "and ", "they ", "the ", "company ", "fuse ", "bus ", "hour ", "US ", "U.S. ",
    "are ", "12", "%", "“we sell our pumps” ", "iPump ", ",", ".",
]), max_size=12).map("".join)
# fmt: on


@given(text=others)
def test_what_is_not_of_the_first_person_comes_back(text: str) -> None:
    assume(not _QUOTED.search(text))
    assert third_person(text) == text


@given(text=others)
def test_what_is_quoted_alone_comes_back(text: str) -> None:
    assert third_person("Heron says " + text) == "Heron says " + text


@given(text=texts)
def test_without_owner_only_takes_away(text: str) -> None:
    short = without_owner(text)
    rest = iter(text)
    assert all(letter in rest for letter in short)
    assert re.findall(r"\d+", short) == re.findall(r"\d+", text)
