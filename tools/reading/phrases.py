"""Figures in words alone: doubled, half, a third, one in four, 倍増, 3分の1, 4人に1人."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from kuroji.tools.reading.figure import FigureKind
from kuroji.tools.reading.numerals import numerals

Phrase = tuple[int, int, Decimal, str, FigureKind]


def phrases(text: str) -> Iterator[Phrase]:
    """Yield start, end, value, unit and kind of figures that words alone make."""
    for match in _PHRASES.finditer(text):
        name = match.lastgroup or ""
        value = _VALUES[name](match)
        if value is not None:
            unit, kind = _MEANING.get(name.partition("_")[0], ("percent", "percent"))
            yield match.start(name), match.end(name), value, unit, kind


_MEANING: dict[str, tuple[str, FigureKind]] = {
    "times": ("multiple", "multiple"),
    "decade": ("years", "duration"),
}
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|fifty|hundred"
)
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_TIMES = {
    "doubl": "2", "twice": "2", "twofold": "2", "tripl": "3", "trebl": "3", "thrice": "3",
    "quadrupl": "4", "quintupl": "5", "sextupl": "6", "halv": "0.5",
}  # fmt: skip
_FOLDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip
_FRACTION_END = (
    r"(?= of\b| (?:more|less|lower|higher|cheaper|to|in|from|are|were|was|is|said|"
    r"say|had|have|has|expect"
    r"|compared|versus|against|year|plan|off|below|above|report|use|see|the|its|their|that|on|since|over|during|"
    r"this|last|each|or|by|as|and|between)\b|[.,;:)]|$)"
)
_PHRASES = re.compile(
    r"(?i:\b(?P<times_word>doubl(?:ed|ing|es)|double(?![- ](?:digits?|sided|edged|"
    r"count|taxation|check|down|A|B))|tripl(?:ed|ing|es|e)(?![- ]digit)(?!-A)"
    r"|trebl(?:ed|ing|es|e(?! damages))|quadrupl(?:ed|ing|es|e)|quintupl(?:ed|ing|es|e)|"
    r"sextupl(?:ed|ing|es|e)|halv(?:ed|ing|es|e)"
    r"|twice(?! (?:a|per|each|daily|weekly|in|before|yearly|monthly)\b)|thrice)\b)"
    rf"|(?i:\b(?P<times_fold>(?:{'|'.join(_FOLDS)})fold)\b)"
    rf"|(?i:\b(?P<share>(?:{_SMALL}|[1-9][0-9]?) (?:in|(?:out )?of(?= every)|out "
    rf"of|of(?= (?:three|four|five|ten|[345]|10|20|100)\b))(?: every)? (?:{_SMALL}|[1-9][0-9]?))\b"
    r"(?! (?:years?|months?|days?|weeks?|hours?|minutes?|quarters?|million|billion|"
    r"markets?|countries|cities|regions|states)\b|[.,][0-9]|[%-]))"
    rf"|(?i:(?<!-)\b(?P<fraction>(?:an?|{_SMALL})[ -](?:half|halves|thirds?|fifths?|"
    rf"sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|hundredths?|"
    rf"quarters?(?:(?<=by a quarter)|(?<=than a quarter)|(?<=about a quarter)|(?<=ly "
    rf"a quarter)|(?<=\ba quarter)(?= of (?:19|20)[0-9]{{2}} [a-z])|"
    rf"(?= of (?!(?:19|20)[0-9]|fiscal|FY|growth|losses|"
    rf"profit)))){_FRACTION_END}))"
    r"|(?i:(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )(?<!this "
    r")(?<!next )(?<!current )(?<!prior )(?<!each )(?<!per )(?<!previous )(?<!1st "
    r")(?<!2nd )(?<!H[12] )(?<!a )(?<!and a )(?<!one )(?<!-)"
    r"\b(?P<half>half)(?![- ](?:year|decade|century|baked|hour|time|life|day|point|"
    r"an? |dozen|percent|hearted|million|billion)|-))"
    r"|(?P<times_ja>(?<![0-9一二三四五六七八九十百])倍(?:増|(?=に(?:な|増|拡|膨|し|伸|延)))|半減(?!期)|"
    r"(?<![0-9一二三四五六七八九十百])(?:倍額))"
    r"|(?P<bunno>(?:(?<![0-9])[0-9]{1,6}|(?<![二三四五六七八九十百])[二三四五六七八九十百]{1,"
    r"6})分の(?:[0-9]+|[一二三四五六七八九]+))"
    r"|(?P<share_ja>(?:(?<![0-9,.])[0-9]{1,6}|(?<![二三四五六七八九十百])[二三四五六七八九十百]{1,"
    r"6})(?:人|社|名|件|台|店|回|校|世帯|店舗|企業|カ所)(?:中|のうち|に|につき)(?:[0-9]+|[一二三四五六七八九]+)(?:人|"
    r"社|名|件|台|店|回|校|世帯|店舗|企業|カ所)(?!当|あ))"
    r"|(?i:(?<!half )\b(?P<decade>a decade)\b)"
    r"|(?P<half_ja>半分|過?半数|過半(?!数)|(?<![四前後上下])半ば(?=を占))"
)


def _times(match: re.Match[str]) -> Decimal | None:
    word = match["times_word"].lower()
    return next(Decimal(n) for stem, n in _TIMES.items() if word.startswith(stem))


def _two_numbers(written: str) -> tuple[Decimal, Decimal] | None:
    numbers = [one.value for one in numerals(written.replace("hundred", "one hundred"))]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _share(match: re.Match[str]) -> Decimal | None:
    pair = _two_numbers(match["share"])
    return _percent(*pair) if pair else None


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in percent; a part that is not below its whole is no share."""
    if not 0 < part < whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.0001")).normalize() + 0


def _fraction(match: re.Match[str]) -> Decimal | None:
    count, _, part = match["fraction"].lower().replace("-", " ").partition(" ")
    number = Decimal(1) if count in ("a", "an") else Decimal(_FOLDS.get(count, 1))
    return _percent(number, Decimal(_PARTS[part.removesuffix("s").replace("halve", "half")]))


def _of_parts(match: re.Match[str]) -> Decimal | None:
    pair = _two_numbers(match["bunno"].replace("分の", " "))
    return _percent(pair[1], pair[0]) if pair else None


def _share_ja(match: re.Match[str]) -> Decimal | None:
    pair = _two_numbers(match["share_ja"].replace("カ所", "所"))
    if not pair or "中" in match["share_ja"] or "のうち" in match["share_ja"]:
        return None
    return _percent(pair[1], pair[0])


def _half(_: re.Match[str]) -> Decimal:
    return Decimal(50)


_VALUES: dict[str, Callable[[re.Match[str]], Decimal | None]] = {
    "times_word": _times,
    "times_fold": lambda m: Decimal(_FOLDS[m["times_fold"].lower().removesuffix("fold")]),
    "times_ja": lambda m: Decimal("0.5") if m["times_ja"] == "半減" else Decimal(2),
    "share": _share,
    "fraction": _fraction,
    "half": _half,
    "decade": lambda _: Decimal(10),
    "half_ja": _half,
    "bunno": _of_parts,
    "share_ja": _share_ja,
}
