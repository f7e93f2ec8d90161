"""The judgement: each figure of a sentence is a figure of the evidence, or follows from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kuroji.knowledge.tieout import cues
from kuroji.knowledge.tieout.amounts import equal
from kuroji.knowledge.tieout.arithmetic import Derived, derivations
from kuroji.knowledge.tieout.bounds import falls_due, since
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.claims import claims_of
from kuroji.knowledge.tieout.comparing import PACES, objection
from kuroji.knowledge.tieout.evidence import Evidence, Given, Judgement, Reason
from kuroji.knowledge.tieout.givens import given_figures
from kuroji.knowledge.tieout.grounding import grounded
from kuroji.knowledge.tieout.names import Name, certain, names_of, titled_names
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.timing import When, disagree, times_of
from kuroji.knowledge.tieout.topics import any_alike
from kuroji.knowledge.tieout.without_figures import periods_only, stray, unknown_time
from kuroji.knowledge.tieout.wording import words_of


def judge(
    sentence: str,
    passages: Sequence[Evidence],
    calculations: Sequence[Given] = (),
    lang: str | None = None,
) -> Judgement:
    """Return whether every figure of `sentence` follows from the passages and calculations.

    A figure is supported where a figure of the evidence shows the same value and no label (sign,
    company, period, basis, row) of the one contradicts the other, or where one step of arithmetic
    or a given calculation yields it. A sentence without figures and years has nothing to tie out.
    """
    sentence = _ONE_IN.sub(r"one in \2 \1s", sentence)
    said = claims_of("", sentence, "", lang)
    if not said:
        if odd := stray(sentence, passages):
            return Judgement(False, "fabricated", f"nothing in the passages speaks of {odd}")
        return periods_only(sentence, passages)
    scene = _scene(tuple(passages))
    due = [t for t in times_of(sentence) if t.years and falls_due(sentence, t)]
    if due and (judgement := unknown_time(sentence, due, passages)):
        return judgement
    if odd := stray(sentence, passages):
        return Judgement(False, "fabricated", f"nothing in the passages speaks of {odd}")
    for claim in (grounded(one, scene) for one in said):
        reason, detail = _objection(claim, scene, tuple(calculations))
        if reason:
            return Judgement(False, reason, detail)
    return Judgement(True, "", "every figure ties out")


_ONE_IN = re.compile(
    r"\b[Oo]ne ((?!in\b)[a-z]+) in (two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve|twenty|[0-9]+)\b"
    r"(?! (?:year|month|quarter|week|day)s?\b)"
)


@lru_cache(maxsize=128)
def _scene(passages: tuple[Evidence, ...]) -> Scene:
    claims: list[Claim] = []
    names: list[Name] = []
    for passage in passages:
        claims += claims_of(passage.id, passage.text, passage.title)
        names += titled_names(passage.title)
        names += certain(names_of(passage.text), passage.text)
    text = "\n".join(passage.text for passage in passages)
    return Scene.of(tuple(claims), tuple(names), text)


def _objection(said: Claim, scene: Scene, givens: tuple[Given, ...]) -> tuple[Reason, str]:
    first: Reason = ""
    for true in _equals(said, scene):
        reason = objection(said, true, scene)
        if not reason:
            return "", ""
        first = first or reason
    for derived in (*given_figures(said, givens, scene), *derivations(said, scene)):
        reason = _derived_objection(said, derived, scene)
        if not reason:
            return "", ""
        first = first or reason
    reason = first or _unmatched(said, scene, bool(givens))
    return reason, _SENTENCES[reason].format(said.text)


def _equals(said: Claim, scene: Scene) -> Iterator[Claim]:
    for claim in scene.claims:
        if equal(said.amount, claim.amount) or _one_level(said, claim):
            yield claim
        elif end := _end_of_range(said, claim):
            yield end


def _end_of_range(said: Claim, true: Claim) -> Claim | None:
    """The end of a range of which the sentence gives both: from 6 % to 9 %, between 1 and 3."""
    if true.amount.high is None or said.amount.high is not None:
        return None
    text = re.escape(said.text)
    if re.search(rf"\b(?:from|between) {text} (?:to|and) ", said.whole):
        value = true.amount.low
    elif re.search(rf"\b(?:from|between) \S+(?: \w+)? (?:to|and) {text}", said.whole):
        value = true.amount.high
    else:
        return None
    end = replace(true, amount=replace(true.amount, low=value, high=None))
    return end if equal(said.amount, end.amount) else None


def _one_level(said: Claim, true: Claim) -> bool:
    """Whether a rate stands in basis points on the one side: 45 basis points of volume, 0.45 %."""
    if said.change or true.change:
        return False
    for points, percent in ((said, true), (true, said)):
        families = points.amount.family, percent.amount.family
        if families == ("point", "percent") and cues.BASIS_POINTS.search(points.text):
            return equal(
                replace(said.amount, family="percent"), replace(true.amount, family="percent")
            )
    return False


def _derived_objection(said: Claim, derived: Derived, scene: Scene) -> Reason:
    if not derived.terms:
        return "wrong_sign" if said.direction * derived.moved < 0 else ""
    whole = _merged(derived)
    if said.direction * derived.moved < 0 or _better(said) * derived.moved < 0:
        return "wrong_sign"
    if _WORKED_OUT.search(said.whole) and "forecast" not in whole.traits:
        said = replace(said, traits=said.traits - {"forecast"})
    if derived.how == "per unit":  # the words that ask for it tell no topic
        said = replace(said, words=said.words - words_of(" ".join(cues.EACH.findall(said.whole))))
    if derived.how == "identity" and said.signed and said.amount.low * derived.amount.low < 0:
        return "wrong_sign"
    if derived.how == "sum" and not any("forecast" in t.traits for t in derived.terms):
        said = replace(said, traits=said.traits - {"forecast"})  # what two facts will come to
    if (
        derived.how != "sum" and len({"forecast" in t.traits for t in derived.terms}) > 1
    ):  # a share of what is expected
        said = replace(said, traits=said.traits | (whole.traits & {"forecast"}))
    traits = (
        said.traits | whole.traits if derived.how in ("given", "rate", "middle") else said.traits
    )
    neutral = replace(
        said,
        traits=traits,
        time=_time_of(said, derived),
        direction=0,
        quality=0,
        change=False,
        signed=False,
        prior=False,
    )
    return objection(neutral, whole, scene, derived.terms)


_LOWER_IS_BETTER = re.compile(
    r"\b(?:combined|loss|cost|expense|default|delinquency|vacancy|efficiency|attrition) "
    r"(?:ratio|rate)\b|"
    r"\b(?:churn|attrition|downtime|leverage|turnaround|cost of)\b|\bnet debt\b|"
    r"\b(?:bad|non-performing) loans?\b|\bNPL|"
    r"解約率|離職率|不良債権|延滞債権|原価率|販管費率|経費率|損害率|不良率|延滞率|空室率|失業率|コンバインド|有利子負債|停止時間",
    re.IGNORECASE,
)


def _better(said: Claim) -> int:
    """The movement that is called better or worse: a combined ratio improves by falling."""
    return -said.quality if _LOWER_IS_BETTER.search(said.whole) else said.quality


_WORKED_OUT = re.compile(
    r"計算(?:である|だ|になる|となる)|推計|\bimpl(?:y|ies|ied|ying)\b|\bwould be\b"
)


def _time_of(said: Claim, derived: Derived) -> When | None:
    """The time to be compared: none where the sentence, or the sum, runs over several."""
    times = {(t.time.years, t.time.part) for t in derived.terms if t.time is not None}
    named = [t for t in times_of(said.whole) if t.years or t.part or t.relative is not None]
    if derived.moved and any(_starts_from(said, t, derived) for t in named):
        return None
    if len(named) > 1 or len(times) > 1 or derived.moved:
        covered = any(
            said.time is None or t.time is None or not disagree(said.time, t.time)
            for t in derived.terms
        )
        whole = derived.how == "sum" or covered
        return None if whole else said.time
    return said.time


def _starts_from(said: Claim, named: When, derived: Derived) -> bool:
    """Whether the time named is what the growth is measured from: 45 % on 2024."""
    then = derived.terms[1].time if len(derived.terms) == 2 else None
    return then is not None and since(said.whole, named) and not disagree(named, then)


def _merged(derived: Derived) -> Claim:
    """One claim that carries the labels of all terms; the first is the one spoken of."""
    first = derived.terms[0]
    words = frozenset[str]().union(*(t.words for t in derived.terms))
    metrics = frozenset[str]().union(*(t.metrics for t in derived.terms))
    names = tuple(n for t in derived.terms for n in t.names)
    traits = frozenset[str]().union(*(t.traits for t in derived.terms))
    return replace(
        first,
        amount=derived.amount,
        words=words,
        metrics=metrics,
        metric="",
        names=names,
        traits=traits - PACES,
        change=False,
        prior=False,
        signed=False,
    )


def _unmatched(said: Claim, scene: Scene, calculated: bool) -> Reason:
    """Name the way in which a figure that nothing supports is wrong."""
    size = said.amount.size
    same_unit = [c for c in scene.claims if c.amount.family == said.amount.family]
    if any(_power_of_ten(size, c.amount.size) for c in same_unit):
        return "wrong_scale"
    if any(size == c.amount.size for c in scene.claims):
        return "wrong_unit"
    if any(_within(said, c) for c in same_unit) and "forecast" not in said.traits:
        return "wrong_basis"
    if said.change or said.amount.family in ("multiple", "point") or calculated:
        return "wrong_derivation"
    related = [c for c in same_unit if said.words & c.words or any_alike(said.metrics, c.metrics)]
    return "wrong_number" if related else "fabricated"


def _within(said: Claim, claim: Claim) -> bool:
    """Whether a range that is expected holds the figure that is said as a fact."""
    high = claim.amount.high
    return high is not None and claim.amount.low <= said.amount.low <= high


def _power_of_ten(left: Decimal, right: Decimal) -> bool:
    if not left or not right or left == right:
        return False
    digits = left.normalize().as_tuple().digits, right.normalize().as_tuple().digits
    return digits[0] == digits[1]


_SENTENCES: dict[str, str] = {
    "wrong_number": "{} is not what the passages say",
    "wrong_scale": "{} has the digits of the passage at another scale",
    "wrong_sign": "{} goes the other way in the passages",
    "wrong_unit": "{} stands in the passages in another unit",
    "wrong_year_or_row": "{} is in the passages, but of another period, row or role",
    "wrong_basis": "{} is in the passages on another basis",
    "wrong_entity": "{} is another company's figure",
    "wrong_derivation": "{} does not follow from the figures given",
    "fabricated": "nothing in the passages speaks of {}",
}
