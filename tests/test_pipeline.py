"""A filing in, a verified result out; a bad filing is a row that names the stage; the same bytes twice."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import EXAMPLE, FILINGS, USABLE
from hypothesis import given
from hypothesis import strategies as st

from itemone import pipeline
from itemone.acquire import acquire
from itemone.data import (
    Aspect,
    Claim,
    Evidence,
    EvidenceKind,
    Filing,
    Options,
    Result,
    Section,
    Sentence,
    Span,
    Status,
)
from itemone.errors import ComposeError, ItemoneError, LocateError, OptionsError
from itemone.locate import locate
from itemone.pipeline import ATTEMPTS, attempt, explain_item1, item1, summarize
from itemone.read import read, read_exhibits
from itemone.tokens import tokenizer

usable = pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)


# --- a good filing


@usable
def test_a_usable_filing_gets_a_summary_that_passes(path: Path) -> None:
    result = summarize(path)
    assert result.failure is None
    assert result.summary is not None
    assert result.verdict is not None
    assert result.verdict.passed, [check for check in result.verdict.checks if not check.passed]
    assert result.summary.tokens <= 512
    assert {check.name for check in result.verdict.checks} >= {"budget", "evidence", "grounded"}


@usable
def test_every_quote_stands_in_the_document(path: Path) -> None:
    text = read(acquire(path)).text
    result = summarize(path)
    assert result.summary is not None
    for claim in result.summary.claims:
        assert claim.evidence
        assert all(evidence.span.of(text) == evidence.quote for evidence in claim.evidence)


@usable
def test_every_quote_stands_in_item_1(path: Path) -> None:
    result = summarize(path)
    assert result.summary is not None
    assert result.section is not None
    assert result.section.span is not None
    for claim in result.summary.claims:
        for evidence in claim.evidence:
            assert result.section.span.start <= evidence.span.start
            assert evidence.span.end <= result.section.span.end


@usable
def test_the_count_is_that_of_the_text(path: Path) -> None:
    summary = summarize(path).summary
    assert summary is not None
    assert summary.tokens == tokenizer("tekken").count(summary.text)


def test_provenance_says_how_to_make_it_again() -> None:
    options = Options(budget=100)
    provenance = summarize(EXAMPLE, options).provenance
    assert (provenance.options, provenance.options_key) == (options, options.key)
    assert (provenance.engine, provenance.prompt_hash) == ("extractive", None)
    assert provenance.engine_hash
    assert dict(provenance.dropped)["hidden"] > 0  # the header of iXBRL


def test_aspects_are_told_for_all_five() -> None:
    assert [aspect for aspect, _ in summarize(EXAMPLE).aspects] == list(Aspect)


def test_an_item_1_without_financing_gives_no_financing() -> None:
    assert dict(summarize(FILINGS / "pasted-item1.txt").aspects)[Aspect.FINANCING] is False


def test_a_path_a_name_and_a_filing_give_the_same() -> None:
    expected = summarize(EXAMPLE)
    assert summarize(str(EXAMPLE)) == summarize(acquire(EXAMPLE)) == attempt(EXAMPLE) == expected


def test_a_gzipped_filing_gives_the_same_summary(tmp_path: Path) -> None:
    path = tmp_path / "filing.htm.gz"
    path.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    assert summarize(path).summary == summarize(EXAMPLE).summary


# --- a bad filing


BAD = {
    "missing.htm": (None, "acquire"),
    "empty.htm": (b"", "acquire"),
    "report.pdf": (b"%PDF-1.7\n", "acquire"),
    "binary.htm": (bytes(range(256)) * 9, "acquire"),
    "markup.htm": (b"<html><body><div><br></div></body></html>", "read"),
    "exhibit.txt": (b"<DOCUMENT>\n<TYPE>EX-27\n<TEXT>\nfigures\n</TEXT>\n</DOCUMENT>\n", "read"),
    "quarterly.txt": (b"<DOCUMENT>\n<TYPE>10-Q\n<TEXT>\nItem 1.\n</TEXT>\n</DOCUMENT>\n", "read"),
    "shopping.txt": (b"Two eggs, a loaf of bread and a pound of butter.\n", "locate"),
    "boilerplate.txt": (b"Item 1. Business.\n\n" + b"See the table below. " * 200, "compose"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_fails_at_its_stage(tmp_path: Path, name: str) -> None:
    raw, stage = BAD[name]
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    result = attempt(path)
    assert result.failure is not None
    assert result.failure.stage == stage
    assert result.summary is None
    assert result.verdict is None
    assert result.filing.ref == str(path)
    with pytest.raises(ItemoneError) as error:
        summarize(path)
    assert (error.value.stage, str(error.value)) == (stage, result.failure.reason)


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("quarterly-2023.htm", {"read"}),
        ("part-three-amendment.htm", {"locate"}),
        ("incorporated-1997.txt", {"locate"}),
        ("not-a-filing.html", {"read", "locate"}),
    ],
)
def test_what_has_no_item_1_fails_at_its_stage(name: str, stages: set[str]) -> None:
    failure = attempt(FILINGS / name).failure
    assert failure is not None
    assert failure.stage in stages
    assert name in failure.reason
    assert "\n" not in failure.reason


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("part-three-amendment.htm", Status.ABSENT),
        ("incorporated-1997.txt", Status.INCORPORATED_BY_REFERENCE),
    ],
)
def test_a_report_without_item_1_says_what_became_of_it(name: str, status: Status) -> None:
    result = attempt(FILINGS / name)
    assert result.section is not None
    assert result.section.status is status
    with pytest.raises(LocateError) as error:
        item1(FILINGS / name)
    assert error.value.location == result.section


def test_a_row_that_fails_after_item_1_was_found_still_says_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "boilerplate.txt"
    path.write_bytes(BAD["boilerplate.txt"][0] or b"")
    result = attempt(path)
    assert result.failure is not None
    assert result.failure.stage == "compose"
    assert result.section == item1(path).location


def test_a_failed_row_still_names_its_bytes() -> None:
    result = attempt(FILINGS / "part-three-amendment.htm")
    assert result.filing.sha256 is not None
    assert attempt("missing.htm").filing.sha256 is None


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (Options(budget=31), "31"),
        (Options(budget=0), "0"),
        (Options(budget=-5), "-5"),
        (Options(engine="oracle"), "oracle"),
        (Options(tokenizer="gpt4"), "gpt4"),
    ],
)
@pytest.mark.parametrize("run", [summarize, attempt])  # no row: the options are wrong for every filing
def test_options_without_a_meaning_raise(run: Callable[[Path, Options], Result], options: Options, named: str) -> None:
    with pytest.raises(OptionsError, match=named):
        run(EXAMPLE, options)


@pytest.mark.parametrize("stage", ["acquire", "read", "locate", "segment", "verify"])
def test_an_unexpected_fault_is_a_row_and_no_end(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, stage, fail)
    failure = attempt(EXAMPLE).failure
    assert failure is not None
    assert failure.stage == "internal"
    assert "ZeroDivisionError: a bug" in failure.reason
    with pytest.raises(ZeroDivisionError):
        summarize(EXAMPLE)


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_interruption_is_no_row(monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]) -> None:
    def stop(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(pipeline, "read", stop)
    with pytest.raises(fault):
        attempt(EXAMPLE)


# --- claims that the checker refuses

OPENS = "Fernhollow Pump Company makes pumps for farms and sells them to customers."
SAID = (
    OPENS,
    "Dealers buy 40 of the pumps every year.",
    "Towns rent 12 of the pumps every summer.",
    "Banks lend the money for 3 plants in Iowa.",
    "Workers repair 9 of the pumps every day.",
    "Farms pay for 7 of the pumps every winter.",
)


def business(*said: str) -> Filing:
    """Return a filing whose Item 1 holds these sentences."""
    return Filing("pumps.htm", f"<html><body><h2>Item 1. Business</h2><p>{' '.join(said)}</p></body></html>".encode())


BUSINESS = business(*SAID)


class Fake:
    """Tells the first sentences that it is given, as many as there is room for, and some of them wrong.

    A sentence of `wrong` is told with a figure that is not in it, in a claim of the kind. Where `joined`, the first two
    are told in one claim. After `last` texts there is an error.
    """

    name = "fake"
    hash = None

    def __init__(
        self,
        *wrong: str,
        room: int = 2,
        kind: EvidenceKind = "compressed",
        joined: bool = False,
        last: int = 99,
        error: Exception | None = None,
    ) -> None:
        self._wrong, self._room, self._kind, self._joined, self._last = wrong, room, kind, joined, last
        self._error = error or ComposeError("nothing is left to be said")
        self.given: list[tuple[str, ...]] = []

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the claims, and remember what was given."""
        self.given.append(tuple(sentence.text for sentence in sentences))
        if not sentences or len(self.given) > self._last:
            raise self._error
        told = sentences[: self._room]
        if self._joined and len(told) > 1:
            return (self._claim(*told[:2]), *map(self._claim, told[2:]))
        return tuple(map(self._claim, told))

    def _claim(self, *told: Sentence) -> Claim:
        text = " ".join(sentence.text for sentence in told)
        is_wrong = any(sentence.text in self._wrong for sentence in told)
        kind: EvidenceKind = self._kind if is_wrong or self._kind == "paraphrase" else "verbatim"
        text = text.replace(".", " in 1876.") if is_wrong else text
        return Claim(text, tuple(Evidence(sentence.span, sentence.text, kind) for sentence in told))


