"""The checker passes what the text says and fails each kind of slip, by the name of the right check."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import EXAMPLE

from itemone.acquire import acquire
from itemone.data import (
    Aspect,
    Block,
    Claim,
    Document,
    Evidence,
    EvidenceKind,
    Result,
    Sentence,
    Span,
    Summary,
    Verdict,
)
from itemone.evidence import Passages
from itemone.pipeline import summarize
from itemone.read import read
from itemone.tokens import tokenizer
from itemone.verify import fault, figures, first_person, judge, stated_aspects, unsupported, verify

CHECKS = {"budget", "continuous_text", "evidence", "grounded", "aspects"}


def document(text: str) -> Document:
    return Document(text, (Block(0, len(text), "paragraph"),))


def summary(*claims: Claim) -> Summary:
    made = Summary(claims, "by hand", "tekken", 0)
    return replace(made, tokens=tokenizer("tekken").count(made.text))


def judged(source: str, text: str, kind: EvidenceKind) -> Verdict:
    """Verify a claim that rests on all of the source, and beside it one that is true and speaks of customers."""
    beside = "Our customers are farms."
    start = len(source) + 1
    true = Claim(beside, (Evidence(Span(start, start + len(beside)), beside, "verbatim"),))
    claim = Claim(text, (Evidence(Span(0, len(source)), source, kind),))
    return verify(document(f"{source} {beside}"), summary(claim, true), 512)


def failed(verdict: Verdict) -> set[str]:
    return {check.name for check in verdict.checks if not check.passed}


def test_every_check_is_made() -> None:
    verdict = judged("We sell pumps to customers.", "We sell pumps to customers.", "verbatim")
    assert {check.name for check in verdict.checks} == CHECKS
    assert verdict.passed


# --- claims that the text supports


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Net sales were $1.20 million in 1996.", "In 1996 net sales were $1.2 million."),
        ("Net sales were $1,200 in 1996.", "Net sales were $1200 in 1996."),
        ("Farms were 86.5% of sales.", "Farms were 86.5 percent of sales."),
        ("Farms were 86.5 per cent of sales.", "Farms were 86.5% of sales."),
        ("Net sales were US$4 billion.", "Net sales were $4 billion."),
        ("Fees are $.50 a pump.", "Fees are $0.50 a pump."),
        ("We sold 1,234,567 pumps to customers.", "Customers bought 1,234,567 pumps."),
        ("It’s Fernhollow’s “Wellspring” product.", "It's Fernhollow's \"Wellspring\" product."),
        ("We grew sales in 2001–2003.", "We grew sales in 2001-2003."),
        ("Our customers are farms.", "Customers are farms."),
        ("The pumps that customers buy are made in Iowa.", "Pumps that customers buy are made in Iowa."),
    ],
)
def test_a_paraphrase_with_the_same_figures_and_names_passes(source: str, text: str) -> None:
    assert failed(judged(source, text, "paraphrase")) == set()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("However, Fernhollow sells pumps.", "Fernhollow sells pumps."),
        ("Fernhollow (the “Company”) sells pumps in 12 states.", "Fernhollow sells pumps in 12 states."),
        ("Wellspring® pumps are sold to farms.", "Wellspring pumps are sold to farms."),
    ],
)
def test_a_compression_passes(source: str, text: str) -> None:
    assert failed(judged(source, text, "compressed")) == set()


def test_a_claim_may_rest_on_several_places() -> None:
    first, second = "Sales were $4 million.", "We sell pumps in Iowa."
    source = f"{first} {second}"
    places = (Span(0, len(first)), Span(len(first) + 1, len(source)))
    evidence = tuple(Evidence(place, place.of(source), "paraphrase") for place in places)
    assert verify(document(source), summary(Claim("Sales of pumps in Iowa were $4 million.", evidence)), 512).passed


# --- slips of what is said

SOURCE = (
    "Fernhollow, founded in 1976, sold 19760 pumps for $184.6 million in 2012, of which 86.5% were bought by "
    "Caldera Partners, its largest customer."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("$184.6", "$184.7", id="one digit"),
        pytest.param("$184.6", "$184", id="fraction cut"),
        pytest.param("$184.6", "$1846", id="point lost"),
        pytest.param("$184.6", "$1,184.6", id="a thousand more"),
        pytest.param("1976", "1977", id="year shifted"),
        pytest.param("2012", "2011", id="another year"),
        pytest.param("$184.6", "184.6", id="currency dropped"),
        pytest.param("$184.6", "€184.6", id="euro for dollar"),
        pytest.param("$184.6", "£184.6", id="pound for dollar"),
        pytest.param("million", "billion", id="billion for million"),
        pytest.param("$184.6 million", "$184.6", id="million dropped"),
        pytest.param("$184.6 million", "$184.6 thousand", id="thousand for million"),
        pytest.param("86.5%", "86.5", id="percent dropped"),
        pytest.param("86.5%", "$86.5", id="dollars for percent"),
        pytest.param("86.5%", "87%", id="rounded"),
        pytest.param("86.5%", "86.5 basis points", id="basis points for percent"),
        pytest.param("Caldera", "Calder", id="name cut"),
        pytest.param("Caldera Partners", "Norvik Partners", id="another name"),
        pytest.param("Fernhollow", "Fernhill", id="another first name"),
        pytest.param("customer", "Customer Inc.", id="a name from a word"),
    ],
)
@pytest.mark.parametrize("kind", ["verbatim", "compressed", "paraphrase"])
def test_a_changed_figure_or_name_is_not_grounded(old: str, new: str, kind: EvidenceKind) -> None:
    assert old in SOURCE
    assert failed(judged(SOURCE, SOURCE, "verbatim")) == set()
    assert failed(judged(SOURCE, SOURCE.replace(old, new), kind)) == {"grounded"}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We sold 19760 pumps to customers.", "Customers bought pumps in 1976."),
        ("We sold 11976 pumps to customers.", "Customers bought pumps in 1976."),
        ("We sold 1976 pumps to customers.", "Customers bought 197 pumps."),
        ("Sales were 1,976 pumps.", "Sales were 976 pumps."),
        ("Sales were 0.5%.", "Sales were 5%."),
        ("Sales were 5% and costs 6 million.", "Sales were 6%."),
        ("Sales were $5 and customers were 6.", "Customers were $6."),
        ("Sales rose 12.5% to $3 million.", "Sales rose 3% to $12.5 million."),
    ],
)
def test_a_figure_is_compared_whole(source: str, text: str) -> None:
    assert failed(judged(source, text, "paraphrase")) == {"grounded"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1.2 million", "$1.20 million"),
        ("$1,200", "$1200"),
        ("5%", "5 percent"),
        ("5 per cent", "5%"),
        ("US$5", "$5"),
        ("0.5%", ".5%"),
        ("10.0", "10"),
        ("$5 Million", "$5 million"),
        ("007", "7"),
        ("2.50%", "2.5%"),
    ],
)
def test_figures_written_differently_are_equal(one: str, other: str) -> None:
    assert [canonical for canonical, _ in figures(one)] == [canonical for canonical, _ in figures(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10", "1"),
        ("100", "10"),
        ("1.05", "1.5"),
        ("$5", "€5"),
        ("$5", "5"),
        ("5%", "5"),
        ("$5 million", "$5 billion"),
        ("$5 million", "$5"),
        ("1,000", "1,000,000"),
        ("5 basis points", "5%"),
    ],
)
def test_different_figures_are_told_apart(one: str, other: str) -> None:
    assert [canonical for canonical, _ in figures(one)] != [canonical for canonical, _ in figures(other)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We sell pumps to farms.", "We rent pumps to farms."),
        ("We sell pumps to farms.", "We sell pumps to large farms."),
        ("We sell pumps to farms.", "We sell pumps."),
        ("We sell pumps to farms.", "We sell pumps to farms!"),
    ],
)
def test_a_verbatim_claim_is_its_quote_to_the_letter(source: str, text: str) -> None:
    assert failed(judged(source, text, "verbatim")) == {"grounded"}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("We do not sell pumps to farms.", "We do sell pumps to farms.", id="not"),
        pytest.param("We never sell pumps to farms.", "We sell pumps to farms.", id="never"),
        pytest.param("No customer buys many pumps.", "Customer buys many pumps.", id="no"),
        pytest.param("Neither town is a customer.", "Town is a customer.", id="neither"),
        pytest.param("We cannot sell pumps to farms.", "We sell pumps to farms.", id="cannot"),
        pytest.param("We sell pumps without dealers.", "We sell pumps dealers.", id="without"),
        pytest.param("We sell pumps except to farms.", "We sell pumps to farms.", id="except"),
        pytest.param("Customers may buy pumps.", "Customers buy pumps.", id="may"),
        pytest.param("Customers might buy pumps.", "Customers buy pumps.", id="might"),
        pytest.param("We believe customers buy pumps.", "Customers buy pumps.", id="believe"),
        pytest.param("We intend to sell pumps.", "We sell pumps.", id="intend"),
        pytest.param("We sell approximately 12 pumps.", "We sell 12 pumps.", id="approximately"),
        pytest.param("We sell about 12 pumps.", "We sell 12 pumps.", id="about"),
        pytest.param("We sell up to 12 pumps.", "We sell 12 pumps.", id="up to"),
        pytest.param("Customers bought over 12 pumps.", "Customers bought 12 pumps.", id="over"),
        pytest.param("We sell only pumps.", "We sell pumps.", id="only"),
        pytest.param("We could lose customers.", "We lose customers.", id="could"),
        pytest.param("Most customers buy pumps.", "Customers buy pumps.", id="most"),
        pytest.param("Customers don’t buy pumps.", "Customers buy pumps.", id="contracted not"),
        pytest.param("Fewer than 12 customers buy pumps.", "12 customers buy pumps.", id="fewer than"),
        pytest.param("Less than 12% of customers buy pumps.", "12% of customers buy pumps.", id="less than"),
        pytest.param("More than 12 customers buy pumps.", "12 customers buy pumps.", id="more than"),
        pytest.param("Some customers buy pumps.", "Customers buy pumps.", id="some"),
        pytest.param("Excluding Iowa, customers buy pumps.", "Customers buy pumps.", id="excluding"),
        pytest.param("Customers can buy pumps.", "Customers buy pumps.", id="can"),
        pytest.param("Pumps are sold by dealers to farms.", "Dealers sold pumps to farms.", id="order"),
        pytest.param("Pumps are sold to farms.", "Pumps are sold to farms and towns.", id="added words"),
    ],
)
def test_a_compression_takes_no_meaning_away(source: str, text: str) -> None:
    assert failed(judged(source, text, "compressed")) == {"grounded"}


def test_the_reason_names_what_is_missing() -> None:
    source = "Sales were $4 million."
    claim = Claim("Sales were $5 million.", (Evidence(Span(0, len(source)), source, "paraphrase"),))
    reason = unsupported(claim)
    assert reason is not None
    assert "$5 million" in reason
    assert "$5 million" in next(
        c.detail for c in judged(source, claim.text, "paraphrase").checks if c.name == "grounded"
    )


# --- slips of evidence

QUOTE = "Our customers are farms."
TEXT = f"{QUOTE} Towns pay within 30 days, and farms within 60."
PLACE = Span(0, len(QUOTE))
CLAIM = Claim(QUOTE, (Evidence(PLACE, QUOTE, "verbatim"),))


def at(start: int, end: int, quote: str = QUOTE) -> tuple[Evidence, ...]:
    return (Evidence(Span(start, end), quote, "verbatim"),)


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param(at(1, PLACE.end + 1), id="shifted by one"),
        pytest.param(at(0, PLACE.end - 1), id="one too short"),
        pytest.param(at(0, PLACE.end + 1), id="one too long"),
        pytest.param(at(0, PLACE.end, "our customers are farms."), id="a capital of the quote changed"),
        pytest.param(at(0, PLACE.end, QUOTE.replace("are", "are ")), id="a space put in"),
        pytest.param(at(1000, 1000 + PLACE.end), id="beyond the document"),
        pytest.param(at(PLACE.end + 1, len(TEXT) + 5, TEXT[PLACE.end + 1 :]), id="end beyond the document"),
        pytest.param((), id="none"),
    ],
)
def test_a_quote_that_does_not_stand_there_fails(evidence: tuple[Evidence, ...]) -> None:
    assert verify(document(TEXT), summary(CLAIM), 512).passed
    assert "evidence" in failed(verify(document(TEXT), summary(replace(CLAIM, evidence=evidence)), 512))


def test_an_altered_quote_fails_even_when_the_claim_follows_it() -> None:
    altered = "Our customers are towns."
    claim = Claim(altered, at(0, PLACE.end, altered))
    assert failed(verify(document(TEXT), summary(claim), 512)) == {"evidence"}


def test_one_bad_claim_among_good_ones_fails() -> None:
    bad = replace(CLAIM, text="Our 12 customers are farms.")
    verdict = verify(document(TEXT), summary(CLAIM, bad, CLAIM), 512)
    assert failed(verdict) == {"grounded"}
    assert next(check.value for check in verdict.checks if check.name == "grounded") == 1


# --- budget


@pytest.mark.parametrize(("room", "expected"), [(1, set()), (0, set()), (-1, {"budget"})])
def test_the_budget_is_exact(room: int, expected: set[str]) -> None:
    made = summary(CLAIM)
    verdict = verify(document(TEXT), made, made.tokens + room)
    assert failed(verdict) == expected
    budget = next(check for check in verdict.checks if check.name == "budget")
    assert (budget.value, budget.limit) == (made.tokens, made.tokens + room)


@pytest.mark.parametrize("off", [-1, 1])
def test_a_wrong_count_fails_even_within_the_budget(off: int) -> None:
    made = summary(CLAIM)
    assert failed(verify(document(TEXT), replace(made, tokens=made.tokens + off), 512)) == {"budget"}


# --- form


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("• We sell pumps.", id="bullet"),
        pytest.param("We sell: ● pumps.", id="bullet inside"),
        pytest.param("- We sell pumps.", id="dash as a bullet"),
        pytest.param("We sell pumps.\nWe rent them.", id="newline"),
        pytest.param("We sell\tpumps.", id="tab"),
        pytest.param("● | We sell pumps.", id="bullet in a box"),
        pytest.param("We sell pumps", id="no final stop"),
        pytest.param("We sell pumps;", id="semicolon"),
        pytest.param("We sell the following pumps:", id="colon"),
        pytest.param("we sell pumps.", id="small first letter"),
        pytest.param(", which are pumps.", id="comma first"),
        pytest.param("However, we sell pumps.", id="however"),
        pytest.param("These pumps are sold.", id="these"),
        pytest.param("In addition, we sell pumps.", id="in addition"),
        pytest.param("They sell pumps.", id="they"),
        pytest.param("Such pumps are sold.", id="such"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_continuous_text(text: str) -> None:
    assert failed(judged(f"{text} ", text, "paraphrase")) == {"continuous_text"}


def test_an_empty_summary_fails() -> None:
    assert {"continuous_text", "aspects"} <= failed(verify(document(TEXT), summary(), 512))


@pytest.mark.parametrize(
    "text",
    ["We sell pumps.", "“Wellspring” is our product.", "Who buys pumps?", "(We sell pumps.)", "3M buys pumps."],
)
def test_whole_sentences_are_continuous(text: str) -> None:
    assert "continuous_text" not in failed(judged(text, text, "verbatim"))


# --- aspects


def test_a_summary_that_says_nothing_of_the_business_fails() -> None:
    text = "The weather was fine."
    claim = Claim(text, (Evidence(Span(0, len(text)), text, "verbatim"),))
    assert failed(verify(document(text), summary(claim), 512)) == {"aspects"}


def test_stated_aspects_are_read_by_the_checker_itself() -> None:
    boast = Claim("Our customers are farms.", (), tuple(Aspect))
    assert dict(stated_aspects((boast,))) == {aspect: aspect is Aspect.CUSTOMERS for aspect in Aspect}


# --- who speaks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell pumps.", ("We",)),
        ("Farms buy our pumps, and we repair them.", ("our", "we")),
        ("Our pumps are Ours, not yours.", ("Our", "Ours")),
        ("Dealers buy from us.", ("us",)),
        ("The plant is ours; we built it ourselves.", ("ours", "we", "ourselves")),
        ("Ourselves, we sell none.", ("Ourselves", "we")),
        ("We’re a maker of pumps.", ("We",)),
        ("Farms (and we) buy.", ("we",)),
        ("Farms buy—we repair.", ("we",)),
        ("The maker of our-brand pumps.", ("our",)),
        ("Pumps are sold in the US and the U.S.", ()),
        ("Toys R Us sells pumps; so does US Steel.", ()),
        ("The usual hours of the web are ours.", ("ours",)),
        ("The usual hours of the web, the bus and the tours.", ()),
        ("Fernhollow (the “Company,” “we,” “us” or “our”) sells pumps.", ()),
        ('Fernhollow (the "Company", "we", "us" or "our") sells pumps.', ()),
        pytest.param("Fernhollow (the ‘Company’, ‘we’, ‘us’ or ‘our’) sells pumps.", (), id="single quotes"),
        ("Fernhollow ('we' or 'us') sells pumps.", ()),
        ("The Company sells its pumps.", ()),
        ("", ()),
    ],
)
def test_words_of_the_first_person_are_found(text: str, expected: tuple[str, ...]) -> None:
    assert first_person(text) == expected


# --- one claim


@pytest.mark.parametrize("kind", ["verbatim", "compressed", "paraphrase"])
def test_a_grounded_claim_has_no_fault(kind: EvidenceKind) -> None:
    assert fault(document(TEXT), Claim(QUOTE, (Evidence(PLACE, QUOTE, kind),))) is None


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        pytest.param(replace(CLAIM, evidence=()), "no evidence", id="no evidence"),
        pytest.param(replace(CLAIM, evidence=at(1, PLACE.end + 1)), "does not stand at 1", id="misplaced quote"),
        pytest.param(replace(CLAIM, evidence=at(900, 900 + PLACE.end)), "does not stand at 900", id="beyond the end"),
        pytest.param(
            Claim("Our 12 customers are farms.", (Evidence(PLACE, QUOTE, "paraphrase"),)),
            "'12' is not in the evidence",
            id="unsupported figure",
        ),
        pytest.param(
            Claim("Our customers are Caldera and farms.", (Evidence(PLACE, QUOTE, "paraphrase"),)),
            "'Caldera' is not in the evidence",
            id="unsupported name",
        ),
        pytest.param(replace(CLAIM, text="Our customers are towns."), "no verbatim quote", id="another text"),
        pytest.param(
            Claim("Our 12 customers are farms.", (Evidence(Span(1, 25), QUOTE, "paraphrase"),)),
            "does not stand at 1",
            id="the place comes first",
        ),
        pytest.param(
            replace(CLAIM, evidence=(*CLAIM.evidence, *at(2, 2 + PLACE.end))), "does not stand at 2", id="second quote"
        ),
    ],
)
def test_a_fault_says_what_is_wrong(claim: Claim, named: str) -> None:
    reason = fault(document(TEXT), claim)
    assert reason is not None
    assert named in reason


# --- sentences that anybody wrote

FILED = (
    "Fernhollow sells pumps for farms.",
    "Net sales for 2024 were $184.6 million.",
    "One customer, Caldera Partners, bought 11.8% of them.",
)


def passages(*texts: str) -> Passages:
    whole = " ".join(texts)
    return Passages([Sentence(Span(at := whole.index(text), at + len(text)), text) for text in texts])


@pytest.mark.parametrize(
    ("text", "label", "named"),
    [
        ("Fernhollow sells pumps.", "supported", ""),
        pytest.param("In 2024, net sales were $184.6 million.", "supported", "", id="opens with no name"),
        ("Caldera Partners, a customer, bought 11.8 percent.", "supported", ""),
        ("Fernhollow had net sales of $184.6 million.", "supported", ""),
        ("Net sales for 2024 were $185 million.", "unsupported", "$185 million"),
        ("Net sales for 2023 were $184.6 million.", "unsupported", "2023"),
        ("Net sales for 2024 were €184.6 million.", "unsupported", "€184.6 million"),
        ("Net sales for 2024 were $184.6 billion.", "unsupported", "$184.6 billion"),
        ("Norvik Partners, a customer, bought 11.8%.", "unsupported", "Norvik"),
        ("Zebras graze.", "not_verifiable", "no sentence"),
        ("It is $200.", "not_verifiable", "no sentence"),
        ("", "not_verifiable", "no sentence"),
    ],
)
def test_a_sentence_is_judged_by_the_sentences_most_like_it(text: str, label: str, named: str) -> None:
    judgement = judge(text, passages(*FILED))
    assert judgement.label == label
    assert named in judgement.reason
    assert bool(judgement.reason) == (label != "supported")
    assert bool(judgement.evidence) == (label != "not_verifiable")
    assert all(evidence.span.of(" ".join(FILED)) == evidence.quote for evidence in judgement.evidence)


def test_nothing_can_be_verified_in_an_empty_filing() -> None:
    assert judge("Fernhollow sells pumps.", passages()).label == "not_verifiable"


# --- real claims

RESULT: Result = summarize(EXAMPLE)
DOCUMENT = read(acquire(EXAMPLE))
SUMMARY = RESULT.summary or Summary((), "", "tekken", 0)
FIGURED = [claim for claim in SUMMARY.claims if re.search(r"\d", claim.text)]
every_figured = pytest.mark.parametrize("claim", FIGURED, ids=lambda claim: claim.text[:40])


def with_claim(old: Claim, new: Claim) -> Verdict:
    """Return the verdict on the example's summary with one claim exchanged."""
    return verify(DOCUMENT, summary(*(new if claim == old else claim for claim in SUMMARY.claims)), 600)


