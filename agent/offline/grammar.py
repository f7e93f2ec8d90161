"""Sentences by situation: the inventory in `situations.toml`, the words in `en/` and `ja/`."""

import hashlib
import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kuroji.agent.brief import Brief, BriefEntry

_FOLDER = files(__name__.rpartition(".")[0]) / "grammar"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(@?[a-z_0-9]+)(?::([a-z0-9.]+))?\}")
_TEST = re.compile(r"<([a-z_]+\([^)]*\))\|([^<>]*)>")
_ON_FIGURES = ("gt", "lt", "pos", "neg", "ratio_gt", "between")
_ARGUMENT = re.compile(r"[a-z][a-z_0-9]*")


@dataclass(frozen=True, slots=True)
class Situation:
    """A turn of the evidence that a sentence can be about.

    `parts` maps a sentence's key to the roles it stands on, in order; a key in `optional` is only
    written where its roles are there. `when` are predicates that must hold.
    """

    id: str
    when: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    optional: frozenset[str]

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(
            role for key, roles in self.parts.items() if key not in self.optional for role in roles
        )


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language: for each situation and part, the ways to say it."""

    language: str
    words: Mapping[str, Mapping[str, tuple[str, ...]]]

    def sentence(self, situation: str, part: str, brief: Brief, salt: str = "") -> str | None:
        """Return one way to say `part`, with slots; None where none is both written and true."""
        ways = list(self.words.get(situation, {}).get(part, ()))
        seed = _seed(brief.company, brief.section, situation, part, salt, self.language)
        chance = random.Random(seed)  # noqa: S311 - variety of words, not a secret
        chance.shuffle(ways)
        for way in ways:
            spoken = _spoken(way, brief, chance)
            if spoken is not None:
                return _tidied(spoken, capital=self.language == "en")
        return None


@lru_cache
def inventory() -> Mapping[str, Situation]:
    """Return every situation by id, in the order of weight in which the file has them."""
    table = tomllib.loads((_FOLDER / "situations.toml").read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": Situation(
            id=f"{group}.{name}",
            when=tuple(row.get("when", ())),
            parts={key.rstrip("?"): tuple(roles) for key, roles in row["parts"].items()},
            optional=frozenset(key.rstrip("?") for key in row["parts"] if key.endswith("?")),
        )
        for group, rows in table.items()
        for name, row in rows.items()
    }


@lru_cache
def grammar(language: str) -> Grammar:
    """Read the words of `language` ("en", "ja") from its folder."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    folder = _FOLDER / language
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".txt"):
            for id, parts in _parsed(file.read_text(encoding="utf-8")).items():
                known = words.setdefault(id, {})
                for part, ways in parts.items():
                    known[part] = (*known.get(part, ()), *ways)
    return Grammar(language=language, words=words)


def predicates(groups: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return every predicate on figures that the situations of `groups` or their words ask."""
    asked: dict[str, None] = {}
    for id, situation in inventory().items():
        if id.partition(".")[0] in groups:
            asked.update(dict.fromkeys(situation.when))
            for ways in grammar(language).words.get(id, {}).values():
                for way in ways:
                    asked.update(dict.fromkeys(test for test, _ in _TEST.findall(way)))
    return tuple(test.replace(" ", "") for test in asked if test.partition("(")[0] in _ON_FIGURES)


def _parsed(text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line.startswith("= "):
            parts = found.setdefault(line[2:].strip(), {})
        elif line.strip() and not line.startswith("#"):
            key, _, way = line.partition(":")
            key = key.strip().rstrip("?")
            parts[key] = (*parts.get(key, ()), way.strip())
    return found


def _spoken(way: str, brief: Brief, chance: random.Random) -> str | None:
    """Fill one way: choices, then tests that must hold, then slots; None where one is not there."""
    while (choice := _CHOICE.search(way)) is not None:
        word = chance.choice(choice.group(1).split("|"))
        way = way[: choice.start()] + word + way[choice.end() :]
    entries = {entry.role: entry for entry in brief.entries}
    if not all(holds(test, brief) for test, _ in _TEST.findall(way)):
        return None
    try:
        tested = _TEST.sub(lambda m: _test_slot(m.group(1), m.group(2), entries), way)
        told = _SLOT.sub(lambda m: _filled(m.group(1), m.group(2), entries, brief.names), tested)
        return re.sub(r"(?<=s)'s\b", "'", told)  # of Meta Platforms', not Platforms's
    except KeyError:
        return None


def _filled(
    role: str, view: str | None, entries: Mapping[str, BriefEntry], names: Mapping[str, str]
) -> str:
    if role.startswith("@"):
        if not names[role[1:]]:
            raise KeyError(role)  # an empty list says nothing: another way is taken
        return names[role[1:]]
    entry = entries[role]
    shown = view or entry.view
    if shown.startswith("."):
        shown = entry.view + shown
    return f"{{{{{entry.ref} {shown}}}}}" if shown else f"{{{{{entry.ref}}}}}"


def _test_slot(test: str, word: str, entries: Mapping[str, BriefEntry]) -> str:
    name, _, arguments = test.partition("(")
    referred = _ARGUMENT.sub(lambda m: entries[m.group()].ref, arguments)
    return f"{{{{test:{name}({referred} {word}}}}}"


def holds(test: str, brief: Brief) -> bool:
    """Tell whether a predicate of the inventory holds for this brief; unknown ones do not."""
    name, _, rest = test.rstrip(")").partition("(")
    match name:
        case "code":
            return brief.verdict_code == rest
        case "rule":
            return brief.verdict_rule == rest
        case "flag":
            return rest in brief.flags
        case "absent":
            return all(entry.role != rest for entry in brief.entries)
        case "present":
            return any(entry.role == rest for entry in brief.entries)
        case "grade":
            return f"grade_{rest}" in brief.flags
        case _:
            return brief.tests.get(test.replace(" ", ""), False)


def _seed(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:8], "big")


def _tidied(text: str, *, capital: bool) -> str:
    text = re.sub(r"\s+([,.;:!?。、])", r"\1", re.sub(r"\s{2,}", " ", text)).strip()
    text = re.sub(r"(?<=\w)\.\.(?=\s|\*|$)", ".", text)  # of a name such as Halden, Inc.
    if capital and text[:1].islower():
        text = text[0].upper() + text[1:]
    return text
