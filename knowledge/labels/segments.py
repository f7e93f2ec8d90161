"""The segment or product to which words beside a metric narrow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.frames import words
from kuroji.tools.period import read_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kuroji.knowledge.labels.attaching import Claim
    from kuroji.knowledge.labels.sentences import Sentence
    from kuroji.tools.metrics import Mention

PLAIN = words(
    """total net annual quarterly its our their the his her consolidated record reported group gaap
    ifrs own whole company companies full fiscal year quarter half annualized annualised monthly
    full-year worldwide global non-gaap adjusted operating this that a an of in for and with
    from by gross prior current previous recognized recognised third-quarter fourth-quarter
    first-quarter second-quarter first-half half-year such same year's company's group's on more
    less about over under only some strong higher lower actual earned generated had has have was
    were is as at to also while where new additional further first second third fourth billion
    million was posted reports reported recorded cash blended underlying organic audited
    unaudited overall yearly total; whose all both each based expected forecast projected guided
    estimated implied required needed consensus median average trailing twelve-month ltm ttm
    last next positive negative small large combined comprehensive says pro forma put put-at
    between when earns brings"""
)
PROPER = re.compile(r"[A-Z][A-Za-z0-9&+.-]*[A-Za-z0-9]|[A-Z]\+?")
_KNOWN_PARTS = words(
    """data center centre data-center data-centre cloud subscription product products services
    service hardware software automotive gaming networking advertising license licence
    maintenance support professional consulting enterprise consumer api compute inference
    training chip platform commercial government international domestic and infrastructure
    storage search devices licensing hosting colocation managed robotics healthcare education
    retail wholesale analytics mobile business segment"""
)
_SEGMENT_EN = re.compile(
    r"\b(?:the |its |our |[’']s )([\w& .-]{2,40}?) (?:segment|business|division|unit)\b",
    re.IGNORECASE,
)
_SEGMENT_JA = re.compile(
    r"([一-鿿ァ-ヺーA-Za-z0-9・＆& ]{2,30}?(?:事業|セグメント|部門|サービス|製品|"
    r"関連))の?(?:外部顧客への)?$"
)
_MODIFIER_JA = re.compile(r"([ァ-ヺーA-Za-z0-9・＆&]{2,24}(?:向け)?)の?$")
_PLAIN_JA = re.compile(
    r"^(?:連結|単体|通期|当期|グループ|全社|同社|当社|会社|年間|四半期|合計|前期|"
    r"今期|上期|下期|第\d四半期|IFRS|GAAP|Non-GAAP|AI|年|期|[A-Z]|OpenAI|EBITDA|"
    r"\d+)$"
)
_WHOLE = re.compile(r"\b(?:total|combined)$|(?:合計|計)$", re.IGNORECASE)
_CONSOLIDATED = re.compile(r"\bconsolidated(?: total)?$|計上額$|連結$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[当前](?:第[1-4]四半期|中間)?(?:連結)?(?:累計)?(?:会計|事業)?(?:年度|期間|期末?)"
    r"|\(\d+\)|\b(?:three|six|nine|twelve|\d+) months\b|\b(?:fiscal|year|quarter|half|period)s?\b"
    r"|\b(?:ended|ending|as of|at|of|the|in|actual|amount|unaudited|restated|note|notes|to)\b"
    r"|\b(?:thousand|million|billion)s?\b|\b(?:19|20)\d\d\b|年度|年|月|日|期|千円|百万円|億円|円",
    re.IGNORECASE,
)
DIVISIBLE = words(
    """revenue cost_of_revenue gross_profit gross_margin operating_income operating_margin
    annual_recurring_revenue run_rate_revenue adjusted_ebitda adjusted_operating_income
    net_income revenue_growth operating_income_growth capital_expenditure backlog
    annual_contract_value"""
)


def segment_of(sentence: Sentence, claim: Claim) -> str | None:
    """Return the segment or product that the words before the metric name, if they do."""
    mention = claim.mention
    if mention is None or claim.metric.id not in DIVISIBLE:
        return None
    left = sentence.masked[: mention.start]
    return _ja_segment(left) if sentence.japanese else _en_segment(left, sentence, mention.end)


def _en_segment(left: str, sentence: Sentence, end: int) -> str | None:
    kept: list[str] = []
    for word in reversed(re.findall(r"\S+", left)[-4:]):
        if not (PROPER.fullmatch(word) or word.lower() in _KNOWN_PARTS):
            break
        if word.lower() in PLAIN or (kept == [] and word.lower() == "and"):
            break
        kept.insert(0, word)
    while kept and kept[0].lower() == "and":
        kept.pop(0)
    if kept:
        return " ".join(kept)
    after = re.match(
        r"\s+(?:of|from|in) (?:the |its |our )?([\w& .-]{2,30}?) (?:segment|business)",
        sentence.text[end:],
    )
    before = _SEGMENT_EN.search(sentence.text[:end])
    return after[1] if after else before[1] if before else None


def _ja_segment(left: str) -> str | None:
    found = _SEGMENT_JA.search(left)
    if found:
        return found[1].strip(" 、・")
    found = _MODIFIER_JA.search(left)
    if found and not _PLAIN_JA.match(found[1]):
        return found[1]
    return None


def row_segment(head: str, mention: Mention, *, title: bool = False) -> str | None:
    """Return the segment that a table's head names beside its metric, if it does.

    "" says that the words beside the metric are of something unknown; in a `title` they may be.
    """
    if mention.metric.id not in DIVISIBLE:
        return None
    left = head[: mention.start]
    if any("\u3041" <= c <= "\u9fff" for c in head):
        return _ja_segment(left)
    named = re.match(r"^\s*([^:]{2,40}):\s*$", left)
    if named:
        return named[1].strip()
    words = re.findall(r"(?<![’'])[A-Za-z][\w&.-]*", left.split("(")[-1] if "(" in left else left)
    own = [w for w in words if w.lower() not in PLAIN]
    if not own:
        after = re.match(r"\s+(?:of|from|in) (?:the )?([\w& .-]{2,40})$", head[mention.end :])
        return after[1].strip() if after and after[1].split()[0].lower() not in PLAIN else None
    if len(own) <= 5 and all(PROPER.fullmatch(w) or w.lower() in _KNOWN_PARTS for w in own):
        return " ".join(own)
    return None if title else ""


def column_part(column: str, columns: Sequence[str]) -> str | None:
    """Return the part of a company that a column is of, where another column has the whole.

    >>> heads = ["Compute & Networking", "Graphics", "Total"]
    >>> [column_part(head, heads) for head in heads]
    ['Compute & Networking', 'Graphics', None]
    """
    bare = [_without_time(head) for head in columns]
    whole = _CONSOLIDATED if any(map(_CONSOLIDATED.search, bare)) else _WHOLE
    own = _without_time(column)
    if not any(map(whole.search, bare)) or whole.search(own):
        return None
    name = re.sub(r"[^\w& .・/-]", " ", own)
    return " ".join(name.split()) if re.search(r"[^\W\d_]{2}|[一-鿿]", name) else None


def _without_time(head: str) -> str:
    for start, end, _ in reversed(read_periods(head)):
        head = head[:start] + " " + head[end:]
    return " ".join(_NO_NAME.sub(" ", head).split())
