"""The page shows what the tables show, in any browser, and what others wrote in it stays text."""

from __future__ import annotations

import base64
import html
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import USABLE
from selectolax.lexbor import LexborHTMLParser

from itemone.errors import MissingExtraError
from itemone.evaluate import Evaluation, evaluate
from itemone.evaluate.report import render, tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TEMPLATE = "{{ 7*7 }}{% raw %}"
HOSTILE = f"{SCRIPT} {IMAGE} {TEMPLATE} & <b>' </details></table>"
ENGINES = ("extractive", "lead", "oracle")
PIP = 'pip install "itemone[bench]"'
Labels = list[dict[str, object]]


def write(folder: Path, name: str, source: Path, fact: str, claims: Labels) -> None:
    """Write labels of a filing into a folder: two nuggets of this fact, one of which no summary says, and claims."""
    (folder / "src").mkdir(parents=True, exist_ok=True)
    shutil.copy(source, folder / "src" / f"{name}.txt")
    nuggets: Labels = [
        {"id": "c1", "facet": "customers", "importance": "vital", "keys": [["clinics", "builders"]], "fact": fact},
        {"id": "p1", "facet": "products", "importance": "okay", "keys": [["submarines"]], "fact": fact},
    ]
    labels = {"reference": "Winches.", "nuggets": nuggets, "claims": claims}
    (folder / f"{name}.json").write_text(json.dumps(labels), encoding="utf-8")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Return an evaluation of two filings by three engines, with claims of both labels."""
    folder = tmp_path_factory.mktemp("gold")
    claims: Labels = [
        {"id": "s1", "text": "Boat builders accounted for 54% of net sales in fiscal 1996.", "label": "supported"},
        {"id": "s2", "text": "Sails made of 77 nylons were sold.", "label": "supported"},
        {"id": "u1", "text": "Boat builders accounted for 55% of net sales.", "label": "unsupported", "type": "figure"},
    ]
    write(folder, "kestrel", USABLE[2], "It makes submarines.", claims)
    write(folder, "pasted", USABLE[3], "It makes submarines.", [])
    return evaluate(folder, ENGINES)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Return an evaluation in which every text that somebody else wrote is an attack."""
    folder = tmp_path_factory.mktemp("gold")
    name = HOSTILE.replace("/", "\\")
    claims: Labels = [
        {"id": "s1", "text": f"Sails of 77 {HOSTILE} were sold.", "label": "supported"},
        {"id": "u1", "text": f"The Company sells winches. {HOSTILE}", "label": "unsupported", "type": HOSTILE},
        {"id": "u2", "text": "The Company makes winches.", "label": "unsupported", "type": f"$\\frac{HOSTILE}$"},
    ]
    write(folder, name, USABLE[2], HOSTILE, claims)
    texts = tmp_path_factory.mktemp("texts") / HOSTILE  # the slashes in it make folders
    texts.mkdir(parents=True)
    (texts / f"{name}.txt").write_text(f"The Company sells {HOSTILE}. {HOSTILE}", encoding="utf-8")
    return evaluate(folder, (*ENGINES, f"texts:{texts}"))


@pytest.fixture(scope="module")
def page(plain: Evaluation) -> str:
    return render(plain, "html")


@pytest.fixture(scope="module")
def hostile_page(hostile: Evaluation) -> str:
    return render(hostile, "html")


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def images(page: str) -> list[bytes]:
    """Return the SVG of each picture."""
    found = [node.attributes["src"] or "" for node in parsed(page).css("img")]
    prefix = "data:image/svg+xml;base64,"
    assert all(source.startswith(prefix) for source in found)
    return [base64.b64decode(source.removeprefix(prefix), validate=True) for source in found]


def room(image: bytes) -> tuple[float, float]:
    """Return how much of the width and of the height of a plot is left for what it shows."""
    box = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', image)
    axes = re.search(rb'id="patch_2">\s*<path d="([^"]*)"', image)
    assert box is not None
    assert axes is not None
    ends = [float(number) for number in re.findall(rb"-?[\d.]+", axes[1])]
    return (
        (max(ends[::2]) - min(ends[::2])) / float(box[1]),
        (max(ends[1::2]) - min(ends[1::2])) / float(box[2]),
    )


