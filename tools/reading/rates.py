"""Prices per unit: $2.50 per million tokens, 月額3,000円, 1kWh当たり28円."""

import re
from decimal import Decimal


def rate_around(text: str, start: int, end: int, value: Decimal) -> tuple[int, int, str] | None:
    """The span and the unit of the price whose amount stands at `start` to `end`.

    An amount of a million or more a month or a year is a flow and no price, unless the text
    calls it a fee of that period (月額, 年額).
    """
    before = _BEFORE.search(text, max(0, start - 28), start)
    flow = before is not None and (before.lastgroup or "").startswith("flow")
    if before and (not flow or (abs(value) < _FLOW and not _SAVED.match(text, end))):
        return before.start(), end, _unit(before)
    behind = _BEHIND.match(text, end) or _BEHIND_JA.match(text, end)
    if not behind or not behind.lastgroup:
        return None
    if behind.lastgroup in ("month", "year") and abs(value) >= _FLOW:
        return None
    return start, behind.end(), _unit(behind)


def price_unit(text: str, end: int) -> str | None:
    """What a price is for, where a heading names it right behind its currency: $ per MWh.

    >>> price_unit("USD per GPU-hour", 3), price_unit("円/kWh", 1)
    ('GPU_hour', 'kWh')
    """
    behind = _BEHIND.match(text, end) or _BEHIND_JA.match(text, end)
    return _unit(behind) if behind else None


def _unit(match: re.Match[str]) -> str:
    name = (match.lastgroup or "").removeprefix("flow_")
    return {"million_tokens": "1M_tokens", "thousand_tokens": "1K_tokens"}.get(name, name)


# 月42万円減らした tells of a flow, 月3,000円 of a price
_SAVED = re.compile(
    "(?:ほど|程度|前後|超|以上|強|弱|を|の|分)?(?:削減|節約|減|増|浮|圧縮|コスト|費用|赤字|黒字|損失|の赤字)"
)
_FLOW = Decimal(1_000_000)
_PER = r"(?: ?/ ?| ?per | an? | each | every |-per-|-an?-)(?:1 |one )?"
_SEAT = (
    "(?:(?:paid |named |active |enterprise |business )?(?:user|seat|licen[cs]e|"
    "head|person|employee|member|developer|agent|subscriber|account))"
)
_NOT_SINCE = r"(?! (?:ago|earlier|before|prior|previously)\b)"  # from $2.75 a year ago
_MONTH = f"(?:month|mo){_NOT_SINCE}"
_SORT = (
    "(?:(?:input|output|cached|blended|generated|prompt|processed|cached "
    "input)(?:[- ](?:and|or) (?:input|output))? )?"
)
_ENGLISH = (
    ("user_month", rf"{_SEAT},? ?(?:per |/ ?|a |each |every ){_MONTH}|{_MONTH},? ?(?:per |/ ?|for "
        rf"each |a |for every |and ){_SEAT}|{_SEAT}-month|{_SEAT} monthly"),
    ("kW_month", rf"(?:kW|kilowatt)(?: ?(?:per |/ ?|a )|-){_MONTH}"),
    ("GPU_hour", r"(?:GPU|H[1-3]00|A100|B[23]00|accelerator|chip|card)(?:[ -]|/| per )(?:hour|"
        r"hr)|(?:hour|hr) ?(?:per |/ ?)GPU"),
    ("kWh", r"(?:kWh|kilowatt[- ]hour)"),
    ("MWh", r"(?:MWh|megawatt[- ]hour)"),
    ("million_tokens", rf"(?:(?:million|mn|1,000,000|mln) {_SORT}tokens"
        rf"|1?[mM] {_SORT}tokens|MTok)"),
    ("thousand_tokens", rf"(?:(?:thousand|1,000|1000) {_SORT}tokens|1?[kK] {_SORT}tokens)"),
    ("share", r"(?:(?:diluted |basic |common |ordinary |fully diluted |American depositary "
        r")*share|ADS)"),
    ("hour", "(?:hour|hr)"),
    ("minute", "(?:minute|min)"),
    ("month", _MONTH),
    ("year", f"(?:year|yr|annum){_NOT_SINCE}"),
)  # fmt: skip
_ONE = r"(?:[1一] ?)"
_BY = r"(?: ?(?:当たり|あたり|当り|につき|ごとに|毎に)の?)"
_USER = "(?:ユーザー?|人|名|席|アカウント|ID|ライセンス|シート|社員|利用者|従業員)"
_TOKENS = r"トークン(?:の(?:入力|出力))?"
_KWM = "(?:kW|キロワット)"
_JAPANESE = (
    ("user_month", rf"(?:{_USER}?{_ONE}{_USER}|(?<![一-鿿]){_USER}(?={_BY})){_BY}?、?(?:月額?|毎月|"
        rf"[1一][ヶカかヵケ箇]月(?:当たり|あたり)?)"
        rf"|(?:月額?|毎月)、?{_ONE}?{_USER}(?:{_BY}|(?<=[1一].))"),
    ("kW_month", rf"{_ONE}?{_KWM}{_BY}?月額?|月額{_ONE}?{_KWM}{_BY}"),
    ("GPU_hour", rf"{_ONE}?GPU(?:・?時間|{_ONE}?時間|1基1時間){_BY}"
        rf"|(?:GPU ?)?1基(?:{_BY})?1時間{_BY}"),
    ("kWh", rf"{_ONE}?(?:kWh|キロワット時){_BY}"),
    ("MWh", rf"{_ONE}?(?:MWh|メガワット時){_BY}"),
    ("million_tokens", rf"(?:[1一]?(?:00|百)万|1,?000,?000){_TOKENS}{_BY}"),
    ("thousand_tokens", rf"(?:1,?000|千|1千){_TOKENS}{_BY}"),
    ("share", rf"{_ONE}株{_BY}?"),
    ("hour", rf"{_ONE}?時間{_BY}|毎時|{_ONE}時間|時給|時間単価"),
    ("minute", rf"{_ONE}?分{_BY}|毎分"),
    ("year", rf"{_ONE}?年{_BY}|年額|年会費"),
    ("flow_year", "毎年|(?<![0-9一-鿿])年"),
    ("flow_month", "毎月|月々|(?<![0-9ヶカかヵケ箇年毎今翌先来前同各数])月"),
    ("month", rf"{_ONE}?(?:[ヶカかヵケ箇]月|月){_BY}|月額"),
)  # fmt: skip
_SLASH = (
    ("user_month", rf"{_USER}[・/]月|{_USER}{_ONE}?月|月[・/]{_USER}"),
    ("kW_month", rf"{_KWM}[・/]?月"),
    ("GPU_hour", "GPU[・/]?(?:時間?|h)"),
    ("kWh", "kWh|キロワット時"),
    ("MWh", "MWh|メガワット時"),
    ("million_tokens", r"(?:[1一]?(?:00|百)万|1,?000,?000)トークン"),
    ("thousand_tokens", "(?:1,?000|1?千)トークン"),
    ("share", "[1一]?株"),
    ("hour", "[1一]?時間?"),
    ("minute", "[1一]?分"),
    ("month", "[1一]?(?:[ヶカかヵケ箇]月|月)"),
    ("year", "[1一]?年"),
)
_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _JAPANESE) + ") ?$"
)
_BEHIND = re.compile(
    rf"(?:{_PER})(?:" + "|".join(f"(?P<{n}>(?:{p})(?![A-Za-z0-9]))" for n, p in _ENGLISH) + ")"
)
_BEHIND_JA = re.compile(" ?/ ?(?:" + "|".join(f"(?P<{n}>{p})" for n, p in _SLASH) + ")")
