"""Whether a figure of the sentence and a figure of the evidence can be the same: label by label."""

import re
from collections.abc import Sequence
from decimal import Decimal

from kuroji.knowledge.tieout.amounts import equal
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.comparisons import turned_round
from kuroji.knowledge.tieout.counterparts import of_counterpart
from kuroji.knowledge.tieout.counters import counted_apart, priced_apart
from kuroji.knowledge.tieout.evidence import Reason
from kuroji.knowledge.tieout.names import meet, one_script
from kuroji.knowledge.tieout.opposites import opposed
from kuroji.knowledge.tieout.other_time import other_time
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import predecessor
from kuroji.knowledge.tieout.timing import disagree
from kuroji.knowledge.tieout.topics import (
    NOT_RECOGNISED,
    PROFITS,
    RECOGNISED,
    alike,
    any_alike,
)
from kuroji.knowledge.tieout.wording import lettered, traits_of, words_of


def objection(said: Claim, true: Claim, scene: Scene, terms: Sequence[Claim] = ()) -> Reason:
    """Return the first label on which the two differ, or nothing.

    `terms` are the figures from which `true` is worked out, if it is.
    """
    if _other_company(said, true, scene):
        return "wrong_entity"
    if _other_sign(said, true) or (not terms and turned_round(said, true)):
        return "wrong_sign"
    if counted_apart(said, true) or priced_apart(said, true):
        return "wrong_unit"
    return (
        _other_basis(said, true)
        or other_time(said, true, scene)
        or _other_topic(said, true, scene, terms)
        or _other_direction(said, true, scene)
    )


def _other_company(said: Claim, true: Claim, scene: Scene) -> bool:
    if not said.names or not true.names or meet(said.names, true.names):
        return False
    if all(n.sure for n in said.names) and not any(n.sure or n.text.isascii() for n in true.names):
        return any(
            c.metric == true.metric and c.place[0] != true.place[0] and meet(said.names, c.names)
            for c in scene.rivals(true)
        )
    if meet(said.names, scene.names):
        return True
    return any(
        n.sure and any(m.sure and one_script(n.text, m.text) for m in true.names)
        for n in said.names
    ) and all(n.sure for n in said.names)


def _other_sign(said: Claim, true: Claim) -> bool:
    if said.change or true.change:
        return _opposed(said.direction, true.direction) or _opposed(said.quality, true.quality)
    return said.signed and true.signed and said.amount.low * true.amount.low < 0


def _opposed(left: int, right: int) -> bool:
    return left * right < 0


_UNSURE = frozenset({"forecast", "required"})
PACES = frozenset({"day", "week", "month", "quarter", "year", "total"})


def _paces(claim: Claim) -> frozenset[str]:
    own = {claim.amount.pace} if claim.amount.pace else set[str]()
    return (claim.traits & PACES) | own


_DONE = re.compile(
    r"\b(?:received|paid|earned|spent|drew|drawn|raised|recogni[sz]ed|booked|invested|used)\b|"
    r"受け取った|支払った|計上した|投じた",
    re.IGNORECASE,
)
_POSSIBLE = frozenset({"ceiling", "forecast", "option", "committed"})
_SURVEY = re.compile(r"survey|respondents?|polled|アンケート|調査|回答", re.IGNORECASE)


def _asked_of_many(true: Claim) -> bool:
    """Whether the figure counts answers: that 58 % plan more is a fact, whatever they expect."""
    counted = true.amount.family in ("percent", "point", "count")
    return counted and bool(_SURVEY.search(true.whole))


def _other_basis(said: Claim, true: Claim) -> Reason:
    expected = bool({"forecast", "required"} & true.traits), bool(_UNSURE & said.traits)
    bound = {"option", "committed", "ceiling"} & true.traits and expected[1]
    stretch = (
        true.amount.family in ("month", "day") or "/" in true.amount.family or _asked_of_many(true)
    )
    if expected[0] != expected[1] and not bound and not stretch and "committed" not in said.traits:
        return "wrong_basis"
    if "option" in true.traits and "option" not in said.traits:
        return "wrong_basis"
    if "ceiling" in true.traits and _DONE.search(said.whole) and not _POSSIBLE & said.traits:
        return "wrong_basis"
    meant = _adjusted(true) and _meant_adjusted(said)
    adjusted = _adjusted(true), meant or _adjusted(said)
    if adjusted[0] != adjusted[1] and (true.metric in PROFITS or said.metric in PROFITS):
        return "wrong_basis"
    if true.amount.family not in ("month", "day"):
        paces = _paces(said), _paces(true)
        if paces[0] and paces[1] and not paces[0] & paces[1]:
            return "wrong_basis"
    if _sides(said, true) or _sides(true, said):
        return "wrong_basis"
    return ""


def _sides(one: Claim, other: Claim) -> bool:
    """Recognised revenue on one side, ARR, backlog or the like on the other."""
    return (
        one.metric in RECOGNISED
        and other.metric in NOT_RECOGNISED
        and not other.metrics & RECOGNISED
        and not one.metrics & NOT_RECOGNISED
    )


