"""The lines over the first section: whose memo, of which date and year, in what currency."""

from datetime import date

from kuroji.knowledge.fiscal import fiscal_of
from kuroji.memo.fill import Filler, Sentence
from kuroji.memo.model import Memo
from kuroji.memo.wording import said, word

_KINDS = {"segment": "セグメント", "product": "製品"}


def title(memo: Memo) -> str:
    return said(
        (f"{memo.company} — does it make money?", f"{memo.company} — この会社は儲かっているのか"),
        memo.language,
    )


def preamble(memo: Memo, filler: Filler) -> tuple[Sentence, ...]:
    """Return date, year judged, currency, perimeter; age, and what ‡ means, where they matter."""
    language = memo.language
    head = said(
        (
            f"Memo as of {memo.as_of.isoformat()} · fiscal year judged: {_year(memo)}"
            f" · currency {memo.currency} · perimeter: {_perimeter(memo)} · rubric v1.",
            f"{_day(memo.as_of)}時点 ・ 判定対象：{_year(memo)} ・ 通貨：{memo.currency}"
            f" ・ 範囲：{_perimeter(memo)} ・ 判定基準 第1版。",
        ),
        language,
    )
    lines = [head]
    if memo.verdict.stale:
        stale = word("stale", language)
        lines.append(f"{stale}。" if language == "ja" else f" {stale[0].upper()}{stale[1:]}.")
    if any(getattr(b, "later", False) for s in memo.sections for b in s.blocks):
        lines.append(said((" ", ""), language) + word("later_mark", language))
    return tuple(filler.sentence(line) for line in lines)


def _year(memo: Memo) -> str:
    """The fiscal year as the company says it, with the month in which it ends."""
    found = fiscal_of(memo.fiscal_year, 12, "flow")
    if found is None:
        return memo.fiscal_year
    name = found.name(memo.language)
    if memo.language == "ja":
        return name
    return f"{name} (year to {found.ends_in})"


def _perimeter(memo: Memo) -> str:
    """What is judged: the whole company, or the part that is named."""
    kind, _, name = memo.perimeter.partition(":")
    if kind == "company":
        return said(("the whole company", "全社"), memo.language)
    return said((f"{kind} {name}", f"{name}（{_KINDS.get(kind, kind)}）"), memo.language)


def _day(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"