def told(result: Result) -> tuple[str, ...]:
    assert result.failure is None, result.failure
    assert result.summary is not None
    return tuple(claim.text for claim in result.summary.claims)


def faulty(result: Result) -> set[str]:
    assert result.verdict is not None
    return {check.name for check in result.verdict.checks if not check.passed}


def test_an_engine_without_fault_writes_once() -> None:
    writer = Fake()
    result = attempt(BUSINESS, writer=writer)
    assert told(result) == SAID[:2]
    assert writer.given == [SAID]
    assert faulty(result) == set()


@pytest.mark.parametrize("kind", ["compressed", "verbatim"])
def test_the_sentence_of_a_refused_claim_gets_no_second_chance(kind: EvidenceKind) -> None:
    writer = Fake(SAID[1], kind=kind)
    result = attempt(BUSINESS, writer=writer)
    assert writer.given == [SAID, (OPENS, *SAID[2:])]
    assert told(result) == (OPENS, SAID[2])  # the room is given to the next
    assert faulty(result) == set()


@pytest.mark.parametrize("times", range(1, ATTEMPTS + 1))
def test_the_engine_writes_anew_as_long_as_claims_are_refused(times: int) -> None:
    writer = Fake(*SAID[1 : 1 + times])
    result = attempt(BUSINESS, writer=writer)
    assert len(writer.given) == 1 + times
    assert told(result) == (OPENS, SAID[1 + times])
    assert faulty(result) == set()


