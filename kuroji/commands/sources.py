"""The bodies of `kuroji sources list`, `show`, `remove` and `rebuild`."""

from collections.abc import Sequence

import typer

from kuroji.commands.configuring import configured
from kuroji.commands.gauge import Gauge
from kuroji.commands.shelves import clean, library_of, limits_of, place_of, plainly, warnings_of
from kuroji.console import FAILED, aside, fail, print_json, say
from kuroji.knowledge.ingest import recover
from kuroji.knowledge.library import Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.passage import Passage, Source


def sources_list(*, versions: bool = False, as_json: bool = False) -> None:
    """Print what is in the library."""
    library = library_of(configured(as_json=as_json), as_json=as_json)
    listed = library.archive.sources(versions=versions)
    if as_json:
        print_json({"sources": [_source(one, library) for one in listed]})
        return
    for one in listed:
        published = one.published.isoformat() if one.published else "no date"
        say(f"{one.id}  {one.grade}  {published:<10}  {one.language}  {clean(one.title)}")
    aside(f"{len(listed)} sources, {library.archive.count()} passages")


def sources_show(
    ids: Sequence[str], *, every: bool = False, text: bool = False, as_json: bool = False
) -> None:
    """Print sources with their passages, or with their whole text."""
    library = library_of(configured(as_json=as_json), as_json=as_json)
    wanted = [one.id for one in library.archive.sources()] if every else list(ids)
    shown: list[dict[str, object]] = []
    for one in wanted:
        source = library.archive.source(one)
        if source is None:
            fail(f"there is no source {one}; `kuroji sources list` names them", as_json=as_json)
        passages = library.archive.passages(one)
        whole = library.archive.text(one) or ""
        if as_json:
            kept = [passage.model_dump(mode="json") for passage in passages]
            shown.append(
                _source(source, library) | ({"text": whole} if text else {"passages": kept})
            )
            continue
        say(f"== {source.id}  {clean(source.title)}")
        if text:
            say(clean(whole, keep="\n\t"))
        else:
            for passage in passages:
                _say(passage)
    if as_json:
        print_json({"sources": shown})


def _say(passage: Passage) -> None:
    """Print a passage under its place, and what screening found in it."""
    parts = (place_of(passage), clean(passage.heading))
    say("-- " + (" · ".join(part for part in parts if part) or passage.id))
    say(clean(passage.text, keep="\n\t"))
    for warning in warnings_of(passage):
        say(f"! {warning}")


def sources_remove(ids: Sequence[str], *, as_json: bool = False) -> None:
    """Delete sources wholly."""
    library = library_of(configured(as_json=as_json), as_json=as_json)
    gone: list[str] = []
    absent: list[str] = []
    for one in ids:
        (gone if library.remove(one) else absent).append(one)
    if as_json:
        print_json({"removed": gone, "absent": absent})
    else:
        for one in gone:
            say(f"removed {one}")
        for one in absent:
            aside(f"kuroji: there is no source {one}; `kuroji sources list` names them")
    if absent:
        raise typer.Exit(FAILED)


def sources_rebuild(*, as_json: bool = False) -> None:
    """Make the indexes anew from the library, or the library anew from the kept originals."""
    chosen = configured(as_json=as_json)
    library = library_of(chosen, as_json=as_json)
    with Gauge(quiet=as_json) as gauge:
        try:
            recovered = recover(library, progress=gauge.show, limits=limits_of(chosen))
            library.rebuild()
            library.embed(gauge.embedding)
        except (Busy, OSError) as error:
            fail(plainly(error), as_json=as_json)
    count = library.archive.count()
    if as_json:
        sources = len(library.archive.sources())
        told = {"rebuilt": count, "sources": sources, "recovered": len(recovered.read)}
        lost = [{"path": one.path, "reason": one.reason} for one in recovered.skipped]
        print_json(told | ({"unread": lost} if lost else {}))
    else:
        if recovered.read:
            say(f"read {len(recovered.read)} kept originals again")
        for one in recovered.skipped:
            say(f"not read again: {clean(one.path)}: {one.reason}; {one.remedy}")
        say(f"rebuilt the indexes of {count} passages")


def _source(source: Source, library: Library) -> dict[str, object]:
    filed = library.archive.filed(source.id)
    about = {**source.model_dump(mode="json"), "period": filed["period"]}
    return about | {key: filed[key] for key in ("partly", "replaced_by") if filed[key]}
