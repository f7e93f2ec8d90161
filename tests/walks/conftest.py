"""The starter corpus, read in once for all walks: real files, real SQLite, real word index."""

from pathlib import Path

import pytest

from kuroji.agent.drafting import Drafter
from kuroji.agent.models import chat_model
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office, office
from kuroji.knowledge.passage import Language
from kuroji.memo.binding import bound
from kuroji.memo.bundle import Bundle


@pytest.fixture(scope="session")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home: Path = tmp_path_factory.mktemp("home")
    return office(Settings(home=home, encoder="none"), lambda _: None)


def dossier_of(desk: Office, company: str, fiscal_year: str | None = None) -> Dossier:
    target = desk.target(company)
    assert isinstance(target, Target), target
    found = desk.dossier(target, fiscal_year=fiscal_year)
    assert isinstance(found, Dossier), found
    return found


def bundle_of(desk: Office, dossier: Dossier, language: Language) -> Bundle:
    drafter = Drafter(
        model=chat_model(desk.settings), language=language, calls=4, retries=0, emit=lambda _: None
    )
    memo, names = drafter.memo(dossier)
    return bound(memo, dossier.desk.ledger, desk.library, dossier.contradictions(), names)


@pytest.fixture(scope="session")
def coreweave(shared_office: Office) -> Bundle:
    return bundle_of(shared_office, dossier_of(shared_office, "CoreWeave"), "en")
