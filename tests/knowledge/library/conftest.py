"""A small library of invented documents in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

DOCUMENTS = {
    "harrowgate-2024.md": """---
title: "Harrowgate Compute annual report FY2024"
publisher: "Harrowgate Compute"
published: "2025-02-28"
language: en
kind: filing_extract
entity: "Harrowgate Compute, Inc."
aliases: ["ハロウゲート・コンピュート"]
grade: A
origin: harrow10k
period: FY2024
---

# Harrowgate Compute annual report FY2024

## Results (USD million)

| | 2023 | 2024 |
|---|---:|---:|
| Revenue | 210.4 | 940.0 |
| Operating income | 12.0 | (31.5) |
| Purchases of property and equipment | 300.1 | 1,250.7 |

## Customers

One customer accounted for 58% of revenue in 2024.

## Backlog

Remaining performance obligations stood at $7.2 billion at the end of 2024.
""",
    "shirakaba-2025.md": """---
title: "白樺計算 有価証券報告書 2025年3月期"
language: ja
kind: filing_extract
entity: "株式会社白樺計算"
aliases: ["Shirakaba Compute"]
grade: A
published: "2025-06"
period: 2025年3月期
---

# 白樺計算 有価証券報告書

## 業績

2025年3月期の売上高は412億円、営業損失は37億円となりました。

## 設備

設備投資額は690億円で、大部分が演算用サーバーです。耐用年数は5年と見積もっています。
""",
    "rental-market.md": """---
title: "The market for rented accelerators"
language: en
kind: note
entity: "AI market"
grade: C
---

# The market for rented accelerators

Hourly rental for the previous generation fell by half in fourteen months.
Harrowgate Compute is named as the largest lessor.
""",
    "survey-ja.md": """---
title: "国内企業の生成AI利用調査"
language: ja
kind: survey
entity: "日本企業"
grade: B
---

# 国内企業の生成AI利用調査

生成AIの実証実験を行った企業320社のうち、本番運用に移れた会社は29社だった。
""",
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a folder with the documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, documents: Path) -> Iterator[Library]:
    """Return a library that holds them, searched by words alone."""
    opened = Library.open(tmp_path / "home", encoder="none")
    ingest(opened, [documents])
    yield opened
    opened.close()