def places(image: bytes) -> list[tuple[float, float]]:
    """Return where texts of a plot begin and where their last letters do, from left to right, in shares of its width.

    The letters of a text have places within it, in a tenth of the unit.
    """
    box = re.search(rb'viewBox="0 0 ([\d.]+) ', image)
    assert box is not None
    found = re.split(rb'transform="translate\((-?[\d.]+) -?[\d.]+\) scale\(0?\.1 -0?\.1\)"', image)[1:]
    ends: list[tuple[float, float]] = []
    for start, drawn in zip(found[::2], found[1::2], strict=True):
        letters = re.findall(rb'<use [^>]*transform="translate\(([\d.]+) ', drawn.partition(b"</g>")[0])
        begin = float(start)
        ends.append((begin / float(box[1]), (begin + 0.1 * max(map(float, letters), default=0)) / float(box[1])))
    return ends


# --- what stands in it


def test_every_table_is_in_the_page(plain: Evaluation, page: str) -> None:
    tree = parsed(page)
    wanted = tables(plain, every_row=True)
    shown = tree.css("div.scroll > table")[: len(wanted)]
    assert [node.text() for node in tree.css("h2")][: len(wanted)] == [table.title for table in wanted]
    assert [tuple(cell.text() for cell in node.css("thead th")) for node in shown] == [table.head for table in wanted]
    assert [tuple(tuple(cell.text() for cell in row.css("td")) for row in node.css("tbody tr")) for node in shown] == [
        table.rows for table in wanted
    ]


def test_every_summary_is_in_the_page_with_what_it_misses(plain: Evaluation, page: str) -> None:
    tree = parsed(page)
    details = tree.css("details details")
    rows = [row for gold in plain.filings for row in plain.rows if row.filing == gold.name]
    assert len(details) == len(rows) == 6
    for node, row in zip(details, rows, strict=True):
        title = node.css_first("summary")
        assert title is not None
        assert title.text() == f"{row.engine}: recall {row.recall:.3f}, {row.tokens} tokens"
        assert row.text in [paragraph.text() for paragraph in node.css("p")]
        assert len(node.css("li")) == len(row.missed) > 0
        assert "products: It makes submarines." in [item.text() for item in node.css("li")]


def test_claims_that_the_checker_gets_wrong_are_in_the_page(page: str) -> None:
    assert "Claims that the checker gets wrong" in page
    assert "Sails made of 77 nylons were sold." in page  # labelled as supported, and refused
    assert "55% of net sales" not in page  # labelled as unsupported, and refused


def test_a_failure_is_in_the_page_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "kestrel", USABLE[2], "", [])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "kestrel.txt").touch()
    name = f"texts:{tmp_path / 'texts'}"
    page = render(evaluate(tmp_path, [name]), "html")
    assert f"{name}: recall 0.000, 0 tokens, failed" in page
    assert "the text is empty" in page
    assert "Claims that the checker gets wrong" not in page  # there are no claims


@pytest.mark.parametrize(
    "seconds", [(0.1, 0.1), (0.0062, 0.0081), (0.02, 0.09), (0.5, 1.5), (0.011, 9.0), (0.001, 60.0)]
)
def test_the_time_has_a_scale_whatever_it_is(plain: Evaluation, seconds: tuple[float, float]) -> None:
    rows = tuple(replace(row, seconds=seconds[row.engine == "lead"]) for row in plain.rows)
    image = images(render(replace(plain, rows=rows), "html"))[2]
    axis = image.partition(b'id="matplotlib.axis_1"')[2].partition(b'id="matplotlib.axis_2"')[0]
    labels = axis.split(b"<!-- ")[1:]
    assert labels[-1].startswith(b"seconds a filing")
    assert len(labels) > 1
    for label in labels:  # a power of ten is no formula: its exponent stands above the line
        assert not label.startswith(b"$") or b"scale(0.7)" in label


