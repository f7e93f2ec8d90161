"""One numeral with what stands right before and behind it: currency, sign, unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kuroji.tools.reading.compounds import compound_after
from kuroji.tools.reading.currencies import currency_after, currency_before
from kuroji.tools.reading.measures import Measure, measure_after
from kuroji.tools.reading.numerals import Numeral

_SIGNS = "(-△+–"
_SIGN_WORDS = re.compile(r"(?:(?<![A-Za-z])(?<!or )minus |マイナス ?)$", re.IGNORECASE)
_NEGATIVE_PLACE = re.compile(
    r"(?:(?<![A-Za-z])(?:was|is|were|of|to|at|from|be|reached|and|by)|[:：=は]) $", re.IGNORECASE
)
_OUTER_SCALE = re.compile(
    r" (?P<word>thousand|million|billion|trillion|mn|bn)\b"
    r"|(?P<letter>[mM]n?|[bB]n?|[kK]|tn)(?![A-Za-z0-9])"
)
_OUTER = {
    "k": 3,
    "m": 6,
    "b": 9,
    "tn": 12,
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
}
_SCALED = re.compile(r"(?<![A-Za-z])[0-9](?:[kmbKMB]|bn|mn|tn)$")  # $5m-10m is a range
_AND_A_HALF = re.compile(r" and a half(?= )")
_METRIC = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2,6}$")
_OF_A_METRIC = re.compile(r"[%倍円]|(?<=[万億兆])")
_ASCII_LETTER = re.compile("[A-Za-z_]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A signed number in single units of `measure`, or of `currency`, or of nothing named."""

    start: int
    end: int
    value: Decimal
    numeral: Numeral
    measure: Measure | None
    currency: str | None

    @property
    def bare(self) -> bool:
        """Whether nothing beside it says what it counts."""
        return self.measure is None and self.currency is None


@dataclass(frozen=True, slots=True)
class _Front:
    start: int
    sign: str
    currency: str | None


def sighting(text: str, numeral: Numeral, in_table: bool) -> Sighting | None:
    """Read what surrounds `numeral` in a folded text; nothing where it is part of a name."""
    front = _front(text, numeral)
    if front is None:
        return None
    end, value, measure, currency = _behind(text, numeral, front.currency)
    if measure is None and currency is None and _part_of_a_name(text, end):
        return None
    start, sign = front.start, front.sign
    if sign == "(":
        closes = text[end : end + 1] == ")"
        if closes and (
            in_table
            or text[start] != "("
            or _NEGATIVE_PLACE.search(text, max(0, start - 10), start)
            or _OUTER_SCALE.match(text, end + 1)
        ):
            end, value = end + 1, -value
            end, value, measure = _behind_the_bracket(text, end, value, measure, currency)
        elif text[start] == "(":
            start = start + 1
    elif sign and sign != "+":
        value = -value
    return Sighting(start, end, value, numeral, measure, currency)


def _behind_the_bracket(
    text: str, end: int, value: Decimal, measure: Measure | None, currency: str | None
) -> tuple[int, Decimal, Measure | None]:
    """Take in a scale or a unit that follows an accountant's bracket: (1,234) thousand, (3.1)%."""
    scale = _OUTER_SCALE.match(text, end)
    if scale and (scale["word"] or currency):
        return scale.end(), value.scaleb(_OUTER[scale[scale.lastgroup or 0].lower()]), measure
    if measure is None and currency is None:
        behind = measure_after(text, end, kanji=False)
        if behind and behind[1].kind in ("percent", "multiple"):
            return behind[0], value * behind[1].factor, behind[1]
    return end, value, measure


def _front(text: str, numeral: Numeral) -> _Front | None:
    start = numeral.start
    inner = _sign_before(text, start)
    position = start - len(inner)
    currency = currency_before(text, position)
    if currency:
        outer = _sign_before(text, currency[0])
        begin = currency[0] - len(outer)
        return _Front(begin, (inner or outer).strip(), currency[1])
    if inner:
        return _Front(position, inner.strip() or inner, None)
    word = _SIGN_WORDS.search(text, max(0, start - 9), start)
    if word:
        return _Front(word.start(), "-", None)
    if _glued_to_a_name(text, start) and not _beside_a_metric(text, numeral):
        return None
    return _Front(start, "", None)


