"""Figures brought to one unit per family, so that 0.9 GW and 900 MW can be equal."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from kuroji.tools.reading import Figure


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in the unit of its family.

    `family` is a currency, `percent`, `point`, `multiple`, `count`, `MW`, `kWh`, `month`, …;
    `step` is the place of the last digit shown, zero where the figure is exact. `pace` is the
    stretch that a flow is for (`month`, `quarter`, `year`), where the unit says so.
    """

    family: str
    low: Decimal
    high: Decimal | None
    step: Decimal
    approx: str
    pace: str = ""

    @property
    def size(self) -> Decimal:
        return abs(self.low)

    def flipped(self) -> "Amount":
        return replace(self, low=-self.low, high=None if self.high is None else -self.high)


_CONVERSIONS: dict[str, tuple[str, Decimal]] = {
    "percent": ("percent", Decimal(1)),
    "percentage_point": ("point", Decimal(1)),
    "years": ("month", Decimal(12)),
    "months": ("month", Decimal(1)),
    "weeks": ("day", Decimal(7)),
    "days": ("day", Decimal(1)),
    "hours": ("hour", Decimal(1)),
    "minutes": ("hour", 1 / Decimal(60)),
    "seconds": ("hour", 1 / Decimal(3600)),
    "people": ("count", Decimal(1)),
}
_PACES = ("month", "quarter", "year")


def amount_of(figure: Figure) -> Amount:
    """Return `figure` in its family's unit.

    >>> from kuroji.tools.reading import read
    >>> amount_of(read("72 months")[0]).low == amount_of(read("six years")[0]).low
    True
    """
    family, factor, pace = _family(figure.unit)
    return Amount(
        family,
        figure.value * factor,
        None if figure.value_high is None else figure.value_high * factor,
        _step(figure) * factor,
        figure.approx,
        pace,
    )


def _family(unit: str) -> tuple[str, Decimal, str]:
    currency, _, per = unit.partition("/")
    if per == "share":  # a price per share is told by its metric, not by its unit
        return currency, Decimal(1), ""
    if per == "user_month":
        return currency, Decimal(1), "month"
    if per == "MWh":
        return f"{currency}/kWh", Decimal("0.001"), ""
    if per in _PACES:
        return currency, Decimal(1), per
    if per == "1K_tokens":
        return f"{currency}/1M_tokens", Decimal(1000), ""
    family, factor = _CONVERSIONS.get(unit, (unit, Decimal(1)))
    return family, factor, ""


_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_KANJI_SCALE = re.compile(r"\s*(千|百|十)?(万|億|兆)?")
_TENS = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12, None: 0}


def _step(figure: Figure) -> Decimal:
    """The worth of the last digit shown."""
    text = unicodedata.normalize("NFKC", figure.text)
    numerals = list(_NUMERAL.finditer(text))
    if not numerals:
        return _spelt_step(figure)
    last = numerals[-1]
    shown = last[0].replace(",", "")
    places = len(shown.partition(".")[2])
    top = figure.value if figure.value_high is None else figure.value_high
    if Decimal(shown) and (len(numerals) == 1 or figure.value_high is not None):
        factor = abs(top) / Decimal(shown)
    else:
        scale = _KANJI_SCALE.match(text, last.end())
        factor = Decimal(10) ** (_TENS[scale[1]] + _TENS[scale[2]]) if scale else Decimal(1)
    if figure.approx != "exact" and not places:
        factor *= Decimal(10) ** _zeros_shown(shown)
    return factor.scaleb(-places)


def _zeros_shown(digits: str) -> int:
    """The zeros behind what is about so much: two digits at the least are meant."""
    zeros = len(digits) - len(digits.rstrip("0"))
    groups = zeros // 3 * 3 if len(digits) > zeros else 0
    return max(groups, min(zeros, len(digits) - 2))


def _spelt_step(figure: Figure) -> Decimal:
    """Words show no digits: half and a third are read to the percent, doubled to the tenth."""
    if figure.unit == "percent":
        near = figure.approx == "about"  # "about a third" is looser than "a third"
        return max(Decimal(1), figure.value / 10) if near else Decimal(1)
    return Decimal("0.1") if figure.unit == "multiple" else Decimal(0)


# One digit can hide much: 0.62 would pass as 1. Percentages are small more often than that.
_WIDEST = Decimal("0.12")
_WIDEST_SHARE = Decimal("0.3")


def shows(said: Amount, low: Decimal, high: Decimal | None = None) -> bool:
    """Whether `said` is what a writer shows for the true value: equal to the digits shown.

    A floor ("more than", 超) or a ceiling may stand at the next round number.
    """
    if said.high is not None:
        return high is not None and _rounds(said, said.low, low) and _rounds(said, said.high, high)
    if high is not None:
        at_low = said.approx == "over" and _rounds(said, said.low, low)
        return at_low or (said.approx == "under" and _rounds(said, said.low, high))
    halved = said.family == "multiple" and said.low < 1  # more than halved is less than half
    if said.approx == "over" and _beyond(said, low, below=halved):
        return True
    if said.approx == "under" and _beyond(said, low, below=not halved):
        return True
    return _rounds(said, said.low, low) or (said.approx == "nearly" and _just_below(said, low))


def _just_below(said: Amount, true: Decimal) -> bool:
    return 0 <= abs(said.low) - abs(true) <= abs(said.low) * Decimal("0.05")


def _rounds(said: Amount, shown: Decimal, true: Decimal) -> bool:
    distance = abs(shown - true)
    if distance <= abs(true) * Decimal("1e-9"):
        return True
    widest = _WIDEST_SHARE if said.family in ("percent", "point") else _WIDEST
    return distance * 2 <= said.step and distance <= widest * abs(true)


def _beyond(said: Amount, true: Decimal, *, below: bool = False) -> bool:
    """Whether `true` lies past the round number said, by less than its last non-zero place."""
    distance = said.low - true if below else true - said.low
    if said.low < 0:
        distance = -distance
    whole = said.low.normalize()
    exponent = whole.as_tuple().exponent
    place = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return 0 <= distance <= min(max(place, said.step), abs(said.low) * Decimal("0.25"))


def equal(said: Amount, true: Amount) -> bool:
    """Whether the sizes agree to the digits shown, also 310 % for 3.1x and 40 % for 0.4."""
    low, high = abs(true.low), None if true.high is None else abs(true.high)
    plain = Amount(
        said.family,
        abs(said.low),
        None if said.high is None else abs(said.high),
        said.step,
        said.approx,
    )
    if said.family == true.family:
        return shows(plain, low, high)
    if (said.family, true.family) == ("percent", "multiple"):
        return shows(plain, low * 100, None if high is None else high * 100)
    if (said.family, true.family) == ("multiple", "percent"):
        return shows(plain, low / 100, None if high is None else high / 100)
    return False
