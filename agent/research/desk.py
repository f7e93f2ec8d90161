"""The desk on which a dossier is made: ledger, roles, names, flags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.ledger import Assumption, Calculation, Fact, Ledger, Missing
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.memo.assumptions import DEFAULTS

# Ratios that read as multiples.
VIEWS: Final = {
    "capint": "x", "capex_to_ocf": "x", "capex_to_depreciation": "x", "interest_cover": "x2",
    "effective_customers": "n1", "rpo_years": "yr1", "years_to_break_even": "yr1",
}  # fmt: skip


@dataclass(slots=True)
class Desk:
    """What has been found and calculated so far, under the role that it has in this memo.

    `roles` maps a role ("revenue", "fcf") to a reference into `ledger`; `later` names the roles
    that rest on facts after the year judged; `changed` are assumptions that the user set;
    `unsplit` are roles that only an assumption could tell apart, so that no sentence may.
    """

    company: str
    currency: str
    changed: Mapping[str, Decimal]
    ledger: Ledger = field(default_factory=Ledger)
    roles: dict[str, str] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    unsplit: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.views |= VIEWS

    def fact(self, role: str, fact: Fact | None, *, later: bool = False) -> str | None:
        """Put a fact into the ledger under `role` and return its reference."""
        if fact is None:
            return None
        self.ledger.append(fact)
        return self.point(role, f"fact:{fact.id}", later=later)

    def point(self, role: str, ref: str, *, view: str = "", later: bool = False) -> str:
        """Let `role` point at `ref`."""
        self.roles[role] = ref
        if view:
            self.views[role] = view
        if later:
            self.later.add(role)
        return ref

    def assume(self, name: str, *, currency: str | None = None) -> str:
        """Put an assumption of the published list into the ledger and return its reference."""
        made = self.ledger.assumption(name)
        if made is None:
            default = DEFAULTS[name]
            made = Assumption(
                id=name,
                label=f"A{len(self.ledger.assumptions) + 1}",
                name=name,
                value=self.changed.get(name, default.value),
                unit=default.unit,
                currency=currency,
                why_en=default.why[0],
                why_ja=default.why[1],
                by="user" if name in self.changed else "default",
            )
            self.ledger.append(made)
        return f"assume:{name}"

    def calculate(
        self, id: str, calculator: str, inputs: Mapping[str, Any], **roles: str
    ) -> Calculation:
        """Run a calculator; each keyword maps a role to the output that it points at.

        A role whose output is null or was refused stays unset.
        """
        done = calculated(self.ledger, id, calculator, inputs)
        for role, output in roles.items():
            ref = f"calc:{id}.{output}"
            if isinstance(resolve(self.ledger, ref), Resolved):
                self.point(role, ref)
        return done

    def missing(self, entry: Missing) -> None:
        self.ledger.append(entry)

    def has(self, *roles: str) -> bool:
        return all(role in self.roles for role in roles)

    def number(self, role: str) -> Decimal | None:
        """Return the number that a role points at."""
        if role not in self.roles:
            return None
        said = resolve(self.ledger, self.roles[role])
        return said.number if isinstance(said, Resolved) else None

    def inputs(self, **roles: str) -> dict[str, str] | None:
        """Return calculator inputs from roles, or None where one of them is not there."""
        if not self.has(*roles.values()):
            return None
        return {name: self.roles[role] for name, role in roles.items()}
