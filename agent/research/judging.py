"""The verdict before any prose: inputs from the desk, the rubric, its grade and its flips."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kuroji.agent.research.choosing import Pool
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.inputs import DECIDING
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Calculation
from kuroji.knowledge.passage import Grade, worst
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.memo.model import Flip, Verdict
from kuroji.tools.catalog import calculate
from kuroji.tools.refusal import Refusal

_OPTIONAL = ("gross_profit", "prior_revenue", "liquidity", "committed_need")
_STALE_MONTHS = 18
# What nobody fears or hopes: a driver that all but vanishes, or one that is many times today's.
_LEAST_LEFT = Decimal("0.05")
_MOST_MOVED = Decimal(10)
_OF_DRIVER = {
    "supplier_financed_share": "supplier_financed_revenue", "committed_need": "committed_need",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict's calculation, the roles that decided it, and their grades."""

    calculation: Calculation
    grade: Grade
    weak: tuple[str, ...]
    inputs: dict[str, str]


def judge(desk: Desk, pool: Pool, when: Fiscal, *, prefix: str = "") -> Judgement:
    """Run the rubric on what stands on the desk for `when` and append it to the ledger."""
    inputs = _inputs(desk, prefix)
    grades = {role: grade_of(desk, ref) for role, ref in inputs.items()}
    rule = _rule(desk, inputs)
    deciding = [role for role in _decided_by(desk, rule, prefix) if role in inputs]
    known = tuple(g for role in deciding if (g := grades[role]) is not None)
    grade: Grade = "E" if _only_hearsay(desk, pool, when, prefix) else worst(known)
    weak = tuple(r for r in deciding if grades[r] == grade and grade in ("C", "D"))
    done = desk.calculate(
        f"{prefix.replace('_', '-')}verdict-{when.label.lower()}",
        "verdict",
        {**inputs, "evidence_grade": f"'{grade}"},
    )
    return Judgement(done, grade, weak, inputs)


def _inputs(desk: Desk, prefix: str) -> dict[str, str]:
    named = (*DECIDING, *_OPTIONAL, "supplier_financed_revenue")
    inputs = {role: ref for role in named if (ref := desk.roles.get(prefix + role))}
    if prefix + "gpu_depreciation" in desk.roles and desk.has("useful_life"):
        inputs["gpu_depreciation"] = desk.roles[prefix + "gpu_depreciation"]
        inputs["gpu_life_years"] = desk.roles["useful_life"]
        if "stress_gpu_life_years" in desk.changed:
            inputs["stress_gpu_life_years"] = desk.assume("stress_gpu_life_years")
    return inputs


def grade_of(desk: Desk, ref: str) -> Grade | None:
    """Return the worst grade of the facts that a reference stands on."""
    said = resolve(desk.ledger, ref)
    if not isinstance(said, Resolved):
        return None
    grades = tuple(f.grade for i in said.facts if (f := desk.ledger.fact(i)) is not None)
    return worst(grades) if grades else None


def _rule(desk: Desk, inputs: dict[str, str]) -> str:
    """Return the rule that fires when evidence is no question, to learn which inputs decide."""
    numbers: dict[str, Any] = {"evidence_grade": "A"}
    for role, ref in inputs.items():
        said = resolve(desk.ledger, ref)
        if isinstance(said, Resolved):
            numbers[role] = said.number
    answer = calculate("verdict", numbers)
    return "" if isinstance(answer, Refusal) else str(answer.outputs["rule"])


def _decided_by(desk: Desk, rule: str, prefix: str) -> Iterable[str]:
    yield from DECIDING
    if rule == "R1.gross_margin":
        yield "gross_profit"
    if rule.startswith(("R3", "R4", "R1.no", "R1.too")):
        yield "liquidity"
        if (desk.number(prefix + "operating_income") or Decimal(0)) < 0:
            yield from ("gross_profit", "prior_revenue")
    if rule == "R4.funding_need":
        yield "committed_need"
    if rule == "R4.circular":
        yield "supplier_financed_revenue"


def _only_hearsay(desk: Desk, pool: Pool, when: Fiscal, prefix: str) -> bool:
    """Tell whether a deciding figure is there only as a claim without source (grade E)."""
    return any(
        prefix + metric not in desk.roles
        and any(
            f.grade == "E" and pool.when(f) == when and f.perimeter == pool.perimeter
            for f in pool.of(metric)
        )
        for metric in DECIDING
    )


def flips(desk: Desk, judgement: Judgement, when: Fiscal) -> tuple[Flip, ...]:
    """Calculate the flips and return the real ones within reason, the nearest first."""
    id = f"flips-{when.label.lower()}"
    inputs = {**judgement.inputs, "evidence_grade": f"'{judgement.grade}"}
    done = desk.calculate(id, "verdict_flips", inputs)
    rows = (done.outputs or {}).get("flips", [])
    return tuple(
        Flip(
            driver=row["driver"],
            calculation=f"{id}.flips.{n}",
            now=row["now"],
            at=row["at"],
            becomes=row["becomes"],
            rule=row["rule"],
            relative_change=row["relative_change"],
        )
        for n, row in enumerate(rows)
        if row["real"] and _within_reason(row) and _is_known(desk, row["driver"])
    )


def _is_known(desk: Desk, driver: str) -> bool:
    """Tell whether a driver has a figure of today: no part of a burn reported whole, no default."""
    if driver == "capital_expenditure":
        return "burn_unsplit" not in desk.flags
    return desk.has(_OF_DRIVER.get(driver, "revenue"))


def _within_reason(row: dict[str, Any]) -> bool:
    at, now = row["at"], row["now"]
    vanishes = at != 0 and at * now > 0 and abs(at) < abs(now) * _LEAST_LEFT
    return not vanishes and bool(row["relative_change"] <= _MOST_MOVED)


def as_verdict(judgement: Judgement, when: Fiscal, as_of: date, near: tuple[Flip, ...]) -> Verdict:
    """Return the verdict as the memo carries it."""
    outputs = judgement.calculation.outputs or {}
    code = outputs.get("verdict", "R0")
    return Verdict(
        calculation=judgement.calculation.id,
        code=code,
        rule=outputs.get("rule", "R0.missing"),
        provisional=bool(outputs.get("provisional", False)),
        flags=tuple(outputs.get("flags", ())),
        missing=tuple(outputs.get("missing", ())),
        fiscal_year=when.label,
        evidence_grade=judgement.grade,
        provisional_because=judgement.weak if outputs.get("provisional") else (),
        stale=months_old(when, as_of) > _STALE_MONTHS,
        nearest_flip=near,
    )


def months_old(when: Fiscal, as_of: date) -> int:
    """Return the whole months from the end of `when` to `as_of`."""
    behind = {"H1": 6, "Q1": 9, "Q2": 6, "Q3": 3, "9M": 3}.get(when.part, 0)
    return (as_of.year - when.year) * 12 + as_of.month - when.month + behind
