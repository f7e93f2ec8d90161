"""Figures with all that their text says of them; sentence and passage are read by the same rules."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kuroji.knowledge.tieout.amounts import Amount, amount_of
from kuroji.knowledge.tieout.names import Name, names_of, same
from kuroji.knowledge.tieout.timing import When, falls_due, times_of
from kuroji.knowledge.tieout.topics import PROFITS, Topic, topics_of
from kuroji.knowledge.tieout.windows import Window, sentences_of, windows_of
from kuroji.knowledge.tieout.wording import (
    direction_of,
    forecasts_in,
    is_change,
    traits_of,
    words_of,
)
from kuroji.tools.reading import Cell, Figure, read, table_cells


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure and its labels; a label that the text does not give is empty.

    `amount` is signed by meaning: a loss of 4 is −4; `signed` tells that the text fixes the sign.
    `direction` is where the words say it went, `quality` whether to better or worse; `change`
    that the figure is a movement; `prior` that it is what was before.
    """

    text: str
    amount: Amount
    signed: bool
    metric: str
    metrics: frozenset[str]
    words: frozenset[str]
    names: tuple[Name, ...]
    time: When | None
    prior: bool
    direction: int
    quality: int
    change: bool
    traits: frozenset[str]
    place: tuple[str, int]
    row: str
    whole: str


@lru_cache(maxsize=512)
def claims_of(passage_id: str, text: str, title: str) -> tuple[Claim, ...]:
    """Return the claims of a text, in order."""
    cells = table_cells(text)
    figures = [f for f in read(text, header=title) if f.figure_kind not in ("year", "date")]
    figures = [f for f in figures if not _structural(f, text)]
    claims: list[Claim] = []
    setting = _Setting.of(text, title)
    in_cells = {f.start: cell for f in figures if (cell := _cell_at(cells, f)) is not None}
    for number, (start, end) in enumerate(sentences_of(text)):
        inside = [f for f in figures if start <= f.start < end and f.start not in in_cells]
        if inside or not in_cells:
            claims += setting.prose(text[start:end], start, inside, (passage_id, number))
    for figure in figures:
        if figure.start in in_cells:
            claims.append(setting.cell(figure, in_cells[figure.start], passage_id))
    return tuple(claims)


def _cell_at(cells: tuple[Cell, ...], figure: Figure) -> Cell | None:
    return next((c for c in cells if c.start <= figure.start and figure.end <= c.end), None)


_COUNTED = re.compile(
    r"(?:\b(?:last|first|past|next|previous|prior|these|those|all|its|the|both)\s*(?:fiscal )?|直近|過去|最初の|今後)$",
    re.IGNORECASE,
)


_AWAY = re.compile(r"\s*(?:前|ago\b|earlier\b|before\b|prior\b)")
_WITHIN_ONE = re.compile(r"間?で")
_PER_ONE = re.compile(r"(?:当たり|あたり|につき|ごと)")


def _structural(figure: Figure, text: str) -> bool:
    """Whether a small number only orders the sentence: its last two rounds, one firm."""
    if _AWAY.match(text, figure.end) and figure.figure_kind == "duration":
        return True
    if figure.value == 1 and figure.unit == "years" and _WITHIN_ONE.match(text, figure.end):
        return True
    if figure.value == 1 and _PER_ONE.match(text, figure.end):
        return True
    if figure.unit not in ("count", "years", "months", "people") or figure.value > 12:
        return False
    if any(letter.isdigit() for letter in figure.text):
        return False
    return (
        figure.value == 1
        and figure.unit == "count"
        or bool(_COUNTED.search(text[max(0, figure.start - 20) : figure.start]))
    )


def certain(names: tuple[Name, ...], text: str, known: tuple[Name, ...] = ()) -> tuple[Name, ...]:
    """Leave out a lone capitalised word that opens a sentence and need be no name.

    It is one where it stands elsewhere as a name (`known`).
    """
    kept = tuple(
        n for n in names if n.sure or " " in n.text or not n.text.isascii() or not _opens(text, n)
    )
    others = (*kept, *known)
    return tuple(n for n in names if n in kept or any(same(n.text, k.text) for k in others))


def _opens(text: str, name: Name) -> bool:
    before = text[: name.start].rstrip()
    return not before or before[-1] in ".!?\n|:"


