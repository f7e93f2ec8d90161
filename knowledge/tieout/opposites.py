"""Words of which one rules out the other: parent and group, fixed and floating."""

from kuroji.knowledge.tieout.lexicon import words_in

_SIDES: tuple[tuple[str, str], ...] = (
    ("連結", "単体 個別 単独"),
    ("consolidat", "non-consolidat unconsolidat standalon parent-only"),
    ("国内", "海外"),
    ("domestic", "international oversea foreign"),
    ("新規", "既存"),
    ("上限", "下限"),
    ("固定", "変動"),
    ("fix", "float variabl"),
    ("basic", "dilut"),
    ("pre-money", "post-money"),
    ("senior", "subordinat junior"),
    ("short-term", "long-term"),
    ("短期", "長期"),
    ("retail", "wholesal"),
    ("hardwar", "softwar"),
    ("input", "output"),
    ("wind", "solar"),
    ("男性", "女性"),
    ("正社", "契約 派遣"),
    ("有料", "無料"),
    ("paid", "free unpaid"),
    ("inbound", "outbound"),
    ("import", "export"),
    ("輸入", "輸出"),
    ("open", "clos shut"),
    ("開店 出店 新設", "閉店 退店 閉鎖"),
    ("inflow", "outflow"),
    ("permanent", "temporary"),
    ("full-time", "part-time"),
    ("male", "femal"),
    ("upstream", "downstream"),
    ("primary", "secondary"),
    ("residential", "commercial"),
)
_OPPOSED = tuple((words_in(one), words_in(other)) for one, other in _SIDES)

SIDED = frozenset[str]().union(*(one | other for one, other in _OPPOSED))


def opposed(said: frozenset[str], true: frozenset[str]) -> bool:
    """Whether the one side has a word that rules out a word of the other side.

    >>> opposed(frozenset({"単体"}), frozenset({"連結"}))
    True
    """
    return any(
        (one & said and other & true and not (one & true or other & said))
        or (other & said and one & true and not (other & true or one & said))
        for one, other in _OPPOSED
    )
