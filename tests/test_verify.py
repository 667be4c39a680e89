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
from itemone.pipeline import summarize
from itemone.read import read
from itemone.tokens import tokenizer
from itemone.verify import Source, fault, figures, first_person, judge, stated_aspects, unsupported, verify

# What the checker lets pass, or refuses, wrongly: a test that begins to pass has to lose its mark.
HOLE = pytest.mark.xfail(strict=True, reason="the checker does not see this yet")
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
    # one's own words may round a figure; of a first word and a title nobody can say whether they are names
    passes = kind == "paraphrase" and new in ("87%", "Fernhill", "Customer Inc.")
    expected = set() if passes else {"grounded"}
    assert failed(judged(SOURCE, SOURCE.replace(old, new), kind)) == expected


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


# --- compressed: the third person, shorter, several in one


def compressed(text: str, *quotes: str) -> str | None:
    """Return what the checker has against a text that is said to be left of these quotes."""
    whole = " ".join(quotes)
    evidence: list[Evidence] = []
    for quote in quotes:
        start = whole.index(quote, evidence[-1].span.end if evidence else 0)
        evidence.append(Evidence(Span(start, start + len(quote)), quote, "compressed"))
    return fault(document(whole), Claim(text, tuple(evidence)))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We sell our pumps to farms.", "The company sells its pumps to farms."),
        pytest.param("We sell our pumps to farms.", "It sells its pumps to farms.", id="a pronoun"),
        pytest.param("We sell our pumps to farms.", "The company sells pumps to farms.", id="no owner"),
        ("Our pumps are sold to farms.", "The company's pumps are sold to farms."),
        ("Our pumps are sold to farms.", "Its pumps are sold to farms."),
        ("Our pumps are sold to farms.", "The company’s pumps are sold to farms."),
        ("Caldera sells our pumps.", "Caldera sells the company's pumps."),
        ("Caldera supplies us.", "Caldera supplies the company."),
        ("Our company is a maker of pumps.", "The company is a maker of pumps."),
        ("The Company sells its pumps, and the Company's valves.", "The company sells its pumps, and its valves."),
        ("We are a maker of pumps.", "The company is a maker of pumps."),
        ("We were founded in 1976.", "The company was founded in 1976."),
        ("We have two plants.", "The company has two plants."),
        ("We do not own plants.", "The company does not own plants."),
        ("We don’t own plants.", "The company doesn't own plants."),
        ("We carry pumps and rely on dealers.", "The company carries pumps and relies on dealers."),
        ("We design, make and sell pumps.", "The company designs, makes and sells pumps."),
        ("We, through Caldera, sell pumps.", "The company, through Caldera, sells pumps."),
        ("We generally sell pumps.", "The company generally sells pumps."),
        ("We finance ourselves.", "The company finances itself."),
        ("We may sell pumps and valves.", "The company may sell pumps and valves."),
        ("We plan to rent pumps and sell valves.", "The company plans to rent pumps and sell valves."),
        (
            "We buy pumps from dealers that make and sell valves.",
            "It buys pumps from dealers that make and sell valves.",
        ),
        (
            "Caldera buys pumps, and its valves are made in Iowa.",
            "Caldera buys pumps, and its valves are made in Iowa.",
        ),
        pytest.param("Although we sell pumps, we rent valves.", "The company rents valves.", id="the second we"),
        ("As our customers grow, our sales grow.", "The company's sales grow."),
        ("In addition, in Iowa we rent pumps.", "In Iowa the company rents pumps."),
        ("We own plants and have sold pumps.", "The company has sold pumps."),
        ("We were founded in 1976 and now rent pumps.", "The company now rents pumps."),
        ("We buy valves, which may leak, and sell pumps.", "The company buys valves, which may leak, and sells pumps."),
        (
            "Norvik repairs the pumps that we sell to our dealers.",
            "Norvik repairs the pumps that the company sells to its dealers.",
        ),
        ("We own a plant and its tools.", "The company owns a plant and its tools."),
        ("We bought Norvik in 1976 and sold its plants.", "The company bought Norvik in 1976 and sold its plants."),
        ("We claim “no leaks” and sell pumps.", "The company claims “no leaks” and sells pumps."),
    ],
)
def test_the_third_person_takes_the_place_of_the_first(source: str, text: str) -> None:
    assert compressed(text, source) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We sell pumps to farms, including some in Iowa.", "The company sells pumps to farms."),
        ("We sell pumps, most of which are made in Iowa.", "The company sells pumps."),
        ("We sell pumps to farms (mainly in Iowa).", "The company sells pumps to farms."),
        ("We sell pumps to farms, which may return them.", "The company sells pumps to farms."),
        ("Fernhollow (the “Company,” “we,” “us” or “our”) sells pumps.", "Fernhollow sells pumps."),
        ("Sales were $5 million, compared with about $4 million in 2011.", "Sales were $5 million."),
        ("Sales were $5 million and $4 million in 2012 and 2011, respectively.", "Sales were $5 million in 2012."),
        ("Sales were $5 million and $4 million in 2012 and 2011, respectively.", "Sales were $4 million in 2011."),
        (
            "Pumps were 5%, 4% and 3% of sales in 2012, 2011 and 2010, respectively.",
            "Pumps were 5% of sales in 2012.",
        ),
        ("Sales were $5 million for the year ended December 31, 2012.", "Sales were $5 million for 2012."),
        ("No customer accounted for 10% of our sales.", "No customer accounted for 10% of sales."),
        ("Currently, we are the largest maker of pumps in Iowa.", "It is the largest maker of pumps in Iowa."),
        ("Pumps were 43% of sales, and valves were 20% of sales.", "Pumps were 43% of sales."),
        ("We make pumps in Iowa, Ohio and Utah.", "The company makes pumps in Utah."),
        ("We sell pumps to farms in Iowa and in Ohio.", "The company sells pumps to farms in Ohio."),
        ("Pumps and valves are sold to farms.", "Pumps are sold to farms."),
        ("We design and make pumps and rent valves.", "The company designs and makes pumps."),
        ("We compete with Norvik on price.", "The company competes with Norvik."),
        ("Founded in 1976, we rent pumps.", "The company rents pumps."),
        ("Pumps: our pumps are sold to farms.", "The company's pumps are sold to farms."),
        ("In May 2001, we bought Norvik.", "The company bought Norvik."),
        ("We sell a second line of pumps.", "The company sells a line of pumps."),
        ("Our easy-to-use pumps are sold to farms.", "The company's pumps are sold to farms."),
        (
            "Pumps were 5% of sales, compared to 4% and 5% in 2012 and 2011, respectively.",
            "Pumps were 5% of sales, compared to 4% in 2012.",
        ),
    ],
)
def test_a_phrase_takes_with_it_what_it_hedges(source: str, text: str) -> None:
    assert compressed(text, source) is None


