"""Companies that nobody has written about: their filings come in, their memos go out."""

from functools import cache
from pathlib import Path

import pytest

from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office, office
from kuroji.evals.writing import fifteen, overlap
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language
from kuroji.memo.bundle import Bundle
from kuroji.memo.checking import check
from kuroji.memo.model import SECTIONS
from kuroji.memo.publishing import rendered
from tests.walks.conftest import bundle_of, dossier_of

CORPUS = Path(__file__).parents[1] / "corpus"
FILINGS = {"Quenlow Compute": "quenlow-10-k.md", "星嶺インフラ": "hoshimine-tanshin.md"}
OTHERS = ("Oracle", "OpenAI", "さくらインターネット", "Snowflake")
MOST = 0.05


def reopened(home: Path) -> Office:
    return office(Settings(home=home, encoder="none"), lambda _: None)


def with_filings(home: Path, *filings: Path) -> Office:
    """The starter corpus without CoreWeave's documents, and the filings."""
    first = reopened(home)
    for source in first.library.archive.sources():
        if "CoreWeave" in f"{source.entity}{source.title}":
            first.library.remove(source.id)
    first.library.close()
    library = Library.open(home, encoder="none")
    ingest(library, [*filings], progress=lambda _: None)
    library.close()
    return reopened(home)


class Shelf:
    """Memos of one store, each written once."""

    def __init__(self, desk: Office) -> None:
        self.desk = desk
        self.dossier = cache(lambda company: dossier_of(desk, company))
        self.memo = cache(self._memo)

    def _memo(self, company: str, language: Language) -> tuple[Bundle, str]:
        bundle = bundle_of(self.desk, self.dossier(company), language)
        return bundle, rendered(bundle, bundle.ledger())["md"]

    def others(self, *companies: str, language: Language) -> list[str]:
        return [self.memo(company, language)[1] for company in companies]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    home = tmp_path_factory.mktemp("invented")
    return Shelf(with_filings(home, *(CORPUS / name for name in FILINGS.values())))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("company", FILINGS)
class TestItsMemo:
    def test_has_fourteen_sections_that_tie(
        self, shelf: Shelf, company: str, language: Language
    ) -> None:
        bundle, _ = shelf.memo(company, language)
        assert [section.id for section in bundle.sections] == list(SECTIONS)
        assert all(section.blocks for section in bundle.sections)
        assert check(bundle).faults == ()

    def test_passes_the_fifteen_checks(
        self, shelf: Shelf, company: str, language: Language
    ) -> None:
        text = shelf.memo(company, language)[1]
        checks = fifteen(text, language, shelf.others(*OTHERS, language=language))
        assert [check for check in checks if not check.passed] == []

    def test_shares_next_to_no_phrase_with_another(
        self, shelf: Shelf, company: str, language: Language
    ) -> None:
        text = shelf.memo(company, language)[1]
        named = [other for other in (*OTHERS, *FILINGS) if other != company]
        others = shelf.others(*named, language=language)
        shared = [overlap(text, other, language) for other in others]
        assert max(shared) <= MOST

    def test_rests_on_its_own_filing(self, shelf: Shelf, company: str, language: Language) -> None:
        bundle, _ = shelf.memo(company, language)
        verdict = bundle.verdict
        assert (verdict.code, verdict.rule, verdict.provisional) == ("R4", "R4.runway", False)
        own = [cited.source for cited in bundle.sources if cited.source.entity == company]
        assert [source.origin for source in own] == [
            {"Quenlow Compute": "quenlow-10k-2025", "星嶺インフラ": "hoshimine-2026-03"}[company]
        ]
        assert "CoreWeave" not in shelf.memo(company, language)[1]


@pytest.mark.parametrize(
    ("company", "old", "new", "rule", "shown"),
    [
        ("Quenlow Compute", "| 688,200 |", "| 288,200 |", "R2.profit_and_cash", "$288m"),
        ("星嶺インフラ", "| △1,830 | 640 |", "| 1,830 | 640 |", "R4.runway", "18.3億円"),
        ("星嶺インフラ", "| 14,300 |", "| 91,300 |", "R3.funded", "913億円"),
    ],
)
def test_one_changed_figure_in_a_document_changes_verdict_and_memo(
    tmp_path: Path, company: str, old: str, new: str, rule: str, shown: str
) -> None:
    text = (CORPUS / FILINGS[company]).read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "filing.md"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    library = Library.open(tmp_path / "home", encoder="none")
    ingest(library, [changed])
    library.close()
    desk = office(Settings(home=tmp_path / "home", encoder="none", starter=False), lambda _: None)
    language: Language = "ja" if company == "星嶺インフラ" else "en"
    bundle = bundle_of(desk, dossier_of(desk, company), language)
    assert bundle.verdict.rule == rule
    assert shown in rendered(bundle, bundle.ledger())["md"]
    assert check(bundle).faults == ()
