"""A figure shows a value if it is equal to the digits shown, and no further."""

from decimal import Decimal

import pytest

from kuroji.knowledge.tieout.amounts import amount_of, shows
from kuroji.tools.reading import read


@pytest.mark.parametrize(
    ("said", "true", "agreed"),
    [
        ("$413 million", "412600000", True),
        ("$412 million", "412600000", False),
        ("$100M", "96000000", False),
        ("$0.3 billion", "310000000", True),
        ("€1 billion", "620000000", False),
        ("about $335,000", "335160", True),
        ("$335,000", "335160", False),
        ("more than $400 million", "412600000", True),
        ("more than $400 million", "390000000", False),
        ("約457億円", "45678000000", True),
        ("456億7,800万円", "45678000000", True),
        ("8,423百万円", "8423000000", True),
        ("0.3%", "0.26", True),
        ("half of it", "50.4", True),
        ("72 months", "72", True),
    ],
)
def test_digits_shown(said: str, true: str, agreed: bool) -> None:
    assert shows(amount_of(read(said)[0]), Decimal(true)) is agreed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("0.9 GW", "900 MW"),
        ("six years", "72 months"),
        ("120 bp", "1.2 percentage points"),
        ("¥5 billion", "50億円"),
        ("$2.50 per million tokens", "$0.0025 per thousand tokens"),
        ("2.5 hours", "150 minutes"),
    ],
)
def test_one_value_in_two_forms(left: str, right: str) -> None:
    a, b = (amount_of(read(text)[0]) for text in (left, right))
    assert (a.family, a.low) == (b.family, b.low)
