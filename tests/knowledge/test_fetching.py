"""Addresses are judged before a byte is sent, and answers are read within limits."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
from dataclasses import replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

import pytest

from kuroji.knowledge.addresses import Address, is_public
from kuroji.knowledge.fetching import Fetched, Resolve, Rules, Unfetchable, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - judged, never bound
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.0.8",
    "192.88.99.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:0:53aa:64c:0:fbff:ffff:fffe",
    "2001:db8::1",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_addresses_are_known_however_they_are_wrapped(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))


def _as_the_system_reads_it(host: str) -> str:
    if ":" in host:
        return host
    return "127.0.0.1" if host == "localhost" else socket.inet_ntoa(socket.inet_aton(host))


class _Site(http.server.BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str | None, str | None]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Host"], self.headers["X-Secret"]))
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
        elif self.path == "/bomb":
            self._send(gzip.compress(b"\0" * 40_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/packed":
            self._send(
                gzip.compress("売上高".encode()), {"Content-Encoding": "gzip", "Set-Cookie": "a=b"}
            )
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            self._slowly(b"x")
        elif self.path == "/slow-headers":
            self._slowly(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 1000)
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"few")
        else:
            self._send(b"<p>Revenue was 5.", {"Content-Type": "text/html"})

    def _send(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(404 if self.path == "/none" else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _slowly(self, data: bytes) -> None:
        try:
            for byte in data * (30 if len(data) == 1 else 1):
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _loopback(address: Address) -> bool:
    return str(address) == "127.0.0.1"


NAMES = {
    "site.example": ["127.0.0.1"],
    "inside.example": ["10.0.0.1"],
    "both.example": ["127.0.0.1", "10.0.0.1"],
}


def _resolve(host: str, _port: int) -> list[str]:
    if host in NAMES:
        return NAMES[host]
    if host.replace(".", "").isdigit():
        return [host]
    raise OSError


def _rules(resolve: Resolve = _resolve, ports: frozenset[int] | None = None) -> Rules:
    return Rules(
        allowed=_loopback, ports=ports, resolve=resolve, seconds=1.5, silence=1.0, size=1 << 20
    )


def _code(answer: Fetched | Unfetchable) -> str:
    return answer.code if isinstance(answer, Unfetchable) else str(answer.status)


def test_the_judged_address_is_asked_under_the_name(port: int) -> None:
    answer = fetch(f"http://site.example:{port}/page?q=1#part", _rules())
    assert isinstance(answer, Fetched)
    assert answer.content == b"<p>Revenue was 5."
    assert _Site.seen[-1][:2] == ("/page?q=1", f"site.example:{port}")


def test_where_the_first_address_cannot_be_reached_the_next_is_asked(port: int) -> None:
    rules = _rules(resolve=lambda _host, _port: ["127.0.0.99", "127.0.0.1"])
    open_to_all = replace(rules, allowed=lambda _: True)
    assert _code(fetch(f"http://site.example:{port}/page", open_to_all)) == "200"


def test_one_address_inside_refuses_them_all(port: int) -> None:
    rules = _rules(resolve=lambda _host, _port: ["127.0.0.1", "10.0.0.1"])
    assert _code(fetch(f"http://site.example:{port}/page", rules)) == "not_public"


def test_a_port_is_asked_only_with_leave() -> None:
    rules = Rules(allowed=lambda _: False, resolve=lambda _host, _port: ["127.0.0.1"])
    assert _code(fetch("http://site.example:8080/", rules)) == "port"
    assert (
        _code(fetch("http://site.example:8080/", rules.with_ports(frozenset([8080]))))
        == "not_public"
    )


def test_what_is_packed_is_unpacked_and_cookies_are_dropped(port: int) -> None:
    answer = fetch(f"http://site.example:{port}/packed", _rules())
    assert isinstance(answer, Fetched)
    assert answer.content.decode() == "売上高"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://017700000001/",
    ],
)
def test_no_spelling_of_this_machine_is_asked(url: str) -> None:
    rules = Rules(resolve=lambda host, _port: [_as_the_system_reads_it(host)])
    assert _code(fetch(url, rules)) == "not_public"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "address"),
        ("ftp://site.example/", "address"),
        ("http://", "address"),
        ("http://a:b@site.example/", "address"),
        ("http://site.example:22/", "port"),
        ("http://site.example:99999/", "address"),
        ("http://nowhere.example/", "unknown_host"),
        ("http://inside.example/", "not_public"),
        ("http://both.example/", "not_public"),
    ],
)
def test_what_is_no_public_web_address_is_refused(url: str, code: str) -> None:
    assert _code(fetch(url, _rules(ports=frozenset({80, 443})))) == code


def test_a_redirect_inside_is_refused_before_it_is_asked(port: int) -> None:
    before = len(_Site.seen)
    assert (
        _code(fetch(f"http://site.example:{port}/to?http://inside.example:{port}/x", _rules()))
        == "not_public"
    )
    assert len(_Site.seen) == before + 1


def test_a_name_that_changes_its_answer_is_judged_at_every_step(port: int) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rules = _rules(resolve=lambda _host, _port: next(answers))
    assert _code(fetch(f"http://site.example:{port}/to?/page", rules)) == "not_public"


def test_redirects_are_followed_without_our_headers_but_not_for_ever(port: int) -> None:
    fetch(f"http://site.example:{port}/to?/page", _rules(), {"X-Secret": "s"})
    assert [seen[2] for seen in _Site.seen[-2:]] == ["s", None]
    loop = f"http://site.example:{port}/to?/to?/to?/to?/to?/to?/to?/to?/page"
    assert _code(fetch(loop, _rules())) == "redirects"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/bomb", "too_big"),
        ("/drip", "timeout"),
        ("/slow-headers", "timeout"),
        ("/short", "connection"),
        ("/none", "404"),
    ],
)
def test_bad_servers_cost_no_more_than_the_limits(port: int, path: str, code: str) -> None:
    begun = time.monotonic()
    assert _code(fetch(f"http://site.example:{port}{path}", _rules())) == code
    assert time.monotonic() - begun < 3
