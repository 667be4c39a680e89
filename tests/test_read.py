"""Bytes in, a document out: nothing glued, nothing split, nothing lost, and what is left out is counted."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS
from selectolax.lexbor import LexborHTMLParser

from itemone.acquire import acquire
from itemone.data import BlockKind, Document, Filing
from itemone.errors import LocateError, ReadError
from itemone.locate import locate
from itemone.pipeline import item1
from itemone.read import decode, parts, read, read_exhibits
from itemone.read.front import front

Line = tuple[BlockKind, str]

SENTENCE = "Fernhollow Pump Company makes and repairs pumps for farms, towns and small breweries in four states."
PROSE = SENTENCE + " It was founded by two brothers in 1931 and has been owned by its employees since the year 1988. "
LONG = PROSE + PROSE.strip()  # longer than any cell of a table of data


def document(source: str | bytes) -> Document:
    return read(Filing("f.htm", source if isinstance(source, bytes) else source.encode()))


def lines(source: str | bytes) -> list[Line]:
    """Return the blocks of a document as (kind, text)."""
    found = document(source)
    return [(block.kind, block.span.of(found.text)) for block in found.blocks]


def texts(source: str | bytes) -> list[str]:
    return [text for _, text in lines(source)]


def page(body: str) -> str:
    return f"<html><head><title>unseen</title></head><body>{body}</body></html>"


# --- HTML: words


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>We make pu<b>mps</b>.</p>", "We make pumps."),
        ("<p><font>We ma</font><font>ke pumps.</font></p>", "We make pumps."),
        ("<p><span>We</span> <span>make</span>\n<span>pumps.</span></p>", "We make pumps."),
        ("<p><span>We </span><span> make</span><span> pumps.</span></p>", "We make pumps."),
        ("<p><i>W</i>e <a href='#x'>make</a> <u>pumps</u>.</p>", "We make pumps."),
        ("<p>Net sales of $<ix:nonFraction>4</ix:nonFraction>.2 million.</p>", "Net sales of $4.2 million."),
        ("<p>Pump<ix:nonNumeric>s and val</ix:nonNumeric>ves.</p>", "Pumps and valves."),
        ("<p><ix:continuation><span>Pumps</span></ix:continuation>.</p>", "Pumps."),
        ("<p>H<sub>2</sub>O pumps<sup>®</sup>.</p>", "H2O pumps®."),
        ("<p>Pumps<!-- a remark --> and<!-- --> valves.</p>", "Pumps and valves."),
        (
            "<p>Pumps &amp; valves &#8212; &ldquo;both&rdquo; &lt;here&gt;.</p>",
            "Pumps & valves — “both” <here>.",
        ),
        ("<p>Pumps&nbsp;&#160;and\u00a0valves.</p>", "Pumps and valves."),
        ("<p>\u200bPu\u200bmps\ufeff and\u2060 val\u00adves.</p>", "Pumps and valves."),
        ("<p>  Pumps\r\n\t and   valves.  </p>", "Pumps and valves."),
    ],
)
def test_inline_tags_and_signs_keep_words_whole(body: str, expected: str) -> None:
    assert texts(page(body)) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.</p>Two.", ["One.", "Two."]),
        ("<p>One.</p><span>Two.</span>", ["One.", "Two."]),
        ("<div>One.</div>Two.<div>Three.</div>", ["One.", "Two.", "Three."]),
        ("<div>One.<div>Two.</div>Three.</div>", ["One.", "Two.", "Three."]),
        ("<div><span>One.</span></div><span><b>Two.</b></span>", ["One.", "Two."]),
        ("<p>One.<p>Two.<p>Three.", ["One.", "Two.", "Three."]),
        ("One.<br>Two.<br/>Three.", ["One.", "Two.", "Three."]),
        ("<span>One.<br></span><span>Two.</span>", ["One.", "Two."]),
        ("<p>One.</p><hr><p>Two.</p>", ["One.", "Two."]),
        ("<h2>One</h2>Two.<center>Three.</center>Four.", ["One", "Two.", "Three.", "Four."]),
        ("<ul><li>One;</li><li>two;</li></ul>Three.", ["One;", "two;", "Three."]),
        ("<ol><li>One<ul><li>Two</li></ul></li></ol>", ["One", "Two"]),
        ("<dl><dt>One</dt><dd>Two.</dd></dl>", ["One", "Two."]),
        ("<blockquote>One.</blockquote>Two.", ["One.", "Two."]),
        ("<p>One.</p><pre>Two.</pre>Three.", ["One.", "Two.", "Three."]),
    ],
)
def test_blocks_never_glue_words(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


# --- HTML: tables


def test_a_table_keeps_its_rows() -> None:
    body = """<table><tr><th>Year</th><th>Pumps</th></tr>
        <tr><td> 2023 </td><td></td><td>$</td><td><b>1</b>,200</td></tr>
        <tr><td>2024</td><td>&nbsp;</td><td>1,400</td></tr></table>"""
    expected = ["Year\tPumps", "2023\t$\t1,200", "2024\t1,400"]
    assert lines(page(body)) == [("table", text) for text in expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>After.", ["a\tb", "After."]),
        ("<table><tr><td>a</td><td>b</td></tr></table><p>After.</p>", ["a\tb", "After."]),
        ("<table><tr><td>a</td><td>b</td></tr></table><span>After.</span>", ["a\tb", "After."]),
        ("Before.<table><tr><td>a</td><td>b</td></tr></table>", ["Before.", "a\tb"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", ["a\tb"]),
        ("<table><tr><td><div>a</div><div>b</div></td><td>c</td></tr></table>", ["a b\tc"]),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", ["a b\tc"]),
        ("<table><tr><td><p>a</p>b</td><td>c</td></tr></table>", ["a b\tc"]),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", ["a\tb"]),
        (
            "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr><tr><td>c</td><td>d</td></tr></table>",
            ["a\tb", "c\td"],
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr></table><table><tr><td>c</td><td>d</td></tr></table>",
            ["a\tb", "c\td"],
        ),
        ("<table><caption>Pumps</caption><tr><td>a</td><td>b</td></tr></table>", ["Pumps", "a\tb"]),
    ],
)
def test_cells_are_parted_by_tabs_and_rows_by_lines(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


@pytest.mark.parametrize("bullet", ["•", "&#8226;", "·", "●", "▪", "■", "*", "-", "–", "—", "o", "\uf0b7", "(a)", "1."])
def test_a_bullet_in_a_cell_of_its_own_makes_a_list_item(bullet: str) -> None:
    body = f"<table><tr><td></td><td>{bullet}</td><td>pumps for farms; and</td></tr></table>"
    [(kind, text)] = lines(page(body))
    assert (kind, text.split(maxsplit=1)[1]) == ("list_item", "pumps for farms; and")


def test_a_list_item_of_two_cells_reads_bullet_then_text() -> None:
    body = "<table><tr><td>&#8226;</td><td><b>Pumps</b>, for farms.</td></tr></table>"
    assert lines(page(body)) == [("list_item", "• Pumps, for farms.")]


@pytest.mark.parametrize("text", ["• pumps; and", "● pumps", "– pumps for farms", "* pumps", "o pumps and valves;"])
def test_a_line_that_begins_with_a_bullet_is_a_list_item(text: str) -> None:
    assert lines(page(f"<p>{text}</p>")) == [("list_item", text)]


def test_tables_that_lay_out_prose_are_read_as_paragraphs() -> None:
    body = f"<table><tr><td><p>{LONG}</p><p>{SENTENCE}</p></td><td>{LONG}</td></tr></table>"
    assert lines(page(body)) == [("paragraph", text) for text in (LONG, SENTENCE, LONG)]


def test_a_table_around_the_whole_page_is_no_table() -> None:
    body = f"<table><tr><td><p>{LONG}</p><h3>Pumps</h3><p>{SENTENCE}</p></td></tr></table>"
    assert lines(page(body)) == [("paragraph", LONG), ("heading", "Pumps"), ("paragraph", SENTENCE)]


# --- HTML: kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sources of Revenue", "heading"),
        ("ITEM 1. BUSINESS", "heading"),
        ("We sell pumps.", "paragraph"),
        ("We sell three kinds of pumps:", "paragraph"),
        ("and to small breweries", "paragraph"),
        ("He asked: “Why pumps?”", "paragraph"),
        (SENTENCE.rstrip("."), "heading"),
        (LONG.rstrip("."), "paragraph"),
    ],
)
def test_a_heading_is_short_and_no_sentence(text: str, kind: BlockKind) -> None:
    assert lines(page(f"<p>{text}</p>")) == [(kind, text)]


# --- HTML: what no reader sees


@pytest.mark.parametrize("name", ["script", "style"])
def test_scripts_and_styles_are_no_text(name: str) -> None:
    body = f"<p>Pumps.</p><{name}>secret {{}}</{name}><p>Valves.</p>after<{name}>more</{name}> all"
    assert texts(page(body)) == ["Pumps.", "Valves.", "after all"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>secret</div>",
        '<div style="display:none;">secret</div>',
        "<span style='color:red; display: none'>secret</span>",
        "<p style='DISPLAY:NONE'>secret</p>",
        "<div style='display:none'><p>sec<b>ret</b></p></div>",
        "<ix:header><ix:hidden><ix:nonNumeric>secret</ix:nonNumeric></ix:hidden></ix:header>",
        "<div style='display:none'><ix:header>secret</ix:header></div>",
        "<table><tr><td style='display:none'>secret</td></tr></table>",
        "<table><tr style='display:none'><td>secret</td></tr></table>",
    ],
)
def test_what_a_browser_hides_is_dropped_and_counted(hidden: str) -> None:
    found = document(page(f"<p>Pumps.</p>{hidden}<p>Valves.</p>"))
    assert found.text == "Pumps.\nValves."
    assert dict(found.dropped) == {"hidden": len("secret")}


def test_a_hidden_part_does_not_split_a_word() -> None:
    assert texts(page("<p>Pu<span style='display:none'>x</span>mps.</p>")) == ["Pumps."]


def test_a_page_that_hides_nothing_drops_nothing() -> None:
    assert document(page("<p style='display:block'>The words display:none are shown.</p>")).dropped == ()


# --- HTML: headings that are pictures


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ('<img alt="Item 1. Business">', "Item 1. Business"),
        ('<IMG SRC="i1.gif" ALT="ITEM 1. BUSINESS" BORDER=0>', "ITEM 1. BUSINESS"),
        ("<img src='i1.gif' alt='Part I, Item 1. Business'/>", "Part I, Item 1. Business"),
        ('<b><img alt=" Item 1A. Risk Factors " src="r.jpg"></b>', "Item 1A. Risk Factors"),
    ],
)
def test_a_picture_of_a_heading_is_read_as_its_words(picture: str, expected: str) -> None:
    assert texts(page(f"<p>Before.</p><p>{picture}</p><p>After.</p>")) == ["Before.", expected, "After."]


@pytest.mark.parametrize(
    "picture", ['<img alt="A pump">', '<img src="item 1.gif">', '<img alt="">', '<img alt="Partners of Fernhollow">']
)
def test_other_pictures_have_no_words(picture: str) -> None:
    assert texts(page(f"<p>Before.</p><p>{picture}</p><p>After.</p>")) == ["Before.", "After."]


# --- as much as is needed

ITEMS = ("Item 1. Business", "Item 1A. Risk Factors", "Item 2. Properties", "Item 3. Legal Proceedings")
CHAPTER = PROSE * 20  # more than a table of contents has between two items
REST = [CHAPTER] * 20


def source_of(*lines: str) -> bytes:
    return page("".join(f"<p>{line}</p>" for line in lines)).encode()


@pytest.mark.parametrize("contents", [(), ITEMS], ids=["without contents", "with contents"])
@pytest.mark.parametrize("change", [str, str.upper], ids=["small", "capitals"])
def test_reading_stops_behind_the_heading_that_ends_item_1(
    contents: tuple[str, ...], change: Callable[[str], str]
) -> None:
    lines = [*contents, ITEMS[0], CHAPTER, ITEMS[1], CHAPTER, ITEMS[2], CHAPTER, ITEMS[3], *REST]
    source = source_of(*map(change, lines))
    end = source.rfind(change(ITEMS[1]).encode())
    assert end < front(source) < end + 10_000 < len(source)


@pytest.mark.parametrize(
    "lines",
    [
        [ITEMS[0], CHAPTER, *REST],
        [ITEMS[0], CHAPTER, ITEMS[1], *REST],
        [*ITEMS, *REST],
        [CHAPTER, *REST],
        [ITEMS[1], CHAPTER, ITEMS[2], CHAPTER, ITEMS[3], *REST],
    ],
    ids=["no later item", "no item behind the risks", "only contents", "no item", "no item 1"],
)
def test_all_is_read_when_nothing_tells(lines: list[str]) -> None:
    source = source_of(*lines)
    assert front(source) == len(source)


def test_headings_that_repeat_out_of_order_are_all_read() -> None:
    lines = [ITEMS[0], CHAPTER, ITEMS[1], CHAPTER, ITEMS[2], CHAPTER, ITEMS[1], CHAPTER, ITEMS[3], *REST]
    source = source_of(*lines)
    assert source.find(ITEMS[3].encode()) < front(source)


def test_a_mention_in_a_sentence_stops_no_reading() -> None:
    source = source_of(ITEMS[0], CHAPTER, f"See {ITEMS[1]}.", CHAPTER, ITEMS[1], CHAPTER, *ITEMS[2:], *REST)
    assert source.rfind(ITEMS[1].encode()) < front(source) < len(source)


def test_the_last_heading_of_item_1_is_the_one_that_counts() -> None:
    source = source_of(*ITEMS[:2], ITEMS[0], CHAPTER, ITEMS[1], CHAPTER, *ITEMS[2:], *REST)
    assert source.rfind(ITEMS[1].encode()) < front(source) < len(source)


@pytest.mark.parametrize("source", [b"", b"Item", b"Item 1. Business", b"\xff\xfe", b"<p>Item 1. Business"])
def test_a_source_of_almost_nothing_is_read_whole(source: bytes) -> None:
    assert front(source) == len(source)


def test_a_part_is_the_beginning_of_the_whole() -> None:
    source = source_of(ITEMS[0], CHAPTER, ITEMS[1], CHAPTER, ITEMS[2], CHAPTER, ITEMS[3], *REST)
    filing = Filing("f.htm", source)
    whole, part = read(filing), read(filing, whole=False)
    end = whole.text.find(ITEMS[1]) + len(ITEMS[1])
    assert part.text[:end] == whole.text[:end]
    assert (part.unread, whole.unread) == (len(source) - front(source), 0)
    assert dict(part.dropped)["unread"] == part.unread


def test_a_part_of_everything_is_the_whole() -> None:
    filing = Filing("f.htm", source_of(ITEMS[0], CHAPTER, *REST))
    assert read(filing, whole=False) == read(filing)


# --- encodings

TEXT = "Café “Pumps” — €5"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with its mark"),
        pytest.param(TEXT.encode("cp1252"), id="cp1252"),
        pytest.param("Café ".encode() + "“Pumps”".encode("cp1252") + " — €5".encode(), id="both"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="utf-16, big end first"),
    ],
)
def test_encodings(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "us-ascii"])
def test_pages_are_decoded_by_their_bytes_whatever_they_declare(encoding: str, declared: str) -> None:
    source = f"<html><head><meta charset='{declared}'></head><body><p>{TEXT}</p></body></html>"
    assert texts(source.encode(encoding)) == [TEXT]


def test_a_byte_of_cp1252_in_a_page_of_utf_8_is_read() -> None:
    raw = b"<html><body><p>Caf\xc3\xa9 \x93Pumps\x94</p><p>\x97 na\xc3\xafve</p></body></html>"
    assert texts(raw) == ["Café “Pumps”", "— naïve"]


# --- SGML submissions


def submission(*documents: tuple[str, str], form: str = "10-K") -> str:
    """Return a submission that EDGAR's header calls `form`, with documents of a type and a text each."""
    parts = [
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{n}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for n, (kind, text) in enumerate(documents, start=1)
    ]
    return f"<SEC-HEADER>\nCONFORMED SUBMISSION TYPE: {form}\n</SEC-HEADER>\n" + "".join(parts)


