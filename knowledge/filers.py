"""Whom a document is about: its filer, by what it says of itself or by its cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.aliases import entities, is_company
from kuroji.knowledge.folding import bare
from kuroji.knowledge.readers.tagged import TAGGED_KINDS

if TYPE_CHECKING:
    from kuroji.knowledge.aliases import Names
    from kuroji.knowledge.readers import Reading

_COVER = 6000
_COVERS = (
    # Possessive, for a cover may be six thousand brackets.
    re.compile(r"^[^\w\n]*+([^\n|]{2,80}?)[^\w\n]*+\n\W*+Exact name of registrant", re.I | re.M),
    re.compile(r"【(?:会社名|提出会社名)】[ 　|:]*([^\n|]{2,60})"),
    re.compile(r"(?:^|\|)[ 　]*(?:会社名|上場会社名|提出者)[ 　]*[|:：][ 　]*([^\n|]{2,60})", re.M),
    re.compile(r"上場会社名[ 　]+([^\n|　 ]{2,40})"),
    re.compile(
        r"^[^\w\n]*+((?:[A-Z][\w.&'-]*[ ,]+){1,5}(?:Inc|Corp|Corporation|plc|Ltd|LLC|N\.V)\b\.?)",
        re.M,
    ),
    re.compile(r"(株式会社[\w・ー]{2,20}|[\w・ー]{2,20}株式会社)"),
)
_ENGLISH_NAME = re.compile(r"【英訳名】[ 　|:]*([^\n|]{2,60})")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a document is about: the usual names, and the aliases that it gives them."""

    entity: str | None
    companies: tuple[str, ...]
    aliases: dict[str, str]


def subject_of(reading: Reading, said: str | None, names: Names) -> Subject:
    """Return whom `reading` is about: as is said, else as its front matter or its cover says."""
    if said:
        name = names.canonical(said)
        return Subject(name, (name,), {said: name, **_english(reading, name)})
    listed = given(reading.meta, "entity")
    if listed or "entity" in reading.meta:
        return _listed(listed or "", reading, names)
    filer = _on_cover(reading, names)
    if filer is None:
        return Subject(None, (), {})
    return Subject(filer, (filer,), {filer: filer, **_english(reading, filer)})


def _listed(listed: str, reading: Reading, names: Names) -> Subject:
    found = [name for name in entities(listed) if is_company(name)]
    if not found:  # a market or a country: said, never filtered by
        return Subject(listed or None, (), {})
    companies = tuple(dict.fromkeys(names.canonical(name) for name in found))
    given = {name: names.canonical(name) for name in found}
    if len(companies) > 1:
        return Subject(None, companies, given)
    aliases = re.split(r"\s*[;、]\s*", reading.meta.get("aliases", ""))
    given |= {alias: companies[0] for alias in aliases if alias}
    return Subject(companies[0], companies, given)


def _on_cover(reading: Reading, names: Names) -> str | None:
    """Return the company that the first page names as the filer, else the one that it speaks of."""
    if reading.kind in TAGGED_KINDS and (filer := given(reading.meta, "company")):
        return names.canonical(filer if names.known(filer) else _cased(filer))
    cover = f"{reading.title or ''}\n{reading.text[:_COVER]}"
    for pattern in _COVERS[:4]:
        if found := pattern.search(cover):
            return names.canonical(bare(found[1].strip()))
    titled = names.find(reading.title or "")
    if len(titled) == 1:
        return titled[0]
    for pattern in _COVERS[4:]:
        if found := pattern.search(cover[:1500]):
            return names.canonical(bare(found[1].strip()))
    return None


def _cased(name: str) -> str:
    """Write a filer's name as one reads it; the SEC's index has it in capitals.

    >>> _cased("ORRIN VALE INC."), _cased("IBM Corp"), _cased("3M CO")
    ('Orrin Vale Inc.', 'IBM Corp', '3M Co')
    """
    if not name.isupper():
        return name
    return " ".join(w.capitalize() if w.strip(".,").isalpha() else w for w in name.split())


def _english(reading: Reading, name: str) -> dict[str, str]:
    found = _ENGLISH_NAME.search(reading.text[:_COVER])
    return {found[1].strip(): name} if found else {}


def given(meta: dict[str, str], key: str) -> str | None:
    """Return what a document says of itself under `key`; None where that is nothing."""
    value = meta.get(key, "").strip()
    return None if value.lower() in ("", "null", "none", "~") else value
