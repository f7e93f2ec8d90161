"""What a figure is of: the metric named in its window, by its name or by an idiom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from kuroji.knowledge.tieout.lexicon import words_in
from kuroji.tools.metrics import METRICS, Mention, find_metrics

PROFITS = words_in(
    """
    profit operating_income net_income ordinary_profit pretax_income business_profit
    gross_profit ebitda adjusted_ebitda adjusted_operating_income adjusted_net_income
    free_cash_flow operating_cash_flow eps operating_margin net_margin gross_margin
    adjusted_operating_margin adjusted_ebitda_margin free_cash_flow_margin
    """
)
RECOGNISED = frozenset({"revenue"})
NOT_RECOGNISED = words_in(
    """
    annual_recurring_revenue run_rate_revenue remaining_performance_obligations current_rpo
    backlog bookings total_contract_value annual_contract_value
    """
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A metric named at a span; `sign` is −1 for a loss, +1 for a profit, 0 for a size."""

    start: int
    end: int
    metric: str
    sign: int


_IDIOMS: tuple[tuple[str, str, int], ...] = (
    ("ordinary_margin", r"経常利益率", 0),
    ("revenue", r"\btook in\b(?! (?:new |further )?orders)|\bpulled in\b|増収|減収|売り上げ", 0),
    (
        "profit",
        r"\b(?:lost|loses|losing)\b|\bin the red\b|\bloss(?:es)?\b|\bdeficit\b|赤字|損失|欠損",
        -1,
    ),
    (
        "profit",
        r"\bin the black\b|\bprofits?\b|\b(?:earned|made)(?=\s*(?:about|some|roughly|nearly|only|"
        r"just|around)?\s*(?:$|[$€£¥]))|黒字|利益|増益|減益",
        1,
    ),
    ("operating_margin", r"\bEBIT margin\b", 0),
    ("operating_income", r"\bEBIT\b", 0),
    ("operating_income", r"\bat the operating (?:line|level)\b|営業段階", 0),
    ("pretax_income", r"\bbefore tax(?:es)?\b|\bpre-?tax (?:profit|income|result)\b", 0),
    (
        "employees",
        r"\bemploy(?:s|ed|ees?)?\b|"
        r"\bheadcount\b|\bjobs\b|\bstaff\b|"
        r"\bworkforce\b|\bworkers\b|従業員|社員",
        0,
    ),
    (
        "equity_raised",
        r"\brais(?:ed|es)\b(?! (?:its|the) (?:guidance|"
        r"forecast|outlook))|\bfunding round\b|\bseed (?:round|extension|funding)\b|資金調達|調達",
        0,
    ),
    (
        "equity",
        r"(?<!private )(?<!common )(?<!debt-to-)\bequity\b(?! (?:raised|funding|stake|investment|"
        r"round|tier|ratio|method|story|research|capital))|純資産(?!比率)",
        0,
    ),
    (
        "valuation",
        r"\bvalu(?:es|ed|ing)\b|\bvaluation\b|評価額|企業価値",
        0,
    ),
    ("cash_burn", r"\bburn(?:s|ed|t|ing)?\b", 0),
    ("total_contract_value", r"\bcontracts? (?:are )?worth\b|\bsigned contracts\b|契約総額", 0),
    ("research_and_development", r"\bresearch (?:expense|costs?|spending)\b", 0),
    ("backlog", r"\bhad orders\b|\borders (?:on hand|outstanding)\b", 0),
    ("bookings", r"\borders\b(?! of magnitude)", 0),
    ("users", r"\busers\b", 0),
    ("customers", r"\bcustomers\b(?! [A-Z]\b)", 0),
)
_KINDS = {
    "percent": "percent",
    "point": "percent",
    "multiple": "multiple",
    "count": "count",
    "month": "duration",
}


@lru_cache(maxsize=4096)
def topics_of(text: str, family: str = "") -> tuple[Topic, ...]:
    """Return what is named in `text`, in order: metrics first, idioms where no metric stands.

    Of a name with two meanings ("gross margin") the one that takes figures of `family` is meant.
    """
    kind = _KINDS.get(family, "money")
    found = [_topic(m, kind, text) for m in find_metrics(text) if not _of_several(m, text)]
    for metric, pattern, sign in _COMPILED:
        for match in pattern.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(Topic(*match.span(), metric, sign))
    found.sort(key=lambda one: one.start)
    return tuple(
        one for one, after in zip_longest(found, found[1:]) if not _renamed(text, one, after)
    )


_SEVERAL = re.compile(r"[a-z ]*\bcustomers\b(?!['’])", re.IGNORECASE)


def _of_several(mention: Mention, text: str) -> bool:
    """The five largest customers are not the largest one."""
    single = mention.metric.id == "largest_customer_share"
    return single and bool(_SEVERAL.match(text, mention.start))


def _renamed(text: str, one: Topic, after: Topic | None) -> bool:
    """Whether the brackets behind a name say what is meant: annualised sales (ARR)."""
    return (
        after is not None
        and after.metric in NOT_RECOGNISED
        and text[one.end : after.start].strip() in ("(", "（")
    )


_COMPILED = tuple((metric, re.compile(p, re.IGNORECASE), sign) for metric, p, sign in _IDIOMS)


_LOSS_ONLY = re.compile(r"(?:net |diluted |basic )?loss (?:per|for|before)\b", re.IGNORECASE)


def _topic(mention: Mention, kind: str, text: str) -> Topic:
    metric = mention.taking(kind) or mention.metric
    sign = mention.sign if mention.sign < 0 or not metric.size else 0
    if metric.id in PROFITS and _LOSS_ONLY.match(text, mention.start):
        sign = -1
    return Topic(mention.start, mention.end, metric.id, sign)


def counts(metric: str) -> bool:
    """Whether the metric counts things, so that its name also tells one row from another."""
    known = METRICS.get(metric)
    return known is not None and known.kind == "count"


def can_be(metric: str, family: str) -> bool:
    """Whether a figure of `family` can be of the metric: money is of no useful life."""
    known = METRICS.get(metric)
    kind = _KINDS.get(family, "money" if family.isupper() and len(family) == 3 else "")
    if known is None or kind not in ("money", "duration", "count"):
        return True
    return kind in known.figure_kinds


_GROUPS = (
    frozenset({"cash", "liquidity"}),
    frozenset({"cash", "operating_cash_flow"}),
    frozenset({"users", "customers", "paid_seats"}),
    frozenset({"depreciation", "gpu_depreciation"}),
    frozenset({"customers", "largest_customer_share"}),
    frozenset({"gross_profit", "gross_margin"}),
    frozenset({"operating_income", "operating_margin"}),
    frozenset({"net_income", "net_margin"}),
    frozenset({"debt", "debt_raised"}),
    frozenset({"debt", "long_term_debt"}),
    frozenset({"revenue_gap", "required_revenue"}),
    frozenset({"revenue", "required_revenue"}),
    frozenset({"respondents", "interviews", "companies"}),
    frozenset({"power_capacity", "compute_commitment"}),
    frozenset({"amortization", "depreciation", "useful_life"}),
)


def alike(left: str, right: str) -> bool:
    """Whether two metrics can be one and the same in loose speech."""
    a, b = left.removesuffix("_growth"), right.removesuffix("_growth")
    if a == b or any(a in group and b in group for group in _GROUPS):
        return True
    return "profit" in (a, b) and {a, b} <= PROFITS


def any_alike(left: Iterable[str], right: Iterable[str]) -> bool:
    others = tuple(right)
    return any(alike(a, b) for a in left for b in others)
