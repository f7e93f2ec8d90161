"""An address → bytes, with guards against internal hosts, endless bodies and slow servers."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx
from pydantic import BaseModel, ConfigDict

from kuroji import __version__
from kuroji.knowledge.addresses import Address, is_public, parsed

Resolve = Callable[[str, int], list[str]]


class Fetched(BaseModel):
    """An answer of a server: where it came from in the end, and what it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    status: int
    headers: dict[str, str]
    content: bytes


class Unfetchable(BaseModel):
    """Why nothing came from an address, and what can be done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    reason: str
    remedy: str


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses that the system has for `host`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be asked for and how much it may cost; `ports` None allows all."""

    allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443})
    redirects: int = 5
    size: int = 50 << 20
    seconds: float = 30.0
    silence: float = 10.0
    resolve: Resolve = field(default=resolved)

    def with_ports(self, more: frozenset[int]) -> Rules:
        """Return the same rules with `more` ports allowed."""
        return self if self.ports is None else replace(self, ports=self.ports | more)


PUBLIC = Rules()


def fetch(
    url: str, rules: Rules = PUBLIC, headers: Mapping[str, str] = MappingProxyType({})
) -> Fetched | Unfetchable:
    """Get `url`; each redirect is judged anew, and the address judged is the one connected to.

    Answers of every status come back as they are, but for redirects, which are followed.
    """
    deadline = time.monotonic() + rules.seconds
    asked = url
    for _ in range(rules.redirects + 1):
        parts = _parts(asked, rules)
        if isinstance(parts, Unfetchable):
            return parts
        addresses = _addresses(parts, rules)
        if isinstance(addresses, Unfetchable):
            return addresses
        answer = _first(asked, parts, addresses, rules, {**_OURS, **headers}, deadline)
        if isinstance(answer, Unfetchable) or answer.status not in _REDIRECTS:
            return answer
        target = answer.headers.get("location")
        if not target:
            return answer
        asked = urljoin(asked, target)
        headers = MappingProxyType({})  # what was meant for one host is not sent on to the next
    return _no(
        "redirects",
        f"it redirects more than {rules.redirects} times",
        "open the page and copy its last address",
    )


_TRIED = 4  # addresses of one host
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OURS = {
    "User-Agent": f"kuroji/{__version__}",
    "Accept": "text/html,application/pdf,application/xhtml+xml,application/json;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


def _no(code: str, reason: str, remedy: str) -> Unfetchable:
    return Unfetchable(code=code, reason=reason, remedy=remedy)


def _parts(url: str, rules: Rules) -> SplitResult | Unfetchable:
    """Take an address apart; refuse what is no plain web address."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return _no("address", "it is no valid web address", "check how it is written")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return _no("address", "only http and https addresses are read", "give a web address")
    if parts.username is not None or parts.password is not None:
        return _no(
            "address", "it carries a user name or password", "save the page and ingest the file"
        )
    if rules.ports is not None and port not in rules.ports:
        return _no(
            "port",
            f"port {port} is no usual port of a web server",
            f"add --allow-port {port} if you trust it, or save the page and ingest the file",
        )
    return parts


def _addresses(parts: SplitResult, rules: Rules) -> tuple[Address, ...] | Unfetchable:
    """Resolve the host once; every answer must be allowed."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
        answers = [parsed(answer) for answer in rules.resolve(ascii_host, port)]
    except (OSError, UnicodeError):
        return _no(
            "unknown_host",
            f"no server named {host} was found",
            "check the address and the connection",
        )
    known = [address for address in answers if address is not None]
    if not known or len(known) != len(answers):
        return _no(
            "unknown_host",
            f"no server named {host} was found",
            "check the address and the connection",
        )
    if not all(rules.allowed(address) for address in known):
        return _no(
            "not_public",
            f"{host} is an address inside a private network",
            "save the page and ingest the file",
        )
    return tuple(dict.fromkeys(known))[:_TRIED]


def _first(
    url: str,
    parts: SplitResult,
    addresses: tuple[Address, ...],
    rules: Rules,
    headers: Mapping[str, str],
    deadline: float,
) -> Fetched | Unfetchable:
    """Ask the first of the judged addresses that can be reached: IPv6 often cannot."""
    answer: Fetched | Unfetchable = _slow(rules)
    for address in addresses:
        answer = _asked(url, parts, address, rules, headers, deadline)
        if isinstance(answer, Fetched) or answer.code != "connection":
            return answer
    return answer


def _asked(
    url: str,
    parts: SplitResult,
    address: Address,
    rules: Rules,
    headers: Mapping[str, str],
    deadline: float,
) -> Fetched | Unfetchable:
    """Make one request to the judged address, under the name that was asked for."""
    literal = f"[{address}]" if address.version == 6 else str(address)
    netloc = f"{literal}:{parts.port}" if parts.port else literal
    target = parts._replace(netloc=netloc, fragment="").geturl()
    watch = _Watch(deadline)
    extensions = {"sni_hostname": parts.hostname, "trace": watch.trace}
    try:
        with (
            watch,
            httpx.Client(trust_env=False, timeout=rules.silence, follow_redirects=False) as client,
            client.stream(
                "GET", target, headers={**headers, "Host": parts.netloc}, extensions=extensions
            ) as answer,
        ):
            return _whole(url, answer, rules, deadline)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, zlib.error) as error:
        if time.monotonic() >= deadline:
            return _slow(rules)
        if isinstance(error, httpx.TimeoutException):
            return _no(
                "timeout",
                f"{parts.hostname} did not answer within {rules.silence:.0f} s",
                "try again later",
            )
        return _no(
            "connection",
            f"the connection to {parts.hostname} failed or broke off",
            "try again later",
        )


def _whole(
    url: str, answer: httpx.Response, rules: Rules, deadline: float
) -> Fetched | Unfetchable:
    """Read the body up to the limits of size and time; what it unpacks to counts."""
    parts: list[bytes] = []
    total = 0
    for part in _unpacked(answer, rules.size + 1):
        total += len(part)
        if total > rules.size:
            return _no(
                "too_big",
                f"it is larger than {rules.size >> 20} MB",
                "download it and ingest the file",
            )
        if time.monotonic() > deadline:
            return _slow(rules)
        parts.append(part)
    if time.monotonic() >= deadline:  # a connection that we shut looks like one that ended
        return _slow(rules)
    kept = {
        name.lower(): value
        for name, value in answer.headers.items()
        if name.lower() != "set-cookie"
    }
    return Fetched(url=url, status=answer.status_code, headers=kept, content=b"".join(parts))


def _unpacked(answer: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield the body; a packed one is unpacked in bearable pieces."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("gzip", "x-gzip", "deflate"):
        yield from answer.iter_raw()
        return
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for packed in answer.iter_raw():
        yield unpacker.decompress(packed, most)
        while unpacker.unconsumed_tail:
            yield unpacker.decompress(unpacker.unconsumed_tail, 1 << 20)
    yield unpacker.flush(1 << 20)


def _slow(rules: Rules) -> Unfetchable:
    return _no(
        "timeout",
        f"it did not arrive whole within {rules.seconds:.0f} s",
        "download it and ingest the file",
    )


class _Watch:
    """Shuts the connection at the deadline, also while a server sends its headers bit by bit."""

    def __init__(self, deadline: float) -> None:
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._shut)
        self._timer.daemon = True
        self._socket: Any = None

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember the socket of a connection; the HTTP library tells of each step."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