def test_several_claims_are_refused_at_once() -> None:
    writer = Fake(*SAID[1:4], room=4)
    result = attempt(BUSINESS, writer=writer)
    assert writer.given == [SAID, (OPENS, *SAID[4:])]
    assert told(result) == (OPENS, *SAID[4:])


def test_it_ends_and_what_was_good_is_told() -> None:
    writer = Fake(*SAID[1:])
    result = attempt(BUSINESS, writer=writer)
    assert len(writer.given) == 1 + ATTEMPTS
    assert told(result) == (OPENS,)
    assert faulty(result) == set()


def test_the_verdict_says_so_when_every_claim_is_refused() -> None:
    writer = Fake(*SAID)
    result = attempt(BUSINESS, writer=writer)
    assert len(writer.given) <= 1 + ATTEMPTS
    assert told(result)
    assert "grounded" in faulty(result)
    assert all("1876" in text for text in told(result))


def test_the_verdict_says_so_when_the_only_sentence_is_told_wrong() -> None:
    result = attempt(business(OPENS), writer=Fake(OPENS))
    assert told(result) == (OPENS.replace(".", " in 1876."),)
    assert faulty(result) == {"grounded"}


def test_a_text_in_the_words_of_an_engine_is_left_alone() -> None:
    writer = Fake(SAID[1], kind="paraphrase")
    result = attempt(BUSINESS, writer=writer)
    assert writer.given == [SAID]
    assert told(result) == (OPENS, SAID[1].replace(".", " in 1876."))
    assert faulty(result) == {"grounded"}


def test_a_claim_without_evidence_is_left_alone() -> None:
    class Boaster(Fake):
        def _claim(self, *told: Sentence) -> Claim:
            return replace(super()._claim(*told), evidence=())

    writer = Boaster()
    result = attempt(BUSINESS, writer=writer)
    assert writer.given == [SAID]
    assert told(result) == SAID[:2]
    assert "evidence" in faulty(result)