def _beside_a_metric(text: str, numeral: Numeral) -> bool:
    """Japanese writes an abbreviation right before its figure: ROE10%, PER28倍, ARR3億円."""
    start = numeral.start
    return bool(
        _METRIC.search(text, max(0, start - 7), start) and _OF_A_METRIC.match(text, numeral.end)
    )


def _sign_before(text: str, position: int) -> str:
    """The sign right before `position`; a dash between two things is none."""
    before = text[position - 1 : position]
    if before == " " and text[position - 2 : position - 1] == "△":
        return "△ "
    if not before or before not in _SIGNS:
        return ""
    if before in "(△":
        return before
    further = text[position - 2 : position - 1]
    if (further.isalnum() and further.isascii()) or further in (*")%.]", "'"):
        return ""
    return before if before != "–" or further in ("", " ", "(", "|", "\t", "\n") else ""


def _glued_to_a_name(text: str, start: int) -> bool:
    """Say whether the character before makes the digits part of a name: H100, GPT-4, #7."""
    before = text[start - 1 : start]
    if _ASCII_LETTER.match(before) or before in ("#", "'"):
        return True
    if before in ("-", "/", ".", ",") and before:
        further = text[start - 2 : start - 1]
        if before == "-":
            return bool(_ASCII_LETTER.match(further)) and not _SCALED.search(
                text, max(0, start - 5), start - 1
            )
        return further.isalnum() and further.isascii() if before != "," else further.isdigit()
    return False


def _behind(
    text: str, numeral: Numeral, currency: str | None
) -> tuple[int, Decimal, Measure | None, str | None]:
    end, value = numeral.end, numeral.value
    if currency:
        return end, value, None, currency
    half = _AND_A_HALF.match(text, end)
    if half:
        end, value = half.end(), value + Decimal("0.5").scaleb(numeral.exponent)
    money = currency_after(text, end)
    if money and not (money[2] and numeral.form == "words" and text[money[0] - 1] == "p"):
        return _money(text, money, value)
    measured = measure_after(text, end, numeral.form == "kanji")
    if not measured and text.startswith("日", end) and _is_days(text, numeral):
        return end + 1, value, _DAYS, None
    if not measured:
        return end, value, None, None
    end, measure = measured
    value *= measure.factor
    compound = compound_after(text, end, value, measure)
    if compound:
        return *compound, None
    return end, value, measure, None


_DAYS = Measure("days", "duration", Decimal(1))
_DAYS_LED = re.compile("(?:日数|期間|納期)(?:は|が|を|の)?(?:約|平均)?$")


def _is_days(text: str, numeral: Numeral) -> bool:
    """Say whether a number before 日 counts days; up to 31 it may be one of a month."""
    start = numeral.start
    return numeral.value > _MONTH or bool(_DAYS_LED.search(text, max(0, start - 8), start))


_MONTH = 31
_SEN = re.compile("([0-9]{1,2})銭")


def _money(
    text: str, money: tuple[int, str, bool], value: Decimal
) -> tuple[int, Decimal, Measure | None, str | None]:
    end, code, hundredths = money
    if hundredths:
        return end, value.scaleb(-2), None, code
    sen = _SEN.match(text, end) if code == "JPY" else None
    if sen:
        return sen.end(), value + Decimal(sen[1]).scaleb(-2), None, code
    return end, value, None, code


_HYPHENED_THING = re.compile(
    r"-(?:person|people|member|employee|strong|node|GPU|seat|store|rack|token|parameter|page|acre"
    r"|bed|room|unit|country|site|odd|customer|company|branch)\b"
)


def _part_of_a_name(text: str, end: int) -> bool:
    """Say whether what follows makes the digits part of a name: 3D, 1A, 10-K."""
    behind = text[end : end + 1]
    if behind and _ASCII_LETTER.match(behind):
        return True
    if behind == "-" and _ASCII_LETTER.match(text[end + 1 : end + 2]):
        return not _HYPHENED_THING.match(text, end)
    return False
