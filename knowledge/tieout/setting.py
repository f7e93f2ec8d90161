"""The figures of one sentence or table, labelled in the setting of what was said before."""

import re
from dataclasses import dataclass, replace

from kuroji.knowledge.tieout.amounts import amount_of
from kuroji.knowledge.tieout.bare import bare_words
from kuroji.knowledge.tieout.bounds import falls_due, is_former, since
from kuroji.knowledge.tieout.claim import Claim, expected
from kuroji.knowledge.tieout.lists import (
    also_before,
    beside,
    bracketed,
    either_year,
    from_to,
    in_turn,
    listed,
    same_order,
)
from kuroji.knowledge.tieout.meaning import (
    metric_at,
    nearly,
    of_each,
    per_tokens,
    sign_of,
    sign_said,
    signed_change,
    unmeant,
)
from kuroji.knowledge.tieout.moves import (
    direction_behind,
    direction_of,
    is_again,
    is_change,
    is_lost,
)
from kuroji.knowledge.tieout.names import Name, certain, names_of, not_of_topic, titled_names
from kuroji.knowledge.tieout.subjects import is_titled, names_at, not_contrasted
from kuroji.knowledge.tieout.takeover import backwards, last_alike, taken_over
from kuroji.knowledge.tieout.timing import When, times_of
from kuroji.knowledge.tieout.topics import topics_of
from kuroji.knowledge.tieout.windows import Span, Window, windows_of, within_reach
from kuroji.knowledge.tieout.wording import revises_forecast, traits_of
from kuroji.tools.metrics import METRICS
from kuroji.tools.reading import Cell, Figure

