"""The body of `kuroji verify`: no settings, key, store, network or model."""

from pathlib import Path

from kuroji.console import fail, print_json, say
from kuroji.memo.bundle import Bundle, Unopened
from kuroji.memo.checking import check, rendered_faults
from kuroji.memo.publishing import rendered


def verify(path: Path, *, as_json: bool) -> None:
    """Check `memo.json`, or an export against the one beside it; exit 1 names each fault."""
    bundle = _bundle(path, as_json=as_json)
    checked = check(bundle)
    faults = [*checked.faults]
    ending = path.suffix.lstrip(".")
    if ending != "json" and not faults:
        right = rendered(bundle, bundle.ledger()).get(ending)
        if right is None:
            fail(f"cannot check {path.name}; give memo.json, memo.md or memo.html", as_json=as_json)
        faults += rendered_faults(right, path.read_text(encoding="utf-8"))
    if as_json:
        print_json(
            {
                "ties": not faults,
                "facts": checked.facts,
                "calculations": checked.calculations,
                "slots": checked.slots,
                **({"pictures": len(bundle.pictures)} if bundle.pictures else {}),
                "faults": [{"where": f.where, "what": f.what} for f in faults],
            }
        )
    else:
        for fault in faults:
            say(f"does not tie: {fault.where}: {fault.what}")
        if not faults:
            say(
                f"ties out: {checked.facts} facts re-read, {checked.calculations} calculations"
                f" done again, {checked.slots} slots"
            )
            if bundle.pictures:  # the originals are not in the memo, so they are not drawn again
                say(f"{len(bundle.pictures)} pictures of pages are those that were sealed")
    if faults:
        raise SystemExit(1)


def _bundle(path: Path, *, as_json: bool) -> Bundle:
    document = path if path.suffix == ".json" else path.with_name("memo.json")
    try:
        text = document.read_text(encoding="utf-8")
        path.stat()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        fail(f"cannot read {document}: {reason}; give the path of a memo.json", as_json=as_json)
    bundle = Bundle.parse(text)
    if isinstance(bundle, Unopened):
        fail(f"{document.name} is no memo: {bundle.reason}", as_json=as_json, code="InvalidInput")
    return bundle
