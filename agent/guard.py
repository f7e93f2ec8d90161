"""What a model's own sentence may not carry: markup, addresses, marks, words of a document."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kuroji.knowledge.passage import Language
from kuroji.knowledge.slots import without_slots

_MARKUP = re.compile(
    r"[<>`|\\]|\]\s*\(|!\[|\]\s*:|&#?\w+;|://|\bwww\.|\b(?:javascript|data|file|mailto)\s*:"
    r"|\b[\w-]+\.(?:com|net|org|io|ai|jp|dev|app|xyz|example|test|info|biz)\b",
    re.IGNORECASE,
)
_BRACES = re.compile(r"\{\{|\}\}|\$\{|\{%")
_CAPITALS = re.compile(r"\b[A-Z][A-Z_-]{3,}\b")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_RUN_EN = 6
_RUN_JA = 14
# Words in capitals that the trade writes so.
_KNOWN = frozenset(
    [
        "EBITDA",
        "EBIT",
        "GAAP",
        "IFRS",
        "JGAAP",
        "CAPEX",
        "OPEX",
        "SBC",
        "FASB",
        "EDINET",
        "EDGAR",
        "NANDA",
        "HBM",
        "CUDA",
        "SAAS",
        "NVIDIA",
    ]
)


def intrusions(text: str, documents: Sequence[str], question: str) -> tuple[str, ...]:
    """Return what a sentence carries that no answer needs; empty lets it pass.

    `documents` are the texts that were shown: a run of their words is an echo, and an echo is how
    a document speaks through a model.
    """
    bare = without_slots(text)
    found = [f"it holds characters that are not shown ({name})" for name in _unseen(text)]
    if (markup := _MARKUP.search(bare) or _BRACES.search(bare)) is not None:
        found.append(f"“{markup.group()}” is markup or an address")
    for word in _CAPITALS.findall(bare):
        if word not in _KNOWN and word not in question:
            found.append(f"“{word}” is in capitals and no name")
    if _echoes(bare, documents, question):
        found.append("it repeats the words of a document; say it in your own")
    return tuple(found)


def _unseen(text: str) -> Iterable[str]:
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Cf", "Cc", "Co", "Cs") and character not in "\n\t":
            yield unicodedata.name(character, f"U+{ord(character):04X}")


def _echoes(text: str, documents: Sequence[str], question: str) -> bool:
    asked = _runs(question)
    runs = _runs(text) - asked
    return any(runs & _runs(document) for document in documents)


def _runs(text: str) -> set[str]:
    """Every run of six words, or of fourteen characters where words are not parted by spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(plain)
    joined = "".join(w for w in words if not w.isascii())
    latin = [w for w in words if w.isascii() and not w.isdigit()]
    runs = {" ".join(latin[n : n + _RUN_EN]) for n in range(len(latin) - _RUN_EN + 1)}
    return runs | {joined[n : n + _RUN_JA] for n in range(len(joined) - _RUN_JA + 1)}


def in_language(text: str, language: Language) -> bool:
    """Tell whether a whole answer is in the language asked for."""
    japanese = sum("\u3041" <= c <= "\u9fff" for c in without_slots(text))
    return (japanese > len(text) / 10) is (language == "ja")
