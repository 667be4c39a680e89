"""Sentences: where they end, what holds none, and that each can be cut out of the text again."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import USABLE
from hypothesis import given
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.data import Block, BlockKind, Document, Location, Section, Span, Status
from itemone.locate import locate
from itemone.read import read
from itemone.segment import segment, split


def section(*blocks: tuple[BlockKind, str], start: int = 0, end: int | None = None) -> Section:
    """Return a section of these blocks, one a line."""
    found: list[Block] = []
    at = 0
    for kind, text in blocks:
        found.append(Block(at, at + len(text), kind))
        at += len(text) + 1
    whole = Document("\n".join(text for _, text in blocks), tuple(found))
    return Section(whole, Location(Status.EXTRACTED, "", "", Span(start, len(whole.text) if end is None else end)))


def sentences(*blocks: tuple[BlockKind, str], start: int = 0, end: int | None = None) -> list[str]:
    return [sentence.text for sentence in segment(section(*blocks, start=start, end=end))]


@pytest.mark.parametrize(
    "text",
    [
        # "|" marks where a sentence ends
        "We sell pumps.| They last.",
        "We sell pumps.|  They last.",
        "Who buys pumps?| Farms do.",
        "We sell pumps!| They last.",
        "We sell pumps (and valves).| They last.",
        "We sell pumps.| (We make them too.)",
        "We call it “Wellspring.”| It is blue.",
        'We call it "Wellspring."| It is blue.',
        "We sell pumps.| “Wellspring” is one.",
        "We sell pumps.| (Some are blue.)",
        "We sold 12 pumps in 1996.| In 1997 we sold none.",
        "Sales grew by 4.5%.| Costs fell.",
        "Sales were $4.5 million.| Costs were $1.25 million.",
        "We sell pumps.| 12 dealers carry them.",
        "We sell pumps, valves ...| We make both.",
        "We own Fernhollow Inc.| The Company was founded in 1931.",
        "We own Fernhollow, Inc.| We also own Wellspring Corp.| It makes valves.",
        "We sell only in the U.S.| We plan to sell in Canada.",
        "We sell pumps, valves, etc.| Our dealers sell pipes.",
        "She holds a Ph.D.| She leads research.",
        "The answer is no.| Farms buy pumps.",
        "We sell pumps to Mr. Hale.| He farms.",
        "Our shop is on Elm St. in Ames.| It is open.",
        # no end inside
        "Fernhollow Inc. Pumps are ours.",
        "We compete with Wellspring Corp. and Oldbridge Co. of Iowa.",
        "We compete with Wellspring Corp. Oldbridge Ltd. and others.",
        "We sell to the U.S. Department of Agriculture.",
        "We sell in the U.S. and Canada.",
        "The U.S. Navy buys pumps from us.",
        "Pump No. 1 and Pump No. 2 are blue.",
        "Patents Nos. 5,000,001 and 5,000,002 are ours.",
        "We sell pumps, e.g. Wellspring, to farms.",
        "We sell to farms, i.e. Holsteins and their owners.",
        "We compete with J. M. Hollowell Company.",
        "John F. Hale has led us since 1988.",
        "Dr. Mary Hale and Mr. John Hale own 40%.",
        "Our officers are E. T. Farwell and L. M. Castle.",
        "We pay $.50 a pump and sell it for $4.75 a piece.",
        "We grew by 4.5 percent in 1996.",
        "We ended the year on Dec. 31, 1996.",
        "Fernhollow vs. Wellspring was settled.",
        "Sales at 5 p.m. Eastern time are counted.",
        "Prof. Hale, Ph.D. and Sen. Oldbridge are directors.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert sentences(("paragraph", text.replace("|", ""))) == expected


@pytest.mark.parametrize("kind", ["heading", "table", "furniture"])
def test_only_prose_holds_sentences(kind: BlockKind) -> None:
    blocks: list[tuple[BlockKind, str]] = [("paragraph", "One."), (kind, "We sell pumps."), ("paragraph", "Two.")]
    assert sentences(*blocks) == ["One.", "Two."]


@pytest.mark.parametrize("bullet", ["• ", "● | ", "– ", "* ", "o ", "(a) ", "(iv) ", "1. ", "2) ", "•", "\uf0b7 "])
def test_a_bullet_is_no_part_of_the_sentence(bullet: str) -> None:
    assert sentences(("list_item", f"{bullet}We sell pumps. They last.")) == ["We sell pumps.", "They last."]


@pytest.mark.parametrize("text", ["pumps for farms; and", "Pumps for farms", "pumps and valves."])
def test_an_item_of_a_list_is_one_sentence(text: str) -> None:
    assert sentences(("list_item", f"• {text}")) == [text]


@pytest.mark.parametrize(
    "heading",
    ["Backlog.", "Sources of Revenue.", "Sales and Distribution.", "Direct sales.", "Employees and Labor Relations."],
)
def test_a_run_in_heading_is_left_out(heading: str) -> None:
    assert sentences(("paragraph", f"{heading} We sell pumps. They last.")) == ["We sell pumps.", "They last."]


@pytest.mark.parametrize(
    "first", ["We sell pumps.", "Pumps are sold by dealers.", "Farms have bought pumps since 1931."]
)
def test_a_short_first_sentence_is_no_heading(first: str) -> None:
    assert sentences(("paragraph", f"{first} They last.")) == [first, "They last."]


def test_a_lone_label_stays_for_there_is_nothing_below_it() -> None:
    assert sentences(("paragraph", "Not applicable.")) == ["Not applicable."]


def test_only_the_section_is_read() -> None:
    blocks: list[tuple[BlockKind, str]] = [("paragraph", "Before."), ("paragraph", "Inside."), ("paragraph", "After.")]
    assert sentences(*blocks, start=8, end=15) == ["Inside."]


def test_a_block_that_goes_beyond_the_section_is_cut() -> None:
    assert sentences(("paragraph", "Before it. Inside. After it."), start=11, end=18) == ["Inside."]


def test_a_section_without_text_has_no_sentences() -> None:
    nothing = Section(Document("", ()), Location(Status.ABSENT, "", ""))
    assert segment(nothing) == ()


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_sentences_slice_back_in_order(path: Path) -> None:
    found = locate(read(acquire(path)))
    span = found.location.span
    assert span is not None
    result = segment(found)
    assert len(result) > 30
    at = span.start
    for sentence in result:
        assert sentence.span.of(found.document.text) == sentence.text == sentence.text.strip()
        assert at <= sentence.span.start
        at = sentence.span.end
    assert at <= span.end


@given(text=st.text())
def test_splitting_loses_only_white_space(text: str) -> None:
    spans = list(split(text))
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(text=st.text(st.sampled_from("Aab .1!?”(\n")))
def test_each_part_is_trimmed(text: str) -> None:
    assert all(span.of(text) == span.of(text).strip() for span in split(text))


def test_a_part_of_a_text_is_split_by_its_own_offsets() -> None:
    text = "One. We sell pumps. They last. Four."
    assert [span.of(text) for span in split(text, 5, 30)] == ["We sell pumps.", "They last."]