@pytest.mark.parametrize("form", ["10-K", "10-K405", "10-KSB", "10-KSB40", "10-KT", "10-K/A", "10-K405/A", "10KSB"])
def test_the_annual_report_is_chosen(form: str) -> None:
    source = submission(("EX-99", "Not this."), (form, "Fernhollow makes pumps."), ("EX-27", "<CASH> 612"))
    assert texts(source) == ["Fernhollow makes pumps."]


def test_a_page_in_a_submission_is_read_as_a_page() -> None:
    source = submission(("EX-13", page("<p>Not this.</p>")), ("10-K", page("<p>Pu<b>mps</b>.</p>")))
    assert texts(source) == ["Pumps."]


@pytest.mark.parametrize(
    "documents", [[("8-K", "News.")], [("10-Q", "Quarter."), ("EX-27", "<CASH> 612")], [("NT 10-K", "Late.")]]
)
def test_a_submission_without_annual_report_names_what_it_holds(documents: list[tuple[str, str]]) -> None:
    with pytest.raises(ReadError) as error:
        document(submission(*documents, form=documents[0][0]))
    for form, _ in documents:
        assert form in str(error.value)
    assert "f.htm" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("kind", ["10-Q", "10-K/A405", "ANNUAL REPORT"])
def test_the_header_of_a_submission_decides_when_no_document_says_annual(kind: str) -> None:
    source = submission(("EX-99", "Not this."), (kind, "Fernhollow makes pumps."), ("EX-27", "<CASH> 612"))
    assert texts(source) == ["Fernhollow makes pumps."]


