"""A server on this machine that answers from a table, fails when told, and remembers the asking."""

from __future__ import annotations

import http.server
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Double:
    """`answers` by path (with query): body, or status with headers and body; a list is used up."""

    base: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def next_answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        answer = self.answers.get(path, (404, {}, b""))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return (200, {}, answer) if isinstance(answer, bytes) else answer  # type: ignore[return-value]  # the table's own form

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]


@pytest.fixture
def double() -> Iterator[Double]:
    state = Double()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.seen.append((self.path, dict(self.headers.items())))
            status, headers, body = state.next_answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.base = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield state
        server.shutdown()