def test_plots_have_titles_and_texts_in_their_place(page: str) -> None:
    figures = parsed(page).css("figure")
    titles = [caption.text() for figure in figures for caption in figure.css("figcaption")]
    assert titles == [
        "Nugget recall by aspect",
        "Nugget recall against tokens, a mark a filing",
        "Nugget recall against time",
        "Labelled claims that the checker gets wrong",
        "Changed sentences that the checker lets pass",
    ]
    for figure, title in zip(figures, titles, strict=True):
        image = figure.css_first("img")
        assert image is not None
        assert (image.attributes["alt"] or "").startswith(title)


@pytest.mark.parametrize("number", [1, 9, 12])
def test_a_page_has_room_for_many_engines_of_long_names(tmp_path: Path, number: int) -> None:
    folders = [tmp_path / f"texts-{i}" for i in range(number)]
    for folder in folders:
        folder.mkdir()
        (folder / "kestrel.txt").write_text("The Company sells winches.", encoding="utf-8")
    write(tmp_path, "kestrel", USABLE[2], "", [])
    found = evaluate(tmp_path, [f"texts:{folder}" for folder in folders])
    drawn = images(render(found, "html"))
    assert len(drawn) == 4
    for image in drawn:
        wide, high = room(image)
        assert wide > 0.6
        assert high > 0.3
        assert min(begin for begin, _ in places(image)) >= 0
        assert max(end for _, end in places(image)) < 0.99  # where the last letter begins


# --- what others wrote stays text


def test_what_others_wrote_is_shown_and_never_markup(hostile: Evaluation, hostile_page: str) -> None:
    tree = parsed(hostile_page)
    assert tree.css("script") == []
    assert [node for node in tree.css("img") if not (node.attributes["src"] or "").startswith("data:")] == []
    assert [name for node in tree.css("*") for name in node.attributes if name.startswith("on")] == []
    assert tree.css("b") == []
    assert "49" not in {text.strip() for text in re.findall(r">([^<]*)<", hostile_page)}
    assert SCRIPT not in hostile_page
    body = tree.body
    assert body is not None
    shown = body.text()
    name = hostile.filings[0].name
    for wanted in (HOSTILE, name, hostile.engines[-1], f"Sails of 77 {HOSTILE} were sold."):
        assert wanted in shown
    assert html.escape(SCRIPT) in hostile_page


def test_what_others_wrote_leaves_the_page_as_it_would_be(hostile: Evaluation, hostile_page: str) -> None:
    """No tag in a name or a text closes or opens a part of the page."""
    tree = parsed(hostile_page)
    assert len(tree.css("body > details")) == 2  # one filing, and the claims that the checker gets wrong
    assert len(tree.css("details details")) == len(hostile.rows) == 4
    wanted = tables(hostile)
    assert [len(node.css("tbody tr")) for node in tree.css("div.scroll > table")][: len(wanted)] == [
        len(table.rows) for table in wanted
    ]


def test_plots_show_what_others_wrote_as_it_is(hostile_page: str) -> None:
    for image in images(hostile_page):
        root = ET.fromstring(image)  # noqa: S314 -- it was made here
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "image", "img", "foreignObject", "a"}


