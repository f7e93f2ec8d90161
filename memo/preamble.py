"""The lines over the first section: whose memo, of which date and year, in what currency."""

from datetime import date

from kuroji.memo.fill import Filler, Sentence
from kuroji.memo.model import Memo
from kuroji.memo.wording import said, word


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
            f"Memo as of {memo.as_of.isoformat()} · fiscal year judged: {memo.fiscal_year}"
            f" · currency {memo.currency} · perimeter: {memo.perimeter} · rubric v1.",
            f"{_day(memo.as_of)}時点 ・ 判定対象：{memo.fiscal_year} ・ 通貨：{memo.currency}"
            f" ・ 範囲：{memo.perimeter} ・ 判定基準 第1版。",
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


def _day(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"