def test_a_claim_with_a_misplaced_quote_is_refused() -> None:
    class Shifter(Fake):
        def _claim(self, *told: Sentence) -> Claim:
            claim = super()._claim(*told)
            if told[0].text == OPENS:
                return claim
            moved = (replace(e, span=Span(e.span.start + 1, e.span.end + 1)) for e in claim.evidence)
            return replace(claim, evidence=tuple(moved))

    result = attempt(BUSINESS, writer=Shifter())
    assert told(result) == (OPENS,)
    assert faulty(result) == set()


@pytest.mark.parametrize("last", range(1, ATTEMPTS + 1))
def test_nothing_good_is_lost_when_nothing_more_can_be_said(last: int) -> None:
    """An engine that finds no more to say has said something before."""
    result = attempt(BUSINESS, writer=Fake(*SAID[1:], last=last))
    assert told(result) == (OPENS,)
    assert faulty(result) == set()


def test_with_nothing_good_and_nothing_more_to_say_the_verdict_says_so() -> None:
    result = attempt(BUSINESS, writer=Fake(*SAID, last=1))
    assert all("1876" in text for text in told(result))
    assert "grounded" in faulty(result)


def test_an_engine_that_says_nothing_at_first_is_a_failure() -> None:
    failure = attempt(BUSINESS, writer=Fake(last=0)).failure
    assert failure is not None
    assert (failure.stage, failure.reason) == ("compose", "nothing is left to be said")


def test_a_bug_of_an_engine_is_no_silence() -> None:
    failure = attempt(BUSINESS, writer=Fake(SAID[1], last=1, error=ZeroDivisionError("a bug"))).failure
    assert failure is not None
    assert failure.stage == "internal"
    assert "ZeroDivisionError: a bug" in failure.reason


def test_of_a_claim_of_several_sentences_those_that_are_told_right_are_not_lost() -> None:
    """What is wrong in one sentence of a claim, or in how two were joined, says nothing against each of them."""
    writer = Fake(SAID[1], room=3, joined=True)
    result = attempt(BUSINESS, writer=writer)
    assert any(OPENS in text for text in told(result))
    assert faulty(result) == set()


def test_writing_anew_keeps_the_order_and_the_options() -> None:
    class Asked(Fake):
        options: tuple[Options, ...] = ()

        def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
            """Remember the options, too."""
            self.options += (options,)
            return super().compose(section, sentences, options)

    wanted = Options(budget=77)
    writer = Asked(SAID[1], SAID[3], room=4)
    result = attempt(BUSINESS, wanted, writer)
    assert set(writer.options) == {wanted}
    assert len(writer.options) == 2
    assert told(result) == tuple(text for text in SAID if text not in (SAID[1], SAID[3]))
    assert result.summary is not None
    assert result.summary.tokens == tokenizer("tekken").count(result.text)


def test_no_claim_of_the_embedded_engine_is_refused_in_the_end() -> None:
    for path in USABLE:
        result = summarize(path)
        assert faulty(result) == set(), path.name
        assert result == summarize(path)


# --- the same bytes


def as_json(result: Result) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False)


@usable
def test_the_same_filing_gives_the_same_bytes(path: Path) -> None:
    assert as_json(summarize(path)) == as_json(summarize(path))


def test_every_process_gives_the_same_bytes() -> None:
    program = (
        "import json, sys; from itemone import attempt\n"
        "for path in sys.argv[1:]: print(json.dumps(attempt(path).to_dict()))"
    )
    paths = [*map(str, USABLE), str(FILINGS / "part-three-amendment.htm")]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(paths)


# --- the budget

READ_ONCE = [acquire(EXAMPLE), acquire(FILINGS / "kestrel-1996.txt")]


@given(filing=st.sampled_from(READ_ONCE), budget=st.integers(32, 600))
def test_the_budget_is_never_exceeded(filing: Filing, budget: int) -> None:
    try:
        summary = summarize(filing, Options(budget=budget)).summary
    except ComposeError:
        assert budget < 64  # no sentence of these filings is as long as that
        return
    assert summary is not None
    assert tokenizer("tekken").count(summary.text) == summary.tokens <= budget


