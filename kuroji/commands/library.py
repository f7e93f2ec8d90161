"""The bodies of `kuroji ingest` and `kuroji search`."""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import typer

from kuroji.agent.settings import Settings, settings
from kuroji.commands.gauge import Gauge
from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.commands.opening import opened
from kuroji.commands.shelves import clean, library_of, plainly
from kuroji.commands.sources import sources_list, sources_rebuild, sources_remove, sources_show
from kuroji.console import FAILED, aside, fail, print_json, say
from kuroji.knowledge.connectors import Access, bring, is_address
from kuroji.knowledge.fetching import Unfetchable
from kuroji.knowledge.filing import Said
from kuroji.knowledge.ingest import Ingested, Skipped, files_in, ingest_said
from kuroji.knowledge.library import Found, Hit, Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.passage import Grade, Language

__all__ = [
    "ingest",
    "search",
    "search_lines",
    "sources_list",
    "sources_rebuild",
    "sources_remove",
    "sources_show",
]

_MOST = 200
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
    library = library_of(chosen, as_json=as_json)
    said = Said(company, grade, published)
    with tempfile.TemporaryDirectory(prefix="kuroji-") as folder, Gauge(quiet=as_json) as gauge:
        files, refused = _gathered(items, said, Path(folder), chosen)
        try:
            done = ingest_said(library, files, progress=gauge.show)
            library.embed(gauge.embedding, _PATIENCE)
        except (Busy, OSError) as error:
            fail(plainly(error), as_json=as_json)
    _report(done, refused, library, as_json=as_json)
    library.close()
    if not done.read and not done.duplicates:
        raise typer.Exit(FAILED)


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
        k = item.get("k") or Decimal(10)
        if not isinstance(k, Decimal) or not 1 <= k <= _MOST:
            raise LineError(f'"k" must be a number from 1 to {_MOST}')
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
        say(f"read     {clean(one.path)}: {one.passages} passages, {one.language}{part}")
    for gone in skipped:
        say(f"skipped  {clean(gone.path)}: {gone.reason}" + _remedy(gone))
    for twin in done.duplicates:
        say(f"known    {clean(twin.path)}")
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
        say(f"{number:>2}. {clean(hit.source.title)}{page} (grade {hit.source.grade})")
        say("    " + clean(hit.passage.text)[:300])


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


def _optional(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value else None


def _without_none(about: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in about.items() if value is not None}