PUMPS, VALVES = "Pumps accounted for 43% of net sales.", "Valves accounted for 20% of net sales."
TOOLS = "Tools accounted for 9% of net sales."


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Pumps accounted for 43% of net sales and valves for 20%.", (PUMPS, VALVES)),
        ("Pumps accounted for 43% of net sales, valves for 20% and tools for 9%.", (PUMPS, VALVES, TOOLS)),
        (
            "Pumps represented 43% of net sales and valves 20%.",
            ("Pumps represented 43% of net sales.", "Valves represented 20% of net sales."),
        ),
        (
            "In 2012, pumps accounted for 43% of net sales and valves for 20%.",
            ("In 2012, pumps accounted for 43% of our net sales.", "Valves accounted for 20% of net sales in 2012."),
        ),
        (
            "Pumps accounted for 43% of net sales in 2012 and valves for 20%.",
            ("Pumps accounted for 43% of our net sales in 2012.", "In 2012, valves accounted for 20% of net sales."),
        ),
        (
            "Pumps accounted for less than 43% of net sales and valves for about 20%.",
            ("Pumps accounted for less than 43% of net sales.", "Valves accounted for about 20% of net sales."),
        ),
        (
            "Caldera accounted for 43% of net sales and Norvik for 20%.",
            ("Caldera accounted for 43% of net sales.", "Norvik, which is a farm, accounted for 20% of net sales."),
        ),
        ("The company sells pumps and rents valves.", ("We sell our pumps.", "We also rent valves.")),
        ("It sells pumps and rents valves.", ("The Company sells pumps.", "The Company rents valves.")),
        (
            "The company sells pumps and has two plants.",
            ("We sell pumps.", "We have two plants, most of which are old."),
        ),
        ("The company sold pumps and rented valves.", ("We sold pumps.", "We rented valves.")),
        ("The company may sell pumps and rents valves.", ("We may sell pumps.", "We rent valves.")),
        (
            "The company sells pumps to farms and rents valves to towns.",
            ("We sell pumps to farms.", "We rent valves to towns."),
        ),
    ],
)
def test_several_quotes_are_told_in_one_sentence(text: str, quotes: tuple[str, ...]) -> None:
    assert compressed(text, *quotes) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("Caldera sells its pumps.", "Caldera sells the company's pumps.", id="its of another"),
        pytest.param("Caldera sells our pumps.", "Caldera sells its pumps.", id="ours to another"),
        pytest.param("Caldera supplies us.", "Caldera supplies it.", id="us as it"),
        pytest.param("Caldera pays it.", "Caldera pays the company.", id="it is not the company"),
        pytest.param("It is a maker of pumps.", "The company is a maker of pumps.", id="it names nobody"),
        pytest.param("Its largest dealer is Caldera.", "The company's largest dealer is Caldera.", id="its of nobody"),
        pytest.param(
            "Caldera, which it owns, sells pumps.", "Caldera, which the company owns, sells pumps.", id="owns"
        ),
        pytest.param("Caldera is a dealer, and it sells pumps.", "The company sells pumps.", id="it of a dealer"),
        pytest.param("Caldera pays; its valves are made in Iowa.", "Its valves are made in Iowa.", id="its of a payer"),
        pytest.param(
            "Caldera competes with us; it is the largest maker of pumps.",
            "The company is the largest maker of pumps.",
            id="it of a competitor",
        ),
        pytest.param("We buy its pumps.", "The company buys its pumps.", id="its of one not named"),
        pytest.param(
            "Caldera is a customer and we sell its valves.",
            "Caldera is a customer and the company sells its valves.",
            id="its of the one before",
        ),
        pytest.param(
            "Caldera, which we supply, makes valves.",
            "The company makes valves.",
            id="a clause for the whole",
        ),
        pytest.param("The company that we supply makes pumps.", "The company makes pumps.", id="another company"),
        pytest.param("The company we insure makes pumps.", "The company makes pumps.", id="another, with no that"),
        pytest.param("The company that bought us makes pumps.", "The company makes pumps.", id="the buyer"),
        pytest.param("US Steel exports pumps.", "The company Steel exports pumps.", id="US"),
        pytest.param("Sales to the US were $5 million.", "Sales to the company were $5 million.", id="the US"),
        pytest.param(
            "We sell pumps in the U.S. and Iowa.", "The company sells pumps in the company and Iowa.", id="U.S."
        ),
        pytest.param("Toys R Us buys pumps.", "Toys R it buys pumps.", id="Us in a name"),
        pytest.param("Our slogan is “we care.”", "The company's slogan is “the company cares.”", id="a quotation"),
        pytest.param("Dealers sell our pumps.", "Dealers sell their pumps.", id="their"),
        pytest.param("Caldera and its pumps are sold to farms.", "Its pumps are sold to farms.", id="its without him"),
        pytest.param("Towns buy from Norvik and rent our valves.", "Towns rent its valves.", id="ours to towns"),
        pytest.param("We also repair its valves.", "The company also repairs its valves.", id="its behind also"),
        pytest.param(
            "Norvik is a dealer, and we buy its valves.", "The company buys its valves.", id="its of one left out"
        ),
        pytest.param(
            "Caldera, which we supplied, made valves.", "The company made valves.", id="a clause, in the past"
        ),
        pytest.param("Caldera, whom we pay, repairs valves.", "The company repairs valves.", id="whom"),
        pytest.param(
            "The company whose valves we sell was founded in 1976.", "The company was founded in 1976.", id="whose"
        ),
        pytest.param("The company we bought made valves.", "The company made valves.", id="another, in the past"),
        pytest.param("Caldera supplies us and sells pumps.", "The company sells pumps.", id="us"),
        pytest.param("We supply Caldera, which sells pumps.", "The company sells pumps.", id="which sells"),
        pytest.param("We supply Caldera, and Norvik sold pumps.", "The company sold pumps.", id="and another sold"),
        pytest.param(
            "We bought Caldera, which was founded in 1976.", "The company was founded in 1976.", id="which was"
        ),
        pytest.param("We acquired a plant that had 12 pumps.", "The company had 12 pumps.", id="that had"),
        pytest.param("Caldera and we own two plants.", "The company owns two plants.", id="one of two"),
        pytest.param(
            'Our motto is "we repair."', 'The company\'s motto is "the company repairs."', id="straight quotation marks"
        ),
    ],
)
def test_nobody_else_is_taken_for_the_company(source: str, text: str) -> None:
    assert compressed(text, source) is not None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("We sell pumps to farms.", "The company rents pumps to farms.", id="another verb"),
        pytest.param("We sell pumps to farms.", "The company sold pumps to farms.", id="another tense"),
        pytest.param("We sold pumps to farms.", "The company sells pumps to farms.", id="the present"),
        pytest.param("We are sold by dealers.", "The company was sold by dealers.", id="was"),
        pytest.param("We have pumps.", "The company is pumps.", id="is for have"),
        pytest.param("We will sell pumps.", "The company sells pumps.", id="will"),
        pytest.param("We hope to sell pumps.", "The company sells pumps.", id="hope to"),
        pytest.param("We want to sell pumps.", "The company sells pumps.", id="want to"),
        pytest.param("We aim to sell pumps.", "The company sells pumps.", id="aim to"),
        pytest.param("We used to sell pumps.", "The company sells pumps.", id="used to"),
        pytest.param("We ceased to sell pumps.", "The company sells pumps.", id="ceased to"),
        pytest.param("We refuse to sell pumps.", "The company sells pumps.", id="refuse to"),
        pytest.param("We fail to sell pumps.", "The company sells pumps.", id="fail to"),
        pytest.param(
            "We plan to rent pumps and sell valves.",
            "It plans to rent pumps and sells valves.",
            id="plan to",
        ),
        pytest.param("We may build plants and sell pumps.", "It may build plants and sells pumps.", id="may"),
        pytest.param("We do not rent or sell pumps.", "It does not rent or sells pumps.", id="not or"),
        pytest.param(
            "We do not rent pumps and sell valves.",
            "It does not rent pumps and sells valves.",
            id="not and",
        ),
        pytest.param(
            "We intend to acquire Caldera and lease its plants.",
            "The company intends to acquire Caldera and leases its plants.",
            id="intend to",
        ),
        pytest.param(
            "We help dealers rent pumps and sell valves.",
            "The company helps dealers rent pumps and sells valves.",
            id="help others",
        ),
        pytest.param(
            "We buy pumps from dealers that make and sell valves.",
            "The company buys pumps from dealers that make and sells valves.",
            id="dealers that sell",
        ),
        pytest.param("We entered market pumps.", "The company markets pumps.", id="a noun as a verb"),
        pytest.param(
            "We will build a plant and rent valves.", "The company will build a plant and rents valves.", id="will"
        ),
        pytest.param(
            "We did not build plants and sell valves.",
            "The company did not build plants and sells valves.",
            id="did not",
        ),
        pytest.param(
            "We let towns rent pumps and repair valves.",
            "The company lets towns rent pumps and repairs valves.",
            id="let others",
        ),
        pytest.param(
            "We help dealers rent pumps and repair valves.", "The company repairs valves.", id="help others, left out"
        ),
        pytest.param(
            "Dealers in Iowa, Ohio and Utah rent pumps and sell valves.",
            "Dealers in Iowa, Ohio and Utah rent pumps and sells valves.",
            id="no company",
        ),
        pytest.param("We serve market.", "The company serves markets.", id="one market, many"),
        pytest.param("We own two plant.", "The company owns two plants.", id="a noun in the plural"),
        pytest.param("We have interest in Iowa.", "The company has interests in Iowa.", id="interests"),
        pytest.param("We have contract with Caldera.", "The company has contracts with Caldera.", id="contracts"),
        pytest.param("Our plant make pumps.", "The company's plants make pumps.", id="plants"),
        pytest.param("A dealer sell.", "A dealer sells.", id="a verb of another"),
        pytest.param("The license lasts 5 years.", "The license lasts 5 year.", id="year"),
        pytest.param("Farms are our customers.", "Farms is the company's customers.", id="is for another"),
        pytest.param("We sell pumps.", "The company sell's pumps.", id="an apostrophe"),
        pytest.param("We make pumps and sell valves.", "The company makes and sells valves.", id="one object for two"),
        pytest.param("We own plants.", "The company owns.", id="no object"),
        pytest.param("We rely on dealers.", "The company relies.", id="no preposition", marks=HOLE),
        pytest.param("We sell pumps to farms.", "The company pumps to farms.", id="no verb"),
    ],
)
def test_a_verb_changes_its_form_only_for_the_company(source: str, text: str) -> None:
    assert compressed(text, source) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The company sells its pumps to towns and its valves to farms in Iowa.", id="words exchanged"),
        pytest.param("The company sells its valves to towns and its pumps to farms in Iowa.", id="things exchanged"),
        pytest.param("In Iowa, the company sells its pumps to farms and its valves to towns.", id="words moved"),
        pytest.param("The company sells all its pumps to farms and its valves to towns in Iowa.", id="all"),
        pytest.param("The company sells its own pumps to farms and its valves to towns in Iowa.", id="own"),
        pytest.param("The company sells its pumps to large farms and its valves to towns in Iowa.", id="large"),
        pytest.param("The company only sells its pumps to farms and its valves to towns in Iowa.", id="only"),
        pytest.param("The company also sells its pumps to farms and its valves to towns in Iowa.", id="also"),
        pytest.param("The company does not sell its pumps to farms and its valves to towns in Iowa.", id="not"),
        pytest.param("The company sells its pumps and to farms and its valves to towns in Iowa.", id="and"),
        pytest.param("The company sells its pumps for farms and its valves to towns in Iowa.", id="for"),
        pytest.param("The company sells its pumps to farms and its valves to towns in Ohio.", id="a name"),
        pytest.param("The company sells 2 of its pumps to farms and its valves to towns in Iowa.", id="a figure"),
        pytest.param("The company, the company sells its pumps to farms.", id="twice"),
    ],
)
def test_nothing_is_added_or_moved(text: str) -> None:
    source = "We sell our pumps to farms and our valves to towns in Iowa."
    assert compressed("The company sells its pumps to farms and its valves to towns in Iowa.", source) is None
    assert compressed(text, source) is not None


