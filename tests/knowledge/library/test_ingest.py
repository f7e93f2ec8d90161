"""Bringing documents in: whole or not at all, once, and gone when they are removed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kuroji.knowledge import originals, schema
from kuroji.knowledge.archive import Archive
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.filed import boxes_in, boxes_written
from kuroji.knowledge.filing import Said
from kuroji.knowledge.ingest import Progress, ingest, ingest_said, recover
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Box
from kuroji.knowledge.readers import Limits, Reading, Section, Unreadable
from kuroji.knowledge.schema import MIGRATIONS, Newer


def test_front_matter_becomes_the_source(library: Library) -> None:
    source = next(s for s in library.archive.sources() if s.title.startswith("Harrowgate"))
    assert (source.entity, source.grade, source.origin, source.kind) == (
        "Harrowgate Compute",
        "A",
        "harrow10k",
        "filing_extract",
    )
    assert source.published is not None


def test_a_month_counts_as_its_last_day(library: Library) -> None:
    source = next(s for s in library.archive.sources() if s.language == "ja" and s.published)
    assert str(source.published) == "2025-06-30"


def test_every_passage_is_a_slice_of_its_source(library: Library) -> None:
    for passage in library.archive.passages():
        text = library.archive.text(passage.source_id) or ""
        assert text[passage.start : passage.end] == passage.text


def test_the_same_again_is_a_duplicate(library: Library, documents: Path) -> None:
    before = library.archive.passages()
    done = ingest(library, [documents])
    assert (len(done.read), len(done.duplicates)) == (0, 4)
    assert library.archive.passages() == before


def test_a_changed_document_replaces_the_older_version(library: Library, documents: Path) -> None:
    file = documents / "harrowgate-2024.md"
    old = next(s for s in library.archive.sources() if s.title.startswith("Harrowgate"))
    file.write_text(file.read_text(encoding="utf-8").replace("940.0", "955.5"), encoding="utf-8")
    ingest(library, [file])
    texts = [h.passage.text for h in library.search("Harrowgate Compute revenue 2024").passages]
    assert any("955.5" in text for text in texts)
    assert not any("940.0" in text for text in texts)
    assert library.archive.source(old.id) == old
    assert library.archive.passages(old.id)


def test_an_older_version_that_comes_back_is_current_again(
    library: Library, documents: Path
) -> None:
    file = documents / "harrowgate-2024.md"
    first = file.read_text(encoding="utf-8")
    file.write_text(first.replace("940.0", "955.5"), encoding="utf-8")
    ingest(library, [file])
    file.write_text(first, encoding="utf-8")
    ingest(library, [file])
    top = library.search("Harrowgate Compute revenue 2024").passages[0].passage.text
    assert "940.0" in top
    assert len(library.archive.sources()) == 4


def test_a_removed_source_is_gone_wholly(library: Library) -> None:
    source = next(s for s in library.archive.sources() if s.kind == "survey")
    kept = library.archive.original(source.id)
    assert library.remove(source.id)
    assert kept is not None
    assert not kept.exists()
    assert library.archive.source(source.id) is None
    assert all(h.source.id != source.id for h in library.search("生成AIの実証実験").passages)
    assert not library.remove(source.id)


def test_what_the_user_says_stands_over_the_document(library: Library, documents: Path) -> None:
    ingest(library, [documents / "rental-market.md"], grade="B", company="Harrowgate Compute")
    source = next(s for s in library.archive.sources() if s.kind == "note")
    assert (source.grade, source.entity) == ("B", "Harrowgate Compute")
    assert len(library.archive.sources()) == 4


def test_an_article_that_repeats_another_has_its_origin(library: Library, tmp_path: Path) -> None:
    body = "The regulator found that three lessors had booked the same machines twice. " * 4
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text(f"{name}\n\n{body}", encoding="utf-8")
    ingest(library, [tmp_path / "first.txt"])
    ingest(library, [tmp_path / "second.txt"])
    first, second = library.archive.sources()[-2:]
    assert first.origin == first.id or second.origin in {first.id, second.id}


def test_twins_are_folded(library: Library, tmp_path: Path) -> None:
    text = "---\ntitle: T{n}\ngrade: {g}\n---\n\nThe lessor of Inverbrae booked a charge of 12."
    for number, grade in enumerate("CA"):
        path = tmp_path / f"twin{number}.md"
        path.write_text(text.format(n=number, g=grade), encoding="utf-8")
        ingest(library, [path])
    hits = [h for h in library.search("Inverbrae charge").passages if "Inverbrae" in h.passage.text]
    assert len(hits) == 1
    assert hits[0].source.grade == "A"
    assert len(hits[0].duplicates) == 1


def test_a_name_that_becomes_known_later_is_found_in_what_was_there(
    library: Library, tmp_path: Path
) -> None:
    early, late = tmp_path / "early.txt", tmp_path / "late.md"
    early.write_text("The halls of Pellworth Grid stood empty in spring.", encoding="utf-8")
    late.write_text("---\ntitle: L\nentity: Pellworth Grid\n---\n\nSales were 3.", encoding="utf-8")
    ingest(library, [early])
    ingest(library, [late])
    found = library.search("empty halls", company="Pellworth Grid")
    assert "stood empty" in found.passages[0].passage.text


def test_what_cannot_be_read_is_skipped_with_a_reason(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = ingest(library, [tmp_path / "empty.md", tmp_path / "picture.png", tmp_path / "none.md"])
    assert len(done.skipped) == 3
    assert all(one.reason for one in done.skipped)


def test_progress_ends_with_everything_done(tmp_path: Path, documents: Path) -> None:
    library = Library.open(tmp_path / "other", encoder="none")
    told: list[Progress] = []
    ingest(library, [documents], progress=told.append)
    library.close()
    reading = [p for p in told if p.stage == "reading"]
    assert (reading[-1].done, reading[-1].total) == (4, 4)


def test_a_lost_table_is_read_again_from_the_originals(library: Library, tmp_path: Path) -> None:
    before = {s.id: (s.title, s.grade, s.path) for s in library.archive.sources()}
    library.close()
    for file in (tmp_path / "home").glob("library.sqlite*"):
        file.unlink()
    anew = Library.open(tmp_path / "home", encoder="none")
    done = recover(anew)
    after = {s.id: (s.title, s.grade, s.path) for s in anew.archive.sources()}
    anew.close()
    assert len(done.read) == 4
    assert after == before


def test_originals_are_kept_under_their_hash(library: Library) -> None:
    for source in library.archive.sources():
        assert originals.sound(library.home, source.sha256)


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.sql.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    archive.close()
    with pytest.raises(Newer, match="update kuroji"):
        Archive.open(tmp_path)


_RUN = """
import sys
from pathlib import Path
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
library = Library.open(Path(sys.argv[1]), encoder="none")
ingest(library, [Path(sys.argv[2])])
"""


@pytest.mark.parametrize("after", [0.35, 0.6, 0.9])
def test_a_killed_ingest_is_completed_by_the_next(
    tmp_path: Path, documents: Path, after: float
) -> None:
    for number in range(40):
        (documents / f"more{number}.txt").write_text(
            f"Note {number} on the lessors.\n", encoding="utf-8"
        )
    home = tmp_path / "killed"
    run = subprocess.Popen(  # noqa: S603 -- our own interpreter and code
        [sys.executable, "-c", _RUN, str(home), str(documents)], cwd=Path(__file__).parents[3]
    )
    end = time.monotonic() + after
    while time.monotonic() < end and run.poll() is None:
        os.sched_yield()
    run.send_signal(signal.SIGKILL)
    run.wait()
    library = Library.open(home, encoder="none")
    ingest(library, [documents])
    count, index = library.archive.count(), library.search("lessors note", k=100)
    sources = library.archive.sources()
    library.close()
    assert len(sources) == len({s.id for s in sources}) == 44
    assert len(index.passages) >= 40
    assert count >= 44


def test_a_cover_of_brackets_does_not_hold_up_the_walk(tmp_path: Path) -> None:
    (tmp_path / "brackets.txt").write_text("(" * 300_000 + "\nRevenue was 5.", encoding="utf-8")
    library = Library.open(tmp_path / "home", encoder="none")
    done = ingest(library, [tmp_path / "brackets.txt"])
    library.close()
    assert done.read
    assert done.seconds < 20


def test_a_store_of_the_first_schema_is_brought_up_and_a_copy_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Revenue of Inverbrae was 812 million.", encoding="utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", MIGRATIONS[:1])
    old = Archive.open(tmp_path / "home")
    old.sql.execute("INSERT INTO state VALUES ('kept', 'yes')")
    old.close()
    monkeypatch.undo()
    library = Library.open(tmp_path / "home", encoder="none")
    done = ingest(library, [tmp_path / "a.txt"])
    assert (library.archive.state("kept"), len(done.read)) == ("yes", 1)
    library.close()
    assert (tmp_path / "home" / "library.schema-1.sqlite").exists()


def test_a_passage_keeps_the_boxes_of_its_figures(library: Library) -> None:
    boxes = (Box(start=0, end=3, left=1, top=2, right=30, bottom=40),) * 2
    assert boxes_in(boxes_written(boxes)) == boxes
    plain = library.archive.passages()[0]
    assert "boxes" not in plain.model_dump()
    assert plain.model_copy(update={"boxes": boxes}).model_dump()["boxes"][0]["right"] == 30


def test_figures_told_from_a_picture_say_so_and_count_for_c_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is an extra, so its answer stands in for it: the way of the words is real."""
    said = "Revenue of Inverbrae Leasing was $812 million in fiscal year 2024."

    def read(path: Path, limits: Limits) -> Reading | Unreadable:
        if not limits.recognition:
            return Unreadable(code="no_text", reason="it is a scan", remedy="--ocr")
        section = Section(heading="", text=said, page=3, cells=None, start=0)
        return Reading(
            text=said, sections=(section,), title=None, language="en", published=None,
            kind="pdf", meta={}, partly=None, recognised=(3,),
        )  # fmt: skip

    monkeypatch.setattr("kuroji.knowledge.readers.read_file", read)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 a picture")
    library = Library.open(tmp_path / "home", encoder="none")
    own = Said("Inverbrae Leasing", "A", None)
    left = ingest_said(library, [(tmp_path / "scan.pdf", own)])
    done = ingest_said(library, [(tmp_path / "scan.pdf", own)], limits=Limits(recognition=9))
    (passage,) = library.archive.passages()
    (source,) = library.archive.sources()
    library.close()
    assert (left.skipped[0].code, done.read[0].recognised) == ("no_text", 1)
    assert passage.recognised
    assert passage.model_dump()["recognised"] is True
    companies = Companies({"Inverbrae Leasing": "Inverbrae Leasing"})
    (fact,) = facts_of(passage, source, companies)
    plain = facts_of(passage.model_copy(update={"recognised": False}), source, companies)
    assert (source.grade, fact.grade, plain[0].grade) == ("A", "C", "A")


def test_pages_that_nobody_tried_to_read_are_read_when_that_is_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partly = "pages 2 have no text (read it by optical recognition: --ocr)"

    def read(path: Path, limits: Limits) -> Reading:
        text = "Revenue was 5." + " And 7." * bool(limits.recognition)
        section = Section(heading="", text=text, page=1, cells=None, start=0)
        return Reading(
            text=text, sections=(section,), title=None, language="en", published=None, kind="pdf",
            meta={}, partly=None if limits.recognition else partly,
        )  # fmt: skip

    monkeypatch.setattr("kuroji.knowledge.readers.read_file", read)
    (tmp_path / "half.pdf").write_bytes(b"%PDF-1.7 half a picture")
    library = Library.open(tmp_path / "home", encoder="none")
    files = [(tmp_path / "half.pdf", Said())]
    runs = [ingest_said(library, files, limits=Limits(recognition=n)) for n in (0, 0, 9, 9)]
    texts = [one.text for one in library.archive.passages()]
    library.close()
    assert [len(run.read) for run in runs] == [1, 0, 1, 0]
    assert texts == ["Revenue was 5. And 7."]
