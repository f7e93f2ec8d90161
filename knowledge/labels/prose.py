"""Labels of the figures in sentences, with what a paragraph carries from one to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.attaching import claims
from kuroji.knowledge.labels.basis import basis_of
from kuroji.knowledge.labels.binding import period_of
from kuroji.knowledge.labels.label import Label
from kuroji.knowledge.labels.setting import RESEARCHERS, frame_of
from kuroji.knowledge.labels.timing import DATED, moments, settled
from kuroji.knowledge.labels.whose import is_one, speaker, whose
from kuroji.tools.metrics import METRICS, Metric
from kuroji.tools.period import read_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.attaching import Claim
    from kuroji.knowledge.labels.sentences import Sentence
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.knowledge.labels.timing import When
    from kuroji.tools.period import Period

_RECOGNISED = ("gaap", "ifrs", "jgaap")
_NOW = re.compile(
    r"\b(?:now|currently|today|at present|to date)\b|現在(?!価値)|足元", re.IGNORECASE
)
_SEGMENT = re.compile(r"segment |セグメント", re.IGNORECASE)
_RELEASED = re.compile(  # a part of revenue, out of what had been paid before
    r"recogni[sz]ed.{0,200}\b(?:included in|from)\b.{0,80}(?:deferred|unearned) revenue"
    r"|recogni[sz]ed.{0,200}\b(?:included in|from)\b.{0,80}contract liabilit"
    r"|期首(?:の|時点の|現在の)?契約負債",
    re.IGNORECASE | re.DOTALL,
)
_TALK = re.compile(
    r"\b(?:that|this|the|its) (?:segment|unit|business|division)\b|同事業|同セグメント"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sentence leaves to the next: of whom, of what, of when, and whether it may be used."""

    paragraph: int
    entity: str | None = None
    perimeter: str | None = None
    metric: Metric | None = None
    period: Period | None = None
    titled: Period | None = None
    basis: str | None = None


def prose_labels(
    lines: Iterable[Sentence], setting: Setting, companies: Companies
) -> Iterator[Label]:
    """Yield the labels of every sentence in order."""
    carried = Carried(-1)
    for sentence in lines:
        if sentence.paragraph != carried.paragraph:
            carried = _fresh(sentence, setting, companies, carried)
        labels, carried = _sentence(sentence, setting, companies, carried)
        yield from _agreeing(labels)


def _fresh(sentence: Sentence, setting: Setting, companies: Companies, last: Carried) -> Carried:
    """A new paragraph starts from its heading alone."""
    del last
    named = [c.name for c in companies.find(sentence.heading) if c.name not in RESEARCHERS]
    found = [p for _, _, p in read_periods(sentence.heading)]
    period = found[0] if len({p.label for p in found}) == 1 else setting.period
    entity = named[0] if len(set(named)) == 1 else None
    return Carried(sentence.paragraph, entity=entity, period=period, titled=period)


def _sentence(
    sentence: Sentence, setting: Setting, companies: Companies, carried: Carried
) -> tuple[list[Label], Carried]:
    when = moments(sentence.text, sentence.periods, carried.period or setting.title_period)
    found = claims(sentence, carried.metric)
    labels: list[Label] = []
    for place, claim in enumerate(found):
        last = labels[-1].perimeter if labels else None
        label = _label(sentence, claim, found[:place], (when, setting, companies, carried, last))
        if label is not None:
            labels.append(label)
    return labels, _left(sentence, found, labels, carried)


def _label(
    sentence: Sentence,
    claim: Claim,
    before: tuple[Claim, ...],
    frame: tuple[tuple[When, ...], Setting, Companies, Carried, str | None],
) -> Label | None:
    when, setting, companies, carried, last = frame
    if claim.metric.id == "revenue" and _RELEASED.search(sentence.text):
        return None
    owner = whose(sentence, claim, setting, carried.entity, companies)
    if owner is None:
        return None
    entity, _ = owner
    perimeter = _perimeter(sentence, claim, owner, carried, last)
    if perimeter is None:
        return None
    lost = claim.mention is None and claim.metric.id == "net_income"
    if lost and perimeter.startswith("segment:"):
        claim = replace(claim, metric=METRICS["operating_income"])
    period, spoken = period_of(sentence, claim, when, before)
    if claim.earlier and period is None:
        return None
    if not spoken:
        period = _silent(sentence, claim, entity, setting, carried)
    frame_now = frame_of(setting, entity, companies)
    period = _settled(period, claim, frame_now, is_one(entity, companies))
    basis = basis_of(claim.metric, claim.figure, _clause(sentence, claim), frame_now)
    if not is_one(entity, companies) and basis in _RECOGNISED:
        basis = "estimate"
    if claim.told and carried.basis and basis in _RECOGNISED:
        basis = (
            carried.basis if carried.basis in ("arr", "run_rate", "survey", "estimate") else basis
        )
    return Label(claim.figure, claim.metric, claim.sign, entity, perimeter, period, basis)


