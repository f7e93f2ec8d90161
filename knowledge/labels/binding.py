"""Which of a sentence's periods a figure belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.sentences import COMPANY as C
from kuroji.knowledge.labels.sentences import FIGURE as F
from kuroji.knowledge.labels.sentences import METRIC as M

if TYPE_CHECKING:
    from kuroji.knowledge.labels.attaching import Claim
    from kuroji.knowledge.labels.sentences import Sentence
    from kuroji.knowledge.labels.timing import When
    from kuroji.tools.period import Period

_RIGHT = re.compile(
    rf"^[\s,]*(?:(?:of|in)\s+(?:(?:total|annual|its|net)\s+)*(?:{M}+|{C}+)\s*)"
    rf"?\(?(?:a loss |a year |"
    r"each |and )?(?:in|for|during|at|as of|as at|by|on|through|over|at the end of|"
    r"from|to|ended|for the|"
    r"of|in the|at the)?\s*(?:the )?(?:end of )?$",
    re.IGNORECASE,
)
_RIGHT_JA = re.compile(r"^[（(]$")
_NEW_CLAUSE = re.compile(rf"^,?\s+(?:it|they|this|that|the|its|{M}|{C})")
_SAID = re.compile(
    r"(?:report|survey|essay|study|release|release dated|article|notice|filing|"
    r"letter|item|page|forecast|"
    r"table|paper|announcement|as guided in|published|published on|published in|"
    r"dated) (?:of |in |on )?"
    r"(?:the )?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^,?\s*(?:the )?[^.,]{0,60}?\b(?:said|says|forecast|forecasts|expected|"
    r"estimated|announced|signed|"
    r"agreed|valued|claimed|moved its|guided|projected|guidance|table|study|survey|"
    r"essay|calculation|"
    r"version|put|was reported to expect|stated)\b",
    re.IGNORECASE,
)
_SAYS_JA = re.compile(
    r"^(?:に|、)[^。、は]{0,12}?(?:公表|発表|修正|報道)|^の(?:発表|公表|調査|試算|"
    r"時点|再計算|記事|基本合意|白書)|^付け"
)
# "… in fiscal 2024, and capital expenditure was $5m": of the same year, where both are flows.
_GOES_ON = re.compile(
    rf"^\)?,?\s+(?:and|while)\s+(?:(?:the|its|our|their|total|net)\s+)*{M}+\s+(?:(?:was|were|of|at|"
    r"totall?ed|came (?:in at|to)|amounted to|reached)\s+)?(?:a (?:loss|profit) of\s+)?$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"respectively|それぞれ", re.IGNORECASE)
_NONE: tuple[Period | None, bool] = (None, False)


def period_of(
    sentence: Sentence, claim: Claim, when: tuple[When, ...], before: tuple[Claim, ...]
) -> tuple[Period | None, bool]:
    """Return the period that the sentence gives the figure, and whether it says anything of it.

    (None, True) is a period that is meant and cannot be worked out; (None, False) is silence.
    """
    if not when:
        return _NONE
    start, end = sentence.at(claim.figure)
    paired = _respectively(sentence, claim, when)
    if paired is not None:
        return paired, True
    bound = {_owner(sentence, w): w for w in when}
    mine = bound.get((start, end))
    if mine is not None:
        return mine[2], True
    free = [w for w in when if _owner(sentence, w) is None]
    if claim.earlier:
        own = [w for w in free if w[1] <= start and F not in sentence.masked[w[1] : start]]
        return (own[-1][2] if own else None), True
    left = [w for w in free if w[1] <= start and not _is_bracketed(sentence, w, start)]
    telling = [w for w in left if not _is_date_of_statement(sentence, w)]
    stated = {p[0] for p in sentence.periods}
    others = [
        w for w in free if w[0] >= end and w[0] in stated and not _is_date_of_statement(sentence, w)
    ]
    chosen = _choose(sentence, (start, end), telling, others, before)
    if chosen == _NONE and left:
        return None, True
    if chosen == _NONE and before and claim.metric.id.endswith("_growth"):
        return period_of(sentence, before[-1], when, before[:-1])
    if chosen == _NONE and claim.metric.id.endswith("_growth") and len(when) == 1:
        return when[0][2], True
    if chosen == _NONE and _goes_on(sentence, claim, when, before):
        return when[0][2], True
    return chosen


def _goes_on(
    sentence: Sentence, claim: Claim, when: tuple[When, ...], before: tuple[Claim, ...]
) -> bool:
    """Tell whether the sentence goes on with another flow of the only period that it names."""
    if len(when) != 1 or len(sentence.periods) != 1 or not before or sentence.japanese:
        return False
    flows = claim.metric.kind == before[-1].metric.kind == "flow"
    between = sentence.masked[when[0][1] : sentence.at(claim.figure)[0]]
    return flows and bool(_GOES_ON.match(between))


def _choose(
    sentence: Sentence,
    place: tuple[int, int],
    left: list[When],
    right: list[When],
    before: tuple[Claim, ...],
) -> tuple[Period | None, bool]:
    start, end = place
    if left:
        return left[-1][2], True
    if right and F not in sentence.masked[end : right[0][0]] and not before:
        return right[0][2], True
    if len(right) == 1 and F not in sentence.masked[:start] and F not in sentence.masked[end:]:
        return right[0][2], True
    return _NONE


def _is_bracketed(sentence: Sentence, when: When, start: int) -> bool:
    """A period in brackets with its own figure says nothing of what follows: (前期は87億円)."""
    inside = re.split(r"[)）]", sentence.masked[when[1] : start], maxsplit=1)
    opened = re.search(r"[(（][^)）]*$", sentence.masked[: when[0]])
    return bool(opened) and len(inside) == 2 and F in inside[0]


def _owner(sentence: Sentence, when: When) -> tuple[int, int] | None:
    """The figure that the period follows at once: $12m in 2023."""
    places = [sentence.at(f) for f in sentence.figures]
    last = max((p for p in places if p[1] <= when[0]), default=None)
    if last is None:
        return None
    gap = sentence.masked[last[1] : when[0]]
    after = sentence.masked[when[1] :]
    if sentence.japanese:
        return last if _RIGHT_JA.match(gap) and after[:1] in ("）", ")") else None
    opens = "," in gap and _NEW_CLAUSE.match(after)
    return last if _RIGHT.match(gap) and not opens else None


def _is_date_of_statement(sentence: Sentence, when: When) -> bool:
    """A date of a report or of an announcement is no period of the figure."""
    before, after = sentence.masked[: when[0]], sentence.masked[when[1] :]
    if sentence.japanese:
        return bool(_SAYS_JA.match(after))
    if _SAID.search(before):
        return True
    opens = re.fullmatch(r"\s*(?:In|On|By)?\s*(?:the )?", before)
    return bool(opens and _SAYS.match(after) and len(sentence.periods) > 1)


def _respectively(sentence: Sentence, claim: Claim, when: tuple[When, ...]) -> Period | None:
    """`$5m and $4m in 2025 and 2024, respectively`: the same place in both lists."""
    if not _RESPECTIVELY.search(sentence.text):
        return None
    figures = [f for f in sentence.figures if f.figure_kind == claim.figure.figure_kind]
    periods = [w for w in when if w[2] is not None]
    if len(figures) != len(periods) or len(figures) < 2:
        return None
    last, first = sentence.at(figures[-1])[1], periods[0][0]
    if first < last and periods[-1][1] > sentence.at(figures[0])[0]:
        return None
    return periods[figures.index(claim.figure)][2]
