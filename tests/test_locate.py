"""Where Item 1 begins and ends: headings that are found, lines that are none, and what a status says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS

from itemone.acquire import acquire
from itemone.data import Filing, Section, Status
from itemone.errors import LocateError
from itemone.locate import locate
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
    ],
    ids=str,
)
def test_items_1_and_2_in_one_are_combined(heading: list[Line]) -> None:
    section = filing(*heading, *BODY, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert section.text.startswith("I")
    assert section.text.endswith(LAST)


def test_a_heading_of_item_2_inside_items_1_and_2_does_not_end_them() -> None:
    section = filing("Items 1 and 2. Business and Properties", *BODY, *PROPERTIES, LAST, after=LEGAL)
    assert section.location.status is Status.COMBINED
    assert "Item 2. Properties" in section.text
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


def test_contents_repeated_at_the_end_do_not_matter() -> None:
    section = found(*COVER, *CONTENTS, "Item 1. Business", *BODY, *AFTER, *CONTENTS)
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert section.text.endswith(LAST)


def test_a_header_on_every_page_does_not_cut_it() -> None:
    lines: list[Line] = []
    for number, line in enumerate(BODY, start=3):
        lines += [line, str(number), "Item 1. Business"]
    section = filing("Item 1. Business", *lines)
    assert section.text.startswith(f"Item 1. Business\n{FIRST}")
    assert LAST in section.text
    assert "Risk Factors" not in section.text


def test_executive_officers_stay_inside() -> None:
    officers: list[Line] = ["Executive Officers of the Registrant", ("Mary Hale", "58", "President"), LAST]
    text = filing("Item 1. Business", *BODY[:-1], *officers).text
    assert "Mary Hale\t58\tPresident" in text
    assert text.endswith(LAST)


# --- what ends it


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


# --- statuses


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
    ("lines", "why"),
    [
        ([*BODY[:2], *AFTER], "characters"),
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


# --- real filings


@dataclass(frozen=True)
class Scored:
    """How Item 1 of one labelled filing was found."""

    name: str
    expected: Status
    status: Status
    f1: float | None  # None when the label gives no text


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = text.lower().split()
    return Counter(zip(*(words[i:] for i in range(5)), strict=False))


def shingle_f1(expected: str, text: str) -> float:
    wanted, got = shingles(expected), shingles(text)
    shared = sum((wanted & got).values())
    return 2 * shared / (sum(wanted.values()) + sum(got.values()))


@pytest.fixture(scope="module")
def scored(shared: Path) -> list[Scored]:
    """Locate Item 1 in all labelled real filings; `filings/item1/NAME.txt` is the text expected of NAME.gz."""
    folder = shared / "filings"
    rows: list[Scored] = []
    for label in json.loads((folder / "labels.json").read_text(encoding="utf-8")):
        section = locate(read(acquire(folder / label["file"])))
        expected = folder / "item1" / f"{label['file'].removesuffix('.gz')}.txt"
        f1 = shingle_f1(expected.read_text(encoding="utf-8"), section.text) if expected.exists() else None
        rows.append(Scored(label["file"], Status(label["status"]), section.location.status, f1))
    return rows


def test_the_text_of_real_filings_is_found(scored: list[Scored]) -> None:
    f1 = [row.f1 for row in scored if row.f1 is not None]
    worst = sorted((row.f1, row.name) for row in scored if row.f1 is not None)[:8]
    assert len(f1) >= 130
    assert sum(f1) / len(f1) >= 0.98, worst


def test_the_status_of_real_filings_is_right(scored: list[Scored]) -> None:
    wrong = [(row.name, row.expected.value, row.status.value) for row in scored if row.status is not row.expected]
    assert 1 - len(wrong) / len(scored) >= 0.95, wrong