def test_a_document_that_says_annual_wins_over_one_that_does_not() -> None:
    assert texts(submission(("10-Q", "Not this."), ("10-K", "Fernhollow makes pumps."))) == ["Fernhollow makes pumps."]


def test_exhibits_alone_are_no_annual_report() -> None:
    with pytest.raises(ReadError, match="EX-13, EX-27"):
        document(submission(("EX-13", "Fernhollow makes pumps."), ("EX-27", "<CASH> 612")))


def test_the_documents_of_a_submission_are_told_apart() -> None:
    found = parts(submission(("EX-13", "Letter."), ("10KSB", "Report."), ("EX-27", "<CASH> 612")).encode())
    assert [(part.type, part.body.strip()) for part in found] == [
        ("EX-13", b"Letter."),
        ("10KSB", b"Report."),
        ("EX-27", b"<CASH> 612"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"Fernhollow makes pumps.", [("", b"Fernhollow makes pumps.")]),
        (b"", [("", b"")]),
        (b"<DOCUMENT>\n<TYPE>10-K\nPumps.", [("10-K", b"\n<TYPE>10-K\nPumps.")]),  # no <TEXT>
        (b"<DOCUMENT><TEXT>Pumps.", [("", b"Pumps.")]),  # no type, no end
        (b"<document>\n<type> 10-K405 \n<text>Pumps.</text>\n</document>", [("10-K405", b"Pumps.")]),
        (
            b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>One.\n<DOCUMENT>\n<TYPE>EX-13\n<TEXT>Two.",
            [("10-K", b"One.\n"), ("EX-13", b"Two.")],
        ),
    ],
)
def test_a_document_of_any_shape_is_a_part(source: bytes, expected: list[tuple[str, bytes]]) -> None:
    assert [(part.type, part.body) for part in parts(source)] == expected


