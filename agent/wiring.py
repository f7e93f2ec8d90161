"""Settings → library and research: with `models.py` the only place that builds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

from kuroji.agent.research.criteria import criteria_in
from kuroji.agent.research.dossier import Dossier, Surroundings, assemble
from kuroji.agent.research.gathering import Gatherer
from kuroji.agent.research.target import Target, Unknown, target_of
from kuroji.agent.research.years import Years, asked_for, chosen
from kuroji.agent.settings import Settings
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ingest import Progress, ingest
from kuroji.knowledge.library import Library
from kuroji.memo.outline import ALSO, WANTED

METRICS = (*(wanted.metric for wanted in WANTED), *ALSO)
_RIVALS = 6
_STARTER = "starter corpus"


@dataclass(frozen=True, slots=True)
class Office:
    """What every command works with: settings, the open library, the names in it."""

    settings: Settings
    library: Library
    companies: Companies

    def target(self, text: str) -> Target | Unknown:
        return target_of(text, self.library, self.companies)

    def dossier(
        self,
        target: Target,
        *,
        fiscal_year: str | None = None,
        as_of: date | None = None,
        changed: Mapping[str, Decimal] | None = None,
    ) -> Dossier | Unknown:
        """Gather, calculate and judge; Unknown where the year asked for cannot be read."""
        gatherer = Gatherer(self.library, self.companies)
        gathered = gatherer.pool(target.company, METRICS, perimeter=target.perimeter)
        when = as_of or self.newest()
        pool = gathered.pool.up_to(when)
        years = chosen(pool, when)
        if fiscal_year is not None:
            asked = asked_for(fiscal_year, pool.month)
            if asked is None:
                reason = f"{fiscal_year} is no fiscal year; write FY2024, 2025年3月期 or 2025-H1"
                return Unknown(reason, ())
            years = Years(asked, ())
        dossier = assemble(pool, years, self._around(gatherer, target.company), when, changed or {})
        dossier.desk.flags.update(f"criterion_{k}" for k in criteria_in(gathered.passages))
        return dossier

    def newest(self) -> date:
        """The newest publication date in the store: the date of a memo unless one is given."""
        dates = [s.published for s in self.library.archive.sources() if s.published is not None]
        return max(dates, default=date.today())  # noqa: DTZ011 - an empty store has no other day

    def _around(self, gatherer: Gatherer, company: str) -> Surroundings:
        names = sorted(c.name for c in self.library.companies() if c.name != company)
        wanted = ("revenue", "operating_income")
        pools = (gatherer.pool(name, wanted).pool for name in _spread(names, company))
        market = gatherer.market("useful_life", company)
        return Surroundings(tuple(pools), market)


def _spread(names: list[str], company: str) -> list[str]:
    """Choose a few other companies, the same for the same company."""
    if not names:
        return []
    start = sum(company.encode()) % len(names)
    return [*names[start:], *names[:start]][:_RIVALS]


def office(settings: Settings, progress: Callable[[Progress], None]) -> Office:
    """Open the library of `settings.home`; the starter corpus is ingested on first use."""
    library = Library.open(settings.home, encoder=settings.encoder, endpoint=settings.embeddings)
    if settings.starter and library.archive.state(_STARTER) is None:
        ingest(library, [seed()], progress=progress)
        library.embed(lambda done, whole: progress(Progress("embedding", done, whole, "")))
        library.archive.set_state(_STARTER, "read")
    companies = Companies(library.archive.names())
    return Office(settings, library, companies)


def seed() -> Path:
    """Return the folder of the starter corpus that ships with the package."""
    with as_file(files("kuroji.knowledge").joinpath("seed")) as folder:
        return Path(folder)
