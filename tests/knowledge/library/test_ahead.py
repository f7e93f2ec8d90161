"""Files are read a few ahead, in their order, and their originals are kept."""

from pathlib import Path

import pytest

from kuroji.knowledge import originals
from kuroji.knowledge.ahead import brought
from kuroji.knowledge.filing import Said, Seen
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.readers import Unreadable


def test_files_come_in_order_with_their_readings(tmp_path: Path) -> None:
    files = []
    for number in range(9):
        path = tmp_path / f"{number}.md"
        path.write_text(f"Note {number}: revenue rose.\n", encoding="utf-8")
        files.append((path, Said()))
    files.insert(4, (tmp_path / "nowhere.md", Said()))
    came = list(brought(files, tmp_path / "home", lambda _: False))
    assert [one.path for one in came] == [path for path, _ in files]
    assert isinstance(came[4].seen, Unreadable)
    assert came[4].sha256 is None
    for one in (*came[:4], *came[5:]):
        assert isinstance(one.seen, Seen)
        assert one.sha256 is not None
        assert originals.sound(tmp_path / "home", one.sha256)


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Revenue rose.\n", encoding="utf-8")
    (came,) = brought([(path, Said())], tmp_path / "home", lambda _: True)
    assert came.seen is None
    assert came.sha256 == originals.digest(path.read_bytes())


def test_a_known_file_of_which_more_is_said_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Revenue rose.\n", encoding="utf-8")
    library = Library.open(tmp_path / "home", encoder="none")
    ingest(library, [path])
    done = ingest(library, [path], grade="B")
    grades = [source.grade for source in library.archive.sources()]
    library.close()
    assert (len(done.read), grades) == (1, ["B"])


@pytest.mark.parametrize("left", [None, b"Revenue fell.\n"])
def test_an_original_that_was_lost_or_changed_is_mended_by_its_file(
    tmp_path: Path, left: bytes | None
) -> None:
    path = tmp_path / "a.md"
    path.write_text("Revenue rose.\n", encoding="utf-8")
    library = Library.open(tmp_path / "home", encoder="none")
    ingest(library, [path])
    (source,) = library.archive.sources()
    kept = originals.place(library.home, source.sha256)
    kept.unlink()
    if left is not None:
        kept.write_bytes(left)
    wrong = library.faults()
    again = ingest(library, [path])
    after = library.faults()
    library.close()
    assert (len(wrong), after) == (1, [])
    assert len(again.duplicates) == 1
    assert originals.sound(library.home, source.sha256)
