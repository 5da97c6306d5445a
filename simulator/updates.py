"""The queue of updates Telegram keeps for one bot: numbered, kept 24 hours, confirmed by offset."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.clock import Clock
from simulator.refusals import Json

KEPT = timedelta(hours=24)
SILENCE = timedelta(days=7)  # after so long without updates the next number is chosen at random
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    update_id: int
    at: datetime
    kind: str
    content: Json

    def body(self) -> Json:
        """Return the update as the Bot API writes it."""
        return {"update_id": self.update_id, self.kind: self.content}


class UpdateQueue:
    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._waiting: deque[Update] = deque()
        self._next_id = first_id
        self._last_at = clock.now()
        self._allowed: frozenset[str] | None = None
        self.listeners: set[Callable[[], None]] = set()

    @property
    def allowed(self) -> list[str]:
        """Return the kinds last asked for, empty when the default set is in force."""
        return sorted(self._allowed or ())

    def allow(self, kinds: list[str] | None) -> None:
        """Take only these kinds from now on; an empty list means the default, None leaves it."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def push(self, kind: str, content: Json) -> Update | None:
        """Queue an update and return it; None when the bot does not want this kind."""
        if kind in NOT_BY_DEFAULT if self._allowed is None else kind not in self._allowed:
            return None
        now = self._clock.now()
        if now - self._last_at > SILENCE:
            self._next_id = (self._next_id * 1103515245 + 12345) % 2**29 + 1
        update = Update(self._next_id, now, kind, content)
        self._next_id += 1
        self._last_at = now
        self._waiting.append(update)
        for listener in tuple(self.listeners):
            listener()
        return update

    def take(self, offset: int = 0, limit: int = 100) -> list[Update]:
        """Confirm all updates before `offset` (a negative one keeps only so many from the end)
        and return up to `limit` of the rest, oldest first. They stay until confirmed."""
        self._forget_old()
        if offset < 0:
            self.confirm(len(self._waiting) + offset)
        elif offset <= self._next_id + 10:  # a number from a far future is not believed
            while self._waiting and self._waiting[0].update_id < offset:
                self._waiting.popleft()
        return [self._waiting[i] for i in range(min(limit, len(self._waiting)))]

    def confirm(self, count: int) -> None:
        """Drop so many updates from the front."""
        for _ in range(min(count, len(self._waiting))):
            self._waiting.popleft()

    def clear(self) -> None:
        """Drop all waiting updates."""
        self._waiting.clear()

    def pending(self) -> int:
        """Return how many updates wait unconfirmed."""
        self._forget_old()
        return len(self._waiting)

    def _forget_old(self) -> None:
        too_old = self._clock.now() - KEPT
        while self._waiting and self._waiting[0].at < too_old:
            self._waiting.popleft()