KINDS = (
    "a kind of error that has a name of about eighty letters, as labels may have",
    "$x",
    "$x$",
    r"$\frac$",
    "a $5 to $6 change",
    "x_1^2",
    r"\alpha",
    "_",
    "",
    " ",
    "数字",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_claim_may_have_any_name(tmp_path: Path, kind: str) -> None:
    claims: Labels = [{"id": "u", "text": "We sell submarines.", "label": "unsupported", "type": kind}]
    write(tmp_path, "kestrel", USABLE[2], "", claims)
    drawn = images(render(evaluate(tmp_path, ["lead"]), "html"))
    assert len(drawn) == 5
    assert min(room(drawn[3])) > 0.6


# --- it asks for nothing outside itself


@pytest.mark.parametrize("name", ["page", "hostile_page"])
def test_a_page_refers_to_nothing_outside(request: pytest.FixtureRequest, name: str) -> None:
    page: str = request.getfixturevalue(name)
    tree = parsed(page)
    referring = ("src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping", "xlink:href")
    found = [node.attributes[key] or "" for node in tree.css("*") for key in referring if key in node.attributes]
    assert found
    assert all(value.startswith("data:image/svg+xml;base64,") for value in found)
    assert tree.css("script, link, iframe, object, embed, base, form, meta[http-equiv=refresh]") == []
    styles = " ".join(node.text() for node in tree.css("style"))
    assert not re.search(r"url\(|@import|https?:", styles)
    for image in images(page):
        links = re.findall(rb"(?:href|src)=\"([^\"]*)\"|url\(([^)]*)\)", image)
        assert all(link.startswith(b"#") for pair in links for link in pair if link)


def test_a_page_forbids_what_it_does_not_need(page: str) -> None:
    (policy,) = parsed(page).css("meta[http-equiv=Content-Security-Policy]")
    rules = dict(rule.strip().split(" ", 1) for rule in (policy.attributes["content"] or "").split(";"))
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules
    assert not any("http" in value for value in rules.values())


# --- the same figures give the same bytes


def test_the_same_evaluation_gives_the_same_page(plain: Evaluation, page: str) -> None:
    assert render(plain, "html") == page


def test_the_same_evaluation_gives_the_same_page_in_every_process(plain: Evaluation, page: str) -> None:
    program = (
        "import pickle, sys; from itemone.evaluate.report import render;"
        "sys.stdout.buffer.write(render(pickle.load(sys.stdin.buffer), 'html').encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(plain),
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.decode("utf-8") == page


# --- libraries that may be missing


@pytest.mark.parametrize("module", ["jinja2", "matplotlib", "matplotlib.figure"])
def test_a_missing_library_is_an_error_with_the_line_for_pip(
    monkeypatch: pytest.MonkeyPatch, plain: Evaluation, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as error:
        render(plain, "html")
    assert PIP in str(error.value)
    assert module.partition(".")[0] in str(error.value)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_other_formats_need_no_library(monkeypatch: pytest.MonkeyPatch, plain: Evaluation, form: str) -> None:
    for module in ("jinja2", "matplotlib", "numpy"):
        monkeypatch.setitem(sys.modules, module, None)
    assert "oracle" in render(plain, form)


# --- in a real browser


@pytest.fixture(params=[("plain", "page"), ("hostile", "hostile_page")], ids=["plain", "hostile"])
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, Evaluation]]:
    """Open a page as a reader would, and afterwards look at all that it asked for and complained of."""
    found: Evaluation = request.getfixturevalue(request.param[0])
    file = tmp_path / "report.html"
    file.write_text(request.getfixturevalue(request.param[1]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri(), wait_until="load")
    yield page, found
    page.close()
    assert faults == []
    assert requests[0] == file.as_uri()
    assert [url for url in requests[1:] if not url.startswith("data:")] == []


def test_a_browser_shows_every_plot(opened: tuple[Page, Evaluation]) -> None:
    page, _ = opened
    widths = page.eval_on_selector_all("img", "images => images.map(image => image.naturalWidth)")
    assert len(widths) == 5
    assert min(widths) > 100


def test_a_browser_shows_every_row_of_every_table(opened: tuple[Page, Evaluation]) -> None:
    page, found = opened
    rows = page.eval_on_selector_all(
        "body > div.scroll > table", "tables => tables.map(table => table.tBodies[0].rows.length)"
    )
    assert rows == [len(table.rows) for table in tables(found, every_row=True)]
    assert page.title() == "itemone: evaluation"


def test_a_browser_opens_what_is_clicked(opened: tuple[Page, Evaluation]) -> None:
    page, found = opened
    row = found.of(found.engines[0])[0]
    text = page.get_by_text(row.text[:60]).first
    assert not text.is_visible()
    outer = page.locator("body > details").first
    outer.locator("> summary").click()
    outer.locator("details > summary").first.click()
    assert outer.evaluate("node => node.open")
    assert text.is_visible()
    outer.locator("> summary").click()
    assert not text.is_visible()


@pytest.mark.parametrize("width", [320, 375, 1920])
def test_no_screen_is_too_narrow(opened: tuple[Page, Evaluation], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
