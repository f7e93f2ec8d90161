"""A question as it is put to the model: its language, the companies it names, what came before."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language
from kuroji.knowledge.script import language_of

_ABSENT = re.compile(r"nothing here speaks of ([^;]+)")
_CONTEXT = "Context:\n"
LATEST_QUARTER = "latest quarter"  # a period that only the figures at hand can tell


class Asked(BaseModel):
    """What is known of a question before anyone answers it.

    `companies` are those of the store that it names, `absent` the names that nothing in the store
    has, `near` the store's names that come close to them. `earlier` are the questions before it in
    this conversation, the newest last, and `spoken_of` the companies of the newest that named any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    language: Language
    companies: tuple[str, ...]
    absent: tuple[str, ...]
    near: tuple[str, ...]
    earlier: tuple[str, ...]
    spoken_of: tuple[str, ...]

    @property
    def context(self) -> str:
        """The last part of the message to the model: these fields as JSON."""
        return _CONTEXT + self.model_dump_json()

    @classmethod
    def read(cls, message: str) -> "Asked":
        """Read the fields back out of a message to the model."""
        return cls.model_validate_json(message.rpartition(_CONTEXT)[2])


def asked(
    question: str,
    library: Library,
    companies: Companies,
    *,
    earlier: Sequence[str] = (),
    language: Language | None = None,
) -> Asked:
    """Look at a question: whom it names, and whether the store knows them."""
    here = {company.name for company in library.companies()}
    named = library.find_company(question)
    present = tuple(name for name in named if name in here)
    absent = [name for name in named if name not in here]
    notice = library.search(question, k=1).notice or ""
    if (found := _ABSENT.search(notice)) is not None:
        absent += [name.strip() for name in found[1].split(",") if name.strip()]
    absent = _whole([name for name in dict.fromkeys(absent) if name not in present], question)
    near = (close for name in absent for close in companies.near(name) if close in here)
    return Asked(
        question=question,
        language=language or language_of(library.names().without(question)),
        companies=present,
        absent=tuple(absent),
        near=tuple(dict.fromkeys(near)),
        earlier=tuple(earlier),
        spoken_of=_spoken_of(earlier, library, here),
    )


def _whole(names: list[str], question: str) -> list[str]:
    """Put together what stands together: "Zorblatt Dynamics" is one name."""
    whole: list[str] = []
    for name in names:
        if whole and f"{whole[-1]} {name}" in question:
            whole[-1] = f"{whole[-1]} {name}"
        else:
            whole.append(name)
    return whole


def _spoken_of(earlier: Sequence[str], library: Library, here: set[str]) -> tuple[str, ...]:
    for question in reversed(earlier):
        named = tuple(name for name in library.find_company(question) if name in here)
        if named:
            return named
    return ()
