"""Facts and passages as the model sees them: labels and slots, no figure to copy."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from kuroji.agent.research.naming import day
from kuroji.knowledge.fiscal import fiscal_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Language, Passage, Source
from kuroji.knowledge.resolve import Resolved, of_fact
from kuroji.memo.figures import usual_view
from kuroji.memo.wording import metric_name, said
from kuroji.tools.reading import read

HIDDEN = "▢"
_PART = re.compile(r"(?P<year>\d{4})-(?P<part>mid|early|late|H1|H2|Q[1-4])$")
_PARTS = {
    "mid": ("mid-{}", "{}年半ば"),
    "early": ("early {}", "{}年前半"), "late": ("late {}", "{}年後半"),
    "H1": ("the first half of {}", "{}年上期"), "H2": ("the second half of {}", "{}年下期"),
    "Q1": ("the first quarter of {}", "{}年第1四半期"),
    "Q2": ("the second quarter of {}", "{}年第2四半期"),
    "Q3": ("the third quarter of {}", "{}年第3四半期"),
    "Q4": ("the fourth quarter of {}", "{}年第4四半期"),
}  # fmt: skip
_LABEL = re.compile(r"(?:FY)?(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?$")
_MARKET = ("the AI market", "AI市場")
_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十百千]*[0-9０-９][0-9０-９.,，．]*")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Row(BaseModel):
    """A fact without its value: the slot's head and usual view, and every label it carries.

    `when` are the period's words in the language of the run, `sign` is that of the value. A figure
    of another period than the one asked about comes with `asked_for` false.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ref: str
    view: str
    metric: str
    name: str
    entity: str
    perimeter: str
    period: str | None
    when: str
    basis: str
    kind: str
    approx: str
    grade: str
    sign: int
    source: str
    publisher: str
    published: str
    asked_for: bool = True


def row(fact: Fact, source: Source | None, month: int, language: Language) -> Row:
    """Return the labels of a fact."""
    found = of_fact(fact)
    number = found.number if isinstance(found, Resolved) else None
    published = source.published if source else None
    return Row(
        ref=f"fact:{fact.id}",
        view=usual_view(found.dimension) if isinstance(found, Resolved) else "",
        metric=fact.metric,
        name=metric_name(fact.metric, language),
        entity=said(_MARKET, language) if fact.entity == "AI market" else fact.entity,
        perimeter=fact.perimeter,
        period=fact.period,
        when=when_words(fact, month, language),
        basis=fact.basis,
        kind=fact.kind,
        approx=fact.approx,
        grade=fact.grade,
        sign=0 if number is None else (number > 0) - (number < 0),
        source=fact.source_id,
        publisher=(source.publisher if source else None) or "",
        published=day(published, language) if published else "",
    )


def when_words(fact: Fact, month: int, language: Language) -> str:
    """Say a fact's period as a reader says it; empty where it has none."""
    own = fact.perimeter.startswith(("company:", "segment:", "product:"))
    fiscal = fiscal_of(fact.period, month, fact.kind) if own else None
    if fiscal is not None and not (fact.kind == "stock" and (fact.period or "").count("-") == 2):
        return fiscal.name(language)
    if (part := _PART.match(fact.period or "")) is not None:
        return said(_PARTS[part["part"]], language).format(part["year"])
    found = _LABEL.match(fact.period or "")
    if found is None:
        return ""
    year, month_number, day_number = (int(part) if part else 0 for part in found.groups())
    if day_number:
        return day(date(year, month_number, day_number), language)
    if month_number:
        return f"{year}年{month_number}月" if language == "ja" else _month(year, month_number)
    return f"{year}年" if language == "ja" else str(year)


def _month(year: int, month: int) -> str:
    return f"{_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else str(year)


def shown(passage: Passage, facts: Iterable[Fact]) -> str:
    """Return the text of a passage with its figures as slots; what no fact holds is hidden.

    A marked stretch is left out: it gives orders, or a reader does not see it.
    """
    cuts: list[tuple[int, int, str]] = [(m.start, m.end, " ") for m in passage.marks]
    for fact in facts:
        if (fact.passage_id, passage.text[fact.start : fact.end]) == (passage.id, fact.quote):
            cuts.append((fact.start, fact.end, f"{{{{fact:{fact.id}}}}}"))
    for figure in read(passage.text, passage.language):
        cuts.append((figure.start, figure.end, HIDDEN))
    for found in _DIGITS.finditer(passage.text):
        cuts.append((*found.span(), HIDDEN))
    return _cut(passage.text.replace("{{", "{").replace("}}", "}"), passage.text, cuts)


def _cut(safe: str, text: str, cuts: Sequence[tuple[int, int, str]]) -> str:
    """Replace each stretch; of two that overlap the one listed first stands."""
    if len(safe) != len(text):  # braces that imitate a slot: show nothing of their kind
        text = text.replace("{", "(").replace("}", ")")
    taken: list[tuple[int, int, str]] = []
    for start, end, word in cuts:
        if start < end and all(end <= a or b <= start for a, b, _ in taken):
            taken.append((start, end, word))
    here, pieces = 0, []
    for start, end, word in sorted(taken):
        pieces += [text[here:start], word]
        here = end
    return "".join([*pieces, text[here:]])