@pytest.mark.parametrize(
    "source",
    [
        "We may sell pumps to farms.",
        "We plan to sell pumps to farms.",
        "We believe that we sell pumps to farms.",
        "We believe we sell pumps to farms.",
        "We do not sell pumps to farms.",
        "We no longer sell pumps to farms.",
        "We never, or so Caldera says, sell pumps to farms.",
        "We hardly sell pumps to farms.",
        "We barely sell pumps to farms.",
        "If Caldera agrees, we sell pumps to farms.",
        "Unless Caldera objects, we sell pumps to farms.",
        "Until Caldera objected to it in 2009, we sell pumps to farms.",
        "Should Caldera agree to it, we sell pumps to farms.",
        "Were Caldera to agree, we sell pumps to farms.",
        "Had Caldera agreed to it, we sell pumps to farms.",
        "As long as Caldera agrees, we sell pumps to farms.",
        "In the event that Caldera agrees, we sell pumps to farms.",
        "In the case of a drought, we sell pumps to farms.",
        "When and as Caldera permits it, we sell pumps to farms.",
        "Upon approval by the town, we sell pumps to farms.",
        "Subject to the consent of Caldera, we sell pumps to farms.",
        "We sell pumps to farms, if Caldera agrees.",
        "We sell pumps to farms so long as Caldera agrees.",
        "We sell pumps to farms, provided that Caldera agrees.",
        "We sell pumps to farms, provided Caldera agrees.",
        "We sell pumps to farms, contingent on approval by Caldera.",
        "We sell pumps to farms, conditioned upon approval by Caldera.",
        "We sell pumps to farms, but not to all of them.",
        "We sell pumps to farms, except in Iowa and in Ohio.",
        "We sell pumps to farms, excluding those that are in Iowa.",
        "According to Caldera, we sell pumps to farms.",
        "According to the reports of our industry, we sell pumps to farms.",
        "In our opinion, we sell pumps to farms.",
        "In our view, we sell pumps to farms.",
        "In the opinion of our dealers, we sell pumps to farms.",
        "Our dealers say that we sell pumps to farms.",
        "Caldera claims we sell pumps to farms.",
        "Our goal is that we sell pumps to farms.",
        "Our goal: we sell pumps to farms.",
        "Norvik says that we sell pumps to farms.",
        "Norvik said we sell pumps to farms.",
        "Analysts predict that we sell pumps to farms.",
        "Our aim: we sell pumps to farms.",
        "Our former business: we sell pumps to farms.",
        "We hope we sell pumps to farms.",
        "We doubt that we sell pumps to farms.",
        "Dealers of the company sell pumps to farms.",
    ],
)
def test_what_governs_the_rest_is_not_taken_away(source: str) -> None:
    assert compressed("The company sells pumps to farms.", source) is not None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("We sell all our pumps to farms in Iowa.", "The company sells all its pumps to farms."),
        ("We sell almost all our pumps to farms.", "The company sells all its pumps to farms."),
        ("All customers in Iowa are farms.", "All customers are farms."),
        ("We are the largest maker of pumps in Iowa.", "The company is the largest maker of pumps."),
        ("We are the second largest maker of pumps.", "The company is the largest maker of pumps."),
        ("We are one of the largest makers of pumps.", "The company is the largest maker of pumps."),
        ("Farms accounted for 43% of sales of pumps.", "Farms accounted for 43% of sales."),
        ("Farms accounted for 43% of sales in Iowa.", "Farms accounted for 43% of sales."),
        ("Sales of pumps were $5 million.", "Sales were $5 million."),
        ("No customer in Iowa accounted for 10% of sales.", "No customer accounted for 10% of sales."),
        ("No customer other than Caldera accounted for 10% of sales.", "No customer accounted for 10% of sales."),
        ("We do not sell pumps to towns.", "The company does not sell pumps."),
        ("We do not only sell pumps.", "The company does not sell pumps."),
        ("We do not depend on any one or a few farms.", "The company does not depend on farms."),
        ("Sales were less than $5 million.", "Sales were $5 million."),
        ("We are the third-largest maker of pumps.", "The company is the largest maker of pumps."),
        ("We run the fifth most used plant.", "The company runs the most used plant."),
        ("Pumps were $9 million and valves were $5 million.", "Pumps were $5 million."),
        ("Pumps are made in Iowa and valves in Ohio.", "Pumps are made in Ohio."),
        ("Pumps are made in Iowa and valves are made in Ohio.", "Pumps are made in Ohio."),
        ("We buy pumps from Norvik and rent valves from Caldera.", "The company buys pumps from Caldera."),
        ("We sell pumps to farms, and valves to towns.", "The company sells pumps to towns."),
        ("Pumps and valves were 20% of sales.", "Valves were 20% of sales."),
        ("Pumps and valves were 20% of sales.", "Pumps were 20% of sales."),
        ("Pumps, valves and tools were 20% of sales.", "Pumps were 20% of sales."),
        ("Pumps, valves and tools were 20% of sales.", "Pumps and tools were 20% of sales."),
        pytest.param("Pumps are made in Iowa and valves at Norvik.", "Pumps are made at Norvik.", marks=HOLE),
        ("Pumps were 43% and valves were 20% of sales.", "Pumps were 20% of sales."),
        ("Pumps made up 43% of sales and valves made up 20% of sales.", "Pumps made up 20% of sales."),
        ("In 2012 sales were $9 million and in 2011 sales were $5 million.", "In 2012 sales were $5 million."),
        ("Sales were $9 million in 2011, of which pumps were $5 million in 2012.", "Sales were $5 million in 2012."),
        ("The pump business of the company was sold to Caldera.", "The company was sold to Caldera."),
        ("Caldera, a customer of the company, was founded in 1976.", "The company was founded in 1976."),
    ],
)
def test_a_compression_says_no_more_than_its_quote(source: str, text: str) -> None:
    assert compressed(text, source) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sales were $4 million in 2012.", id="the second figure, the first year"),
        pytest.param("Sales were $5 million in 2011.", id="the first figure, the second year"),
        pytest.param("Sales were $5 million and $4 million in 2012.", id="two figures, one year"),
        pytest.param("Sales were $5 million in 2012 and 2011.", id="one figure, two years"),
        pytest.param("Sales were $5 million and $4 million in 2011 and 2012, respectively.", id="years exchanged"),
        pytest.param("Sales were $4 million and $5 million in 2012 and 2011, respectively.", id="figures exchanged"),
    ],
)
def test_of_lists_that_go_together_the_same_members_are_left(text: str) -> None:
    source = "Sales were $5 million and $4 million in 2012 and 2011, respectively."
    assert compressed(text, source) is not None


