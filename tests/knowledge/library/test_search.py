"""Searching a library by words, in both languages."""

from pathlib import Path

import pytest

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Harrowgate Compute revenue 2024", "| Revenue | 210.4 | 940.0 |"),
        ("ハロウゲート・コンピュートの受注残高", "Remaining performance obligations"),
        ("How dependent is Harrowgate on... Harrowgate Compute's biggest customer", "58%"),
        ("白樺計算の設備投資額", "690億円"),
        ("Shirakaba Compute capital expenditure", "690億円"),
        ("rental price of older accelerators", "Hourly rental"),
        ("生成AIの本番運用", "29社"),
    ],
)
def test_the_passage_that_answers_comes_first(library: Library, question: str, part: str) -> None:
    assert part in library.search(question).passages[0].passage.text


def test_a_company_in_the_question_is_a_filter(library: Library) -> None:
    found = library.search("白樺計算の売上高")
    assert {hit.source.entity for hit in found.passages} == {"白樺計算"}


def test_two_companies_take_turns(library: Library) -> None:
    found = library.search("revenue of Harrowgate Compute and Shirakaba Compute")
    assert len({hit.source.entity for hit in found.passages[:2]}) == 2


def test_what_names_both_companies_has_its_turn_too(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    texts = [("Harrowgate Compute", f"Revenue of {n} grew; Harrowgate Compute.") for n in range(9)]
    texts += [("Quillon Chips", f"Revenue of {n} fell; Quillon Chips.") for n in range(9)]
    texts += [("Quillon Chips", "Harrowgate Compute pays most revenue of Quillon Chips.")]
    for number, (entity, text) in enumerate(texts):
        head = f"---\nlanguage: en\nkind: note\nentity: {entity}\n---\n"
        (folder / f"{number:02}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    library = Library.open(tmp_path / "home", encoder="none")
    ingest(library, [folder])
    found = library.search("revenue of Harrowgate Compute from Quillon Chips")
    library.close()
    assert any("pays" in hit.passage.text for hit in found.passages[:3])


def test_a_passage_that_names_a_company_passes_its_filter(library: Library) -> None:
    found = library.search("largest lessor", company="Harrowgate Compute")
    assert any(hit.source.kind == "note" for hit in found.passages)


def test_kinds_and_grades_are_filters(library: Library) -> None:
    found = library.search("生成AI 企業 revenue", kinds=("survey",), grades=("B",))
    assert {hit.source.kind for hit in found.passages} == {"survey"}
    assert len(found.where) == 1


@pytest.mark.parametrize(
    "question",
    [
        "What dividend does Harrowgate Compute pay?",
        "Harrowgate Compute revenue in 2017",
        "How much did Quenby Robotics raise in its Series C?",
        "白樺計算の監査法人はどこか",
        "白樺計算の2018年3月期の売上高",
        "鈴鹿重工の2025年3月期の売上高",
        "What is the population of Lisbon?",
    ],
)
def test_what_is_not_here_is_not_answerable(library: Library, question: str) -> None:
    assert not library.search(question).answerable


@pytest.mark.parametrize(
    "question",
    [
        "Harrowgate Compute revenue 2024",
        "ハロウゲート・コンピュートの設備投資額",
        "白樺計算の2025年3月期の売上高",
        "How did hourly rental prices of accelerators develop?",
        "実証実験から本番運用に移れた会社の数",
    ],
)
def test_what_is_here_is_answerable(library: Library, question: str) -> None:
    assert library.search(question).answerable


def test_an_unknown_name_is_named_in_the_notice(library: Library) -> None:
    notice = library.search("How much did Quenby Robotics raise?").notice
    assert notice is not None
    assert "Quenby" in notice


def test_an_empty_library_finds_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = Library.open(tmp_path_factory.mktemp("empty"), encoder="none")
    found = empty.search("revenue")
    empty.close()
    assert (found.passages, found.answerable) == ((), False)


def test_companies_are_listed_with_both_names(library: Library) -> None:
    names = {company.name: company.aliases for company in library.companies()}
    assert "ハロウゲート・コンピュート" in names["Harrowgate Compute"]
    assert "AI market" not in names


def test_a_name_is_found_as_it_sounds(library: Library) -> None:
    assert library.find_company("ハロウゲートの売上高") == ("Harrowgate Compute",)
