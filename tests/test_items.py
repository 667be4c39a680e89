"""How a line names an item: its number, the items beside it, its title; and sentences that say where to read."""

from __future__ import annotations

from time import perf_counter

import pytest

from itemone.items import OMITTED, ORDER, POINTS, RANK, also_item_2, bare_line, despaced, item_line, titled

Said = tuple[str, tuple[str, ...], bool]  # the number, the numbers beside it, and whether a form's title follows


def said(line: str) -> Said | None:
    item = item_line(line)
    return (item.number, item.also, titled(item.number, item.title) is not None) if item else None


# --- lines that begin with the word


@pytest.mark.parametrize(
    "line",
    [
        "Item 1. Business",
        "ITEM 1 - BUSINESS",
        "ITEM 1 -- BUSINESS",
        "ITEM 1 — BUSINESS",
        "ITEM ONE - BUSINESS",
        "ITEM I. BUSINESS",
        "item l. Business",
        "Item No. 1 Business",
        "Item Number 1. Business",
        "Item #1. Business",
        "Item 01. Business",
        "Item 1Business",
        "Item 1.Business",
        "Item 1: Business",
        "Item 1; Business",
        "Item 1) Business",
        "Item (1) Business",
        "(Item 1) Business",
        "*Item 1. Business",
        "“Item 1. Business”",
        "Item 1 | Business",
        "Item 1 I Business",
        "I T E M 1. B U S I N E S S",
        "I T E M  1.  B U S I N E S S",
        "ITEM 1. B USINESS",
        "Item\u00a01.\u00a0Business",
        "Item 1.\tBusiness",
        "PART I, ITEM 1. BUSINESS",
        "PART I - ITEM 1. BUSINESS",
        "PART I Item 1. Business",
        "Part One. Item 1. Business",
        "Item 1. Description of Business",
        "Item 1. DESCRIPTION OF THE BUSINESS",
        "Item 1. Our Business",
        "Item 1. The Company’s Business",
        "Item 1. General",
        "Item 1. Overview",
        "Item 1. Introduction",
        "Item 1. About Fernhollow",
        "Item 1. General Development of the Business",
        "Item 1. (a) General Development of Business",
        "Item 1(a) General Development of Business",
        "Item 1(a). Business",
        "Item 1. Business 3",
        "Item 1. Business ........ 3",
    ],
)
def test_headings_of_item_1(line: str) -> None:
    assert said(line) == ("1", (), True)


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("Items 1 and 2. Business and Properties", ("2",)),
        ("ITEMS 1 AND 2. BUSINESS AND PROPERTIES", ("2",)),
        ("Items 1 & 2. Business and Properties", ("2",)),
        ("item s 1. and 2. business", ("2",)),
        ("Item 1. 2. Business and Properties", ("2",)),
        ("Item 1/2. Business and Properties", ("2",)),
        ("ITEMS ONE AND TWO. BUSINESS AND PROPERTIES", ("2",)),
        ("ITEMS I AND II. BUSINESS AND PROPERTIES", ("2",)),
        ("Item 1 and Item 2. Business and Properties", ("2",)),
        ("ITEM 1. BUSINESS AND ITEM 2. PROPERTIES", ("2",)),
        ("Item 1. Business and Properties", ("2",)),
        ("Item 1. Business and Description of Property", ("2",)),
        ("Item 1. Description of Business and Properties", ("2",)),
        ("PART I, Items 1 and 2. Business and Properties", ("2",)),
        ("items 1., 1A. and 2. business", ("1A", "2")),
        ("Items 1, 1A and 2. Business, Risk Factors and Properties", ("1A", "2")),
        ("Items 1, 1A, 1B and 2. Business", ("1A", "1B", "2")),
        ("Item 1 and 1A. Business and Risk Factors", ("1A",)),
        ("Items 1, 2 and 3. Business, Properties and Legal Proceedings", ("2", "3")),
        ("Items 1 and 3. Business and Legal Proceedings", ("3",)),
    ],
)
def test_headings_that_name_other_items_beside_item_1(line: str, also: tuple[str, ...]) -> None:
    assert said(line) == ("1", also, True)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Item 1A. Risk Factors", "1A"),
        ("Item 1a. Risk Factors", "1A"),
        ("Item 1A Risk Factors", "1A"),
        ("Item 1A.Risk Factors", "1A"),
        ("Item 1A: Risk Factors", "1A"),
        ("ITEM 1A. RIS K FACTORS", "1A"),
        ("ITEM 1(A). RISK FACTORS", "1A"),
        ("ITEM 1 (A) RISK FACTORS", "1A"),
        ("Item 1 A. Risk Factors", "1A"),
        ("Item 1.A. Risk Factors", "1A"),
        ("ITEM 1A — CERTAIN RISK FACTORS", "1A"),
        ("Item 1A. Executive Officers of the Registrant", "1A"),
        ("Item 1B. Unresolved Staff Comments", "1B"),
        ("Item 1(b). Unresolved Staff Comments", "1B"),
        ("Item 1C. Cybersecurity", "1C"),
        ("Item 2. Properties", "2"),
        ("ITEM 2. P ROPERTIES", "2"),
        ("Item 2. Description of Property", "2"),
        ("Item 2. Facilities", "2"),
        ("Item 2 - Plants and properties", "2"),
        ("Item 2. Real Estate", "2"),
        ("ITEM II. PROPERTIES", "2"),
        ("ITEM TWO: PROPERTIES", "2"),
        ("PART I, Item 2. Properties", "2"),
        ("Item 3. Legal Proceedings", "3"),
        ("Item III - Legal Proceedings", "3"),
        ("Item 3. Pending Legal Proceedings", "3"),
        ("Item 3. Litigation", "3"),
        ("Item 4. Mine Safety Disclosures", "4"),
        ("Item 4. (Removed and Reserved)", "4"),
        ("Item 4. Submission of Matters to a Vote of Security Holders", "4"),
        ("Item 4A. Executive Officers of the Registrant", "4A"),
        ("Item 5. Market for Registrant’s Common Equity", "5"),
        ("ITEM 5. MARKET FOR THE COMPANY'S COMMON STOCK", "5"),
        ("Item 6. [Reserved]", "6"),
        ("Item 7. Management's Discussion and Analysis", "7"),
        ("Part II, Item 7. Management’s Discussion and Analysis", "7"),
        ("Item 7A. Quantitative and Qualitative Disclosures", "7A"),
        ("Item 9C. Disclosure Regarding Foreign Jurisdictions", "9C"),
        ("Item 10. Directors", "10"),
        ("Item 15. Exhibits", "15"),
    ],
)
def test_headings_of_later_items(line: str, number: str) -> None:
    assert said(line) == (number, (), True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ITEM 1", ("1", (), False)),
        ("Item 1.", ("1", (), False)),
        ("Items 1, 2 and 3.", ("1", ("2", "3"), False)),
        ("Item 1. Fernhollow at a Glance", ("1", (), False)),
        ("Item 1. Financial Statements", ("1", (), False)),
        ("Part II, Item 1. Legal Proceedings", ("1", (), False)),
        ("Item 1D. Pumps", ("1", (), False)),
        ("Item 1A. Pumps for farms", ("1A", (), False)),
        ("Item 2. Management’s Discussion", ("2", (), False)),
        ("Item 10(f)(1) of Regulation S-K", ("10", (), False)),
        ("Item 12 of the list", ("12", (), False)),
        ("Items 10, 11, 12 and 13", ("10", (), False)),
    ],
)
def test_numbers_without_a_title_that_a_form_gives_them(line: str, expected: Said) -> None:
    assert said(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Item 101(h) of Regulation S-K",
        "Item 405 of Regulation S-K",
        "Item 601(b)(10)",
        "Item 1112(b) of Regulation AB",
        "Item 1,150.52",
        "Items sold in 2012",
        "Item of business",
        "Item numbers",
        "Itemized deductions",
        "Item",
        "Part I",
        "Partial payments",
        "Business",
        "1. Business",
        "The business of Item 1",
        "See Item 1. Business",
        "",
    ],
)
def test_lines_that_begin_with_no_item(line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize("line", ["Items 1 to 3. Business", "Items 1-3. Business", "Items 1 through 3. Business"])
def test_a_range_of_items_names_all_of_them(line: str) -> None:
    assert said(line) == ("1", ("2", "3"), True)


def test_a_letter_behind_a_hyphen_is_a_part_of_the_number() -> None:
    assert said("Item 1-A. Risk Factors") == ("1A", (), True)


def test_the_second_number_may_stand_behind_the_first_title() -> None:
    assert said("Item 1. Business and 2. Properties") == ("1", ("2",), True)


def test_the_title_is_what_stands_behind_the_number() -> None:
    item = item_line("PART I, Items 1 and 2. Business and Properties")
    assert item is not None
    assert item.title == ". Business and Properties"


@pytest.mark.parametrize(
    ("number", "title", "rest"),
    [
        ("1", ". Business of the Company", " of the Company"),
        ("1", " - DESCRIPTION OF BUSINESS AND PROPERTIES", " AND PROPERTIES"),
        ("1", ". B USINESS OVERVIEW", " OVERVIEW"),
        ("2", ". Properties", "ies"),
        ("1A", ". RIS K FACTORS", " FACTORS"),
    ],
)
def test_a_title_ends_where_its_words_do(number: str, title: str, rest: str) -> None:
    end = titled(number, title)
    assert end is not None
    assert title[end:] == rest


@pytest.mark.parametrize(
    ("number", "title"),
    [("1", ""), ("1", ". Properties"), ("2", ". Business"), ("1A", ". Business"), ("1D", ". Business"), ("99", "Risk")],
)
def test_a_title_of_another_item_is_none(number: str, title: str) -> None:
    assert titled(number, title) is None


# --- lines that leave the word out


@pytest.mark.parametrize(
    ("line", "number", "also"),
    [
        ("1. Business", "1", ()),
        ("1 Business", "1", ()),
        ("01. Business", "1", ()),
        ("(1) Business", "1", ()),
        ("1) Business", "1", ()),
        ("1 - Business", "1", ()),
        ("1.Business", "1", ()),
        ("1. B U S I N E S S", "1", ()),
        ("1. Description of Business", "1", ()),
        ("1. Business and Properties", "1", ("2",)),
        ("1A. Risk Factors", "1A", ()),
        ("1 A. Risk Factors", "1A", ()),
        ("1A Risk Factors", "1A", ()),
        ("1B. Unresolved Staff Comments", "1B", ()),
        ("1C. Cybersecurity", "1C", ()),
        ("2. Properties", "2", ()),
        ("2. Description of Property", "2", ()),
        ("3. Legal Proceedings", "3", ()),
        ("10. Directors", "10", ()),
    ],
)
def test_bare_numbers_with_a_title_are_headings(line: str, number: str, also: tuple[str, ...]) -> None:
    item = bare_line(line)
    assert item is not None
    assert (item.number, item.also) == (number, also)


@pytest.mark.parametrize(
    "line",
    [
        "1. Summary of Significant Accounting Policies",
        "1. Nature of Operations",
        "1. Business Combinations",
        "1. Organization and Business",
        "1. General",
        "2. Property, Plant and Equipment",
        "2. Inventories",
        "12. Commitments",
        "1A. Pumps",
        "1931 was the year in which two brothers founded it",
        "1. Business as usual in a dry year, when wells fail and farms have to buy",
        "2. Properties of the pumps are tested for a day before they leave the shop",
        "Business",
        "Item 1. Business",
        "1.",
        "",
    ],
)
def test_bare_numbers_before_other_words_are_none(line: str) -> None:
    assert bare_line(line) is None


# --- small parts


@pytest.mark.parametrize(
    ("number", "title", "also"),
    [
        ("1", ". Business and Properties", ("2",)),
        ("1", "Business and Item 2. Properties", ("2",)),
        ("1", ". Business", ()),
        ("1", ". Business and Strategy", ()),
        ("2", ". Business and Properties", ()),
    ],
)
def test_a_title_of_item_1_may_go_on_with_that_of_item_2(number: str, title: str, also: tuple[str, ...]) -> None:
    assert also_item_2(number, title) == also


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("B U S I N E S S", "BUSINESS"),
        (". B U S I N E S S", ".BUSINESS"),
        ("B USINESS", "B USINESS"),
        ("Business", "Business"),
        ("A B C", "A B C"),
        ("", ""),
    ],
)
def test_letters_that_stand_apart_are_joined(title: str, expected: str) -> None:
    assert despaced(title) == expected


