"""The words of a figure that tell its topic, without names, periods and metrics."""

from kuroji.knowledge.tieout.bounds import falls_due
from kuroji.knowledge.tieout.moves import moves_in
from kuroji.knowledge.tieout.names import Name
from kuroji.knowledge.tieout.opposites import SIDED
from kuroji.knowledge.tieout.timing import times_of
from kuroji.knowledge.tieout.topics import Topic, counts, topics_of
from kuroji.knowledge.tieout.wording import forecasts_in, words_of


def bare_words(text: str, topics: tuple[Topic, ...], names: tuple[Name, ...]) -> frozenset[str]:
    """The window's words without names, periods and metrics, and the metrics by id."""
    holes = [(t.start, t.end) for t in topics_of(text) if not counts(t.metric)]
    holes += [(t.start, t.end) for t in times_of(text)]
    holes += [(n.start, n.end) for n in names]
    holes += moves_in(text)
    holes += forecasts_in(text)
    letters = list(text)
    for start, end in holes:
        letters[start:end] = " " * (end - start)
    sided = words_of(text) & SIDED  # a metric's name may hold one: post-money valuation
    return (
        sided
        | words_of("".join(letters))
        | {f"due {max(t.years)}" for t in times_of(text) if t.years and falls_due(text, t)}
        | {f"#{t.metric}" for t in topics if t.metric != "profit"}
    )
