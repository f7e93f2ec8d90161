"""Files come whole or not at all."""

import os
from pathlib import Path

import pytest

from kuroji.memo.bundle import Bundle
from kuroji.memo.publishing import folder_name, published
from tests.memo.memos import bundle_of

BUNDLE = bundle_of("**Nothing is told.**")


def test_the_document_comes_last_and_reads_back(tmp_path: Path) -> None:
    paths = published(BUNDLE, tmp_path / "a" / "b")
    assert [path.name for path in paths] == ["memo.md", "memo.html", "memo.json"]
    again = Bundle.parse(paths[-1].read_text(encoding="utf-8"))
    assert isinstance(again, Bundle)
    assert again.bundle_hash == BUNDLE.bundle_hash


def test_the_document_comes_with_any_format(tmp_path: Path) -> None:
    paths = published(BUNDLE, tmp_path, ("html",))
    assert [path.name for path in paths] == ["memo.html", "memo.json"]


def test_nothing_else_is_left(tmp_path: Path) -> None:
    published(BUNDLE, tmp_path)
    published(BUNDLE, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["memo.html", "memo.json", "memo.md"]


def test_a_folder_that_is_a_file_is_refused_and_left(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(OSError):  # noqa: PT011 - which one hangs on the system
        published(BUNDLE, place)
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        published(BUNDLE, tmp_path)


def test_a_failure_half_way_leaves_the_older_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(BUNDLE, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        published(bundle_of("**Something else is told.**"), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("company", "folder"),
    [
        ("CoreWeave, Inc.", "coreweave-inc"),
        ("さくらインターネット", "さくらインターネット"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "memo"),
        ("C3.ai", "c3-ai"),
        ("a/b\\c", "a-b-c"),
    ],
)
def test_a_company_gives_one_folder_inside(company: str, folder: str) -> None:
    assert folder_name(company) == folder
