"""What a question wants, by rule: its intent, and the figures that it types."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kuroji.agent.asked import LATEST_QUARTER, Asked
from kuroji.tools.metrics import METRICS
from kuroji.tools.metrics.finding import find_metrics
from kuroji.tools.period import read_periods
from kuroji.tools.reading import Figure, read

Intent = Literal[
    "pilots", "return", "hole", "survey", "bases", "compare", "buy", "changed", "figure", "profit",
    "unknown", "open",
]  # fmt: skip
_PLAIN = re.IGNORECASE | re.ASCII  # so that a word ends where Japanese begins
_PILOT = re.compile(r"pilot|proofs? of concept|\bPoCs?\b|試行|実証|パイロット", _PLAIN)
_RETURN = re.compile(r"\bROI\b|return on|pay (?:for itself|back)|回収|投資対効果|元が取", _PLAIN)
_HOLE = re.compile(
    r"\bhole\b|revenue gap|shortfall|\bgap\b|の穴|収益不足|収益ギャップ|収益の不足", re.I
)
_SURVEY = re.compile(r"\bMIT\b|NANDA", _PLAIN)
_ARR = re.compile(r"\bARR\b|annual(?:ly)? recurring|年間経常収益|経常収益", _PLAIN)
_PACE = re.compile(r"run[- ]?rate|annuali[sz]ed|ランレート|年換算", _PLAIN)
_COMPARE = re.compile(
    r"\bcompare|\bversus\b|\bvs\.?\b|\bthan\b|\bbigger|\bhigher|\blarger|\bwhich\b|比べ|比較|どちら|より",
    _PLAIN,
)
_BUY = re.compile(
    r"\bbuy\b|\bsell\b|\binvest in\b|\bhold\b|worth buying|買(?:う|い|え|っ)|売(?:る|り)べき"
    r"|投資(?:す|して)",
    _PLAIN,
)
_PROFIT = re.compile(
    r"make(?:s|ing)? (?:any |a )?(?:money|profit)|\bturn\w* a profit|profitab"
    r"|\bearn(?:s|ing)?\b.*\bmoney|in the (?:black|red)|pays? its way|loses? money"
    r"|儲か|黒字|赤字|利益(?:を|が)出|稼(?:い|げ|ぐ)|採算",
    _PLAIN,
)
_LIFE = re.compile(
    r"\blasts?\b|\blife\b|\blive|GPU|machines?|chips?|耐用|もた|もつ|寿命|償却", re.I
)
_WANT = re.compile(
    r"return|want|require|cost of capital|利回り|収益率|リターン|求め|要求|資本コスト", re.I
)
_PART = re.compile(
    r"\b(?:AI|GPU)s?[ -](?:business|segment|arm|unit|cloud)|(?:AI|GPU)(?:事業|部門|サービス)",
    _PLAIN,
)
_LATEST_QUARTER = re.compile(
    r"\b(?:latest|last|newest|(?:most )?recent) (?:reported |fiscal )?quarter\b"
    r"|(?:直近|最新|直前)の?四半期",
    _PLAIN,
)
_OF_REVENUE = re.compile(
    r"\b(?:as an? )?(?:share|percent(?:age)?|proportion|ratio|part|fraction) (?:of|to) "
    r"(?:its |total |net |the )*(?:revenues?|sales)\b"
    r"|(?:対売上高?|売上高?に(?:対する|占める)|売上高?比)",
    _PLAIN,
)
_FOLLOWS = re.compile(
    r"^\s*(?:and|what|then|so|but|how)\b|^(?:では|じゃあ|それなら|なら|もし|さらに)", re.I
)
_SHORT = 60
_LITTLE = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question understood: intent, companies, metrics by id, period, life and return as typed.

    `part` says that it asks about the AI or GPU business of a company alone, `of_revenue` that it
    asks for a metric in proportion to revenue.
    """

    intent: Intent
    companies: tuple[str, ...]
    metrics: tuple[str, ...]
    period: str | None
    life: str | None
    rate: str | None
    part: bool
    of_revenue: bool = False


