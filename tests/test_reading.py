"""What is read of a section: the same each time, within bounds, and probabilities where it says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import EXAMPLE, USABLE
from hypothesis import given
from hypothesis import strategies as st

from itemone.data import Block, BlockKind, Document, Location, Section, Span, Status
from itemone.engines.model import Model, model
from itemone.engines.reading import UNKNOWN, Reading, shared_features, term_of, terms_of, words_of
from itemone.pipeline import item1
from itemone.segment import segment

usable = pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
GOOD = "Fernhollow Pump Company makes and sells deep-well pumps to farms, towns and small breweries in four states."
NOTHING = Model({}, {}, {}, {}, {}, {})


def section(*paragraphs: str, outside: str = "") -> Section:
    """Return a section of these paragraphs, of which those that begin with "# " are headings, behind other text."""
    blocks: list[Block] = []
    text = ""
    for part in (outside, *paragraphs) if outside else paragraphs:
        kind: BlockKind = "heading" if part.startswith("# ") else "paragraph"
        shown = part.removeprefix("# ")
        blocks.append(Block(len(text), len(text) + len(shown), kind))
        text += shown + "\n"
    start = len(outside) + 1 if outside else 0
    span = Span(start, len(text)) if start < len(text) else None
    return Section(Document(text, tuple(blocks)), Location(Status.EXTRACTED, "", "", span))


def reading(found: Section, weights: Model | None = None, first: Sequence[float] | None = None) -> Reading:
    return Reading(found, segment(found), weights or model(), first)


# --- words and terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t", []),
        ("... — ;", []),
        ("Pumps, valves and hoses.", ["pumps", "valves", "and", "hoses"]),
        ("(“Fernhollow”)", ["fernhollow"]),
        ("Fernhollow’s pumps", ["fernhollow's", "pumps"]),
        ("Wellspring® pumps", ["wellspring", "pumps"]),
        ("deep-well pumps", ["deep-well", "pumps"]),
        ("$1,200 or 4.5%", ["1,200", "or", "4.5%"]),
        ("U.S. farms", ["u.s", "farms"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("pump", "pump"),
        ("pumps", "pump"),
        ("pump's", "pump"),
        ("breweries", "brewery"),
        ("brewery", "brewery"),
        ("companies", ""),
        ("company", ""),
        ("company's", ""),
        ("gas", "gas"),
        ("business", "business"),
        ("status", "status"),
        ("the", ""),
        ("may", ""),
        ("such", ""),
        ("", ""),
        ("1996", "1996"),
        ("deep-well", "deep-well"),
    ],
)
def test_the_term_of_a_word(word: str, expected: str) -> None:
    assert term_of(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("of the and to", set()),
        ("The Company may not be such.", set()),
        ("Pumps and a pump: our pump’s price.", {"pump", "price"}),
        ("We sell pumps to breweries.", {"sell", "pump", "brewery"}),
    ],
)
def test_the_terms_of_a_text(text: str, expected: set[str]) -> None:
    assert terms_of(words_of(text)) == expected


@given(word=st.text("abeiouyss", max_size=8))
def test_the_term_of_a_term_is_the_term(word: str) -> None:
    assert term_of(term_of(word)) == term_of(word)


@given(text=st.text())
def test_any_text_has_words_and_terms(text: str) -> None:
    words = words_of(text)
    assert all(words)
    assert all(terms_of(words))
    assert len(terms_of(words)) <= len(set(words))
    assert len(shared_features(words)) <= max(0, 2 * len(words) - 1)


def test_words_and_pairs_are_shared_and_figures_are_one() -> None:
    assert shared_features(["sold", "12", "pumps"]) == {"sold", "#", "pumps", "sold #", "# pumps"}
    assert shared_features(["12"]) == shared_features(["1,300"]) == {"#"}
    assert shared_features([]) == set()


# --- features

BOUNDS = {
    "rank": (0.0, 20.0),
    "since heading": (0.0, 10.0),
    "heading size": (0.0, 20.0),
    "worth mean": (0.0, 1.0),
    "worth best": (0.0, 1.0),
    "place": (0.0, 1.0),
    "early": (0.0, 60.0),
    "sentences": (0.0, 20.0),
    "commas": (0.0, 12.0),
    "figure": (0.0, 1.0),
    "money": (0.0, 1.0),
    "percent": (0.0, 1.0),
}
TERM_BOUNDS = {
    "log count": (0.0, 20.0),
    "log mass": (-7.0, 20.0),
    "log most": (-7.0, 0.1),
    "mean": (0.0, 1.0),
    "first": (0.0, 1.0),
    "in heading": (0.0, 1.0),
    "capital": (0.0, 1.0),
    "figure": (0.0, 1.0),
    "length": (1.0, 12.0),
    "filings": (0.0, 1.5),
    "log filings": (0.0, 5.0),
    "rate": (0.0, 1.0),
    "log share": (-20.0, 0.1),
    "log sentences": (0.0, 20.0),
    "dense": (0.0, 1.0),
    "top": (0.0, 6.0),
}


def beyond(features: Sequence[tuple[str, float]], bounds: dict[str, tuple[float, float]]) -> list[tuple[str, float]]:
    """Return the features that are no number, or not within their bounds; a tiny error of rounding is none."""
    return [
        (name, value)
        for name, value in features
        if not math.isfinite(value)
        or not bounds.get(name, (-1e4, 1e4))[0] - 1e-9 <= value <= bounds.get(name, (-1e4, 1e4))[1] + 1e-9
    ]


def check(of: Reading) -> None:
    """Assert that all numbers of a reading are within their bounds."""
    for index in range(len(of.words)):
        assert math.isfinite(of.first[index])
        assert beyond(of.context(index), BOUNDS) == []
        assert 0 < of.salience(index) < 1
        assert all(name.strip() for name in of.plain(index))
        assert of.capitals(index) <= of.terms[index] | {""}
    for term in frozenset().union(*of.terms):
        assert beyond(of.term_features(term), TERM_BOUNDS) == []
        assert 0 < of.worth(term) < 1


@usable
def test_features_are_bounded_and_probabilities_are_probabilities(path: Path) -> None:
    of = reading(item1(path))
    check(of)
    assert len({of.salience(index) for index in range(len(of.words))}) > len(of.words) / 2
    assert len({of.worth(term) for term in frozenset().union(*of.terms)}) > 50


def everything(of: Reading) -> list[object]:
    terms = sorted(frozenset().union(*of.terms))
    numbers = range(len(of.words))
    return [
        of.first,
        [(of.plain(index), of.capitals(index), of.context(index), of.salience(index)) for index in numbers],
        [(term, of.term_features(term), of.worth(term)) for term in terms],
    ]


@usable
def test_a_section_is_read_the_same_each_time(path: Path) -> None:
    found = item1(path)
    assert everything(reading(found)) == everything(reading(found))


def test_worth_does_not_depend_on_what_was_asked_before() -> None:
    found = item1(EXAMPLE)
    one, two = reading(found), reading(found)
    terms = sorted(frozenset().union(*one.terms))
    expected = {term: one.worth(term) for term in terms}
    for index in reversed(range(len(two.words))):
        two.salience(index)
    assert {term: two.worth(term) for term in reversed(terms)} == expected


def test_features_have_the_same_names_in_all_sentences() -> None:
    of = reading(item1(EXAMPLE))
    names = [name for name, _ in of.context(0)]
    assert len(set(names)) == len(names)
    assert all([name for name, _ in of.context(index)] == names for index in range(len(of.words)))


@pytest.mark.parametrize(
    ("paragraphs", "index", "present", "missing"),
    [
        (
            [GOOD],
            0,
            {"pumps", "start:fernhollow", "first:0", "decile:0", "opens:block", "commas:1"},
            {"#", "has:money"},
        ),
        (["We sold 12 pumps for $9."], 0, {"#", "has:money"}, {"has:percent", "has:year"}),
        (["Farms were 4% of sales in 1996."], 0, {"#", "has:percent", "has:year"}, {"has:money"}),
        (["Farms were four percent of sales."], 0, {"has:percent"}, {"#"}),
        (["# Products and Services", GOOD], 0, {"h:products", "h:services"}, set()),
        ([GOOD, "# Products", "We sell pumps."], 0, {"pumps"}, {"h:products"}),
        (["We make pumps. We sell valves."], 1, {"first:1", "valves"}, {"opens:block", "pumps"}),
    ],
)
def test_features_of_a_sentence(paragraphs: list[str], index: int, present: set[str], missing: set[str]) -> None:
    names = reading(section(*paragraphs)).plain(index)
    assert present <= names
    assert not missing & names


def test_a_term_knows_of_its_heading_and_its_capital() -> None:
    of = reading(section("# Pumps", "Pumps of our Heron line are sold to towns. We sell pumps to farms."))
    assert dict(of.term_features("pump"))["in heading"] == 1
    assert dict(of.term_features("heron"))["in heading"] == 0
    assert dict(of.term_features("heron"))["capital"] == 1
    assert dict(of.term_features("pump"))["capital"] == 0  # the first word of a sentence has one of its own
    assert dict(of.term_features("pump"))["log count"] == math.log(2)


def test_a_term_of_a_labelled_filing_can_be_left_out_of_the_lexicon() -> None:
    weights = Model({}, {}, {}, {"pump": (2, 1500)}, {}, {})
    of = reading(section(GOOD), weights)
    whole, rest = dict(of.term_features("pump")), dict(of.term_features("pump", 1.0))
    assert (whole["log filings"], rest["log filings"]) == (math.log1p(2), math.log1p(1))
    assert rest["rate"] < whole["rate"]
    assert dict(of.term_features("farm", 1.0))["rate"] >= 0


def test_logits_that_are_given_stand_for_the_first_model() -> None:
    of = reading(section("We sell pumps. We make valves. We buy steel."), first=[0.5, -1.0, 2.0])
    assert of.first == [0.5, -1.0, 2.0]
    assert [dict(of.context(index))["first"] for index in range(3)] == [0.5, -1.0, 2.0]
    assert [dict(of.context(index))["rank"] for index in range(3)] == [math.log1p(1), math.log1p(2), 0]
    assert dict(of.context(0))["near -1"] == dict(of.context(2))["near 1"]
    assert dict(of.context(0))["near 1"] == -1.0


# --- what they say


def test_what_they_do_is_more_salient_than_where_papers_are_filed() -> None:
    filed = "Copies of the reports are kept by the clerk of the county at the courthouse in Ames."
    of = reading(section(GOOD, filed))
    assert of.first[0] > of.first[1]
    assert of.salience(0) > of.salience(1)
    texts = [sentence.text for sentence in segment(item1(EXAMPLE))]
    of = reading(section(GOOD, *texts, filed))
    assert of.salience(0) > 0.5
    assert of.salience(len(texts) + 1) < 0.1


def test_what_is_sold_is_worth_more_than_words_of_every_report() -> None:
    of = reading(item1(EXAMPLE))
    assert min(map(of.worth, ("sensor", "sonde"))) > max(map(of.worth, ("information", "ability")))


# --- at the edges


@pytest.mark.parametrize("term", ["zebra", "pumps", "", "the", "  ", "½"])
def test_a_term_outside_of_the_section_has_the_worth_of_the_unknown(term: str) -> None:
    of = reading(section(GOOD))
    assert of.worth(term) == UNKNOWN
    assert of.worth(term) == UNKNOWN  # and is not remembered as anything else
    assert "pump" in of.terms[0]
    assert of.worth("pump") != UNKNOWN


def test_a_section_without_text_is_read() -> None:
    for found in (
        Section(Document("", ()), Location(Status.ABSENT, "", "")),
        Section(Document("Item 2", (Block(0, 6, "heading"),)), Location(Status.ABSENT, "", "")),
        section("# Products", "# Customers"),
    ):
        of = Reading(found, (), model())
        assert (of.words, of.terms, of.first) == ([], [], [])
        assert of.worth("pump") == UNKNOWN


@pytest.mark.parametrize("text", [GOOD, "Pumps.", "1996.", "The.", "—", "A B C.", "x" * 5000, "pump " * 5000])
def test_a_section_of_one_sentence_is_read(text: str) -> None:
    found = section(text)
    of = Reading(found, segment(found), model())
    check(of)


def test_a_text_without_weights_is_read() -> None:
    of = reading(section(GOOD, "We sell valves, too."), NOTHING)
    assert of.first == [0, 0]
    assert of.salience(0) == of.salience(1) == 0.5
    assert of.worth("pump") == 0.5


def test_headings_outside_of_the_section_do_not_count() -> None:
    of = reading(section(GOOD, outside="# Wheels"))
    assert not {name for name in of.plain(0) if name.startswith("h:")}
    assert dict(of.term_features("pump"))["in heading"] == 0


def test_a_part_of_the_sentences_can_be_read() -> None:
    found = item1(EXAMPLE)
    check(Reading(found, segment(found)[5::7], model()))


def test_a_sentence_of_all_words_that_tell_nothing_is_read() -> None:
    words = [name for name, weight in model().plain.items() if weight < 0 and name.isalpha()]
    check(reading(section("We sell pumps " + " ".join(words) + ".")))


# fmt: off
pieces = st.sampled_from([
    "We ", "sell ", "pumps ", "and ", "valves ", "Heron ", "12 ", "4% ", "$9 ", "1996 ", "the ", "company ", "’s ",
    "(", ")", ", ", ". ", ".\n", "\n# Products\n", "“", "”", "- ", "•", "ß", "İ", "²", "½", "٣ ", "—",
])
# fmt: on
paragraphs = st.lists(st.lists(pieces, max_size=12).map("".join), min_size=1, max_size=5)


@given(parts=paragraphs)
def test_any_section_is_read(parts: list[str]) -> None:
    found = section(*(line for part in parts for line in part.split("\n") if line.strip()))
    check(Reading(found, segment(found), model()))
