"""What a file is, judged by its first bytes and never by its name's ending alone."""

from __future__ import annotations

import re

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL = re.compile(
    rb"(?:From |(?:received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|"
    rb"content-type|x-[a-z-]{1,40}|dkim-signature|reply-to|cc):[ \t])",
    re.I,
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|p|div|table|h[1-6]|span|ul|ol|article|main|"
    rb"section|header|font|center|a|b|br|img|base|link|style|script)[\s>/]",
    re.I,
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_BINARY = {
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "a database",
    b"RIFF": "a sound or a film",
    b"ID3": "a sound",
    b"%!PS": "PostScript",
    b"{\\rtf": "an RTF text",
}


def kind_of(head: bytes, suffix: str) -> str:
    """Return the reader for a file that begins with `head`.

    The name's `suffix` decides only between kinds of plain text. "binary:…" names what it is.

    >>> kind_of(b"%PDF-1.7", ".xlsx"), kind_of(b"Revenue was 1.", ".md")
    ('pdf', 'markdown')
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zipped"
    if head.startswith(OLE):
        return "ole"
    if head.startswith(_PICTURES):
        return "picture"
    for start, name in _BINARY.items():
        if head.startswith(start):
            return f"binary:{name}"
    return _text_kind(head, suffix.lower())


def _text_kind(head: bytes, suffix: str) -> str:
    """Tell the kinds of text apart, UTF-16 seen through."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = head[2:].replace(b"\0", b"")
    plain = plain.lstrip()
    if suffix in (".md", ".markdown", ".txt", ".csv", ".tsv"):
        return _by_ending(plain, suffix)
    if plain[:1] in (b"{", b"["):
        return "json"
    if plain.startswith(b"<"):
        return "html"
    if _MAIL.match(plain) and b"\n" in plain:
        return "mail"
    return "html" if _MARKUP.search(plain[:2048]) else "text"


def _by_ending(plain: bytes, suffix: str) -> str:
    if suffix == ".txt" and re.match(
        rb"(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype html|html)", plain, re.I
    ):
        return "html"
    if suffix in (".csv", ".tsv"):
        return "table"
    return "markdown" if suffix != ".txt" else "text"
