"""Asking a public service politely: paced, cached, patient with a busy server."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.fetching import Fetched, Rules, Unfetchable, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ATTEMPTS = 5
_LONGEST_WAIT = 60.0
_SIZE = 200 << 20


@dataclass(slots=True)
class Pace:
    """At most one request in each `interval` seconds, whichever thread asks."""

    interval: float
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self) -> None:
        with self._lock:
            start = max(self.now(), self._next)
            self._next = start + self.interval
        if (left := start - self.now()) > 0:
            self.sleep(left)


@dataclass(frozen=True, slots=True)
class Service:
    """A service at `base`, with the header it wants to know its callers by.

    `secret` is kept out of names of cached files and of messages.
    """

    name: str
    base: str
    headers: Mapping[str, str]
    cache: Path
    pace: Pace
    secret: tuple[str, str] | None = field(default=None, repr=False)
    own: bool = False  # a base address that the user has set: it may lie in a private network

    def ask(self, path: str, fresh: float | None) -> bytes | Unfetchable:
        """Return what lies at `path`; a copy not older than `fresh` seconds will do.

        None for `fresh` means that it never changes.
        """
        kept = self._place(path)
        tag, content = _kept(kept)
        if content is not None and (fresh is None or time.time() - kept.stat().st_mtime < fresh):
            return content
        answer = self._patient(path, {"If-None-Match": tag} if tag and content is not None else {})
        if isinstance(answer, Unfetchable):
            return answer
        if answer.status == 304 and content is not None:
            os.utime(kept)
            return content
        if answer.status != 200:
            return self._refused(answer.status)
        _keep(kept, answer.headers.get("etag", ""), answer.content)
        return answer.content

    def forget(self, path: str) -> None:
        """Drop the kept copy of an answer that turned out to be none."""
        self._place(path).unlink(missing_ok=True)

    def _place(self, path: str) -> Path:
        return self.cache / hashlib.sha256(f"{self.base}{path}".encode()).hexdigest()

    def json(self, path: str, fresh: float | None) -> Any | Unfetchable:
        """Return the JSON at `path`."""
        content = self.ask(path, fresh)
        if isinstance(content, Unfetchable):
            return content
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            return Unfetchable(
                code="answer",
                reason=f"{self.name} sent an answer that is no JSON",
                remedy="try again later",
            )

    def _patient(self, path: str, more: Mapping[str, str]) -> Fetched | Unfetchable:
        """Ask, and ask again after the time that a busy server names, else after ever longer."""
        answer: Fetched | Unfetchable = self._refused(503)
        for attempt in range(_ATTEMPTS):
            self.pace.wait()
            answer = fetch(self._url(path), self._rules(), {**self.headers, **more})
            if isinstance(answer, Unfetchable):
                if answer.code not in ("timeout", "connection"):
                    return answer
                wait = 2.0**attempt
            elif answer.status in _BUSY:
                wait = _named_wait(answer.headers.get("retry-after", ""), 2.0**attempt)
            else:
                return answer
            if attempt < _ATTEMPTS - 1:
                self.pace.sleep(min(wait, _LONGEST_WAIT))
        return answer

    def _rules(self) -> Rules:
        if self.own:
            return Rules(allowed=lambda _: True, ports=None, size=_SIZE, seconds=120.0)
        return Rules(size=_SIZE, seconds=120.0)

    def _url(self, path: str) -> str:
        url = self.base.rstrip("/") + path
        if self.secret is None:
            return url
        return f"{url}{'&' if '?' in path else '?'}{self.secret[0]}={self.secret[1]}"

    def _refused(self, status: int) -> Unfetchable:
        if status in (401, 403):
            return Unfetchable(
                code="refused",
                reason=f"{self.name} refused the request ({status})",
                remedy="check the contact or key in the settings, and wait ten minutes",
            )
        if status == 404:
            return Unfetchable(
                code="not_found",
                reason=f"{self.name} has no such document",
                remedy="check the code",
            )
        return Unfetchable(
            code="busy",
            reason=f"{self.name} is busy or out of order ({status})",
            remedy="try again later",
        )


def _named_wait(text: str, otherwise: float) -> float:
    return float(text) if re.fullmatch(r"\d{1,4}", text) else otherwise


def _kept(place: Path) -> tuple[str, bytes | None]:
    """Return the tag and content of a cached answer."""
    try:
        tag, _, content = place.read_bytes().partition(b"\n")
    except OSError:
        return "", None
    return tag.decode("ascii", "replace"), content


def _keep(place: Path, tag: str, content: bytes) -> None:
    """Write a cached answer whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    waiting = place.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    first = re.sub(r"[^\x21-\x7e]", "", tag)[:200]
    waiting.write_bytes(first.encode("ascii") + b"\n" + content)
    waiting.replace(place)
