"""What a figure in a sentence is of: the metric that its neighbourhood names, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kuroji.knowledge.labels import english, japanese
from kuroji.knowledge.labels.frames import CHANGES
from kuroji.knowledge.labels.sentences import FIGURE
from kuroji.tools.metrics import METRICS, Metric, growth_of

if TYPE_CHECKING:
    from kuroji.knowledge.labels.rules import Rules
    from kuroji.knowledge.labels.sentences import Sentence
    from kuroji.tools.metrics import Mention
    from kuroji.tools.reading import Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with its metric. `sign` is ±1, 0 where notation alone decides.

    `mention` is the name that said it (nothing for a verb or a pronoun); `earlier` marks the first
    end of a change, whose period is another; `told` marks a metric carried over from before.
    """

    figure: Figure
    metric: Metric
    sign: int
    mention: Mention | None
    earlier: bool = False
    told: bool = False


_CONCENTRATION = ("two_largest_customers_share", "top_ten_customers_share")


def claims(sentence: Sentence, carried: Metric | None) -> tuple[Claim, ...]:
    """Return what the figures of `sentence` are of; `carried` is what the one before spoke of."""
    rules: Rules = japanese if sentence.japanese else english
    found: list[Claim] = []
    for figure in sentence.figures:
        claim = _claim(sentence, figure, found, carried, rules)
        if claim is not None:
            found.append(claim)
    return tuple(found)


def _claim(
    sentence: Sentence,
    figure: Figure,
    before: list[Claim],
    carried: Metric | None,
    rules: Rules,
) -> Claim | None:
    start, end = sentence.at(figure)
    left, right = sentence.masked[:start], sentence.masked[end:]
    if rules.is_no_figure(left, right):
        return None
    named = (
        _inside(sentence, figure)
        or _close(sentence, figure, rules)
        or _verb(sentence, figure, rules)
        or _loose(sentence, figure, rules)
        or _following(sentence, figure, before, rules)
    )
    if named is None and carried is not None and rules.is_pronoun(left, right):
        named = _carried(figure, carried)
    if named is None:
        return None
    named = _needed(named, sentence, rules)
    if rules.is_first_end(left, right):
        named = replace(named, earlier=True)
    changed = 0 if named.metric.id in CHANGES else rules.change(left, right)
    if changed == 0:
        return _with_sign(named, sentence, figure, rules)
    return _as_growth(named, changed)


def _needed(claim: Claim, sentence: Sentence, rules: Rules) -> Claim:
    """Revenue that would be needed is no revenue: it is what the gap is measured against."""
    if claim.metric.id != "revenue" or claim.mention is None:
        return claim
    start, end = sentence.at(claim.figure)
    mention = claim.mention
    words = list(sentence.text)
    words[start:end] = ["\ue004"] + [""] * (end - start - 1)
    words[mention.start : mention.end] = ["\ue005"] + [""] * (mention.end - mention.start - 1)
    if rules.NEEDED.search("".join(words)):
        return replace(claim, metric=METRICS["required_revenue"])
    return claim


def _as_growth(claim: Claim, direction: int) -> Claim | None:
    """A figure that is a change: in percent it is growth, in money it is not the metric."""
    if claim.metric.id.endswith("_growth"):
        return replace(claim, sign=direction)
    growth = growth_of(claim.metric)
    if claim.figure.unit != "percent" or growth is None:
        return None
    return replace(claim, metric=growth, sign=direction)


def _with_sign(claim: Claim, sentence: Sentence, figure: Figure, rules: Rules) -> Claim | None:
    if claim.figure.figure_kind not in claim.metric.figure_kinds or not _fits(claim):
        return None
    if claim.metric.id in CHANGES:
        return claim
    start, end = sentence.at(figure)
    if claim.metric.size:
        return claim
    said = rules.sign_after(sentence.text[end:]) or rules.sign_before(sentence.text[:start])
    return replace(claim, sign=said) if said else claim


def _fits(claim: Claim) -> bool:
    """Tell whether the unit of a count can be the metric's: people are employees, MW are power."""
    unit, metric = claim.figure.unit, claim.metric.id
    wanted = {"employees": "people", "power_capacity": "MW"}.get(metric)
    if wanted is not None:
        return unit == wanted
    if unit in ("MW", "kWh", "tokens", "GPU_hours"):
        return False
    return unit != "people" or metric in ("users", "paid_seats", "customers", "respondents")