def test_items_rank_in_the_order_of_the_form() -> None:
    assert sorted(ORDER, key=RANK.__getitem__) == ORDER
    assert RANK["1"] < RANK["1A"] < RANK["1C"] < RANK["2"] < RANK["9C"] < RANK["10"] < RANK["16"]


# --- sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "The information required by this item is incorporated herein by reference.",
        "It is incorporated by reference to pages 1 to 12 of Exhibit 13.",
        "The section is incorporated by this reference.",
        "Pages 3 to 9 are incorporated into this report by reference.",
        "INCORPORATED BY REFERENCE TO THE ANNUAL REPORT",
        "Reference is made to the annual report.",
        "Reference is hereby made to Exhibit 13.",
        "The description of the business is set forth on pages 2 to 9 of the annual report.",
        "The description appears under the caption “Business” in the annual report.",
        "The description is contained in the Company's annual report.",
        "The description is found in Exhibit 13.",
        "The information is included in the annual report.",
        "The answer is given on page 4.",
        "The information is presented beginning on page 12.",
        "The information appears on pages 3 through 9.",
    ],
)
def test_sentences_that_point_elsewhere(sentence: str) -> None:
    assert POINTS.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company was incorporated in Iowa in 1931.",
        "We are incorporated in Delaware.",
        "The Company is in the business of making pumps.",
        "Our pumps are in farms and towns.",
        "The reference is to a pump of 1931.",
        "Our name appears on every pump.",
        "Each pump is set forth with its price.",
        "Pages of the catalogue are printed in Ames.",
    ],
)
def test_sentences_that_point_nowhere(sentence: str) -> None:
    assert POINTS.search(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Not applicable.",
        "NOT  APPLICABLE",
        "This item is not required of a smaller reporting company.",
        "Omitted.",
        "Omitted pursuant to General Instruction J(2).",
        "[Intentionally omitted]",
        "Inapplicable.",
        "N/A",
        "None.",
        "Intentionally left blank.",
    ],
)
def test_sentences_that_say_there_is_nothing(sentence: str) -> None:
    assert OMITTED.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We sell pumps.",
        "Nonetheless, we sell pumps.",
        "No one else sells pumps.",
        "The rule is applicable to pumps.",
        "Towns are required to ask for bids.",
        "A committee of towns buys them.",
        "The word left is not right.",
    ],
)
def test_sentences_that_say_something(sentence: str) -> None:
    assert OMITTED.search(sentence) is None


# --- hostile lines


HOSTILE = [
    "Item 1" + ",/" * 140,
    "Item 1" + " and 2" * 45,
    "Item" + " " * 290 + "1",
    "i t e m " * 37,
    "Item 1. " + "B " * 140,
    "Item 1. " + "description of the " * 15,
    "1. " + "business of a " * 20,
    "(" * 300,
    "Item 1" + "." * 290,
]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:20])
def test_no_line_takes_long(line: str) -> None:
    start = perf_counter()
    for _ in range(100):
        item = item_line(line)
        if item:
            titled(item.number, item.title)
        bare_line(line)
        despaced(line)
    assert perf_counter() - start < 1


@pytest.mark.parametrize(
    "text", ["\n" * 100_000, ". " * 50_000, "none " * 20_000, "incorporated " * 10_000, "see " * 9_000]
)
def test_no_text_takes_long_to_be_searched_for_pointers(text: str) -> None:
    start = perf_counter()
    POINTS.search(text)
    OMITTED.search(text)
    assert perf_counter() - start < 2
