"""The two lists that close a memo: what would change its verdict, and what management is asked."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from kuroji.agent.research.cells import driver_view, short
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.dossier import Dossier, is_worse
from kuroji.agent.research.naming import day
from kuroji.agent.research.volume import is_light
from kuroji.agent.research.words import next_report
from kuroji.knowledge.passage import Language
from kuroji.knowledge.resolve import RULES
from kuroji.memo.model import Flip
from kuroji.memo.outline import WANTED
from kuroji.memo.wording import listed, metric_name, said

Row = tuple[str, tuple[str, ...]]

_FEWEST_KILLS = 5
_MOST_KILLS = 7
_MOST_REQUESTS = 9
_RULES = ("supplier_rule", "runway_rule", "break_even_rule", "thin_rule", "stress_rule")
_SPLIT: Final = ("operating_cash_flow", "capital_expenditure")
# What is asked in words of its own rather than by the metric's name.
_GENERAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "supplier_financed_revenue": "request_backers",
        "undrawn_facilities": "request_facilities",
        "gpu_depreciation": "request_depreciation",
        "net_revenue_retention": "request_cohorts",
    }
)


def kills(dossier: Dossier, language: Language) -> Iterable[Row]:
    """Key of the criterion, references of value and verdict, the calculation, the date.

    What would make the verdict worse, then what the rubric's other lines would trip; a better
    verdict kills nothing and only fills a short list.
    """
    due = day(next_report(dossier), language)
    near = [f for f in dossier.verdict.nearest_flip if f.driver != "growth"]
    verdict = dossier.verdict.calculation
    worse = [_kill(f, due) for f in near if is_worse(f.becomes, dossier.verdict.code)][:4]
    rules = [(f"kill_{rule}", "", "", verdict, due) for rule in open_rules(dossier.desk)]
    better = [_kill(f, due) for f in near if not is_worse(f.becomes, dossier.verdict.code)]
    rows = [*worse, *_lines(dossier, due), *rules][:_MOST_KILLS]
    rest = [r for rule in _RULES if (r := (f"kill_{rule}", "", "", verdict, due)) not in rows]
    for row in (*rows, *[*better, *rest][: max(0, _FEWEST_KILLS - len(rows))]):
        yield "kills", row


def _lines(dossier: Dossier, due: str) -> Iterable[tuple[str, ...]]:
    """What the company's own lines must not do: lose the interest cover, the profit, the cash."""
    desk, tag = dossier.desk, dossier.when.label.lower()
    if desk.has("interest_expense") and (desk.number("interest_cover") or 0) > 1:
        yield "kill_interest", "", "", f"interest-cover-{tag}", due
    if desk.has("sales_base_even") and (desk.number("operating_income") or 0) > 0:
        yield "kill_sales_even", "", "", f"sales-base-{tag}", due
    if desk.has("operating_cash_flow") and (desk.number("fcf") or 0) > 0:
        yield "kill_cash", "", "", f"free-cash-flow-{tag}", due


def _kill(flip: Flip, due: str) -> tuple[str, ...]:
    return (
        f"kill_{short(flip.driver)}",
        f"calc:{flip.calculation}.at {driver_view(flip)}",
        f"calc:{flip.calculation}.becomes text",
        flip.calculation.partition(".")[0],
        due,
    )


def open_rules(desk: Desk) -> Iterable[str]:
    """Yield the rules that have not tripped yet and could: no runway without a burn, and so on."""
    income, margin = desk.number("operating_income"), desk.number("opm")
    cash, runway = desk.number("fcf"), desk.number("runway")
    years = desk.number("years_to_break_even")
    yield "supplier_rule"
    if (cash is None or cash < 0) and (runway is None or runway >= RULES["runway"][0]):
        yield "runway_rule"
    if (income is None or income < 0) and (years is None or years <= RULES["break_even"][0]):
        yield "break_even_rule"
    if margin is None or margin >= RULES["thin"][0]:
        yield "thin_rule"
    if not is_light(desk):
        yield "stress_rule"


def requests(dossier: Dossier, language: Language) -> Iterable[Row]:
    """Key of the request, metric, period, why, and the two figures of a conflict."""
    wanted = {w.metric: w for w in WANTED if w.asked}
    period = dossier.when.name(language)
    made: list[tuple[str, ...]] = []
    if "burn_unsplit" in dossier.desk.flags:
        both = listed(tuple(metric_name(m, language) for m in _SPLIT), language)
        why = said(("the burn was reported whole", "資金消費が一括で報じられている"), language)
        made.append(("request_metric", both, period, why, "", ""))
    for entry in dossier.missing:
        if entry.metric in wanted and entry.metric not in _GENERAL:
            why = said(wanted[entry.metric].why(dossier.pool.company), language)
            made.append(
                ("request_metric", metric_name(entry.metric, language), period, why, "", "")
            )
    for conflict in [c for c in dossier.conflicts if not c.restated][:2]:
        name = metric_name(conflict.metric, language)
        view = conflict.view or "money"
        a, b = f"fact:{conflict.used.id} {view}", f"fact:{conflict.other.id} {view}"
        made.append(("request_conflict", name, conflict.when.name(language), "", a, b))
    absent = {entry.metric for entry in dossier.missing}
    for metric, key in _GENERAL.items():
        if metric in absent:
            made.append((key, "", period, "", "", ""))
    made.append(("request_cost_of_inference", "", period, "", "", ""))
    if dossier.desk.has("goodwill"):
        made.append(("request_organic", "", period, "", "", ""))
    for row in made[:_MOST_REQUESTS]:
        yield "requests", row
