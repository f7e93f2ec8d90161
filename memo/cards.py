"""What opens behind a figure: the words of its source, its calculation, or its assumption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kuroji.knowledge.ledger import Assumption, Calculation, Fact, Ledger, plain
from kuroji.knowledge.passage import Language, Passage, Source
from kuroji.knowledge.resolve import RULES, references
from kuroji.knowledge.slots import parse_ref
from kuroji.memo.places import Picture, Spot, picture_of, spots_of
from kuroji.memo.wording import metric_name, said
from kuroji.tools.catalog import CATALOG

_AROUND = 280


@dataclass(frozen=True, slots=True)
class Link:
    """A figure inside a card that opens the next one."""

    card: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """The strip of the page that shows the words: its number, its sides, what to highlight."""

    number: int
    left: int
    top: int
    wide: int
    high: int
    spots: tuple[Spot, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Card:
    """Title, labelled rows, the quoted words with what stands around them, links further down."""

    id: str
    title: str
    rows: tuple[tuple[str, str], ...]
    before: str = ""
    quote: str = ""
    after: str = ""
    place: Place | None = None
    links: tuple[Link, ...] = ()


def card_id(ref: str) -> str:
    """Return the id of the card of the entry that `ref` points at."""
    pointer = parse_ref(ref.removeprefix("typed:").removeprefix("-"))
    return f"{pointer.kind}-{pointer.id}" if pointer else "none"


def cards(
    ledger: Ledger,
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    language: Language,
    pictures: Sequence[Picture] = (),
) -> tuple[Card, ...]:
    """Return a card for every entry of the ledger, and for every rule."""
    made = [_rule(name, language) for name in RULES]
    for entry in ledger:
        match entry:
            case Fact():
                source, passage = sources[entry.source_id], passages[entry.passage_id]
                card = _fact(entry, passage, source, language)
                made.append(replace(card, place=_place(entry, passage, pictures, language)))
            case Calculation():
                made.append(_calculation(entry, language))
            case Assumption():
                made.append(_assumption(entry, language))
            case _:
                pass
    return tuple(made)


def _place(
    fact: Fact, passage: Passage, pictures: Sequence[Picture], language: Language
) -> Place | None:
    picture = picture_of(fact, passage, pictures)
    if picture is None:
        return None
    told = said((f"page {picture.page} of the source", f"出所の{picture.page}ページ"), language)
    return Place(
        pictures.index(picture),
        picture.left,
        picture.top,
        picture.right - picture.left,
        picture.bottom - picture.top,
        spots_of(fact, passage),
        told,
    )


def _fact(fact: Fact, passage: Passage, source: Source, language: Language) -> Card:
    where = source.title + (f", p. {passage.page}" if passage.page else "")
    value = f"{fact.value:,f}" + (f" – {fact.value_high:,f}" if fact.value_high else "")
    rows: tuple[tuple[str, str], ...] = (
        (said(("source", "出所"), language), where),
        (said(("publisher", "発行者"), language), source.publisher or "–"),
        (
            said(("date", "日付"), language),
            source.published.isoformat() if source.published else "–",
        ),
        (said(("grade", "等級"), language), fact.grade),
        (said(("period", "期間"), language), fact.period or "–"),
        (said(("basis", "基準"), language), fact.basis),
        (said(("perimeter", "範囲"), language), fact.perimeter),
        (said(("value", "値"), language), f"{value} {fact.unit}"),
        ("id", fact.id),
    )
    if passage.recognised:
        how = said(
            ("by optical recognition: compare the page", "光学文字認識：原本と照合のこと"), language
        )
        rows = (*rows[:1], (said(("read", "読み取り"), language), how), *rows[1:])
    return Card(
        id=f"fact-{fact.id}",
        title=f"{fact.entity} · {metric_name(fact.metric, language)}",
        rows=rows,
        before=passage.text[max(0, fact.start - _AROUND) : fact.start],
        quote=fact.quote,
        after=passage.text[fact.end : fact.end + _AROUND],
    )


def _calculation(done: Calculation, language: Language) -> Card:
    known = CATALOG.get(done.calculator)
    title = said((known.title_en, known.title_ja), language) if known else done.calculator
    rows = [
        (said(("calculator", "計算器"), language), f"{done.calculator} v{done.version}"),
        (said(("formula", "式"), language), known.formula if known else "–"),
        (
            said(("inputs", "入力"), language),
            ", ".join(f"{k} ← {_short(v)}" for k, v in done.inputs.items()),
        ),
    ]
    if done.outputs is not None:
        rows += [(name, _short(value)) for name, value in done.outputs.items()]
    else:
        rows.append((said(("refused", "拒否"), language), f"{done.refusal}: {done.reason}"))
    refs = dict.fromkeys(references(done.inputs))
    links = tuple(Link(card_id(ref), ref.removeprefix("typed:")) for ref in refs)
    return Card(f"calc-{done.id}", title, (*rows, ("id", done.id)), links=links)


def _short(value: object, most: int = 120) -> str:
    text = plain(value) if hasattr(value, "is_finite") else str(value)  # type: ignore[arg-type]  # Decimal only has is_finite
    return text if len(text) <= most else text[: most - 1] + "…"


def _assumption(made: Assumption, language: Language) -> Card:
    rows = (
        (said(("assumption", "仮定"), language), f"{made.label} {made.name}"),
        (said(("value", "値"), language), f"{plain(made.value)} {made.unit}"),
        (said(("why", "理由"), language), said((made.why_en, made.why_ja), language)),
        (said(("by", "設定"), language), made.by),
    )
    return Card(f"assume-{made.id}", said(("An assumption", "仮定"), language), rows)


def _rule(name: str, language: Language) -> Card:
    value, _ = RULES[name]
    rows = (
        (said(("threshold of the rubric", "判定基準の閾値"), language), plain(value)),
        ("id", name),
    )
    return Card(f"rule-{name}", said(("A published rule", "公表している規則"), language), rows)
