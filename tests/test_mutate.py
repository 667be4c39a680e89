"""A mutant is its sentence with one small change, and each kind of change keeps to what it says it changes."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import pytest
from conftest import USABLE
from hypothesis import given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.evaluate.mutate import KINDS, Pool, mutants
from itemone.pipeline import item1
from itemone.segment import segment

POOL = Pool(
    (
        "Sales of 1,150 pumps in Iowa and of 12 in Ohio were $4 and $12.5 million.",
        "They rose 5% in New York and 7.5% in North Dakota.",
    )
)
SEEDS = range(60)


def outcomes(kind: str, text: str, pool: Pool = POOL) -> set[str]:
    """Return all mutants of a kind that some seeds make of a sentence."""
    made = (mutants(text, pool, str(seed)).get(kind) for seed in SEEDS)
    return {changed for changed in made if changed is not None}


def changes(before: str, after: str) -> list[tuple[list[str], list[str]]]:
    """Return the words taken away and put in, place by place."""
    old, new = before.split(), after.split()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for what, a, b, c, d in found if what != "equal"]


def test_the_pool_holds_figures_and_names_once_and_in_order() -> None:
    assert POOL.figures == ("1,150", "12", "$4", "$12.5", "5%", "7.5%")
    assert POOL.names == ("Iowa", "Ohio", "New York", "North Dakota")


@pytest.mark.parametrize(
    "text",
    [
        "We sold the plant on May 31, 2024.",
        "We filed our Annual Report on Form 10-K.",
        "We buy tape of 3M and sold none during COVID-19.",
        "It was founded in 1961, as the Company says in Part II.",
        "",
    ],
)
def test_a_pool_takes_neither_dates_nor_what_is_no_name(text: str) -> None:
    assert (Pool((text,)).figures, Pool((text,)).names) == ((), ())


# --- figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose 5%.", {"Sales rose 7.5%."}),
        ("Sales rose 9% a year.", {"Sales rose 5% a year.", "Sales rose 7.5% a year."}),
        ("A pump costs $4.", {"A pump costs $12.5."}),
        ("Sales were $4 million.", {"Sales were $12.5 million."}),
        ("Sales were $1,234.50.", {"Sales were $4.", "Sales were $12.5."}),
        ("We own 12 stores.", {"We own 1,150 stores."}),
        ("We own 1,150 (12 in Iowa).", {"We own 12 (12 in Iowa).", "We own 1,150 (1,150 in Iowa)."}),
        ("Sales rose 5% to $4.", {"Sales rose 7.5% to $4.", "Sales rose 5% to $12.5."}),
        ("In 2024 we sold 12.", {"In 2024 we sold 1,150."}),
        ("On May 12, 2024 we sold 12 pumps.", {"On May 12, 2024 we sold 1,150 pumps."}),
        pytest.param("It is a 5%-owned affiliate.", {"It is a 7.5%-owned affiliate."}, id="percent before a hyphen"),
    ],
)
def test_a_figure_is_swapped_for_one_of_its_shape(text: str, expected: set[str]) -> None:
    assert outcomes("figure swapped", text) == expected


@pytest.mark.parametrize("kind", ["figure swapped", "figures exchanged"])
@pytest.mark.parametrize(
    "text",
    [
        "We sell pumps.",
        "We were founded in 1961 and sold in 2024.",
        "The year ended September 30, 2024 and began on October 1, 2023.",
        "We file on May 31 and June 30.",
        "Tape of 3M is sold with 7-inch rolls.",
        "See Forms 10-K and 10-Q.",
        "COVID-19 and B2B and Boeing-737 are names.",
        "Boats of 7.5-inch and 9.5-inch draft.",
        "Versions 1.2.3 and 4.5.6 are sold.",
        pytest.param("The year ended 31 December 2024, the last 30 June 2023.", id="day before the month"),
        pytest.param("The year ended Dec. 31, 2024, the last Sept. 30, 2023.", id="month cut short"),
    ],
)
def test_years_days_and_figures_in_names_stay(kind: str, text: str) -> None:
    assert outcomes(kind, text) == set()


EQUAL = [("$1.2", "$1.20"), ("1,200", "1200"), ("5%", "5.0%")]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_a_figure_is_not_swapped_for_itself_written_differently(one: str, other: str) -> None:
    assert outcomes("figure swapped", f"We sold {one} of pumps.", Pool((f"We sold {other} of pumps.",))) == set()


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_figures_are_not_exchanged(one: str, other: str) -> None:
    assert outcomes("figures exchanged", f"We sold {one} in Iowa and {other} in Ohio.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farms are 5% and towns 7%.", {"Farms are 7% and towns 5%."}),
        ("Sales were $4 in 2023 and $12.5 in 2024.", {"Sales were $12.5 in 2023 and $4 in 2024."}),
        ("Sales rose 5% to $4 for 12 pumps.", set()),
        ("Sales rose 5% and then 5%.", set()),
        (
            "Sales rose 5% to $4 and 7% to $9.",
            {"Sales rose 7% to $4 and 5% to $9.", "Sales rose 5% to $9 and 7% to $4."},
        ),
        (
            "Of 10, 20 and 30.",
            {"Of 20, 10 and 30.", "Of 30, 20 and 10.", "Of 10, 30 and 20."},
        ),
        ("On May 5 we sold 12 pumps.", set()),
        ("In 2023 we sold 12 pumps, in 2024 more.", set()),
    ],
)
def test_two_figures_of_one_shape_are_exchanged(text: str, expected: set[str]) -> None:
    assert outcomes("figures exchanged", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We began in 1961.", {f"We began in {year}." for year in (1959, 1960, 1962, 1963)}),
        ("In fiscal 2024, we grew.", {f"In fiscal {year}, we grew." for year in (2022, 2023, 2025, 2026)}),
        ("The 2024 sales fell.", {f"The {year} sales fell." for year in (2022, 2023, 2025, 2026)}),
        ("From 1999 on.", {f"From {year} on." for year in (1997, 1998, 2000, 2001)}),
        ("We have 1,961 dealers.", set()),
        ("We have 19610 dealers.", set()),
        ("A pump costs $2000.", set()),
        ("Lot 2024-7 was sold.", set()),
        ("Of 2012.5 tons.", set()),
        ("In 1861 it began.", set()),
        ("We sell pumps.", set()),
    ],
)
def test_a_year_is_shifted_by_one_or_two(text: str, expected: set[str]) -> None:
    assert outcomes("year shifted", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales were $4 million.", {"Sales were $4 thousand.", "Sales were $4 billion."}),
        ("We sold 12 thousand pumps.", {"We sold 12 million pumps.", "We sold 12 billion pumps."}),
        (
            "Of $4 million, $1 million is new.",
            {
                "Of $4 thousand, $1 million is new.",
                "Of $4 billion, $1 million is new.",
                "Of $4 million, $1 thousand is new.",
                "Of $4 million, $1 billion is new.",
            },
        ),
        ("Millions of farms and several million pumps.", set()),
        ("It has 12 millionaires.", set()),
        ("Sales were $4.", set()),
    ],
)
def test_a_scale_is_changed_behind_a_figure(text: str, expected: set[str]) -> None:
    assert outcomes("scale changed", text) == expected


# --- names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell in Iowa.", {"We sell in Ohio."}),
        ("We sell in Iowa and Ohio.", set()),
        ("We sell in Utah.", {"We sell in Iowa.", "We sell in Ohio."}),
        ("We sell in New York.", {"We sell in North Dakota."}),
        ("We sell in South Carolina only.", {"We sell in New York only.", "We sell in North Dakota only."}),
        ("We sell in New South Wales.", set()),
        ("Iowa is where we sell.", set()),
        ("We sell in May and on Monday.", set()),
        ("In it the Company files its Annual Report on Form 10-K.", set()),
        ("We buy from IBM and from McDonald.", set()),
        ("We follow Iowa’s rules and Ohio's.", set()),
        ("We sell pumps.", set()),
    ],
)
def test_a_name_is_swapped_for_another_of_as_many_words(text: str, expected: set[str]) -> None:
    assert outcomes("name swapped", text) == expected


# --- negations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pumps are sold.", {"Pumps are not sold."}),
        ("It is new and was tested.", {"It is not new and was tested.", "It is new and was not tested."}),
        ("We may sell pumps.", {"We may not sell pumps."}),
        ("We can and must sell.", {"We can not and must sell.", "We can and must not sell."}),
        ("It does last.", {"It does not last."}),
        ("It is not new.", set()),
        ("It is not only new.", set()),
        ("We cannot sell pumps.", set()),
        ("It isn't new, and it isn’t ours.", set()),
        ("In May 2024 we sold pumps.", set()),
        ("This area knows candles.", set()),
        ("We sell pumps.", set()),
    ],
)
def test_a_negation_is_added_behind_an_auxiliary(text: str, expected: set[str]) -> None:
    assert outcomes("negation added", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We do not sell pumps.", {"We do sell pumps."}),
        ("It is not new.", {"It is new."}),
        pytest.param("We cannot sell pumps.", {"We can sell pumps."}, id="cannot"),
        ("We never sell pumps.", {"We sell pumps."}),
        ("We have no debt.", {"We have debt."}),
        ("It is not new and has no price.", {"It is new and has no price.", "It is not new and has price."}),
        ("We sell not only pumps but also parts.", set()),
        ("We pay no later than May, no less than half.", set()),
        ("We sell no more than 5% and no fewer than 7 to a farm.", set()),
        ("We no longer sell pumps.", set()),
        ("Our patent is no. 12.", set()),
        ("We note nothing and know none.", set()),
        ("We sell no-cost parts to not-for-profit farms.", set()),
        ("We sell pumps.", set()),
    ],
)
def test_a_negation_is_removed(text: str, expected: set[str]) -> None:
    assert outcomes("negation removed", text) == expected


# --- hedges and opinions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We may sell pumps.", {"We will sell pumps."}),
        ("We might or could sell.", {"We will or could sell.", "We might or will sell."}),
        ("We may not sell pumps.", {"We will not sell pumps."}),
        ("Farms are approximately 5% of sales.", {"Farms are 5% of sales."}),
        ("Farms are about 5% of sales.", {"Farms are 5% of sales."}),
        ("Pumps of up to 12 tons.", {"Pumps of 12 tons."}),
        ("We sell at least 12 pumps.", {"We sell 12 pumps."}),
        ("We sell primarily to farms.", {"We sell to farms."}),
        ("Farms generally buy, and often wait.", {"Farms buy, and often wait.", "Farms generally buy, and wait."}),
        ("In May 2024 we sold pumps.", set()),
        ("Pumps and parts cost about the same.", set()),
        ("They are substantially the same.", set()),
        ("We were mayors and roundabouts.", set()),
        ("We sell pumps.", set()),
        pytest.param("Information about our pumps is free.", set(), id="about a topic"),
        pytest.param("We keep our catalog up to date.", set(), id="up to date"),
        pytest.param("We follow generally accepted accounting principles.", set(), id="accounting principles"),
    ],
)
def test_a_hedge_is_dropped(text: str, expected: set[str]) -> None:
    assert outcomes("hedge dropped", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We believe that our pumps last.", {"Our pumps last."}),
        ("We believe our pumps last.", {"Our pumps last."}),
        ("We also believe that we lead.", {"We lead."}),
        ("The Company expects that sales rise.", {"Sales rise."}),
        ("Management estimates that farms buy half.", {"Farms buy half."}),
        ("Fernhollow Pump Company anticipates that farms buy.", {"Farms buy."}),
        ("Our pumps, we believe, are the best.", {"Our pumps are the best."}),
        ("Our pumps are what we believe farms want.", {"Our pumps are what farms want."}),
        ("The market, according to Quillmoor Research, is $4 million.", {"The market is $4 million."}),
        ("The Company expects to sell pumps.", set()),
        ("We expect to grow.", set()),
        ("We believe in service.", set()),
        ("We sell what others believe in.", set()),
        ("We sell pumps.", set()),
        pytest.param("Our estimates are based on surveys.", set(), id="estimates as a noun"),
        pytest.param(
            "Pumps last, and we believe that farms like them.",
            {"Pumps last, and farms like them."},
            id="that behind an aside",
        ),
    ],
)
def test_an_attribution_is_dropped(text: str, expected: set[str]) -> None:
    assert outcomes("attribution dropped", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The market is $4 million, according to the Quillmoor Bureau.", {"The market is $4 million."}),
        ("Prices are set according to the terms of a contract and paid each month.", set()),
    ],
)
def test_an_attribution_ends_where_its_source_ends(text: str, expected: set[str]) -> None:
    assert outcomes("attribution dropped", text) in (expected, set())


# --- all kinds

RICH = (
    "We believe that in 2024 sales of $4 million, or 5%, and of $9 million, or 8%, may not have been made in Iowa, "
    "where about 30 dealers are at work.",
    "We cannot sell, and do not sell, more than 40 of approximately 60 pumps, which were made in New York in 1999.",
)


def test_a_rich_sentence_has_every_kind_of_mutant() -> None:
    assert mutants(RICH[0], POOL, "seed").keys() == KINDS.keys()


@pytest.mark.parametrize("text", RICH)
@pytest.mark.parametrize("seed", ["", "a", "filing extractive 7"])
def test_the_same_seed_gives_the_same_mutants(text: str, seed: str) -> None:
    assert mutants(text, POOL, seed) == mutants(text, POOL, seed)


def test_other_seeds_give_other_mutants() -> None:
    assert len({tuple(mutants(RICH[0], POOL, str(seed)).items()) for seed in SEEDS}) > 10


def test_sentences_do_not_influence_each_other() -> None:
    alone = [mutants(text, POOL, "seed") for text in RICH]
    backwards = [mutants(text, POOL, "seed") for text in reversed(RICH)]
    assert alone == backwards[::-1]


@pytest.mark.parametrize("text", ["", " ", ".", "Pumps.", "not", "may", "We believe", "$", "5%", "2024", "million"])
def test_a_scrap_has_no_empty_mutant(text: str) -> None:
    assert all(changed.strip() for seed in SEEDS for changed in mutants(text, POOL, str(seed)).values())


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_mutants_of_whole_filings_differ_in_one_place(path: Path) -> None:
    texts = [sentence.text for sentence in segment(item1(acquire(path)))]
    pool = Pool(texts)
    for text in texts:
        for seed in "abc":
            for kind, changed in mutants(text, pool, seed).items():
                assert changed.strip()
                assert changed != text
                places = 2 if kind == "figures exchanged" else 1
                assert len(changes(text, changed)) == places, (kind, text, changed)


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", ["figure swapped", "figures exchanged"])
def test_figures_of_whole_filings_keep_their_shape(path: Path, kind: str) -> None:
    texts = [sentence.text for sentence in segment(item1(acquire(path)))]
    pool = Pool(texts)
    pairs = [(text, made[kind]) for text in texts if kind in (made := mutants(text, pool, "seed"))]
    assert pairs
    for text, changed in pairs:
        # What is left without digits: signs, words and order.
        assert re.sub(r"\d[\d,.]*(?<=\d)", "#", changed) == re.sub(r"\d[\d,.]*(?<=\d)", "#", text)


# Words that mutations look for, in any order, beside text of every kind.
pieces = st.sampled_from(
    "may might not cannot never no only can is will about up to at least of approximately generally the same "
    "We believe expects that Management , . ( ) % $ $5 5% 12 1,200 12.5 1999 2024 million thousand May June 31, "
    "Iowa Ohio New York Inc. according 3M 10-K COVID-19 ’s".split(" ")
)
mixed = st.lists(pieces, max_size=20).map(" ".join) | st.text(max_size=60)


@given(mixed, st.lists(mixed, max_size=3), st.text(max_size=5))
def test_whatever_the_text_a_mutant_is_another_text(text: str, others: list[str], seed: str) -> None:
    text = text.strip()
    made = mutants(text, Pool((text, *others)), seed)
    assert made.keys() <= KINDS.keys()
    assert text not in made.values()
    assert all(changed.strip() for changed in made.values())
    assert made == mutants(text, Pool((text, *others)), seed)


@given(mixed, st.sampled_from(sorted(KINDS)), st.integers())
def test_no_mutation_returns_its_own_text(text: str, kind: str, seed: int) -> None:
    assert KINDS[kind](text, Pool((text, RICH[0])), Random(seed)) != text  # noqa: S311 -- guards no secret
