"""What a run with a model has cost, in words and as JSON."""

from kuroji.agent.budget import dollars
from kuroji.agent.events import Usage

Json = dict[str, int | float | None]


def told(used: Usage) -> str:
    """Say what was asked for and what it cost; the most it can be where replies were not counted.

    >>> from decimal import Decimal
    >>> told(Usage(calls=1, input_tokens=2000, output_tokens=500, cost=Decimal("0.0075")))
    'cost: $0.0075 (1 reply; 2,000 tokens in, 500 out)'
    """
    replies = f"{used.calls:,} {'reply' if used.calls == 1 else 'replies'}"
    counted = f"{replies}; {used.input_tokens:,} tokens in, {used.output_tokens:,} out"
    if used.uncounted:
        counted += f"; {used.uncounted:,} without a count"
    if used.cost is None:
        return f"cost: not known, because the settings have no price for the model ({counted})"
    most = "at most " if used.uncounted else ""
    return f"cost: {most}{dollars(used.cost)} ({counted})"


def as_json(used: Usage) -> Json:
    """Return the usage as plain JSON; the cost stands beside it."""
    return {
        "calls": used.calls,
        "input_tokens": used.input_tokens,
        "cached_tokens": used.cached_tokens,
        "output_tokens": used.output_tokens,
        "uncounted": used.uncounted,
    }
