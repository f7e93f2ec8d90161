"""Plants single faults in finished memos and asks the check of memos to name each."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

from kuroji.evals.forging import Forging, forged
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ledger import read_json, written
from kuroji.knowledge.verify import Reader, reader
from kuroji.memo.bundle import Bundle, Unopened
from kuroji.memo.checking import faults_in, rendered_faults, texts_of
from kuroji.memo.fill import Filler
from kuroji.memo.publishing import rendered

Outcome = Literal["named", "refused", "same", "words", "missed"]
# A change is caught when the check names it or the document cannot be read any more. It is
# harmless where recomputing the hashes undid it (`same`), or where every hash was recomputed and
# each figure points at the same entry and reads the same (`words`: a title, a name, a comment).
CAUGHT: Final = ("named", "refused")
HARMLESS: Final = ("same", "words")
_WHOLE_HASHES: Final = frozenset({"bundle_hash", "ledger_head"})

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A leaf of `memo.json` with another value."""

    kind: str
    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Planted:
    """A change, how the forger covered it, and what became of it."""

    kind: str
    where: str
    forging: Forging
    outcome: Outcome


def planted(
    bundle: Bundle, times: int, forging: Forging, chance: random.Random
) -> Iterator[Planted]:
    """Change `times` leaves of the document, one at a time, and check each forgery."""
    text = bundle.dump()
    places = [*_leaves(read_json(text))]
    again = cache(reader(Companies(bundle.companies)))
    for _ in range(times):
        change = _change(places, chance)
        document = read_json(text)
        _put(document, change.path, change.value)
        # That the whole is not what was sealed names nothing, unless the hash itself was changed.
        unnamed = _WHOLE_HASHES - {str(change.path[0])}
        told = forged(Bundle.parse(written(document)), forging)
        outcome = _outcome(bundle, told, again, unnamed)
        if outcome == "missed" and forging == "whole" and _same_figures(bundle, told):
            outcome = "words"
        where = ".".join(str(step) for step in change.path)
        yield Planted(change.kind, where, forging, outcome)


def exports(bundle: Bundle, times: int, chance: random.Random) -> Iterator[Planted]:
    """Change `times` characters of the Markdown and of the page, and compare each."""
    sealed = Bundle.parse(bundle.dump())
    if isinstance(sealed, Unopened):
        raise ValueError(sealed.reason)
    texts = rendered(sealed, sealed.ledger())
    for turn in range(times):
        ending = ("md", "html")[turn % 2]
        kind, spot, told = _edit(texts[ending], chance)
        faults = rendered_faults(texts[ending], told)
        yield Planted(kind, f"memo.{ending}:{spot}", "plain", "named" if faults else "missed")


def _outcome(
    bundle: Bundle, told: Bundle | Unopened, again: Reader, unnamed: frozenset[str]
) -> Outcome:
    if isinstance(told, Unopened):
        return "refused"
    if told.dump() == bundle.dump():
        return "same"
    named = any(fault.where not in unnamed for fault in faults_in(told, again))
    return "named" if named else "missed"


def _same_figures(bundle: Bundle, told: Bundle | Unopened) -> bool:
    return isinstance(told, Bundle) and _figures(told) == _figures(bundle)


def _figures(bundle: Bundle) -> list[str]:
    """Return every figure of the memo as it is read, in order, with what it points at."""
    filler = Filler(bundle.ledger(), bundle.language)
    texts = [text for section in bundle.sections for _, text in texts_of(section)]
    runs = [run for text in texts for run in filler.sentence(text).runs if run.ref]
    return [f"{run.ref} {run.text}" for run in runs]


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _leaves(inner, (*path, key))
        case list():
            for index, inner in enumerate(value):
                yield from _leaves(inner, (*path, index))
        case _:
            yield path, value


def _put(document: Any, path: Path, leaf: Any) -> None:
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = leaf


def _change(places: list[tuple[Path, Any]], chance: random.Random) -> Change:
    """Draw a kind first, then a place where it can be done: rare kinds come as often as others."""
    kind = chance.choice(tuple(_KINDS))
    for path, leaf in chance.sample(places, len(places)):
        value = _KINDS[kind](path, leaf, chance)
        if value is not None and value != leaf:
            return Change(kind, path, value)
    return _change(places, chance)


def _digit(_: Path, leaf: Any, chance: random.Random) -> Any:
    text = leaf if isinstance(leaf, str) else written(leaf)
    spots = [spot for spot, sign in enumerate(text) if sign.isdigit()]
    if not spots or isinstance(leaf, bool):
        return None
    spot = chance.choice(spots)
    other = chance.choice([digit for digit in "0123456789" if digit != text[spot]])
    told = text[:spot] + other + text[spot + 1 :]
    return told if isinstance(leaf, str) else Decimal(told)


def _number(leaf: Any) -> Decimal | None:
    """Return the leaf as a number where it is one and not nothing."""
    counts = isinstance(leaf, int | Decimal) and not isinstance(leaf, bool) and leaf != 0
    return Decimal(leaf) if counts else None


