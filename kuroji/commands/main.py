"""The Typer table of the commands that need a third party; bodies are imported when called."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

import typer

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
Lang = Literal["en", "ja"]
Grade = Literal["A", "B", "C", "D", "E"]
MaxCost = Annotated[
    str | None, typer.Option(help="US dollars that the model may cost in this run, such as 2.00")
]
Json = Annotated[bool, typer.Option("--json", help="one JSON document on standard output")]


@app.command()
def memo(  # noqa: PLR0913 - one argument for each option
    company: Annotated[
        str, typer.Argument(help='a company of the store: CoreWeave, "Microsoft AI"')
    ],
    lang: Annotated[
        Lang | None, typer.Option(help="default: that of the company's sources")
    ] = None,
    fiscal_year: Annotated[
        str | None, typer.Option(help="FY2024, 2025年3月期, 2025-H1; default: the newest complete")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="YYYY-MM-DD; default: the newest date in the store")
    ] = None,
    assume: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE, such as gpu_life_years=4; repeatable")
    ] = None,
    out: Annotated[Path, typer.Option(help="folder for the memo's own folder")] = Path("out"),
    format: Annotated[str, typer.Option(help="of md,html; memo.json is always written")] = "",
    max_cost: MaxCost = None,
    as_json: Json = False,
) -> None:
    """Draft a memo: verdict, evidence, exports.

    Example: kuroji memo CoreWeave --lang ja --assume gpu_life_years=4
    """
    from kuroji.commands.memo import memo as body

    body(
        company,
        language=lang,
        fiscal_year=fiscal_year,
        as_of=as_of,
        assume=tuple(assume or ()),
        out=out,
        formats=tuple(f for f in format.split(",") if f),
        max_cost=max_cost,
        as_json=as_json,
    )


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="memo.json, or an export beside it")],
    as_json: Json = False,
) -> None:
    """Check a memo offline: every hash, span, figure and calculation.

    Example: kuroji verify out/coreweave/memo.json
    """
    from kuroji.commands.verify import verify as body

    body(file, as_json=as_json)


@app.command()
def ingest(  # noqa: PLR0913 - one argument for each option
    items: Annotated[
        list[str], typer.Argument(help="files, folders, https://…, sec:PLTR, edinet:…")
    ],
    company: Annotated[str | None, typer.Option(help="whom the documents are about")] = None,
    grade: Annotated[Grade | None, typer.Option(help="of the origin, A to E")] = None,
    published: Annotated[str | None, typer.Option(help="YYYY-MM-DD")] = None,
    allow_port: Annotated[
        list[int] | None, typer.Option(help="of a web address, besides 80 and 443; repeatable")
    ] = None,
    ocr: Annotated[
        bool | None, typer.Option(help="read scans and pictures by optical recognition")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read documents into the store; what cannot be read is named with its reason.

    Example: kuroji ingest reports/ --company "Quenlow Compute" --grade A
    """
    from kuroji.commands.library import ingest as body

    body(
        items,
        company=company,
        grade=grade,
        published=_day(published),
        ports=tuple(allow_port or ()),
        ocr=ocr,
        as_json=as_json,
    )


@app.command()
def sources(
    what: Annotated[Literal["list", "show", "remove", "rebuild"], typer.Argument()] = "list",
    ids: Annotated[list[str] | None, typer.Argument(help="ids of sources")] = None,
    every: Annotated[bool, typer.Option("--all", help="show: all sources")] = False,
    text: Annotated[bool, typer.Option(help="show: the whole text")] = False,
    versions: Annotated[bool, typer.Option(help="list: replaced versions too")] = False,
    as_json: Json = False,
) -> None:
    """List, show, remove or rebuild what is in the store.

    Example: kuroji sources show 1f2e3d4c --text
    """
    from kuroji.commands import sources as bodies

    match what:
        case "list":
            bodies.sources_list(versions=versions, as_json=as_json)
        case "show":
            bodies.sources_show(ids or (), every=every, text=text, as_json=as_json)
        case "remove":
            bodies.sources_remove(ids or (), as_json=as_json)
        case "rebuild":
            bodies.sources_rebuild(as_json=as_json)


