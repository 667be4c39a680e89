"""A text covers a nugget by rule alone, and scores are those of the reference scorer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.data import Aspect
from itemone.evaluate.gold import Gold, load
from itemone.evaluate.nuggets import (
    WINDOW,
    Coverage,
    Nugget,
    coverage,
    coverage_of,
    covers,
    fold,
    places,
    within_window,
)

Keys = list[list[str]]


def nugget(keys: Keys, name: str = "n1", aspect: Aspect = Aspect.PRODUCTS, vital: bool = True) -> Nugget:
    return Nugget(name, aspect, vital, tuple(map(tuple, keys)))


def said(keys: Keys, text: str) -> bool:
    return covers(nugget(keys), fold(text))


# --- fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("We SELL Pumps", "we sell pumps"),
        ("Fernhollow’s ‘wells’", "fernhollow's 'wells'"),
        ("“Wellspring”", '"wellspring"'),
        ("1994–1996 — a co‑op, a co‐op", "1994-1996 - a co-op, a co-op"),
        ("Tidewatch® and Heron™ and Care℠", "tidewatch and heron and care"),
        ("Tidewatch®, a service", "tidewatch , a service"),
        ("1,234", "1234"),
        ("1,234,567", "1234567"),
        ("12,34", "12,34"),
        ("pumps,100 wells", "pumps,100 wells"),
        ("in 1995, 1996", "in 1995, 1996"),
        ("12 percent", "12%"),
        ("12 per cent", "12%"),
        ("12 Percent", "12%"),
        ("12percent", "12%"),
        ("12 %", "12%"),
        ("12\u00a0%", "12%"),
        ("12.5 per cent.", "12.5%."),
        ("12 percentage points", "12 percentage points"),
        ("$ 5", "$5"),
        ("$\u00a0108,914", "$108914"),
        ("a\n\tb\r\n c\u00a0\u2003d", "a b c d"),
        ("  a  ", "a"),
        ("®", ""),
        ("", ""),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


# --- one nugget


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param([["1976"]], "Founded in 1976.", id="a year before a stop"),
        pytest.param([["12"]], "There were 12.", id="a figure before a stop"),
        pytest.param([["12"]], "There were (12) pumps", id="a figure in brackets"),
        pytest.param([["1,200"]], "We sold 1200 pumps.", id="a key with a comma for thousands"),
        pytest.param([["1200"]], "We sold 1,200 pumps.", id="a text with a comma for thousands"),
        pytest.param([["12%"]], "12 percent of sales", id="percent in the text"),
        pytest.param([["12%"]], "12 per cent of sales", id="per cent in the text"),
        pytest.param([["12 percent"]], "12% of sales", id="percent in the key"),
        pytest.param([["12"]], "12% of sales", id="a figure before its percent sign"),
        pytest.param([["$5 million"]], "sales of $ 5 million", id="a space behind the dollar"),
        pytest.param([["farmer's"]], "a farmer’s pump", id="a typographic apostrophe in the text"),
        pytest.param([["farmer’s"]], "a farmer's pump", id="a typographic apostrophe in the key"),
        pytest.param([["farmer"]], "a farmer’s pump", id="a word before an apostrophe"),
        pytest.param([["pump"]], "the “pump”", id="a word in quotes"),
        pytest.param([["co-op"]], "a co‑op", id="a hyphen that does not break"),
        pytest.param([["Tidewatch"]], "Tidewatch® is sold", id="a sign in the text"),
        pytest.param([["Tidewatch® service"]], "the Tidewatch service", id="a sign in the key"),
        pytest.param([["Tidewatch service"]], "the Tidewatch™ service", id="a sign between two words"),
        pytest.param([["PUMPS"]], "pumps", id="capitals"),
        pytest.param([["single supplier"]], "a single\n  supplier", id="words on two lines"),
        pytest.param([["manufactur*"]], "Manufacturing pumps", id="the beginning of a word"),
        pytest.param([["manufactur*"]], "the manufacturer’s pumps", id="the beginning of a word with an apostrophe"),
        pytest.param([["pump*"]], "a pump", id="the beginning that is all of the word"),
        pytest.param([["46*"]], "46.2% of sales", id="the beginning of a figure"),
        pytest.param([["public offer*"]], "a public offering", id="a word and the beginning of another"),
        pytest.param([["sensor"]], "a bio-sensor", id="behind a hyphen"),
        pytest.param([["(a)"]], "part (a) of it", id="signs of regular expressions"),
        pytest.param([["c++"]], "a C++ tool", id="more signs of regular expressions"),
        pytest.param([["pump", "well"]], "a well", id="any of a group"),
        pytest.param([["pump"], ["farm"]], "a farm has a pump", id="all groups in any order"),
        pytest.param([["pump"], ["pump", "well"]], "a pump", id="one word for two groups"),
    ],
)
def test_a_text_that_says_it_covers_it(keys: Keys, text: str) -> None:
    assert said(keys, text)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param([["1976"]], "We sold 19760 pumps.", id="a figure that goes on"),
        pytest.param([["1976"]], "We sold 11976 pumps.", id="a figure that began before"),
        pytest.param([["1976"]], "model 1976a", id="a figure before a letter"),
        pytest.param([["12"]], "12.5% of sales", id="a figure that goes on behind a point"),
        pytest.param([["12"]], "12,500 pumps", id="a figure that goes on behind a comma"),
        pytest.param([["12%"]], "112% of sales", id="a share that began before"),
        pytest.param([["12%"]], "12 pumps", id="a figure without its percent sign"),
        pytest.param([["12%"]], "12 percentage points", id="percentage points"),
        pytest.param([["140"]], "$1,140 a year", id="the end of thousands"),
        pytest.param([["1,140"]], "1,140,000 owners", id="the head of millions"),
        pytest.param([["$5 million"]], "$15 million", id="the end of an amount"),
        pytest.param([["$5 million"]], "5 million", id="an amount without its dollar"),
        pytest.param([["pump"]], "pumps", id="a word that goes on"),
        pytest.param([["sensor"]], "a biosensor", id="the end of a word"),
        pytest.param([["manufactur*"]], "remanufactured", id="the middle of a word"),
        pytest.param([["manufactur"]], "manufacturing", id="a beginning without its star"),
        pytest.param([["a.b"]], "axb", id="a point is a point"),
        pytest.param([["own store"]], "own-store", id="a hyphen for a space"),
        pytest.param([["single supplier"]], "a single large supplier", id="a word between two"),
        pytest.param([["pump"], ["farm"]], "a pump", id="one group of two"),
        pytest.param([["pump"]], "", id="no text"),
        pytest.param([["pump"]], " \n", id="blank text"),
    ],
)
def test_a_text_that_does_not_say_it_does_not_cover_it(keys: Keys, text: str) -> None:
    assert not said(keys, text)


def words(count: int) -> str:
    return "and " * count


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        pytest.param(f"pump {words(WINDOW - 2)} farm", True, id="60 words from first to last"),
        pytest.param(f"pump {words(WINDOW - 1)} farm", False, id="61 words from first to last"),
        pytest.param(f"farm {words(WINDOW - 2)} pump", True, id="60 words, the other way"),
        pytest.param(f"farm {words(WINDOW - 1)} pump", False, id="61 words, the other way"),
        pytest.param(f"{words(90)} pump {words(WINDOW - 2)} farm {words(90)}", True, id="60 words amid others"),
        pytest.param(f"{words(90)} pump {words(WINDOW - 1)} farm {words(90)}", False, id="61 words amid others"),
        pytest.param(f"pump {words(90)} farm {words(90)} pump {words(20)} farm", True, id="only the last two are near"),
        pytest.param(f"pump {words(70)} farm {words(70)} pump {words(70)} farm", False, id="none are near"),
        pytest.param(f"pump {words(WINDOW - 3)} 5 percent farm", True, id="a share is one word"),
        pytest.param(f"pump {words(WINDOW - 3)} ® farm", True, id="a sign is no word"),
        pytest.param(f"pump {words(WINDOW - 3)} — farm", True, id="a dash is a word"),
        pytest.param(f"pump {words(WINDOW - 2)} — farm", False, id="a dash is a word too many"),
    ],
)
def test_a_window_is_of_60_words(text: str, covered: bool) -> None:
    assert WINDOW == 60
    assert said([["pump"], ["farm"]], text) is covered


def test_a_window_holds_what_begins_in_it() -> None:
    keys = [["pump"], ["farms of all kinds"]]
    assert said(keys, f"pump {words(WINDOW - 2)} farms of all kinds")
    assert not said(keys, f"pump {words(WINDOW - 1)} farms of all kinds")


def test_a_window_holds_all_groups_at_once() -> None:
    keys = [["pump"], ["farm"], ["town"]]
    assert said(keys, f"pump {words(28)} farm {words(29)} town")
    assert not said(keys, f"pump {words(29)} farm {words(29)} town")


def test_places_are_counted_in_words_from_1() -> None:
    found = places(nugget([["pump*", "big pump"], ["farm"]]), fold("A big pump, and pumps. Farms"))
    assert found == ((2, 3, 5), ())


@pytest.mark.parametrize(
    ("found", "within"),
    [
        ([[1]], True),
        ([[1], [60]], True),
        ([[1], [61]], False),
        ([[61], [1]], False),
        ([[1, 100], [61, 159]], True),
        ([[1], []], False),
        ([[]], False),
        ([], False),
    ],
)
def test_places_within_a_window(found: list[list[int]], within: bool) -> None:
    assert within_window(found) is within


# --- the shares

VITAL = nugget([["pump*"]], "vital")
OKAY = nugget([["well*"]], "okay", vital=False)
FARMS = nugget([["farm*"]], "farms", Aspect.CUSTOMERS, vital=False)
DEALERS = nugget([["dealer*"]], "dealers", Aspect.DISTRIBUTION)


@pytest.mark.parametrize(
    ("nuggets", "text", "shares", "missed"),
    [
        pytest.param([VITAL, OKAY], "pumps", (1 / 1.5, 1, 1 / 1.5), ["okay"], id="a vital one counts 1"),
        pytest.param([VITAL, OKAY], "wells", (0.5 / 1.5, 0, 0.5 / 1.5), ["vital"], id="an okay one counts half"),
        pytest.param([VITAL, OKAY], "pumps and wells", (1, 1, 1), [], id="all"),
        pytest.param([VITAL, OKAY], "towns", (0, 0, 0), ["vital", "okay"], id="none"),
        pytest.param([VITAL, OKAY], "", (0, 0, 0), ["vital", "okay"], id="no text"),
        pytest.param([VITAL, OKAY, FARMS], "pumps, farms", (0.75, 1, (1 / 1.5 + 1) / 2), ["okay"], id="macro of two"),
        pytest.param([VITAL, DEALERS], "pumps", (0.5, 0.5, 0.5), ["dealers"], id="vital is a plain share"),
        pytest.param(
            [VITAL, OKAY, FARMS, DEALERS], "a farm", (0.5 / 3, 0, 1 / 3), ["vital", "okay", "dealers"], id="3"
        ),
        pytest.param([OKAY, FARMS], "wells for farms", (1, 0, 1), [], id="nothing is vital"),
        pytest.param([], "pumps", (0, 0, 0), [], id="no nuggets"),
        pytest.param([], "", (0, 0, 0), [], id="no nuggets and no text"),
    ],
)
def test_shares_are_weighted(
    nuggets: list[Nugget], text: str, shares: tuple[float, float, float], missed: list[str]
) -> None:
    made = coverage(nuggets, text)
    assert (made.recall, made.vital, made.macro) == pytest.approx(shares, abs=1e-12)
    assert made.missed == tuple(missed)
    assert set(made.aspects) == {one.aspect for one in nuggets}


def test_each_aspect_with_a_nugget_has_its_own_share() -> None:
    made = coverage([VITAL, OKAY, FARMS, DEALERS], "wells for farms")
    assert made.aspects == {Aspect.PRODUCTS: 0.5 / 1.5, Aspect.CUSTOMERS: 1, Aspect.DISTRIBUTION: 0}


def test_coverage_of_ids_is_coverage_of_a_text_that_says_them() -> None:
    nuggets = [VITAL, OKAY, FARMS, DEALERS]
    assert coverage_of(nuggets, {"vital", "farms"}) == coverage(nuggets, "pumps for farms")
    assert coverage_of(nuggets, {"another"}) == coverage(nuggets, "")


# --- the reference scorer, on real labels


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """Return the reference scorer; it makes the same patterns over and over, so they are kept."""
    spec = spec_from_file_location("reference_scorer", shared.parent / "tools" / "nuggets.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["pattern"] = lru_cache(maxsize=None)(module.pattern)
    return module


@pytest.fixture(scope="module")
def golds(shared: Path) -> tuple[Gold, ...]:
    return load(shared / "gold" / "dev")


Texts = Callable[[Gold, tuple[Gold, ...], Path], Iterator[str]]


def labels_of(gold: Gold, shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "gold" / "dev" / f"{gold.name}.json").read_text(encoding="utf-8"))
    return found


def source_of(gold: Gold, shared: Path) -> str:
    return (shared / "gold" / "src" / f"{gold.name}.txt").read_text(encoding="utf-8")


def the_reference(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield gold.reference


def the_references_of_the_others(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield from (other.reference for other in golds if other is not gold)


def the_source(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield source_of(gold, shared)


def the_source_cut(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    source = source_of(gold, shared)
    yield from (source[:length] for length in (1, 200, 2_000, 7_777))
    yield source[len(source) // 2 :][:8_000]
    yield " ".join(reversed(source[:8_000].split(" ")))


def the_text_of_a_language_model(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield (shared / "llm" / f"{gold.name}.txt").read_text(encoding="utf-8")


def each_quote(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    labels = labels_of(gold, shared)
    for part in ("nuggets", "claims"):
        yield from (quote for one in labels[part] for quote in one["evidence"])


def each_claim_and_fact(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield from (claim.text for claim in gold.claims)
    yield from (one.fact for one in gold.nuggets)


def no_text(gold: Gold, golds: tuple[Gold, ...], shared: Path) -> Iterator[str]:
    yield from ("", " \n\t", "®")


@pytest.mark.parametrize(
    "texts",
    [
        the_reference,
        the_references_of_the_others,
        the_source,
        the_source_cut,
        the_text_of_a_language_model,
        each_quote,
        each_claim_and_fact,
        no_text,
    ],
)
def test_coverage_is_that_of_the_reference_scorer(
    texts: Texts, shared: Path, golds: tuple[Gold, ...], scorer: ModuleType
) -> None:
    assert len(golds) == 25
    for gold in golds:
        labels = labels_of(gold, shared)
        for text in texts(gold, golds, shared):
            wanted = scorer.score(labels, text)
            made = coverage(gold.nuggets, text)
            where = (gold.name, text[:80])
            assert made.missed == tuple(wanted["missed"]), where
            assert {aspect.value: share for aspect, share in made.aspects.items()} == wanted["facets"], where
            assert (made.recall, made.vital) == (wanted["recall"], wanted["vital"]), where
            # A mean of the same shares, added in another order.
            assert made.macro == pytest.approx(wanted["macro"], abs=1e-15), where


def test_texts_are_folded_as_the_reference_scorer_folds_them(
    shared: Path, golds: tuple[Gold, ...], scorer: ModuleType
) -> None:
    for gold in golds:
        for text in (gold.reference, source_of(gold, shared)):
            assert fold(text) == scorer.fold(text), gold.name


# --- invariants

WORDS = (
    "pump pumps Pumps pumping biopump well wells’ “farm” farms, town towns. 12 12.5 12% $5 $5.5 1,200 1,200,000 1976 "
    "percent per cent % $ . , — ® and of the million not-for-profit co‑op (a)"
).split()
KEYS = (
    "pump|pump*|well*|farm|farms|town|12|12%|12.5%|$5|1,200|1976|5|million|co-op|12 percent|per|cent|of the|$|%"
).split("|")
texts_of_words = st.lists(st.sampled_from(WORDS), max_size=150).map(" ".join)
sentences = st.lists(st.sampled_from(WORDS), max_size=40).map(lambda found: " ".join(found) + ".")
nugget_lists = st.lists(
    st.tuples(
        st.lists(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3), min_size=1, max_size=3),
        st.sampled_from(Aspect),
        st.booleans(),
    ),
    max_size=8,
).map(lambda found: [nugget(keys, f"n{number}", *rest) for number, (keys, *rest) in enumerate(found)])


def check_shares(made: Coverage, nuggets: list[Nugget]) -> None:
    assert all(0 <= share <= 1 for share in (made.recall, made.vital, made.macro, *made.aspects.values()))
    assert set(made.aspects) == {one.aspect for one in nuggets}
    assert set(made.missed) <= {one.id for one in nuggets}
    assert (made.recall == 1) is bool(nuggets and not made.missed)
    assert (made.recall == 0) is (len(made.missed) == len(nuggets))
    assert (made.macro == 0) is (made.recall == 0)
    assert made.vital <= made.recall * len(nuggets)


@given(nugget_lists, texts_of_words | st.text(max_size=200))
def test_shares_run_from_0_to_1(nuggets: list[Nugget], text: str) -> None:
    check_shares(coverage(nuggets, text), nuggets)


@given(nugget_lists, sentences, sentences, sentences)
def test_sentences_before_and_after_take_nothing_away(
    nuggets: list[Nugget], before: str, text: str, after: str
) -> None:
    alone = set(coverage(nuggets, text).missed)
    for longer in (f"{before} {text}", f"{text} {after}", f"{before} {text} {after}"):
        assert set(coverage(nuggets, longer).missed) <= alone


@given(nugget_lists, texts_of_words)
def test_coverage_knows_nothing_of_the_order_of_nuggets(nuggets: list[Nugget], text: str) -> None:
    made, other = coverage(nuggets, text), coverage(nuggets[::-1], text)
    assert (made.recall, made.vital, made.macro, made.aspects) == (
        other.recall,
        other.vital,
        other.macro,
        other.aspects,
    )
    assert made.missed == other.missed[::-1]


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=2), min_size=1, max_size=3), st.data())
def test_a_nugget_is_covered_when_some_window_holds_a_word_of_every_group(keys: Keys, data: st.DataObject) -> None:
    rare = st.sampled_from(["x"] * 40 + list("abcdef"))
    found = data.draw(st.lists(rare, max_size=200))
    windows = [set(found[start : start + WINDOW]) for start in range(len(found))]
    assert said(keys, " ".join(found)) is any(all(not window.isdisjoint(group) for group in keys) for window in windows)


@given(st.text(max_size=60))
def test_a_folded_text_has_single_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()
    assert not re.search(r"\s\s|[^\S ]|[A-Z’“”—®]|\d\s+%|\$\s+\d", folded)
