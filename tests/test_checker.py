"""The checker is asked about labelled claims and about mutants, and how often it is wrong is counted right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from itemone.data import Filing, Options
from itemone.evaluate.checker import (
    CLAIMS,
    READINGS,
    Trial,
    balanced_accuracy,
    refused,
    trials,
)
from itemone.evaluate.gold import SUPPORTED, UNCHANGED, Gold, LabelledClaim
from itemone.evaluate.mutate import KINDS, Pool, mutants
from itemone.evidence import statements
from itemone.pipeline import item1
from itemone.segment import segment
from itemone.verify import Source, judge

TEXT = """\
Fernhollow Pump Company (together with its subsidiaries, “Fernhollow,” “we” or “our”) designs, manufactures and sells \
irrigation pumps and related services to farms and towns. We were founded in Iowa in 1961 and have made more than \
40,000 pumps since.

Net sales for 2024 were $184.6 million, an increase of 12.6% over $163.9 million in 2023. Pumps were 71% of net sales \
in 2024, spare parts 17% and services 12%. We believe that about 40% of the farms in Nebraska use one of our products.

Our customers are some 2,300 farms and 120 towns. One customer, Caldera Partners, accounted for 11.8% of net sales in \
2024. We do not depend on the federal government, and we cannot sell to farms in Quebec.

We sell through 48 independent distributors in Iowa, Kansas and Nebraska, who may return a product within 30 days. \
Distributors generally hold stock for approximately two months, and some of them repair pumps. Customers in towns are \
served by 35 employees in Omaha.

