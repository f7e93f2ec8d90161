"""Bytes → text, in the order in which a guess can least be wrong."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from kuroji.knowledge.readers.reading import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([IJ]|\$\(D)")
_GOOD = re.compile(r"[぀-ヿ、。「」・一-鿋㈱ａ-ｚＡ-Ｚ０-９（）]")
_RARE = re.compile(r"[ｦ-ﾟ\ue000-\uf8ff\x80-\x9f①-⑳Ⅰ-Ⅹ]|[^\x00-\x7f　-ヿ一-鿿＀-￯]")
_NO_LETTER = re.compile("[\uf8f0-\uf8f3]")  # bytes that CP932 has no letter for
_WESTERN = ["cp1252", "iso8859_15", "cp1250", "cp1251", "big5", "gb18030", "cp949"]


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str, str | None]:
    """Return the text of `data`, the encoding it was read in, and what is to be said about that.

    >>> decoded("売上高".encode("cp932"))[:2]
    ('売上高', 'cp932')
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name, None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)
    if data.count(b"\0") * 5 > len(data):
        return _wide(data)
    if _ISO_2022_JP.search(data) and (japanese := _strict(data, "iso2022_jp_2")):
        return japanese, "iso-2022-jp", None
    return text, "utf-8", None


def _not_utf8(data: bytes, declared: str | None) -> tuple[str, str, str | None]:
    """Try what is left, the strict before the lenient and the declared before the guessed."""
    text = data.decode("utf-8", "replace")
    # A file of another encoding is broken at nearly every letter, not here and there.
    letters = sum(text.count(c) for c in "のはをにがとで、。") + text.isascii()
    broken = text.count("\ufffd")
    if broken * 1000 <= len(text) or (letters and broken * 100 <= len(text)):
        return text, "utf-8", f"damaged characters, shown as \ufffd: {broken}"
    if data.count(b"\0") * 5 > len(data):
        return _wide(data)
    if declared and (said := _declared(data, declared)):
        return said, declared.lower(), None
    japanese = [(t, n) for n in ("cp932", "euc_jp") if (t := _strict(data, n)) is not None]
    if japanese:
        text, name = max(japanese, key=lambda pair: _likeness(pair[0]))
        if _likeness(text) > 0:
            return text, name, None
    return _damaged_japanese(data) or _guessed(data)


def _damaged_japanese(data: bytes) -> tuple[str, str, str | None] | None:
    """Read Japanese in which a byte is broken here and there, if it is surely Japanese."""
    found: list[tuple[int, str, str]] = []
    for name in ("cp932", "euc_jp"):
        text = _NO_LETTER.sub("\ufffd", data.decode(name, "replace"))
        broken = text.count("\ufffd")
        foreign = sum(not c.isascii() for c in text[:100_000])
        if broken * 100 <= foreign and _likeness(text) * 2 > foreign:
            found.append((broken, text, name))
    if not found:
        return None
    broken, text, name = min(found)
    return text, name, f"damaged characters, shown as \ufffd: {broken}"


def _strict(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if name == "cp932" and _NO_LETTER.search(text) else text


def _declared(data: bytes, name: str) -> str | None:
    """Read in the declared encoding if it exists and fits; the web's shift_jis is CP932."""
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    # Codecs such as "zip" or "rot13" are no text encodings.
    if not codec._is_text_encoding:
        return None
    if codec.name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        return None
    return _strict(data, "cp932" if codec.name == "shift_jis" else codec.name)


def _likeness(text: str) -> int:
    """Weigh how Japanese a decoding looks: common letters against rare ones.

    A quarter of the text must be common, else short western words pass for kanji.
    """
    foreign = sum(not c.isascii() for c in text[:100_000])
    good = len(_GOOD.findall(text[:100_000]))
    return good - 3 * len(_RARE.findall(text[:100_000])) if good * 4 > foreign else -1


def _wide(data: bytes) -> tuple[str, str, str | None]:
    """Read text of two bytes a character that does not say so: zeros stand on one side."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    text = _strict(data[: len(data) & ~1], "utf-16-be" if even > odd else "utf-16-le")
    if text is None or sum(c < " " and c not in "\t\r\n" for c in text[:10_000]) * 50 > len(
        text[:10_000]
    ):
        raise _no_text()
    return text, "utf-16", None


def _guessed(data: bytes) -> tuple[str, str, str | None]:
    best = charset_normalizer.from_bytes(data[:200_000], cp_isolation=_WESTERN).best()
    text = _strict(data, best.encoding) if best else None
    if (
        best is None
        or text is None
        or sum(c < " " and c not in "\t\r\n\f\v" for c in text) * 100 > len(text)
    ):
        raise _no_text()
    return text, best.encoding, f"its encoding was guessed as {best.encoding}"


def _no_text() -> Refused:
    return Refused(
        "no_encoding",
        "it is no text in an encoding that can be told with certainty",
        "save it as UTF-8 text, or bring the original document",
    )
