"""What the rules of a language must answer; the modules `english` and `japanese` do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import re

    from kuroji.knowledge.labels.frames import Frame


class Rules(Protocol):
    """The words of one language around a figure; texts come masked (`sentences.Sentence`).

    `left` ends before the figure and `right` begins after it; a `gap` lies between a name and a
    figure, or between two figures.
    """

    FRAMES: tuple[Frame, ...]
    COMPARED: re.Pattern[str]
    SPENDS: re.Pattern[str]
    NEEDED: re.Pattern[str]

    def is_no_figure(self, left: str, right: str) -> bool: ...

    def is_no_metric(self, left: str) -> bool: ...

    def links_closely(self, gap: str) -> bool: ...

    def links(self, gap: str) -> bool: ...

    def links_after(self, gap: str) -> bool: ...

    def has_own_figure(self, rest: str) -> bool: ...

    def lists(self, gap: str) -> bool: ...

    def is_pronoun(self, left: str, right: str) -> bool: ...

    def change(self, left: str, right: str) -> int: ...

    def is_first_end(self, left: str, right: str) -> bool: ...

    def sign_before(self, left: str) -> int: ...

    def sign_after(self, rest: str) -> int: ...
