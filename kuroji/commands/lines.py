"""One JSON line out for each line in, in order: the loop of every batch mode."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from kuroji.commands.plain_json import dump, load

# A longer line is answered by an error and not kept in memory.
LONGEST_LINE = 8_000_000
_KEPT = 1_000_000

Handler = Callable[[Mapping[str, object]], Mapping[str, object]]


class LineError(ValueError):
    """What is wrong with one line, under a name of SPEC section 2, in one sentence."""

    def __init__(self, message: str, name: str = "InvalidInput") -> None:
        super().__init__(message)
        self.name = name


def answer_lines(handle: Handler, lines: BinaryIO, out: BinaryIO) -> None:
    """Answer each line with what `handle` makes of its object; a bad line stops nothing."""
    for line in _bounded(lines):
        answer = _answer(handle, line)
        out.write(dump(answer).encode("utf-8", "replace") + b"\n")
        out.flush()


def text_of(item: Mapping[str, object], key: str) -> str:
    """Return the text under `key`, or say that the line lacks it."""
    value = item.get(key)
    if key not in item:
        raise LineError(f'the line lacks "{key}"; give {{"{key}": "…"}}', "MissingInput")
    if not isinstance(value, str):
        raise LineError(f'the line has no text under "{key}"; give {{"{key}": "…"}}')
    return value


def _bounded(lines: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines; None stands for one that is too long."""
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(_KEPT)
        yield None


def _answer(handle: Handler, line: bytes | None) -> Mapping[str, object]:
    try:
        return handle(_object(line))
    except LineError as error:
        return {"error": error.name, "message": str(error)}
    except RecursionError:
        return {"error": "InvalidInput", "message": "the line is nested too deeply; flatten it"}
    except Exception as error:  # noqa: BLE001  one line's fault must not end the others
        reason = f"this line met a fault of the program ({type(error).__name__}); report it"
        return {"error": "InvalidInput", "message": reason}


def _object(line: bytes | None) -> Mapping[str, object]:
    if line is None:
        raise LineError(f"the line is longer than {LONGEST_LINE:,} bytes; split it")
    try:
        item = load(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError("the line is not UTF-8; save the file as UTF-8") from error
    except ValueError as error:
        raise LineError(f"the line is not JSON ({error}); write one object on it") from error
    if not isinstance(item, dict):
        raise LineError("the line is no JSON object; write one object on it")
    return item
