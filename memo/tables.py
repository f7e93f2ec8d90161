"""The appendix: sources, facts, calculations, assumptions, refusals, as rows of text."""

from collections.abc import Mapping

from kuroji.knowledge.ledger import Calculation, Fact, Ledger, plain
from kuroji.knowledge.passage import Language, Source
from kuroji.knowledge.resolve import references
from kuroji.memo.wording import metric_name, said

Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def fact_rows(ledger: Ledger, language: Language) -> Rows:
    """Head and rows of the facts: id, metric, value in single units, period, basis, grade."""
    head = said(
        (
            "id|metric|value (single units)|period|basis|grade",
            "id|項目|値（基本単位）|期間|基準|等級",
        ),
        language,
    )
    rows = tuple(_fact_row(fact, language) for fact in sorted(ledger.facts, key=lambda f: f.id))
    return tuple(head.split("|")), rows


def _fact_row(fact: Fact, language: Language) -> tuple[str, ...]:
    value = f"{fact.value:,f}"
    if fact.value_high is not None:
        value += f" – {fact.value_high:,f}"
    name = metric_name(fact.metric, language)
    return fact.id, name, f"{value} {fact.unit}", fact.period or "–", fact.basis, fact.grade


def calculation_rows(ledger: Ledger, language: Language) -> Rows:
    """Head and rows of the calculations: id, calculator and version, inputs by id."""
    head = said(("id|calculator|inputs", "id|計算器|入力"), language)
    done = sorted(ledger.calculations, key=lambda c: c.id)
    rows = tuple(
        (c.id, f"{c.calculator} v{c.version}", _inputs(c.inputs)) for c in done if c.refusal is None
    )
    return tuple(head.split("|")), rows


def _inputs(inputs: Mapping[str, object]) -> str:
    refs = dict.fromkeys(ref.removeprefix("typed:").removeprefix("-") for ref in references(inputs))
    return ", ".join(refs) or "–"


def assumption_rows(ledger: Ledger, language: Language) -> Rows:
    head = said(("label|name|value|why", "番号|名称|値|理由"), language)
    rows = tuple(
        (a.label, a.name, f"{plain(a.value)} {a.unit}", said((a.why_en, a.why_ja), language))
        for a in ledger.assumptions
    )
    return tuple(head.split("|")), rows


def refusal_rows(ledger: Ledger, language: Language) -> Rows:
    head = said(("id|calculator|refusal", "id|計算器|拒否の理由"), language)
    rows = tuple(_refusal(c) for c in ledger.calculations if c.refusal is not None)
    return tuple(head.split("|")), rows


def _refusal(done: Calculation) -> tuple[str, ...]:
    return done.id, done.calculator, f"{done.refusal}: {done.reason}"


def note(source: Source, language: Language, *, recognised: bool = False) -> str:
    """Return a source as its footnote says it; `recognised` if it is quoted from pictures."""
    publisher = source.publisher or said(("no publisher", "発行者不明"), language)
    dated = (
        source.published.isoformat()
        if source.published
        else said(("undated", "日付なし"), language)
    )
    told = said((" Read by optical recognition.", "光学文字認識による。"), language)
    scan = told if recognised else ""
    if language == "ja":
        return f"{publisher}「{source.title}」{dated}。証拠等級{source.grade}。{scan}"
    return f"{publisher}, “{source.title}”, {dated}. Grade {source.grade}.{scan}"
