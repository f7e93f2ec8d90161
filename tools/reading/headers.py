"""Units that a table declares over its numbers: in thousands, USD million, 単位：百万円."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kuroji.tools.reading.currencies import NAMES, code_of
from kuroji.tools.reading.figure import FigureKind
from kuroji.tools.reading.folding import fold
from kuroji.tools.reading.numerals import scale_name
from kuroji.tools.reading.rates import price_unit


@dataclass(frozen=True, slots=True)
class Declared:
    """What a heading says about the bare numbers under it; what it leaves open is None."""

    kind: FigureKind | None
    unit: str | None
    exponent: int
    scale: str


def declared(heading: str) -> Declared | None:
    """Read the unit that `heading` declares, or nothing.

    >>> declared("(in thousands of U.S. dollars)").unit, declared("金額（億円）").scale
    ('USD', 'oku')
    """
    return _declared_in(fold(heading))


@lru_cache(maxsize=4096)
def _declared_in(heading: str) -> Declared | None:
    text = _CAPITALISED.sub(lambda word: word[0].lower(), heading)
    if len(text) > _LONGEST:
        return None
    price = _PRICE.search(text)
    per = price_unit(text, price.end()) if price else None
    if price and per:
        return Declared("rate", f"{code_of(price['cur'])}/{per}", 0, "one")
    found = [
        _declared(match)
        for match in (p.search(text) for p in (_JAPANESE, _ENGLISH, _SCALE_ONLY, _UNIT_ONLY))
        if match
    ]
    if len(found) > 1 and found[0].kind == "money" and found[0].exponent == 0:
        # a currency in brackets, and its scale behind: USD ($) $ in Millions
        return next((one for one in found[1:] if one.exponent and one.kind), found[0])
    return found[0] if found else None


_LONGEST = 400
_CAPITALISED = re.compile(
    r"\b(?:Yen|Dollars?|Euros?|Pounds?|Won|Yuan|Renminbi|Rupees?|In|(?:Thousand|Million|Billion)s?)\b"
)
_JA_SCALE = {
    "十億": 9,
    "百億": 10,
    "百万": 6,
    "千万": 7,
    "千億": 11,
    "億": 8,
    "兆": 12,
    "万": 4,
    "千": 3,
}
_JA_NAMES = {3: "thousand", 6: "hyakuman", 4: "man", 8: "oku", 12: "cho"}
_EN_SCALE = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "mn": 6,
    "mln": 6,
    "mm": 6,
    "m": 6,
    "bn": 9,
    "b": 9,
    "k": 3,
    "000": 3,
    "tn": 12,
}
_UNITS: dict[str, tuple[FigureKind, str, int]] = {
    "%": ("percent", "percent", 0), "percent": ("percent", "percent", 0),
    "percentages": ("percent", "percent", 0), "percentage": ("percent", "percent", 0),
    "パーセント": ("percent", "percent", 0),
    "ポイント": ("percent", "percentage_point", 0), "pp": ("percent", "percentage_point", 0),
    "bp": ("percent", "percentage_point", -2), "bps": ("percent", "percentage_point", -2),
    "倍": ("multiple", "multiple", 0), "x": ("multiple", "multiple", 0),
    "人": ("count", "people", 0), "名": ("count", "people", 0), "people": ("count", "people", 0),
    "employees": ("count", "people", 0), "headcount": ("count", "people", 0),
    "FTE": ("count", "people", 0),
    "MW": ("count", "MW", 0), "GW": ("count", "MW", 3), "kW": ("count", "MW", -3),
    "kWh": ("count", "kWh", 0), "MWh": ("count", "kWh", 3), "GWh": ("count", "kWh", 6),
    "TWh": ("count", "kWh", 9),
    "トークン": ("count", "tokens", 0), "tokens": ("count", "tokens", 0),
    "GPU時間": ("count", "GPU_hours", 0), "GPU hours": ("count", "GPU_hours", 0),
    "GPU-hours": ("count", "GPU_hours", 0),
    "社": ("count", "count", 0), "件": ("count", "count", 0), "台": ("count", "count", 0),
    "株": ("count", "count", 0),
    "基": ("count", "count", 0), "店": ("count", "count", 0), "個": ("count", "count", 0),
    "units": ("count", "count", 0),
    "shares": ("count", "count", 0), "number": ("count", "count", 0),
    "カ月": ("duration", "months", 0), "ヶ月": ("duration", "months", 0),
    "か月": ("duration", "months", 0),
    "年": ("duration", "years", 0), "日": ("duration", "days", 0), "時間": ("duration", "hours", 0),
    "分": ("duration", "minutes", 0),
    "years": ("duration", "years", 0), "months": ("duration", "months", 0),
    "days": ("duration", "days", 0),
    "hours": ("duration", "hours", 0), "minutes": ("duration", "minutes", 0),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_S = "(?:thousand|million|billion|trillion)s?|mln|mn|bn|mm|MM|tn|'?000s?|[mMbBkK]"
_CUR = rf"(?:{NAMES})"
_PRICE = re.compile(rf"(?<![A-Za-z])(?P<cur>{_CUR})(?= ?/| per |, per )")
_JAPANESE = re.compile(
    rf"(?:単位[:： ]*|[(（\[]|^|, ?|、)(?:単位[:： ]*)?(?P<ja>千億|百億|十億|百万|千万|億|兆|万|"
    rf"千)?(?P<unit>{_CUR}|{_UNIT})(?=$|[)\],、;/])"
)
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?P<cur>{_CUR}) ?(?:in |')?(?P<scale>{_S})(?![A-Za-z])"
    rf"|(?<![A-Za-z])(?:in )?(?P<scale2>(?:thousand|million|billion|trillion)s?|mn|"
    rf"bn|'?000s?) ?(?:of )?(?P<cur2>{_CUR})(?![A-Za-z])"
    rf"|(?<![A-Za-z])(?:all (?:amounts|figures) )?(?:are )?in (?P<cur3>{_CUR})(?! "
    rf"?[0-9])(?:,? (?:in )?(?P<scale3>(?:thousand|million|billion)s?|'?000s?))?"
    rf"|(?P<cur4>{_CUR})s?,? in (?P<scale4>(?:thousand|million|billion|trillion)s?)"
)
_SCALE_ONLY = re.compile(
    r"(?<![A-Za-z])(?:in|\() ?(?P<scale5>(?:thousand|million|billion|"
    r"trillion)s?)(?![A-Za-z])(?! of )(?:,? of (?:[A-Za-z]+))?"
    r"|(?P<unit6>" + _UNIT + r")? ?\((?:in )?(?P<scale6>'?000s?|thousands|millions|billions"
    r"|[mbkMBK]|mn|bn|mm)\)"
)
_UNIT_ONLY = re.compile(
    rf"[(（\[](?P<cur5>{_CUR})[)）\],]|^(?P<cur6>{_CUR})$|(?P<unit2>%)\s*$|[(\[](?:in "
    rf")?(?P<unit3>{_UNIT})[)\]]|, (?P<unit4>{_UNIT})$|^(?P<unit5>{_UNIT})$"
)


def _declared(match: re.Match[str]) -> Declared:
    groups = {name.rstrip("123456"): value for name, value in match.groupdict().items() if value}
    exponent, scale = 0, "one"
    if "ja" in groups:
        exponent = _JA_SCALE[groups["ja"]]
        scale = _JA_NAMES.get(exponent, "one")
    elif "scale" in groups:
        exponent = _exponent(groups["scale"])
        scale = scale_name(exponent)
    unit = groups.get("unit") or groups.get("cur")
    if unit is None:
        return Declared(None, None, exponent, scale)
    if unit in _UNITS:
        kind, name, power = _UNITS[unit]
        return Declared(kind, name, exponent + power, scale)
    return Declared("money", code_of(unit), exponent, scale)


def _exponent(written: str) -> int:
    word = written.lower().lstrip("'")
    return _EN_SCALE.get(word) or _EN_SCALE[word.rstrip("s")]
