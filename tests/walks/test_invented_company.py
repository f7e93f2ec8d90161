"""A company that nobody has written about: its filing comes in, its memo goes out."""

import re
from pathlib import Path

import pytest

from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office, office
from kuroji.evals.writing import fifteen
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language
from kuroji.memo.checking import check
from kuroji.memo.model import SECTIONS
from kuroji.memo.publishing import rendered
from tests.walks.conftest import bundle_of, dossier_of

FILING = Path(__file__).parents[1] / "corpus" / "quenlow-10-k.md"


def reopened(home: Path) -> Office:
    return office(Settings(home=home, encoder="none"), lambda _: None)


def with_filing(home: Path, filing: Path) -> Office:
    """The starter corpus without CoreWeave's documents, and the filing."""
    first = reopened(home)
    for source in first.library.archive.sources():
        if "CoreWeave" in f"{source.entity}{source.title}":
            first.library.remove(source.id)
    first.library.close()
    library = Library.open(home, encoder="none")
    ingest(library, [filing], progress=lambda _: None)
    library.close()
    return reopened(home)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return with_filing(tmp_path_factory.mktemp("invented"), FILING)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_its_memo_passes_the_fifteen_checks(desk: Office, language: Language) -> None:
    bundle = bundle_of(desk, dossier_of(desk, "Quenlow Compute"), language)
    assert [s.id for s in bundle.sections] == list(SECTIONS)
    assert check(bundle).faults == ()
    text = rendered(bundle, bundle.ledger())["md"]
    others = []
    for company in ("Oracle", "Palantir", "OpenAI", "Snowflake"):
        other = bundle_of(desk, dossier_of(desk, company), language)
        others.append(rendered(other, other.ledger())["md"])
    assert [c for c in fifteen(text, language, others) if not c.passed] == []
    mine = phrases(text, language)
    for other_text in others:
        assert len(mine & phrases(other_text, language)) <= 0.05 * len(mine)


def phrases(text: str, language: Language) -> set[str]:
    """Eight words (Japanese: twenty characters) in a row, outside headings, notes and appendix."""
    body = re.split(r"(?m)^## (?:Appendix|付録)", text)[0]
    body = re.sub(r"(?m)^#.*$|^\[\^.*$|^\*[^*].*$|^\|.*\|\n\| ---.*$", "", body)
    body = re.sub(r"\[\^\w+\]|[*‡|]", " ", body)
    if language == "ja":
        flat = re.sub(r"\s", "", body)
        return {flat[i : i + 20] for i in range(len(flat) - 19)}
    words = re.findall(r"[\w#'’.,%$−-]+", body.lower())
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def test_its_verdict_rests_on_its_own_filing(desk: Office) -> None:
    verdict = dossier_of(desk, "Quenlow Compute").verdict
    assert (verdict.code, verdict.rule, verdict.provisional) == ("R4", "R4.runway", False)
    assert set(verdict.flags) <= {"depends_on_gpu_life"}


def test_one_changed_figure_in_the_document_changes_verdict_and_memo(tmp_path: Path) -> None:
    changed = tmp_path / "filing.md"
    text = FILING.read_text(encoding="utf-8").replace("| 688,200 |", "| 288,200 |")
    changed.write_text(text, encoding="utf-8")
    again = with_filing(tmp_path / "home", changed)
    dossier = dossier_of(again, "Quenlow Compute")
    assert (dossier.verdict.code, dossier.verdict.rule) == ("R2", "R2.profit_and_cash")
    assert dossier.desk.number("fcf") == 7_900_000
