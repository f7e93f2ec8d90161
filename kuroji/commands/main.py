"""The Typer table of the commands that need a third party; bodies are imported when called."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
Lang = Literal["en", "ja"]
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
