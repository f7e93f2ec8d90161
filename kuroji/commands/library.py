"""The bodies of `kuroji ingest`, `kuroji sources` and `kuroji search`."""

import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import typer

from kuroji.agent.settings import Settings, settings
from kuroji.commands.gauge import Gauge
from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.commands.opening import opened
from kuroji.console import FAILED, aside, fail, print_json, say
from kuroji.knowledge.connectors import Access, bring, is_address
from kuroji.knowledge.fetching import Unfetchable
from kuroji.knowledge.filing import Said
from kuroji.knowledge.ingest import Ingested, Skipped, files_in, ingest_said
from kuroji.knowledge.library import Found, Hit, Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.passage import Grade, Language, Source
from kuroji.knowledge.schema import Broken, Newer

_PATIENCE = 20.0  # seconds of embedding at the end of an ingest; the next one goes on


def ingest(
    items: Sequence[str],
    *,
    company: str | None = None,
    grade: Grade | None = None,
    published: date | None = None,
    as_json: bool = False,
) -> None:
    """Read files, folders, addresses and filings into the library; print what became of each."""
    chosen = settings()
    library = _library(chosen, as_json=as_json)
    said = Said(company, grade, published)
    with tempfile.TemporaryDirectory(prefix="kuroji-") as folder, Gauge(quiet=as_json) as gauge:
        files, refused = _gathered(items, said, Path(folder), chosen)
        try:
            done = ingest_said(library, files, progress=gauge.show)
            library.embed(gauge.embedding, _PATIENCE)
        except (Busy, OSError) as error:
            fail(_plainly(error), as_json=as_json)
    _report(done, refused, library, as_json=as_json)
    library.close()
    if not done.read and not done.duplicates:
        raise typer.Exit(FAILED)


def sources_list(*, versions: bool = False, as_json: bool = False) -> None:
    """Print what is in the library."""
    library = _library(settings(), as_json=as_json)
    listed = library.archive.sources(versions=versions)
    if as_json:
        print_json({"sources": [_source(one, library) for one in listed]})
        return
    for one in listed:
        published = one.published.isoformat() if one.published else "no date"
        say(f"{one.id}  {one.grade}  {published:<10}  {one.language}  {_clean(one.title)}")
    aside(f"{len(listed)} sources, {library.archive.count()} passages")


def sources_show(
    ids: Sequence[str], *, every: bool = False, text: bool = False, as_json: bool = False
) -> None:
    """Print sources with their passages, or with their whole text."""
    library = _library(settings(), as_json=as_json)
    wanted = [one.id for one in library.archive.sources()] if every else list(ids)
    shown = []
    for one in wanted:
        source = library.archive.source(one)
        if source is None:
            fail(f"there is no source {one}; `kuroji sources list` names them", as_json=as_json)
        about = _source(source, library)
        if text:
            about["text"] = library.archive.text(one)
        else:
            passages = library.archive.passages(one)
            about["passages"] = [passage.model_dump(mode="json") for passage in passages]
        shown.append(about)
    if as_json:
        print_json({"sources": shown})
        return
    for about in shown:
        say(f"== {about['id']}  {_clean(str(about['title']))}")
        for part in [about["text"]] if text else [p["text"] for p in about["passages"]]:
            say(_clean(str(part), keep="\n\t"))


def sources_remove(ids: Sequence[str], *, as_json: bool = False) -> None:
    """Delete sources wholly."""
    library = _library(settings(), as_json=as_json)
    gone, absent = [], []
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
    chosen = settings()
    library = _library(chosen, as_json=as_json)
    with Gauge(quiet=as_json) as gauge:
        try:
            library.rebuild()
            library.embed(gauge.embedding)
        except (Busy, OSError) as error:
            fail(_plainly(error), as_json=as_json)
    count = library.archive.count()
    if as_json:
        print_json({"rebuilt": count, "sources": len(library.archive.sources())})
    else:
        say(f"rebuilt the indexes of {count} passages")


def search(  # noqa: PLR0913 - one argument for each option of the command
    query: str,
    *,
    language: Language | None = None,
    company: str | None = None,
    period: str | None = None,
    kinds: tuple[str, ...] = (),
    grades: tuple[Grade, ...] = (),
    k: int = 10,
    as_json: bool = False,
) -> None:
    """Print the passages that answer `query` best, or say that nothing answers it."""
    library = opened(quiet=as_json).library
    found = library.search(
        query,
        language=language,
        company=company,
        period=period,
        kinds=kinds or None,
        grades=grades or None,
        k=k,
    )
    if as_json:
        print_json({**_found(found), "notice": found.notice})
    else:
        _show(found)
    if not found.answerable:
        raise typer.Exit(FAILED)