def test_exhibits_are_read_by_the_beginning_of_their_type() -> None:
    source = submission(
        ("10-K", "Report."), ("EX-13.1", page("<p>Pu<b>mps</b>.</p>")), ("EX-21", "Two."), ("EX-13.2", "Valves.")
    )
    found = read_exhibits(Filing("f.txt", source.encode()), "EX-13")
    assert [(kind, exhibit.text) for kind, exhibit in found] == [("EX-13.1", "Pumps."), ("EX-13.2", "Valves.")]


@pytest.mark.parametrize("source", ["Fernhollow makes pumps.", submission(("10-K", "Report."), ("EX-27", "x"))])
def test_a_filing_without_such_an_exhibit_gives_none(source: str) -> None:
    assert list(read_exhibits(Filing("f.txt", source.encode()), "EX-13")) == []


def test_a_quarterly_report_is_refused_by_its_name() -> None:
    with pytest.raises((ReadError, LocateError), match="10-Q"):
        item1(FILINGS / "quarterly-2023.htm")


@pytest.mark.parametrize(
    "source", ["<html><body></body></html>", page("<p> &nbsp;\u200b</p><hr>"), page("<script>x</script>")]
)
def test_markup_without_text_is_refused(source: str) -> None:
    with pytest.raises(ReadError, match="no text"):
        document(source)


