"""A company's dossier put into a run's ledger: its ids under a prefix, so that two may stand."""

from collections.abc import Mapping
from typing import Any

from kuroji.agent.assuming import Amount, made
from kuroji.knowledge.ledger import Assumption, Calculation, Ledger, Missing


def merged(ledger: Ledger, own: Ledger, tag: str) -> dict[str, str]:
    """Append the entries of `own` to `ledger`; return how its ids are called there now.

    Facts keep their ids, which say where they come from. An assumption of equal name and value is
    one with that of the run; calculations stand under `tag`.
    """
    renamed: dict[str, str] = {}
    for entry in own:
        match entry:
            case Assumption():
                amount = Amount(entry.value, entry.unit, entry.currency)
                why = (entry.why_en, entry.why_ja)
                put = made(ledger, entry.name, amount, why, entry.by)
                renamed[f"assume:{entry.id}"] = f"assume:{put.id}"
            case Calculation():
                renamed[f"calc:{entry.id}"] = f"calc:{tag}-{entry.id}"
                inputs = {role: moved(given, renamed) for role, given in entry.inputs.items()}
                ledger.append(
                    entry.model_copy(update={"id": f"{tag}-{entry.id}", "inputs": inputs})
                )
            case Missing():
                ledger.append(entry.model_copy(update={"id": f"{tag}-{entry.id}"}))
            case _:
                ledger.append(entry)
    return renamed


def moved(given: Any, renamed: Mapping[str, str]) -> Any:
    """Return a reference, or whatever holds references, with the new ids."""
    match given:
        case str() if given[:1] in ("=", "'"):
            return given
        case str():
            return _moved_ref(given, renamed)
        case Mapping():
            return {key: moved(inner, renamed) for key, inner in given.items()}
        case list() | tuple():
            return [moved(inner, renamed) for inner in given]
        case _:
            return given


def _moved_ref(ref: str, renamed: Mapping[str, str]) -> str:
    bare = ref.lstrip("-").removeprefix("typed:")
    head, dot, path = bare.partition(".")
    front = ref[: len(ref) - len(bare)]
    return f"{front}{renamed.get(head, head)}{dot}{path}"
