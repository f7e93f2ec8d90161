"""Two invented filings, labelled in full: every figure that a reader would label, and no other."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of, relabel

if TYPE_CHECKING:
    from kuroji.knowledge.ledger import Fact
    from kuroji.knowledge.passage import Source


def _documents() -> Any:
    spec = importlib.util.spec_from_file_location(
        "label_documents", Path(__file__).parent / "documents.py"
    )
    if spec is None or spec.loader is None:
        raise ImportError("documents.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


DOCUMENTS = _documents()
TANSHIN = "株式会社ミナト計算基盤　2026年3月期第2四半期（中間期）決算短信〔日本基準〕（連結）"


def filing(name: str) -> Source:
    if name == "minato_tanshin":
        source: Source = DOCUMENTS.source("株式会社ミナト計算基盤", title=TANSHIN, language="ja")
        return source
    ten_k: Source = DOCUMENTS.source()
    return ten_k


def line(fact: Fact) -> str:
    value = f"{fact.value:f}" + ("" if fact.value_high is None else f"..{fact.value_high:f}")
    said = (fact.quote, fact.metric, value, fact.unit, fact.period or "-", fact.basis)
    return "\t".join((*said, fact.perimeter))


@pytest.mark.parametrize(("name", "language"), [("halden_10k", "en"), ("minato_tanshin", "ja")])
def test_a_whole_filing_is_labelled(name: str, language: str) -> None:
    source = filing(name)
    companies = Companies.of([source])
    found = [
        line(fact)
        for passage in DOCUMENTS.passages(f"{name}.md", language)
        for fact in facts_of(passage, source, companies)
    ]
    gold = (DOCUMENTS.HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert found == gold


@pytest.mark.parametrize(("name", "language"), [("halden_10k", "en"), ("minato_tanshin", "ja")])
def test_a_fact_read_again_is_the_same_fact(name: str, language: str) -> None:
    source = filing(name)
    companies = Companies.of([source])
    for passage in DOCUMENTS.passages(f"{name}.md", language):
        for fact in facts_of(passage, source, companies):
            assert relabel(fact, passage, source, companies) == fact


def test_a_changed_digit_gives_another_value_at_the_same_span() -> None:
    source = filing("halden_10k")
    companies = Companies.of([source])
    before = DOCUMENTS.passage("Revenue was $412 million in 2025.")
    after = DOCUMENTS.passage("Revenue was $413 million in 2025.")
    fact = facts_of(before, source, companies)[0]
    again = relabel(fact, after, source, companies)
    assert again is not None
    assert (again.id, again.value) == (fact.id, fact.value + 1_000_000)
