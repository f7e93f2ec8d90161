"""What the user named: a company of the store, or a segment of one."""

from dataclasses import dataclass

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.library import Library

_ALONE = (" ai business", " ai", "のai事業", " ai事業", ", ai business alone")


@dataclass(frozen=True, slots=True)
class Target:
    """A company by its usual name, and the perimeter that is judged."""

    company: str
    perimeter: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What was named is not here: one sentence with a remedy, and near names."""

    reason: str
    near: tuple[str, ...]


def target_of(text: str, library: Library, companies: Companies) -> Target | Unknown:
    """Find the company that `text` names; "Microsoft AI" is the AI segment of Microsoft.

    A name that is no company of the store comes back with near names and with what the store has.
    """
    here = {company.name for company in library.companies()}
    named = text.strip()
    whole = _known(named, here, companies)
    if whole is not None:
        return Target(whole, f"company:{whole}")
    lower = named.lower()
    for suffix in _ALONE:
        if lower.endswith(suffix):
            parent = _known(named[: -len(suffix)].strip(" ,"), here, companies)
            if parent is not None:
                return Target(parent, f"segment:{parent}/AI")
    return _unknown(named, here, companies)


def _known(name: str, here: set[str], companies: Companies) -> str | None:
    if name in here:
        return name
    canonical = companies.canonical(name) if name else ""
    return canonical if canonical in here else None


def _unknown(name: str, here: set[str], companies: Companies) -> Unknown:
    if not here:
        return Unknown(
            "the store is empty; bring documents in with kuroji ingest PATH and try again", ()
        )
    near = tuple(n for n in companies.near(name) if n in here)
    meant = f"did you mean {', '.join(near)}? " if near else ""
    some = ", ".join(sorted(here)[:12])
    reason = (
        f"nothing in the store is about {name}; {meant}it has {some}"
        f"{' and others (kuroji sources list)' if len(here) > 12 else ''};"
        " bring documents in with kuroji ingest PATH"
    )
    return Unknown(reason, near)
