"""Every format says what the result says, and no filing can write markup into it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from conftest import EXAMPLE, FILINGS, USABLE
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from strategies import results

from itemone.data import (
    Aspect,
    Check,
    Claim,
    Document,
    Evidence,
    Failure,
    Identity,
    Location,
    Options,
    Provenance,
    Result,
    Section,
    Span,
    Status,
    Summary,
    Verdict,
)
from itemone.locate import Candidate
from itemone.pipeline import attempt, explain_item1, summarize
from itemone.render import FORMATS, printable, render, render_explanation

PROVENANCE = Provenance("0.1.0", "extractive", "abc", None, Options(), Options().key)


def told(text: str) -> Result:
    """Return a result in which every word that a filing can choose is `text`."""
    return Result(
        filing=Identity(ref=text, company=text, form=text, period=text),
        provenance=PROVENANCE,
        section=Location(Status.EXTRACTED, text, "item_heading", Span(0, 9)),
        summary=Summary((Claim(text, (Evidence(Span(0, 9), text, "verbatim"),), ()),), "extractive", "tekken", 3),
        aspects=tuple((aspect, True) for aspect in Aspect),
        verdict=Verdict((Check("grounded", passed=False, value=1, limit=0, detail=text),)),
        failure=Failure("compose", text),
    )


FAILED = Result(Identity("a.htm"), PROVENANCE, failure=Failure("acquire", "a.htm: no such file"))


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_text_is_the_summary_alone(path: str) -> None:
    result = summarize(path)
    assert render(result, "text") == result.text
    assert "\n" not in result.text


def test_json_is_the_dict_on_one_line() -> None:
    result = summarize(EXAMPLE)
    line = render(result, "json")
    assert "\n" not in line
    assert json.loads(line) == result.to_dict()


@given(result=results)
def test_json_of_any_result_is_its_dict_on_one_line(result: Result) -> None:
    line = render(result, "json")
    assert "\n" not in line
    assert Result.from_dict(json.loads(line)) == result


@given(result=results, form=st.sampled_from(FORMATS))
def test_any_result_can_be_rendered_and_written(result: Result, form: str) -> None:
    render(result, form).encode()


def test_json_does_not_hide_letters_behind_escapes() -> None:
    assert "Zürich – “café”" in render(told("Zürich – “café”"), "json")


@pytest.mark.parametrize("form", ["", "html", "JSON", "Text", "md"])
def test_an_unknown_format_names_the_known_ones(form: str) -> None:
    with pytest.raises(ValueError, match="text, json, markdown"):
        render(FAILED, form)


# --- Markdown


def tokens(markdown: str) -> list[Token]:
    flat: list[Token] = []
    for token in MarkdownIt("commonmark").parse(markdown):
        flat += [token, *(token.children or [])]
    return flat


def shown(markdown: str) -> str:
    """Return what a reader of the page sees."""
    parts = [
        " " if token.type in ("softbreak", "hardbreak") else "\n" if token.type == "inline" else token.content
        for token in tokens(markdown)
        if token.type in ("text", "text_special", "softbreak", "hardbreak", "inline", "code_inline")
    ]
    return "".join(parts)


def test_the_numbers_of_markdown_are_those_of_the_quotes() -> None:
    result = summarize(EXAMPLE)
    assert result.summary is not None
    page = shown(render(result, "markdown"))
    assert [int(n) for n in re.findall(r"[.!?][\"”’)]* \[(\d+)\]", page)] == list(
        range(1, len(result.summary.claims) + 1)
    )
    for number, claim in enumerate(result.summary.claims, start=1):
        assert f"{claim.text} [{number}]" in page
        for evidence in claim.evidence:
            place = f"(characters {evidence.span.start} to {evidence.span.end}, {evidence.kind})"
            assert f"“{evidence.quote}” {place}" in page


def test_the_quotes_of_markdown_are_a_list_of_as_many_items() -> None:
    result = summarize(EXAMPLE)
    assert result.summary is not None
    markdown = render(result, "markdown")
    evidence = markdown.split("## Evidence")[1].split("## Checks")[0]
    assert [int(n) for n in re.findall(r"^(\d+)\. “", evidence, re.MULTILINE)] == list(
        range(1, len(result.summary.claims) + 1)
    )
    types = [token.type for token in tokens(evidence)]
    assert types.count("ordered_list_open") == 1
    assert types.count("list_item_open") == len(result.summary.claims)


def test_markdown_tells_every_check_and_the_origin() -> None:
    result = summarize(FILINGS / "kestrel-1996.txt")
    assert result.verdict is not None
    page = shown(render(result, "markdown"))
    for check in result.verdict.checks:
        assert f"passed {check.name}" in page
    for part in (result.filing.company, result.filing.sha256, result.provenance.itemone, "extracted", "10-K"):
        assert part is not None
        assert part in page


def test_markdown_of_a_failed_check_says_so() -> None:
    page = shown(render(told("The margin is wrong."), "markdown"))
    assert "FAILED grounded (1, limit 0): The margin is wrong." in page


def test_markdown_of_a_check_without_a_limit() -> None:
    result = replace(FAILED, verdict=Verdict((Check("speed", passed=True, value=2.5),)))
    assert "passed speed" in render(result, "markdown")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- a comment",
    "[click](https://evil.example/)",
    "![a picture](https://evil.example/x.png)",
    "<https://evil.example/>",
    "[1]: https://evil.example/",
    "`code` and ``more``",
    "*stars* and _lines_ and **both** and ~~gone~~",
    "a | b | c",
    "one\ntwo",
    "one\n\n# Checks\n\n- passed all",
    "one\r\r# Checks\r\r- passed all",
    "one\r\n\r\n> quoted",
    "# no heading",
    "a\n===",
    "- no item",
    "+ no item",
    "1. no item",
    "2024) no item",
    "> no quote",
    "    no code",
    "\tno code",
    "---",
    "```\nno fence",
    "~~~\nno fence",
    "back\\slash \\* \\",
    "AT&amp;T &lt;b&gt; &#42; & Co.",
    "two  \nspaces",
    "]( ) [x][y] [^1]",
    "$x^2$ {% tag %} {{ name }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_filing_writes_no_markup_into_markdown(text: str) -> None:
    plain = [(token.type, token.tag, token.level) for token in tokens(render(told("words"), "markdown"))]
    found = [(token.type, token.tag, token.level) for token in tokens(render(told(text), "markdown"))]
    # Escaped characters are text of their own kind, and cut the text around them in two.
    texts = ("text", "text_special")
    assert [token for token in found if token[0] not in texts] == [t for t in plain if t[0] not in texts]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_what_the_filing_says(text: str) -> None:
    page = " ".join(shown(render(told(text), "markdown")).split())
    # Title (three times), failure, claim, quote, check, origin.
    assert page.count(" ".join(text.split())) >= 8


def test_markdown_of_no_html() -> None:
    assert not re.search(r"(?<!\\)[<>]", render(told("<b>bold</b>"), "markdown"))


# --- a failure


@pytest.mark.parametrize(("form", "expected"), [("text", ""), ("markdown", "No summary: a.htm: no such file")])
def test_a_failure_says_why(form: str, expected: str) -> None:
    assert expected in render(FAILED, form)


def test_the_text_of_a_failure_is_empty() -> None:
    assert render(FAILED, "text") == ""


def test_a_failure_in_json_is_set() -> None:
    data = json.loads(render(attempt("missing.htm"), "json"))
    assert data["failure"]["stage"] == "acquire"
    assert data["summary"] is None
    assert data["verdict"] is None


def test_a_failure_in_markdown_names_stage_and_source() -> None:
    page = shown(render(attempt(FILINGS / "part-three-amendment.htm"), "markdown"))
    assert "part-three-amendment.htm" in page
    assert "(stage: locate)" in page
    assert "Item 1: absent" in page
    assert "Evidence" not in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We sell pumps.\n\tValves too.", "We sell pumps.\n\tValves too."),
        ("\x1b]0;title\x07We\x1b[2J sell", "]0;titleWe[2J sell"),
        ("a\x00b\x7fc\x9bd\re", "abcde"),
    ],
)
def test_a_terminal_is_given_no_control_characters(text: str, shown: str) -> None:
    assert printable(text) == shown


# --- why Item 1 is where it is


def explained(line: str, form: str, warnings: tuple[str, ...] = ()) -> str:
    """Return the explanation of a section of which one line, all that a filing can choose of it, is `line`."""
    location = Location(Status.EXTRACTED, f"found {line}", "item_heading", Span(0, len(line)), warnings)
    candidates = [Candidate(0, 0, "1", line, 3.0, note="CHOSEN: Item 1 begins here")]
    return render_explanation(Section(Document(line, ()), location), candidates, form)


def test_an_explanation_in_text_is_a_table_and_the_reason() -> None:
    assert explained("Item 1. Business", "text", ("look at it", "and at this")).splitlines() == [
        "   offset  item  what became of it              line",
        "        0  1     CHOSEN: Item 1 begins here     Item 1. Business",
        "extracted: found Item 1. Business (found by: item_heading)",
        "warning: look at it",
        "warning: and at this",
    ]


def test_an_explanation_in_json_is_one_object() -> None:
    line = explained("Item 1. “Business”", "json", ("look at it",))
    assert "“Business”" in line
    assert json.loads(line) == {
        "status": "extracted",
        "reason": "found Item 1. “Business”",
        "start": 0,
        "end": 18,
        "found_by": "item_heading",
        "warnings": ["look at it"],
        "document": None,
        "text": "Item 1. “Business”",
        "candidates": [
            {
                "start": 0,
                "item": "1",
                "text": "Item 1. “Business”",
                "weight": 3.0,
                "note": "CHOSEN: Item 1 begins here",
            }
        ],
    }


@pytest.mark.parametrize(
    "line",
    [
        "Item 1. \x1b[2JBusiness",
        "Item 1. \x1b]0;title\x07Business",
        "Item 1.\x00\x08\x7f\x9b Business",
        "Item 1.\r Business",
        "Item 1. \x85Business",
    ],
)
def test_a_hostile_line_is_harmless_in_an_explanation(line: str) -> None:
    text = explained(line, "text", (line,))
    assert printable(text) == text
    assert len(text.splitlines()) == 4
    assert "\n" not in explained(line, "json", (line,))
    assert json.loads(explained(line, "json"))["candidates"][0]["text"] == line


@given(line=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_line_can_be_explained(line: str) -> None:
    text = explained(line, "text")
    assert printable(text) == text
    assert text.splitlines()[1].startswith("        0  1     CHOSEN: Item 1 begins here")
    assert json.loads(explained(line, "json"))["candidates"][0]["text"] == line


def test_a_long_line_is_cut_in_text_and_whole_in_json() -> None:
    line = "Item 1. Business " + "of pumps " * 40
    assert len(explained(line, "text").splitlines()[1]) < 160
    assert json.loads(explained(line, "json"))["candidates"][0]["text"] == line


@pytest.mark.parametrize("path", [*USABLE, FILINGS / "part-three-amendment.htm"], ids=lambda path: path.name)
def test_the_invented_filings_are_explained(path: str) -> None:
    section, candidates = explain_item1(path)
    rows = render_explanation(section, candidates, "text").splitlines()
    assert len(rows) == 2 + len(candidates) + len(section.location.warnings)
    data = json.loads(render_explanation(section, candidates, "json"))
    assert (data["text"], len(data["candidates"])) == (section.text, len(candidates))
