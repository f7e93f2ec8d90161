"""The figures of one sentence or table, labelled in the setting of what was said before."""

import re
from dataclasses import dataclass, replace

from kuroji.knowledge.tieout.amounts import amount_of
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.meaning import metric_at, of_each, per_tokens, sign_of, sign_said
from kuroji.knowledge.tieout.names import Name, certain, names_of
from kuroji.knowledge.tieout.takeover import backwards, taken_over
from kuroji.knowledge.tieout.timing import When, falls_due, times_of
from kuroji.knowledge.tieout.topics import Topic, counts, topics_of
from kuroji.knowledge.tieout.windows import Window, windows_of
from kuroji.knowledge.tieout.wording import (
    direction_of,
    forecasts_in,
    is_change,
    revises_forecast,
    traits_of,
    words_of,
)
from kuroji.tools.reading import Cell, Figure

_TOTAL_TAIL = re.compile(
    r"^(?:\s\w+){0,6}?\s(?:over|for|across) (?:the (?:next |coming )?)?[\w-]+ (?:years|quarters)\b",
    re.IGNORECASE,
)
_PRIOR_LEFT = re.compile(
    r"\bfrom\s*$|\bcompared (?:with|to)\s*$|\bagainst\s*$|\bversus\s*$|\bformerly\s*$",
    re.IGNORECASE,
)
_PRIOR_RIGHT = re.compile(r"^\s*から")


@dataclass(slots=True)
class Setting:
    """What a text has said so far: the company and the period that later sentences take over."""

    title: tuple[Name, ...]
    known: tuple[Name, ...]
    names: tuple[Name, ...]
    time: When | None
    base: When | None
    last: Claim | None

    @classmethod
    def of(cls, text: str, title: str) -> "Setting":
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
            claims.append(taken_over(own, window, before, same_sentence=bool(claims)))
        claims = backwards(claims, windows)
        if revises_forecast(text):
            claims = [replace(c, traits=c.traits | {"forecast"}) for c in claims]
        claims = _from_to([self._timed(c, claims, times) for c in claims])
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
        amount = per_tokens(of_each(amount, figure, right), right)
        metric, topics = metric_at(left, right, amount.family)
        bare = _bare(window.text, topics, certain(names_of(window.text), window.text, self.known))
        sign, signed = sign_said(left, right) or sign_of(metric, topics, amount)
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
        dated = [c.time for c in claims if c.time is not None and not c.time.past]
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
        metric, _ = metric_at(cell.row, "", amount.family)
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


def _bare(text: str, topics: tuple[Topic, ...], names: tuple[Name, ...]) -> frozenset[str]:
    """The window's words without names, periods and metrics, and the metrics by id."""
    holes = [(t.start, t.end) for t in topics_of(text) if not counts(t.metric)]
    holes += [(t.start, t.end) for t in times_of(text)]
    holes += [(n.start, n.end) for n in names]
    holes += forecasts_in(text)
    letters = list(text)
    for start, end in holes:
        letters[start:end] = " " * (end - start)
    return words_of("".join(letters)) | {f"#{t.metric}" for t in topics if t.metric != "profit"}


def _from_to(claims: list[Claim]) -> list[Claim]:
    """Between 2021 and 2025 from 1.2 to 4.8: one figure for each end of the stretch."""
    told = list(claims)
    for i, claim in enumerate(claims):
        time = claim.time
        if time is None or time.closing or time.part or len(time.years) != 2:
            continue
        if claim.prior:
            told[i] = replace(claim, time=replace(time, years=frozenset({min(time.years)})))
        elif i and claims[i - 1].prior and claims[i - 1].amount.family == claim.amount.family:
            told[i] = replace(claim, time=replace(time, years=frozenset({max(time.years)})))
    return told


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
    earlier = tuple(n for n in names if n.end <= span[0])
    own = tuple(n for n in earlier if window.start <= n.start)
    after = tuple(n for n in names if span[1] <= n.start and n.end <= end)
    if own or not earlier:
        return own + after or names[:1]
    return (before[-1].names if before else earlier[-1:]) + after
