"""What was spent on models, day by day, one row for each call: a restart does not forget it."""

from datetime import date
from decimal import Decimal

from kuroji.agent.records import Records, writing


class Spending(Records):
    """The calls of one home folder, shared by all processes that use it.

    A call that was never settled, because its process died, counts with all that it had reserved.
    """

    def reserve(
        self, day: date, model: str, worst: Decimal, most: Decimal | None
    ) -> tuple[int | None, Decimal]:
        """Write a call down before it is made; return its id, and what the day had spent before.

        The id is None, and nothing is written, where the day would come to more than `most`.
        """
        with writing(self._sql):
            before = self.of(day)
            if most is not None and before + worst > most:
                return None, before
            made = self._sql.execute(
                "INSERT INTO spending (day, model, reserved) VALUES (?, ?, ?)",
                (day.isoformat(), model, str(worst)),
            )
            return made.lastrowid, before

    def settle(self, id: int, spent: Decimal) -> None:
        """Write down what a call did cost."""
        with writing(self._sql):
            self._sql.execute("UPDATE spending SET spent = ? WHERE id = ?", (str(spent), id))

    def of(self, day: date) -> Decimal:
        """Return what a day's calls cost, or may cost yet."""
        rows = self._sql.execute(
            "SELECT coalesce(spent, reserved) FROM spending WHERE day = ?", (day.isoformat(),)
        )
        return sum((Decimal(amount) for (amount,) in rows), Decimal(0))
