"""Two numerals that are the ends of one range: $1.2–1.5bn, between 3 and 5 years, 10〜12%."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kuroji.tools.reading.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Extent:
    """A sighting, or two of them that mark the ends of a range."""

    low: Sighting
    high: Sighting | None

    @property
    def start(self) -> int:
        return self.low.start

    @property
    def end(self) -> int:
        return (self.high or self.low).end


def extents(text: str, sightings: list[Sighting]) -> list[Extent]:
    """Join neighbours that are one range; what only looks like one stays apart."""
    found: list[Extent] = []
    index = 0
    while index < len(sightings):
        one = sightings[index]
        pair = _range(text, one, sightings[index + 1]) if index + 1 < len(sightings) else None
        found.append(pair or Extent(one, None))
        index += 2 if pair else 1
    for place in reversed(range(len(found) - 1)):  # from the right: 3, 5 and 7 years
        found[place] = _measured(text, found[place], found[place + 1])
    return found


_DASH = re.compile(r"(?: ?[~–—―] ?|-| - )(?:約)?")
_TO = re.compile(r"(?: ?\([^)]{0,12}\))?(?: to | through | or |ないし|もしくは|または|から)")
_AND = re.compile(r" and ")
_CHANGE = re.compile(
    r"(?<![A-Za-z])(?:by|up|down|rose|fell|grew|dropped|declined|increased|decreased|climbed"
    r"|slid|gained|jumped|added|lost|slipped|surged|shrank|improved|widened|"
    r"narrowed|advanced|cut|raised"
    r"|expanded|contracted|slumped|plunged|soared|edged|higher|lower) (?:about |"
    r"around |roughly |nearly |some |almost |just )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?<![A-Za-z])from (?:about |around |roughly |nearly |some |almost |just )?$", re.IGNORECASE
)
_RANGING = re.compile(
    r"(?<![A-Za-z])(?:rang(?:e[sd]?|ing)|anywhere|span(?:s|ned|ning)?|var(?:y|ies|"
    r"ied|ying))(?: [a-z]+)? from $",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<![A-Za-z])between (?:about |around |roughly )?$", re.IGNORECASE)
# 38%から34%へ is a change; 3年から5年 with no verb of change behind it is a range
_TO_CHANGE = re.compile(
    "(?:程度|前後|台|超)?(?:へ|に(?!(?:のぼ|上る|上り|及[びぶ]))|まで(?!の(?:範囲|間))|と(?!み|見|さ|する|し|予|想|幅))"
    "|[^、。の]{0,6}(?:増(?!額)|減|上昇|低下|引き|拡大|縮|延[びば]|伸|改善|悪化|膨|値上|値下|変更)"
)


def _range(text: str, low: Sighting, high: Sighting) -> Extent | None:
    gap = text[low.end : high.start]
    if not gap or len(gap) > 20 or not _allowed(text, low, high, gap):
        return None
    return _joined(low, high)


def _allowed(text: str, low: Sighting, high: Sighting, gap: str) -> bool:
    if _DASH.fullmatch(gap):
        return True
    before = max(0, low.start - 40)
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(text, before, low.start))
    if not _TO.fullmatch(gap):
        return False
    if gap == "から":
        return low.value < high.value and not _TO_CHANGE.match(text, high.end)
    if gap.strip() == "or":
        return low.bare and low.numeral.value + 1 == high.numeral.value
    if _RANGING.search(text, before, low.start):
        return True
    if _FROM.search(text, before, low.start):
        return False
    least = low.value * (high.measure.factor if low.bare and high.measure else 1)
    return not _CHANGE.search(text, before, low.start) or least < high.value <= 2 * least


def _joined(low: Sighting, high: Sighting) -> Extent | None:
    """Let a bare lower end take the scale and unit of the upper; refuse what does not agree."""
    if low.bare or (low.currency and high.bare):
        low_unit, high_unit = (low.currency, high.measure), (low.currency, high.measure)
        if low.bare:
            low_unit = high_unit = (high.currency, high.measure)
    elif high.bare and low.measure:
        return None
    else:
        low_unit, high_unit = (low.currency, low.measure), (high.currency, high.measure)
    if low_unit != high_unit:
        return None
    factor = high.measure.factor if low.bare and high.measure else Decimal(1)
    top = high.value
    for exponent in (high.numeral.exponent if low.numeral.exponent == 0 else 0, 0):
        bottom = low.value.scaleb(exponent) * factor
        if bottom < top:
            ends = replace(low, value=bottom, currency=low_unit[0], measure=low_unit[1])
            return Extent(ends, replace(high, currency=high_unit[0], measure=high_unit[1]))
    return None


_SHARING = re.compile(
    r" to | (?P<and>and|or|versus|vs\.?|against) |, (?P<and2>and|or) |(?P<comma>, |、)"
)


def _measured(text: str, extent: Extent, after: Extent) -> Extent:
    """Give ends that share one unit and are no range that unit: from four to six years, 3 and 5."""
    low, measure = extent.low, after.low.measure
    if extent.high or not low.bare or measure is None or measure.unit in ("count", "people"):
        return extent
    gap = _SHARING.fullmatch(text, low.end, after.start)
    listed = after.end == after.low.numeral.end  # it took its unit from the next one itself
    if not gap or (gap["comma"] and not listed):
        return extent
    if (gap["and"] or gap["and2"]) and text[after.end - 1] == "%":
        return extent
    return Extent(replace(low, value=low.value * measure.factor, measure=measure), None)