_NEGATIVE = re.compile(r"(?:negative|minus)\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^の?(?:最終|営業|経常|純|当期|税引前)*(?:(?P<loss>赤字|損失|欠損)|黒字|利益)"
)
_DENOMINATOR = re.compile(r"^\s*of (?:[\w'’-]+ ){0,5}$")
_EACH = re.compile(
    r"^\s*of (?:each|every)\b[^,.;]*\b(?:dollar|euro|pound|yen)\b|^\s*(?:cents )?[^,.;]*\b(?:per|on the|of each|of every) (?:\w+ )?dollar\b",
    re.IGNORECASE,
)
_TOTAL_TAIL = re.compile(
    r"^(?:\s\w+){0,6}?\s(?:over|for|across) (?:the (?:next |coming )?)?[\w-]+ (?:years|quarters)\b",
    re.IGNORECASE,
)
_PRIOR_LEFT = re.compile(
    r"\bfrom\s*$|\bcompared (?:with|to)\s*$|\bagainst\s*$|\bversus\s*$|\bformerly\s*$",
    re.IGNORECASE,
)
_PRIOR_RIGHT = re.compile(r"^\s*から")
_JA_PREDICATE = re.compile(r"で$|だ|し$|り$|き$|た|る|が$|い|う")
_EN_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|reported|recogni[sz]ed|reached|stood|came|totalled|posted|earned|generated|employs|rose|fell|grew|leases|processed|raised)\b"
)


@dataclass(slots=True)
class _Setting:
    """What a text has said so far: the company and the period that later sentences take over."""

    title: tuple[Name, ...]
    known: tuple[Name, ...]
    names: tuple[Name, ...]
    time: When | None
    base: When | None
    last: Claim | None

    @classmethod
    def of(cls, text: str, title: str) -> "_Setting":
        times = [t for t in times_of(text) if t.years]
        heading = [t for t in times_of(title) if t.years]
        base = times[0] if times else heading[0] if heading else None
        titled = tuple(replace(n, sure=n.sure or n.start == 0) for n in names_of(title))
        known = (*titled, *certain(names_of(text), text, titled))
        return cls(titled, known, titled, heading[0] if heading else None, base, None)

    def prose(
        self, text: str, offset: int, figures: list[Figure], place: tuple[str, int]
    ) -> list[Claim]:
        named = names_of(text)
        if place[0]:
            named = certain(named, text, self.known)
        names = _not_contrasted(named, text)
        times = tuple(t for t in times_of(text) if not falls_due(text, t))
        spans = [(f.start - offset, f.end - offset) for f in figures]
        whole = [(t.start, t.end) for t in times] + [(n.start, n.end) for n in names]
        windows = windows_of(text, spans, whole)
        claims: list[Claim] = []
        for figure, span, window in zip(figures, spans, windows, strict=True):
            own = self._plain(figure, window, text, place)
            own = replace(
                own,
                names=_names_at(names, window, span, claims) or self.names,
                time=self._time_at(times, window, span),
            )
            before = claims[-1] if claims else self.last
            claims.append(_taken_over(own, window, before, same_sentence=bool(claims)))
        claims = _backwards(claims, windows)
        claims = [self._timed(c, claims, times) for c in claims]
        self.last = claims[-1] if claims else self.last
        if names:
            self.names = (*names[:1], *self.title)
        dated = [t for t in times if t.years]
        if dated:
            self.time = dated[0]
        return claims

    def _plain(self, figure: Figure, window: Window, text: str, place: tuple[str, int]) -> Claim:
        tail = _TOTAL_TAIL.match(text[window.end :])
        amount = amount_of(figure)
        left, right = window.left, window.right
        amount = _per_tokens(_of_each(amount, figure, right), right)
        metric, topics = _metric_at(left, right, amount.family)
        bare = _bare(window.text, topics, certain(names_of(window.text), window.text, self.known))
        sign, signed = _sign_of(metric, topics, amount, bool(_NEGATIVE.search(left)))
        if closing := _CLOSING.match(right):
            sign, signed = (-1 if closing["loss"] else 1), True
        direction, quality = direction_of(window.text)
        return Claim(
            text=figure.text,
            amount=amount.flipped() if sign < 0 < amount.low else amount,
            signed=signed,
            metric=metric.metric if metric else "",
            metrics=frozenset(t.metric for t in topics),
            words=bare,
            names=(),
            time=None,
            prior=bool(_PRIOR_LEFT.search(left) or _PRIOR_RIGHT.match(text[window.end :])),
            direction=direction,
            quality=quality,
            change=is_change(left, right),
            traits=traits_of(f"{left}{figure.text}{right}{tail[0] if tail else ''}"),
            place=place,
            row="",
            whole=text,
        )

    def _time_at(
        self, times: tuple[When, ...], window: Window, span: tuple[int, int]
    ) -> When | None:
        left_start, right_end = window.start, span[1] + len(window.right)
        own = [t for t in times if left_start <= t.start and t.end <= right_end]
        if not own:
            return None
        nearest = min(own, key=lambda t: span[0] - t.end if t.end <= span[0] else t.start - span[1])
        if not nearest.years:
            dated = [t for t in own if t.years]
            if nearest.relative == -1 and (dated or self.base):
                base = dated[0] if dated else self.base
                return base.shifted(-1) if base else nearest
            if dated and nearest.relative is None:
                return replace(nearest, years=dated[0].years, closing=dated[0].closing)
        return nearest

    def _timed(self, claim: Claim, claims: list[Claim], times: tuple[When, ...]) -> Claim:
        if claim.time is not None:
            return claim
        dated = [c.time for c in claims if c.time is not None and c.time.relative != -1]
        if claim.prior and dated:
            return replace(claim, time=dated[0].shifted(-1) if dated[0].years else None)
        if dated:
            return replace(claim, time=dated[0])
        named = [t for t in times if t.years or t.part]
        return replace(claim, time=named[0] if len(named) == 1 else self.time)

    def cell(self, figure: Figure, cell: Cell, passage_id: str) -> Claim:
        window = Window(0, len(cell.row), f"{cell.row} {cell.column}", "")
        times = times_of(cell.column) or times_of(cell.row) or times_of(cell.caption)
        own = self._plain(figure, window, cell.row, (passage_id, -1))
        amount = amount_of(figure)
        row_topics = topics_of(cell.row, amount.family)
        metric, _ = _metric_at(cell.row, "", amount.family)
        sign, signed = _sign_of(metric, row_topics, amount, denied=False)
        return replace(
            own,
            amount=amount.flipped() if sign < 0 < amount.low else amount,
            signed=signed,
            names=self.names,
            time=times[0] if times else self.time,
            direction=0,
            quality=0,
            change=False,
            row=cell.row.strip(),
        )


