"""A guard is proved by planting faults: single changes of a finished memo, all caught."""

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ledger import Ledger, read_json, written
from kuroji.knowledge.verify import Reader, reader
from kuroji.memo.bundle import Bundle, bundle_hash
from kuroji.memo.checking import check, rendered_faults
from kuroji.memo.publishing import rendered

TIMES = 160  # `python -m kuroji.evals.mutate` does thousands
EXPORTS = 500


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def put(value: Any, path: tuple[Any, ...], leaf: Any) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = leaf


def changed(leaf: Any, chance: random.Random) -> Any:
    """Return another leaf of the same shape: a digit, a letter, a sign, a truth."""
    text = written(leaf) if not isinstance(leaf, str) else leaf
    if isinstance(leaf, bool) or leaf is None:
        return not leaf if isinstance(leaf, bool) else "x"
    if isinstance(leaf, str):
        if not text:
            return "x"
        spots = [i for i, c in enumerate(text) if c.isalnum()] or [0]
        spot = chance.choice(spots)
        other = chance.choice([c for c in "0123456789abcXYZ" if c != text[spot]])
        return text[:spot] + other + text[spot + 1 :]
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    spot = chance.choice(digits)
    other = chance.choice([d for d in "0123456789" if d != text[spot]])
    number = text[:spot] + other + text[spot + 1 :]
    return read_json(re.sub(r"^(-?)0+(?=\d)", r"\1", number))


def resealed(text: str) -> str:
    """Do what a careful forger would: recompute the chain and the hash of the bundle."""
    bundle = Bundle.parse(text)
    if not isinstance(bundle, Bundle):
        return text
    try:
        head = bundle.ledger().head
    except (KeyError, ValueError):
        return text
    open_bundle = bundle.model_copy(update={"ledger_head": head})
    return open_bundle.model_copy(update={"bundle_hash": bundle_hash(open_bundle)}).dump()


def caught(text: str, again: Reader) -> bool:
    bundle = Bundle.parse(text)
    return not isinstance(bundle, Bundle) or bool(check(bundle, again).faults)


def remembering(bundle: Bundle) -> Reader:
    """The reader of ingestion, which reads a passage that it has read already only once."""
    read = reader(Companies(bundle.companies))
    return cache(read)


@pytest.mark.parametrize("seal", [False, True], ids=["as it is", "resealed"])
def test_every_single_change_of_the_document_is_caught(coreweave: Bundle, seal: bool) -> None:
    chance = random.Random(20261124 + seal)
    whole = read_json(coreweave.dump())
    places = [p for p, _ in leaves(whole) if p[0] not in ("ledger_head", "bundle_hash")]
    missed = []
    again = remembering(coreweave)
    for _ in range(TIMES // 2):
        path = chance.choice(places)
        document = read_json(coreweave.dump())
        leaf = document
        for step in path:
            leaf = leaf[step]
        put(document, path, changed(leaf, chance))
        text = written(document)
        if text != written(whole) and not caught(resealed(text) if seal else text, again):
            missed.append(path)
    assert missed == []


@pytest.mark.parametrize("ending", ["md", "html"])
def test_every_changed_character_of_an_export_is_named(coreweave: Bundle, ending: str) -> None:
    sealed = Bundle.parse(coreweave.dump())
    assert isinstance(sealed, Bundle)
    right = rendered(sealed, sealed.ledger())[ending]
    chance = random.Random(7)
    spots = [i for i, c in enumerate(right) if c.isdigit()]
    for spot in chance.sample(spots, EXPORTS):
        other = chance.choice([d for d in "0123456789" if d != right[spot]])
        faults = rendered_faults(right, right[:spot] + other + right[spot + 1 :])
        assert len(faults) == 1


def test_a_dumped_ledger_has_the_same_head(coreweave: Bundle) -> None:
    ledger = coreweave.ledger()
    assert Ledger.parse(ledger.dump()).head == ledger.head == coreweave.ledger_head
