"""The body of `kuroji eval`."""

from pathlib import Path

from kuroji.console import aside, fail, say
from kuroji.evals.report import table
from kuroji.evals.run import loaded, run, saved
from kuroji.evals.suites import QUICK, SUITES


def evaluate(
    suites: tuple[str, ...], *, out: Path | None, compare: Path | None, as_json: bool
) -> None:
    """Run suites, print the table, write the record; exit 1 where a floor is missed."""
    wanted = QUICK if not suites else tuple(SUITES) if suites == ("all",) else suites
    wrong = [name for name in wanted if name not in SUITES]
    if wrong:
        fail(f"there is no suite {wrong[0]}; choose of all, {', '.join(SUITES)}", as_json=as_json)
    try:
        before = loaded(compare) if compare else None
    except (OSError, ValueError) as error:
        fail(f"cannot read the run {compare}: {error}; give a file that --out wrote")
    record = run(wanted)
    if out is not None:
        saved(record, out)
        aside(f"written to {out}")
    if as_json:
        say(record.model_dump_json())
    else:
        for line in table(record, before):
            say(line)
    if not record.holds:
        raise SystemExit(1)