def _of_each(amount: Amount, figure: Figure, right: str) -> Amount:
    """0.62 of each revenue dollar, 9 cents per dollar of revenue: a share in percent."""
    if not _EACH.match(right) or amount.family.endswith("tokens"):
        return amount
    cents = "cent" in figure.text or right.lstrip().startswith("cent")
    if cents:
        share = amount.low if amount.low >= 1 else amount.low * 100
    elif amount.low < 1:
        share = amount.low * 100
    else:
        return amount
    return Amount("percent", share, None, Decimal(1), amount.approx)


def _metric_at(left: str, right: str, family: str) -> tuple[Topic | None, tuple[Topic, ...]]:
    """The metric of a figure: the last one named before it, else the first one after."""
    before, after = topics_of(left, family), topics_of(right, family)
    if family in ("percent", "point", "multiple"):
        after = tuple(t for t in after if not _DENOMINATOR.match(right[: t.start]))
        before = tuple(t for t in before if left[t.end :].strip() not in ("の", "の約"))
    every = (*before, *after)
    specific = [t for t in before if t.metric != "profit"]
    if specific:
        return specific[-1], every
    specific = [t for t in after if t.metric != "profit"]
    if before and not (specific and specific[0].metric in PROFITS):
        return before[-1], every
    return (specific or list(after) or [None])[0], every


def _sign_of(
    metric: Topic | None, topics: tuple[Topic, ...], amount: Amount, denied: bool
) -> tuple[int, bool]:
    if denied:
        return -1, True
    if amount.low < 0:
        return 1, metric is None or metric.sign != 0 or metric.metric in PROFITS
    if metric is not None and metric.metric in PROFITS:
        losing = any(t.sign < 0 for t in topics)
        gaining = any(t.sign > 0 and t.metric == metric.metric for t in topics)
        if metric.sign < 0 or (losing and not (gaining and metric.sign > 0)):
            return -1, True
        return 1, True
    return 1, False