In March 2024 we sold 2,300,000 shares at $21.50 a share and received $46.2 million. We have a credit agreement for \
$25 million with Lakehead Commerce Bank, which was not drawn at December 31, 2024. The market for our products is \
growing, and we expect that demand will not fall. Our debt might rise to $30 million in 2025.
"""
CLAIMED = (
    LabelledClaim("a", "Net sales were $184.6 million in 2024.", supported=True),
    LabelledClaim("b", "Net sales were $200 million in 2024.", supported=False, fault="wrong_number"),
    LabelledClaim("c", "Fernhollow sells through 48 independent distributors.", supported=True),
    LabelledClaim("d", "Pumps are sold through distributors in Norway.", supported=False, fault="wrong_name"),
    LabelledClaim("e", "Zebras graze.", supported=False, fault="unrelated"),
)
OPTIONS = Options(budget=600)  # holds all of the text, so that no choice of an engine matters


def gold(*claims: LabelledClaim, text: str = TEXT) -> Gold:
    return Gold("fernhollow", Filing("fernhollow", text.encode()), (), claims, "", "")


GOLD = gold(*CLAIMED)
FOUND = trials(GOLD, OPTIONS)
SECTION = item1(GOLD.filing)
SENTENCES = tuple(sentence.text for sentence in segment(SECTION))
WRITTEN = tuple(trial for trial in FOUND if trial.test == READINGS[0])


def families() -> list[tuple[str, list[Trial]]]:
    """Return the sentences of the summaries, each with the trials of its mutants as written."""
    found: list[tuple[str, list[Trial]]] = []
    for trial in WRITTEN:
        if trial.kind == UNCHANGED:
            found.append((trial.text, []))
        else:
            found[-1][1].append(trial)
    return found


# --- labelled claims


def test_labelled_claims_are_asked_alone_once_and_in_order() -> None:
    claims = [trial for trial in FOUND if trial.test == CLAIMS]
    assert [trial.text for trial in claims] == [claim.text for claim in CLAIMED]
    assert [trial.kind for trial in claims] == [SUPPORTED, "wrong_number", SUPPORTED, "wrong_name", "unrelated"]
    assert [trial.sound for trial in claims] == [claim.supported for claim in CLAIMED]
    assert not {trial.text for trial in claims} & {trial.text for trial in FOUND if trial.test != CLAIMS}


def test_the_checker_finds_the_evidence_of_a_labelled_claim_itself() -> None:
    source = Source(statements(SECTION))
    for trial in FOUND:
        if trial.test in (CLAIMS, "alone"):
            judgement = judge(trial.text, source)
            assert trial.refused == (judgement.label != "supported")
            assert trial.reason == judgement.reason


def test_the_labelled_claims_of_the_example_are_judged_right() -> None:
    claims = [trial for trial in FOUND if trial.test == CLAIMS]
    assert [trial.refused for trial in claims] == [not claim.supported for claim in CLAIMED]
    assert "$200 million" in claims[1].reason
    assert "Norway" in claims[3].reason
    assert balanced_accuracy(claims) == 1


def test_a_filing_without_labelled_claims_has_trials_of_its_summaries_alone() -> None:
    assert trials(gold(), OPTIONS) == tuple(trial for trial in FOUND if trial.test != CLAIMS)


def test_a_budget_that_holds_no_sentence_leaves_the_labelled_claims() -> None:
    text = "Our company sells products to customers in this market under an agreement" + ", and services to others" * 20
    long = f"{text}.\n\n{text.replace('sells', 'distributes')}.\n"
    found = trials(gold(*CLAIMED, text=long), Options(budget=32))
    assert [trial.test for trial in found] == [CLAIMS] * len(CLAIMED)


def test_a_filing_without_item_1_has_no_trials() -> None:
    assert trials(gold(*CLAIMED, text="<p>FORM 10-Q</p><p>QUARTERLY REPORT</p>"), OPTIONS) == ()


# --- sentences of summaries and their mutants


def test_a_mutant_is_asked_in_three_readings() -> None:
    asked = [trial for trial in FOUND if trial.test != CLAIMS]
    assert len(asked) % len(READINGS) == 0
    for first in range(0, len(asked), len(READINGS)):
        three = asked[first : first + len(READINGS)]
        assert tuple(trial.test for trial in three) == READINGS
        assert len({(trial.filing, trial.kind, trial.text) for trial in three}) == 1


def test_every_kind_of_mutant_is_tried() -> None:
    assert {trial.kind for trial in WRITTEN} == {UNCHANGED, *KINDS}
    assert {trial.filing for trial in FOUND} == {GOLD.name}


def test_the_mutants_are_those_of_the_sentence_before_them() -> None:
    pool = Pool(SENTENCES)
    for text, made in families():
        assert text not in {trial.text for trial in made}
        assert all(kinds == 1 for kinds in Counter(trial.kind for trial in made).values())
        assert {trial.kind for trial in made} == mutants(text, pool, "any seed").keys()


def test_a_refusal_has_a_reason_and_nothing_else_has() -> None:
    assert all(trial.refused == bool(trial.reason) for trial in FOUND)


def test_an_unchanged_sentence_is_sound_and_never_refused_with_its_evidence() -> None:
    unchanged = [trial for trial in FOUND if trial.kind == UNCHANGED]
    assert {trial.text in SENTENCES for trial in unchanged} == {True, False}  # as it stands, and shortened
    assert all(trial.sound for trial in unchanged)
    assert not [trial for trial in unchanged if trial.test in READINGS[:2] and trial.refused]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_of_a_verbatim_sentence_is_refused_as_written(kind: str) -> None:
    made = [t for text, family in families() if text in SENTENCES for t in family if t.kind == kind]
    assert made
    assert not any(trial.sound for trial in made)
    assert all(trial.refused for trial in made)


def test_a_changed_scale_is_refused_even_as_a_paraphrase() -> None:
    changed = [t for t in FOUND if t.kind == "scale changed" and t.test in READINGS[:2]]
    assert changed
    assert all(trial.refused for trial in changed)


def test_a_paraphrase_is_never_judged_harder_than_the_text_as_written() -> None:
    tests = {test: [t.refused for t in FOUND if t.test == test] for test in READINGS}
    assert all(a or not b for a, b in zip(tests["as written"], tests["as a paraphrase"], strict=True))


def test_the_same_filing_gives_the_same_trials() -> None:
    assert trials(GOLD, OPTIONS) == FOUND
    assert trials(gold(*CLAIMED), Options(budget=600)) == FOUND


def test_the_engine_of_the_options_makes_no_difference() -> None:
    assert trials(GOLD, Options(budget=600, engine="lead")) == FOUND


# --- how often the checker is wrong


def trial(kind: str, *, says_no: bool) -> Trial:
    return Trial("fernhollow", CLAIMS, kind, "Pumps are sold.", says_no, "")


def answers(*, true: Sequence[bool], false: Sequence[bool]) -> list[Trial]:
    """Return trials of true and of false sentences by whether each is refused."""
    return [trial(SUPPORTED, says_no=no) for no in true] + [trial("wrong_number", says_no=no) for no in false]


@pytest.mark.parametrize(
    ("true", "false", "expected"),
    [
        pytest.param([True, True], [True, True, True], 0.5, id="refuses all"),
        pytest.param([False, False], [False, False, False], 0.5, id="refuses none"),
        pytest.param([False, False], [True, True, True], 1, id="exactly right"),
        pytest.param([True, True], [False, False, False], 0, id="exactly wrong"),
        pytest.param([False], [True, False], 0.75, id="half of the false ones"),
        pytest.param([False, False, False, True], [True], 0.875, id="one true one too many"),
        pytest.param([False] * 98 + [True] * 2, [True, False], 0.74, id="few false ones weigh as much"),
    ],
)
def test_balanced_accuracy(true: list[bool], false: list[bool], expected: float) -> None:
    assert balanced_accuracy(answers(true=true, false=false)) == pytest.approx(expected)
    assert balanced_accuracy(answers(true=true, false=false)[::-1]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("says", "expected"),
    [([], 0), ([True], 1), ([False], 0), ([True, False], 0.5), ([False, True, False, False], 0.25)],
)
def test_refused_is_a_share(says: list[bool], expected: float) -> None:
    assert refused([trial("wrong_number", says_no=no) for no in says]) == expected


@pytest.mark.parametrize(
    ("kind", "sound"),
    [(SUPPORTED, True), (UNCHANGED, True), ("wrong_number", False), ("", False), *((k, False) for k in KINDS)],
)
def test_only_supported_and_unchanged_sentences_are_sound(kind: str, *, sound: bool) -> None:
    assert trial(kind, says_no=True).sound is sound
