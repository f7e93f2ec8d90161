"""A small real store: some files of the starter corpus, real SQLite, real word index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kuroji.agent.events import Event
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office, seed
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

_FILES = ("audit/*", "*/coreweave*", "*/openai*", "*/microsoft*", "*/mit25*", "*/palantir*",
          "*/sakura*", "sources/softbank*", "sources/mck*", "*/ja-softbank*")  # fmt: skip


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home: Path = tmp_path_factory.mktemp("home")
    library = Library.open(home, encoder="none")
    files = sorted({path for pattern in _FILES for path in seed().glob(pattern)})
    ingest(library, files)
    settings = Settings(home=home, encoder="none", openai_api_key=None)
    yield Office(settings, library, Companies(library.archive.names()))
    library.close()


@pytest.fixture
def events() -> list[Event]:
    return []
