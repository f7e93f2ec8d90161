"""Quantity to text in English and Japanese: the only place that rounds."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType
from typing import Final

SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {"USD": "$", "JPY": "¥", "EUR": "€", "GBP": "£", "CNY": "CN¥", "KRW": "₩", "INR": "₹"}
)
_JA_CURRENCY: Final[Mapping[str, str]] = MappingProxyType(
    {"USD": "ドル", "JPY": "円", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "元", "KRW": "ウォン"}
)
_EN_SCALES: Final = ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"))
_JA_SCALES: Final = ((12, "兆"), (8, "億"), (4, "万"))
_MINUS: Final = "−"


def money(value: Decimal, currency: str, language: str, digits: int = 3) -> str:
    """Write money with `digits` significant digits and the scale of the language.

    >>> money(Decimal("1915426000"), "USD", "en"), money(Decimal("1915426000"), "USD", "ja")
    ('$1.92bn', '19.2億ドル')
    >>> money(Decimal("-107142000"), "USD", "en"), money(Decimal("-5952910000"), "USD", "ja")
    ('−$107m', 'マイナス59.5億ドル')
    """
    size = significant(abs(value), digits)
    if language == "ja":
        scaled = _scaled_ja(size, digits)
        return f"{'マイナス' if value < 0 else ''}{scaled}{_JA_CURRENCY.get(currency, currency)}"
    sign = _MINUS if value < 0 else ""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{sign}{symbol}{_scaled_en(size, digits)}"


def price(value: Decimal, currency: str, language: str) -> str:
    """Write a price per unit with cents, or as stated where it has more digits.

    >>> price(Decimal("2.35"), "USD", "en"), price(Decimal("40"), "USD", "ja")
    ('$2.35', '40.00ドル')
    """
    places = max(2, -int(value.as_tuple().exponent))
    number = grouped(value, places if currency != "JPY" else places - 2)
    if language == "ja":
        return f"{number}{_JA_CURRENCY.get(currency, currency)}"
    return f"{SYMBOLS.get(currency, currency + ' ')}{number}"


def percent(fraction: Decimal, language: str, places: int = 1) -> str:
    """Write a fraction as percent.

    >>> percent(Decimal("0.742"), "en"), percent(Decimal("-0.056"), "ja")
    ('74.2 %', 'マイナス5.6%')
    """
    number = grouped(abs(fraction) * 100, places)
    if language == "ja":
        return f"{'マイナス' if fraction < 0 else ''}{number}%"
    return f"{_MINUS if fraction < 0 else ''}{number} %"


def times(ratio: Decimal, language: str, places: int = 1) -> str:
    """Write a multiple: "3.2 times", 「3.2倍」."""
    return _with_unit(ratio, places, language, " times", "倍")


def years(number: Decimal, language: str, places: int = 2) -> str:
    """Write years, whole ones without a decimal point.

    >>> years(Decimal("4.36094"), "en"), years(Decimal(6), "ja"), years(Decimal(1), "en")
    ('4.36 years', '6年', '1 year')
    """
    unit = " year" if number == 1 else " years"
    return _with_unit(number, 0 if number == number.to_integral() else places, language, unit, "年")


def months(number: Decimal, language: str, places: int = 1) -> str:
    """Write months: "2.7 months", 「2.7カ月」."""
    return _with_unit(number, places, language, " months", "カ月")


def significant(value: Decimal, digits: int) -> Decimal:
    """Round to `digits` significant digits, half to even.

    >>> significant(Decimal("1915426000"), 3)
    Decimal('1.92E+9')
    """
    if value == 0:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return value.quantize(step, rounding=ROUND_HALF_EVEN)


def grouped(value: Decimal, places: int) -> str:
    """Write a number with thousands separators, a minus sign U+2212 and `places` decimals."""
    text = f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN):,f}"
    return text.replace("-", "" if set(text) <= set("-0.,") else _MINUS)


def _scaled_en(size: Decimal, digits: int) -> str:
    for power, letter in _EN_SCALES:
        if size >= Decimal(1).scaleb(power) and (power > 3 or size >= 100_000):
            return _digits(size.scaleb(-power), digits) + letter
    return grouped(size, 0 if size == size.to_integral() else 2)


def _scaled_ja(size: Decimal, digits: int) -> str:
    for power, name in _JA_SCALES:
        if size >= Decimal(1).scaleb(power):
            return _digits(size.scaleb(-power), digits) + name
    return grouped(size, 0 if size == size.to_integral() else 2)


def _digits(scaled: Decimal, digits: int) -> str:
    return grouped(scaled, max(0, digits - 1 - scaled.adjusted()))


def _with_unit(number: Decimal, places: int, language: str, en: str, ja: str) -> str:
    shown = grouped(abs(number), places)
    if language == "ja":
        return f"{'マイナス' if number < 0 else ''}{shown}{ja}"
    return f"{_MINUS if number < 0 else ''}{shown}{en}"


Writer = Callable[[Decimal, str], str]

# Views whose text depends on number and language alone; money and prices also need a currency.
PLAIN_VIEWS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "pct": percent,
        "pct0": lambda v, lang: percent(v, lang, 0),
        "x": times,
        "x2": lambda v, lang: times(v, lang, 2),
        "yr": years,
        "yr0": lambda v, lang: years(v, lang, 0),
        "yr1": lambda v, lang: years(v, lang, 1),
        "mo": months,
        "n0": lambda v, _: grouped(v, 0),
        "n1": lambda v, _: grouped(v, 1),
        "n2": lambda v, _: grouped(v, 2),
        "plain": lambda v, _: f"{v:f}",
        "count": lambda v, _: grouped(v, 0),
    }
)
