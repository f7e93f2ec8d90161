"""Metrics named in a text: the longest name wins, and a loss carries its sign."""

import re
from dataclasses import dataclass
from functools import cache

from kuroji.tools.metrics.catalogue import METRICS
from kuroji.tools.metrics.metric import Metric
from kuroji.tools.metrics.words import one_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A metric named at a span; `sign` is −1 where the words say its negative ("net loss").

    `others` are further metrics of the same name: "gross margin" is a share or an amount.
    """

    start: int
    end: int
    metric: Metric
    sign: int = 1
    others: tuple[Metric, ...] = ()

    def taking(self, figure_kind: str) -> Metric | None:
        """The metric of this name whose figures are of `figure_kind`."""
        for metric in (self.metric, *self.others):
            if figure_kind in metric.figure_kinds:
                return metric
        return None


def find_metrics(text: str, lang: str | None = None) -> tuple[Mention, ...]:
    """Return the metrics named in `text` in order; `lang` "en" leaves out Japanese names.

    >>> [(m.metric.id, m.sign) for m in find_metrics("an operating loss on revenue")]
    [('operating_income', -1), ('revenue', 1)]
    """
    folded = text.translate(_WIDTHS)
    found = _read(_english(), folded)
    if lang != "en" and not folded.isascii():
        found = _merged(found, _read(_japanese(), folded))
    return tuple(found)


_WIDTHS = str.maketrans(
    {**{0xFF01 + i: 0x21 + i for i in range(94)}, 0x3000: 0x20, 0x2019: 0x27, 0x00A0: 0x20}
)
_SPELLINGS = (
    (re.compile("center"), "centre"),
    (re.compile(r"iz(?=ed|ation|ing)"), "is"),
    (re.compile("license"), "licence"),
)

_Reader = tuple[re.Pattern[str], dict[str, Mention]]


def _read(reader: _Reader, text: str) -> list[Mention]:
    pattern, known = reader
    found = []
    for match in pattern.finditer(text):
        name = _key(match[0])
        mention = known.get(name) or known.get(name.removesuffix("s"))
        if mention is not None:
            start, end = match.span()
            found.append(Mention(start, end, mention.metric, mention.sign, mention.others))
    return found


def _merged(first: list[Mention], second: list[Mention]) -> list[Mention]:
    """Both lists in order; of two that overlap, the longer."""
    kept: list[Mention] = []
    for one in sorted((*first, *second), key=lambda m: (m.start, m.start - m.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


def _key(name: str) -> str:
    folded = name.translate(_WIDTHS).lower().replace("-", " ").replace("‐", " ")
    return " ".join(folded.replace("・", "").split())


def _known(names: list[tuple[str, int, Metric]]) -> dict[str, Mention]:
    known: dict[str, Mention] = {}
    for name, sign, metric in names:
        before = known.get(name)
        if before is None:
            known[name] = Mention(0, 0, metric, sign)
        elif before.metric.id != metric.id:
            known[name] = Mention(0, 0, before.metric, before.sign, (*before.others, metric))
    return known


def _english_names() -> list[tuple[str, int, Metric]]:
    names = []
    for metric in METRICS.values():
        for sign, words in ((1, metric.names_en), (-1, metric.negative_en)):
            for word in words:
                name = _key(word)
                names.append((name, sign, metric))
                for spelling, british in _SPELLINGS:
                    if spelling.search(name):
                        names.append((spelling.sub(british, name), sign, metric))
    return names


def _japanese_names() -> list[tuple[str, int, Metric]]:
    names = []
    for metric in METRICS.values():
        for sign, words in ((1, metric.names_ja), (-1, metric.negative_ja)):
            names += [(_key(word), sign, metric) for word in words]
    return names


# Names that hold a metric's name and are none.
_NO_METRICS = (
    "cash flow", "cash flows", "positive cash flow", "cash flow positive", "interest rate",
    "equity research", "cost per", "earnings call", "earnings release", "sales chief",
    "revenue chief", "revenue officer", "equity method", "staff writer", "debt service",
    "cash flow statement", "debt ratio", "capacity factor", "sales force", "revenue stream",
    "revenue streams", "revenue recognition", "stakes", "debt free", "net neutrality",
    "recurring revenue",
)  # fmt: skip
_NO_METRICS_JA = (
    "収益性", "収益認識", "収益化", "収益構造", "収益源", "収益モデル", "収益基盤", "投資収益率",
    "利益率", "顧客層", "顧客基盤", "営業収益率", "ユーザーインターフェース", "受注残高比率",
    "売上構成比", "現金支出", "現金化", "中間期", "持分法", "契約額面", "出資者", "在庫回転",
    "非現金", "キャッシュ・フロー計算書", "営業キャッシュ・フロー対", "現金の支出", "顧客向け",
)  # fmt: skip


@cache
def _english() -> _Reader:
    known = _known(_english_names())
    pattern = one_of((*known, *_NO_METRICS))
    shape = rf"(?<![A-Za-z0-9&]){pattern}s?(?![A-Za-z0-9&]|-[A-Za-z])"
    return re.compile(shape, re.IGNORECASE), known


@cache
def _japanese() -> _Reader:
    known = _known(_japanese_names())
    pattern = one_of((*known, *(_key(word) for word in _NO_METRICS_JA)), "・?")
    return re.compile(pattern + "(?!率|性|比率)", re.IGNORECASE), known
