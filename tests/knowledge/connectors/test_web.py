"""A web address brings the page or file behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kuroji.knowledge.connectors import web
from kuroji.knowledge.fetching import Rules, Unfetchable
from kuroji.knowledge.readers import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

ANY = Rules(allowed=lambda _: True, ports=None)


def test_a_page_is_kept_under_a_harmless_name_and_can_be_read(tmp_path: Path, double: Any) -> None:
    double.answers["/news/%2e%2e%2fa%20b?x=1"] = (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        "<p>売上高は5億円であった。".encode(),
    )
    found = web.bring(f"{double.base}/news/%2e%2e%2fa%20b?x=1", tmp_path, ANY)
    assert not isinstance(found, Unfetchable)
    assert (found[0].path, found[0].publisher) == (tmp_path / "a_b.html", "127.0.0.1")
    reading = read_file(found[0].path)
    assert isinstance(reading, Reading)
    assert reading.text == "売上高は5億円であった。"


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "refused"), (403, "refused"), (404, "not_found"), (500, "status"), (200, "empty")],
)
def test_pages_that_cannot_be_had_are_said_to_be(
    tmp_path: Path, double: Any, status: int, code: str
) -> None:
    double.answers["/x"] = (status, {}, b"")
    found = web.bring(f"{double.base}/x", tmp_path, ANY)
    assert isinstance(found, Unfetchable)
    assert found.code == code


def test_this_machine_is_not_asked_without_leave(tmp_path: Path, double: Any) -> None:
    found = web.bring(f"{double.base}/x", tmp_path)
    assert isinstance(found, Unfetchable)
    assert double.seen == []
