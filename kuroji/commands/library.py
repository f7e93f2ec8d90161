"""The body of `kuroji ingest`."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

import typer

from kuroji.agent.settings import Settings
from kuroji.commands.background import go_on, is_wanted
from kuroji.commands.configuring import configured
from kuroji.commands.gauge import Gauge
from kuroji.commands.shelves import clean, library_of, limits_of, plainly
from kuroji.console import FAILED, aside, fail, print_json, say
from kuroji.knowledge.connectors import Access, bring, is_address
from kuroji.knowledge.fetching import Unfetchable
from kuroji.knowledge.filing import Said
from kuroji.knowledge.ingest import Ingested, Read, Skipped, ingest_said, skipped
from kuroji.knowledge.library import Library
from kuroji.knowledge.locking import Busy
from kuroji.knowledge.passage import Grade
from kuroji.knowledge.screening import meaning
from kuroji.knowledge.walking import walked

_PATIENCE = 5.0  # seconds of embedding at the end of an ingest; then it goes on by itself


def ingest(  # noqa: PLR0913 - one argument for each option of the command
    items: Sequence[str],
    *,
    company: str | None = None,
    grade: Grade | None = None,
    published: date | None = None,
    ports: tuple[int, ...] = (),
    ocr: bool | None = None,
    as_json: bool = False,
) -> None:
    """Read files, folders, addresses and filings into the library; print what became of each."""
    chosen = configured(as_json=as_json, ocr=ocr)
    library = library_of(chosen, as_json=as_json)
    said = Said(company, grade, published)
    with tempfile.TemporaryDirectory(prefix="kuroji-") as folder, Gauge(quiet=as_json) as gauge:
        files, refused = _gathered(items, said, Path(folder), _access(chosen, ports))
        try:
            done = ingest_said(library, files, progress=gauge.show, limits=limits_of(chosen))
            with suppress(KeyboardInterrupt):  # all is read: only the waiting is broken off
                library.embed(gauge.embedding, _PATIENCE)
        except (Busy, OSError) as error:
            fail(plainly(error), as_json=as_json)
        except KeyboardInterrupt:
            aside("stopped; what was read is kept, and the same command reads the rest")
            raise
    _report(done, refused, as_json=as_json)
    ready, whole = library.embedded()
    behind = chosen.encoder != "none" and ready < whole
    background = is_wanted(chosen)
    if behind and not as_json:
        _tell_behind(library, 100 * ready // whole, background=background)
    if behind and library.trouble is None and background:
        go_on()
    library.close()
    if refused or done.skipped or not (done.read or done.duplicates):
        raise typer.Exit(FAILED)


def _gathered(
    items: Sequence[str], said: Said, folder: Path, access: Access
) -> tuple[list[tuple[Path, Said]], list[Skipped]]:
    """Return the files that `items` stand for; what is behind an address is fetched first."""
    files: list[tuple[Path, Said]] = []
    refused: list[Skipped] = []
    for number, item in enumerate(items):
        if not is_address(item):
            found = walked([Path(item)])
            files += [(path, said) for path in found.files]
            refused += [skipped(path, why) for path, why in found.passed_by]
            continue
        own = folder / str(number)
        own.mkdir()
        brought = bring(item, own, access, date.today())  # noqa: DTZ011 - the user's day
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


def _access(chosen: Settings, ports: tuple[int, ...]) -> Access:
    key = chosen.edinet_key
    return Access(
        cache=chosen.home / "fetched",
        sec_contact=chosen.contact,
        sec_base=chosen.sec_base_url,
        edinet_key=key.get_secret_value() if key else None,
        edinet_base=chosen.edinet_base_url,
        ports=frozenset(ports),
    )


def _report(done: Ingested, refused: Sequence[Skipped], *, as_json: bool) -> None:
    left = [*refused, *done.skipped]
    if as_json:
        print_json(
            {
                "read": [_without_none(asdict(one)) for one in done.read],
                "skipped": [_without_none(asdict(one)) for one in left],
                "duplicates": [asdict(one) for one in done.duplicates],
                "seconds": done.seconds,
            }
        )
        return
    for one in done.read:
        part = f"; in part only: {one.partly}" if one.partly else ""
        say(f"read     {clean(one.path)}: {one.passages} passages, {one.language}{part}")
        if one.recognised:
            many = "1 passage" if one.recognised == 1 else f"{one.recognised} passages"
            say(f"         ! {many} by optical recognition: compare the figures with the pages;")
            say("           none of them counts for more than grade C")
        _warn(one)
    for gone in left:
        say(f"skipped  {clean(gone.path)}: {gone.reason}" + _remedy(gone))
    for twin in done.duplicates:
        say(f"known    {clean(twin.path)}")
    say(
        f"{len(done.read)} read, {len(left)} skipped, {len(done.duplicates)} known already"
        f" in {done.seconds} s"
    )


def _tell_behind(library: Library, percent: int, *, background: bool) -> None:
    """Say how far the vectors are, and who goes on with them."""
    if library.trouble:
        rest = library.trouble
    elif background:
        rest = "the rest is made in the background"
    else:
        rest = "the next ingest goes on with it"
    aside(f"semantic search is {percent} % ready; words are searchable now; {rest}")


def _warn(read: Read) -> None:
    """Say which passages screening marked; they stay as they are and yield no figures."""
    for kind, count in sorted(read.marks.items()):
        many = "1 passage has" if count == 1 else f"{count} passages have"
        say(f"         ! {many} {meaning(kind, 'en')}; no figure is taken from there")


def _remedy(gone: Skipped) -> str:
    return f"; {gone.remedy}" if gone.remedy else ""


def _without_none(about: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in about.items() if value not in (None, {})}
