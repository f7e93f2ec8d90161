"""`kuroji check --jsonl`: a bad line is answered by an error, and the next line as ever."""

import io
import json

import pytest

from kuroji.commands.check import LONGEST_EVIDENCE, LONGEST_SENTENCE, answered
from kuroji.commands.lines import LONGEST_LINE, answer_lines

PASSAGES = [{"id": "p", "text": "Acme Inc. reported revenue of $5 million in 2024."}]
GOOD = json.dumps({"sentence": "Acme's revenue was $5 million in 2024.", "passages": PASSAGES})


def calculated(value: str, inputs: str = "{}") -> str:
    given = f'{{"id": "c", "calculator": "growth", "inputs": {inputs}, "value": {value}'
    return (
        f'{{"sentence": "It grew 5%.", "passages": [], "calculations": [{given}, "unit": "%"}}]}}'
    )


BAD = {
    '{"sentence": "x", ': "InvalidInput",
    "[]": "InvalidInput",
    "": "InvalidInput",
    '{"passages": []}': "MissingInput",
    '{"sentence": "x"}': "MissingInput",
    '{"sentence": 5, "passages": []}': "InvalidInput",
    '{"sentence": "x", "passages": "p"}': "InvalidInput",
    '{"sentence": "x", "passages": [{"id": "p"}]}': "MissingInput",
    '{"sentence": "x", "passages": [{"id": "p", "text": 5}]}': "InvalidInput",
    '{"sentence": "x", "passages": [], "calculations": "c"}': "InvalidInput",
    calculated("NaN"): "NotFinite",
    calculated('"NaN"'): "NotFinite",
    calculated("Infinity"): "NotFinite",
    calculated('"-Infinity"'): "NotFinite",
    calculated("null"): "NotANumber",
    calculated("true"): "NotANumber",
    calculated('"five"'): "NotANumber",
    calculated('"1e400"'): "OutOfRange",
    calculated("1e999999"): "OutOfRange",
    json.dumps({"sentence": f"It had ${10**400}.", "passages": PASSAGES}): "OutOfRange",
    json.dumps({"sentence": "1 " * LONGEST_SENTENCE, "passages": PASSAGES}): "InvalidInput",
    json.dumps(
        {"sentence": "x", "passages": [{"id": "p", "text": "1 " * LONGEST_EVIDENCE}]}
    ): "InvalidInput",
    json.dumps({"sentence": "x" * LONGEST_LINE, "passages": []}): "InvalidInput",
    '{"a":' * 100_000: "InvalidInput",
}


def told(line: str) -> list[dict[str, object]]:
    out = io.BytesIO()
    answer_lines(answered, io.BytesIO(f"{line}\n{GOOD}\n".encode()), out)
    return [json.loads(answer) for answer in out.getvalue().splitlines()]


@pytest.mark.parametrize(("line", "name"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_line_is_told_and_the_next_is_judged(line: str, name: str) -> None:
    bad, good = told(line)
    assert bad["error"] == name
    assert str(bad["message"])
    assert good["supported"] is True


def test_numbers_written_as_text_and_odd_inputs_are_taken() -> None:
    line = calculated('"5"', '{"a": NaN, "b": "1e999999999", "c": [1]}')
    assert told(line)[0]["supported"] is True
