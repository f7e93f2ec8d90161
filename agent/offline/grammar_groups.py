"""Which groups of situations belong to which section."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kuroji.memo.model import SectionId

GROUPS: Final[Mapping[SectionId, tuple[str, ...]]] = MappingProxyType(
    {
        "verdict": ("verdict",),
        "bear_case": ("bear",),
        "bull_case": ("bull",),
        "what_must_be_true": ("believe", "line"),
        "revenue_quality": ("quality",),
        "unit_economics": ("unit",),
        "capital_and_depreciation": ("capital",),
        "cash_and_funding": ("cash",),
        "valuation_implied": ("value",),
        "scenarios": ("scenario",),
        "claims_ledger": ("claims",),
        "contradictions_and_absences": ("conflict", "absence"),
        "kill_criteria": ("kill", "line"),
        "requests_to_management": ("requests", "line"),
    }
)