def wanted(asked: Asked) -> Wanted:
    """Understand a question; a follow-up takes company and changes from the questions before it."""
    text = unicodedata.normalize("NFKC", asked.question)
    named = asked.companies or (() if asked.absent else asked.spoken_of)
    of_revenue = _OF_REVENUE.search(text) is not None
    metrics = _metrics(_OF_REVENUE.sub(" ", text), asked.language)
    if not metrics or METRICS[metrics[0]].kind == "ratio":  # the share is itself a metric
        of_revenue, metrics = False, _metrics(text, asked.language)
    life, rate = _changes(asked, text)
    intent = _intent(asked, text, metrics, changed=bool(life or rate))
    companies = asked.companies if intent in ("hole", "survey", "open", "unknown") else named
    periods = read_periods(text)
    period = periods[0][2].label if periods else None
    if period is None and _LATEST_QUARTER.search(text):
        period = LATEST_QUARTER
    part = bool(_PART.search(text))
    return Wanted(intent, companies, metrics, period, life, rate, part, of_revenue)


def _metrics(text: str, language: str) -> tuple[str, ...]:
    """The metrics named, without "does it make money"; a margin or a 率 is the share, no amount."""
    bare = _PROFIT.sub(" ", text)
    found = []
    for mention in find_metrics(bare, language):
        named = bare[mention.start : mention.end].lower()
        share = mention.taking("percent") if "margin" in named or "率" in named else None
        found.append((share or mention.metric).id)
    return tuple(dict.fromkeys(found))


def _intent(asked: Asked, text: str, metrics: tuple[str, ...], *, changed: bool) -> Intent:
    for intent, holds in (
        ("pilots", bool(_PILOT.search(text)) and len(counts(text)) > 1),
        ("return", bool(_RETURN.search(text)) and len(sums(text)) > 1),
        ("hole", bool(_HOLE.search(text)) and not asked.companies and not changed),
        ("survey", bool(_SURVEY.search(text)) and not asked.companies),
        ("bases", bool(_ARR.search(text)) and bool(_PACE.search(text))),
        ("changed", changed and bool(asked.companies or asked.spoken_of) and not asked.absent),
        ("buy", bool(_BUY.search(text)) and bool(asked.companies)),
        ("unknown", bool(asked.absent) and not asked.companies),
        ("compare", bool(_COMPARE.search(text)) and len(asked.companies) > 1),
    ):
        if holds:
            return intent  # type: ignore[return-value]  # each word above is an Intent
    return _plain(asked, text, metrics)


def _plain(asked: Asked, text: str, metrics: tuple[str, ...]) -> Intent:
    """A question about one company, or about none."""
    if asked.companies and _PROFIT.search(text):
        return "profit"
    if asked.companies or (asked.spoken_of and _continues(text)):
        return "figure" if metrics else "profit" if _only_a_name(asked, text) else "open"
    return "open"


def _only_a_name(asked: Asked, text: str) -> bool:
    """Tell whether little is said beyond the company's name: "NVIDIA?"."""
    names = "".join(asked.companies)
    return (
        bool(asked.companies)
        and len(text.split()) <= len(names.split()) + 1
        and (len(text) <= len(names) + _LITTLE)
    )


def _continues(text: str) -> bool:
    return bool(_FOLLOWS.search(text)) or len(text) < _SHORT


def _changes(asked: Asked, text: str) -> tuple[str | None, str | None]:
    """The life and the return that the question types; the newest earlier ones stand beside."""
    life, rate = _typed(text, follows=bool(asked.spoken_of) and _continues(text))
    if not (life or rate):
        return None, None
    for before in reversed(asked.earlier):
        if life and rate:
            break
        old_life, old_rate = _typed(unicodedata.normalize("NFKC", before), follows=False)
        life, rate = life or old_life, rate or old_rate
    return life, rate


def _typed(text: str, *, follows: bool) -> tuple[str | None, str | None]:
    life = rate = None
    for figure in read(text):
        if figure.figure_kind == "duration" and (follows or _LIFE.search(text)):
            life = life or figure.text
        if figure.figure_kind == "percent" and (_WANT.search(text) or (follows and not life)):
            rate = rate or figure.text
    return life, rate


def counts(text: str) -> tuple[Decimal, ...]:
    """Return the whole numbers typed, the largest first."""
    found = {f.value for f in read(text) if f.figure_kind == "count" and f.value % 1 == 0}
    return tuple(sorted(found, reverse=True))


def sums(text: str) -> tuple[Figure, ...]:
    """Return the amounts of money typed, in order."""
    return tuple(f for f in read(text) if f.figure_kind == "money")


def durations(text: str) -> tuple[Figure, ...]:
    return tuple(f for f in read(text) if f.figure_kind == "duration")