_TOTAL_TAIL = re.compile(
    r"^(?:\s\w+){0,6}?\s(?:over|for|across) (?:the (?:next |coming )?)?[\w-]+ (?:years|quarters)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Setting:
    """What a text has said so far: the company and the period that later sentences take over."""

    title: tuple[Name, ...]
    known: tuple[Name, ...]
    names: tuple[Name, ...]
    time: When | None
    base: When | None
    last: Claim | None
    heading: When | None = None
    series: tuple[When, ...] = ()
    mixed: bool = False
    expected: bool = False

    @classmethod
    def of(cls, text: str, title: str) -> "Setting":
        times = [t for t in times_of(text) if t.years]
        heading = [t for t in times_of(title) if t.years]
        base = times[0] if times else heading[0] if heading else None
        titled = titled_names(title)
        mixed = bool(heading) and heading[0].part == "Q4" and bool(_WHOLE_YEAR.search(text))
        if mixed:
            heading[0] = replace(heading[0], part="")
        known = (*titled, *certain(names_of(text), text, titled))
        return cls(
            titled,
            known,
            titled,
            heading[0] if heading else None,
            base,
            None,
            heading[0] if heading else None,
            mixed=mixed,
        )

    def prose(
        self, text: str, offset: int, figures: list[Figure], place: tuple[str, int]
    ) -> list[Claim]:
        named = names_of(text)
        if place[0]:
            named = certain(not_of_topic(named, self.known), text, self.known)
        names = not_contrasted(named, text)
        times = tuple(t for t in times_of(text) if not falls_due(text, t))
        spans = [(f.start - offset, f.end - offset) for f in figures]
        whole = [(t.start, t.end) for t in times] + [(n.start, n.end) for n in names]
        windows = windows_of(text, spans, whole)
        claims: list[Claim] = []
        near = [within_reach(text, start, spans, times) for start, _ in spans]
        for figure, span, window, seen in zip(figures, spans, windows, near, strict=True):
            own = self._plain(figure, window, text, place)
            own = replace(
                own,
                names=names_at(text, names, window, span, claims) or self.names,
                time=self._time_at(seen, window, span, text, own),
            )
            before = last_alike(own, window, claims) if claims else self.last
            claims.append(taken_over(own, window, before, same_sentence=bool(claims)))
        claims = backwards(claims, windows)
        claims = listed(text, claims, times, spans)
        aside = bracketed(text, times, spans)
        if _SAME_TIME.search(text) and self.last is not None and not any(t.years for t in times):
            self.time = self.last.time or self.time
        spared = {(t.start, t.end) for t in aside}
        claims = also_before(text, claims, spans)
        if place[0]:
            claims = beside(text, claims, spans)
        claims = [replace(c, prior=True) if c.time and _at(c.time, spared) else c for c in claims]
        claims = self._as_expected(text, claims)
        if not place[0]:
            claims = either_year(claims)
        told = zip(claims, near, strict=True)
        claims = from_to([self._timed(c, claims, seen, aside) for c, seen in told], times)
        claims, series = in_turn(text, claims, times, spans[0][0] if spans else 0)
        if not times:
            claims = same_order(claims, self.series)
        self.series = series or self.series
        self.last = claims[-1] if claims else self.last
        if names:
            self.names = (*names[:1], *self.title)
        dated = [t for t in times if t.years and t not in aside]
        if dated:
            self.time = replace(dated[0], part="") if self.mixed else dated[0]
        return claims

    def _plain(self, figure: Figure, window: Window, text: str, place: tuple[str, int]) -> Claim:
        tail = _TOTAL_TAIL.match(text[window.end :])
        amount = amount_of(figure)
        left, right = window.left, window.right
        amount = per_tokens(of_each(nearly(amount, left), figure, right), right, text)
        metric, topics = metric_at(left, right, amount.family)
        traits = traits_of(f"{left}{figure.text}{right}{tail[0] if tail else ''}")
        traits -= unmeant(right, amount.family)
        if metric and "adjusted" in traits and f"adjusted_{metric.metric}" in METRICS:
            metric = replace(metric, metric=f"adjusted_{metric.metric}")
            topics = (*topics, metric)
        named = not_of_topic(names_of(window.text), self.known)
        named = certain(named, window.text, self.known)
        sure = tuple(
            n
            for n in named
            if n.sure or not n.text.isascii() or " " in n.text or is_titled(n, self.title)
        )
        bare = bare_words(window.text, topics, sure)
        sign, signed = sign_said(left, right) or sign_of(metric, topics, amount)
        direction, quality = direction_of(window.text)
        change = is_change(left, right) or (amount.family == "multiple" and is_again(left))
        direction = direction_behind(right) or direction if change else direction
        if is_lost(left, amount.family):
            change, direction, signed = True, -1, False
            amount = replace(amount, low=amount.size)
        if _SUBJECT.match(right):
            direction = 0
        if moved := signed_change(amount, figure, left, right):
            change, direction, amount = True, moved, amount if moved > 0 else amount.flipped()
            signed = False
        return Claim(
            text=figure.text,
            amount=amount.flipped() if sign < 0 < amount.low else amount,
            signed=signed,
            metric=metric.metric if metric else "",
            metrics=frozenset(t.metric for t in topics),
            words=bare,
            names=(),
            time=None,
            prior=is_former(left, text[window.end :]),
            direction=direction,
            quality=quality,
            change=change,
            traits=traits,
            place=place,
            row="",
            whole=text,
        )

    def _time_at(
        self, times: tuple[When, ...], window: Window, span: tuple[int, int], text: str, own: Claim
    ) -> When | None:
        left_start, right_end = window.start, span[1] + len(window.right)
        near = [t for t in times if left_start <= t.start and t.end <= right_end]
        near = [t for t in near if not (t.past and _FROM_IT.match(text, t.end))]
        if own.change:  # by 8 % from the year before: the time of what it moved away from
            former = [t for t in near if since(text, t)]
            near = [t for t in near if t not in former]
            if not near and len(former) == 1 and len(former[0].years) == 1:
                return replace(former[0].shifted(1), relative=None)
        if not near:
            return None
        nearest = min(
            near, key=lambda t: span[0] - t.end if t.end <= span[0] else t.start - span[1]
        )
        if not nearest.years:
            dated = [t for t in near if t.years]
            if nearest.relative == -1 and (dated or self.base):
                base = dated[0] if dated else self.base
                return base.shifted(-1).at(nearest) if base else nearest
            if nearest.relative == 0 and "forecast" not in own.traits and (dated or self.heading):
                return dated[0] if dated else self.heading
            if dated and nearest.relative is None:
                return replace(nearest, years=dated[0].years, closing=dated[0].closing)
        return nearest

    def _timed(
        self, claim: Claim, claims: list[Claim], times: tuple[When, ...], aside: tuple[When, ...]
    ) -> Claim:
        if claim.time is not None:
            return self._in_year(claim)
        before = [c.time for c in claims if c.prior and c.time and len(c.time.years) == 1]
        held = {(t.start, t.end) for t in (aside if claim.prior else (*aside, *before))}
        if claim.change or any(c.change for c in claims):
            held |= {(t.start, t.end) for t in times if since(claim.whole, t)}
        others = [c.time for c in claims if c.time and not (c.prior and not c.time.years)]
        dated = [t for t in others if not t.past and not _at(t, held)]
        if claim.prior and dated:
            return replace(claim, time=dated[0].shifted(-1) if dated[0].years else None)
        if dated:
            return self._in_year(replace(claim, time=dated[0]))
        named = [t for t in times if (t.years or t.part) and not _at(t, held)]
        if aside and aside[0].years and not named and self.time is None:
            return replace(claim, time=replace(aside[0].shifted(1), relative=None))
        if claim.prior and not named and self.time is not None:  # up to 11 from 7 is of two years
            former = self.time.shifted(-1) if self.time.years and not self.time.part else None
            return replace(claim, time=former)
        return self._in_year(replace(claim, time=named[0] if len(named) == 1 else self.time))

    def _as_expected(self, text: str, claims: list[Claim]) -> list[Claim]:
        """Under a heading such as "Guidance" the figures that are no former ones are expected."""
        if text.lstrip().startswith("#") and not claims:
            self.expected = "forecast" in traits_of(text.lower())
        if revises_forecast(text):
            return [expected(c) for c in claims]
        return [expected(c) if self.expected and not c.prior else c for c in claims]

    def _in_year(self, claim: Claim) -> Claim:
        """A quarter without its year is one of the year that the heading gives."""
        time, heading = claim.time, self.heading
        if time is not None and time.relative == -1 and not time.years and claim.prior:
            known = self.time if self.time is not None and self.time.years else None
            return replace(claim, time=known.shifted(-1).at(time)) if known else claim
        if time is None or heading is None or not heading.years or time.years or not time.part:
            return claim
        within = not heading.part and "forecast" not in claim.traits
        if time.relative is None and (within or time.part in (heading.part, "FY")):
            return replace(claim, time=replace(time, years=heading.years))
        return claim

    def cell(self, figure: Figure, cell: Cell, passage_id: str, dated: tuple[When, ...]) -> Claim:
        row = _UNIT_NOTE.sub("", cell.row)
        window = Window(0, len(row), f"{row} {cell.column}", "")
        times = times_of(cell.column) or times_of(cell.row) or dated or times_of(cell.caption)
        own = self._plain(figure, window, row, (passage_id, -1))
        amount = amount_of(figure)
        row_topics = topics_of(row, amount.family)
        metric, _ = metric_at(row, "", amount.family)
        sign, signed = sign_of(metric, row_topics, amount)
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


_UNIT_NOTE = re.compile(
    r"\s*[(（][^()（）]*(?:円|[％%]|人|株|倍|million|thousand|billion|[$€£¥])[^()（）]*[)）]"
)


_SUBJECT = re.compile(r"^[がは][^。、]*を")
_FROM_IT = re.compile(r"の?[^、。0-9０-９]{1,8}から")
_WHOLE_YEAR = re.compile(r"\bfull[- ]year\b|\b(?:for|during) the year\b|通期", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"\bthe same (?:(?:\w+ )?months|period|quarter|year|half)\b|"
    r"同期間|(?<!前年)同期(?=[のにはも、])",
    re.IGNORECASE,
)


def _at(time: When, spans: set[Span]) -> bool:
    """Whether the time was read at one of the spans."""
    return (time.start, time.end) in spans
