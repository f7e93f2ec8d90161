"""The starter corpus: honest front matter, and figures that equal what they were taken from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import kuroji.knowledge

SEED = Path(kuroji.knowledge.__file__).parent / "seed"
HERE = Path(__file__).parent
FOLDERS = {"annual", "audit", "estimates", "filings", "notes", "sources"}
KINDS = {
    "article_audit", "estimate", "filing_extract", "news", "note", "release", "research", "survey",
}  # fmt: skip
REQUIRED = {
    "title", "publisher", "published", "url", "language", "kind", "entity", "aliases", "grade",
    "origin", "accounting", "summary",
}  # fmt: skip
OPTIONAL = {"period", "facts", "draws_on"}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus: its path below `seed/`, front matter and text."""

    path: str
    front: dict[str, Any]
    text: str

    @property
    def tables(self) -> list[list[list[str]]]:
        """Every pipe table as rows of cells, the head first and the rule left out."""
        tables: list[list[list[str]]] = []
        before = ""
        for line in self.text.splitlines():
            if line.startswith("|"):
                if not before.startswith("|"):
                    tables.append([])
                if not line.startswith("|---"):
                    tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
            before = line
        return tables

    @property
    def bullets(self) -> list[str]:
        return [line[2:] for line in self.text.splitlines() if line.startswith("- ")]


@cache
def documents() -> dict[str, Document]:
    return {d.path: d for d in _read()}


def _read() -> Iterator[Document]:
    for path in sorted(SEED.rglob("*.md")):
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        yield Document(path.relative_to(SEED).as_posix(), yaml.safe_load(front), text)


def lines(name: str) -> list[dict[str, Any]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def numbers(text: str) -> set[str]:
    return {n.replace(",", "") for n in NUMBER.findall(text)}


def amount(cell: str) -> Decimal:
    """Read a cell of ours: parentheses and △ are minus."""
    minus = cell.startswith(("(", "△"))
    value = Decimal(cell.strip("(△)").replace(",", ""))
    return -value if minus else value


ALL = sorted(documents())
SOURCES = [p for p in ALL if p.startswith("sources/")]
FACTS = {fact["id"]: fact for fact in lines("seed_facts.jsonl")}
CASES = lines("seed_cases.jsonl")


def test_the_corpus_is_there_and_small() -> None:
    assert {path.split("/")[0] for path in ALL} == FOLDERS
    assert len(ALL) > 250
    assert sum(p.stat().st_size for p in SEED.rglob("*") if p.is_file()) < 2_000_000


@pytest.mark.parametrize("path", ALL)
def test_front_matter_says_who_stands_behind_a_document(path: str) -> None:
    front = documents()[path].front
    assert REQUIRED <= front.keys() <= REQUIRED | OPTIONAL
    assert front["grade"] in set("ABCDE")
    assert front["kind"] in KINDS
    assert front["language"] in {"en", "ja"}
    assert front["accounting"] in {"us_gaap", "ifrs", "jgaap", "none"}
    assert all(front[key] for key in ("title", "publisher", "origin", "summary"))
    if front["published"] is not None:
        date.fromisoformat(front["published"])
    assert front["url"] is None or front["url"].startswith("http")
    assert bool(front["entity"]) == bool(front["aliases"])


@pytest.mark.parametrize("path", ALL)
def test_every_table_is_rectangular_and_has_words_over_it(path: str) -> None:
    document = documents()[path]
    assert document.text.lstrip().startswith("# ")
    for table in document.tables:
        assert len(table) > 1
        assert len({len(row) for row in table}) == 1
        assert all(cell for row in table for cell in row[1:])


def test_one_company_has_one_name_and_one_set_of_aliases() -> None:
    known: dict[str, list[str]] = {}
    for document in documents().values():
        entity = document.front["entity"]
        if entity:
            assert known.setdefault(entity, document.front["aliases"]) == document.front["aliases"]
    names = [name for entity, aliases in known.items() for name in (entity, *aliases)]
    assert len(names) == len(set(names))


def test_every_fact_has_its_document() -> None:
    held = [fact for path in SOURCES for fact in documents()[path].front["facts"]]
    assert len(held) == len(set(held))
    assert set(held) == {f["id"] for f in FACTS.values() if not f["held_by_filing"]}


@pytest.mark.parametrize("path", SOURCES)
def test_a_source_carries_the_grade_and_origin_of_its_facts(path: str) -> None:
    front = documents()[path].front
    facts = [FACTS[id] for id in front["facts"]]
    assert {fact["grade"] for fact in facts} == {front["grade"]}
    assert {fact["origin"] for fact in facts} == {front["origin"]}


@pytest.mark.parametrize("path", SOURCES)
def test_every_figure_of_a_source_equals_its_fact(path: str) -> None:
    document = documents()[path]
    ids = document.front["facts"]
    translated = [id for id in ids if FACTS[id]["figures_ja"]]
    pairs = [(id, "figures") for id in ids]
    japanese = [(id, "figures_ja") for id in translated]
    pairs = japanese + pairs if document.front["language"] == "ja" else pairs + japanese
    assert len(document.bullets) == len(pairs)
    for bullet, (id, key) in zip(document.bullets, pairs, strict=True):
        fact = FACTS[id]
        assert set(fact[key]) - numbers(fact["when"]) <= numbers(bullet), id
        assert numbers(bullet) <= set(fact[key]) | numbers(fact["when"]) | set(fact["names"]), id


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['case']}-{c['field']}")
def test_a_figure_of_a_verdict_case_stands_in_its_filing(case: dict[str, Any]) -> None:
    document = documents()[case["document"]]
    (row,) = [r for r in document.tables[case["table"]] if r[0] == case["row"]] or [
        r for table in document.tables for r in table if r[0] == case["row"]
    ]
    assert amount(row[case["column"] + 1]) * case["times"] == Decimal(case["value"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['case']}-{c['field']}")
def test_what_nobody_checked_is_grade_d(case: dict[str, Any]) -> None:
    front = documents()[case["document"]].front
    assert front["grade"] == (case["grade"] if case["checked"] else "D")


def test_no_capital_expenditure_of_zero_is_passed_off_as_reported() -> None:
    for document in documents().values():
        for table in document.tables:
            for row in table:
                if row[0] in {"Capital expenditure", "設備投資"}:
                    assert all(cell == "—" or amount(cell) > 0 for cell in row[1:])


def test_the_article_is_quoted_only_where_it_cannot_carry_a_figure() -> None:
    for path, document in documents().items():
        if document.front["kind"] == "article_audit" and "「" in document.text:
            assert document.front["grade"] == "E" or not re.search(
                "「[^」]*[0-9][^」]*」", document.text
            ), path


def test_the_question_of_the_hole_is_answered_with_what_the_sources_say() -> None:
    said = {
        "audit/bain-2030.en.md": ("$800 billion", "2030", "not a debt"),
        "audit/sequoia-2024.en.md": ("$600 billion", "$500 billion", "June 2024"),
        "audit/sequoia-2023.en.md": ("$125 billion", "September 2023"),
        "audit/mit-nanda-2025.en.md": ("95%", "52", "153"),
        "audit/bain-2030.ja.md": ("8,000億ドル", "2030年", "負債でも"),
    }
    for path, words in said.items():
        assert all(word in documents()[path].text for word in words), path


def test_every_audit_speaks_both_languages() -> None:
    audits = [path for path in ALL if path.startswith("audit/")]
    assert {p.removesuffix(".en.md") for p in audits if p.endswith(".en.md")} == {
        p.removesuffix(".ja.md") for p in audits if p.endswith(".ja.md")
    }
