"""Which sources repeat which: ten articles on one report have one origin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kuroji.knowledge.archive import Archive
    from kuroji.knowledge.filed import Filing

_SHARED = 0.5
_LEAST = 80


def traced(archive: Archive, filing: Filing) -> Filing:
    """Return `filing` with the origin that its text shows, where it does not name one itself.

    A document of which at least half stands word for word in an earlier source repeats that source
    and has its origin, which is never a chain: the earlier one's origin is taken, not its id.
    """
    source = filing.source
    if source.origin != source.id:
        return filing
    found = _repeats(archive, filing)
    if found is None:
        return filing
    return replace(filing, source=source.model_copy(update={"origin": found}))


def _repeats(archive: Archive, filing: Filing) -> str | None:
    long = [cut for cut in filing.cuts if len(cut.passage.text) >= _LEAST]
    whole = sum(len(cut.passage.text) for cut in long)
    shared: dict[str, int] = {}
    for cut in long:
        for (origin,) in archive.sql.execute(
            "SELECT DISTINCT s.origin FROM passages p JOIN sources s ON s.id = p.source_id"
            " WHERE p.fold = ? AND s.document != ?",
            (cut.fold, filing.document),
        ):
            shared[origin] = shared.get(origin, 0) + len(cut.passage.text)
    if not shared:
        return None
    origin = max(shared, key=lambda one: shared[one])
    return origin if shared[origin] >= _SHARED * whole else None