@app.command()
def search(  # noqa: PLR0913 - one argument for each option
    query: Annotated[str, typer.Argument(help="a question or words")] = "",
    lang: Annotated[Lang | None, typer.Option(help="language of the question")] = None,
    company: Annotated[str | None, typer.Option(help="only about this company")] = None,
    period: Annotated[str | None, typer.Option(help="preferred period, such as FY2024")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="only of this kind, such as pdf, 10-K; repeatable")
    ] = None,
    grade: Annotated[
        list[str] | None, typer.Option(help="only of this grade of evidence, A to E; repeatable")
    ] = None,
    k: Annotated[int, typer.Option(min=1, max=200, help="how many passages")] = 10,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON lines in, JSON lines out")] = False,
    as_json: Json = False,
) -> None:
    """Find passages with source, page and grade, or say that nothing answers.

    Example: kuroji search "さくらインターネットの営業利益"
    """
    from kuroji.commands import search as bodies

    if jsonl:
        bodies.search_lines()
    elif not query:
        raise typer.BadParameter("give a question, or --jsonl with lines on standard input")
    else:
        bodies.search(
            query,
            language=lang,
            company=company,
            period=period,
            kinds=tuple(kind or ()),
            grades=tuple(_grade(one) for one in grade or ()),
            k=k,
            as_json=as_json,
        )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="one question, in English or Japanese")] = "",
    lang: Annotated[Lang | None, typer.Option(help="default: that of the question")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="lines of {doc, question, format, lang}")
    ] = False,
    max_cost: MaxCost = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON event a line")] = False,
) -> None:
    """Answer one question; every figure opens its source or its calculation.

    Example: kuroji ask "Does CoreWeave make money if GPUs last four years?"
    """
    from kuroji.commands import ask as bodies

    if jsonl:
        bodies.ask_lines()
    else:
        bodies.ask(question, language=lang, max_cost=max_cost, as_json=as_json)


@app.command()
def chat(
    resume: Annotated[str | None, typer.Option(help="the id of an earlier conversation")] = None,
    lang: Annotated[Lang | None, typer.Option(help="default: that of each question")] = None,
    max_cost: MaxCost = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON event a line")] = False,
) -> None:
    """Hold a conversation; questions come from the keyboard or from a pipe, one a line.

    Example: kuroji chat --resume 850c3427bfff
    """
    from kuroji.commands.ask import chat as body

    body(resume=resume, language=lang, max_cost=max_cost, as_json=as_json)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Say what works here, and the remedy for what does not.

    Example: kuroji doctor
    """
    from kuroji.commands.doctor import doctor as body

    body(as_json=as_json)


def _grade(text: str) -> Grade:
    """Check one of several grades: typer can do so only where there is one."""
    found = next((grade for grade in get_args(Grade) if grade == text.upper()), None)
    if found is None:
        raise typer.BadParameter(f"{text} is no grade; write A, B, C, D or E")
    return cast("Grade", found)  # one of its own values


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is no date; write YYYY-MM-DD") from error


@app.command("eval")
def evaluate(
    suite: Annotated[list[str] | None, typer.Option(help="repeatable; all for every one")] = None,
    out: Annotated[Path | None, typer.Option(help="write the run as JSON")] = None,
    compare: Annotated[Path | None, typer.Option(help="an earlier run to compare with")] = None,
    as_json: Json = False,
) -> None:
    """Run the offline evals and print a table.

    Example: kuroji eval --suite companies --out run.json
    """
    from kuroji.commands.evals import evaluate as body

    body(tuple(suite or ()), out=out, compare=compare, as_json=as_json)