def _perimeter(
    sentence: Sentence, claim: Claim, owner: tuple[str, str], carried: Carried, last: str | None
) -> str | None:
    """The perimeter, with what the sentence leaves to the one before: that segment's profit."""
    entity, perimeter = owner
    if claim.mention is not None and _SEGMENT.match(sentence.text[claim.mention.start :]):
        told = [p for p in (perimeter, last, carried.perimeter) if p and p.startswith("segment:")]
        return told[0] if told else None
    if carried.perimeter and entity == carried.entity and perimeter.startswith("company:"):
        return carried.perimeter if claim.told or _TALK.search(sentence.text) else perimeter
    return perimeter


def _clause(sentence: Sentence, claim: Claim) -> str:
    """The words that bear on the figure: its sentence, cut at a clause of another figure."""
    start, end = sentence.at(claim.figure)
    text = sentence.text
    left = max(text.rfind(cut, 0, start) for cut in ("; ", " while ", " whereas ", "。", "が、"))
    cuts = [
        p
        for cut in ("; ", " while ", " whereas ", ", and ", ", of which", ", which", "が、")
        if (p := text.find(cut, end)) >= 0
    ]
    first = claim.mention.start if claim.mention else start
    return text[min(max(left, 0), first) : min(cuts, default=len(text))]


def _settled(period: Period | None, claim: Claim, setting: Setting, one: bool) -> Period | None:
    kind = METRICS[claim.metric.id.removesuffix("_growth")].kind
    if period is None or not one:
        return period
    settled_period = settled(period, kind, setting.accounts, setting.home)
    monthly = settled_period is not None and settled_period.kind == "month"
    return None if monthly and kind == "flow" and claim.metric.id not in DATED else settled_period


def _silent(
    sentence: Sentence, claim: Claim, entity: str, setting: Setting, carried: Carried
) -> Period | None:
    """The period of a figure whose sentence gives it none: the paragraph's, else the document's.

    What was said of another company holds for that company alone.
    """
    if _NOW.search(sentence.text) and setting.published is not None:
        return setting.published
    same = carried.entity in (None, entity)
    if (carried.period if same else carried.titled) is not None:
        return carried.period if same else carried.titled
    filed = setting.filing and setting.title_period is not None and entity == setting.entity
    return setting.title_period if filed and not claim.earlier else None


def _left(
    sentence: Sentence,
    found: tuple[Claim, ...],
    labels: list[Label],
    carried: Carried,
) -> Carried:
    """What the next sentence may lean on: the one thing that this one spoke of."""
    stems = {c.metric.id.removesuffix("_growth") for c in found}
    named = {m.metric.id for m in sentence.metrics}
    one = METRICS[stems.pop()] if len(stems) == 1 else None
    if one is None and not found:
        one = (
            sentence.metrics[0].metric if len(named) == 1 else carried.metric if not named else None
        )
    first = labels[0] if labels else None
    base = _base(sentence, labels, carried)
    entity = first.entity if first else speaker(sentence) or carried.entity
    return Carried(
        carried.paragraph,
        entity=entity,
        perimeter=first.perimeter if first else carried.perimeter,
        metric=one,
        period=base,
        titled=carried.titled,
        basis=first.basis if first else carried.basis,
    )


def _base(sentence: Sentence, labels: list[Label], carried: Carried) -> Period | None:
    """The period to go on with: the one that the sentence states outright, and no other.

    A year before is no period to go on with, and a sentence about two periods leaves none.
    """
    stated = {
        p.label: p
        for at, _, p in sentence.periods
        if not re.search(r"\b(?:through|until|by|to)\s+(?:the end of )?$", sentence.text[:at])
    }
    if not stated:
        return carried.period
    if len(stated) == 1:
        return next(iter(stated.values()))
    used = {label.period.label: label.period for label in labels if label.period is not None}
    return next(iter(used.values())) if len(used) == 1 else None


def _agreeing(labels: list[Label]) -> Iterator[Label]:
    """Leave out figures of one sentence that claim one label with different values."""
    for label in labels:
        same = [
            other
            for other in labels
            if other.metric.id == label.metric.id
            and other.perimeter == label.perimeter
            and (other.period and other.period.label) == (label.period and label.period.label)
            and other.basis == label.basis
        ]
        if len({other.ends for other in same}) == 1 or len(same) == 1:
            yield label
