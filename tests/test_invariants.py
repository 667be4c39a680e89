"""What holds for every input: nothing is raised, every span is true, and no summary is over its budget."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS, USABLE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from itemone.acquire import acquire
from itemone.data import Block, Document, Filing, Options, Result, Section, Sentence, Status, Summary
from itemone.errors import ItemoneError
from itemone.locate import locate
from itemone.pipeline import attempt, item1
from itemone.read import read
from itemone.segment import segment
from itemone.tokens import tokenizer

STAGES = {"acquire", "read", "locate", "compose"}
RAW = EXAMPLE.read_bytes()
KESTREL = (FILINGS / "kestrel-1996.txt").read_bytes()
SMALL = [path.read_bytes() for path in sorted(FILINGS.iterdir())]

few = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
many = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
budgets = st.sampled_from([32, 64, 512])


# --- the invariants


def check(filing: Filing, budget: int = 512) -> Result:
    """Run the program on a filing, assert all that must hold, and return the result."""
    result = attempt(filing, Options(budget=budget))
    check_result(result, budget)
    try:
        document = read(filing)
    except ItemoneError:
        assert result.summary is None
        return result
    check_blocks(document)
    try:
        section = locate(document)
    except ItemoneError:
        assert result.summary is None
        return result
    check_section(section)
    sentences = segment(section)
    check_sentences(section, sentences)
    if result.summary:
        check_evidence(item1(filing), result.summary)
    return result


def check_result(result: Result, budget: int) -> None:
    if result.failure is not None:
        assert result.failure.stage in STAGES, result.failure.reason
        assert result.failure.reason
        assert (result.summary, result.verdict) == (None, None)
        return
    assert result.summary is not None
    assert result.verdict is not None
    assert result.section is not None
    assert result.summary.claims
    assert tokenizer("tekken").count(result.summary.text) == result.summary.tokens <= budget
    assert passed(result, "budget")
    assert passed(result, "evidence")
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result


def passed(result: Result, name: str) -> bool:
    assert result.verdict is not None
    return next(check.passed for check in result.verdict.checks if check.name == name)


def check_blocks(document: Document) -> None:
    end = 0
    for block in document.blocks:
        check_block(document, block, end)
        end = block.span.end
    assert not document.text[end:].strip()
    assert all(count > 0 for _, count in document.dropped)


def check_block(document: Document, block: Block, before: int) -> None:
    assert before <= block.span.start
    assert block.span.end <= len(document.text)
    assert not document.text[before : block.span.start].strip(), "text that no block covers"
    text = block.span.of(document.text)
    assert text.strip()
    assert "\n" not in text


def check_section(section: Section) -> None:
    span = section.location.span
    assert section.location.reason
    if span is None:
        assert section.location.status not in (Status.EXTRACTED, Status.COMBINED)
        assert segment(section) == ()
    else:
        assert span.end <= len(section.document.text)
        assert section.text == section.document.text[span.start : span.end]


def check_sentences(section: Section, sentences: tuple[Sentence, ...]) -> None:
    end = section.location.span.start if section.location.span else 0
    for sentence in sentences:
        assert end <= sentence.span.start
        assert sentence.span.of(section.document.text) == sentence.text == sentence.text.strip() != ""
        end = sentence.span.end
    assert section.location.span is None or end <= section.location.span.end


def check_evidence(section: Section, summary: Summary) -> None:
    span = section.location.span
    assert span is not None
    for claim in summary.claims:
        assert claim.evidence
        for evidence in claim.evidence:
            assert span.start <= evidence.span.start < evidence.span.end <= span.end
            assert evidence.span.of(section.document.text) == evidence.quote


# --- any bytes, any text


@many
@given(raw=st.binary(max_size=2000))
@example(raw=b"")
@example(raw=b"\xff\xfe")
@example(raw=b"\xfe\xff\x00")
@example(raw=b"<DOCUMENT>")
@example(raw=b"<DOCUMENT><TYPE>10-K<TEXT></TEXT></DOCUMENT>")
@example(raw=b"<html>")
@example(raw=b"<p>\x00\x01\x02</p>")
def test_any_bytes(raw: bytes) -> None:
    check(Filing("any", raw))


@many
@given(raw=st.binary(max_size=2000) | st.integers(0, len(RAW)).map(lambda at: RAW[:at]))
@example(raw=b"\x1f\x8b")
@example(raw=b"\x1f\x8b\x08\x00")
def test_any_file(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any-file"
    path.write_bytes(raw)
    check_result(attempt(path), 512)


@many
@given(text=st.text(max_size=1000))
def test_any_text(text: str) -> None:
    check(Filing("any", text.encode("utf-8", "surrogatepass")))


# --- texts that look like filings

SENTENCES = [
    "We sell pumps to water utilities through distributors in 12 states.",
    "The Company's net sales were $1,234.5 million in 2024, up 12.5% from 2023.",
    "Mr. J. Smith of Acme Inc. said “no”. (See Item 7.) We lease offices (“Offices”) and borrow from banks.",
    "Our products include valves, pipes and filters; customers pay subscription fees of $9 a month.",
    "●\u00a0| Licensing: royalties of 5% on each unit",
    "It is incorporated herein by reference to the annual report.",
    "\u200b\u00ad",
    "£€¥ 0.5 % .25 1,000,000 -3 U.S.A. e.g. i.e.",
    "我们的产品和服务。日本語 👩‍👩‍👧 e\u0301",
]
# Those of which a reader sees something.
SEEN = [s for s in SENTENCES if any(map(str.isalnum, s)) and "by reference" not in s]
HEADINGS = [
    *(
        "Item 1. Business",
        "ITEM 1. BUSINESS",
        "Items 1 and 2. Business and Properties",
        "Item 1",
        "PART I",
        "Item",
    ),
    *("Item 1A. Risk Factors", "Item 1B. Unresolved Staff Comments", "Item 2. Properties", "Item 3. Legal"),
    *("Business", "Table of Contents", "Item 1. Business ........ 3", "General", "Item 10. Directors", "12"),
    "SECURITIES AND EXCHANGE COMMISSION",
]
words = st.sampled_from(SENTENCES + HEADINGS) | st.sampled_from([s * 12 for s in SENTENCES[:4]]) | st.text(max_size=9)
TAGS = [
    "p",
    "div",
    "td",
    "tr",
    "table",
    "b",
    "font",
    "span",
    "pre",
    "li",
    "ul",
    "h1",
    "a",
    "center",
    "script",
]
TAGS += ["style", "title", "ix:header", "ix:nonNumeric"]
tags = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
ODD = [
    "<br/>",
    "<hr>",
    "<!-- x -->",
    "<![CDATA[ x ]]>",
    "&nbsp;",
    "&#160;",
    "&amp;",
    "&#0;",
    "&",
    "<",
    ">",
    "\n",
]
ODD += [
    '<p style="display:none">',
    '<div style="display: none"><ix:header>',
    "<td colspan=3>",
    "<PAGE>",
    "<TABLE>",
]
ODD += [
    "<S>  <C>",
    "\x00",
    "\x0c",
    "\t",
    "   ",
    "-----",
    "<DOCUMENT>\n<TYPE>10-K\n<TEXT>",
    "</TEXT>\n</DOCUMENT>",
]
odd = st.sampled_from(ODD)
whole = st.tuples(st.sampled_from(["p", "div", "h1", "td", "li"]), words).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>")


@many
@given(parts=st.lists(whole | words | tags | odd, max_size=60), budget=budgets)
def test_html_soup(parts: list[str], budget: int) -> None:
    check(Filing("soup", ("<html><body>" + "".join(parts)).encode()), budget)


@many
@given(parts=st.lists(words | odd, max_size=60), gap=st.sampled_from(["\n", "\n\n", " ", "\r\n"]), budget=budgets)
def test_plain_soup(parts: list[str], gap: str, budget: int) -> None:
    check(Filing("soup", gap.join(parts).encode()), budget)


@many
@given(
    first=st.sampled_from(SEEN),
    parts=st.lists(st.sampled_from([s for s in SENTENCES if "by reference" not in s]), max_size=40),
    budget=budgets,
)
def test_an_item_1_of_any_sentences_is_found(first: str, parts: list[str], budget: int) -> None:
    page = ["Item 1. Business", *(f"{part} {part}" for part in [first, *parts]), "Item 2. Properties", "None."]
    filing = Filing("built", "".join(f"<p>{line}</p>" for line in page).encode())
    check(filing, budget)
    section = locate(read(filing))
    assert section.location.found_by == "item_heading"
    assert section.text.startswith("Item 1. Business")
    assert "Properties" not in section.text


@pytest.mark.parametrize("line", ["", "\u200b\u00ad"])
def test_an_item_1_without_a_sentence_is_not_passed_off_as_one(line: str) -> None:
    page = f"<p>Item 1. Business</p><p>{line}</p><p>Item 2. Properties</p><p>None.</p>"
    filing = Filing("built", page.encode())
    check(filing)
    assert locate(read(filing)).location.status in (Status.ABSENT, Status.SUSPICIOUS)


# Elements that are never closed are left out: the HTML parser itself takes the square of their depth for them.
ENDLESS = [
    *("<p>", "<b>", "<tr><td>", "</p>", "<", "&", "<!--", "<p style='display:none'>", "<PAGE>\n", "<DOCUMENT>\n"),
    *("Item 1. Business\n", "Item 1A. Risk Factors\n", "Item ", "I t e m ", "business "),
    *("a", "1", "1,", ".", ". ", " ", "\n", "\t", "a\n", "a  ", "(", ")", '"', "$", "-", "- ", "x.y.", "e.g. ", "A. "),
    "We sell pumps to customers. ",
]


@pytest.mark.parametrize("unit", ENDLESS)
def test_time_grows_with_length_and_not_with_its_square(unit: str) -> None:
    def seconds(size: int) -> float:
        raw = ("<p>Item 1. Business</p>\n" + unit * (size // len(unit))).encode()
        begun = time.perf_counter()
        check_result(attempt(Filing("endless", raw)), 512)
        return time.perf_counter() - begun

    # Six times the length is six times the work, or 36 times when it grows with the square.
    long = seconds(300_000)
    assert long < 1 or long < 12 * seconds(50_000)


# --- damaged filings


@few
@given(at=st.integers(0, len(RAW)), front=st.booleans(), budget=budgets)
def test_the_example_cut_anywhere(at: int, front: bool, budget: int) -> None:
    check(Filing("cut", RAW[:at] if front else RAW[at:]), budget)


@few
@given(
    flips=st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), min_size=1, max_size=400),
)
def test_the_example_with_bytes_changed(flips: list[tuple[int, int]]) -> None:
    raw = bytearray(RAW)
    for at, value in flips:
        raw[at] = value
    check(Filing("changed", bytes(raw)))


PLACES = [match.span() for match in re.finditer(rb"<[^>]*>", RAW)]


@few
@given(gone=st.sets(st.integers(0, len(PLACES) - 1), min_size=1, max_size=len(PLACES)))
def test_the_example_with_tags_removed(gone: set[int]) -> None:
    kept, at = [], 0
    for start, end in (PLACES[index] for index in sorted(gone)):
        kept.append(RAW[at:start])
        at = end
    check(Filing("removed", b"".join([*kept, RAW[at:]])))


@few
@given(tag=st.sampled_from(sorted({re.split(rb"[\s/>]", RAW[s + 1 : e])[0] for s, e in PLACES} - {b""})))
def test_the_example_without_a_kind_of_tag(tag: bytes) -> None:
    check(Filing("removed", re.sub(rb"</?" + re.escape(tag) + rb"(?:\s[^>]*)?/?>", b"", RAW)))


@many
@given(raw=st.sampled_from(SMALL), drawn=st.data(), budget=budgets)
def test_a_filing_with_a_piece_taken_out(raw: bytes, drawn: st.DataObject, budget: int) -> None:
    start = drawn.draw(st.integers(0, len(raw)))
    end = drawn.draw(st.integers(start, len(raw)))
    check(Filing("hole", raw[:start] + raw[end:]), budget)


@many
@given(parts=st.permutations([line for line in KESTREL.splitlines(keepends=True) if line.strip()]))
def test_a_filing_with_its_lines_out_of_order(parts: list[bytes]) -> None:
    check(Filing("shuffled", b"".join(parts)))


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_another_encoding_gives_the_same_summary(path: Path, encoding: str) -> None:
    plain = check(acquire(path))
    text = read_text(path)
    assert check(Filing("encoded", text.encode(encoding))).text == plain.text


def read_text(path: Path) -> str:
    raw = path.read_bytes()
    return raw.decode("cp1252" if path.name == "harrow-2009.htm" else "utf-8")


# --- real filings


def test_every_labelled_text_gets_a_summary(shared: Path) -> None:
    paths = sorted((shared / "gold" / "src").glob("*.txt"))
    assert len(paths) == 25
    assert [path.name for path in paths if check(acquire(path)).failure] == []


def some_filings(shared: Path) -> list[Path]:
    paths = sorted((shared / "filings").glob("*.gz"))
    assert len(paths) >= 30
    return [paths[index * len(paths) // 30] for index in range(30)]


def test_real_filings_get_a_summary_or_a_status(shared: Path) -> None:
    silent = []
    for path in some_filings(shared):
        result = check(acquire(path))
        if result.section is None:
            silent.append((path.name, result.failure))
    assert silent == []


def test_real_filings_give_the_same_bytes_twice(shared: Path) -> None:
    for path in some_filings(shared)[::10]:
        first, second = (json.dumps(attempt(path).to_dict()) for _ in range(2))
        assert first == second, path.name


def test_real_filings_keep_their_budget(shared: Path) -> None:
    for path in some_filings(shared)[::6]:
        for budget in (32, 100, 256):
            check(acquire(path), budget)
