"""The companies that are known: where a text names one, and what is known of its accounts."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kuroji.knowledge.aliases import Names, entities, is_company
from kuroji.knowledge.common_words import COMMON_WORDS
from kuroji.knowledge.folding import bare
from kuroji.tools.metrics.words import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kuroji.knowledge.passage import Source


@dataclass(frozen=True, slots=True)
class Named:
    """A company named at a span, by its canonical name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """What is known of a company's accounts beforehand; nothing here is a figure.

    `year_end` is the month that closes its fiscal year, `framework` gaap, ifrs, jgaap or none (it
    publishes no accounts), `parent` the company whose segment it is.
    """

    year_end: int | None
    framework: str | None
    parent: str | None


class Companies:
    """The alias table of the labels: shipped names, and those that the sources bring along."""

    def __init__(self, given: Mapping[str, str] = {}) -> None:
        self._names = Names(given)
        self._written: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for company in self._names.companies():
            for alias in (company.name, *company.aliases):
                for name in (alias, bare(alias)):
                    if len(name) > 1 and not name.isdigit():
                        self._written.setdefault(name, company.name)
                        self._folded.setdefault(name.casefold(), company.name)
        self._pattern = re.compile(_alone(self._written), re.IGNORECASE)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Companies:
        """Return the table with every company that one of `sources` is about."""
        return cls(
            {
                name: bare(name)
                for source in sources
                if source.entity
                for name in entities(source.entity)
                if is_company(name)
            }
        )

    def find(self, text: str) -> tuple[Named, ...]:
        """Return the companies named in `text`, in order; the longest name wins.

        >>> [c.name for c in Companies().find("エヌビディアとMeta Platforms, Inc.")]
        ['NVIDIA', 'Meta Platforms']
        """
        return tuple(
            Named(*found.span(), self._folded[_tidy(found[0]).casefold()])
            for found in self._pattern.finditer(text)
            if self._is_name(_tidy(found[0]))
        )

    def _is_name(self, written: str) -> bool:
        """A name that is also a word needs its capital; no Latin name is all in small letters."""
        if written in self._written:
            return True
        common = written.casefold() in COMMON_WORDS
        capital = written[0].isupper() if common else written.lower() != written
        return written.casefold() in self._folded and (capital or not written.isascii())

    def canonical(self, name: str) -> str:
        """Return the usual name of the company called `name`; the bare name if it is unknown."""
        return self._names.canonical(name)

    def known(self, name: str) -> bool:
        return self._names.known(name)

    def called(self, word: str) -> str | None:
        """Return the one company whose Japanese name begins with `word`: メタ, アルファベット.

        >>> Companies().called("メタ")
        'Meta Platforms'
        """
        begun = {
            company
            for name, company in self._written.items()
            if name == f"{word}社" or name.startswith(f"{word}・")
        }
        return begun.pop() if len(begun) == 1 else None

    def near(self, name: str) -> tuple[str, ...]:
        """Return up to three companies whose names begin like `name` or are close to it.

        >>> Companies().near("CoreWave")[0], Companies().near("palan")[0]
        ('CoreWeave', 'Palantir')
        """
        folded = {written.casefold(): company for written, company in self._written.items()}
        asked = bare(name).casefold()
        close = difflib.get_close_matches(asked, folded, n=6, cutoff=0.6)
        begun = sorted(one for one in folded if len(asked) > 2 and one.startswith(asked))
        return tuple(dict.fromkeys(folded[one] for one in (*begun, *close)))[:3]

    def accounts(self, name: str | None) -> Accounts:
        return _accounts().get(name or "", Accounts(None, None, None))


def _alone(written: Iterable[str]) -> str:
    """A name stands alone: no letter on either side, no katakana beside katakana."""
    latin = [w for w in written if w.isascii()]
    other = [w for w in written if not w.isascii()]
    return (
        rf"(?<![A-Za-z0-9]){one_of(latin)}(?![A-Za-z0-9])(?!\.[A-Za-z])"
        rf"|(?<![ァ-ヺー]){one_of(other)}(?![ァ-ヺー])"
    )


def _tidy(name: str) -> str:
    return re.sub(r"[\s‐–-]+", lambda gap: "-" if "-" in gap[0] else " ", name)


@cache
def _accounts() -> dict[str, Accounts]:
    text = (files("kuroji.knowledge") / "fiscal.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        name: Accounts(int(month) if month else None, framework or None, parent or None)
        for name, month, framework, parent in rows
    }
