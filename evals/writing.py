"""The fifteen checks of a memo's writing, on its Markdown: shape, evidence, words, repetition."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_BANNED = {
    "en": [
        "robust", "impressive", "significant", "substantial", "massive", "huge",
        "game-changing", "revolutionary", "cutting-edge", "leading", "world-class",
        "unprecedented", "exciting", "well-positioned", "unlock", "journey",
        "landscape", "delve", "navigate", "headwinds", "tailwinds",
    ],
    "ja": [
        "圧倒的", "驚異的", "画期的", "革新的", "目覚ましい", "堅調", "好調", "期待が高まる",
        "注目される", "見守りたい", "非常に",
        "極めて", "さまざまな", "言うまでもなく", "総じて", "まさに", "シナジー",
        "することができる", "という形で",
    ],
}  # fmt: skip
_HEDGES = {
    "en": re.compile(
        r"\b(?:may|might|could|perhaps|possibly|probably|likely|appears?|seems?|suggests?)\b", re.I
    ),
    "ja": re.compile(r"可能性|おそらく|思われる|考えられる|かもしれない|推測|だろう|ようである"),
}
_EVIDENCE = re.compile(
    r"\d|\[\^|[(（]A\d|Missing|cannot be determined|欠測|判定できない|証拠が見つからない"
)
_REASON = re.compile(r"because|missing|without|section 12|disclose|lack|ない|欠|なし|12節", re.I)
_NOTE = re.compile(r"\[\^\w+\]")
_FIGURE = re.compile(r"[−$¥]?\d[\d,.]*(?:bn|tn|m|%)?")


@dataclass(frozen=True, slots=True)
class Check:
    """One of the fifteen: whether it passed, and what was measured."""

    name: str
    passed: bool
    measured: str


@dataclass(frozen=True)
class Page:
    """A memo's Markdown, cut into its numbered sections."""

    text: str
    language: str

    @cached_property
    def body(self) -> str:
        mark = "\n## 付録" if self.language == "ja" else "\n## Appendix"
        return re.sub(r"(?m)^\[\^\w+\]:.*$", "", self.text.partition(mark)[0])

    @cached_property
    def sections(self) -> list[str]:
        return re.split(r"(?m)^## ", self.body)[1:]

    def section(self, number: int) -> str:
        found = [s for s in self.sections if s.startswith(f"{number} ")]
        return found[0].partition("\n")[2] if found else ""

    @cached_property
    def paragraphs(self) -> list[str]:
        return [p for s in self.sections for p in prose(s.partition("\n")[2])]

    @cached_property
    def sentences(self) -> list[str]:
        return [s for p in self.paragraphs for s in sentences(p, self.language)]

    def size(self, text: str) -> int:
        return len(re.sub(r"\s", "", text)) if self.language == "ja" else len(text.split())

    def grams(self, text: str) -> set[str]:
        """Five words (Japanese: fourteen characters) in a row, figures masked as one sign."""
        masked = _FIGURE.sub("#", re.sub(r"[*‡]", "", _NOTE.sub("", text)))
        if self.language == "ja":
            return _runs(list(re.sub(r"\s", "", masked)), 14, "")
        return _runs(re.findall(r"[\w#'’-]+", masked.lower()), 5, " ")

    @cached_property
    def phrases(self) -> set[str]:
        """Eight words (Japanese: twenty characters) in a row, outside headings and table heads."""
        bare = re.sub(r"(?m)^(?:#|\*[^*]).*$|^\|.*\|\n(?=\| ?---)|^\|[-| ]+\|$", "", self.body)
        bare = re.sub(r"\[\^\w+\]|[*‡|]", " ", bare)
        if self.language == "ja":
            return _runs(list(re.sub(r"\s", "", bare)), 20, "")
        return _runs(re.findall(r"[\w.,%$−’'-]+", bare.lower()), 8, " ")