# --- Item 1


@usable
def test_item_1_is_a_part_of_the_document(path: Path) -> None:
    section = item1(path)
    assert section.text
    assert section.text in section.document.text
    assert section.location.status is Status.EXTRACTED


@pytest.mark.parametrize(
    ("name", "first", "by"),
    [
        ("harrow-2009.htm", "item 1", "item_heading"),
        ("kestrel-1996.txt", "item 1", "item_heading"),
        ("pasted-item1.txt", "quillmoor", "whole_text"),
    ],
)
def test_item_1_begins_where_it_should(name: str, first: str, by: str) -> None:
    section = item1(FILINGS / name)
    assert section.location.found_by == by
    assert section.text.lower().startswith(first)


def test_item_1_ends_before_the_next_item() -> None:
    text = item1(EXAMPLE).text
    assert "risk factors" not in text[-300:].lower()
    assert "hidden text that no reader" not in text


def test_the_pages_of_an_index_are_summarised() -> None:
    result = summarize(FILINGS / "crossreference-2022.htm")
    assert result.section is not None
    assert (result.section.status, result.section.found_by) == (Status.CROSS_REFERENCE, "page_index")
    assert len(result.section.warnings) == 1
    assert "12" in result.section.warnings[0]
    assert result.verdict is not None
    assert result.verdict.passed
    text = item1(FILINGS / "crossreference-2022.htm").text
    assert text.startswith("Who We Are\nLarkmoor Footbridge Corporation (together with")
    assert text.endswith("do not depend on any one of them.\nLarkmoor Footbridge 2022 Annual Report 6")


# --- Item 1 in an exhibit

WRAPAROUND = FILINGS / "wraparound-1999.txt"
REPORT, EXHIBIT = "<DOCUMENT>\n<TYPE>10-K405", "<DOCUMENT>\n<TYPE>EX-13"


def submission(*parts: str) -> Filing:
    """Return the submission of the label printer with these documents, each told by how it begins."""
    documents = WRAPAROUND.read_text(encoding="utf-8").split("<DOCUMENT>")[1:]
    found = ["<DOCUMENT>" + document for document in documents]
    return Filing("part.txt", "".join(text for text in found if text.startswith(parts)).encode())


def test_item_1_that_points_to_an_exhibit_is_taken_from_it() -> None:
    section = item1(WRAPAROUND)
    [(kind, exhibit)] = read_exhibits(acquire(WRAPAROUND), "EX-13")
    assert (section.location.status, section.location.document) == (Status.INCORPORATED_BY_REFERENCE, kind)
    assert section.document == exhibit
    assert section.text.startswith("Labels That Go Around\n---------------------\nPellhaven Label Company")
    assert "Where They Are Stuck" in section.text
    assert section.text.endswith("the cost of complying with them in 1998 was not material.\n7")


def test_a_summary_is_made_from_the_exhibit() -> None:
    result = summarize(WRAPAROUND)
    section = item1(WRAPAROUND)
    assert result.section == section.location
    assert result.verdict is not None
    assert result.verdict.passed
    assert result.summary is not None
    for claim in result.summary.claims:
        assert claim.evidence
        assert all(evidence.span.of(section.document.text) == evidence.quote for evidence in claim.evidence)
    assert Result.from_dict(json.loads(as_json(result))) == result


def test_without_the_exhibit_item_1_is_nowhere() -> None:
    with pytest.raises(LocateError, match=r"^part\.txt: .*Exhibit 13") as error:
        item1(submission(REPORT))
    location = error.value.location
    assert location is not None
    assert (location.status, location.span, location.document) == (Status.INCORPORATED_BY_REFERENCE, None, None)
    assert "Exhibit 13" in location.reason
    assert attempt(submission(REPORT)).section == location


def test_an_exhibit_without_the_business_is_named() -> None:
    raw = submission(REPORT, EXHIBIT).raw
    start, end = raw.rfind(b"Labels That Go Around\n---"), raw.rfind(b"Management's Discussion and Analysis\n---")
    with pytest.raises(LocateError, match="EX-13 of the submission has no description of the business"):
        item1(Filing("part.txt", raw[:start] + raw[end:]))


