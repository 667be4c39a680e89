"""What figures in digits and in words are worth, which of them count nothing, and which values they admit."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.verify.quantities import Quantity, quantities

BOUNDS = [
    ("about", "about"),
    ("around", "about"),
    ("approximately", "about"),
    ("roughly", "about"),
    ("an estimated", "about"),
    ("some", "about"),
    ("over", "over"),
    ("more than", "over"),
    ("in excess of", "over"),
    ("at least", "over"),
    ("a minimum of", "over"),
    ("more than approximately", "over"),
    ("slightly more than", "over"),
    ("no fewer than", "over"),
    ("not less than", "over"),
    ("under", "under"),
    ("less than", "under"),
    ("fewer than", "under"),
    ("up to", "under"),
    ("as many as", "under"),
    ("at most", "under"),
    ("no more than", "under"),
    ("not more than", "under"),
    ("not exceeding", "under"),
    ("does not exceed", "under"),
    ("not to exceed", "under"),
    ("doesn’t exceed", "under"),
    ("nearly", "nearly"),
    ("almost", "nearly"),
    ("close to", "nearly"),
    ("just under", "nearly"),
    ("slightly less than", "nearly"),
    ("exactly", "exact"),
    ("its", "exact"),
]


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


def read(text: str) -> list[tuple[float, str]]:
    return [(round(quantity.value, 2), quantity.kind) for quantity in quantities(text)]


# --- values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1.2 million", 1_200_000),
        ("$1,200,000", 1_200_000),
        ("$1.2-million", 1_200_000),
        ("$1.2M", 1_200_000),
        ("$1.2 MM", 1_200_000),
        ("$5B", 5_000_000_000),
        ("£5bn", 5_000_000_000),
        ("€184.6 million", 184_600_000),
        ("$ 40,000", 40_000),
        ("US$40", 40),
        ("U.S. $40", 40),
        ("U.S.$40", 40),
        ("C$40", 40),
        ("$.50", 0.5),
        ("50 cents", 0.5),
        ("5 million dollars", 5_000_000),
        ("five million dollars", 5_000_000),
        ("5 million U.S. dollars", 5_000_000),
        ("5 million euros", 5_000_000),
    ],
)
def test_money(text: str, value: float) -> None:
    assert read(text) == [(value, "money")]
    assert read(f"Fernhollow paid {text} for pumps.") == [(value, "money")]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$5", "$"),
        ("US$5", "$"),
        ("U.S. $5", "$"),
        ("5 dollars", "$"),
        ("C$5", "C$"),
        ("CA$5", "C$"),
        ("Cdn$5", "C$"),
        ("A$5", "A$"),
        ("€5", "€"),
        ("5 euros", "€"),
        ("£5", "£"),
        ("¥5", "¥"),
        ("A pump at a $5 fee", "$"),  # no dollars of Australia
        ("a basic $5 fee", "$"),
        ("5%", ""),
    ],
)
def test_currencies(text: str, currency: str) -> None:
    assert only(text).currency == currency


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20.4%", 20.4),
        ("86.5 percent", 86.5),
        ("86.5 per cent", 86.5),
        ("a 5-percent stake", 5),
        ("a 50%-owned plant", 50),
        (".5%", 0.5),
        ("8 1/2% notes", 8.5),
        ("five percent", 5),
        ("twenty-five per cent", 25),
        ("one percent", 1),
        ("one hundred percent", 100),
    ],
)
def test_percentages(text: str, value: float) -> None:
    assert read(text) == [(value, "%")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 percentage points", 2), ("1.5 points", 1.5), ("two percentage points", 2), ("50 basis points", 0.5)],
)
def test_points_are_no_percentages(text: str, value: float) -> None:
    assert read(text) == [(value, "points")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,345,678 shares", 12_345_678),
        ("3 plants", 3),
        ("three plants", 3),
        ("forty-two dealers", 42),
        ("forty two dealers", 42),
        ("a hundred dealers", 100),
        ("five hundred dealers", 500),
        ("eleven hundred dealers", 1_100),
        ("one hundred and twenty dealers", 120),
        ("three hundred fifty dealers", 350),
        ("two thousand five hundred dealers", 2_500),
        ("two hundred and fifty thousand dealers", 250_000),
        ("a million dealers", 1_000_000),
        ("half a million dealers", 500_000),
        ("one and a half million dealers", 1_500_000),
        ("1.2 million dealers", 1_200_000),
        ("a dozen plants", 12),
        ("two dozen plants", 24),
        ("half a dozen plants", 6),
        ("a half-dozen plants", 6),
        ("two and a half years", 2.5),
        ("2 1/2 years", 2.5),
        ("a ten-year lease", 10),
        ("one year", 1),
        ("a 12-month term", 12),
        ("1,976 pumps", 1_976),
        ("12 may be sold", 12),  # no day in May
    ],
)
def test_counts(text: str, value: float) -> None:
    assert read(text) == [(value, "count")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two-thirds of sales", 66.67),
        ("two thirds of sales", 66.67),
        ("one-third of sales", 33.33),
        ("A third of sales was made in Iowa.", 33.33),
        ("Sales in Iowa were about a third.", 33.33),
        ("a quarter of sales", 25),
        ("three-quarters of sales", 75),
        ("three fourths of sales", 75),
        ("half of sales", 50),
        ("HALF OF SALES", 50),
        ("sold in a third of towns", 33.33),
        ("half the dealers", 50),
        ("one-half of sales", 50),
        ("more than half of its sales", 50),
        ("a fifth of sales", 20),
        ("nine-tenths of sales", 90),
        ("four in five farms", 80),
        ("four out of five farms", 80),
        ("4 out of every 5 farms", 80),
        ("one in ten farms", 10),
    ],
)
def test_fractions_are_percentages(text: str, value: float) -> None:
    assert read(text) == [(value, "%")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("in 2012", [2012]),
        ("in fiscal 2012", [2012]),
        ("in FY2012", [2012]),
        ("in mid-2012", [2012]),
        ("from 2011 to 2013", [2011, 2013]),
        ("2011-2013", [2011, 2013]),
        ("2011–2013", [2011, 2013]),
        ("in May 2001", [2001]),
    ],
)
def test_years(text: str, values: list[float]) -> None:
    assert read(text) == [(value, "year") for value in values]


@pytest.mark.parametrize("text", ["the 1990s", "the 1990's", "the early 1990s"])
def test_a_decade_is_any_of_its_years(text: str) -> None:
    decade = only(text)
    assert decade.kind == "year"
    assert [year for year in range(1980, 2010) if decade.admits(only(f"in {year}"))] == list(range(1990, 2000))


@pytest.mark.parametrize(
    ("text", "day"),
    [("March 31", 331), ("31 March", 331), ("Dec. 1", 1201), ("May 5th", 505), ("SEPTEMBER 30", 930)],
)
def test_days(text: str, day: float) -> None:
    assert read(f"On {text} Fernhollow sold pumps.") == [(day, "day")]
    assert read(f"On {text}, 2012 Fernhollow sold pumps.") == [(day, "day"), (2012, "year")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 20 plants", [(10, "count"), (20, "count")]),
        ("10-20 plants", [(10, "count"), (20, "count")]),
        ("5 to 10 percent", [(5, "%"), (10, "%")]),
        ("five to ten percent", [(5, "%"), (10, "%")]),
        ("between 5 and 10%", [(5, "%"), (10, "%")]),
        ("5 and 6 percent", [(5, "%"), (6, "%")]),
        ("between 2 and 3 million", [(2e6, "count"), (3e6, "count")]),
        ("1.2-1.4%", [(1.2, "%"), (1.4, "%")]),
        ("2 to 3 million dealers", [(2e6, "count"), (3e6, "count")]),
        ("two to three million dealers", [(2e6, "count"), (3e6, "count")]),
        ("$10 to $20 million", [(1e7, "money"), (2e7, "money")]),
        ("$10 or $20 million", [(1e7, "money"), (2e7, "money")]),
        # what is said of the second is not always said of the first
        ("from $500 to $3 million", [(500, "money"), (3e6, "money")]),
        ("from 8% in 1996 to 10%", [(8, "%"), (1996, "year"), (10, "%")]),
        ("5 plants and 10%", [(5, "count"), (10, "%")]),
        ("two plants and 10%", [(2, "count"), (10, "%")]),
        ("2 and 3 million", [(2, "count"), (3e6, "count")]),
    ],
)
def test_ranges(text: str, expected: list[tuple[float, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Item 7",
        "Item 1A",
        "Form 10-K",
        "a 10-K",
        "No. 1",
        "a 401(k) plan",
        "401k",
        "3Com",
        "7-Eleven",
        "B2B",
        "Fortune 500",
        "the S&P 500",
        "ISO 9001",
        "Windows 95",
        "Chapter 11",
        "Section 404",
        "Type 2 diabetes",
        "Phase 3",
        "COVID-19",
        "version 2.0",
        "24/7",
        "10:30",
        "12/31/2012",
        "the second quarter",
        "second-quarter sales",
        "the first half",
        "first-half sales",
        "in each quarter",
        "once a quarter.",
        "two quarters in a row",
        "the third largest",
        "a third party",
        "a fifth segment",
        "half an hour",
        "the 21st century",
        "the 2nd",
        "1.2.3",
        "one of the largest",
        "one plant",
        "dozens of plants",
        "several dozen plants",
        "hundreds of dealers",
        "9" * 400,
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []
    assert read(f"Fernhollow knows {text} well.") == []


def test_no_percentage_hides_behind_a_denial() -> None:
    assert read("Caldera has no 10% customer.") == [(10, "%")]


@pytest.mark.parametrize("text", ["a fee of $2 a quarter.", "rent of $2 million a quarter,"])
def test_a_time_is_no_fraction(text: str) -> None:
    assert [kind for _, kind in read(text)] == ["money"]


# --- what stands before and behind


@pytest.mark.parametrize(("words", "expected"), BOUNDS)
@pytest.mark.parametrize("figure", ["40,000", "40%", "$40 million", "half", "forty", "two-thirds"])
def test_bounds(words: str, expected: str, figure: str) -> None:
    assert only(f"Norvik sold {words} {figure} of it.").bound == expected
    assert only(f"{words.capitalize()} {figure} was sold.").bound == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 or more", "over"),
        ("20,000+ dealers", "over"),
        ("40% and above", "over"),
        ("40 or so", "about"),
        ("40 or fewer", "under"),
        ("40 or less", "under"),
        ("over the next 40 years", "exact"),  # a time, no bound
        ("Over dealers, 40 farms prevail.", "exact"),
        ("more than pumps for 40 farms", "exact"),
    ],
)
def test_bounds_behind_and_none(text: str, expected: str) -> None:
    assert only(text).bound == expected


@pytest.mark.parametrize(
    ("said", "have"),
    [
        ("$1.2 million", "$1,200,000"),
        ("$1.2 million", "$1,234,567"),
        ("$1,200,000", "$1.2 million"),
        ("$1.2 million", "US$1.20 million"),
        ("$1,200 million", "$1.2 billion"),
        ("$4 billion", "$3.9 billion"),
        ("5 million dollars", "$5 million"),
        ("$0.50", "50 cents"),
        ("20%", "20.4%"),
        ("20 percent", "19.6%"),
        ("twenty percent", "20%"),
        ("8.5%", "8 1/2%"),
        ("0.5 percentage points", "50 basis points"),
        ("about a fifth", "20.4%"),
        ("a third", "33%"),
        ("two-thirds", "67%"),
        ("half", "50.4%"),
        ("four in five", "80%"),
        ("nearly half", "48.6%"),
        ("over half", "53%"),
        ("just over half", "51%"),
        ("just under half", "49%"),
        ("about 40,000", "39,650"),
        ("about 2,300", "2,318"),
        ("about 40", "42"),
        ("over 40,000", "41,200"),
        ("over 40,000", "more than 40,000"),
        ("40,000", "approximately 40,000"),
        ("nearly 40,000", "39,650"),
        ("up to 20%", "maximum 20%"),
        ("less than 10%", "under 10%"),
        ("no more than 10%", "at most 10%"),
        ("two dozen", "24"),
        ("half a dozen", "six"),
        ("the 1990s", "1996"),
        ("31 March", "March 31"),
        ("one hundred and twenty", "120"),
    ],
)
def test_a_figure_admits_the_same_and_what_it_rounds(said: str, have: str) -> None:
    assert only(said).admits(only(have))


@pytest.mark.parametrize(
    ("said", "have"),
    [
        pytest.param("$1.3 million", "$1,200,000", id="a digit"),
        pytest.param("$1.23 million", "$1.2 million", id="more exact than the source"),
        pytest.param("$1,234,567", "$1.2 million", id="much more exact"),
        pytest.param("$1.2 million", "$1.2 billion", id="scale"),
        pytest.param("$1.2 million", "$1.2 thousand", id="less scale"),
        pytest.param("$1.2 million", "€1.2 million", id="currency"),
        pytest.param("$1.2 million", "C$1.2 million", id="dollars of Canada"),
        pytest.param("$1.2 million", "1.2 million", id="no money"),
        pytest.param("50 cents", "$50", id="cents"),
        pytest.param("$1 million", "$1.4 million", id="a third less"),
        pytest.param("20%", "$20", id="money for percent"),
        pytest.param("20%", "20", id="a count for percent"),
        pytest.param("20%", "20 percentage points", id="points for percent"),
        pytest.param("50 basis points", "50 percentage points", id="points of two sizes"),
        pytest.param("20%", "20.6%", id="rounded the wrong way"),
        pytest.param("20.4%", "20%", id="more exact percentage"),
        pytest.param("2%", "20%", id="a zero"),
        pytest.param("40,000", "40,100", id="a count"),
        pytest.param("three", "four", id="a small count"),
        pytest.param("a third", "30%", id="hardly a third"),
        pytest.param("about a fifth", "25%", id="a quarter"),
        pytest.param("half", "60%", id="more than half"),
        pytest.param("about 100", "61", id="far from a round figure"),
        pytest.param("about $1 million", "$1.5 million", id="far from a million"),
        pytest.param("over 40,000", "39,900", id="over"),
        pytest.param("over 40,000", "80,000", id="far over"),
        pytest.param("over 40%", "under 40%", id="the other side"),
        pytest.param("more than 40", "no more than 40", id="the other side by a denial"),
        pytest.param("at least 10%", "up to 12%", id="another side"),
        pytest.param("nearly 40,000", "over 40,000", id="nearly and over"),
        pytest.param("nearly 40,000", "40,100", id="nearly and more"),
        pytest.param("nearly $1 million", "$0.7 million", id="not nearly"),
        pytest.param("less than 10%", "11%", id="under"),
        pytest.param("less than 10%", "less than 20%", id="another bound"),
        pytest.param("over 20%", "over 10%", id="another bound below"),
        pytest.param("2012", "2013", id="a year"),
        pytest.param("2012", "2,012", id="a year for a count"),
        pytest.param("the 1990s", "2000", id="a decade"),
        pytest.param("March 31", "March 30", id="a day"),
        pytest.param("March 31", "May 31", id="a month"),
    ],
)
def test_a_figure_does_not_admit_another(said: str, have: str) -> None:
    assert not only(said).admits(only(have))


def test_a_year_cannot_be_told_from_a_count_without_a_comma() -> None:
    assert read("2000 dealers") == read("in 2000") == [(2000, "year")]


# --- any text

FIGURES = (
    "$ 1 2,000 3.5 % percent million dozen half a third two-thirds four in five May 31 2012 or and - ( ) about 9/8"
)
likely = st.lists(st.sampled_from([*FIGURES.split(), " ", ",", "."]), max_size=25).map(" ".join)


@given(st.text(max_size=80) | st.text("0123456789.,/$%- aAmMſ", max_size=60) | likely)
def test_any_text_has_an_answer(text: str) -> None:
    found = quantities(text)
    assert found == quantities(text)
    at = 0
    for quantity in found:
        assert at <= quantity.start < quantity.end <= len(text)
        assert len(quantity.written) == quantity.end - quantity.start
        assert quantity.low <= quantity.value <= quantity.high or quantity.kind == "year"
        assert quantity.admits(quantity)
        at = quantity.end


@given(st.integers(0, 10**12), st.sampled_from(["{:,} farms", "${:,}", "{:,}%", "{:,} points"]))
def test_any_integer_is_read_back(number: int, form: str) -> None:
    assert only(form.format(number)).value == number


@given(st.integers(3, 10**6), st.integers(3, 10**6))
def test_a_count_admits_no_other_count(one: int, other: int) -> None:
    assert only(f"{one:,} farms").admits(only(f"{other:,} farms")) is (one == other)


@pytest.mark.parametrize(
    "piece",
    [
        *("9", "1,", "1,111,", "$1 ", "1.", "1-", "1/2 ", "( ", " ", "$", "over ", "no more than the ", "a third of "),
        *("one hundred ", "half a ", "two and a half ", "May ", "4 in 5 ", "12 to ", "Item 1.", "about 5 or so "),
    ],
)
def test_long_texts_take_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    start = time.perf_counter()
    quantities(text)
    assert time.perf_counter() - start < 2