def _per_tokens(amount: Amount, right: str) -> Amount:
    """A price "per million" is per million tokens, even where the word is left out."""
    match = _PER_MANY.match(right)
    if match is None or not amount.family.isupper():
        return amount
    factor = {"thousand": Decimal(1000), "million": Decimal(1)}[match[1].lower()]
    return replace(
        amount,
        family=f"{amount.family}/1M_tokens",
        low=amount.low * factor,
        step=amount.step * factor,
    )


_PER_MANY = re.compile(
    r"^\s*(?:per|a|for each|for every)(?: one)? (thousand|million)\b(?! (?:dollars|euros|users|people))",
    re.IGNORECASE,
)


def _bare(text: str, topics: tuple[Topic, ...], names: tuple[Name, ...]) -> frozenset[str]:
    """The window's words without names, periods and metrics, and the metrics by id."""
    holes = [(t.start, t.end) for t in topics_of(text)]
    holes += [(t.start, t.end) for t in times_of(text)]
    holes += [(n.start, n.end) for n in names]
    holes += forecasts_in(text)
    letters = list(text)
    for start, end in holes:
        letters[start:end] = " " * (end - start)
    return words_of("".join(letters)) | {f"#{t.metric}" for t in topics if t.metric != "profit"}


_CONTRAST = re.compile(
    r"(?:\b(?:unlike|like|than|rival of|competitor of)|と(?:異な|違)り?、?)\s*$", re.IGNORECASE
)


def _not_contrasted(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    kept = tuple(n for n in names if not _CONTRAST.search(text[: n.start]))
    return kept or names


def _names_at(
    names: tuple[Name, ...], window: Window, span: tuple[int, int], before: list[Claim]
) -> tuple[Name, ...]:
    end = span[1] + len(window.right)
    own = tuple(n for n in names if window.start <= n.start and n.end <= end)
    if own:
        return own
    earlier = [n for n in names if n.end <= span[0]]
    if earlier:
        return before[-1].names if before and earlier[-1].start < window.start else earlier[-1:]
    return names[:1]


_TO = re.compile(r"^\s*(?:から|to|into|へ)\s*(?:約|about|roughly)?\s*$")


def _taken_over(claim: Claim, window: Window, last: Claim | None, *, same_sentence: bool) -> Claim:
    """A figure without a topic of its own takes that of the one before: "…, up from 17 %"."""
    if last is None:
        return claim
    if (
        same_sentence
        and not claim.prior
        and not _EN_VERB.search(window.text)
        and window.text.isascii()
    ):
        claim = replace(claim, traits=claim.traits | (last.traits & {"forecast"}))
    pair = (
        same_sentence and bool(_TO.match(window.left)) and claim.amount.family == last.amount.family
    )
    moved_on = same_sentence and bool(claim.direction) and not claim.change and not claim.metric
    if claim.words and not pair and not moved_on:
        return claim
    if last.amount.family == f"{claim.amount.family}/1M_tokens":
        claim = replace(claim, amount=replace(claim.amount, family=last.amount.family))
    if not same_sentence and claim.amount.family != last.amount.family:
        return claim
    flip = last.amount.low < 0 < claim.amount.low and last.signed and not claim.signed
    return replace(
        claim,
        words=claim.words | last.words,
        metric=claim.metric or last.metric,
        metrics=claim.metrics or last.metrics,
        direction=claim.direction or (last.direction if same_sentence else 0),
        quality=claim.quality or (last.quality if same_sentence else 0),
        signed=claim.signed or last.signed,
        amount=claim.amount.flipped() if flip else claim.amount,
    )


def _backwards(claims: list[Claim], windows: list[Window]) -> list[Claim]:
    """In Japanese the verb comes last: figures of a list take the last one's forecast."""
    for i in range(len(claims) - 2, -1, -1):
        following, window = claims[i + 1], windows[i]
        ending = window.right.strip()
        if window.text.isascii() or "forecast" not in following.traits:
            continue
        if not ending or not _JA_PREDICATE.search(ending):
            claims[i] = replace(claims[i], traits=claims[i].traits | {"forecast"})
    return claims
