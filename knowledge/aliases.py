"""Company names in both scripts: which company does a question, a title, a passage speak of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kuroji.knowledge.common_words import COMMON_WORDS, LOANWORDS
from kuroji.knowledge.folding import LOOSE, SUFFIX, bare, loose, loose_text
from kuroji.knowledge.kana import sounds_like

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOPIC = re.compile(
    r"(?:^|[\s])(?:market|markets|industry|sector|organi[sz]ations?|companies|hyperscalers?|rental"
    r"|startups?|enterprises?|platforms?|models?|economy|world|study|projects?|adopters|states)$"
    r"|^(?:日本|米国|中国|世界|国内|海外|欧州|韓国)|(?:市場|企業|業界|産業|各社|政府|経済|大手.*)$",
    re.IGNORECASE,
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc・]{3,}")
_POSSESSIVE = re.compile(r"^(?:['’]s?)?\s*")
_STARTS = re.compile(
    "(?<![A-Za-z0-9])[A-Za-z0-9]|(?<![\u30a1-\u30fa\u30fc-\u30fe])[\u30a1-\u30fa]"
    "|[\u3041-\u3096\u3400-\u9fff]|[^\\W\\d_\u0000-\u024f\u3041-\u9fff]"
)
_LONGEST = 80
_PREFIX = 4
_APART = 16  # within which the first letters of a name stand, dots and blanks between them
_NOTHING: Mapping[str, str] = {}
_WORDLIKE = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Company:
    """A company by its usual name, with every other name known here."""

    name: str
    aliases: tuple[str, ...]


class Names:
    """The alias table: shipped names first, then those that the sources gave."""

    def __init__(self, given: Mapping[str, str] = {}) -> None:
        self.given: dict[str, str] = {}
        self._company: dict[str, str] = {}
        self._by_start: dict[str, tuple[str, ...]] = {}
        self._written: dict[str, tuple[str, ...]] = {}
        self._prefixes: set[str] = set()
        self._short: frozenset[str] = frozenset()
        self._brought: tuple[str, ...] = ()
        if given is not _NOTHING:
            self._copy(_shipped_table())
        self._take(given)

    def knowing(self, more: Mapping[str, str]) -> Names:
        """Return a table that knows `more` aliases too, each with its company."""
        if all(self.given.get(alias) == company for alias, company in more.items()):
            return self
        names = Names(_NOTHING)
        names._copy(self)
        names._take(more)
        return names

    def _copy(self, other: Names) -> None:
        self.given = dict(other.given)
        self._company = dict(other._company)
        self._by_start = dict(other._by_start)
        self._written = dict(other._written)
        self._prefixes = set(other._prefixes)
        self._short = other._short
        self._brought = other._brought

    def _take(self, given: Mapping[str, str]) -> None:
        self.given |= given
        for alias, company in given.items():
            self._add(alias, self.canonical(company))
        brought = map(self.canonical, given.values())
        self._brought = tuple(dict.fromkeys((*self._brought, *brought)))

    def canonical(self, name: str) -> str:
        """Return the usual name of the company called `name`; `name` itself if it is unknown.

        >>> Names().canonical("CoreWeave, Inc."), Names().canonical("Fennel Systems, Inc.")
        ('CoreWeave', 'Fennel Systems')
        """
        return self._company.get(loose(name)) or bare(name) or name

    def known(self, name: str) -> bool:
        return loose(name) in self._company

    def companies(self) -> tuple[Company, ...]:
        return tuple(
            Company(name, tuple(alias for alias in aliases if alias != name))
            for name, aliases in self._written.items()
        )

    def both_scripts(self, name: str) -> tuple[str, ...]:
        """Return the name and its first alias in the other script, if there is one."""
        japanese = _is_japanese(name)
        others = (a for a in self._written.get(name, ()) if _is_japanese(a) != japanese)
        other = next((a for a in others if len(a) > 2 and not a.isdigit()), None)
        return (name,) if other is None else (name, other)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the companies named in `text`, in order; the longest name wins.

        >>> Names().find("How do エヌビディア and Meta compare? The meta question.")
        ('NVIDIA', 'Meta Platforms')
        """
        return tuple(dict.fromkeys(company for _, _, company in self.spans(text)))

    def spans(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Return where in the NFKC form of `text` which company is named."""
        source = unicodedata.normalize("NFKC", text)
        found: list[tuple[int, int, str]] = []
        for at in self._starts(source):
            if found and at < found[-1][1]:
                continue
            key = self._longest(source, at)
            if key is not None:
                found.append((at, _end(source, at, key), self._company[key]))
        return tuple(found)

    def _starts(self, source: str) -> list[int]:
        """Return where a name may begin: where letters are those with which some name begins."""
        text = source.lower()
        if len(text) != len(source):  # a capital letter that becomes two
            text = "".join(one.lower()[:1] for one in source)
        pairs = self._by_start
        return [
            at
            for found in _STARTS.finditer(source)
            if ((two := text[(at := found.start()) : at + 2]) in pairs or not two.isalnum())
            and self._may_begin(text, at)
        ]

    def _may_begin(self, text: str, at: int) -> bool:
        letters = text[at : at + _PREFIX]
        if not letters.isalnum():
            letters = loose_text(text[at : at + _APART])[:_PREFIX]
        return letters in self._prefixes or letters[:3] in self._short or letters[:2] in self._short

    def without(self, text: str) -> str:
        """Return the NFKC form of `text` with the names of companies taken out.

        >>> Names().without("What is NVIDIA's gross margin?")
        'What is gross margin?'
        """
        source = unicodedata.normalize("NFKC", text)
        for start, end, _ in reversed(self.spans(text)):
            source = source[:start].rstrip() + " " + _POSSESSIVE.sub("", source[end:], count=1)
        return re.sub(" {2,}", " ", source).strip()

    def find_spoken(self, text: str) -> tuple[str, ...]:
        """Return companies whose Latin name is written in `text` as it sounds, in katakana.

        Only those that the sources brought: the shipped ones have their katakana names.
        """
        runs = [r.strip("・") for r in _KATAKANA.findall(unicodedata.normalize("NFKC", text))]
        runs = [run for run in runs if run not in LOANWORDS]
        return tuple(
            dict.fromkeys(
                name
                for run in runs
                for name in self._brought
                if not _is_japanese(name) and sounds_like(run, name)
            )
        )

    def without_spoken(self, text: str) -> str:
        """Return the NFKC form of `text` without the names that `find_spoken` hears."""
        source = unicodedata.normalize("NFKC", text)
        for run in _KATAKANA.findall(source):
            if self.find_spoken(run):
                source = source.replace(run, "")
        return source

    def _longest(self, source: str, at: int) -> str | None:
        folded = loose_text(source[at : at + _LONGEST])
        for key in self._by_start.get(folded[:2], ()):
            if folded.startswith(key) and _stands_alone(key, source, at, _end(source, at, key)):
                return key
        return None

    def _add(self, alias: str, company: str) -> None:
        key = loose(alias)
        if len(key) < 2 or key in self._company or (key.isdigit() and len(key) < 4):
            return
        self._company[key] = company
        if len(key) < _PREFIX:
            self._short |= {key}
        else:
            self._prefixes.add(key[:_PREFIX])
        keys = (*self._by_start.get(key[:2], ()), key)
        self._by_start[key[:2]] = tuple(sorted(keys, key=len, reverse=True))
        written = unicodedata.normalize("NFKC", alias).strip()
        self._written[company] = (*self._written.get(company, ()), written)


@cache
def _shipped_table() -> Names:
    names = Names(_NOTHING)
    for company in shipped():
        for alias in (company.name, *company.aliases):
            names._add(alias, company.name)
    return names


@cache
def shipped() -> tuple[Company, ...]:
    """Return the companies that come with the program."""
    lines = (files("kuroji.knowledge") / "companies.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Company(name, tuple(one.strip() for one in aliases.split(";"))) for name, aliases in pairs
    )


def is_company(name: str) -> bool:
    """Tell whether an entity that a document names can be a company, not a market or a country.

    >>> [is_company(n) for n in ("AI market", "日本企業", "hyperscalers", "Fennel Systems")]
    [False, False, False, True]
    """
    if _TOPIC.search(name.strip()):
        return False
    return _is_japanese(name) or name != name.lower()


def entities(text: str) -> tuple[str, ...]:
    """Return the names in a front matter's `entity`, which may list several.

    >>> entities("Microsoft Corporation, C3.ai, Inc., SoundHound AI, Inc.")
    ('Microsoft Corporation', 'C3.ai, Inc.', 'SoundHound AI, Inc.')
    """
    parts: list[str] = []
    for part in re.split(r"\s*[、;,]\s*|\s+/\s+", text.strip()):
        if parts and SUFFIX.fullmatch(f" {part}"):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return tuple(parts)


def _end(source: str, at: int, key: str) -> int:
    """Return where in `source` the name that begins at `at` and reads as `key` ends."""
    left = len(key)
    while left and at < len(source):
        left -= ord(source[at]) not in LOOSE
        at += 1
    return at


def _stands_alone(key: str, source: str, first: int, end: int) -> bool:
    before, after = source[first - 1 : first], source[end : end + 1]
    written = source[first:end]
    if "\n" in written or (key.isdigit() and not _listed(source, first, end)):
        return False
    if _WORDLIKE.match(key[0]) and _latin(before):
        return False
    if _WORDLIKE.match(key[-1]) and _latin(after):
        return False
    if _katakana(key[0]) and _katakana(before):
        return False
    if _katakana(key[-1]) and _katakana(after):
        return False
    short = _WORDLIKE.match(key[0]) and (key in COMMON_WORDS or len(key) <= 4)
    return not short or any(one.isupper() for one in written)


def _listed(source: str, first: int, end: int) -> bool:
    """Tell whether a number is a securities code: `(3778)`, `証券コード 3778`, `3778.T`."""
    around = source[max(0, first - 6) : first] + "\0" + source[end : end + 2]
    return "コード" in around or ".T" in around.split("\0")[1]


def _latin(one: str) -> bool:
    return bool(one) and (one.isascii() and one.isalnum())


def _katakana(one: str) -> bool:
    return "\u30a1" <= one <= "\u30fe" and one != "・" if one else False


def _is_japanese(name: str) -> bool:
    return any("\u3041" <= one <= "\u9fff" for one in name)
