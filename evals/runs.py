"""Whole runs on the starter corpus: verdicts of companies, memos, planted faults, questions."""

import random
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kuroji.agent.drafting import Drafter
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office, office
from kuroji.evals.asking import cases, tried
from kuroji.evals.case import Outcome, rows
from kuroji.evals.mutate import CAUGHT, HARMLESS, exports, planted
from kuroji.evals.writing import fifteen, overlap
from kuroji.knowledge.passage import Language
from kuroji.memo.binding import bound
from kuroji.memo.bundle import Bundle
from kuroji.memo.checking import check
from kuroji.memo.publishing import rendered

# What the command line is given for each case of the corpus.
ASKED: Final[Mapping[str, tuple[str, str | None]]] = MappingProxyType(
    {
        "V01": ("NVIDIA", "FY2025"), "V02": ("Palantir", "FY2024"),
        "V03": ("Microsoft", "FY2025"), "V04": ("Microsoft AI", None),
        "V05": ("Meta Platforms", "FY2024"), "V06": ("ServiceNow", "FY2024"),
        "V07": ("Oracle", "FY2025"), "V08": ("Snowflake", "FY2025"),
        "V09": ("C3.ai", "FY2025"), "V10": ("C3.ai", "2026-H1"),
        "V11": ("SoundHound AI", "FY2024"), "V12": ("BigBear.ai", "FY2024"),
        "V13": ("CoreWeave", "FY2024"), "V14": ("OpenAI", "2025-H1"),
        "V15": ("Anthropic", "2024"), "V16": ("Anthropic", "2025"), "V17": ("xAI", "2025"),
        "V18": ("PKSHA Technology", "2022年9月期"), "V24": ("PKSHA Technology", "2025年9月期"),
        "V19": ("さくらインターネット", "2025年3月期"),
        "V20": ("さくらインターネット", "2026年3月期上期"),
        "V21": ("Preferred Networks", None), "V22": ("Sakana AI", None),
    }
)  # fmt: skip
_SHARED: Final = 0.05
_CHANGES: Final = 600  # of each memo in each of three ways
_MUTATED: Final[tuple[tuple[str, Language], ...]] = (("V13", "en"), ("V19", "ja"), ("V14", "en"))


def companies() -> Iterable[Outcome]:
    """Verdict, rule, flags and missing of every case company, judged from the starter corpus."""
    known = {row["id"]: row["expected"] for row in rows("verdict_cases")}
    with tempfile.TemporaryDirectory() as home:
        desk = starter(Path(home))
        for case, (company, year) in ASKED.items():
            verdict = dossier_of(desk, company, year).verdict
            found = [verdict.code, verdict.rule, list(verdict.flags), list(verdict.missing)]
            wanted = [known[case][k] for k in ("verdict", "rule", "flags", "missing")]
            weak = verdict.evidence_grade in ("C", "D") and verdict.code != "R0"
            right = found == wanted and verdict.provisional == weak
            yield Outcome(case, right, f"{verdict.code} {verdict.rule}, wanted {wanted}")


def memos(language: Language) -> Iterable[Outcome]:
    """Every memo ties out and passes the fifteen checks of writing beside all the others."""
    with tempfile.TemporaryDirectory() as home:
        desk = starter(Path(home))
        written = {
            case: (company, memo_of(desk, dossier_of(desk, company, year), language))
            for case, (company, year) in ASKED.items()
        }
        texts = {
            case: rendered(bundle, bundle.ledger())["md"] for case, (_, bundle) in written.items()
        }
        for case, (company, bundle) in written.items():
            others = [
                texts[c] for c, (name, _) in written.items() if name.split()[0] not in company
            ]
            failed = [
                f"{c.name} ({c.measured})"
                for c in fifteen(texts[case], language, others)
                if not c.passed
            ]
            shared = max(overlap(texts[case], other, language) for other in others)
            failed += [f"phrases shared {shared:.3f}"] if shared > _SHARED else []
            failed += [f"{f.where}: {f.what}" for f in check(bundle).faults]
            yield Outcome(f"{case}-{language}", not failed, "; ".join(failed))


def mutations() -> Iterable[Outcome]:
    """Single changes of three memos in JSON, Markdown and HTML, half of those in JSON resealed."""
    chance = random.Random(20261124)  # noqa: S311 - a sample, not a secret
    with tempfile.TemporaryDirectory() as home:
        desk = starter(Path(home))
        for case, language in _MUTATED:
            bundle = memo_of(desk, dossier_of(desk, *ASKED[case]), language)
            found = [*exports(bundle, _CHANGES, chance)]
            for forging in ("plain", "chained"):
                found += planted(bundle, _CHANGES, forging, chance)
            for number, one in enumerate(found):
                caught = one.outcome in (*CAUGHT, *HARMLESS)
                yield Outcome(f"{case}-{number}", caught, f"{one.kind} in {one.where}")


def asked() -> Iterable[Outcome]:
    """Questions answered from the starter corpus in their language, with figures that tie."""
    with tempfile.TemporaryDirectory() as home:
        desk = starter(Path(home))
        for question in cases():
            told = tried(question, desk, OfflineAnalyst())
            yield Outcome(question.id, not told.faults, "; ".join(told.faults))


def starter(home: Path) -> Office:
    return office(Settings(home=home, encoder="none", openai_api_key=None), lambda _: None)


def dossier_of(desk: Office, company: str, year: str | None) -> Dossier:
    target = desk.target(company)
    if not isinstance(target, Target):
        raise LookupError(target.reason)
    found = desk.dossier(target, fiscal_year=year)
    if not isinstance(found, Dossier):
        raise LookupError(found.reason)
    return found


def memo_of(desk: Office, dossier: Dossier, language: Language) -> Bundle:
    drafter = Drafter(
        model=OfflineAnalyst(), language=language, calls=4, retries=0, emit=lambda _: None
    )
    memo, names = drafter.memo(dossier)
    return bound(memo, dossier.desk.ledger, desk.library, dossier.contradictions(), names)
