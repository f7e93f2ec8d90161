"""The words of answers: parts of `ask.…` in the grammar, filled from what the tools told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kuroji.agent.brief import Brief, BriefEntry
from kuroji.agent.offline.grammar import grammar
from kuroji.knowledge.passage import Language

_TEST = re.compile(r"<([a-z_]+\([^)]*\))\|")
_GROUP = "ask."


@dataclass(slots=True)
class Told:
    """What an answer may say: roles with slots, names, tests that hold.

    `salt` is the question: the same question is answered in the same words, another in others.
    """

    language: Language
    salt: str
    company: str = ""
    entries: dict[str, BriefEntry] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tests: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    code: str = "R0"
    rule: str = ""

    def put(self, role: str, ref: str, view: str, sign: int = 0, grade: str | None = None) -> None:
        """Let `role` stand for a slot."""
        self.entries[role] = BriefEntry(
            role=role, ref=ref, view=view, en=role, ja=role, period=None, basis=None,
            grade=grade, sign=sign, later=False,
        )  # fmt: skip

    def has(self, *roles: str) -> bool:
        return all(role in self.entries for role in roles)

    def say(self, *parts: str) -> str:
        """Say the parts in order, each "situation.part"; one that lacks a figure is left out."""
        spoken = [sentence for part in parts if (sentence := self._sentence(part))]
        return ("" if self.language == "ja" else " ").join(spoken)

    def first(self, *parts: str) -> str:
        """Say the first of the parts that can be said."""
        return next((text for part in parts if (text := self._sentence(part))), "")

    def _sentence(self, part: str) -> str | None:
        situation, _, key = part.partition(".")
        words = grammar(self.language)
        return words.sentence(f"{_GROUP}{situation}", key, self._brief(), self.salt)

    def _brief(self) -> Brief:
        signs = {
            f"{name}({role})": entry.sign == sign
            for role, entry in self.entries.items()
            for name, sign in (("pos", 1), ("neg", -1))
        }
        return Brief(
            section="verdict", title="", language=self.language, company=self.company,
            verdict_code=self.code if self.code in ("R0", "R1", "R2", "R3", "R4") else "R0",
            verdict_rule=self.rule, provisional="provisional" in self.flags,
            flags=tuple(sorted(self.flags)), missing=(), entries=tuple(self.entries.values()),
            tests={**signs, **dict.fromkeys(self.tests, True)},
            names={"company": self.company, **self.names}, rows=(),
        )  # fmt: skip


@lru_cache
def asked_tests() -> tuple[str, ...]:
    """Return the comparisons of two roles on which a word of an answer may rest."""
    found: dict[str, None] = {}
    languages: tuple[Language, ...] = ("en", "ja")
    for language in languages:
        for id, parts in grammar(language).words.items():
            if id.startswith(_GROUP):
                found.update(dict.fromkeys(_tests(parts)))
    return tuple(found)


def _tests(parts: Mapping[str, Iterable[str]]) -> Iterable[str]:
    for ways in parts.values():
        for way in ways:
            yield from (test.replace(" ", "") for test in _TEST.findall(way))
