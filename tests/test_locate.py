"""Where Item 1 begins and ends: headings that are found, lines that are none, and what a status says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS

from itemone.data import Filing, Section, Status
from itemone.errors import LocateError
from itemone.locate import explain, is_certain, locate, locate_exhibit
from itemone.locate.doubt import ends_in_risk_factors, reads_like_another_part
from itemone.pipeline import item1
from itemone.read import read

Line = str | tuple[str, ...]  # a paragraph, or the cells of a row

COVER: list[Line] = [
    "UNITED STATES",
    "SECURITIES AND EXCHANGE COMMISSION",
    "FORM 10-K",
    "For the fiscal year ended December 31, 2012",
    "Fernhollow Pump Company",
]
CONTENTS: list[Line] = [
    "TABLE OF CONTENTS",
    ("Item 1.", "Business", "3"),
    ("Item 1A.", "Risk Factors", "9"),
    ("Item 2.", "Properties", "14"),
    ("Item 3.", "Legal Proceedings", "15"),
]
FIRST = "Fernhollow Pump Company makes and repairs pumps for farms, towns and small breweries in four states."
LAST = "None of our 212 employees is represented by a union."
BODY: list[Line] = [
    FIRST + " It was founded by two brothers in 1931 and has been owned by its employees since the year 1988.",
    "Products",
    "We sell deep-well pumps, brewery pumps and spare parts. Deep-well pumps were 61% of revenue in 2012. Each is "
    "made to order in one of two shops, tested for a day and delivered by our own drivers. A pump lasts for twenty "
    "years, and most customers come back to the dealer who sold them the first one.",
    "Customers",
    "Farms accounted for 54% of sales, towns for 31% and breweries for 15%. No customer accounted for 10% or more. "
    "Towns buy by public tender, usually in the spring, and farms when a well runs dry. Breweries replace a pump "
    "when they move to a larger building, and often ask us to take back the old one.",
    "Distribution",
    "Eleven dealers carry our products and keep a stock of the common parts. We pay them a commission of 12%. The "
    "dealers are visited every month by one of four salesmen, who also train the mechanics of the dealers. Towns "
    "are served from our shops. An agreement with a dealer runs for three years.",
    "Competition",
    "We compete with two national manufacturers, which have greater resources, and with many small machine shops. "
    "We believe that customers choose us for service. Our contracts with towns oblige us to repair a pump within "
    "two days, which the national manufacturers do not offer outside the cities.",
    "Financing",
    "Our shops were paid for with a loan from a bank in Ames, which falls due in 2019 and bears interest at 6%. We "
    "finance our stock from sales, and have not borrowed for any other purpose since 1988. Dealers pay within 30 "
    "days, towns within 60. We pay no dividend; profits are shared among the employees in December of each year.",
    "Employees",
    LAST,
]
RISKS: list[Line] = ["Item 1A. Risk Factors", "A wet year would reduce our sales. " * 20]
PROPERTIES: list[Line] = ["Item 2. Properties", "We own two shops and a store. " * 20]
LEGAL: list[Line] = ["Item 3. Legal Proceedings", "We are party to no proceeding. " * 20]
AFTER = RISKS + PROPERTIES + LEGAL
RISKY = "A drought could harm our sales and may adversely affect us; the risk cannot be avoided. "
REVIEW = (
    "Net loss increased primarily because of lower margins, partially offset by a decrease in expenses compared with "
    "fiscal 2011. "
)
MEADOW = (
    "The meadow lay green under a pale sky, and the river ran slowly past the old mill where nobody had lived for a "
    "very long time. "
)


def page(*lines: Line) -> Filing:
    """Return a filing in HTML with a paragraph for each string and a table row for each tuple."""
    rows = (
        f"<p>{line}</p>"
        if isinstance(line, str)
        else "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr></table>"
        for line in lines
    )
    return Filing("fernhollow.htm", f"<html><body>{''.join(rows)}</body></html>".encode())


def found(*lines: Line) -> Section:
    return locate(read(page(*lines)))


def filing(*item_1: Line, after: list[Line] = AFTER) -> Section:
    """Locate in a filing with cover, table of contents, these lines for Item 1, and what follows it."""
    return found(*COVER, *CONTENTS, *item_1, *after)


# --- headings that begin it


@pytest.mark.parametrize(
    "heading",
    [
        ["Item 1. Business"],
        ["ITEM 1. BUSINESS"],
        ["ITEM 1 -- BUSINESS"],
        ["Item 1 – Business"],
        ["Item 1: Business"],
        ["Item 1 Business"],
        ["Item 1.Business"],
        ["Item 1. Business."],
        ["Item 1) Business"],
        ["Item No. 1 Business"],
        ["Item Number 1. Business"],
        ["Item #1. Business"],
        ["ITEM I. BUSINESS"],
        ["ITEM ONE. BUSINESS"],
        ["I T E M 1. BUSINESS"],
        ["I T E M  1.  B U S I N E S S"],
        ["PART I, ITEM 1. BUSINESS"],
        ["PART I. Item 1. Business"],
        ["Item 1. Description of Business"],
        ["Item 1. DESCRIPTION OF THE BUSINESS"],
        ["Item 1. Our Business"],
        ["Item 1. The Company’s Business"],
        ["Item 1. Business (in thousands)"],
        ["Item 1. Business Overview"],
        ["Item 1. Business of the Registrant"],
        [("Item 1.", "Business")],
        [("ITEM 1.", "", "BUSINESS")],
        ["Item 1.", "Business"],
        ["ITEM 1", "DESCRIPTION OF BUSINESS"],
        ["Item", "1.", "Business"],
        ["Item 1.", "General"],
        ["PART I", "Item 1. Business"],
        ["Item 1. Business" + " " + FIRST],
    ],
    ids=lambda heading: " / ".join(map(str, heading)),
)
def test_headings_that_begin_item_1(heading: list[Line]) -> None:
    section = filing(*heading, *BODY)
    assert section.location.status is Status.EXTRACTED
    assert section.location.found_by == "item_heading"
    first = heading[1] if heading[0] == "PART I" else heading[0]
    assert section.text.startswith(" ".join((first if isinstance(first, str) else first[0]).split()))
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "heading",
    [
        ["Items 1 and 2. Business and Properties"],
        ["ITEMS 1 AND 2. BUSINESS AND PROPERTIES"],
        ["Items 1. and 2. Business and Properties"],
        ["Items 1 & 2. Business and Properties"],
        ["Item 1 and Item 2. Business and Properties"],
        ["Items 1 and 2 - Description of Business and Properties"],
        ["Item 1. Business and Item 2. Properties"],
        [("Items 1 and 2.", "Business and Properties")],
        ["Items 1 and 2.", "Business and Properties"],
        ["Item 1. Business", "and", "Item 2. Properties"],
        ["Item 1. Business", "&", "Item 2. Properties"],
        ["Item 1. Business and", "Item 2. Properties"],
        ["Items 1, 1A and 2. Business, Risk Factors and Properties"],
        ["Items 1., 1A. and 2. Business, Risk Factors and Properties"],
        ["Item 1.", "Business", "and", "Item 2.", "Properties"],
        ["Item 1. Business", "and Properties"],
        ["Item 1.", "Business and Item 2.", "Properties"],
        ["Item 1. Business and 2. Properties"],
    ],
    ids=str,
)
def test_items_1_and_2_in_one_are_combined(heading: list[Line]) -> None:
    section = filing(*heading, *BODY, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert not any("stand together" in warning for warning in section.location.warnings)
    assert section.text.startswith("I")
    assert section.text.endswith(LAST)


def test_a_short_item_1_that_points_elsewhere_for_its_segments_is_no_pointer() -> None:
    own = "The Partnership leases aircraft to airlines under leases that expire in 2001. " * 6
    section = found(
        *COVER, "Item 1. Business", f"{own}Segments are told in Note 8, incorporated herein by reference.", *PROPERTIES
    )
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith("incorporated herein by reference.")


def test_headings_of_items_1_and_2_that_stand_together_are_doubted() -> None:
    section = filing("Item 1. Business", "Item 2. Properties", *BODY, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert section.text.endswith(LAST)
    assert any("may be that of Item 2 alone" in warning for warning in section.location.warnings)


def test_a_stroke_between_number_and_title_is_no_second_heading() -> None:
    section = found(*COVER, "Item 1 / Business", *BODY, *PROPERTIES, *LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.location.warnings == ()


def test_a_heading_of_item_2_inside_items_1_and_2_does_not_end_them() -> None:
    section = filing("Items 1 and 2. Business and Properties", *BODY, *PROPERTIES, LAST, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert "Item 2. Properties" in section.text
    assert section.text.endswith(LAST)


def test_headings_of_all_items_that_the_first_one_names_do_not_end_it() -> None:
    heading = "Items 1, 1A and 2. Business, Risk Factors and Properties"
    section = filing(heading, *BODY, *RISKS, *PROPERTIES, LAST, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert section.location.reason == "Items 1, 1A and 2 from its heading to that of Item 3"
    assert "Item 1A. Risk Factors" in section.text
    assert section.text.endswith(LAST)


def test_a_heading_of_item_2_inside_items_1_to_3_does_not_end_them() -> None:
    heading = "Items 1 to 3. Business, Properties and Legal Proceedings"
    after: list[Line] = ["Item 4. Mine Safety Disclosures", "Not applicable."]
    section = filing(heading, *BODY, *PROPERTIES, *LEGAL, LAST, after=after)
    assert section.location.status is Status.COMBINED
    assert "Item 2. Properties" in section.text


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Business", *BODY, "1A. Risk Factors", RISKY * 9, "2. Properties", "We own two shops. " * 30],
        ["1. Business", *BODY, "2. Properties", "We own two shops. " * 30, "3. Legal Proceedings", "None."],
        [("1.", "Business"), *BODY, ("2.", "Properties"), "We own two shops. " * 30],
        [
            *(("1.", "Business", "3"), ("1A.", "Risk Factors", "9"), ("2.", "Properties", "12")),
            *("1. Business", *BODY, "1A. Risk Factors", RISKY * 9),
        ],
    ],
    ids=["three items", "without 1A", "cells", "with contents"],
)
def test_headings_that_leave_out_the_word_are_found_and_said_so(lines: list[Line]) -> None:
    section = found(*COVER, *lines)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "bare_number")
    assert section.text.split("\n")[1].startswith(FIRST)
    assert section.text.endswith(LAST)
    assert section.location.warnings == ("found by headings that have no item number: '1. Business'",)


@pytest.mark.parametrize("heading", ["BUSINESS", "B U S I N E S S", "General Description of Business"])
def test_titles_alone_are_found_without_any_numbers(heading: str) -> None:
    after: list[Line] = ["RISK FACTORS", RISKY * 12, "PROPERTIES", "We own two shops. " * 30, "LEGAL PROCEEDINGS"]
    section = found(*COVER, heading, *BODY, *after)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "unnumbered_heading")
    assert section.text.startswith(f"{heading}\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("heading", ["Business", "BUSINESS", "Our Business", "Description of Business", "THE BUSINESS"])
def test_a_heading_without_a_number_is_found_and_said_so(heading: str) -> None:
    section = filing(heading, *BODY)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "unnumbered_heading")
    assert section.text.startswith(f"{heading}\n{FIRST}")
    assert section.text.endswith(LAST)


# --- lines that neither begin nor end it


@pytest.mark.parametrize(
    "line",
    [
        "Item 1A. Risk Factors and elsewhere in this report tell what may go wrong with our pumps and our dealers.",
        "For more on this, see “Item 1A. Risk Factors” in this report.",
        "Item 1A. “Risk Factors” of this report tells of droughts.",
        "Item 1A, “Risk Factors,” tells of droughts.",
        "Item 2. Properties below tells of our shops.",
        "Item 2. Properties, and Item 3, tell of our shops and of our lawsuits.",
        "Item 1. Business of this report speaks of the past.",
        "Item 1. Business — (continued)",
        "Item 1. Business (continued)",
        "Item 1. Business",  # a running header
        ("Item 1.", "Business"),
        "Item 1D. Pumps",
        "Item 1A. Pumps for farms",
        "Item 12. Security Ownership",
        "Item 2 of the list of parts is a valve.",
        "Item 1A. Risk Factors below describes what may go wrong with our pumps.",
        "Item 1A. Risk Factors section of this report describes what may go wrong.",
        "Item 1A. Risk Factors, Item 2. Properties and Item 3. Legal Proceedings",
        "Item 1A. Risk Factors (continued)",
        "“Item 1A. Risk Factors”",
        "• Item 1A. Risk Factors",
        "● Item 2. Properties",
        "Item 1D. Risk Factors",
        "Item 405 of Regulation S-K",
        "1. Summary of Significant Accounting Policies",
        "1A. Risk Factors",
        "2. Properties",
        "Executive Officers of the Registrant",
        "Risk Factors",
        "Properties",
        "PART I",
        "1A.",
    ],
    ids=str,
)
def test_lines_that_leave_item_1_whole(line: Line) -> None:
    section = filing("Item 1. Business", *BODY[:4], line, *BODY[4:])
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "words",
    [
        "For more on what may go wrong with our pumps, see",
        "What may go wrong is told in this report under",
        "What may go wrong is told in",
        "Droughts and floods are the subject of the",
        "Droughts and floods are described under the caption",
        "Droughts and floods are described in Item 7 and",
        "What may go wrong is told below:",
        "Droughts, floods, fires,",
    ],
)
@pytest.mark.parametrize("heading", ["Item 1A. Risk Factors", "Item 2. Properties"])
def test_a_line_to_which_the_words_before_it_lead_is_no_heading(words: str, heading: str) -> None:
    section = filing("Item 1. Business", *BODY[:4], words, heading, *BODY[4:])
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


def test_a_list_of_mentions_does_not_end_it() -> None:
    bullets: list[Line] = ["• Item 1A. Risk Factors", "• Item 2. Properties", "• Item 3. Legal Proceedings"]
    section = filing("Item 1. Business", *BODY[:4], "Other parts of this report are:", *bullets, *BODY[4:])
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "line",
    [
        "This report, and Item 1. Business in particular, speaks of what may happen.",
        "Item 1. Business, below, speaks of what may happen.",
        "“Item 1. Business” of this report speaks of what may happen.",
        "Item 1. Financial Statements",
        "Item 1D. Pumps",
        "Item 10. Directors",
        "Item 1",
    ],
)
def test_lines_that_do_not_begin_it(line: str) -> None:
    section = filing(line, "What may happen is not certain to happen. " * 30, "Item 1. Business", *BODY)
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


PAGED: list[list[Line]] = [
    CONTENTS,
    ["Item 1. Business 3", "Item 1A. Risk Factors 9", "Item 2. Properties 14", "Item 3. Legal Proceedings 15"],
    ["Item 1. Business ..... 3", "Item 1A. Risk Factors ..... 9", "Item 2. Properties ..... 14"],
    ["Item 1. Business 3-8", "Item 1A. Risk Factors 9-13", "Item 2. Properties 14"],
    [("Item 1.", "Business", "F-3"), ("Item 1A.", "Risk Factors", "F-9"), ("Item 2.", "Properties", "F-14")],
    ["Item 1. Business", "Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings"],
    [
        ("Item 1.", "Business"),
        ("Item 1A.", "Risk Factors"),
        ("Item 2.", "Properties"),
        ("Item 3.", "Legal Proceedings"),
    ],
    ["PART I", ("Item 1.", "Business"), ("Item 2.", "Properties"), ("Item 3.", "Legal Proceedings"), "PART II"],
    [
        ("Item 1.", "Business", "3"),
        ("Products", "3"),
        ("Customers", "4"),
        ("Distribution", "6"),
        ("Item 1A.", "Risk Factors", "9"),
        ("Item 2.", "Properties", "14"),
    ],
    [
        *(("Item 1.", "Business"), "Products", "Customers", "Distribution"),
        *(("Item 1A.", "Risk Factors"), ("Item 2.", "Properties"), ("Item 3.", "Legal Proceedings")),
    ],
    [*CONTENTS, *CONTENTS],
    [
        *("Item 1. Business", "Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings"),
        *("Item 1. Business", "Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings"),
    ],
]


@pytest.mark.parametrize("contents", PAGED, ids=str)
def test_entries_of_a_table_of_contents_are_no_headings(contents: list[Line]) -> None:
    section = found(*COVER, *contents, "Item 1. Business", *BODY, *AFTER)
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("contents", PAGED, ids=str)
def test_entries_of_a_table_of_contents_do_not_hide_a_heading_without_number(contents: list[Line]) -> None:
    section = found(*COVER, *contents, "BUSINESS", *BODY, *AFTER)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "unnumbered_heading")
    assert section.text.startswith(f"BUSINESS\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("first", [[], CONTENTS])
@pytest.mark.parametrize("contents", PAGED, ids=str)
def test_contents_at_the_end_do_not_matter(contents: list[Line], first: list[Line]) -> None:
    section = found(*COVER, *first, "Item 1. Business", *BODY, *AFTER, *contents)
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


HEADS = [
    "Item 1. Business",
    "Item 1. Business (continued)",
    "Item 1. Business, continued",
    "ITEM 1. BUSINESS (Cont’d)",
    "Item 1",
    "Part I, Item 1",
    "PART I",
    "Fernhollow Pump Company",
]


def with_heads(lines: list[Line], head: str, numbers: bool) -> list[Line]:
    """Return the lines as a page each, with a number at its foot and a head on the next."""
    pages: list[Line] = []
    for number, line in enumerate(lines[:-1], start=3):
        pages += [line, *([str(number)] if numbers else []), head]
    return [*pages, lines[-1]]


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("head", HEADS)
def test_a_head_on_every_page_does_not_cut_it(head: str, numbers: bool) -> None:
    section = filing("Item 1. Business", *with_heads(BODY, head, numbers))
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("wrong", ["Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings"])
def test_one_wrong_head_among_the_right_ones_does_not_cut_it(wrong: str) -> None:
    pages = with_heads(BODY, "Item 1. Business", numbers=True)
    at = [n for n, line in enumerate(pages) if line == "Item 1. Business"][4]
    section = filing("Item 1. Business", *pages[:at], wrong, *pages[at + 1 :])
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


def test_heads_of_the_next_item_do_not_move_the_end() -> None:
    risks = with_heads([RISKY * 6] * 6, "Item 1A. Risk Factors", numbers=True)
    section = filing("Item 1. Business", *BODY, after=["Item 1A. Risk Factors", *risks, *PROPERTIES, *LEGAL])
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)


def test_a_number_alone_at_the_head_of_the_next_item_is_not_in_it() -> None:
    section = filing("Item 1. Business", *BODY, "Item 1A.", "12", after=AFTER)
    assert section.text.endswith(LAST)


def test_executive_officers_stay_inside() -> None:
    officers: list[Line] = ["Executive Officers of the Registrant", ("Mary Hale", "58", "President"), LAST]
    text = filing("Item 1. Business", *BODY[:-1], *officers).text
    assert "Mary Hale\t58\tPresident" in text
    assert text.endswith(LAST)


def test_executive_officers_with_a_late_number_stay_inside() -> None:
    officers: list[Line] = ["Item 4A. Executive Officers of the Registrant", ("Mary Hale", "58", "President"), LAST]
    text = filing("Item 1. Business", *BODY[:-1], *officers).text
    assert "Mary Hale\t58\tPresident" in text
    assert text.endswith(LAST)


# --- what ends it


def test_executive_officers_as_item_1a_end_it() -> None:
    officers: list[Line] = ["Item 1A. Executive Officers of the Registrant", ("Mary Hale", "58", "President")]
    section = filing("Item 1. Business", *BODY, after=[*officers, *PROPERTIES, *LEGAL])
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "heading",
    [
        "Item 1A. Risk Factors",
        "ITEM 1A. RISK FACTORS",
        "Item 1A: Risk Factors",
        "Item 1(A). Risk Factors",
        "Item 1 A. Risk Factors",
        "ITEM 1A — CERTAIN RISK FACTORS",
        "Item 1A. Executive Officers of the Registrant",
        ("Item 1A.", "Risk Factors"),
        "Item 1B. Unresolved Staff Comments",
        "Item 1C. Cybersecurity",
        "Item 2. Properties",
        "Item 2. Description of Property",
        "ITEM II. PROPERTIES",
        "Item 2. Facilities",
        "PART I, Item 2. Properties",
        "Item 3. Legal Proceedings",
        "Item 4. Mine Safety Disclosures",
        "Item 5. Market for Registrant’s Common Equity",
    ],
    ids=str,
)
def test_the_next_numbered_item_ends_it(heading: Line) -> None:
    section = filing("Item 1. Business", *BODY, after=[heading, "A wet year would reduce our sales. " * 20])
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("first", range(3))
def test_the_first_of_the_later_items_ends_it(first: int) -> None:
    comments: list[Line] = ["Item 1B. Unresolved Staff Comments", "None."]
    later = [RISKS, comments, PROPERTIES][first:]
    assert filing("Item 1. Business", *BODY, after=[line for item in later for line in item]).text.endswith(LAST)


def test_items_of_a_line_each_end_it_too() -> None:
    after: list[Line] = [
        *("Item 1A. Risk Factors", "Not applicable."),
        *("Item 1B. Unresolved Staff Comments", "None."),
        *("Item 2. Properties", "None."),
        *("Item 3. Legal Proceedings", "None."),
    ]
    section = filing("Item 1. Business", *BODY, after=after)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)


def test_item_3_before_item_2_ends_it() -> None:
    section = found(*COVER, "Item 1. Business", *BODY, *LEGAL, *PROPERTIES)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)


def test_a_missing_item_2_is_told() -> None:
    section = found(*COVER, "Item 1. Business", *BODY, *LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)
    assert section.location.warnings == ("ended by the heading of Item 3; the headings between are missing",)


def test_a_promised_item_1a_that_has_no_heading_is_told() -> None:
    section = filing("Item 1. Business", *BODY, after=PROPERTIES + LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)
    [warning] = section.location.warnings
    assert warning == "Item 1A is expected behind it, but its heading does not stand there"


def test_a_promised_item_1a_ends_it_by_its_title_alone() -> None:
    section = filing("Item 1. Business", *BODY, "Risk Factors", RISKY * 12, after=PROPERTIES + LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)
    [warning] = section.location.warnings
    assert warning.startswith("it ends at the heading 'Risk Factors'")


def test_the_report_of_an_older_year_in_an_appendix_does_not_win() -> None:
    older: list[Line] = ["Appendix: annual report for 2011", "Item 1. Business", *BODY, *AFTER]
    section = filing("Item 1. Business", "This year was dry. " * 10, *BODY, after=AFTER + older)
    assert section.location.status is Status.EXTRACTED
    assert section.text.startswith("Item 1. Business\nThis year was dry.")
    assert section.text.endswith(LAST)
    [warning] = section.location.warnings
    assert warning.startswith("another heading of Item 1 at character ")


@pytest.mark.parametrize(
    ("first", "last"), [("Fernhollow at a Glance", "Properties"), ("Business", "Where We Work")], ids=["first", "last"]
)
def test_an_unusual_title_is_told(first: str, last: str) -> None:
    section = found(*COVER, f"Item 1. {first}", *BODY, f"Item 2. {last}", "We own two shops. " * 30, *LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.text.endswith(LAST)
    assert any("unusual title" in warning for warning in section.location.warnings)


# --- statuses


# --- a cross-reference index in place of headings

MARKETS = (
    "Fernhollow makes pumps for farms and towns, and its dealers sell the products to customers in four states. Our "
    "services are sold in markets where competition is strong, and each business has its own distribution. "
)
INDEX = "FORM 10-K CROSS-REFERENCE INDEX"


def pages(count: int, footer: str) -> list[Line]:
    """Return the lines of so many pages, each with its number in a footer."""
    printed: list[Line] = []
    for number in range(1, count + 1):
        printed += [f"Words of page {number}. {MARKETS * 3}", MARKETS, footer.format(number)]
    return printed


def indexed(pages_of_item_1: str, count: int = 12, footer: str = "{}") -> Section:
    """Locate in a report without headings that ends in an index of items and pages."""
    entries: list[Line] = [("Item 1.", "Business", pages_of_item_1), *CONTENTS[2:]]
    return found(*COVER, *pages(count, footer), INDEX, *entries)


def pages_in(section: Section) -> list[int]:
    return [int(number) for number in re.findall(r"Words of page (\d+)\.", section.text)]


@pytest.mark.parametrize(
    "footer",
    [
        *("{}", "- {} -", "Page {}", "Page {} of 12"),
        *("Fernhollow 2022 Annual Report {}", "{} Fernhollow 2022 Annual Report", "2022 Form 10-K | {}"),
    ],
)
@pytest.mark.parametrize(
    ("named", "taken"),
    [
        ("4-6", [4, 5, 6]),
        ("4–6", [4, 5, 6]),
        ("4 to 6", [4, 5, 6]),
        ("pages 4 through 6", [4, 5, 6]),
        ("4", [4]),
        ("1-3", [1, 2, 3]),
        ("4, 5, 6", [4, 5, 6]),
        ("4-6, 7-8", [4, 5, 6, 7, 8]),
        ("10-12", [10, 11, 12]),
    ],
)
def test_the_pages_that_an_index_names_are_taken(footer: str, named: str, taken: list[int]) -> None:
    section = indexed(named, footer=footer)
    assert (section.location.status, section.location.found_by) == (Status.CROSS_REFERENCE, "page_index")
    assert pages_in(section) == taken
    assert section.text.endswith("\n" + footer.format(taken[-1]))
    shown = f"pages {taken[0]} to {taken[-1]}" if len(taken) > 1 else f"page {taken[0]}"
    assert f"taken: {shown}, which" in section.location.reason
    assert section.location.warnings == ()


def test_pages_far_from_the_first_are_left_out_and_told() -> None:
    section = indexed("4-6, 7-13, 78-80", count=82)
    assert section.location.status is Status.CROSS_REFERENCE
    assert pages_in(section) == list(range(4, 14))
    assert "pages 4 to 13" in section.location.reason
    assert section.location.warnings == ("left out: pages 78 to 80, which the index names too",)


@pytest.mark.parametrize(
    ("named", "count", "footer"),
    [("4-6", 12, "Fernhollow"), ("4-5", 6, "{}"), ("40-50", 12, "{}"), ("4-14", 12, "{}")],
    ids=["no page numbers", "few pages", "no such page", "no such last page"],
)
def test_pages_that_cannot_be_told_give_no_text(named: str, count: int, footer: str) -> None:
    section = indexed(named, count, footer)
    assert section.location.status is Status.CROSS_REFERENCE
    assert (section.text, section.location.span) == ("", None)
    assert "cannot be told" in section.location.reason


def test_an_index_without_pages_gives_no_text() -> None:
    entries: list[Line] = [("Item 1.", "Business"), ("Item 1A.", "Risk Factors"), ("Item 2.", "Properties")]
    section = found(*COVER, *pages(12, "{}"), INDEX, *entries)
    assert section.location.status is Status.CROSS_REFERENCE
    assert section.location.span is None
    assert "names no pages" in section.location.reason


def test_the_pages_of_a_table_of_contents_are_suspicious() -> None:
    entries: list[Line] = [("Item 1.", "Business", "4"), ("Item 1A.", "Risk Factors", "8"), ("Item 2.", "Shops", "9")]
    section = found(*COVER, *entries, *pages(12, "{}"))
    assert (section.location.status, section.location.found_by) == (Status.SUSPICIOUS, "page_index")
    assert pages_in(section) == [4, 5, 6, 7]
    assert section.location.warnings == (section.location.reason,)


def test_pages_that_read_like_another_part_are_told() -> None:
    printed: list[Line] = []
    for number in range(1, 13):
        printed += [RISKY * 9, str(number)]
    section = found(*COVER, *printed, INDEX, ("Item 1.", "Business", "4-6"), *CONTENTS[2:])
    assert section.location.status is Status.CROSS_REFERENCE
    assert section.location.warnings == ("the text of these pages reads like risk factors",)


def test_a_title_alone_in_a_report_with_an_index_is_a_cross_reference_with_text() -> None:
    section = found(*COVER, "BUSINESS", *BODY, "RISK FACTORS", RISKY * 12, INDEX, *CONTENTS[1:])
    assert (section.location.status, section.location.found_by) == (Status.CROSS_REFERENCE, "unnumbered_heading")
    assert section.text.startswith(f"BUSINESS\n{FIRST}")
    assert section.text.endswith(LAST)


def test_an_index_to_pages_is_a_cross_reference() -> None:
    section = found(*COVER, "ABOUT US", *BODY, "FORM 10-K CROSS REFERENCE INDEX", *CONTENTS)
    assert section.location.status is Status.CROSS_REFERENCE
    assert (section.text, section.location.span) == ("", None)


def test_a_pointer_is_incorporated_by_reference() -> None:
    pointer = "The information required by this item is incorporated by reference to pages 1 to 12 of Exhibit 13."
    section = filing("Item 1. Business", pointer)
    assert section.location.status is Status.INCORPORATED_BY_REFERENCE
    assert "Exhibit 13" in section.location.reason


def test_an_incorporation_in_passing_is_none() -> None:
    section = filing("Item 1. Business", *BODY, "Note 12 is incorporated herein by reference.", LAST)
    assert section.location.status is Status.EXTRACTED


def test_a_report_of_other_items_is_absent() -> None:
    section = found(*COVER, "PART III", "Item 10. Directors", FIRST, "Item 11. Executive Compensation", FIRST)
    assert section.location.status is Status.ABSENT
    assert section.location.span is None


@pytest.mark.parametrize(
    "words",
    [
        *("Not applicable.", "Not required.", "Omitted.", "None.", "N/A", "[Intentionally omitted]"),
        "This item is not required of a smaller reporting company.",
        "Omitted pursuant to General Instruction J.",
    ],
)
@pytest.mark.parametrize("contents", [CONTENTS, []])
def test_an_item_1_that_says_there_is_none_is_absent(words: str, contents: list[Line]) -> None:
    section = found(*COVER, *contents, "Item 1. Business", words, *AFTER)
    assert section.location.status is Status.ABSENT
    assert section.location.span is None
    assert section.location.reason == f"Item 1 has a heading and no text: 'Item 1. Business {words}'"


def test_a_short_item_1_that_says_none_of_something_is_not_absent() -> None:
    section = found(*COVER, "Item 1. Business", FIRST, LAST, "It makes one kind of pump. " * 9, *PROPERTIES, *LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert FIRST in section.text


@pytest.mark.parametrize(
    ("pointer", "named"),
    [
        ("It is incorporated by reference to pages 1 to 12 of Exhibit 13.", "Exhibit 13"),
        ("Incorporated by reference to Exhibit No. 13.1 of this report.", "Exhibit 13.1"),
        ("Reference is made to EXHIBIT (13).", "Exhibit 13"),
        ("Incorporated by reference to the annual report to shareholders, pages 2 to 9.", "another document"),
        ("The description appears under the caption “Our Pumps” in the annual report.", "another document"),
    ],
)
def test_a_pointer_says_where_to(pointer: str, named: str) -> None:
    section = filing("Item 1. Business", pointer)
    assert section.location.status is Status.INCORPORATED_BY_REFERENCE
    assert (section.location.span, section.location.document) == (None, None)
    assert section.location.reason.startswith(f"Item 1 only points to {named}, ")


def test_a_pointer_may_be_a_word() -> None:
    section = filing("Item 1. Business", "See pages 3 to 9 of the annual report.")
    assert section.location.status is Status.INCORPORATED_BY_REFERENCE


@pytest.mark.parametrize("after", [PROPERTIES, ["Item 2. Properties", "We own two shops."]])
def test_a_fragment_is_suspicious(after: list[Line]) -> None:
    section = found(*COVER, "Item 1. Business", FIRST, *after)
    assert section.location.status is Status.SUSPICIOUS
    assert section.text == f"Item 1. Business\n{FIRST}"
    assert section.location.warnings == (section.location.reason,)
    assert section.location.reason == "only 117 characters from the heading of Item 1 to the next item"


def test_a_fragment_does_not_go_on_into_the_next_item() -> None:
    risks: list[Line] = ["Item 1A. Risk Factors", RISKY * 18, *PROPERTIES, *LEGAL]
    section = found(*COVER, "Item 1. Business", FIRST, *risks)
    assert section.location.status is Status.SUSPICIOUS
    assert "Risk Factors" not in section.text


@pytest.mark.parametrize("length", [300, 800, 1_400])
@pytest.mark.parametrize("contents", [CONTENTS, []])
def test_a_short_text_is_given_with_a_warning(length: int, contents: list[Line]) -> None:
    section = found(*COVER, *contents, "Item 1. Business", ("Pumps are sold to farms. " * 99)[:length], *AFTER)
    assert section.location.status is Status.EXTRACTED
    assert section.location.warnings == (
        f"only {len(section.text):,} characters from the heading of Item 1 to the next item",
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [(RISKY, "reads like risk factors"), (REVIEW, "reads like management's discussion"), (MEADOW, "hardly speaks")],
)
def test_a_text_that_reads_like_another_part_is_suspicious(words: str, why: str) -> None:
    section = filing("Item 1. Business", *[words * 6] * 8)
    assert section.location.status is Status.SUSPICIOUS
    assert why in section.location.reason
    assert section.location.warnings[0] == section.location.reason


def test_risk_factors_at_its_end_are_told() -> None:
    named = "The Company has no Item 1A of its own."
    section = found(*COVER, named, "Item 1. Business", *BODY * 8, *[RISKY * 6] * 25, *PROPERTIES, *LEGAL)
    assert section.location.status is Status.EXTRACTED
    assert section.location.warnings == ("its last part reads like risk factors",)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        pytest.param(
            [*BODY[:2], *AFTER],
            "characters",
        ),
        ([*BODY, *BODY], "no heading"),
    ],
    ids=["too short", "no end"],
)
def test_a_doubtful_end_is_suspicious(lines: list[Line], why: str) -> None:
    section = found(*COVER, *CONTENTS, "Item 1. Business", *lines)
    assert section.location.status is Status.SUSPICIOUS
    assert why in section.location.reason
    assert section.location.warnings


def test_half_a_megabyte_is_suspicious() -> None:
    assert filing("Item 1. Business", *(BODY * 300)).location.status is Status.SUSPICIOUS


def test_a_pasted_text_is_taken_whole() -> None:
    section = found(*BODY)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "whole_text")
    assert section.text == section.document.text


def test_a_pasted_text_may_speak_of_the_commission() -> None:
    section = found("We file reports with the Securities and Exchange Commission, which has a web site.", *BODY)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "whole_text")


def test_a_pasted_text_with_its_heading_begins_there() -> None:
    section = found("Item 1. Business", *BODY)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, "item_heading")
    assert section.text == section.document.text


@pytest.mark.parametrize(
    "lines", [["Two eggs and a loaf of bread."], ["Melt the butter. " * 200], ["Our company thanks you."]]
)
def test_what_is_no_filing_is_refused(lines: list[Line]) -> None:
    with pytest.raises(LocateError, match="10-K"):
        found(*lines)


def test_a_reason_is_one_line() -> None:
    for section in (found(*BODY), filing("Item 1. Business", *BODY), filing("Item 1. Business", LAST), found(*COVER)):
        assert section.location.reason
        assert "\n" not in section.location.reason


# --- what became of each line


def notes(*lines: Line) -> list[tuple[str, str]]:
    """Return the first words of each line that could be a heading, and what became of it."""
    return [(" ".join(c.text.split()), c.note) for c in explain(read(page(*lines)))]


def test_every_line_that_could_be_a_heading_is_explained() -> None:
    mention = "Item 1A. Risk Factors below tells of droughts."
    head = "Item 1. Business (continued)"
    assert notes(*COVER, *CONTENTS, mention, "Item 1. Business", *BODY[:-1], head, LAST, *AFTER) == [
        ("Item 1. Business 3", "entry of a table of contents"),
        ("Item 1A. Risk Factors 9", "entry of a table of contents"),
        ("Item 2. Properties 14", "entry of a table of contents"),
        ("Item 3. Legal Proceedings 15", "entry of a table of contents"),
        (mention, "mention in a sentence"),
        ("Item 1. Business", "CHOSEN: Item 1 begins here"),
        (head, "running head"),
        ("Item 1A. Risk Factors", "CHOSEN: Item 1 ends before it"),
        ("Item 2. Properties", "in the sequence"),
        ("Item 3. Legal Proceedings", "in the sequence"),
    ]


def test_a_heading_that_does_not_fit_is_explained_too() -> None:
    assert notes(*COVER, "Item 1. Business", *BODY, *AFTER, "Item 1. Business", "Nothing.")[-1] == (
        "Item 1. Business",
        "not in the best sequence",
    )


def test_titles_without_numbers_are_explained() -> None:
    assert notes(*COVER, "BUSINESS", *BODY, "RISK FACTORS", RISKY * 12) == [
        ("BUSINESS", "CHOSEN: Item 1 begins here"),
        ("RISK FACTORS", "CHOSEN: Item 1 ends before it"),
    ]


def test_a_text_without_headings_has_nothing_to_explain() -> None:
    assert notes(*BODY) == []


def test_explanations_stand_where_the_lines_do() -> None:
    document = read(page(*COVER, *CONTENTS, "Item 1. Business", *BODY, *AFTER))
    for candidate in explain(document):
        assert document.text.startswith(candidate.text, candidate.start)
        assert document.blocks[candidate.index].start == candidate.start
        assert candidate.note


# --- how sure it is


@pytest.mark.parametrize(
    "lines",
    [
        [*CONTENTS, "Item 1. Business", *BODY, *BODY, *AFTER],
        ["Item 1. Business", *BODY, *BODY, *PROPERTIES],
        ["Items 1 and 2. Business and Properties", *BODY, *BODY, *LEGAL],
    ],
    ids=["with contents", "without contents", "combined"],
)
def test_a_long_text_between_two_numbered_headings_is_certain(lines: list[Line]) -> None:
    assert is_certain(found(*COVER, *lines))


@pytest.mark.parametrize(
    "lines",
    [
        ["Item 1. Business", *BODY, *AFTER],
        ["Item 1. Business", *BODY, *BODY, *LEGAL],
        ["Item 1. Business", *BODY, *BODY],
        ["Item 1. Business", *[RISKY * 6] * 8, *AFTER],
        ["Item 1. Business", "It is incorporated by reference to Exhibit 13.", *AFTER],
        ["Item 1. Business", "Not applicable.", *AFTER],
        ["1. Business", *BODY, *BODY, "2. Properties", "We own two shops. " * 30],
        ["BUSINESS", *BODY, *BODY, "RISK FACTORS", RISKY * 12],
        [*pages(12, "{}"), INDEX, ("Item 1.", "Business", "4-6"), *CONTENTS[2:]],
    ],
    ids=["short", "warned", "no end", "suspicious", "pointer", "absent", "bare numbers", "titles", "pages"],
)
def test_anything_else_is_not(lines: list[Line]) -> None:
    assert not is_certain(found(*COVER, *lines))


def test_a_text_that_nothing_ends_is_not_certain() -> None:
    assert not is_certain(found("Item 1. Business", *BODY, *BODY))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (RISKY, "reads like risk factors"),
        (REVIEW, "reads like management's discussion"),
        (MEADOW, "hardly speaks of a business"),
        (MARKETS, None),
    ],
)
def test_a_text_tells_which_part_of_a_report_it_is(words: str, said: str | None) -> None:
    assert reads_like_another_part(words * 40) == said
    assert reads_like_another_part(words * 400) == said
    assert reads_like_another_part(words * 3) is None  # too short to tell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MARKETS * 100, False),
        (MARKETS * 50 + RISKY * 120, True),
        (MARKETS * 50 + RISKY * 40, True),
        (RISKY * 120 + MARKETS * 50, False),
        (RISKY * 10, False),  # too short to have an end of its own
    ],
)
def test_the_end_of_a_text_tells_whether_it_ran_into_risk_factors(text: str, expected: bool) -> None:
    assert ends_in_risk_factors(text) is expected


# --- the exhibit to which it points

PAGES_1_TO_12 = "The information required by this item is incorporated by reference to pages 1 to 12 of Exhibit 13."
GROWTH = "The information under the caption “Growth of the Shops,” in Exhibit 13 is incorporated herein by reference."
LETTER: list[Line] = ["To Our Shareholders", "Dear Shareholder:", "Business was good in a dry year. " * 40]
LIST: list[Line] = ["CONTENTS", ("Business", "3"), ("Growth of the Shops", "5"), ("Management’s Discussion", "9")]
SHOPS: list[Line] = ["Growth of the Shops", *(f"Shop {n}. {MARKETS * 2}" for n in range(4))]
DISCUSSION: list[Line] = ["Management’s Discussion and Analysis", "Net income rose by 9%. " * 60]


def followed(pointer: str, *exhibit: Line) -> Section | None:
    """Look in an exhibit of these lines for the text to which Item 1 points."""
    return locate_exhibit(read(page(*exhibit)), "EX-13", filing("Item 1. Business", pointer))


def test_the_text_of_an_exhibit_says_where_it_is_from() -> None:
    section = followed(PAGES_1_TO_12, *LETTER, *LIST, "Business", *BODY, *DISCUSSION)
    assert section is not None
    location = section.location
    assert (location.status, location.document) == (Status.INCORPORATED_BY_REFERENCE, "EX-13")
    assert (location.found_by, location.warnings) == ("exhibit_heading", ())
    assert "EX-13" in location.reason
    assert section.text.startswith(f"Business\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "BUSINESS",
            "Our Business",
            "The Business",
            "Business Overview",
            "Business Review",
            "Business of the Company",
        ),
        *("Description of Business", "General Description of the Business", "Nature of Business", "About the Company"),
        *("The Company", "Our Company", "Corporate Profile", "Company Overview", "Narrative Description of Business"),
    ],
)
def test_titles_of_the_business_in_an_exhibit(title: str) -> None:
    section = followed(PAGES_1_TO_12, *LETTER, title, *BODY, *DISCUSSION)
    assert section is not None
    assert section.text.startswith(f"{title}\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Management's Discussion and Analysis",
            "Financial Review",
            "FINANCIAL HIGHLIGHTS",
            "Selected Financial Data",
        ),
        *("Five-Year Summary", "Report of Independent Auditors", "Consolidated Statements of Income"),
        *("Notes to Consolidated Financial Statements", "Market for Common Stock", "Directors and Officers"),
        *("Shareholder Information", "To Our Shareholders", "Results of Operations", "Quarterly Results"),
        "Letter to Shareholders",
    ],
)
def test_the_next_part_of_an_exhibit_ends_it(title: str) -> None:
    section = followed(PAGES_1_TO_12, "Business", *BODY, title, "Net income rose by 9%. " * 60)
    assert section is not None
    assert section.text.endswith(LAST)


@pytest.mark.parametrize("caption", ["Growth of the Shops", "GROWTH OF THE SHOPS", "Growth  of the shops."])
def test_a_caption_that_the_pointer_names_wins(caption: str) -> None:
    section = followed(GROWTH, *LETTER, *LIST, "Business", *BODY, *DISCUSSION, caption, *SHOPS[1:], "Financial Review")
    assert section is not None
    assert section.text.startswith(" ".join(caption.split()) + "\nShop 0.")
    assert LAST not in section.text
    assert "Financial Review" not in section.text


def test_a_caption_that_the_exhibit_does_not_have_leaves_its_title() -> None:
    section = followed(GROWTH, *LETTER, "Business", *BODY, *DISCUSSION)
    assert section is not None
    assert section.text.startswith(f"Business\n{FIRST}")


def test_without_a_title_the_pages_that_the_pointer_names_are_taken() -> None:
    pages = [line for n in range(1, 16) for line in (f"A year of pumps, told on page {n}.", *BODY[:2], str(n))]
    section = followed(PAGES_1_TO_12, *pages)
    assert section is not None
    assert "told on page 1." in section.text
    assert section.text.endswith("\n12")


def test_a_chapter_that_is_no_part_of_its_own_stays_inside() -> None:
    section = followed(PAGES_1_TO_12, "Business", *BODY, *SHOPS, *DISCUSSION)
    assert section is not None
    assert LAST in section.text
    assert "Shop 3." in section.text


def test_the_business_may_be_the_last_part_of_an_exhibit() -> None:
    section = followed(PAGES_1_TO_12, *LETTER, *DISCUSSION, "Business", *BODY)
    assert section is not None
    assert section.text.startswith(f"Business\n{FIRST}")
    assert section.text.endswith(LAST)


@pytest.mark.parametrize(
    "lines",
    [
        [*LETTER, *DISCUSSION],
        [*LIST, *DISCUSSION],
        ["Business", "Too short to be one.", *DISCUSSION],
        ["Business Combinations", *BODY, *DISCUSSION],
        ["Business Segments", *BODY, *DISCUSSION],
    ],
    ids=["letter", "list", "short", "combinations", "segments"],
)
def test_an_exhibit_without_the_business_gives_none(lines: list[Line]) -> None:
    assert followed(PAGES_1_TO_12, *lines) is None


def test_an_exhibit_that_reads_like_another_part_is_told() -> None:
    section = followed(PAGES_1_TO_12, "Our Business", *[RISKY * 6] * 8, *DISCUSSION)
    assert section is not None
    assert section.location.warnings == ("the text taken from EX-13 reads like risk factors",)


# --- the invented filings


@pytest.mark.parametrize(
    ("path", "first", "last", "by"),
    [
        (
            EXAMPLE,
            "Item 1. Business\nOverview\nBrightwater Instruments, Inc.",
            "reports and other information that issuers file electronically.\n7\nTable of Contents",
            "item_heading",
        ),
        (
            FILINGS / "harrow-2009.htm",
            "Item 1.\tBusiness\nGeneral\nHarrow Brook Coffee Roasters, Inc.",
            "None is represented by a union.",
            "item_heading",
        ),
        (
            FILINGS / "kestrel-1996.txt",
            "ITEM 1. BUSINESS\nGeneral\n-------\nKestrel Point Marine Hardware, Inc.",
            "by the Board of Directors and serve at its pleasure.\n3",
            "item_heading",
        ),
        (
            FILINGS / "pasted-item1.txt",
            "Quillmoor Practice Systems, Inc. develops",
            "None of our employees is represented by a union.",
            "whole_text",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_first_and_last_words(path: Path, first: str, last: str, by: str) -> None:
    section = item1(path)
    assert (section.location.status, section.location.found_by) == (Status.EXTRACTED, by)
    assert section.text.startswith(first)
    assert section.text.endswith(last)


def test_the_pasted_file_is_taken_whole() -> None:
    section = item1(FILINGS / "pasted-item1.txt")
    assert section.text == section.document.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("incorporated-1997.txt", Status.INCORPORATED_BY_REFERENCE),
        ("part-three-amendment.htm", Status.ABSENT),
    ],
)
def test_reports_without_item_1_text(name: str, status: Status) -> None:
    with pytest.raises(LocateError, match=name) as error:
        item1(FILINGS / name)
    assert error.value.location is not None
    assert error.value.location.status is status


def test_the_pointer_of_the_mill_names_the_exhibit() -> None:
    with pytest.raises(LocateError, match="Exhibit 13"):
        item1(FILINGS / "incorporated-1997.txt")


def test_a_recipe_is_no_filing() -> None:
    with pytest.raises(LocateError, match=r"not-a-filing\.html|no filing"):
        item1(FILINGS / "not-a-filing.html")
