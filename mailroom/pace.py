"""How fast Telegram may be written to (core.telegram.org/bots/faq, “My bot is hitting limits”).

One pace for the pump and for prompts alike. Remembers the last minute only; instants come in as
arguments, so that a story's clock is as good as the wall's.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
FOR_GROUPS = 6
"""One of so many messages is kept for groups: a thousand citizens must not keep staff waiting."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages in all a second, to one chat a second, and to one group a minute."""

    a_second: int = 30
    chat_a_second: int = 1
    group_a_minute: int = 20


class Pace:
    """What was sent lately, and when the next message may go."""

    def __init__(self, rates: Rates = Rates()) -> None:
        self._rates = rates
        self._between = SECOND / rates.chat_a_second
        self._all: deque[datetime] = deque()
        self._chats: defaultdict[int, deque[datetime]] = defaultdict(
            lambda: deque(maxlen=rates.group_a_minute)
        )
        self._held: dict[int, datetime] = {}
        self._looked_at: datetime | None = None

    def ready_at(self, chat: int, now: datetime) -> datetime:
        """Returns when (UTC) a message to this chat may go: `now` where it may at once."""
        self._forget(now)
        candidates = [now, self._held.get(chat, now)]
        most = self._rates.a_second
        if chat > 0:
            most -= most // FOR_GROUPS
        if len(self._all) >= most:
            candidates.append(self._all[-most] + SECOND)
        lately = self._chats.get(chat)
        if lately:
            candidates.append(lately[-1] + self._between)
            if chat < 0 and len(lately) >= self._rates.group_a_minute:
                candidates.append(lately[-self._rates.group_a_minute] + MINUTE)
        return max(candidates)

    def note(self, chat: int, now: datetime, messages: int = 1) -> None:
        """Notes that messages were sent to a chat."""
        for _ in range(messages):
            self._all.append(now)
            self._chats[chat].append(now)

    def hold(self, chat: int, until: datetime) -> None:
        """Sends nothing to a chat until an instant: Telegram said so."""
        self._held[chat] = max(until, self._held.get(chat, until))

    def _forget(self, now: datetime) -> None:
        while self._all and (self._all[0] <= now - SECOND or self._all[0] > now):
            self._all.popleft()
        # all chats are gone through once a second, and when the clock was set back
        if self._looked_at is not None and self._looked_at <= now < self._looked_at + SECOND:
            return
        self._looked_at = now
        # a clock set back must not silence a chat until it has caught up
        stale = [
            c
            for c, sent in self._chats.items()
            if sent[-1] <= now - MINUTE or sent[-1] > now + SECOND
        ]
        for chat in stale:
            del self._chats[chat]
        for held in [c for c, until in self._held.items() if until <= now]:
            del self._held[held]