def _inside(sentence: Sentence, figure: Figure) -> Claim | None:
    """The figure's own words name its metric: 4.7 million paying subscribers."""
    start, end = sentence.at(figure)
    for mention in sentence.metrics:
        metric = mention.taking(figure.figure_kind)
        if metric is not None and mention.start < end and start < mention.end:
            return Claim(figure, metric, mention.sign, mention)
    return None


def _verb(sentence: Sentence, figure: Figure, rules: Rules) -> Claim | None:
    """A verb says it without a name: lost, raised, burned, 調達した."""
    start, end = sentence.at(figure)
    for frame in rules.FRAMES:
        if figure.figure_kind not in METRICS[frame.metric].figure_kinds:
            continue
        if frame.unit and not frame.unit.search(figure.unit):
            continue
        if frame.left.search(sentence.masked[:start]) and frame.right.match(sentence.masked[end:]):
            if frame.anywhere and not frame.anywhere.search(sentence.text):
                continue
            metric = METRICS[frame.metric]
            near = _nearest(sentence, start)
            if near is not None and frame.metric == "largest_customer_share":
                metric = near.metric if near.metric.id in _CONCENTRATION else metric
            return Claim(figure, metric, frame.sign, None)
    return None


def _close(sentence: Sentence, figure: Figure, rules: Rules) -> Claim | None:
    """The name that stands right before the figure or right after it."""
    start, end = sentence.at(figure)
    near = _nearest(sentence, start)
    after = [m for m in sentence.metrics if m.start >= end]
    if near is not None and rules.links_closely(sentence.masked[near.end : start]):
        claim = _named(figure, near, sentence, rules)
        if claim is not None:
            return claim
    spends = rules.SPENDS.search(sentence.masked[:start])
    if after and not spends and rules.links_after(sentence.masked[end : after[0].start]):
        claim = _named(figure, after[0], sentence, rules)
        if claim is not None and not rules.has_own_figure(sentence.masked[after[0].end :]):
            return claim
    return None


def _loose(sentence: Sentence, figure: Figure, rules: Rules) -> Claim | None:
    """The nearest name before the figure, if the words between tie them."""
    start, _ = sentence.at(figure)
    near = _nearest(sentence, start)
    if near is not None and rules.links(sentence.masked[near.end : start]):
        return _named(figure, near, sentence, rules)
    return None


def _nearest(sentence: Sentence, start: int) -> Mention | None:
    return next((m for m in reversed(sentence.metrics) if m.end <= start), None)


def _named(figure: Figure, mention: Mention, sentence: Sentence, rules: Rules) -> Claim | None:
    metric = mention.taking(figure.figure_kind)
    start, end = sentence.at(figure)
    if metric is None and figure.unit == "percent" and growth_of(mention.metric) is not None:
        moves = rules.change(sentence.masked[:start], sentence.masked[end:])
        metric = mention.metric if moves else None
    if metric is None or rules.is_no_metric(sentence.masked[: mention.start]):
        return None
    return Claim(figure, metric, mention.sign, mention)


def _following(
    sentence: Sentence, figure: Figure, before: list[Claim], rules: Rules
) -> Claim | None:
    """A second figure of the same metric: compared with it, listed with it, or its growth."""
    if not before:
        return None
    last = before[-1]
    gap = sentence.masked[sentence.at(last.figure)[1] : sentence.at(figure)[0]]
    if FIGURE in gap or not rules.lists(gap):
        return None
    metric = last.metric
    if metric.id.endswith("_growth"):
        metric = METRICS[metric.id.removesuffix("_growth")]
    if figure.figure_kind not in metric.figure_kinds and figure.unit != "percent":
        return None
    sign = last.sign if metric is last.metric else 1
    earlier = bool(rules.COMPARED.search(gap))
    return Claim(figure, metric, sign, last.mention, earlier=earlier, told=last.told)


def _carried(figure: Figure, metric: Metric) -> Claim | None:
    if figure.figure_kind not in metric.figure_kinds:
        return None
    return Claim(figure, metric, 1, None, told=True)
