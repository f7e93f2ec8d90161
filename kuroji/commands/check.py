"""The body of `kuroji check`: is a sentence supported by its passages and calculations?"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.knowledge.tieout import Evidence, Given, judge

# A sentence is one sentence, and passages are passages: longer text takes long to judge.
LONGEST_SENTENCE = 20_000
LONGEST_EVIDENCE = 200_000
# No figure of a company is longer; one that is would be too much for exact arithmetic.
MOST_DIGITS = 40
_LONG_NUMBER = re.compile(rf"[0-9０-９](?:[,，]?[0-9０-９]){{{MOST_DIGITS},}}")


def check(options: Sequence[str]) -> int:
    """Answer JSON lines from standard input, one for one."""
    parser = argparse.ArgumentParser(
        prog="kuroji check",
        description="Judge sentences against passages: one JSON line in, one out, in order.",
        epilog='in: {"sentence", "passages": [{"id", "text", "title"}], "calculations": [...]}',
    )
    parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in and out")
    try:
        parser.parse_args(options)
    except SystemExit as left:
        return int(left.code or 0)
    answer_lines(answered, sys.stdin.buffer, sys.stdout.buffer)
    return 0


def answered(item: Mapping[str, object]) -> Mapping[str, object]:
    """Return supported, reason and detail for one line."""
    sentence = text_of(item, "sentence")
    if "passages" not in item:
        raise LineError(
            'the line lacks "passages"; give a list, [] if there are none', "MissingInput"
        )
    passages = [_evidence(one) for one in _rows(item, "passages")]
    _refuse_long(sentence, passages)
    calculations = [_given(one) for one in _rows(item, "calculations")]
    lang = item.get("lang")
    found = judge(sentence, passages, calculations, lang if isinstance(lang, str) else None)
    return {"supported": found.supported, "reason": found.reason, "detail": found.detail}


def _refuse_long(sentence: str, passages: Sequence[Evidence]) -> None:
    if len(sentence) > LONGEST_SENTENCE:
        raise LineError(f"the sentence has over {LONGEST_SENTENCE:,} characters; give one sentence")
    if _LONG_NUMBER.search(sentence):
        raise LineError(
            f"the sentence has a number of over {MOST_DIGITS} digits; give a figure", "OutOfRange"
        )
    if sum(len(one.text) + len(one.title) for one in passages) > LONGEST_EVIDENCE:
        raise LineError(
            f"the passages have over {LONGEST_EVIDENCE:,} characters; give those that matter"
        )


def _rows(item: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    rows = item.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise LineError(f'"{key}" must be a list of objects')
    return rows


def _evidence(row: Mapping[str, object]) -> Evidence:
    title = row.get("title")
    return Evidence(str(row.get("id", "")), text_of(row, "text"), str(title) if title else "")


def _given(row: Mapping[str, object]) -> Given:
    inputs = row.get("inputs")
    try:
        value = Decimal(str(row.get("value")))
    except InvalidOperation as error:
        raise LineError('the "value" of a calculation must be a number', "NotANumber") from error
    if not value.is_finite():
        raise LineError('the "value" of a calculation must be finite', "NotFinite")
    if value and abs(value.adjusted()) > MOST_DIGITS:
        raise LineError(
            f'the "value" of a calculation is beyond 10^{MOST_DIGITS}; give a figure', "OutOfRange"
        )
    return Given(
        id=str(row.get("id", "")),
        calculator=str(row.get("calculator", "")),
        inputs=inputs if isinstance(inputs, Mapping) else {},
        value=value,
        unit=str(row.get("unit", "")),
    )
