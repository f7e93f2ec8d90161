"""Which files a path stands for, and what is named because it is passed by."""

import os
from pathlib import Path

import pytest

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.readers import Limits, Unreadable
from kuroji.knowledge.walking import content_of, walked


def _names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_a_link_that_the_user_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Revenue of Inverbrae was 812 million.", encoding="utf-8")
    link = tmp_path / "latest.txt"
    link.symlink_to("report.txt")
    library = Library.open(tmp_path / "home", encoder="none")
    done = ingest(library, [link])
    library.close()
    assert [Path(one.path).name for one in done.read] == ["latest.txt"]


def test_a_link_met_inside_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "plain.txt").write_text("words", encoding="utf-8")
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "round").symlink_to(folder)
    found = walked([folder])
    assert _names(found.files) == ["plain.txt"]
    assert [(path.name, why.code) for path, why in found.passed_by] == [
        ("out.txt", "link"),
        ("round", "link"),
    ]


def test_a_linked_folder_that_the_user_names_is_walked(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("words", encoding="utf-8")
    (tmp_path / "here").symlink_to("folder")
    assert _names(walked([tmp_path / "here"]).files) == ["a.txt"]


def test_hidden_files_are_not_evidence_and_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KEY=1", encoding="utf-8")
    found = walked([tmp_path])
    assert found.files == ()
    assert found.passed_by[0][1].code == "empty"


def test_a_file_of_secrets_is_refused_also_by_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KEY=1", encoding="utf-8")
    found = walked([tmp_path / ".env"])
    assert found.files == ()
    assert found.passed_by[0][1].code == "secrets"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert _names(walked([tmp_path]).files) == ["shut"]


def test_a_file_over_the_limit_names_the_setting(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(3 << 20)
    found = content_of(tmp_path / "big.txt", Limits(file=2))
    assert isinstance(found, Unreadable)
    assert "KUROJI_READER_FILE" in found.remedy
