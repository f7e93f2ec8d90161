"""Conversations and their events in one SQLite file: written before shown, resumed by id."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from kuroji.agent.chat import Turn
from kuroji.agent.events import EVENTS, Event
from kuroji.agent.records import Records, writing


@dataclass(frozen=True, slots=True)
class Asking:
    """A turn: its conversation, its number, its question, and the answer once there is one."""

    conversation: str
    number: int
    question: str
    answer: str | None


class Sessions(Records):
    """Every conversation of one home folder; what is acknowledged is on disk."""

    def begin(self) -> str:
        """Start a conversation and return its id."""
        id = uuid.uuid4().hex[:12]
        with writing(self._sql):
            self._sql.execute(
                "INSERT INTO conversation VALUES (?, ?)", (id, datetime.now(UTC).isoformat())
            )
        return id

    def known(self, conversation: str) -> bool:
        row = self._sql.execute("SELECT 1 FROM conversation WHERE id = ?", (conversation,))
        return row.fetchone() is not None

    def conversations(self) -> tuple[tuple[str, str, str], ...]:
        """Return id, time and first question of each conversation that has one, newest first."""
        return tuple(
            self._sql.execute(
                "SELECT c.id, c.begun, t.question FROM conversation c JOIN turn t"
                " ON t.conversation = c.id AND t.number = 1 ORDER BY c.begun DESC"
            )
        )

    def ask(self, conversation: str, question: str) -> Asking:
        """Write a question down before it is answered."""
        with writing(self._sql):
            last = self._sql.execute(
                "SELECT coalesce(max(number), 0) FROM turn WHERE conversation = ?", (conversation,)
            ).fetchone()[0]
            self._sql.execute(
                "INSERT INTO turn (conversation, number, question) VALUES (?, ?, ?)",
                (conversation, last + 1, question),
            )
        return Asking(conversation, last + 1, question, None)

    def keep(self, asking: Asking, event: Event) -> None:
        """Write an event down; of a turn that is asked again, the newer one stands."""
        body = EVENTS.dump_json(event).decode("utf-8")
        with writing(self._sql):
            self._sql.execute(
                "INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?)",
                (asking.conversation, asking.number, event.seq, body),
            )

    def again(self, asking: Asking) -> None:
        """Forget the events of a turn that was cut off, before it is asked again."""
        with writing(self._sql):
            self._sql.execute(
                "DELETE FROM event WHERE conversation = ? AND turn = ?",
                (asking.conversation, asking.number),
            )

    def answered(self, asking: Asking, answer: str, ledger: str) -> None:
        """Write the answer down, and the ledger that its figures stand on."""
        with writing(self._sql):
            self._sql.execute(
                "UPDATE turn SET answer = ?, ledger = ? WHERE conversation = ? AND number = ?",
                (answer, ledger, asking.conversation, asking.number),
            )

    def turns(self, conversation: str) -> tuple[Asking, ...]:
        """Return the turns of a conversation in order; one without an answer was cut off."""
        rows = self._sql.execute(
            "SELECT conversation, number, question, answer FROM turn WHERE conversation = ?"
            " ORDER BY number",
            (conversation,),
        )
        return tuple(Asking(*row) for row in rows)

    def earlier(self, conversation: str) -> tuple[Turn, ...]:
        """Return the answered turns, as the next question takes them up."""
        turns = self.turns(conversation)
        return tuple(Turn(t.question, t.answer) for t in turns if t.answer is not None)

    def events(self, asking: Asking, after: int = 0) -> tuple[Event, ...]:
        """Return the events of a turn that come after number `after`."""
        rows = self._sql.execute(
            "SELECT body FROM event WHERE conversation = ? AND turn = ? AND seq > ? ORDER BY seq",
            (asking.conversation, asking.number, after),
        )
        return tuple(EVENTS.validate_json(body) for (body,) in rows)

    def ledger(self, asking: Asking) -> str | None:
        """Return the ledger of an answered turn, as `Ledger.parse` reads it."""
        row = self._sql.execute(
            "SELECT ledger FROM turn WHERE conversation = ? AND number = ?",
            (asking.conversation, asking.number),
        ).fetchone()
        return row[0] if row else None