def search_lines() -> None:
    """Answer JSON lines from standard input, one for one."""
    library = opened(quiet=True).library

    def answer(item: Mapping[str, object]) -> Mapping[str, object]:
        k = item.get("k") or 10
        if not isinstance(k, int | float | str) or not 1 <= int(k) <= 200:
            raise LineError('"k" must be a number from 1 to 200')
        language: Language | None = {"en": "en", "ja": "ja"}.get(str(item.get("lang")))  # type: ignore[assignment]  # the values are languages
        found = library.search(
            text_of(item, "query"),
            language=language,
            company=_optional(item, "company"),
            period=_optional(item, "period"),
            k=int(k),
        )
        return _found(found)

    answer_lines(answer, sys.stdin.buffer, sys.stdout.buffer)


def _library(chosen: Settings, *, as_json: bool) -> Library:
    try:
        return Library.open(chosen.home, encoder=chosen.encoder)
    except (Newer, Broken, Busy, OSError) as error:
        fail(_plainly(error), as_json=as_json)


def _gathered(
    items: Sequence[str], said: Said, folder: Path, chosen: Settings
) -> tuple[list[tuple[Path, Said]], list[Skipped]]:
    """Return the files that `items` stand for; what is behind an address is fetched first."""
    files: list[tuple[Path, Said]] = []
    refused: list[Skipped] = []
    for number, item in enumerate(items):
        if not is_address(item):
            files += [(path, said) for path in files_in([Path(item)])]
            continue
        own = folder / str(number)
        own.mkdir()
        brought = bring(item, own, _access(chosen), date.today())  # noqa: DTZ011 - the user's day
        if isinstance(brought, Unfetchable):
            refused.append(Skipped(item, brought.code, brought.reason, brought.remedy))
            continue
        files += [
            (
                one.path,
                Said(
                    said.company or one.company,
                    said.grade,
                    said.published or one.published,
                    one.title,
                    one.publisher,
                    one.url,
                    one.kind,
                ),
            )
            for one in brought
        ]
    return files, refused


def _access(chosen: Settings) -> Access:
    key = chosen.edinet_key
    return Access(
        cache=chosen.home / "fetched",
        sec_contact=chosen.contact,
        sec_base=chosen.sec_base_url,
        edinet_key=key.get_secret_value() if key else None,
        edinet_base=chosen.edinet_base_url,
    )


def _report(done: Ingested, refused: Sequence[Skipped], library: Library, *, as_json: bool) -> None:
    skipped = [*refused, *done.skipped]
    if as_json:
        print_json(
            {
                "read": [_without_none(asdict(one)) for one in done.read],
                "skipped": [_without_none(asdict(one)) for one in skipped],
                "duplicates": [asdict(one) for one in done.duplicates],
                "seconds": done.seconds,
            }
        )
        return
    for one in done.read:
        part = f"; in part only: {one.partly}" if one.partly else ""
        say(f"read     {_clean(one.path)}: {one.passages} passages, {one.language}{part}")
    for gone in skipped:
        say(f"skipped  {_clean(gone.path)}: {gone.reason}" + _remedy(gone))
    for twin in done.duplicates:
        say(f"known    {_clean(twin.path)}")
    say(
        f"{len(done.read)} read, {len(skipped)} skipped, {len(done.duplicates)} known already"
        f" in {done.seconds} s"
    )
    ready, whole = library.embedded()
    if ready < whole:
        aside(f"semantic search is {100 * ready // whole} % ready; the next ingest goes on with it")


def _remedy(gone: Skipped) -> str:
    return f"; {gone.remedy}" if gone.remedy else ""


def _show(found: Found) -> None:
    if found.notice:
        aside(f"note: {found.notice}")
    if not found.answerable:
        say("nothing in the library answers this; the nearest passages are:")
    for number, hit in enumerate(found.passages, start=1):
        page = f", page {hit.passage.page}" if hit.passage.page else ""
        say(f"{number:>2}. {_clean(hit.source.title)}{page} (grade {hit.source.grade})")
        say("    " + _clean(hit.passage.text)[:300])


def _found(found: Found) -> dict[str, object]:
    return {
        "passages": [_hit(hit) for hit in found.passages],
        "answerable": found.answerable,
    }


def _hit(hit: Hit) -> dict[str, object]:
    page = {} if hit.passage.page is None else {"page": hit.passage.page}
    return {
        "id": hit.passage.id,
        "source_id": hit.source.id,
        "score": round(hit.score, 4),
        "title": hit.source.title,
        **page,
        "text": hit.passage.text,
    }


def _source(source: Source, library: Library) -> dict[str, object]:
    filed = library.archive.filed(source.id)
    about = {**source.model_dump(mode="json"), "period": filed["period"]}
    return about | {key: filed[key] for key in ("partly", "replaced_by") if filed[key]}


def _optional(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value else None


def _without_none(about: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in about.items() if value is not None}


def _clean(text: str, keep: str = "") -> str:
    """Return `text` on one line and without control codes, which a terminal would obey."""
    if not keep:
        text = re.sub(r"\s+", " ", text)
    return "".join(one for one in text if one in keep or one.isprintable())


def _plainly(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"cannot use {error.filename} ({error.strerror}); choose another folder with --home"
    return str(error)
