"""Invented documents in any number, for measures of size and durability."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EN = (
    "Revenue of {name} in {year} was {a} million dollars, against {b} million the year before.",
    "Operating income came to {b} million; depreciation of servers took {a} million.",
    "The largest customer accounted for {c} per cent of sales in {year}.",
    "Backlog stood at {a} million at the end of {year}, half of it due within two years.",
    "Purchases of property and equipment were {b} million, nearly all of it accelerators.",
    "Management of {name} expects utilisation above {c} per cent when the {word} hall opens.",
)
_JA = (
    "{name}の{year}年3月期の売上高は{a}億円（前期は{b}億円）となりました。",
    "営業利益は{b}億円、減価償却費は{a}億円です。",
    "最大の顧客は{year}年3月期の売上の{c}%を占めます。",
    "期末の受注残高は{a}億円で、約半分を二年以内に計上する見込みです。",
    "設備投資額は{b}億円で、大部分が演算用サーバーです。",
    "{name}は{word}拠点の稼働率が{c}%を超えると見ています。",
)
_PARTS = ("ost", "bran", "kel", "mir", "tav", "zor", "lin", "quar", "fen", "dul", "sab", "rix")


def company(number: int) -> str:
    """Return the name of invented company `number`."""
    chance = random.Random(number)  # noqa: S311 -- not for secrets
    name = "".join(chance.choice(_PARTS) for _ in range(3)).capitalize()
    return f"{name}{number} Systems"


def document(number: int, passages: int, companies: int = 500) -> str:
    """Return a Markdown document with about this many passages; the same number, the same text."""
    chance = random.Random(number)  # noqa: S311 -- not for secrets
    language = "ja" if number % 2 else "en"
    name = company(number % companies)
    lines = [
        "---",
        f"title: {name} report {number}",
        f"language: {language}",
        "kind: filing",
        f"entity: {name}",
        "grade: B",
        "---",
        "",
    ]
    for section in range(passages):
        said = _JA if language == "ja" else _EN
        size = 5 if language == "ja" else 8
        sentences = (
            chance.choice(said).format(
                name=name,
                year=chance.randint(2019, 2026),
                a=chance.randint(10, 99999),
                b=chance.randint(10, 99999),
                c=chance.randint(1, 99),
                word="".join(chance.choice(_PARTS) for _ in range(2)),
            )
            for _ in range(size)
        )
        joiner = "" if language == "ja" else " "
        lines += [f"## Part {section}", "", joiner.join(sentences), ""]
    return "\n".join(lines)


def write(folder: Path, documents: int, passages: int) -> Path:
    """Write that many documents into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        path = folder / f"{number:06d}.md"
        path.write_text(document(number, passages), encoding="utf-8")
    return folder
