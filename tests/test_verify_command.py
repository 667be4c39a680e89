"""`itemone verify`: any text against a filing, in three formats, with an exit code, a reason and the place."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from conftest import EXAMPLE, FILINGS
from test_cli import error_line, run

from itemone import VerifyError, verify_text
from itemone.data import Filing, Identity, Judged, Judgement, Location, Status, Verdict, Verification
from itemone.pipeline import summarize
from itemone.render import render_verification

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TRUE = "Brightwater's direct sales made up 62% of its 2024 revenue."
FALSE = "Brightwater's direct sales made up 26% of its 2024 revenue."
OF_TEXT = "The text gives no details of dividends."
HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)> sells \"pumps\" to 'farms'."


def written(folder: Path, *sentences: str) -> Path:
    path = folder / "summary.txt"
    path.write_text(" ".join(sentences), encoding="utf-8")
    return path


# --- what is said


def test_a_summary_of_the_program_is_supported_throughout() -> None:
    found = verify_text(summarize(EXAMPLE).text, EXAMPLE)
    assert [claim.text for claim in found.claims if claim.judgement.label != "supported"] == []
    assert found.verdict.passed


def test_each_sentence_is_judged_with_its_place_and_a_reason() -> None:
    found = verify_text(f"{TRUE} {FALSE} {OF_TEXT}", EXAMPLE)
    assert [claim.judgement.label for claim in found.claims] == ["supported", "unsupported", "not_verifiable"]
    true, false, _ = (claim.judgement for claim in found.claims)
    assert any("62%" in evidence.quote for evidence in true.evidence)
    assert "26%" in false.reason
    assert not found.verdict.passed
    assert found.verdict.checks[0].value == 2


def test_progress_is_told_before_each_sentence() -> None:
    told: list[tuple[int, int, str]] = []
    verify_text(f"{TRUE} {FALSE}", EXAMPLE, None, lambda *step: told.append(step))
    assert told == [(0, 2, TRUE), (1, 2, FALSE)]


@pytest.mark.parametrize("text", ["", "# Title\n", "...", "x" * 300_000])
def test_what_is_no_summary_is_an_error(text: str) -> None:
    with pytest.raises(VerifyError):
        verify_text(text, EXAMPLE)


def test_a_sentence_without_an_end_is_not_read_to_its_end() -> None:
    begun = perf_counter()
    found = verify_text("Brightwater sells pumps and valves and sondes to 12 farms " * 3_000, EXAMPLE)
    assert [claim.judgement.label for claim in found.claims] == ["not_verifiable"]
    assert perf_counter() - begun < 5


def test_a_long_filing_and_many_claims_take_no_time() -> None:
    sentence = "In {0} the company sold {1} pumps of type P{1} to farms in Iowa for ${1},{0} through {1} dealers. "
    text = "Item 1. Business\n\n" + "".join(sentence.format(2000 + n % 20, 100 + n) for n in range(1000))
    claims = " ".join(f"Pumps of type P{100 + n} brought ${100 + n} million in {2000 + n % 20}." for n in range(25))
    filing = Filing("invented", text.encode())
    verify_text(claims, filing)
    begun = perf_counter()
    assert len(verify_text(claims, filing).claims) == 25
    assert perf_counter() - begun < 3  # 0.3 s alone on this machine; others may be at work


# --- the command


@pytest.mark.parametrize(("text", "code"), [(TRUE, 0), (FALSE, 1), (OF_TEXT, 1), (f"{TRUE} {FALSE}", 1)])
def test_the_exit_code_says_whether_all_is_supported(tmp_path: Path, text: str, code: int) -> None:
    done = run("verify", written(tmp_path, text), "--source", EXAMPLE)
    assert (done.returncode, done.stderr) == (code, "")
    assert text.split(". ", maxsplit=1)[0].rstrip(".") in done.stdout


def test_the_text_shows_reason_and_quote() -> None:
    done = run("verify", "-", "--source", EXAMPLE, given=f"{TRUE}\n\n{FALSE}".encode())
    assert done.stdout.startswith("supported ")
    assert "UNSUPPORTED" in done.stdout
    assert "characters " in done.stdout
    assert done.stdout.rstrip().endswith("1 of 2 sentences supported by Brightwater Instruments, Inc.")


def test_json_is_the_verification(tmp_path: Path) -> None:
    done = run("verify", written(tmp_path, TRUE, FALSE), "--source", EXAMPLE, "--format", "json")
    assert json.loads(done.stdout) == verify_text(f"{TRUE} {FALSE}", EXAMPLE).to_dict()
    found = json.loads(done.stdout)
    assert found["verdict"]["passed"] is False
    assert [claim["label"] for claim in found["claims"]] == ["supported", "unsupported"]
    assert {"start", "end", "quote", "kind"} == found["claims"][0]["evidence"][0].keys()


def test_a_page_goes_into_a_file(tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    done = run("verify", written(tmp_path, TRUE), "--source", EXAMPLE, "--format", "html", "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("summary", "source", "named"),
    [
        ("nowhere.txt", EXAMPLE, "no such file"),
        ("empty.txt", EXAMPLE, "empty"),
        ("picture.txt", EXAMPLE, "PNG"),
        ("heading.txt", EXAMPLE, "no sentence"),
        ("good.txt", "nowhere.htm", "no such file"),
        ("good.txt", FILINGS / "part-three-amendment.htm", "Item 1"),
    ],
)
def test_what_cannot_be_checked_is_3_and_one_line(tmp_path: Path, summary: str, source: str | Path, named: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "heading.txt").write_text("# Fernhollow", encoding="utf-8")
    (tmp_path / "good.txt").write_text(TRUE, encoding="utf-8")
    assert named in error_line(run("verify", summary, "--source", source, cwd=tmp_path))


def test_two_things_cannot_come_from_standard_input() -> None:
    done = run("verify", "-", "--source", "-", given=b"It sells pumps.")
    assert done.returncode == 2
    assert "both" in done.stderr


def test_a_summary_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "summary.txt"
    path.write_bytes("The company’s direct sales were 62% of 2024 revenue.".encode("cp1252"))
    assert run("verify", path, "--source", EXAMPLE).returncode == 0


# --- the page


def hostile() -> Verification:
    judgements = [Judgement("unsupported", HOSTILE, (), "name"), Judgement("not_verifiable", HOSTILE)]
    filing = Identity(ref=HOSTILE, company=HOSTILE)
    claims = tuple(Judged(HOSTILE, judgement) for judgement in judgements)
    return Verification(filing, Location(Status.EXTRACTED, HOSTILE, ""), claims, Verdict(()))


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_no_format_lets_a_terminal_or_a_browser_obey(form: str) -> None:
    made = render_verification(hostile(), form)
    assert "\x1b" not in made
    if form == "html":
        assert "<script" not in made
        assert "<img" not in made
        assert "&lt;script&gt;" in made


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="formats: text, json, html"):
        render_verification(hostile(), "pdf")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_browser_shows_the_page(browser: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "page.html"
    made = verify_text(f"{TRUE} {FALSE} {OF_TEXT}", EXAMPLE)
    page = browser.new_page(viewport={"width": width, "height": 800})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    for found in (made, hostile()):
        file.write_text(render_verification(found, "html"), encoding="utf-8")
        page.goto(file.as_uri(), wait_until="load")
        assert page.locator("li").count() == len(found.claims)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("about:blank")
    file.write_text(render_verification(made, "html"), encoding="utf-8")
    page.goto(file.as_uri(), wait_until="load")
    quote = page.locator("li.supported blockquote").first
    assert not quote.is_visible()
    page.locator("li.supported summary").first.click()
    assert quote.is_visible()
    assert page.locator("li.unsupported blockquote").first.is_visible()
    page.close()
    assert faults == []