def _runs(pieces: list[str], size: int, between: str) -> set[str]:
    return {between.join(pieces[i : i + size]) for i in range(len(pieces) - size + 1)}


def prose(text: str) -> list[str]:
    """Return paragraphs that are no heading, table, list, quotation or note."""
    parts = (p.strip() for p in text.split("\n\n"))
    return [p for p in parts if p and not re.match(r"#|\||>|\d+\. |- |\[\^|\*[^*]", p)]


def sentences(paragraph: str, language: str) -> list[str]:
    bare = re.sub(r"\*\*|‡ ?", "", _NOTE.sub("", paragraph))
    cut = r"(?<=。)" if language == "ja" else r"(?<=[.!?])\s+(?=[A-Z“*])"
    return [s for s in re.split(cut, bare) if s.strip()]


def fifteen(text: str, language: str, others: Iterable[str] = ()) -> tuple[Check, ...]:
    """Return the fifteen checks of WRITING §10; `others` are memos on other companies."""
    page = Page(text, language)
    rest = [Page(other, language) for other in others]
    return tuple(_named(name, test(page, rest)) for name, test in _CHECKS)


def overlap(text: str, other: str, language: str) -> float:
    """Return the share of the text's longer phrases that the other memo has too."""
    mine = Page(text, language).phrases
    return len(mine & Page(other, language).phrases) / max(1, len(mine))


def _named(name: str, found: tuple[bool, object]) -> Check:
    return Check(name, found[0], str(found[1]))


