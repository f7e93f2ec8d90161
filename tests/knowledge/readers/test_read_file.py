"""Any file becomes a reading or a reason, and none takes the reader down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuroji.knowledge.readers import (
    TOGETHER,
    Limits,
    Reading,
    Unreadable,
    confine,
    is_short_text,
    read_file,
    read_files,
)

Read = Callable[[str, bytes], Reading]
Refuse = Callable[[str, bytes], Unreadable]
MakePdf = Callable[..., bytes]

SENTENCE = "Revenue was USD 4,217 million in fiscal 2024."


def test_a_document_is_read_by_what_it_is_and_not_by_its_name(
    read: Read, make_pdf: MakePdf
) -> None:
    assert read("report.xlsx", make_pdf([[(72, 700, SENTENCE, 11)]])).kind == "pdf"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t" * 500, "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "unsupported"),
        ("short.pdf", b"%PDF-1.7\n", "damaged"),
        ("cut.xlsx", b"PK\x03\x04 and no more", "damaged"),
        ("noise.txt", bytes(range(256)) * 300, "no_encoding"),
        ("swell.xhtml", b'<!DOCTYPE x [<!ENTITY a "b">]><html>&a;</html>', "entities"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    refuse: Refuse, name: str, data: bytes, code: str
) -> None:
    assert refuse(name, data).code == code


def test_every_refusal_says_what_to_do(refuse: Refuse) -> None:
    refusal = refuse("short.pdf", b"%PDF-1.7\n")
    assert refusal.remedy
    assert "Error" not in refusal.reason


def test_pipes_sockets_devices_and_folders_are_no_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)  # names of sockets are short
        server.bind("socket.txt")
    names = ("pipe.txt", "zero.txt", "socket.txt", ".")
    found = [read_file(tmp_path / name) for name in names]
    assert [f.code for f in found if isinstance(f, Unreadable)] == ["not_a_file"] * 4


def test_a_link_that_leads_nowhere_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    found = read_file(tmp_path / "gone.txt")
    assert isinstance(found, Unreadable)
    assert found.code == "not_found"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(50 * 10**9)
    found = read_file(tmp_path / "sparse.txt")
    assert isinstance(found, Unreadable)
    assert found.code == "too_big"


def test_a_form_that_draws_itself_costs_only_itself(
    tmp_path: Path, read: Read, make_pdf: MakePdf
) -> None:
    tree = make_pdf([[(72, 700, SENTENCE, 11)]])
    # The form calls itself twice: drawing it never ends.
    loop = (
        b"4 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length"
        b" 11/Resources<</XObject<</X 4 0 R>>>>>>\nstream\n/X Do /X Do\nendstream\nendobj\n"
    )
    head, _, rest = tree.partition(b"10 0 obj")
    bad = (
        head
        + loop
        + b"10 0 obj"
        + rest.replace(b"/Font<</F1 3 0 R>>", b"/XObject<</X 4 0 R>>/Font<</F1 3 0 R>>")
    )
    path = tmp_path / "loop.pdf"
    path.write_bytes(bad)
    assert isinstance(
        read_file(path, Limits(memory=400, processor=5, wall=8)), Reading | Unreadable
    )
    assert SENTENCE in read("after.txt", SENTENCE.encode()).text


def test_too_little_memory_is_a_refusal_that_names_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 12_000_000)
    found = read_file(path, Limits(memory=150))
    assert isinstance(found, Unreadable)
    assert "KUROJI_READER_MEMORY" in found.remedy


def test_too_much_text_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 600_000)
    found = read_file(path, Limits(result=1))
    assert isinstance(found, Unreadable)
    assert found.code == "too_long"


def test_too_long_work_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"a,b,c\n" + b"x,1,2\n" * 400_000)
    found = read_file(path, Limits(processor=1, wall=20))
    assert isinstance(found, Unreadable)
    assert found.code == "too_slow"


def test_files_can_be_read_from_several_threads(tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.txt" for i in range(8)]
    for path in paths:
        path.write_text(f"{SENTENCE} Note {path.stem}.", encoding="utf-8")
    found: dict[str, object] = {}
    threads = [
        threading.Thread(target=lambda p=p: found.update({p.stem: read_file(p)})) for p in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(r, Reading) and f"Note {name}." in r.text for name, r in found.items())
    assert len(found) == 8


def test_short_texts_read_together_are_what_each_is_alone(tmp_path: Path) -> None:
    contents = {
        "a.md": f"# One\n\n{SENTENCE}",
        "b.txt": f"{SENTENCE} Again.",
        "empty.txt": "",
        "page.txt": f"<html><body><p>{SENTENCE}</p></body></html>",
        "noise.txt": "\0" * 50,
        "facts.csv": "a,b\n1,2\n",
        "c.md": "---\ntitle: Three\n---\n\n売上高は4,217億円です。",
    }
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [*(tmp_path / name for name in contents), tmp_path / "nowhere.txt"]
    assert read_files(paths) == [read_file(path) for path in paths]


def test_texts_that_together_are_too_much_are_read_one_by_one(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(TOGETHER + 3)]
    for path in paths:
        path.write_text(f"{path.stem} {SENTENCE} " * 900, encoding="utf-8")
        assert is_short_text(path)
    found = read_files(paths, Limits(result=1))
    assert all(isinstance(one, Reading) for one in found)
    starts = [one.text.split()[0] for one in found if isinstance(one, Reading)]
    assert starts == [path.stem for path in paths]


_CHILD = """
import os, sys
from kuroji.knowledge.readers.reading import USUAL
from kuroji.knowledge.readers.warden import _give_up
_give_up(USUAL)
import socket
said = []
try:
    socket.socket()
except OSError as error:
    said.append("network")
try:
    with open(sys.argv[1], "w") as file:
        file.write("x" * 10)
except OSError:
    said.append("disk")
try:
    _ = bytearray(3 << 30)
except MemoryError:
    said.append("memory")
print(" ".join(said))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
def test_a_child_has_no_network_no_disk_and_little_memory(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n{_CHILD}",
        str(tmp_path / "out"),
    ]
    root = str(Path(__file__).parents[3])
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": root}, cwd="/"
    )
    assert ran.stdout.split() == ["network", "disk", "memory"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no network name spaces")
def test_readers_have_a_network_of_their_own_that_leads_nowhere(read: Read) -> None:
    probe = [sys.executable, "-c", "import ctypes; exit(ctypes.CDLL(None).unshare(0x50000000) & 1)"]
    if subprocess.run(probe, check=False).returncode:  # noqa: S603 - our own interpreter
        pytest.skip("this kernel gives no network of one's own")
    read("a.txt", SENTENCE.encode())
    servers = [server._process.pid for server in confine._idle]
    assert servers
    for pid in servers:
        assert Path(f"/proc/{pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(min_size=1, max_size=400),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"{",
            b"<html>",
            b"From: a\n\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ]
    ),
)
def test_any_bytes_give_a_reading_or_a_refusal(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(start + data)
    assert isinstance(read_file(path), Reading | Unreadable)
