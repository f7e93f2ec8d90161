"""`kuroji read --jsonl`: the figures in each text, with their spans."""

import sys
from collections.abc import Mapping, Sequence

from kuroji.commands.lines import answer_lines, text_of
from kuroji.commands.plain_json import dump
from kuroji.tools.reading import read as read_figures
from kuroji.tools.reading import wire

USAGE = """kuroji read --jsonl          lines of {"text": "…", "lang": "en"}
       kuroji read TEXT [--lang ja]"""


def read(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    import argparse

    parser = argparse.ArgumentParser("kuroji read", usage=USAGE)
    parser.add_argument("text", nargs="*")
    parser.add_argument("--lang", choices=("en", "ja"))
    parser.add_argument("--jsonl", action="store_true", help="one line out for each line in")
    parser.add_argument("--json", action="store_true", help="print JSON, as without it")
    given = parser.parse_args(arguments)
    if given.jsonl:
        answer_lines(_answer, sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if not given.text:
        parser.error("give a text, or --jsonl and lines on standard input")
    print(dump(_figures(" ".join(given.text), given.lang)))
    return 0


def _answer(item: Mapping[str, object]) -> Mapping[str, object]:
    lang = item.get("lang")
    return _figures(text_of(item, "text"), lang if isinstance(lang, str) else None)


def _figures(text: str, lang: str | None) -> Mapping[str, object]:
    return {"figures": wire(read_figures(text, lang))}
