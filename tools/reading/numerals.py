"""Numerals: digits, kanji, spelt-out words, each with its scale word and its worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Form = Literal["digits", "kanji", "words"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `value` has its scale applied; `exponent` is that scale's."""

    start: int
    end: int
    value: Decimal
    exponent: int
    scale: str
    form: Form
    whole: bool


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a folded text; words of scale behind digits are taken in.

    >>> [(int(n.value), n.scale) for n in numerals("1兆2,300億, 3.5 million, 四十")]
    [(1230000000000, 'cho'), (3500000, 'million'), (40, 'one')]
    """
    position = 0
    while match := _NUMERAL.search(text, position):
        found = _of_match(text, match)
        position = found.end if found else match.end()
        if found:
            yield found


_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_POINT = r"(?<![0-9A-Za-z.])\.[0-9]+"
_KANJI = "〇一二三四五六七八九十百千"
_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_BIG = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
_WORD = "|".join((*_UNITS, *_TENS, "hundred", "dozen", *_BIG))
_STEMS = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_NUMERAL = re.compile(
    rf"(?P<digits>{_DIGITS}|{_POINT})(?P<ja>(?:(?:[十百千万億兆]|京(?![都阪浜急成王葉セ]))(?:{_DIGITS})?)*)"
    rf"|(?P<kanji>[{_KANJI}][{_KANJI}万億兆]*)"
    rf"|(?<![A-Za-z0-9'-])(?P<words>(?i:(?:(?:{_STEMS})|(?:half )?an? (?=hundred|"
    rf"thousand|million|billion"
    rf"|trillion|quadrillion|dozen)(?:{_WORD}))(?:(?:[- ]| and )(?:{_WORD}))*))(?![A-Za-z])"
)
_WORD_SCALE = re.compile(
    r"[ -]?(?P<word>thousand|million|billion|trillion|quadrillion|crore|lakh|mln|mn|bn|tn|trn)s?"
    r"(?![A-Za-z0-9])"
    r"| ?(?P<short>mm|[kmbt])(?![A-Za-z0-9'])(?!-(?![A-Z]{0,3}[$€£¥]?[0-9]))",
    re.IGNORECASE,
)
_EXPONENTS = {
    "thousand": 3,
    "k": 3,
    "lakh": 5,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "m": 6,
    "mm": 6,
    "crore": 7,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "trn": 12,
    "t": 12,
    "quadrillion": 15,
}
_NAMES = {0: "one", 3: "thousand", 5: "one", 6: "million", 7: "one", 9: "billion", 12: "trillion"}
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12, "京": 16}
_LONGEST = 32


def scale_name(exponent: int) -> str:
    """The name of a power of ten in the words of the domain.

    >>> scale_name(6), scale_name(8)
    ('million', 'oku')
    """
    return {4: "man", 8: "oku"}.get(exponent) or _NAMES.get(exponent, "one")


def _of_match(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if end - start > 4 * _LONGEST:
        return None
    if match["words"]:
        return _of_words(start, match["words"])
    if match["kanji"]:
        return _of_kanji(start, match["kanji"])
    if len(match["digits"]) > _LONGEST:
        return None
    if match["ja"]:
        return _of_mixed(start, match[0])
    return _of_digits(text, start, match["digits"])


def _of_digits(text: str, start: int, digits: str) -> Numeral:
    value = Decimal(digits.replace(",", ""))
    end, exponent = start + len(digits), 0
    after = _WORD_SCALE.match(text, end)
    if after and not (after["short"] and _no_scale(text, start, after)):
        exponent = _EXPONENTS[(after["word"] or after["short"]).lower()]
        end = after.end()
    whole = "." not in digits
    return Numeral(
        start, end, value.scaleb(exponent), exponent, scale_name(exponent), "digits", whole
    )


_NAME_BEHIND = re.compile(r"[- ](?:models?|variants?|versions?|checkpoints?|LLMs?|video|screen)\b")
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₹₩]|(?<![A-Z])[A-Z]{3}) ?[(-]?$")


def _no_scale(text: str, start: int, after: re.Match[str]) -> bool:
    """Say whether a letter behind digits is no scale: a 70B model, 500t, 5 m."""
    if _CURRENCY_BEFORE.search(text, max(0, start - 6), start):
        return False
    metric = after["short"] == "t" or after[0][0] == " "
    return metric or bool(_NAME_BEHIND.match(text, after.end()))


def _of_mixed(start: int, written: str) -> Numeral:
    """Digits with kanji of scale between or behind them: 1兆2,300億, 8百万, 1万2千."""
    value = _worth(re.findall(rf"{_DIGITS}|[十百千万億兆京]", written))
    exponent, name = _kanji_scale(written)
    return Numeral(start, start + len(written), value, exponent, name, "digits", True)


def _of_kanji(start: int, written: str) -> Numeral | None:
    if len(written) > 1 and not set(written) & set(_POWERS):
        if written == written[0] * len(written) or len(written) > 12:
            return None
        value = Decimal("".join(str(_KANJI.index(sign)) for sign in written))
    else:
        value = _worth([_kanji_digit(sign) for sign in written])
    exponent, name = _kanji_scale(written)
    return Numeral(start, start + len(written), value, exponent, name, "kanji", True)


def _kanji_digit(sign: str) -> str:
    return sign if sign in _POWERS else str(_KANJI.index(sign))


def _worth(parts: list[str]) -> Decimal:
    """The value of digits and powers read from left to right.

    十, 百 and 千 multiply what stands before them inside a group of four places; 万, 億 and 兆
    close the group. So 8百万 is eight hundred 万, and 7,080百万 is 7.08 thousand million.
    """
    total = group = Decimal(0)
    number: Decimal | None = None
    for part in parts:
        power = _POWERS.get(part)
        if power is None:
            number = Decimal(part.replace(",", ""))
        elif power < 4:
            group += (Decimal(1) if number is None else number).scaleb(power)
            number = None
        else:
            group += number or 0
            total += (group or Decimal(1)).scaleb(power)
            group, number = Decimal(0), None
    return total + group + (number or 0)


def _kanji_scale(written: str) -> tuple[int, str]:
    """The scale by which a range's lower end may be left bare, and its name."""
    tail = re.search("[十百千万億兆京]+$", written)
    exponent = sum(_POWERS[sign] for sign in tail[0]) if tail else 0
    for sign, name in (("兆", "cho"), ("億", "oku"), ("百万", "hyakuman"), ("万", "man")):
        if sign in written:
            return exponent, name
    return exponent, "thousand" if "千" in written else "one"


def _of_words(start: int, written: str) -> Numeral:
    """Spelt-out English; a word that does not continue the number ends it."""
    total = group = Decimal(0)
    end = exponent = 0
    room = 1000  # what may follow is smaller than this
    for token in re.finditer("[A-Za-z]+", written):
        word = token[0].lower()
        if word == "and":
            if room != 100 and not (room == 1000 and end):
                break
            continue
        if word in ("a", "an", "half"):
            group, room = group or Decimal("0.5" if word == "half" else 1), 1
        elif word in _UNITS or word in _TENS:
            number = _UNITS.get(word, 0) or _TENS.get(word, 0)
            if room <= (10 if number >= 10 else 1):
                break
            group, room = group + number, 10 if word in _TENS else 1
        elif word in _BIG:
            exponent = _BIG[word]
            total, group, room = (
                total + (group or Decimal(1)) * Decimal(10) ** exponent,
                Decimal(0),
                1000,
            )
        else:
            group, room = (group or Decimal(1)) * (100 if word == "hundred" else 12), 100
        end = token.end()
    value = total + group
    return Numeral(start, start + end, value, exponent, scale_name(exponent), "words", True)
