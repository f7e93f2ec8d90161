"""The adapter puts a set of documents through the real ingest and search."""

import pytest

from kuroji.evals.filings import cases
from kuroji.evals.retrieval import Adapter


def test_documents_are_found_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUROJI_ENCODER", "none")
    adapter = Adapter()
    meta = {"company": "Inverbrae Leasing", "title": "Report", "period": "FY2024", "kind": "10-K"}
    adapter.index(
        [
            {"id": "a", "text": "Revenue was 812 million.", "lang": "en", "meta": meta},
            {"id": "b", "text": "売上高は9億円でした。", "lang": "ja", "meta": {}},
        ]
    )
    assert adapter.search("Inverbrae Leasing revenue", 10, "en")[0] == "a"
    assert adapter.answerable("Inverbrae Leasing revenue", "en")
    assert not adapter.answerable("Inverbrae Leasing dividend", "en")
    adapter.library.close()


def test_there_are_enough_questions_on_filings_in_both_languages() -> None:
    asked = cases()
    assert len(asked) >= 60
    assert {case.lang for case in asked} == {"en", "ja"}
    assert len({case.id for case in asked}) == len(asked)
