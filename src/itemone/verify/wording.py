"""English as far as a checker needs it: which words say the same, which say the contrary, and what they weaken.

The lists are of general business English. They are short on purpose: a word that is in none is its own only synonym.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from itemone.evidence import FUNCTION_WORDS, fold

_SAME = """
buy purchase acquire bought acquisition
sell sale sold market vend
doctor physician
main primary principal chief mostly mainly chiefly primarily principally  predominantly
maker manufacturer producer
make manufacture produce build made built
client customer buyer purchaser patron
worker employee staff personnel workforce
revenue turnover income
rise grow increase climb grew risen rose expand growth up
fall decline decrease drop shrink fell reduce lower slip down reduction cut
firm company enterprise business
get obtain receive secure got win
use utilize employ rely
help assist aid support
start begin commence launch began begun started introduce
end expire terminate cease stop discontinue
yearly annual annually
worldwide global globally
foreign international overseas abroad
shop store outlet
give provide supply offer furnish deliver
let allow permit enable
need require requirement must
pay payment paid
own possess owner owned
rent lease
fee charge
deal agreement contract arrangement
owner holder
home house residential
car automobile vehicle auto
plane aircraft airplane
usual typical normal generally usually typically normally customary ordinarily
often frequently
biggest largest greatest
big large
lend loan lending lent
keep retain hold maintain held kept
show present display
choose select pick chosen
found establish set up founded established form formed
build construct
employ hire
expect anticipate forecast intend plan
rival competitor
compete competition competitive
area region territory
worth value
money fund cash capital
sum amount total
part portion share
goods product merchandise item
debt borrowing indebtedness
borrow borrower
line facility
ship deliver transport delivery
kind type sort category
insurer insurance
renew renewal
child children pediatric
drug medicine pharmaceutical medication
trade operate do
parent holding
stake interest
unit division segment
website web site
internet online
phone telephone
farm agricultural
food grocery
clothes apparel clothing garment
shoe footwear
plant factory facility
site location place
headquarters based headquartered
about approximately roughly around nearly almost some
may might could can
pledge collateral secure secured
"""
_CONTRARY = """
increase|decrease rise|fall own|rent domestic|foreign before|after above|below fixed|variable fixed|floating
short|long exclusive|nonexclusive direct|indirect large|small biggest|smallest high|low higher|lower first|last
regular|irregular secured|unsecured recourse|nonrecourse accept|reject open|close import|export
majority|minority new|old winter|summer public|private wholesale|retail licensor|licensee
lender|borrower permit|prohibit allow|forbid strong|weak strengthen|weaken include|exclude internal|external
profit|loss asset|liability minimum|maximum independent|affiliated monthly|annual monthly|quarterly
weekly|monthly daily|weekly quarterly|annual preventive|acute chronic|acute branded|generic inbound|outbound
acquire|divest voluntary|mandatory optional|mandatory optional|required binding|nonbinding
partial|full temporary|permanent current|former more|less better|worse early|late always|never
manual|automatic urban|rural eastern|western northern|southern north|south
east|west men|women male|female adult|child export|domestic lose|gain outsource|insource outside|inhouse
simple|complex raw|finished senior|junior senior|subordinated common|preferred union|nonunion active|inactive
positive|negative favorable|adverse up|down upstream|downstream offshore|onshore organic|acquired odd|even
long|brief narrow|wide concentrated|diversified scheduled|charter leased|owned
different|same separate|joint sole|joint wholly|partly completed|planned
"""
# Countries, states and parts of the world: the words of their names, and adjectives made otherwise than by an ending.
_OF_PLACES = ("an", "ean", "ian", "ese")
_PLACES = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada Hampshire Jersey Mexico York Carolina Dakota Ohio Oklahoma Oregon Pennsylvania Rhode Tennessee Texas Utah Vermont
Virginia Washington Wisconsin Wyoming Columbia Puerto Rico Guam Canada Ontario Quebec Alberta Saskatchewan Manitoba
Caribbean Bahamas Bermuda Cayman Cuba Jamaica Haiti Dominican Trinidad Guatemala Honduras Salvador Nicaragua Panama
Colombia Venezuela Ecuador Peru Bolivia Paraguay Uruguay Brazil Argentina Chile Europe Asia Africa America Oceania
Antarctica Australia Zealand Fiji Japan China Korea Taiwan Mongolia India Pakistan Bangladesh Nepal Lanka
Singapore Malaysia Thailand Vietnam Cambodia Laos Myanmar Indonesia Philippines Hong Kong Macau Germany France French
Italy Spain Spanish Portugal Netherlands Dutch Belgium Luxembourg Switzerland Swiss Austria Sweden Swedish Norway
Norwegian Denmark Danish Finland Finnish Iceland Poland Polish Ireland Irish Kingdom Britain British England English
Scotland Scottish Wales Welsh Greece Greek Hungary Romania Bulgaria Serbia Croatia Slovenia Slovakia Czech Ukraine
Russia Belarus Estonia Latvia Lithuania Turkey Turkish Cyprus Malta Israel Lebanon Syria Iraq Iran Saudi Arabia Kuwait
Bahrain Qatar Emirates Oman Yemen Afghanistan Kazakhstan Uzbekistan Egypt Libya Tunisia Algeria Morocco Sudan Ethiopia
Kenya Uganda Tanzania Rwanda Congo Angola Zambia Zimbabwe Mozambique Namibia Botswana Nigeria Ghana Senegal Cameroon
Latin Pacific Atlantic Gulf Coast Midwest Midwestern Northeast Northwest Southeast Southwest north south east west
northern southern eastern western United States
"""
_TERM = re.compile(
    r"united states(?: of america)?|u\.s\.a?\.?|[a-z][a-z0-9]+(?:['&.-][a-z0-9]+)*|[a-z](?:&[a-z])+|"
    r"(?<!\d)\d+[a-z]\w*|(?<=[a-z] )[a-z](?![\w'&.-])"
)
_COUNTRY = re.compile(r"united states(?: of america)?|u\.s\.?(?:a\.?)?|usa?|american?")
_STOP = FUNCTION_WORDS | frozenset(
    "also may can will would could group registrant corporation corp inc co ltd llc including include includes fiscal "
    "year years approximately around roughly nearly almost million billion thousand percent who whom whose together "
    "alongside whereas besides beyond within among per via them itself themselves them being do does did done own "
    "therefore yet still thus hence however plus each every any another be up out off such well "
    "one two three four five six seven eight nine ten eleven twelve half third quarter dozen made make come came go "
    "take took taken put bring brought company business".split()
)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415 -- only a claim in other words needs it

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


