"""A scripted model server on loopback: each request takes the next step of a scenario."""

import contextlib
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from tests.model_server.steps import Json, ScenarioError, Step, pieces, whole

SCENARIOS = Path(__file__).parent / "scenarios"
_EXHAUSTED = {"message": "scenario exhausted", "code": "scenario_exhausted"}
_BROKEN = {"message": "scripted failure", "type": "server_error", "code": "server_error"}


class FaultyServer:
    """One scenario on a free port: `requests` are recorded without keys, `problems` are unmet
    expectations of the scenario."""

    def __init__(self, scenario: Json) -> None:
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self.sleep = self._stopping.wait  # ends at once when the server closes
        self.requests: list[Json] = []
        self.problems: list[str] = []
        steps = [Step.parse(step) for step in scenario["steps"]]
        self._steps = [step for step in steps for _ in range(step.times)]
        self._then = scenario.get("then", "stop")
        if not self._steps or self._then not in ("stop", "repeat_last", "loop"):
            raise ScenarioError("a scenario needs a step, and `then`: stop, repeat_last or loop")
        handler = type("Handler", (_Handler,), {"script": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @classmethod
    def of(cls, name: str) -> Self:
        """Return a server of the scenario file `name`."""
        return cls(json.loads((SCENARIOS / f"{name}.json").read_text(encoding="utf-8")))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()

    def next_step(self, body: Json) -> tuple[Step, int]:
        """Return the step for this request, and the request's number."""
        with self._lock:
            place = len(self.requests)
            self.requests.append({"at": time.monotonic(), "body": body})
            if place >= len(self._steps):
                if self._then == "stop":
                    self.problems.append(f"request {place + 1}: the scenario is exhausted")
                    return Step(kind="status", status=400, body={"error": _EXHAUSTED}), place + 1
                place = -1 if self._then == "repeat_last" else place % len(self._steps)
            step = self._steps[place]
            self.problems += _unmet(step, body)
            return step, len(self.requests)


def _unmet(step: Step, body: Json) -> list[str]:
    turns = body.get("messages") or [{}]
    tools = {tool.get("function", {}).get("name") for tool in body.get("tools") or ()}
    text = json.dumps(body, ensure_ascii=False)
    wanted, role = step.expect.get("last_role"), turns[-1].get("role")
    found = [] if wanted in (None, role) else [f"last role {role}, wanted {wanted}"]
    found += [
        f"does not hold {word!r}" for word in step.expect.get("contains", ()) if word not in text
    ]
    found += [f"no tool {name}" for name in step.expect.get("tools", ()) if name not in tools]
    return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: FaultyServer

    def log_message(self, *_: object) -> None:
        """Say nothing: the test reads `requests`."""

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the client hung up first
            super().handle()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        step, serial = self.script.next_step(body)
        self.script.sleep(step.first_delay_s)
        match step.kind:
            case "reset":
                self._drop(hard=True)
            case "hang":
                self.script.sleep(step.seconds)
                self._drop(hard=False)
            case "status" | "raw":
                self._send(step.status, {} if step.body is None else step.body, step.headers)
            case "reply" if body.get("stream"):
                wanted = bool((body.get("stream_options") or {}).get("include_usage"))
                self._stream(step, list(pieces(step, serial, usage=wanted)))
            case "reply" if step.cut in ("reset", "close"):
                self._drop(hard=step.cut == "reset")
            case "reply":
                self._send(200, whole(step, serial), step.headers)

    def _send(self, status: int, body: Any, headers: Json) -> None:
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        self.send_response(status)
        sent = {"Content-Type": "application/json", **headers, "Content-Length": len(text.encode())}
        for name, value in sent.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text.encode())

    def _stream(self, step: Step, events: list[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        whole_length = len(events) if step.cut is None else step.cut_after
        for event in events[:whole_length]:
            self.script.sleep(step.chunk_delay_s)
            self._chunk(f"data: {event}\n\n")
        match step.cut:
            case "reset" | "close":
                self._drop(hard=step.cut == "reset")
                return
            case "bad_json":
                self._chunk('data: {"id": "chatcmpl-scr\n\n')
            case "error_event":
                self._chunk(f"event: error\ndata: {json.dumps({'error': _BROKEN})}\n\n")
            case _:
                pass
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):X}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _drop(self, *, hard: bool) -> None:
        """Close the socket: with a reset, or as a peer that just went away."""
        self.close_connection = True
        linger = struct.pack("ii", 1 if hard else 0, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        socket.close(self.connection.detach())
