"""Capital → yearly charge → required revenue → gap; the unified model and the published ones.

The published versions answer different questions and are never ranked or subtracted.
"""

from decimal import Decimal

from kuroji.tools.annuity import capital_recovery, discount
from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.quantity import BASES, RECOGNISED, Quantity
from kuroji.tools.refusal import Refusal, zero
from kuroji.tools.roles import CURRENCY, QUANTITY, choice, number, rows, share, text

_GAP = ("required_revenue", "gap", "coverage")


def _gap(required: Decimal, observed: Decimal) -> dict[str, Decimal]:
    return {
        "required_revenue": required,
        "gap": required - observed,
        "coverage": observed / required,
    }


@calculator(
    "required AI revenue after Cahn (Sequoia)",
    "必要 AI 売上高（Sequoia・Cahn 方式）",
    roles={
        "gpu_run_rate_revenue": number(above=0),
        "datacenter_cost_multiple": number(above=0, default=2),
        "gross_margin": share(default="0.5"),
        "ai_revenue": number(at_least=0),
    },
    outputs=("datacenter_spend", *_GAP),
    formula="spend = GPU run-rate revenue × multiple; required = spend / (1 − gross margin)",
)
def sequoia_gap(given: Given) -> Outputs | Refusal:
    """Return the lifetime revenue that one year's purchases must bring.

    D. Cahn, AI's $200B Question (Sept 2023), AI's $600B Question (June 2024), Sequoia Capital.
    """
    if given["gross_margin"] == 1:
        return zero("1 − gross_margin", "required revenue")
    spend = given["gpu_run_rate_revenue"] * given["datacenter_cost_multiple"]
    required = spend / (1 - given["gross_margin"])
    return {"datacenter_spend": spend, **_gap(required, given["ai_revenue"])}


@calculator(
    "capex-to-revenue ratio (Bain)",
    "設備投資・売上高比率（Bain 方式）",
    roles={
        "annual_capex": number(above=0),
        "capex_to_revenue": share(),
        "fundable_revenue": number(at_least=0),
    },
    outputs=_GAP,
    formula="required = annual capex / sustainable ratio of capex to revenue",
)
def capex_ratio_gap(given: Given) -> Outputs | Refusal:
    """Bain & Company, Technology Report 2025 (Sept 2025): a yearly revenue in 2030."""
    if given["capex_to_revenue"] == 0:
        return zero("capex_to_revenue", "required revenue")
    return _gap(given["annual_capex"] / given["capex_to_revenue"], given["fundable_revenue"])


@calculator(
    "depreciation cover (Kupperman)",
    "減価償却費の回収（Kupperman 方式）",
    roles={
        "capex": number(above=0),
        "life_years": number(above=0),
        "gross_margin": share(),
        "return_on_capital": number(at_least=0, default=0),
        "ai_revenue": number(at_least=0),
    },
    outputs=("annual_depreciation", *_GAP),
    formula="required = (capex / life + capex × return on capital) / gross margin before "
    "depreciation",
)
def depreciation_gap(given: Given) -> Outputs | Refusal:
    """H. Kupperman, Global Crossing Is Reborn, Praetorian Capital (Aug 2025)."""
    if given["gross_margin"] == 0:
        return zero("gross_margin", "required revenue")
    depreciation = given["capex"] / given["life_years"]
    charge = depreciation + given["capex"] * given["return_on_capital"]
    required = charge / given["gross_margin"]
    return {"annual_depreciation": depreciation, **_gap(required, given["ai_revenue"])}


@calculator(
    "return in perpetuity",
    "永続的な資本収益（J.P. Morgan 型）",
    roles={
        "invested_capital": number(above=0),
        "required_return": number(above=0),
        "margin": share(),
        "ai_revenue": number(at_least=0),
    },
    outputs=_GAP,
    formula="required = capital × required return / margin, every year for ever",
)
def perpetuity_gap(given: Given) -> Outputs | Refusal:
    """Form of J.P. Morgan's $650bn for 10 % (Nov 2025); the bank's margin is not published."""
    if given["margin"] == 0:
        return zero("margin", "required revenue")
    required = given["invested_capital"] * given["required_return"] / given["margin"]
    return _gap(required, given["ai_revenue"])