# --- plain text

WRAPPED = """\
     Fernhollow Pump Company makes and repairs pumps for farms, towns and
small breweries in four states. It was founded by two brothers in 1931 and
has been owned by its employees since 1988.

     The Company sells its pumps through eleven dealers, and repairs them in
two shops of its own in Iowa and Nebraska.
"""
FIRST = (
    "Fernhollow Pump Company makes and repairs pumps for farms, towns and small breweries in four states. "
    "It was founded by two brothers in 1931 and has been owned by its employees since 1988."
)
SECOND = (
    "The Company sells its pumps through eleven dealers, and repairs them in two shops of its own in Iowa and Nebraska."
)


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    assert lines(WRAPPED) == [("paragraph", FIRST), ("paragraph", SECOND)]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_every_kind_of_line_end_is_one(newline: str) -> None:
    assert lines(WRAPPED.replace("\n", newline)) == lines(WRAPPED)


def test_paragraphs_are_told_apart_by_indent_alone() -> None:
    assert texts(WRAPPED.replace("\n\n", "\n")) == [FIRST, SECOND]


def test_justified_lines_are_folded() -> None:
    justified = (
        WRAPPED.replace("and\nsmall", "and\nsmall ").replace(" pumps for", "  pumps  for").replace("by two", "by  two")
    )
    assert texts(justified) == [FIRST, SECOND]


