"""Which of two figures a comparison puts first: bookings that exceed revenue by 27."""

import re
from collections.abc import Iterator

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese
from kuroji.knowledge.tieout.names import names_of, same
from kuroji.knowledge.tieout.restoring import Worked, labels, told_apart
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.topics import alike, topics_of
from kuroji.knowledge.tieout.windows import Span
from kuroji.knowledge.tieout.wording import words_of

_MORE = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|(?:more|higher|larger|bigger|greater|better)\b[^.;]*?\bthan|above|"
    r"ahead of|outpaced|outstripped|topped|tops|beats?|over)\b|"
    r"上回|多[いくか]|超え|高[いくか]|大き[いくか]",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:(?:less|lower|smaller|fewer|worse)\b[^.;]*?\bthan|below|short of|behind|trail(?:s|ed)?|"
    r"lag(?:s|ged)?|under)\b|下回|少な[いくか]|低[いくか]|小さ[いくか]|及ばな|届かな",
    re.IGNORECASE,
)
_BASE_BEFORE = re.compile(
    r"\b(?:compared (?:with|to)|relative to|unlike|against|versus|than)\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_BASE_AFTER = re.compile(r"^[^、。はが]{0,10}?(?:より|を|に比べ|と比べ|に対し)")


def compared(said: Claim, left: Claim, right: Claim) -> int:
    """Whether the sentence puts `left` above `right` (1), below it (−1), or does not say (0)."""
    sense = int(bool(_MORE.search(said.whole))) - int(bool(_LESS.search(said.whole)))
    order = comes_first(said, left, right)
    return sense * order


def comes_first(said: Claim, left: Claim, right: Claim) -> int:
    """Whether the sentence is about `left`, held against `right` (1), the reverse (−1), or 0."""
    text = said.whole
    one, other = _found_at(text, left, right), _found_at(text, right, left)
    if (one is None) != (other is None) and _HELD_AGAINST.search(text):
        return _on_one_side(said, one, other)
    if one is None or other is None or one[0] == other[0]:
        return 0
    first, sign = (one, 1) if one < other else (other, -1)
    based = _BASE_BEFORE.search(text[: first[0]])
    if japanese(text):
        based = based or _BASE_AFTER.match(text[first[1] :])
    return -sign if based else sign


def _on_one_side(said: Claim, left: Span | None, right: Span | None) -> int:
    """Where only one of the two is named: what stands before the figure is the subject."""
    at = said.whole.find(said.text)
    if left is not None:
        return 1 if left[1] <= at else -1
    return -1 if right is not None and right[1] <= at else 1


_HELD_AGAINST = re.compile(r"\bthan\b|\bas \w+ as\b", re.IGNORECASE)


def turned_round(said: Claim, true: Claim) -> bool:
    """Whether both compare the same two things, but in the opposite order."""
    if not (_HELD_AGAINST.search(said.whole) and _HELD_AGAINST.search(true.whole)):
        return False
    one, other = _sides(said), _sides(true)
    return bool(one[0] & other[1] and one[1] & other[0])


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """The words before the figure only, and those after it only."""
    before, _, behind = claim.whole.partition(claim.text)
    left, right = words_of(before), words_of(behind)
    return left - right, right - left


def more_by_percent(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield by how much the one is above or below the other: 50 % more than the north plant."""
    levels = [c for c in scene.claims if not c.change and c.amount.family != "percent"][:_MOST]
    alike = [c for c in levels if c.amount.high is None and c.amount.low > 0]
    for one, base in told_apart(said, alike, over_time=False):
        if one.amount.family != base.amount.family or comes_first(said, one, base) <= 0:
            continue
        gap = one.amount.low - base.amount.low
        if compared(said, one, base) * gap > 0:
            yield abs(gap) / base.amount.low * 100, (one, base)


_MOST = 30


def _found_at(text: str, claim: Claim, other: Claim) -> tuple[int, int] | None:
    """Where the sentence names what tells the one figure from the other."""
    own = labels(claim) - labels(other)
    spans = [
        (t.start, t.end)
        for t in topics_of(text, claim.amount.family)
        if f"#{t.metric}" in own or (claim.metric and alike(t.metric, claim.metric))
        if not (other.metric and alike(t.metric, other.metric))
    ]
    lowered = text.lower()
    for word in own:
        if word.startswith("#"):
            continue
        letters = word.split(" ")
        stem = letters[1] + letters[0] if not letters[0].isascii() and len(letters) == 2 else word
        stem = stem.lower()
        at = lowered.find(f" {stem}") + 1 if stem.isascii() else lowered.find(stem)
        if lowered.startswith(stem):
            at = 0
        if at > 0 or lowered.startswith(stem):
            spans.append((at, at + len(stem)))
    for name in names_of(text):
        mine = any(same(name.text, n.text) for n in claim.names)
        if mine and not any(same(name.text, n.text) for n in other.names):
            spans.append((name.start, name.end))
    for name in claim.names:
        at = -1 if name.text.isascii() else text.find(name.text)
        if at >= 0 and not any(same(name.text, n.text) for n in other.names):
            spans.append((at, at + len(name.text)))
    return min(spans, default=None)
