"""An Item 1 that nobody filed, and what the checker has against sentences that speak of it."""

from __future__ import annotations

from itemone.data import Sentence, Span
from itemone.verify import Source
from itemone.verify.paraphrase import faults

ITEM1 = (
    "Fernhollow Pump Company makes and sells irrigation pumps for farms and orchards.",
    "Fernhollow was founded in Iowa in 1961 and has its headquarters in Omaha, Nebraska.",
    "The Caldera line consists of electric pumps that run for ten years without maintenance.",
    "The Norvik line consists of diesel pumps for remote fields.",
    "Norvik pumps must be serviced by a trained mechanic every spring.",
    "The Wellspring line consists of solar pumps, which are sold mainly in Brazil and Chile.",
    "In Canada, Wellspring pumps are distributed by Harrowgate Supply.",
    "Caldera pumps are sold in the United States through independent dealers.",
    "Most of the dealers also carry tractors and seed.",
    "Dealers may return unsold pumps within ninety days.",
    "The Pump segment sells to dealers, while the Service segment repairs wells for towns.",
    "Castings are bought from Quillmoor Foundry and motors are bought from Larkfield Electric.",
    "The company does not depend on any single supplier for steel.",
    "The company has no plants outside Nebraska.",
    "Filters are made by Thornbury in Ohio, and gaskets are made by Bexley in Utah.",
    "Fernhollow is one of the largest makers of irrigation pumps in the Midwest.",
    "It competes on price, durability and delivery time.",
    "The company intends to open a training centre in Kansas.",
    "Its patents may be challenged by competitors.",
    "Some customers pay in monthly instalments over a season.",
    "The credit line with Lakehead Commerce Bank carries a variable interest rate and is secured by inventory.",
    "The Environmental Water Board regulates how much groundwater farms may draw.",
    "Royalties are collected from licensees and paid to inventors.",
    "Employees are not represented by a union.",
    "Demand is higher in spring than in autumn.",
    "Our programs consist of Seedling (our training for new farmers) and Harvest (our insurance against drought).",
    "Raw materials include copper, steel and rubber.",
    "The company leases a warehouse in Topeka under a short-term lease.",
    "Orders are generally shipped within a week and may be cancelled before shipment.",
    "We believe that relations with our employees are good.",
)


def source(*texts: str) -> Source:
    """Return these texts as the statements of one document, one space between them."""
    made: list[Sentence] = []
    at = 0
    for text in texts:
        made.append(Sentence(Span(at, at + len(text)), text))
        at += len(text) + 1
    return Source(made)


SOURCE = source(*ITEM1)


def checks(text: str, known: Source = SOURCE) -> set[str]:
    """Return the names of the checks that speak against a sentence."""
    return {fault.check for fault in faults(text, known)}


# What nobody should send and somebody will.
HOSTILE = {
    "denials": "not " * 50_000,
    "one word": "pump " * 40_000,
    "names": " ".join(f"Norvik{number} in" for number in range(14_000)),
    "small letters": "a" * 200_000,
    "capitals": "A" * 200_000,
    "digits": "1" * 200_000,
    "brackets": "(" * 200_000,
    "a list of names": "Norvik, " * 25_000,
    "clauses": "we sell pumps; " * 6_000,
    "participles": "has been " * 22_000,
    "an adverb": "has " + "ly" * 100_000,
    "letters that grow": "\u0130 Norvik " * 22_000,
    "control characters": "\x00\x1c\x85 pumps " * 20_000,
    "from and to": "from Iowa to Utah " * 11_000,
    "conjunctions": "while farms " * 16_000,
}


def few(text: str, count: int = 12) -> Source:
    """Return the first statement and those most like a text, so few that every word weighs the same."""
    best = sorted(SOURCE.clause(text).found.items(), key=lambda one: (-one[1], one[0]))[:count]
    return source(*(ITEM1[index] for index in sorted({0, *(index for index, _ in best)})))