def _shape(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    numbered = [s.startswith(f"{n} ") for n, s in enumerate(page.sections, 1)]
    filled = all(s.partition("\n")[2].strip() for s in page.sections)
    return len(numbered) == 14 and all(numbered) and filled, len(numbered)


def _order(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    heads = [s.partition("\n")[0] for s in page.sections]
    sides = [
        next((i for i, h in enumerate(heads) if re.search(words, h, re.I)), 99)
        for words in ("bear|弱気", "bull|強気")
    ]
    return sides[0] < sides[1] < 99, sides


def _arguments(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    sides = [
        [p for p in prose(page.section(n)) if "**" in p and re.search(r"\d", p)] for n in (2, 3)
    ]
    sizes = [sum(map(page.size, side)) for side in sides]
    ratio = sizes[1] / max(1, sizes[0])
    enough = min(map(len, sides)) >= 3
    return enough and 0.5 <= ratio <= 1.3, f"{len(sides[0])}, {len(sides[1])}, {ratio:.2f}"


def _evidence(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    cut = r"(?<=。)" if page.language == "ja" else r"(?<=[.!?\]])\s+(?=[A-Z*‡])"
    pieces = [s for s in re.split(cut, "\n".join(page.paragraphs)) if s.strip()]
    share = sum(bool(_EVIDENCE.search(s)) for s in pieces) / max(1, len(page.sentences))
    return share >= 0.5, f"{share:.2f}"


def _claims_first(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    bold = [bool(re.match(r"(‡ )?\*\*[^*]+[.。?？!]\*\*", p)) for p in page.paragraphs]
    share = sum(bold) / max(1, len(bold))
    return share >= 0.75, f"{share:.2f}"


def _lengths(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    sizes = [page.size(s) for s in page.sentences] or [0]
    mean, longest = sum(sizes) / len(sizes), max(sizes)
    limits = (25, 60, 110) if page.language == "ja" else (11, 22, 48)
    fits = limits[0] <= mean <= limits[1] and longest <= limits[2]
    return fits, f"mean {mean:.0f}, longest {longest}"


def _paragraph_size(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    biggest = max(map(page.size, page.paragraphs), default=0)
    return biggest <= (380 if page.language == "ja" else 120), biggest


def _hedged(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    hits = [len(_HEDGES[page.language].findall(s)) for s in page.sentences] or [0]
    share = sum(hits) / len(hits)
    return share <= 0.08 and max(hits) < 2, f"{share:.3f}"


def _plain_words(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    low = page.body.lower()
    found = [w for w in _BANNED[page.language] if _stands(w, low, page.language)]
    return not found, found


def _stands(word: str, text: str, language: str) -> bool:
    return word in text if language == "ja" else bool(re.search(rf"\b{re.escape(word)}\b", text))


def _grams_by_section(page: Page) -> dict[str, set[int]]:
    seen: dict[str, set[int]] = {}
    for number, section in enumerate(page.sections):
        for gram in page.grams("\n".join(prose(section.partition("\n")[2]))):
            seen.setdefault(gram, set()).add(number)
    return seen


def _repeats(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    seen = _grams_by_section(page)
    share = sum(len(where) > 1 for where in seen.values()) / max(1, len(seen))
    return share <= 0.02, f"{share:.4f}"


def _shared(page: Page, others: Sequence[Page]) -> tuple[bool, object]:
    mine = set(_grams_by_section(page))
    worst = max((len(mine & set(_grams_by_section(o))) for o in others), default=0)
    share = worst / max(1, len(mine))
    return share <= 0.05, f"{share:.4f}"


def _criteria(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    items = re.findall(r"(?m)^\d+\. .*$", page.section(13))
    tied = [
        i
        for i in items
        if re.match(r"\d+\. \*\*[^*]*20\d\d", i)
        and re.search(r"[(（][a-z0-9, -]+[)）]", i)
        and len(re.findall(r"\d", i)) > 5
    ]
    return len(items) >= 5 and len(tied) == len(items), f"{len(tied)} of {len(items)}"


def _beliefs(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    rows = re.findall(r"(?m)^\|.*\|$", page.section(4))[2:]
    solved = [r for r in rows if all(re.search(r"\d", r.split("|")[n]) for n in (2, 3))]
    return len(solved) >= 3 and len(solved) == len(rows), f"{len(solved)} of {len(rows)}"


def _absences(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    words = re.compile(r"cannot be determined|not known|判定できない|分からない")
    unknown = [s for s in page.sentences if words.search(s)]
    reasoned = [s for s in unknown if _REASON.search(s)]
    rows = [
        r for r in re.findall(r"(?m)^\|.*\|$", page.section(12)) if not re.match(r"\|[-| ]+\|$", r)
    ]
    empty = [r for r in rows if any(not c.strip() for c in r.strip("|").split("|"))]
    return len(reasoned) == len(unknown) and not empty, f"{len(reasoned)} of {len(unknown)}"


def _notes(page: Page, _: Sequence[Page]) -> tuple[bool, object]:
    defined = dict(re.findall(r"(?m)^\[\^(\w+)\]: (.*)$", page.text))
    used = set(re.findall(r"\[\^(\w+)\]", page.body))
    weak = [
        n
        for n in re.findall(r"\[\^(\w+)\]", page.section(1))
        if re.search(r"(?:Grade |証拠等級)[DE]", defined.get(n, ""))
    ]
    return used == set(defined) and not weak, f"{len(used)} notes"


Test = Callable[[Page, Sequence[Page]], tuple[bool, object]]
_CHECKS: tuple[tuple[str, Test], ...] = (
    ("1 fourteen sections", _shape),
    ("2 bear before bull", _order),
    ("3 three arguments each, in proportion", _arguments),
    ("4 sentences with evidence ≥ 0.50", _evidence),
    ("5 paragraphs that open with a claim ≥ 0.75", _claims_first),
    ("6 sentence length", _lengths),
    ("7 longest paragraph", _paragraph_size),
    ("8 hedges", _hedged),
    ("9 banned words", _plain_words),
    ("10 grams in two sections ≤ 2 %", _repeats),
    ("11 grams shared with another memo ≤ 5 %", _shared),
    ("12 kill criteria dated and tied", _criteria),
    ("13 what must be true in figures", _beliefs),
    ("14 absences with their reason", _absences),
    ("15 notes complete, no D or E in the verdict", _notes),
)
