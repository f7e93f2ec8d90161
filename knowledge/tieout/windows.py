"""Which words of a sentence belong to which of its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kuroji.knowledge.tieout.timing import When

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """The words before and after one figure that are its own; `start` is where they begin.

    `end` is where the figure itself ends.
    """

    start: int
    end: int
    left: str
    right: str

    @property
    def text(self) -> str:
        return f"{self.left} {self.right}"


_SENTENCE_END = re.compile(
    r"(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)(?<!\bvs)(?<!\bNo)(?<!\bU\.S)[.!?]+[\"”’)]?\s+(?=[A-Z0-9\"“(‘$€£¥])|"
    r"[。！？]|\n+"
)


def sentences_of(text: str) -> list[Span]:
    """Return the spans of the sentences of `text`; a line's end closes one too.

    What runs on without an end is cut, so that no text takes long.
    """
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    spans, start = [], 0
    for end in [*ends, len(text)]:
        spans += [(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]
        start = max(start, end)
    return spans


_LONGEST = 1500


_INSERTED = re.compile(
    r",\s(?:which|who|whose|of which|of whom)\b(?:[^,;.]|[,.](?=\d))*(?:,|;|\.|$)"
)
_BOUNDARY = re.compile(
    r"[;()（）「」；、。]|,(?!\d)|:(?!\d)|\b(?:and|but|"
    r"while|whereas|into|compared|against|versus|of (?:which|whom))\b"
    # the pattern ends where the next figure starts
    r"|\bafter (?=\w+ing\b)"
    r"|\b(?:because|although|though|as (?:the|its|it|they|we|demand|costs))\b"
    r"|\b(?:up |down )?from (?:(?!and |or |but |to )[\w'-]+ ){0,4}$"
    r"|\bto (?:an? |the )?(?:[a-z-]+ ){0,4}?(?:of )?(?:about |around |some |roughly |nearly )?$"
    r"|\b(?:bears?|bore|carries|carry|carried|yields?|yielded)\b|から$|から(?=[0-9０-９_])"
    r"|(?<=[円％%人台件社倍])で(?=_|前年|前期|前の|昨年)"
)


def windows_of(text: str, figures: list[Span], whole: list[Span]) -> list[Window]:
    """Return the window of each figure of the sentence `text`, given their spans in order.

    What stands between two figures goes to the first up to a comma, a conjunction or a word of
    comparison, and to the second from there. A relative clause between commas is on its own.
    Nothing is cut inside the spans of `whole`: dates and names with their commas.
    """
    cut = _masked(text, whole)
    inserted = [m.span() for m in _INSERTED.finditer(text)]
    streams = [_stream(inserted, span) for span in figures]
    windows, ends = [], dict[int, int]()
    for i, (start, end) in enumerate(figures):
        stream = streams[i]
        first = ends.get(stream, 0 if stream < 0 else inserted[stream][0])
        follower = next((s for s, e in figures[i + 1 :] if not _modifier(text, s, e)), len(text))
        right = _right(cut, end, follower)
        left = _without(text, first, start, inserted) if stream < 0 else text[first:start]
        windows.append(Window(first, end, left, text[end:right]))
        if not _modifier(text, start, end):
            ends[stream] = right
    return windows


def within_reach(
    text: str, start: int, figures: list[Span], times: Sequence[When]
) -> tuple[When, ...]:
    """The times that can be of the figure at `start`: none of an inserted clause of another one."""
    inserted = [m.span() for m in _INSERTED.finditer(text)]
    own = _stream(inserted, (start, start))
    others = {_stream(inserted, span) for span in figures} - {own, -1}
    return tuple(t for t in times if _stream(inserted, (t.start, t.end)) not in others)


def _masked(text: str, whole: list[Span]) -> str:
    letters = list(text)
    for start, end in whole:
        letters[start:end] = "_" * (end - start)
    return "".join(letters)


def _stream(inserted: list[Span], span: Span) -> int:
    return next((i for i, (s, e) in enumerate(inserted) if s <= span[0] < e), -1)


def _right(text: str, end: int, follower: int) -> int:
    boundary = _BOUNDARY.search(text, end, follower) or _ANOTHER.search(text[:follower], end)
    return boundary.start() if boundary else follower


_ANOTHER = re.compile(
    r"\b(?:on|with|including|after|for|under|at) (?:an? |the )?(?:[a-z\-]+ ){1,4}(?:of|at|was|"
    r"worth|were)\s*(?:about |some |roughly )?$"
)


def _modifier(text: str, start: int, end: int) -> bool:
    """Whether the figure only qualifies a noun: a three-year contract."""
    figure, after = text[start:end], text[end : end + 2]
    if figure.endswith(("年間", "月間", "年")) and after.lstrip("間").startswith(("で", "の")):
        return True
    return after.startswith(" ") and ("-year" in figure or "-month" in figure)


def _without(text: str, start: int, end: int, holes: list[Span]) -> str:
    pieces, at = [], start
    for first, last in holes:
        if at <= first and last <= end:
            pieces.append(text[at:first])
            at = last
    return " ".join([*pieces, text[at:end]])