def test_the_day_of_a_date_is_no_member_of_a_list() -> None:
    source = "In the years ended June 30, 2002, 2003 and 2004, sales were $5, $6 and $7 million, respectively."
    assert compressed("In the year ended June 30, 2004, sales were $7 million.", source) is None
    assert compressed("In the year ended June 30, 2002, sales were $7 million.", source) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Pumps accounted for 20% of net sales and valves for 43%.",
        "Pumps accounted for 9% of net sales, valves for 43% and tools for 20%.",
        "Valves accounted for 43% of net sales and pumps for 20%.",
        "Pumps accounted for 43% of net sales, tools for 20% and valves for 9%.",
        "Pumps accounted for 43% of net sales, valves for 9% and tools for 20%.",
        "Pumps accounted for 43% of net sales, tools for 9% and valves for 20%.",
        "Pumps accounted for 43% of net sales and for 20%.",
        "Pumps accounted for 43% of net sales and 20%.",
        "Pumps accounted for 43% and 20% of net sales.",
        "Pumps and valves accounted for 20% of net sales.",
        "Pumps and valves for 20% of net sales.",
        "Pumps accounted for 20% of net sales.",
        "Pumps for 43% of net sales.",
        "Pumps accounted for 43% of net sales and accounted for 20% of net sales.",
        "Pumps accounted for 43% of net sales, valves for 20%, and for 9%.",
        "Pumps accounted for 43% of net sales and valves for 20% for tools.",
        "Pumps accounted for 43% of net sales and valves for 20% and Caldera for 9%.",
    ],
)
@pytest.mark.parametrize("quotes", [(PUMPS, VALVES), (PUMPS, VALVES, TOOLS), (VALVES, PUMPS)])
def test_every_share_belongs_to_its_own(text: str, quotes: tuple[str, ...]) -> None:
    assert compressed(text, *quotes) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(PUMPS, "Valves accounted for 20% of net orders.", id="of another whole"),
        pytest.param(PUMPS, "Valves accounted for 20% of costs.", id="of costs"),
        pytest.param(PUMPS, "Valves accounted for 20% of net sales of Caldera.", id="of the sales of another"),
        pytest.param(PUMPS, "Valves accounted for less than 20% of net sales.", id="less than"),
        pytest.param(PUMPS, "Valves never accounted for 20% of net sales.", id="never"),
        pytest.param(PUMPS, "Valves could have accounted for 20% of net sales.", id="could"),
        pytest.param(PUMPS, "If sold, valves accounted for 20% of net sales.", id="a condition"),
        pytest.param(PUMPS, "Tools and valves accounted for 20% of net sales.", id="a half of the second"),
        pytest.param("Pumps accounted for less than 43% of net sales.", VALVES, id="less than, the first"),
        pytest.param("Tools and pumps accounted for 43% of net sales.", VALVES, id="a half of the first"),
    ],
)
def test_a_share_is_told_as_its_quote_has_it(first: str, second: str) -> None:
    assert compressed("Pumps accounted for 43% of net sales and valves for 20%.", first, second) is not None


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param(
            "Pumps accounted for less than 43% of net sales and valves for 20%.",
            ("Pumps accounted for less than 43% of net sales.", "Valves accounted for less than 20% of net sales."),
            id="less than said once",
        ),
        pytest.param(
            "Pumps accounted for approximately 43% of net sales and valves for 20%.",
            (
                "Pumps accounted for approximately 43% of net sales.",
                "Valves accounted for approximately 20% of net sales.",
            ),
            id="approximately said once",
        ),
        pytest.param(
            "Pumps accounted for 43% of net sales in 2012 and valves for 20%.",
            ("Pumps accounted for 43% of net sales in 2012.", "Valves accounted for 20% of net sales in 2009."),
            id="another year",
        ),
        pytest.param(
            "In 2012, pumps accounted for 43% of net sales and valves for 20%.",
            ("In 2012, pumps accounted for 43% of net sales.", "In 2009, valves accounted for 20% of net sales."),
            id="another year first",
        ),
        pytest.param(
            "In 2012, pumps accounted for 43% of net sales and valves for 20%.",
            ("In 2012, pumps accounted for 43% of net sales.", VALVES),
            id="a year for both",
        ),
        pytest.param(
            "No customer accounted for 43% of net sales and valves for 20%.",
            ("No customer accounted for 43% of net sales.", VALVES),
            id="no customer",
        ),
        pytest.param(
            "Each customer accounted for 9% of net sales and valves for 20%.",
            ("Each customer accounted for 9% of net sales.", VALVES),
            id="each customer",
        ),
        pytest.param(
            "The company does not sell pumps and rents valves.",
            ("We do not sell pumps.", "We do not rent valves."),
            id="not said once",
        ),
        pytest.param(
            "The company may sell pumps and rents valves.", ("We may sell pumps.", "We may rent valves."), id="may once"
        ),
        pytest.param(
            "The company sells pumps and may rent valves.", ("We may sell pumps.", "We may rent valves."), id="may last"
        ),
        pytest.param(
            "The company sells pumps and valves to towns.",
            ("We sell pumps to farms.", "We sell valves to towns."),
            id="one end for two",
        ),
        pytest.param(
            "The company may have sold pumps and rented valves.",
            ("We may have sold pumps.", "We rented valves."),
            id="may have",
        ),
        pytest.param(
            "The company pays dealers who sold pumps and rented valves.",
            ("We pay dealers who sold pumps.", "We rented valves."),
            id="who sold",
        ),
        pytest.param(
            "The company sells pumps to towns.", ("We sell pumps to farms.", "We sell valves to towns."), id="a new end"
        ),
        pytest.param(
            "The company sells pumps to Caldera.",
            ("We sell pumps to farms.", "We sell valves to Caldera."),
            id="a name from the other",
        ),
        pytest.param("The company sells pumps in 2012.", ("We sell pumps.", "We sold valves in 2012."), id="a year"),
        pytest.param(
            "The company sells pumps for $5 million.", ("We sell pumps.", "Net sales were $5 million."), id="a price"
        ),
        pytest.param("The company sells pumps for farms.", ("We sell pumps.", "Farms are customers."), id="for"),
        pytest.param("The company sells pumps and farms.", ("We sell pumps.", "Our customers are farms."), id="and"),
        pytest.param(
            "The company sells pumps and is the largest customer.",
            ("We sell pumps.", "Caldera is the largest customer."),
            id="another is",
        ),
        pytest.param(
            "The company sells pumps and was founded in 1976.",
            ("We sell pumps.", "Caldera was founded in 1976."),
            id="another was founded",
        ),
        pytest.param(
            "The company owns plants and is sold.", ("We own plants.", "The plant in Iowa is sold."), id="a thing is"
        ),
        pytest.param("The company sells and rents valves.", ("We sell pumps.", "We rent valves."), id="no object"),
        pytest.param(
            "The company's dealer and Caldera sells pumps.",
            ("Our dealer Caldera sells pumps.", "We rent valves."),
            id="and within a quote",
        ),
        pytest.param(
            "The company for Caldera sells pumps.", ("The Company sells pumps.", "Caldera rents."), id="for within"
        ),
        pytest.param(
            "The company rents valves and sells pumps.", ("We sell pumps.", "We rent valves."), id="not in their order"
        ),
        pytest.param(
            "The company sells pumps, rents valves and tools.",
            ("We sell pumps.", "We rent valves.", "We sell tools."),
            id="three verbs, two told",
        ),
        pytest.param(
            "The company sells pumps and rents valves to Caldera.",
            ("We sell pumps.", "We rent valves.", "Norvik sells tools to Caldera."),
            id="the end of a third",
        ),
    ],
)
def test_no_quote_completes_another(text: str, quotes: tuple[str, ...]) -> None:
    assert compressed(text, *quotes) is not None


