"""The body of `kuroji memo`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from kuroji.agent.drafting import Drafter
from kuroji.agent.models import Model, is_offline, usage_of
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Unknown
from kuroji.agent.wiring import Office
from kuroji.commands import costs
from kuroji.commands.opening import asked_model, opened
from kuroji.console import aside, fail, print_json, progress_of_memo, say
from kuroji.knowledge.passage import Language
from kuroji.memo.assumptions import DEFAULTS
from kuroji.memo.binding import bound, quoted_passages
from kuroji.memo.bundle import Bundle
from kuroji.memo.fill import Filler
from kuroji.memo.model import Memo, Paragraph
from kuroji.memo.publishing import FORMATS, folder_name, published
from kuroji.memo.wording import VERDICTS, said


def memo(  # noqa: PLR0913 - one argument for each option of the command
    company: str,
    *,
    language: Language | None,
    fiscal_year: str | None,
    as_of: str | None,
    assume: tuple[str, ...],
    out: Path,
    formats: tuple[str, ...],
    max_cost: str | None,
    as_json: bool,
) -> None:
    """Draft the memo of a company and write its files."""
    changed = _assumptions(assume, as_json=as_json)
    day = _day(as_of, as_json=as_json)
    wrong = [f for f in formats if f not in FORMATS]
    if wrong:
        fail(f"there is no format {wrong[0]}; choose of {', '.join(FORMATS)}", as_json=as_json)
    office = opened(quiet=as_json, max_cost=max_cost)
    model = asked_model(office.settings, as_json=as_json)
    target = office.target(company)
    if isinstance(target, Unknown):
        fail(target.reason, as_json=as_json, code="UnknownCompany")
    dossier = office.dossier(target, fiscal_year=fiscal_year, as_of=day, changed=changed)
    if isinstance(dossier, Unknown):
        fail(dossier.reason, as_json=as_json, code="InvalidInput")
    told = language or spoken_in(dossier)
    bundle = drafted(office, dossier, told, model, quiet=as_json)
    folder = out / folder_name(
        company if target.perimeter.startswith("segment") else target.company
    )
    try:
        paths = published(bundle, folder, formats or FORMATS)
    except OSError as error:
        fail(
            f"cannot write into {folder} ({error.strerror}); choose another --out", as_json=as_json
        )
    _report(bundle, paths, model, as_json=as_json)


def drafted(
    office: Office, dossier: Dossier, language: Language, model: Model, *, quiet: bool
) -> Bundle:
    """Return the bundle of a dossier's memo."""
    drafter = Drafter(
        model=model,
        language=language,
        calls=office.settings.model_calls,
        retries=office.settings.retries,
        emit=progress_of_memo(quiet=quiet),
        seconds=office.settings.answer_seconds,
        passages=quoted_passages(dossier.desk.ledger, office.library),
    )
    written, names = drafter.memo(dossier)
    return bound(written, dossier.desk.ledger, office.library, dossier.contradictions(), names)


def spoken_in(dossier: Dossier) -> Language:
    """Return the language of most of the company's sources."""
    japanese = sum(source.language == "ja" for source in dossier.pool.sources.values())
    return "ja" if 2 * japanese > len(dossier.pool.sources) else "en"


def _assumptions(given: tuple[str, ...], *, as_json: bool) -> Mapping[str, Decimal]:
    from kuroji.commands.arguments import ArgumentError, number_of

    changed: dict[str, Decimal] = {}
    for text in given:
        name, found, value = text.partition("=")
        name = _NAMES.get(name.strip(), name.strip())
        if not found or name not in DEFAULTS:
            names = ", ".join(sorted(DEFAULTS))
            fail(f"{text} is no assumption; write NAME=VALUE with one of {names}", as_json=as_json)
        try:
            number = number_of(value)
        except ArgumentError as error:
            fail(str(error), as_json=as_json)
        percent = DEFAULTS[name].unit == "percent" and "%" in value
        changed[name] = number * 100 if percent else number
    return changed


# Short names of what is changed most.
_NAMES = {"gpu_life_years": "stress_gpu_life_years", "life": "equipment_life_years"}


def _day(text: str | None, *, as_json: bool) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"--as-of {text} is no date; write YYYY-MM-DD", as_json=as_json)


def _report(bundle: Bundle, paths: tuple[Path, ...], model: Model, *, as_json: bool) -> None:
    verdict, language = bundle.verdict, bundle.language
    summary = summary_of(bundle.memo(), bundle)
    used = usage_of(model)
    if as_json:
        print_json(
            {
                "company": bundle.company,
                "fiscal_year": bundle.fiscal_year,
                "verdict": verdict.model_dump(mode="json"),
                "other_verdicts": [v.model_dump(mode="json") for v in bundle.other_verdicts],
                "summary": summary,
                "paths": [str(path) for path in paths],
                "analyst": "offline" if is_offline(model) else "model",
                "cost": used.cost,
                "usage": costs.as_json(used),
            }
        )
        return
    provisional = said((" (provisional)", "（暫定）"), language) if verdict.provisional else ""
    say(f"{bundle.company}, {bundle.fiscal_year}")
    say(f"{verdict.code} {said(VERDICTS[verdict.code], language)}{provisional} · {verdict.rule}\n")
    say(summary + "\n")
    for path in paths:
        say(f"  {path}")
    say(f"\n  kuroji verify {paths[-1]}")
    if is_offline(model):
        aside("written by the offline analyst (no OPENAI_API_KEY); cost: none")
    else:
        aside(costs.told(used))


def summary_of(memo: Memo, bundle: Bundle) -> str:
    """Return the verdict's first paragraph as plain text."""
    filler = Filler(bundle.ledger(), memo.language)
    first = next((b for b in memo.sections[0].blocks if isinstance(b, Paragraph)), None)
    if first is None:
        return ""
    return "".join(s.text for s in filler.paragraph(first.text)).replace("**", "")