@lru_cache(maxsize=65_536)
def canonical(word: str) -> str:
    """Return what stands for a word, in lower case, and all that say the same: its stem or that of its group."""
    stem = _stemmer()(word)
    return _groups().get(stem, stem)


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for line in _SAME.strip().splitlines():
        stems = [_stemmer()(word) for word in line.split()]
        for stem in stems:
            groups.setdefault(stem, stems[0])
    return groups


@lru_cache(maxsize=1)
def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _CONTRARY.split():
        one, two = (canonical(word) for word in pair.split("|"))
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    places = content(_PLACES)
    adjectives = {canonical(place.rstrip("aeiouy") + ending) for place in places for ending in _OF_PLACES}
    return frozenset(places | adjectives | {"german", "isra"})


@lru_cache(maxsize=1)
def months() -> frozenset[str]:
    """Return the terms of the months' names."""
    return content("January February March April May June July August September October November December")


def is_place(term: str) -> bool:
    """Tell whether a term is of the name of a country, a state or a part of the world, or an adjective made of it."""
    return term in _places()


def same_name(one: str, other: str) -> bool:
    """Tell whether two writings are of one name: "Brazil" and "Brazilian", "Norvik" and "Norvik's"."""
    shorter, longer = sorted((one, other), key=len)
    adjectives = (shorter.rstrip("aeiouy") + ending for ending in _OF_PLACES)
    return longer in (shorter, f"{shorter}'", f"{shorter}'s", f"{shorter}’s", *adjectives)


def contraries(term: str) -> frozenset[str]:
    """Return the terms that say the contrary of a term."""
    return _contraries().get(term, frozenset())


class Term(NamedTuple):
    """A word that carries content: what stands for it, where it is, and whether it has a capital and comes first."""

    canonical: str
    start: int
    capital: bool
    first: bool

    @property
    def name(self) -> bool:
        """Whether it has a capital that is its own."""
        return self.capital and not self.first


@lru_cache(maxsize=16_384)
def terms(text: str) -> tuple[Term, ...]:
    """Return the content words of a text in order, numbers aside."""
    folded = fold(text)
    lower = folded.lower()
    if len(lower) != len(folded):  # a letter that is two in lower case would shift all places behind it
        lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in folded)
    found = []
    for match in _TERM.finditer(lower):
        at, word = match.start(), match.group()
        if _COUNTRY.fullmatch(word) and (len(word) > 3 or folded[at + 1].isupper() or "." in word):
            found.append(Term("united states", at, folded[at].isupper(), at == 0))
            continue
        for part in word.split("-"):
            word = part.removesuffix("'s").removesuffix(".com")
            # "Part A": a letter alone is a name when it has a capital.
            alone = len(word) == 1 and at > 0 and folded[at].isupper() and word != "i"
            if alone or (len(word) > 1 and word not in _STOP):
                found.append(Term(canonical(word), at, folded[at].isupper(), at == 0))
            at += len(part) + 1
    return tuple(found)


def content(text: str) -> frozenset[str]:
    """Return what stands for the content words of a text, in no order."""
    return frozenset(term.canonical for term in terms(text))
