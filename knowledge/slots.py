"""Slots in prose: where a figure goes, and what else in a sentence looks like one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from kuroji.tools.metrics import METRICS
from kuroji.tools.reading import Figure, read

SlotKind = Literal["fact", "calc", "assume", "rule", "test"]

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_POINTER = re.compile(
    r"(?P<kind>fact|calc|assume|rule):(?P<id>[A-Za-z0-9_-]+)(?P<path>(?:\.[A-Za-z0-9_]+)*)"
    r"(?: (?P<view>[a-z0-9]+)(?P<absolute>\.abs)?)?$"
)
_TEST = re.compile(r"test:(?P<predicate>[a-z_]+\([^()]*\)) (?P<word>.+)$", re.DOTALL)
# Names that carry digits and are no figures: verdict codes, note and assumption labels, chips,
# forms, standards; a caller adds its own (company names, fiscal years, dates).
_NAMES = re.compile(
    r"(?<![A-Za-z0-9])(?:R[0-4](?:\.[a-z_]+)?|A\d{1,2}|Q[1-4]|H[12]"
    r"|H100|H200|H20|B100|B200|GB200|GB300|A100|MI300X?|GPT-\d(?:\.\d)?"
    r"|10-K|10-Q|8-K|20-F|S-1|(?:IFRS|ASC|IAS|ISO) ?\d+|sections? \d{1,2})(?![A-Za-z0-9])"
    r"|\[\^[\w-]+\]|\d{1,2}節"
)
_METRIC_NAMES = tuple(
    name for metric in METRICS.values() for name in (metric.en, metric.ja) if re.search(r"\d", name)
)
_OF_METRICS = re.compile("|".join(map(re.escape, _METRIC_NAMES)), re.IGNORECASE)
_SMALL = 12
_DIGIT = re.compile(r"\d")
_SENTENCE_EN = re.compile(r"(?<=[.!?])(?:\*\*)?\s+(?=[A-Z“*‡{\d(])")
_SENTENCE_JA = re.compile(r"(?<=。)(?:\*\*)?(?!」|\))")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A slot that points at a ledger entry or a rule: `{{calc:fcf.free_cash_flow money.abs}}`."""

    start: int
    end: int
    kind: Literal["fact", "calc", "assume", "rule"]
    id: str
    path: tuple[str, ...]
    view: str | None
    absolute: bool

    @property
    def ref(self) -> str:
        return ".".join((f"{self.kind}:{self.id}", *self.path))


@dataclass(frozen=True, slots=True)
class Test:
    """A word whose truth hangs on figures: `{{test:gt(fact:a,fact:b) exceeds}}`."""

    start: int
    end: int
    predicate: str
    word: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """Something between double braces that is no slot."""

    start: int
    end: int
    text: str


Slot: TypeAlias = Pointer | Test | Malformed


def slots_of(text: str) -> tuple[Slot, ...]:
    """Return the slots of `text` in order; what stands in braces and is none comes as Malformed."""
    return tuple(_slot(found) for found in _SLOT.finditer(text))


def _slot(found: re.Match[str]) -> Slot:
    inside = found.group(1)
    if (test := _TEST.match(inside)) is not None:
        return Test(found.start(), found.end(), test["predicate"].replace(" ", ""), test["word"])
    if (pointer := parse_ref(inside)) is not None:
        return Pointer(
            start=found.start(), end=found.end(), kind=pointer.kind, id=pointer.id,
            path=pointer.path, view=pointer.view, absolute=pointer.absolute,
        )  # fmt: skip
    return Malformed(found.start(), found.end(), found.group())


def parse_ref(text: str) -> Pointer | None:
    """Read "fact:ID", "calc:ID.output.0 view", "assume:ID" or "rule:ID"."""
    found = _POINTER.match(text)
    if found is None:
        return None
    kind = found["kind"]
    return Pointer(
        start=0,
        end=len(text),
        kind=kind,  # type: ignore[arg-type]  # the pattern admits the four words only
        id=found["id"],
        path=tuple(part for part in found["path"].split(".") if part),
        view=found["view"],
        absolute=found["absolute"] is not None,
    )


def without_slots(text: str) -> str:
    """Return `text` with pointers taken out and tested words left standing."""
    return _SLOT.sub(lambda m: s.word if isinstance(s := _slot(m), Test) else " ", text)


def stray_digits(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what in `text` is a figure and stands in no slot; `names` are words with digits.

    Whole numbers in words ("two customers") are the reader's to find; ideograph numerals too.
    """
    bare = without_slots(text)
    for name in sorted(names, key=len, reverse=True):
        if _DIGIT.search(name):
            bare = bare.replace(name, " ")
    bare = _NAMES.sub(" ", _OF_METRICS.sub(" ", bare))
    found = [figure.text for figure in read(bare) if not _counts_in_words(figure)]
    found += [m.group() for m in re.finditer(r"\S*\d\S*", bare)]
    return tuple(dict.fromkeys(found))


def _counts_in_words(figure: Figure) -> bool:
    """Tell whether a figure is a small count spelt out ("two figures"), or a word like "double"."""
    spelt = not _DIGIT.search(figure.text)
    small = figure.figure_kind == "count" and abs(figure.value) <= _SMALL
    return spelt and (small or figure.figure_kind == "multiple")


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Cut a paragraph into sentences, slots held together, nothing lost between them."""
    held, kept = _held(text)
    pattern = _SENTENCE_JA if language == "ja" else _SENTENCE_EN
    cuts = [0, *(m.end() for m in pattern.finditer(held)), len(held)]
    pieces = [held[a:b] for a, b in pairwise(cuts) if held[a:b]]
    return tuple(_released(piece, kept) for piece in pieces)


def _held(text: str) -> tuple[str, list[str]]:
    kept: list[str] = []

    def put(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"{{{chr(0xE000 + len(kept) - 1)}}}"

    return _SLOT.sub(put, text), kept


def _released(piece: str, kept: list[str]) -> str:
    return re.sub("\\{([\ue000-\uf8ff])\\}", lambda m: kept[ord(m.group(1)) - 0xE000], piece)
