"""The simple rules to compare with: whole sentences of the filing, in its order, within the budget."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EXAMPLE, USABLE

from itemone.data import Block, Claim, Document, Filing, Location, Options, Section, Sentence, Span, Status
from itemone.engines import BASELINES, ENGINES, engine
from itemone.engines.baselines import baseline, fitting
from itemone.errors import ComposeError, MissingExtraError, OptionsError
from itemone.pipeline import attempt, item1, summarize
from itemone.segment import segment
from itemone.tokens import tokenizer
from itemone.verify import fault

SUMY = {
    "lexrank": "sumy.summarizers.lex_rank",
    "textrank": "sumy.summarizers.text_rank",
    "lsa": "sumy.summarizers.lsa",
}
PIP = 'pip install "itemone[bench]"'
ALL = 1_000_000  # tokens: a budget that holds every sentence

every_baseline = pytest.mark.parametrize("name", BASELINES)
every_filing = pytest.mark.parametrize("path", USABLE, ids=lambda path: path.name)


def claims_of(path: Path, name: str, budget: int = 512) -> tuple[Claim, ...]:
    summary = summarize(path, Options(budget, engine=name)).summary
    assert summary is not None
    return summary.claims


def texts_of(path: Path, name: str, budget: int = 512) -> list[str]:
    return [claim.text for claim in claims_of(path, name, budget)]


def section(*sentences: str) -> Section:
    """Return a section of these sentences, a paragraph each."""
    text = "\n".join(sentences)
    starts = [sum(len(before) + 1 for before in sentences[:i]) for i in range(len(sentences))]
    blocks = (Block(start, start + len(words), "paragraph") for start, words in zip(starts, sentences, strict=True))
    return Section(Document(text, tuple(blocks)), Location(Status.EXTRACTED, "made here", "test", Span(0, len(text))))


def composed(name: str, *sentences: str, budget: int = 512) -> list[str]:
    """Return the texts of the claims that a baseline makes of some sentences."""
    made = section(*sentences)
    found = segment(made)
    assert [sentence.text for sentence in found] == list(sentences)
    return [claim.text for claim in engine(name).compose(made, found, Options(budget, engine=name))]


# --- whole sentences through the whole program


@every_filing
@pytest.mark.parametrize("budget", [128, 512])
@every_baseline
def test_a_baseline_says_sentences_of_the_filing_within_the_budget(name: str, budget: int, path: Path) -> None:
    result = summarize(path, Options(budget, engine=name))
    assert result.summary is not None
    claims = result.summary.claims
    document = item1(path).document
    assert 0 < result.summary.tokens == tokenizer("tekken").count(result.text) <= budget
    assert [e.kind for claim in claims for e in claim.evidence] == ["verbatim"] * len(claims)
    assert [e.span.of(document.text) for claim in claims for e in claim.evidence] == [claim.text for claim in claims]
    assert [fault(document, claim) for claim in claims] == [None] * len(claims)
    starts = [claim.evidence[0].span.start for claim in claims]
    assert starts == sorted(starts)
    assert len({claim.text for claim in claims}) == len(claims)
    assert {claim.text for claim in claims} <= {sentence.text for sentence in segment(item1(path))}
    assert result.verdict is not None
    assert all(check.passed for check in result.verdict.checks if check.name in ("budget", "evidence", "grounded"))


@every_filing
@every_baseline
def test_a_budget_for_everything_gives_every_sentence_once(name: str, path: Path) -> None:
    assert texts_of(path, name, ALL) == list(dict.fromkeys(sentence.text for sentence in segment(item1(path))))


@every_filing
def test_a_first_sentence_that_is_too_long_alone_leaves_the_budget_to_the_others(path: Path) -> None:
    """A sentence can have fewer tokens behind a space, as it stands in a text, than alone."""
    count = tokenizer("tekken").count
    sentences = segment(item1(path))
    shortest = min(range(len(sentences)), key=lambda i: count(sentences[i].text))
    found = [i for i, s in enumerate(sentences) if count(" " + s.text) < count(s.text)]
    assert found
    for index in found:
        budget = count(" " + sentences[index].text)
        if shortest != index and count(sentences[shortest].text) <= budget:
            (claim,) = fitting(sentences, [index, shortest], Options(budget))
            assert claim.text == sentences[shortest].text


@pytest.mark.parametrize(
    ("name", "path", "budget"), [("textrank", USABLE[0], 47), ("textrank", USABLE[3], 32), ("lsa", USABLE[1], 50)]
)
def test_a_small_budget_is_used_when_a_sentence_fits_into_it(name: str, path: Path, budget: int) -> None:
    assert texts_of(path, name, budget)


@every_baseline
def test_a_result_names_the_baseline(name: str) -> None:
    result = summarize(EXAMPLE, Options(128, engine=name))
    assert result.summary is not None
    assert (result.summary.engine, result.provenance.engine) == (name, name)
    digest = result.provenance.engine_hash
    assert (digest or "").startswith("sumy ") if name in SUMY else digest is None


def test_the_rankings_differ() -> None:
    assert len({tuple(texts_of(EXAMPLE, name)) for name in BASELINES}) == len(BASELINES)


# --- lead


@every_filing
@pytest.mark.parametrize("budget", [128, 200, 512])
def test_lead_is_the_first_sentences_up_to_the_first_that_does_not_fit(path: Path, budget: int) -> None:
    sentences = [sentence.text for sentence in segment(item1(path))]
    lead = texts_of(path, "lead", budget)
    assert lead == sentences[: len(lead)]
    count = tokenizer("tekken").count
    # A token or two may be lost, for a sentence alone and one behind others differ by that.
    assert count(" ".join(sentences[: len(lead) + 1])) > budget - 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [("lead", ["We sell pumps."]), ("lexrank", ["We sell pumps.", "Farms buy them."])],
)
def test_only_lead_stops_at_a_sentence_that_does_not_fit(name: str, expected: list[str]) -> None:
    long = f"We sell {'many ' * 60}pumps to customers."
    assert composed(name, "We sell pumps.", long, "Farms buy them.", budget=32) == expected


# --- random


@every_filing
def test_random_is_the_same_for_the_same_text_and_is_not_lead(path: Path) -> None:
    first, again = texts_of(path, "random"), texts_of(path, "random")
    assert first == again
    assert first != texts_of(path, "lead")


def test_random_draws_other_sentences_when_the_text_changes() -> None:
    sentences = [f"Product number {number} is a pump." for number in range(100)]
    others = [*sentences[:-1], "The last product is a valve."]
    first = [sentences.index(text) for text in composed("random", *sentences)]
    other = [others.index(text) for text in composed("random", *others)]
    assert first != other
    assert first[-1] > 50  # from all of the text


# --- the rankings of sumy


@pytest.mark.parametrize("name", SUMY)
def test_a_sentence_that_is_like_the_others_is_told_before_one_that_is_not(name: str) -> None:
    sentences = (
        "Lobsters migrate northward.",
        "Farms buy pumps and valves made in Iowa.",
        "Farms buy pumps.",
        "Valves are made in Iowa.",
        "Iowa farms use valves.",
    )
    count = tokenizer("tekken").count
    budget = count(sentences[1]) + count(" " + sentences[0]) - 1  # not for both
    made = section(*sentences)
    (first, *_) = engine(name).compose(made, segment(made), Options(budget))
    assert first.text == sentences[1]


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_sentences_of_equal_rank_are_told_from_the_first(name: str) -> None:
    """Each has two words in common with the next and one with the next but one, all around."""
    words = "pumps valves hoses tanks meters gauges pipes seals motors filters wires cables".split()
    sentences = [f"Farms {' '.join([*words, *words][i : i + 3])}." for i in range(len(words))]
    told = composed(name, *sentences, budget=32)
    assert told == sentences[: len(told)]
    assert 2 < len(told) < len(sentences)


# --- sentences that come again


@every_filing
@every_baseline
def test_a_section_that_stands_twice_loses_no_sentence_and_repeats_none(name: str, path: Path) -> None:
    once = list(dict.fromkeys(sentence.text for sentence in segment(item1(path))))
    assert composed(name, *once, *once, budget=ALL) == once
    made = composed(name, *once, *once)
    assert len(set(made)) == len(made)


@every_baseline
def test_a_sentence_that_comes_again_stands_where_it_first_stood(name: str) -> None:
    pumps, farms, valves = "We sell pumps.", "Farms buy pumps from us.", "Our valves are made in Iowa."
    made = section(pumps, farms, pumps, valves)
    claims = engine(name).compose(made, segment(made), Options())
    assert [claim.text for claim in claims] == [pumps, farms, valves]
    assert claims[0].evidence[0].span == Span(0, len(pumps))


# --- the same in every process


def test_a_summary_is_the_same_in_every_process() -> None:
    program = (
        "import json, sys; from itemone import Options, summarize; names, paths = map(json.loads, sys.argv[1:]);"
        "print(json.dumps([summarize(path, Options(512, engine=name)).text for name in names for path in paths]))"
    )
    arguments = [json.dumps(BASELINES), json.dumps([str(path) for path in USABLE])]
    texts = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", program, *arguments],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for seed in ("1", "2")
    ]
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == len(BASELINES) * len(USABLE)


# --- texts that give little


def long_sentences() -> Filing:
    """Return an Item 1 in four sentences, none of which has under 100 tokens."""
    parts = [sentence.text.rstrip(".;") for sentence in segment(item1(USABLE[3]))]
    text = "\n\n".join("; and ".join(parts[i : i + 8]).replace(". ", ", ") + "." for i in range(0, 32, 8))
    return Filing("long.txt", text.encode())


@every_baseline
def test_a_text_of_which_no_sentence_fits_is_a_failure_that_says_so(name: str) -> None:
    result = attempt(long_sentences(), Options(32, engine=name))
    assert (result.summary, result.text) == (None, "")
    assert result.failure is not None
    assert result.failure.stage == "compose"
    assert result.failure.reason == "none of 4 sentences fits into 32 tokens"


@every_baseline
def test_a_text_without_sentences_is_an_error(name: str) -> None:
    made = section("We sell pumps.")
    with pytest.raises(ComposeError, match="none of 0 sentences"):
        baseline(name).compose(made, (), Options())


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(("We sell pumps.",), id="one sentence"),
        pytest.param(("We sell pumps.", "Farms buy valves."), id="nothing in common"),
        pytest.param(tuple(f"We sold {n} pumps in {n + 1}." for n in range(20)), id="fewer words than sentences"),
        pytest.param(("It was 12.", "It was 13.", "It was not 14."), id="stop words and figures alone"),
        pytest.param(("我们销售水泵。", "Wir verkaufen Größen.", "Ventes de l’été."), id="other languages"),
    ],
)
@every_baseline
def test_a_text_with_little_to_rank_is_told(name: str, sentences: tuple[str, ...]) -> None:
    places = [sum(len(before) + 1 for before in sentences[:i]) for i in range(len(sentences))]
    found = tuple(Sentence(Span(at, at + len(text)), text) for at, text in zip(places, sentences, strict=True))
    claims = baseline(name).compose(section(*sentences), found, Options())
    assert tuple(claim.text for claim in claims) == sentences


# --- engines by name


@pytest.mark.parametrize("name", [*ENGINES, *BASELINES])
def test_an_engine_has_the_name_that_it_is_known_by(name: str) -> None:
    assert engine(name).name == name


@pytest.mark.parametrize("name", ["lede", "", "Lead", "oracle", "reference", "extractive "])
def test_an_unknown_engine_is_an_error_that_names_those_that_there_are(name: str) -> None:
    with pytest.raises(OptionsError) as error:
        engine(name)
    message = str(error.value)
    assert message.startswith(f"unknown engine {name!r}")
    assert all(known in message for known in (*ENGINES, *BASELINES))
    assert "\n" not in message


def test_a_run_with_an_unknown_engine_does_not_begin() -> None:
    with pytest.raises(OptionsError, match="unknown engine 'lede'"):
        attempt("missing.htm", Options(engine="lede"))


@pytest.mark.parametrize(
    ("name", "module"), [*SUMY.items(), ("lexrank", "numpy"), ("textrank", "sumy.models.dom"), ("lsa", "sumy.utils")]
)
def test_a_missing_library_is_an_error_with_the_line_for_pip(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as error:
        engine(name)
    assert PIP in str(error.value)
    with pytest.raises(MissingExtraError):
        attempt(EXAMPLE, Options(engine=name))


@pytest.mark.parametrize("name", ["extractive", "lead", "random"])
def test_our_own_engines_need_no_library(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for module in ("sumy", "numpy", *SUMY.values()):
        monkeypatch.setitem(sys.modules, module, None)
    assert summarize(EXAMPLE, Options(128, engine=name)).text


# --- the command line


@pytest.mark.parametrize("name", ["lead", "random", "lexrank"])
def test_the_command_line_knows_the_baseline(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "itemone.cli", "summarize", str(USABLE[2]), "--engine", name, "--budget", "128"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == summarize(USABLE[2], Options(128, engine=name)).text + "\n"


def test_the_command_line_says_which_engines_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "itemone.cli", "summarize", str(EXAMPLE), "--engine", "lede"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("itemone: unknown engine 'lede'; engines: extractive")
    assert len(done.stderr.splitlines()) == 1