def test_the_first_exhibit_that_has_the_business_is_taken() -> None:
    letter = "<DOCUMENT>\n<TYPE>EX-13.1\n<TEXT>\nDear Shareholder:\n\nIt was a good year.\n</TEXT>\n</DOCUMENT>\n"
    exhibit = submission(EXHIBIT).raw.replace(b"<TYPE>EX-13", b"<TYPE>EX-13.2")
    section = item1(Filing("both.txt", submission(REPORT).raw + letter.encode() + exhibit))
    assert section.location.document == "EX-13.2"
    assert section.text == item1(WRAPAROUND).text


# --- as much as is needed

WITH_TEXT = (*USABLE, WRAPAROUND, FILINGS / "crossreference-2022.htm")


def whole_way(filing: Filing) -> Section:
    """Find Item 1 in the whole of a filing's main document."""
    return locate(read(filing))


@pytest.mark.parametrize("path", WITH_TEXT, ids=lambda path: path.name)
def test_the_quick_way_and_the_whole_way_give_the_same(path: Path) -> None:
    filing = acquire(path)
    quick, (whole, _) = item1(filing), explain_item1(filing)
    assert (quick.text, quick.location) == (whole.text, whole.location)


@pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)
def test_the_quick_way_finds_what_is_in_the_main_document(path: Path) -> None:
    filing = acquire(path)
    quick, whole = item1(filing), whole_way(filing)
    assert (quick.text, quick.location) == (whole.text, whole.location)


def test_the_quick_way_and_the_whole_way_give_the_same_of_real_filings(shared: Path) -> None:
    partly = 0
    for path in sorted((shared / "filings").glob("*.gz")):
        filing = acquire(path)
        with suppress(LocateError):
            quick = item1(filing)
            partly += quick.document.unread > 0
            assert (quick.text, quick.location) == (whole_way(filing).text, whole_way(filing).location), path.name
    assert partly > 60


def test_the_example_is_not_read_to_its_end() -> None:
    assert item1(EXAMPLE).document.unread > 0
    assert dict(summarize(EXAMPLE).provenance.dropped)["unread"] == item1(EXAMPLE).document.unread


COVER = "<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p>"
PUMPS = (
    "<p>Fernhollow Pump Company makes pumps for farms and towns, and sells them to customers through dealers.</p>" * 50
)
MENTION = "<p>For more on what may go wrong with our pumps, see</p><p>Item 1A. Risk Factors</p>"
LATER = "<p>Item 2. Properties</p><p>We own two shops.</p><p>Item 3. Legal Proceedings</p><p>None.</p>"


@pytest.mark.parametrize(
    "cover",
    [
        COVER,
        "",
    ],
    ids=["cover", "no cover"],
)
def test_a_mention_that_stops_reading_does_not_cut_item_1(cover: str) -> None:
    body = f"<p>Item 1. Business</p>{PUMPS}{MENTION}{PUMPS * 3}{LATER}{PUMPS * 9}"
    filing = Filing("mention.htm", f"<html><body>{cover}{body}</body></html>".encode())
    assert read(filing, whole=False).unread > 0
    assert item1(filing).text == whole_way(filing).text


# --- why it is there


def test_an_explanation_gives_the_section_and_the_lines() -> None:
    section, lines = explain_item1(EXAMPLE)
    assert (section.text, section.location) == (item1(EXAMPLE).text, item1(EXAMPLE).location)
    assert section.location.span is not None
    [start] = [line for line in lines if line.note == "CHOSEN: Item 1 begins here"]
    [end] = [line for line in lines if line.note == "CHOSEN: Item 1 ends before it"]
    assert (start.start, start.number) == (section.location.span.start, "1")
    assert end.start == section.location.span.end + 1


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("part-three-amendment.htm", Status.ABSENT),
        ("incorporated-1997.txt", Status.INCORPORATED_BY_REFERENCE),
    ],
)
def test_an_explanation_of_no_text_is_no_error(name: str, status: Status) -> None:
    section, lines = explain_item1(FILINGS / name)
    assert (section.location.status, section.location.span, section.text) == (status, None, "")
    assert lines
    with pytest.raises(LocateError) as error:
        item1(FILINGS / name)
    assert error.value.location == section.location


def test_an_explanation_of_no_filing_names_it() -> None:
    with pytest.raises(ItemoneError, match=r"not-a-filing\.html"):
        explain_item1(FILINGS / "not-a-filing.html")
