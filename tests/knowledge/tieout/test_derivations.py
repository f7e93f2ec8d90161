"""Each way of working a figure out, with a sentence that it bears and one that it must not."""

import pytest

from kuroji.knowledge.tieout import Evidence, judge

TABLE = """| $ millions | FY2025 | FY2024 |
| Freight | 318.4 | 295.0 |
| Total revenue | 460.0 | 445.2 |
| Cost of revenue | 322.0 | 320.5 |
| Operating income | 50.6 | 40.1 |"""
LEASE = "Copperline pays $1.85 per square foot a month for 42,000 square feet."
BOOKINGS = "Bookings were $214 million and revenue $187 million in the quarter."
STORES = "Pembury opened 34 stores and closed 12 in 2025, ending the year with 418."
BOND = "The bond yields 4.35%, 120 basis points above the government benchmark."
PRICE = "They paid $2.4 billion for Osprey: $1.5 billion in cash and the rest in shares."
ROUND = "Ostara raised $180 million at a pre-money valuation of $1.9 billion."
STAKE = (
    "The fund holds 14.5% of Redlow and 7.2% of Greymoor. Redlow's market value is $3.2 billion."
)
BOOK = "The loan book: mortgages $5.4 billion, cards $1.8 billion, auto $0.8 billion."
PLANTS = "The north plant makes 800 tonnes a day and the south plant 1,200 tonnes."
FEES = "Fraud losses amounted to 6 basis points of volume. Volume was $88 billion."
DEAL = "買い手は潮路運輸の株式の60％を90億円で取得する。"
SALES = "Same-store sales rose 3.4% in the first quarter and 1.1% in the second quarter."
LEVERAGE = "Net debt was €415 million, 3.2 times EBITDA."
PROFIT = "Net profit was $840 million; excluding a one-off gain it would have been $610 million."


@pytest.mark.parametrize(
    ("passage", "true", "false"),
    [
        (TABLE, "The operating margin widened by 2.0 percentage points in FY2025.",
         "The operating margin narrowed by 2.0 percentage points in FY2025."),
        (TABLE, "The gross margin was 30% in FY2025.", "The gross margin was 35% in FY2025."),
        (TABLE, "Freight's share of revenue rose by about 3 percentage points.",
         "Freight's share of revenue rose by about 5 percentage points."),
        (LEASE, "The rent comes to $77,700 a month.", "The rent comes to $77,700 a year."),
        (BOOKINGS, "Bookings exceeded revenue by $27 million.",
         "Revenue exceeded bookings by $27 million."),
        (STORES, "Net of closures, Pembury added 22 stores.",
         "Net of closures, Pembury added 406 stores."),
        (BOND, "The government benchmark yields 3.15%.", "The government benchmark yields 4.35%."),
        (PRICE, "Shares made up $0.9 billion of the price.",
         "Shares made up $1.5 billion of the price."),
        (ROUND, "Post-money, Ostara was valued at $2.08 billion.",
         "Post-money, Ostara was valued at $1.9 billion."),
        (STAKE, "Its Redlow stake is worth $464 million.",
         "Its Greymoor stake is worth $464 million."),
        (BOOK, "Mortgages account for 67.5% of the loan book.",
         "Cards account for 67.5% of the loan book."),
        (PLANTS, "The south plant makes 50% more than the north plant.",
         "The north plant makes 50% more than the south plant."),
        (FEES, "Fraud losses work out at about $53 million.",
         "Fraud losses work out at about $63 million."),
        (DEAL, "逆算すると潮路運輸の株式全体の価値は150億円になる。",
         "逆算すると潮路運輸の株式全体の価値は54億円になる。"),
        (SALES, "Growth slowed by 2.3 percentage points.",
         "Growth accelerated by 2.3 percentage points."),
        (LEVERAGE, "EBITDA works out at about €130 million.",
         "EBITDA works out at about €150 million."),
        (PROFIT, "The one-off gain was worth $230 million.",
         "The one-off gain was worth $330 million."),
    ],
)  # fmt: skip
def test_what_follows_and_what_does_not(passage: str, true: str, false: str) -> None:
    evidence = [Evidence("p1", passage, "")]
    assert judge(true, evidence).supported
    assert not judge(false, evidence).supported
