"""The word index and Chroma may be lost or damaged at any time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kuroji.knowledge import indexing
from kuroji.knowledge.embedding import windows
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.lexical import Damaged, Entry, Filter, Lexical, Wanted, words_of
from kuroji.knowledge.library import Library
from kuroji.knowledge.store import Store, Unusable


def test_a_deleted_word_index_is_made_again(tmp_path: Path, library: Library) -> None:
    library.close()
    shutil.rmtree(tmp_path / "home" / "index")
    opened = Library.open(tmp_path / "home", encoder="none")
    found = opened.search("Harrowgate Compute revenue")
    opened.close()
    assert found.passages


@pytest.mark.parametrize("suffix", ["idx", "term", "fieldnorm", "store", "fast"])
def test_a_changed_byte_is_noticed_and_healed(
    tmp_path: Path, library: Library, suffix: str
) -> None:
    library.close()
    file = next(indexing.folder_of(tmp_path / "home").glob(f"*.{suffix}"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(Damaged):
        Lexical.open(file.parent)
    opened = Library.open(tmp_path / "home", encoder="none")
    found = opened.search("Harrowgate Compute revenue")
    opened.close()
    assert "940.0" in found.passages[0].passage.text


def test_an_index_that_lacks_passages_is_made_again(tmp_path: Path, library: Library) -> None:
    folder = indexing.folder_of(tmp_path / "home")
    rows = [row for (row,) in library.archive.sql.execute("SELECT row FROM passages LIMIT 3")]
    Lexical.open(folder).write((), rows)
    library.close()
    opened = Library.open(tmp_path / "home", encoder="none")
    opened.search("revenue")
    count = Lexical.open(folder).count
    opened.close()
    assert count == 9


def test_words_of_both_languages_are_found(tmp_path: Path) -> None:
    index = Lexical.open(tmp_path)
    said = {1: "Revenues grew", 2: "売上高は増えた", 3: "nothing"}
    index.write(
        Entry(row, words_of("", text), "en", "note", "A", "s", ("X",)) for row, text in said.items()
    )
    assert [row for row, _ in index.scores(Wanted({"revenu": 1.0}), Filter(), 5)] == [1]
    assert [row for row, _ in index.scores(Wanted({"売上": 1.0}), Filter(companies=("X",)), 5)] == [
        2
    ]
    assert index.scores(Wanted({"売上": 1.0}), Filter(companies=("Y",)), 5) == []


def test_of_an_idea_the_best_name_counts_and_the_others_add_little(tmp_path: Path) -> None:
    index = Lexical.open(tmp_path)
    said = {1: "sales rose", 2: "turnover rose", 3: "nothing", 4: "sales and turnover"}
    index.write(
        Entry(row, words_of("", text), "en", "note", "A", "s", ()) for row, text in said.items()
    )
    names = ({"sale": 1.0}, {"turnov": 1.0})
    scores = dict(index.scores(Wanted({}, (names,)), Filter(), 5))
    assert set(scores) == {1, 2, 4}
    assert scores[2] < scores[4] < 2 * scores[2]


def test_an_index_with_other_words_is_made_anew(tmp_path: Path, library: Library) -> None:
    folder = indexing.folder_of(tmp_path / "home")
    library.close()
    folder.rename(folder.with_name("words"))
    opened = Library.open(tmp_path / "home", encoder="none")
    found = opened.search("Harrowgate Compute revenue")
    opened.close()
    assert "940.0" in found.passages[0].passage.text


def test_writing_a_row_again_replaces_it(tmp_path: Path) -> None:
    index = Lexical.open(tmp_path)
    for text in ("first", "second"):
        index.write([Entry(7, words_of("", text), "en", "note", "A", "s", ())])
    assert index.count == 1
    assert index.scores(Wanted({"first": 1.0}), Filter(), 5) == []


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[str]]]:
    """Return a Chroma store of random vectors."""
    opened = Store(tmp_path_factory.mktemp("chroma"), "test")
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((200, 16)).astype(np.float32)
    ids = [f"p{number}" for number in range(200)]
    opened.add("en", ids, vectors)
    yield opened, ids
    opened.discard()


def test_chroma_finds_the_nearest(store: tuple[Store, list[str]]) -> None:
    opened, ids = store
    vectors = np.random.default_rng(0).standard_normal((200, 16)).astype(np.float32)
    assert opened.nearest("en", vectors[17], 3)[0] == "p17"
    assert opened.finds_itself("en", ids[:20], vectors[:20]) == 1.0
    assert opened.count("en") == 200


def test_a_lost_chroma_does_not_pass_the_check(tmp_path: Path) -> None:
    opened = Store(tmp_path / "chroma", "test")
    vectors = np.eye(8, dtype=np.float32)
    ids = [f"p{number}" for number in range(8)]
    opened.add("ja", ids, vectors)
    opened.reopen()
    shutil.rmtree(tmp_path / "chroma")
    try:
        sound = opened.count("ja") == 8 and opened.finds_itself("ja", ids, vectors) == 1.0
    except Unusable:
        sound = False
    opened.discard()
    assert not sound


def test_windows_hold_every_sentence_under_the_header() -> None:
    text = "First sentence of some length here. " * 20
    made = windows("Header | Title", text, "en")
    assert len(made) > 2
    assert all(one.startswith("Header | Title\n") for one in made)
    assert sum(one.count("First sentence") for one in made) == 20


def test_meaning_finds_what_words_do_not(tmp_path: Path, documents: Path) -> None:
    library = Library.open(tmp_path / "meaning", encoder="small")
    ingest(library, [documents])
    assert "0 % ready" in (library.search("Harrowgate Compute revenue").notice or "")
    library.embed()
    found = library.search("accelerator leasing became cheaper")
    faults = library.faults()
    library.close()
    assert "Hourly rental" in found.passages[0].passage.text
    assert found.notice is None
    assert faults == []


@pytest.mark.parametrize(("share", "sound"), [(1.0, True), (0.95, True), (0.9, False)])
def test_a_near_index_may_miss_one_of_twenty_and_no_more(
    tmp_path: Path,
    documents: Path,
    monkeypatch: pytest.MonkeyPatch,
    share: float,
    sound: bool,
) -> None:
    library = Library.open(tmp_path / "meaning", encoder="small")
    ingest(library, [documents])
    library.embed()
    monkeypatch.setattr(Store, "finds_itself", lambda *_: share)
    faults = library.faults()
    library.close()
    assert (faults == []) == sound


def test_a_lost_vector_file_is_made_again(tmp_path: Path, documents: Path) -> None:
    library = Library.open(tmp_path / "meaning", encoder="small")
    ingest(library, [documents])
    library.embed()
    next((tmp_path / "meaning" / "index").glob("*.f16")).unlink()
    library.refresh()
    assert library.search("accelerator leasing").passages
    library.embed()
    done, whole = library.embedded()
    library.close()
    assert done == whole == 9