def _other_topic(said: Claim, true: Claim, scene: Scene, terms: Sequence[Claim]) -> Reason:
    if _metrics_differ(said, true, scene) or _told_to_differ(said, true, scene, terms):
        return "wrong_year_or_row"
    own = said.words & true.words
    whole = frozenset[str]() if terms else _of_what(true)
    if lettered(said.words) - lettered(true.words) and lettered(true.words):
        return "wrong_year_or_row"
    families = {t.amount.family for t in (true, *terms)}
    if {said.amount.family, true.amount.family} == {"percent", "point"}:
        families |= {"percent", "point"}
    if terms and not own and _named_elsewhere(said, scene, terms):
        return "wrong_year_or_row"
    for rival in scene.rivals(true, *families):
        if rival in terms:
            continue
        if said.names and rival.names and not meet(said.names, rival.names):
            continue
        if _ruled_out_by_time(said, true, rival):
            continue
        theirs = said.words & rival.words
        shared = own if _of_what(rival) else own - whole
        if (
            theirs - true.words
            and not shared - rival.words
            and not equal(rival.amount, true.amount)
        ):
            return "wrong_year_or_row"
    return ""


def _told_to_differ(said: Claim, true: Claim, scene: Scene, terms: Sequence[Claim]) -> bool:
    """Whether words rule each other out, by what they mean or as the evidence sets them apart."""
    if opposed(said.words, true.words) or scene.sided(said, true) or scene.listed(said, true):
        return True
    return not terms and of_counterpart(said, true, scene)


def _ruled_out_by_time(said: Claim, true: Claim, rival: Claim) -> bool:
    """Whether the year that is said is that of `true`, and plainly not that of the rival."""
    if said.time is None or true.time is None or rival.time is None or true.row or rival.row:
        return False
    if said.time.past and true.time.past and not rival.time.past and not rival.prior:
        return True
    if not (said.time.years and true.time.years and rival.time.years):
        return False
    return disagree(said.time, rival.time) and not disagree(said.time, true.time)


def _of_what(true: Claim) -> frozenset[str]:
    """The words of the whole that a share is of: they do not tell one share from another."""
    if true.amount.family != "percent":
        return frozenset()
    behind = true.whole.partition(true.text)[2]
    match = _SHARE_OF.match(behind)
    return words_of(match[1]) if match else frozenset()


_SHARE_OF = re.compile(r"\s*of (?:the |its |all |their )?([^,;.]{3,40})")


def _named_elsewhere(said: Claim, scene: Scene, terms: Sequence[Claim]) -> bool:
    """Whether the sentence names what other figures are of, and nothing of the terms."""
    if said.amount.family not in ("percent", "point", "multiple"):
        return False
    return any(
        said.words & c.words and c not in terms and not c.change
        for c in scene.claims
        if any(c.place[0] == t.place[0] for t in terms)
    )


def _metrics_differ(said: Claim, true: Claim, scene: Scene) -> bool:
    if not said.metric or not true.metric:
        return False
    if alike(said.metric, true.metric):
        return _another_exact(said, true, scene)
    if _meant_adjusted(said) and said.metric == true.metric.removeprefix("adjusted_"):
        return False
    if any(c.metric and alike(said.metric, c.metric) for c in scene.rivals(true)):
        return True
    return not any_alike(said.metrics, {true.metric}) and not any_alike(true.metrics, {said.metric})


def _another_exact(said: Claim, true: Claim, scene: Scene) -> bool:
    """Whether the evidence has the very metric with another figure: debt, and long-term debt."""
    if said.metric == true.metric or "profit" in (said.metric, true.metric):
        return False
    return any(
        c.metric == said.metric
        and not c.change
        and not equal(said.amount, c.amount)
        and (said.time is None or c.time is None or not disagree(said.time, c.time))
        and not (said.names and c.names and not meet(said.names, c.names))
        for c in scene.rivals(true)
    )


_ADJUSTED_METRICS = frozenset(
    {"adjusted_operating_income", "adjusted_net_income", "adjusted_operating_margin"}
)


def _adjusted(claim: Claim) -> bool:
    return "adjusted" in claim.traits or claim.metric in _ADJUSTED_METRICS


def _meant_adjusted(said: Claim) -> bool:
    return "adjusted" in traits_of(said.whole)


def _other_direction(said: Claim, true: Claim, scene: Scene) -> Reason:
    """A level that "rose" though the passage has a higher one before it."""
    if said.change or said.prior or not (said.direction or said.quality):
        return ""
    if _opposed(said.direction, true.direction) and not true.prior:
        return "wrong_sign"
    before = predecessor(true, scene)
    if before is None:
        return ""
    moved = true.amount.low - before.amount.low
    if said.quality and said.metric in PROFITS and _opposed(said.quality, _sign(moved)):
        return "wrong_sign"
    size = true.amount.size - before.amount.size
    return "wrong_sign" if _opposed(said.direction, _sign(size)) else ""


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