def _sign(_: Path, leaf: Any, __: random.Random) -> Any:
    number = _number(leaf)
    return None if number is None else -number


def _scale(path: Path, leaf: Any, chance: random.Random) -> Any:
    if path[-1] == "scale":
        return chance.choice([w for w in ("one", "thousand", "million", "billion") if w != leaf])
    number = _number(leaf)
    return None if number is None else number * chance.choice([Decimal(1000), Decimal("0.001")])


def _year(_: Path, leaf: Any, chance: random.Random) -> Any:
    if not isinstance(leaf, str):
        return None
    years = [*re.finditer(r"(?<![0-9a-f])20\d\d(?![0-9a-f])", leaf)]
    if not years:
        return None
    year = chance.choice(years)
    other = int(year.group()) + chance.choice([-1, 1])
    return f"{leaf[: year.start()]}{other}{leaf[year.end() :]}"


def _hash(_: Path, leaf: Any, chance: random.Random) -> Any:
    found = isinstance(leaf, str) and re.fullmatch(r"[0-9a-f]{64}", leaf)
    if not found:
        return None
    spot = chance.randrange(64)
    other = chance.choice([sign for sign in "0123456789abcdef" if sign != leaf[spot]])
    return leaf[:spot] + other + leaf[spot + 1 :]


def _slot(_: Path, leaf: Any, chance: random.Random) -> Any:
    """Let a slot or a reference point elsewhere by one character of its id."""
    if not isinstance(leaf, str):
        return None
    ids = [*re.finditer(r"(?:fact|calc|assume|rule):[\w-]+", leaf)]
    if not ids:
        return None
    spot = chance.randrange((one := chance.choice(ids)).start() + 5, one.end())
    other = chance.choice([sign for sign in "abcdefghij0123456789" if sign != leaf[spot]])
    return leaf[:spot] + other + leaf[spot + 1 :]


def _word(_: Path, leaf: Any, chance: random.Random) -> Any:
    if isinstance(leaf, bool):
        return not leaf
    letters = [n for n, sign in enumerate(leaf) if sign.isalpha()] if isinstance(leaf, str) else []
    if not letters:
        return None
    spot = chance.choice(letters)
    return leaf[:spot] + chance.choice("XYZ字") + leaf[spot + 1 :]


def _named(names: tuple[str, ...], others: tuple[str, ...]) -> Callable[..., Any]:
    """Change a field of one of `names` to another of the words that it may hold."""

    def change(path: Path, leaf: Any, chance: random.Random) -> Any:
        fits = path[-1] in names and isinstance(leaf, str)
        return chance.choice([word for word in others if word != leaf]) if fits else None

    return change


_KINDS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "digit": _digit,
        "sign": _sign,
        "scale": _scale,
        "year": _year,
        "hash": _hash,
        "slot id": _slot,
        "word": _word,
        "unit": _named(("unit", "figure_kind"), ("USD", "JPY", "percent", "money", "years", "x")),
        "entity": _named(
            ("entity", "company", "perimeter", "publisher"),
            ("NVIDIA", "company:NVIDIA", "industry", "OpenAI", "segment:Microsoft/AI"),
        ),
        "formula version": _named(("version", "calculator"), ("2", "0", "npv", "growth_rate")),
        "grade": _named(("grade", "evidence_grade"), ("A", "B", "C", "D", "E")),
        "currency": _named(("currency",), ("USD", "JPY", "EUR")),
        "period": _named(
            ("period", "period_end", "fiscal_year", "published", "as_of"),
            ("FY2023", "FY2025", "2024-12-31", "2025-06-30", "2025-H1"),
        ),
        "basis": _named(("basis", "kind", "approx"), ("gaap", "arr", "flow", "stock", "about")),
        "verdict": _named(
            ("code", "rule", "becomes", "refusal", "verdict"), ("R1", "R2", "R3", "R2.sustainable")
        ),
    }
)  # fmt: skip
_SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {"−": "", "$": "€", "¥": "$", "bn": "m", "億": "兆", "%": "倍", "times": "%", "円": "ドル",
     "R4": "R1", "grade D": "grade B", "等級D": "等級B", "FY": "CY", "[^n": "[^m"}
)  # fmt: skip


def _edit(text: str, chance: random.Random) -> tuple[str, int, str]:
    """Change one digit, sign, scale, unit, currency, grade or note of a readable memo."""
    there = [sign for sign in _SIGNS if sign in text]
    if there and chance.random() < 0.5:
        sign = chance.choice(there)
        spot = chance.choice([m.start() for m in re.finditer(re.escape(sign), text)])
        return sign, spot, text[:spot] + _SIGNS[sign] + text[spot + len(sign) :]
    spot = chance.choice([n for n, sign in enumerate(text) if sign.isdigit()])
    other = chance.choice([digit for digit in "0123456789" if digit != text[spot]])
    return "digit", spot, text[:spot] + other + text[spot + 1 :]
