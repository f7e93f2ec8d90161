"""The process that forks confined children to read files, and what a child does.

`serve` runs alone in its own interpreter: it parses nothing that a stranger wrote. The child gives
up the network, further memory, files and time before it looks at the first byte.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any, NoReturn

from kuroji.knowledge.readers.reading import MEMORY_FOR_PICTURES, Limits, Refused

_READERS = {
    "text": "text",
    "markdown": "text",
    "html": "html",
    "pdf": "pdf",
    "zipped": "zipped",
    "ole": "old_workbook",
    "json": "company_facts",
    "table": "delimited",
    "mail": "mail",
    "picture": "picture",
    "crops": "crops",
}
TOGETHER = 32  # files that one child may read
_NEW_USER, _NEW_NETWORK, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38


def serve(number: int) -> None:
    """Answer requests on the inherited socket until the other side closes it."""
    with socket.socket(fileno=number) as asked:
        _leave_the_network()
        while True:
            request, files, _, _ = socket.recv_fds(asked, 4096, TOGETHER + 1)
            if not request:
                return
            job = json.loads(request)
            for kind in job["kinds"]:
                _load(kind)
            asked.sendall(b"%d" % _one_child(asked, job, files))


def _leave_the_network() -> None:
    """Give up the network for this process and all its children, where the kernel permits.

    Once, because a network of its own for every child costs more than reading a short file. An
    ordinary user needs a name space of users for it; root would lose sight of others' modules.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)


def _load(kind: str) -> Any:
    return importlib.import_module(f"kuroji.knowledge.readers.{_READERS[kind]}")


def _one_child(asked: socket.socket, job: dict[str, Any], files: list[int]) -> int:
    """Fork, wait within the wall limit, return the wait status."""
    lives, life = os.pipe()  # the child alone holds `life`: its end is seen on `lives`
    child = os.fork()
    if child == 0:
        os.close(lives)
        asked.close()
        _child(job["kinds"], Limits(**job["limits"]), job["asked"], files)
    for descriptor in (*files, life):
        os.close(descriptor)
    watched: list[int | socket.socket] = [lives, asked]
    ready, _, _ = select.select(watched, [], [], job["limits"]["wall"])
    if lives not in ready:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    os.close(lives)
    return os.waitpid(child, 0)[1]


def _child(kinds: list[str], limits: Limits, asked: Any, files: list[int]) -> NoReturn:
    """Read the documents and write a JSON list of them to the last of `files`; never return."""
    *documents, answer = files
    try:
        _give_up(limits)
        results = [_result(*one, limits, asked) for one in zip(kinds, documents, strict=True)]
        data = json.dumps(results, ensure_ascii=False).encode("utf-8", "replace")
        while data:
            data = data[os.write(answer, data) :]
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever a stranger's bytes did ends here
        os._exit(1)


def _result(kind: str, document: int, limits: Limits, asked: Any = None) -> dict[str, Any]:
    """Return the reading, or the refusal, as JSON can carry it."""
    try:
        data = _bytes_of(document, limits)
        if asked is not None:
            return {"reading": _load(kind).drawn(data, asked)}
        fields = _load(kind).read(data, limits).done()
        if not fields["text"].strip():
            raise Refused("empty", "there is no text in it", "bring a file that has text")
        if len(fields["sections"]) > limits.parts:
            raise Refused(
                "too_many",
                f"it falls into more than {limits.parts:,} tables, pages or chapters",
                "split it, or raise KUROJI_READER_PARTS",
            )
        if kind == "markdown":
            fields["kind"] = kind  # also where it has no heading
        return {"reading": fields}
    except Refused as refusal:
        code, reason, remedy = refusal.code, refusal.reason, refusal.remedy
    except MemoryError:
        code, reason = "too_big", f"reading it needed more than {limits.memory} MB of memory"
        remedy = "split it, or raise KUROJI_READER_MEMORY"
    except RecursionError:
        code, reason = "too_deep", "it is nested too deeply"
        remedy = "save it in a plainer form"
    except BaseException:  # noqa: BLE001 - a parser's error or panic: a damaged file
        code, reason = "damaged", "it is damaged, or not what it says it is"
        remedy = "save it anew with the program that made it"
    return {"refused": {"code": code, "reason": reason, "remedy": remedy}}


def _bytes_of(document: int, limits: Limits) -> bytes:
    """Read the whole file; it may have grown since its size was looked at."""
    most = limits.file << 20
    with os.fdopen(document, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Refused(
            "too_big",
            f"it is larger than {limits.file} MB",
            "split it, or raise KUROJI_READER_FILE",
        )
    return data


def _give_up(limits: Limits) -> None:
    """Give up memory, time, files and the network, as far as this system lets us."""
    os.setsid()
    os.nice(10)
    memory = limits.memory << 20
    ceilings = {
        # The higher ones are for pages that are pictures: `recognition` takes them when it must.
        "RLIMIT_AS": (memory, memory + (MEMORY_FOR_PICTURES << 20 if limits.recognition else 0)),
        "RLIMIT_CPU": (limits.processor, limits.processor + limits.recognition + 1),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_NOFILE": (64, 64),
        "RLIMIT_CORE": (0, 0),
    }
    for name, ceiling in ceilings.items():
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), ceiling)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.unshare(_NEW_USER)  # what root may do outside, this child may not
    socket.socket = _NoSocket  # type: ignore[misc,assignment]  # the purpose


class _NoSocket:
    """A class, because libraries derive their own sockets from it when they are imported."""

    def __init__(self, *_args: object, **_options: object) -> None:
        raise OSError("a reader has no network")
