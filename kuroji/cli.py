"""The command table; what needs no third party is answered here, at once."""

import os
import sys
from collections.abc import Callable, Sequence

from kuroji import __version__

WELCOME = """\
kuroji asks whether an AI company makes money. Every figure is tied to a source or a calculation.
  kuroji memo CoreWeave --lang en         a memo with a verdict
  kuroji ask "Is there an $800bn hole?"   one answer with its evidence
  kuroji gap --method sequoia             the revenue gap of the industry, by hand
  kuroji --help                           all commands
"""

COMMANDS = {
    "memo": "draft the memo of a company: verdict, evidence, exports",
    "ask": "one answer to a question",
    "chat": "a conversation",
    "ingest": "read files, folders, addresses, filings into the store",
    "sources": "what is in the store; remove, rebuild",
    "search": "ranked passages with source and page",
    "gap": "the revenue gap, by the published methods or the unified model",
    "roi": "return on an investment or on a portfolio of AI pilots",
    "calc": "any calculator by hand; --list names them",
    "read": "the figures in a text",
    "check": "is a sentence supported by its passages?",
    "verify": "check a memo or its exports offline",
    "eval": "offline evals with a report",
    "doctor": "what works here, and the remedy for what does not",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    _write_utf8()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _run(arguments: list[str]) -> int:
    home, rest = _without_home(arguments)
    if home is not None:
        os.environ["KUROJI_HOME"] = home
    if not rest:
        print(WELCOME, end="")
        return 0
    command, *options = rest
    if command in ("--version", "-V"):
        print(f"kuroji {__version__}")
        return 0
    if command in ("--help", "-h", "help"):
        print(_help())
        return 0
    if command not in COMMANDS:
        return _unknown(command)
    own = {"calc": _calc, "gap": _gap, "roi": _roi, "read": _read, "check": _check}.get(command)
    return _all_others(rest) if own is None else own(options)


def _without_home(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take `--home DIR` out, wherever it stands before a `--`."""
    home: str | None = None
    rest: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            rest += [argument, *left]
        elif argument == "--home":
            home = next(left, None)
            if not home:
                print("kuroji: --home needs a folder", file=sys.stderr)
                raise SystemExit(2)
        elif argument.startswith("--home="):
            home = argument.removeprefix("--home=")
        else:
            rest.append(argument)
    return home, rest


def _help() -> str:
    lines = [f"  {name:<9} {what}" for name, what in COMMANDS.items()]
    usage = "usage: kuroji [--home DIR] COMMAND [options]   (kuroji COMMAND --help for each)"
    return "\n".join([usage, "", *lines, "", "  --home DIR, --version, --help"])


def _unknown(command: str) -> int:
    from difflib import get_close_matches  # only for this message

    near = get_close_matches(command, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else "kuroji --help lists them"
    print(f"kuroji: there is no command {command}; {hint}", file=sys.stderr)
    return 2


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


# Each body is imported when its command is called, so that the others start at once.


def _calc(options: list[str]) -> int:
    from kuroji.commands.calc import calc

    return calc(options)


def _gap(options: list[str]) -> int:
    from kuroji.commands.gap import gap

    return gap(options)


def _roi(options: list[str]) -> int:
    from kuroji.commands.roi import roi

    return roi(options)


def _read(options: list[str]) -> int:
    from kuroji.commands.read import read

    return read(options)


def _check(options: list[str]) -> int:
    from kuroji.commands.check import check

    return check(options)


def _all_others(arguments: list[str]) -> int:
    from kuroji.commands.main import app

    sys.argv = ["kuroji", *arguments]
    return app() or 0
