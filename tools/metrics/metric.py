"""What a metric is: its kind, its names in both languages, and what its figure can be."""

from dataclasses import dataclass
from typing import Literal

MetricKind = Literal["flow", "stock", "ratio", "count", "duration", "price"]


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that a figure can be of.

    `names_*` say the metric itself, `negative_*` its negative: a net loss of 4 is a net income of
    −4. A `size` is never negative by meaning: capital expenditure in parentheses is still spent.
    `default_basis` is set where the words alone fix it (ARR is never recognised revenue).
    `figure_kinds` are the kinds of figure (`kuroji.tools.reading`) that it may take.
    """

    id: str
    kind: MetricKind
    en: str
    ja: str
    names_en: tuple[str, ...]
    names_ja: tuple[str, ...]
    default_basis: str | None
    figure_kinds: tuple[str, ...]
    negative_en: tuple[str, ...] = ()
    negative_ja: tuple[str, ...] = ()
    size: bool = False


def money(
    id: str, kind: MetricKind, title: str, names: str, negative: str = "", **more: object
) -> Metric:
    """A metric in money: `title` is "English|日本語", `names` and `negative` list the words."""
    return _metric(id, kind, title, (names, negative), ("money",), more)


def share(id: str, title: str, names: str, **more: object) -> Metric:
    """A ratio stated in percent."""
    return _metric(id, "ratio", title, (names, ""), ("percent",), more)


def number(
    id: str, kind: MetricKind, title: str, names: str, figures: str, **more: object
) -> Metric:
    """A metric whose figures are of the kinds in `figures`."""
    return _metric(id, kind, title, (names, ""), tuple(figures.split()), more)


def _metric(
    id: str,
    kind: MetricKind,
    title: str,
    words: tuple[str, str],
    figures: tuple[str, ...],
    more: dict[str, object],
) -> Metric:
    en, ja = title.split("|")
    said, denied = words
    basis = more.get("basis")
    return Metric(
        id=id,
        kind=kind,
        en=en,
        ja=ja,
        names_en=_latin(said),
        names_ja=_other(said),
        default_basis=basis if isinstance(basis, str) else None,
        figure_kinds=figures,
        negative_en=_latin(denied),
        negative_ja=_other(denied),
        size=bool(more.get("size")),
    )


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split("|") if word.strip()]


def _latin(words: str) -> tuple[str, ...]:
    return tuple(word for word in _split(words) if word.isascii() or word[0].isascii())


def _other(words: str) -> tuple[str, ...]:
    return tuple(word for word in _split(words) if not word.isascii())