@pytest.mark.parametrize("old", ["$184.6", "1976", "19760", "2012", "86.5%", "Caldera"])
def test_every_figure_of_a_claim_in_the_third_person_is_read(old: str) -> None:
    source = (
        "We were founded in 1976 and sold 19760 of our pumps for $184.6 million in 2012, of which 86.5% were bought "
        "by Caldera."
    )
    told = source.replace("We were", "The company was").replace("our", "its")
    assert compressed(told, source) is None
    new = "Norvik" if old == "Caldera" else old.replace("6", "8").replace("2012", "2011")
    assert compressed(told.replace(old, new), source) is not None


# --- a sentence that leans on the one before


@pytest.mark.parametrize(
    ("between", "passes"),
    [
        pytest.param(" ", True, id="right behind"),
        pytest.param("\n\n", True, id="next paragraph"),
        pytest.param(" Farms pay. ", False, id="a sentence between"),
        pytest.param("\n\n\n\n\n", False, id="far away"),
    ],
)
def test_a_sentence_leans_on_the_one_right_before_it(between: str, passes: bool) -> None:
    first, second = "Our customers buy pumps.", "These pumps are made in Iowa."
    text = first + between + second
    start = len(first) + len(between)
    before = Claim(first, (Evidence(Span(0, len(first)), first, "verbatim"),))
    leaning = Claim(second, (Evidence(Span(start, len(text)), second, "verbatim"),))
    expected = set() if passes else {"continuous_text"}
    assert failed(verify(document(text), summary(before, leaning), 512)) == expected
    assert failed(verify(document(text), summary(leaning, before), 512)) == {"continuous_text"}
    assert failed(verify(document(text), summary(leaning), 512)) >= {"continuous_text"}


