"""What a quantity comes to at its price, and a whole that follows from a stated part of it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.identities import pace_of
from kuroji.knowledge.tieout.names import meet, names_of
from kuroji.knowledge.tieout.restoring import Worked, labels
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.timing import disagree
from kuroji.knowledge.tieout.wording import stem

_MEASURES = {"kWh": ("kWh", Decimal(1)), "1M_tokens": ("tokens", Decimal(1000000))}


def price_times_quantity(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what a quantity is worth at its price: 1,840 GWh at 71 per MWh, 5 shares at 12.40."""
    for price in scene.claims:
        if price.change or price.amount.high is not None:
            continue
        currency, _, per = price.amount.family.partition("/")
        if currency == family and per in _MEASURES:
            yield from _measured(said, scene, price, per)
        elif price.amount.family == family and family.isupper() and not _other_pace(said, price):
            yield from _counted(scene, price)


def _measured(said: Claim, scene: Scene, price: Claim, per: str) -> Iterator[Worked]:
    unit, factor = _MEASURES[per]
    for quantity in scene.claims:
        if quantity.amount.family != unit or quantity.prior:
            continue
        beside = quantity.place == price.place or (
            quantity.place[0] == price.place[0] and bool(quantity.words & price.words)
        )
        if beside and labels(said) & labels(quantity):
            yield price.amount.low * quantity.amount.low / factor, (quantity, price)


def _counted(scene: Scene, price: Claim) -> Iterator[Worked]:
    units = _units(price)
    if not units:
        return
    beside = any(
        c.place == price.place and c.amount.family == "count" and units & _nouns(c)
        for c in scene.claims
    )
    for quantity in scene.claims:
        if beside and quantity.place != price.place:
            continue
        if quantity.amount.family != "count" or quantity.change or quantity.prior != price.prior:
            continue
        if quantity.place[0] != price.place[0] or _at_other_times(quantity, price):
            continue
        if quantity is not price and units & _nouns(quantity):
            yield price.amount.low * quantity.amount.low, (quantity, price)


def _at_other_times(left: Claim, right: Claim) -> bool:
    return bool(left.time and right.time and disagree(left.time, right.time))


def _other_pace(said: Claim, price: Claim) -> bool:
    """A rent a month times the area is no rent a year."""
    one, other = pace_of(said), pace_of(price)
    return bool(one and other and one != other)


_PER = re.compile(r"\s*(?:an?|per|each|for each|for every|every|/)\s+(?:new |square )?([a-z]+)")
_JA_PER = re.compile(
    r"(?:1|一|１)?([一-鿿ァ-ヺー]{1,6}?)(?:1|一|１)?[人社件台店]?(?:当たり|あたり|単価)"
)
_PLURALS = {"feet": "foot", "people": "person", "men": "man"}
_NOT_UNITS = frozenset({"year", "month", "quarter", "week", "day", "hour"})


def _units(price: Claim) -> frozenset[str]:
    """What the price is for one of: a share, a ride, 1件当たり."""
    at = price.whole.find(price.text)
    tail = price.whole[at : at + len(price.text) + 40] if at >= 0 else price.text
    found = {m[1] for m in _PER.finditer(tail)} - _NOT_UNITS
    found |= {m[1] for m in _PER_HEAD.finditer(price.whole[: max(at, 0)])}
    units = {stem(word) for word in found}
    head = price.whole[max(0, at - 24) : at + len(price.text)]
    units |= {m[1] for m in _JA_PER.finditer(head)} | set(_JA_COUNTER.findall(head))
    return frozenset(units)


_PER_HEAD = re.compile(r"\b[Pp]er-([a-z]+)\b")
_JA_COUNTER = re.compile(r"(?:1|一|１)([人社件台店隻本])(?:当たり|あたり|につき)")
_NOUN = re.compile(r"\s*(?:new |square |paying |active )?([a-z]+)")


def _nouns(quantity: Claim) -> frozenset[str]:
    """What the quantity counts: the word behind it, or its Japanese counter."""
    at = quantity.whole.find(quantity.text)
    behind = _NOUN.match(quantity.whole, at + len(quantity.text)) if at >= 0 else None
    nouns = {stem(_PLURALS.get(behind[1], behind[1]))} if behind else set[str]()
    inside = re.findall(r"[a-z]+$", quantity.text)
    nouns |= {stem(_PLURALS.get(word, word)) for word in inside}
    return frozenset(nouns | {quantity.text[-1:]} | {w for w in quantity.words if not w.isascii()})


def each_of(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what falls on one of many where the sentence prices one: 13.3 million a train."""
    units = _units(said) if family.isupper() else frozenset[str]()
    for many in scene.claims:
        if not units or many.amount.family != "count" or not many.amount.low or many.change:
            continue
        for whole in scene.claims:
            fits = whole.amount.family == family and not whole.change and whole.amount.high is None
            if fits and whole.place == many.place and units & _nouns(many):
                yield whole.amount.low / many.amount.low, (whole, many)


def over_term(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what so much a year comes to over its term: 12,000 tonnes a year for ten years."""
    if "total" not in said.traits:
        return
    for flow in scene.claims:
        if flow.amount.family != family or pace_of(flow) != "year" or flow.change:
            continue
        for term in scene.claims:
            if term.amount.family == "month" and term.place == flow.place and not term.change:
                yield flow.amount.low * term.amount.low / 12, (flow, term)


ENTIRE = re.compile(r"\b(?:whole|entire|100%)\b|全体の?(?:価値|評価)|逆算", re.IGNORECASE)
_WHOLE = re.compile(
    r"\bimpl(?:y|ies|ied|ying)\b|\b(?:whole|entire|overall|100%)\b|全体|逆算|換算すると",
    re.IGNORECASE,
)


def grossed_up(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what the whole is worth where so much was paid for a share of it."""
    if not _WHOLE.search(said.whole):
        return
    for share in scene.claims:
        if share.amount.family != "percent" or share.change or not share.amount.low:
            continue
        for part in scene.claims:
            if part.amount.family == family and part.place == share.place and not part.change:
                yield part.amount.low * 100 / share.amount.low, (part, share)


_STAKE = re.compile(
    r"\b(?:stake|holding|shareholding|interest in)\b|持ち分|持分|保有株|出資分", re.IGNORECASE
)
_OF_A_COMPANY = frozenset({"market_capitalization", "valuation", "equity"})


def is_stake(said: Claim, share: Claim, whole: Claim) -> bool:
    """Whether a share of a company is asked for at what the company is worth."""
    if whole.metric not in _OF_A_COMPANY or not _STAKE.search(said.whole):
        return False
    tail = share.whole[share.whole.find(share.text) + len(share.text) :]
    behind = tuple(n for n in names_of(tail) if n.start <= len(" of the "))
    held = behind or share.names[:1]
    spoken = not said.names or meet(said.names, held)
    return spoken and bool(held and whole.names and meet(held, whole.names))