def test_a_word_hyphenated_at_the_line_end_is_put_together() -> None:
    text = WRAPPED.replace("small breweries in four states", "small and medium-\nsized breweries in four states")
    assert "small and medium-sized breweries in four states." in texts(text)[0]


def test_page_marks_and_page_numbers_are_furniture() -> None:
    text = WRAPPED.replace("\n\n", "\n\n                                    12\n<PAGE>\n\n")
    found = document(text)
    assert lines(text) == [("paragraph", FIRST), ("furniture", "12"), ("paragraph", SECOND)]
    assert dict(found.dropped) == {"sgml": len("<PAGE>")}


@pytest.mark.parametrize("mark", ["12", "- 12 -", "Page 12", "page 12 of 60", "-12-", "(12)", "xii", "A-12", "F-3"])
def test_page_numbers_come_in_many_shapes(mark: str) -> None:
    assert ("furniture", mark) in lines(WRAPPED.replace("\n\n", f"\n\n{mark:^72}\n\n"))


@pytest.mark.parametrize("text", ["1931", "$12", "12%", "Item 1", "Exhibit 12"])
def test_other_short_lines_are_no_furniture(text: str) -> None:
    assert all(kind != "furniture" for kind, _ in lines(WRAPPED.replace("\n\n", f"\n\n{text:^72}\n\n")))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_page_number_in_mid_sentence_stands_behind_the_paragraph(gap: str) -> None:
    text = WRAPPED.replace("towns and\n", f"towns and\n{gap}                    12\n<PAGE>\n{gap}")
    assert lines(text) == [("paragraph", FIRST), ("furniture", "12"), ("paragraph", SECOND)]


def test_a_form_feed_is_a_page_break() -> None:
    assert lines(WRAPPED.replace("\n\n", "\n\n  12\n\x0c\n"))[:2] == [
        ("paragraph", FIRST),
        ("furniture", "12"),
    ]


def test_an_empty_line_of_a_converter_is_furniture() -> None:
    found = lines(page(f"<p>{FIRST}</p><p>\u200b</p><p>{SECOND}</p>"))
    assert found == [("paragraph", FIRST), ("furniture", "\u200b"), ("paragraph", SECOND)]


def test_headings_are_told_from_the_text_below() -> None:
    text = WRAPPED + "\nSources of Revenue\n------------------\n\n" + WRAPPED + "\nCompetition\n" + WRAPPED
    assert [text for kind, text in lines(text) if kind == "heading"] == ["Sources of Revenue", "Competition"]


def test_rules_are_furniture() -> None:
    text = WRAPPED.replace("\n\n", "\n\nSources\n-------\n=======\n  * * *\n\n")
    rules = [("furniture", rule) for rule in ("-------", "=======", "* * *")]
    assert lines(text) == [("paragraph", FIRST), ("heading", "Sources"), *rules, ("paragraph", SECOND)]
    assert document(text).dropped == ()