@pytest.mark.parametrize("quotes", [(), ("These pumps are made in Iowa.",)])
def test_nothing_can_lean_on_a_claim_without_evidence(quotes: tuple[str, ...]) -> None:
    text = "These pumps are made in Iowa."
    leaning = Claim(text, tuple(Evidence(Span(0, len(quote)), quote, "verbatim") for quote in quotes))
    verdict = verify(document(text), summary(Claim("Our customers buy pumps.", ()), leaning), 512)
    assert "continuous_text" in failed(verdict)


@pytest.mark.parametrize("text", ["These pumps are sold.", "However, we sell pumps.", "Such pumps are sold."])
def test_a_sentence_leans_only_on_the_claim_right_before_it(text: str) -> None:
    named, other = "Our customers buy pumps.", "Farms pay."
    whole = f"{named} {text} {other}"
    places = {said: Span(at := whole.index(said), at + len(said)) for said in (named, text, other)}
    of = {said: Claim(said, (Evidence(place, said, "verbatim"),)) for said, place in places.items()}
    assert failed(verify(document(whole), summary(of[named], of[text], of[other]), 512)) == set()
    assert failed(verify(document(whole), summary(of[named], of[other], of[text]), 512)) == {"continuous_text"}


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
        pytest.param("Its slogan is “We care for our pumps.”", (), id="a quotation"),
        pytest.param('"Ours" is a brand; we own it.', ("we",), id="beside a quotation"),
        pytest.param("Its “smart pump” is sold by us, “or so” we say.", ("us", "we"), id="between quotations"),
        pytest.param('Pipes of 6" are sold by us, and 8" too.', ("us",), id="inches"),
        pytest.param('A 6" pipe is sold by us as "our best" pipe.', ("us",), id="inches and a quotation"),
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
            "'12' is not in the source",
            id="unsupported figure",
        ),
        pytest.param(
            Claim("Our customers are Caldera and farms.", (Evidence(PLACE, QUOTE, "paraphrase"),)),
            "does not name 'Caldera'",
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


def source(*texts: str) -> Source:
    whole = " ".join(texts)
    return Source([Sentence(Span(at := whole.index(text), at + len(text)), text) for text in texts])


@pytest.mark.parametrize(
    ("text", "label", "named"),
    [
        ("Fernhollow sells pumps.", "supported", ""),
        pytest.param("In 2024, net sales were $184.6 million.", "supported", "", id="opens with no name"),
        ("Caldera Partners, a customer, bought 11.8 percent.", "supported", ""),
        ("Fernhollow had net sales of $184.6 million.", "supported", ""),
        ("Net sales for 2024 were $186 million.", "unsupported", "$186 million"),
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
    judgement = judge(text, source(*FILED))
    assert judgement.label == label
    assert named in judgement.reason
    assert bool(judgement.reason) == (label != "supported")
    assert bool(judgement.evidence) == (label != "not_verifiable")
    assert all(evidence.span.of(" ".join(FILED)) == evidence.quote for evidence in judgement.evidence)


def test_nothing_can_be_verified_in_an_empty_filing() -> None:
    assert judge("Fernhollow sells pumps.", source()).label == "not_verifiable"


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
    # a zero behind a fraction changes nothing
    assert tried or all("." in written for _, written in figures(claim.text))


@pytest.mark.parametrize("claim", SUMMARY.claims, ids=lambda claim: claim.text[:40])
def test_real_evidence_cannot_be_shifted(claim: Claim) -> None:
    moved = [replace(e, span=Span(e.span.start + 1, e.span.end + 1)) for e in claim.evidence]
    assert failed(with_claim(claim, replace(claim, evidence=tuple(moved)))) == {"evidence"}