@calculator(
    "financing gap (a stock over several years, not revenue)",
    "資金調達ギャップ（数年分の累計。売上高ではない）",
    roles={
        "planned_spend": number(above=0),
        "internal_cash_flow": number(at_least=0),
        "committed_funding": number(at_least=0, default=0),
    },
    outputs=("gap", "funded_share"),
    formula="gap = planned spend − internal cash flow − committed funding",
)
def financing_gap(given: Given) -> Outputs | Refusal:
    """Morgan Stanley Research (July 2025): $2.9tn 2025–28, $1.4tn from cash flow."""
    funded = given["internal_cash_flow"] + given["committed_funding"]
    spend = given["planned_spend"]
    return {"gap": spend - funded, "funded_share": funded / spend}


@calculator(
    "unified revenue-gap model",
    "統一売上高ギャップモデル",
    roles={
        "currency": CURRENCY,
        "period": text(),
        "perimeter": text(),
        "asset_classes": rows(
            name=text(),
            amount=number(at_least=0),
            life_years=number(above=0),
            residual_share=share(default=0),
        ),
        "required_return": number(at_least=0),
        "charge_method": choice(
            "annuity", "straight_line_plus_return", "expense", default="annuity"
        ),
        "annual_operating_cost": number(at_least=0, default=0),
        "variable_cost_ratio": share(default=0),
        "required_margin": share(default=0),
        "observed_revenue": QUANTITY,
        "accept_basis": choice(*BASES, default=None),
    },
    outputs=(
        "annual_charge",
        "charges",
        "annual_cost",
        "observed_revenue",
        "weighted_life",
        *_GAP,
    ),
    formula="required = (Σ charge of each asset class + operating cost) / "
    "(1 − variable cost ratio − required margin); gap = required − observed",
)
def revenue_gap(given: Given) -> Outputs | Refusal:
    """Return what the users of a stock of AI assets must pay a year, and how far that is.

    Capital recovery factor: Grant & Ireson, Principles of Engineering Economy (1950).
    """
    observed = given.quantity("observed_revenue")
    refused = _not_comparable(given, observed)
    if refused:
        return refused
    classes = given.rows("asset_classes")
    total = sum((c["amount"] for c in classes), Decimal(0))
    kept = 1 - given["variable_cost_ratio"] - given["required_margin"]
    if total == 0:
        return zero("the sum of asset_classes amounts", "the weighted life")
    if kept == 0:
        return zero("1 − variable_cost_ratio − required_margin", "required revenue")
    charges = [_charge(c, given["required_return"], given.text("charge_method")) for c in classes]
    cost = sum(charges, Decimal(0)) + given["annual_operating_cost"]
    if cost == 0:
        return zero("required revenue", "coverage")
    if kept < 0:
        reason = (
            "variable_cost_ratio and required_margin are more than 1 together; lower one of them"
        )
        return Refusal("OutOfRange", reason, ("variable_cost_ratio", "required_margin"))
    return {
        "annual_charge": sum(charges, Decimal(0)),
        "charges": charges,
        "annual_cost": cost,
        "observed_revenue": observed.amount,
        "weighted_life": sum((c["amount"] * c["life_years"] for c in classes), Decimal(0)) / total,
        **_gap(cost / kept, observed.amount),
    }


def _not_comparable(given: Given, observed: Quantity) -> Refusal | None:
    """Refuse a revenue that does not answer the question of the model."""
    role = ("observed_revenue",)
    if observed.kind != "flow":
        return Refusal("KindMismatch", "observed_revenue is a stock; give a flow", role)
    if observed.currency != given.text("currency"):
        reason = f"observed_revenue is in {observed.currency}; translate it with fx_convert"
        return Refusal("CurrencyMismatch", reason, role)
    if observed.basis not in RECOGNISED and observed.basis != given.values["accept_basis"]:
        reason = f"observed_revenue is of basis {observed.basis}; say so in accept_basis"
        return Refusal("BasisMismatch", reason, role)
    if observed.period != given.text("period"):
        reason = f"observed_revenue is of {observed.period}, the model of {given.text('period')}"
        return Refusal("PeriodMismatch", f"{reason}; choose one period", role)
    if observed.perimeter != given.text("perimeter"):
        reason = f"observed_revenue is of {observed.perimeter}, not {given.text('perimeter')}"
        return Refusal("PerimeterMismatch", f"{reason}; choose one perimeter", role)
    return None


def _charge(asset: Given, required_return: Decimal, method: str) -> Decimal:
    amount, life = asset["amount"], asset["life_years"]
    residual = amount * asset["residual_share"]
    if method == "expense":
        return amount - residual
    if method == "straight_line_plus_return":
        return (amount - residual) / life + required_return * amount
    present = amount - residual * discount(required_return, life)
    return present * capital_recovery(required_return, life)