def test_the_real_summary_holds_figures() -> None:
    assert len(FIGURED) >= 5
    assert verify(DOCUMENT, SUMMARY, 512).passed


@pytest.mark.parametrize("claim", SUMMARY.claims, ids=lambda claim: claim.text[:40])
def test_real_claims_have_no_fault(claim: Claim) -> None:
    assert fault(DOCUMENT, claim) is None
    assert fault(DOCUMENT, replace(claim, evidence=())) is not None


@every_figured
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda digit: str((int(digit) + 1) % 10), id="one more"),
        pytest.param(lambda digit: str((int(digit) - 1) % 10), id="one less"),
        pytest.param(lambda digit: digit + "0", id="a zero more"),
    ],
)
@pytest.mark.parametrize("kind", ["verbatim", "compressed", "paraphrase"])
def test_no_digit_of_a_real_claim_can_change(claim: Claim, change: Callable[[str], str], kind: EvidenceKind) -> None:
    known = {canonical for evidence in claim.evidence for canonical, _ in figures(evidence.quote)}
    tried = 0
    for match in re.finditer(r"\d(?![\d,.]*\d)", claim.text):  # the last digit of each figure
        text = claim.text[: match.start()] + change(match.group()) + claim.text[match.end() :]
        if {canonical for canonical, _ in figures(text)} <= known:
            continue  # by chance another figure of the same sentence
        slip = Claim(text, tuple(replace(evidence, kind=kind) for evidence in claim.evidence))
        assert failed(with_claim(claim, slip)) == {"grounded"}
        tried += 1
    assert tried


@pytest.mark.parametrize("claim", SUMMARY.claims, ids=lambda claim: claim.text[:40])
def test_real_evidence_cannot_be_shifted(claim: Claim) -> None:
    moved = [replace(e, span=Span(e.span.start + 1, e.span.end + 1)) for e in claim.evidence]
    assert failed(with_claim(claim, replace(claim, evidence=tuple(moved)))) == {"evidence"}
