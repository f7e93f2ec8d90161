"""One run as a table, or two compared."""

from collections.abc import Iterable

from kuroji.evals.run import Record, Score


def table(record: Record, before: Record | None = None) -> Iterable[str]:
    """Yield the lines of the report; with `before`, what has become better or worse."""
    older = {score.suite: score for score in before.scores} if before else {}
    yield f"{'suite':<14}{'cases':>7}{'passed':>8}{'share':>8}{'floor':>7}{'target':>8}{'sec':>7}"
    for score in record.scores:
        yield _line(score) + _change(score, older.get(score.suite))
    for score in record.scores:
        for failure in score.failures[:20]:
            yield f"  {score.suite} {failure.id}: {failure.detail}"


def _line(score: Score) -> str:
    mark = "" if score.holds else "  BELOW"
    return (
        f"{score.suite:<14}{score.cases:>7}{score.passed:>8}{score.share:>8.3f}"
        f"{score.floor:>7}{score.target:>8}{score.seconds:>7}{mark}"
    )


def _change(score: Score, before: Score | None) -> str:
    if before is None or before.share == score.share:
        return ""
    return f"  was {before.share:.3f}"