TABLE = """
<TABLE>
<CAPTION>
                                    1996         1995
                                 ----------   ----------
<S>                              <C>          <C>
Deep-well pumps ...............      $29,472      $27,910
Brewery pumps .................       18,420       16,385
Repairs                                  950          (12)
                                 ----------   ----------
   Total .......................     $48,842      $44,283
                                 ==========   ==========
</TABLE>
"""
ROWS = [
    "1996\t1995",
    "Deep-well pumps ...............\t$29,472\t$27,910",
    "Brewery pumps .................\t18,420\t16,385",
    "Repairs\t950\t(12)",
    "Total .......................\t$48,842\t$44,283",
]
THIN, THICK = "----------   ----------", "==========   =========="


def test_the_rows_of_a_table_stay_rows() -> None:
    rows = [ROWS[0], THIN, *ROWS[1:4], THIN, ROWS[4], THICK]
    table = [("furniture" if row in (THIN, THICK) else "table", row) for row in rows]
    expected = [("paragraph", FIRST), *table, ("paragraph", SECOND)]
    assert lines(WRAPPED.replace("\n\n", "\n" + TABLE + "\n")) == expected


def test_rows_are_seen_without_tags() -> None:
    table = re.sub(r"<.*?>", "", TABLE)
    assert [text for kind, text in lines(WRAPPED + table + WRAPPED) if kind == "table"] == ROWS


def test_a_paragraph_on_each_line_stays_as_it_is() -> None:
    paragraphs = [LONG + f" Pump number {n} is made to order." for n in range(4)]
    assert lines("\n".join(paragraphs)) == [("paragraph", text) for text in paragraphs]


def test_bullets_drawn_in_a_box_are_list_items() -> None:
    rule = "---+----------------------------------------"
    text = "\n".join(
        [
            LONG,
            "We make the following pumps:",
            rule,
            " ● | pumps for farms, which are sold by dealers;",
            rule,
            " ● | pumps for breweries.",
            rule,
            LONG,
        ]
    )
    assert lines(text) == [
        ("paragraph", LONG),
        ("paragraph", "We make the following pumps:"),
        ("furniture", rule),
        ("list_item", "● | pumps for farms, which are sold by dealers;"),
        ("furniture", rule),
        ("list_item", "● | pumps for breweries."),
        ("furniture", rule),
        ("paragraph", LONG),
    ]


def test_a_page_number_on_a_line_of_its_own_does_not_cut_a_sentence() -> None:
    text = f"{LONG}\n\nFarms buy a pump when a well runs dry or when a\n\n7\n-\n\nneighbour has bought one.\n\n{LONG}"
    assert [text for kind, text in lines(text) if kind == "paragraph"] == [
        LONG,
        "Farms buy a pump when a well runs dry or when a neighbour has bought one.",
        LONG,
    ]
    assert [text for kind, text in lines(text) if kind == "furniture"] == ["7", "-"]


def test_a_text_in_an_html_file_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(WRAPPED, encoding="utf-8")
    assert read(acquire(path)).text == f"{FIRST}\n{SECOND}"


def test_the_pages_of_a_preformatted_page_are_joined() -> None:
    first, second = WRAPPED.split("small breweries", 1)
    body = f"<PRE>{first}\n          12\n</PRE><HR>\n<PRE>\nsmall breweries{second}</PRE>"
    assert texts(page(body)) == [FIRST, "12", SECOND]
    assert texts(page(f"<PRE>{WRAPPED}</PRE>")) == [FIRST, SECOND]


# --- furniture of pages


def paged(header: str, pages: int) -> str:
    return page("".join(f"<p>{header}</p><p>{LONG} Page {n} ends.</p><p>{n}</p>" for n in range(1, pages + 1)))


def test_a_header_repeated_beside_page_numbers_is_furniture() -> None:
    found = lines(paged("Fernhollow Pump Company", 6))
    assert Counter(kind for kind, _ in found) == {"paragraph": 6, "furniture": 12}
    assert ("furniture", "Fernhollow Pump Company") in found


def test_a_heading_that_stands_beside_a_number_now_and_then_is_no_furniture() -> None:
    assert ("heading", "Competition") in lines(paged("Competition", 3))


def test_a_heading_that_recurs_away_from_the_numbers_is_no_furniture() -> None:
    pages = (f"<p>Markets</p><p>{LONG}</p><p>Markets</p><p>{LONG}</p><p>{LONG}</p><p>{n}</p>" for n in range(1, 8))
    assert Counter(text for kind, text in lines(page("".join(pages))) if kind == "heading") == {"Markets": 14}


@pytest.mark.parametrize("text", ["Table of Contents", "TABLE OF CONTENTS", "Back to Table of Contents", "Index"])
def test_links_back_to_the_contents_are_furniture(text: str) -> None:
    assert lines(page(f"<p>{LONG}</p><p><a href='#c'>{text}</a></p>"))[1] == ("furniture", text)


# --- the shape of a document

REFUSED = "quarterly-2023.htm"
SOURCES = (EXAMPLE, *sorted(p for p in FILINGS.iterdir() if p.suffix != ".md" and p.name != REFUSED))
every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)


@every_source
def test_a_part_of_our_filings_is_the_beginning_of_the_whole(path: Path) -> None:
    filing = acquire(path)
    whole, part = read(filing), read(filing, whole=False)
    section = locate(whole) if path.name != "not-a-filing.html" else None
    end = section.location.span.end if section and section.location.span else 0
    assert part.text[:end] == whole.text[:end]
    assert part.text == whole.text or part.unread > 0


@every_source
def test_every_block_is_one_line_in_order(path: Path) -> None:
    found = read(acquire(path))
    assert [block.span.of(found.text) for block in found.blocks] == found.text.split("\n")
    assert all(text == text.strip() and text for text in found.text.split("\n"))


@every_source
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert read(acquire(path)) == read(acquire(path))


# --- nothing is lost


def characters(text: str) -> str:
    """Return the letters and digits of a text in order: what is left when white space is argued about."""
    return "".join(filter(str.isalnum, text))


def seen_in_browser(source: str) -> str:
    """Return the letters and digits that a browser would show, by another way than `read` goes."""
    body = LexborHTMLParser(source).body
    assert body is not None
    nodes = body.css(r"ix\:header, script, style")
    nodes += [n for n in body.css("[style]") if re.search(r"display:\s*none", n.attributes["style"] or "", re.I)]
    for node in nodes:
        node.decompose()
    return characters(body.text())


def main_text(source: str) -> str:
    """Return the text of the first document of a submission, or all of it."""
    inside = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    return inside.group(1) if inside else source


@every_source
def test_no_letter_or_digit_of_our_filings_is_lost(path: Path) -> None:
    source = main_text(decode(path.read_bytes()))
    if path.suffix == ".txt":  # page numbers in mid-sentence are moved
        source = re.sub(r"</?(?:PAGE|TABLE|CAPTION|S|C)>", "", source)
        assert Counter(characters(read(acquire(path)).text)) == Counter(characters(source))
    else:
        assert characters(read(acquire(path)).text) == seen_in_browser(source)


def real_pages(shared: Path) -> list[Path]:
    """Return 12 real filings in HTML of all years that are one document each."""
    labels = json.loads((shared / "filings" / "labels.json").read_text(encoding="utf-8"))
    names = sorted(label["file"] for label in labels if label["container"] == "bare" and ".htm" in label["file"])
    return [shared / "filings" / name for name in names[:: len(names) // 12][:12]]


def test_no_letter_or_digit_of_real_filings_is_lost(shared: Path) -> None:
    paths = real_pages(shared)
    assert len(paths) == 12
    for path in paths:
        assert characters(read(acquire(path)).text) == seen_in_browser(decode(gzip.decompress(path.read_bytes()))), (
            path.name
        )


@pytest.mark.parametrize("tags", ["<div>", "<ul><li>", "<dl><dd>", "<center>", "<blockquote><div class='x'>", "<DIV>"])
def test_blocks_that_are_opened_and_never_closed_cost_no_time(tags: str) -> None:
    begun = time.perf_counter()
    found = document(page("<p>Pumps.</p>" + tags * 100_000 + "Valves."))
    assert found.text == "Pumps.\nValves."
    assert time.perf_counter() - begun < 10  # without flattening: minutes
