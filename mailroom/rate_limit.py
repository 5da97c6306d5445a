"""Telegram's rate limits (core.telegram.org/bots/faq, “My bot is hitting limits”).

The same limits hold for the pump and for prompts. Remembers the last minute only; instants come in
as arguments, so that a story's clock is as good as the wall's.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from letters.chats import Chat

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
FOR_GROUPS = 6
"""One in six messages is reserved for groups: a thousand citizens must not keep staff waiting."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages in all a second, to one chat a second, and to one group a minute."""

    a_second: int = 30
    chat_a_second: int = 1
    group_a_minute: int = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """What a chat's next message has to keep away from; None: there is nothing.

    `in_all`: the latest after which all that a second takes have gone; `to_chat`: the chat's last;
    `to_group`: the latest after which a group has had all that a minute takes.
    """

    in_all: datetime | None
    to_chat: datetime | None
    to_group: datetime | None
    held: datetime | None


def most_in_all(rates: Rates, chat: int) -> int:
    """Returns how many messages may go in one second before one to this chat has to wait."""
    return rates.a_second - (rates.a_second // FOR_GROUPS if Chat(chat).is_persons else 0)


def ready(rates: Rates, chat: int, now: datetime, recent: Recent) -> datetime:
    """Returns when (UTC) a message to this chat may go: `now` where it may at once."""
    candidates = [now]
    if recent.held is not None:
        candidates.append(recent.held)
    if recent.in_all is not None:
        candidates.append(recent.in_all + SECOND)
    if recent.to_chat is not None:
        candidates.append(recent.to_chat + SECOND / rates.chat_a_second)
    if Chat(chat).is_groups and recent.to_group is not None:
        candidates.append(recent.to_group + MINUTE)
    return max(candidates)


class LocalLimiter:
    """What one program has just sent, and when its next message may go."""

    def __init__(self, rates: Rates = Rates()) -> None:
        self._rates = rates
        self._all: deque[datetime] = deque()
        self._chats: defaultdict[int, deque[datetime]] = defaultdict(
            lambda: deque(maxlen=rates.group_a_minute)
        )
        self._held: dict[int, datetime] = {}
        self._looked_at: datetime | None = None

    def ready_at(self, chat: int, now: datetime) -> datetime:
        """Returns when (UTC) a message to this chat may go: `now` where it may at once."""
        self._forget(now)
        most, in_minute = most_in_all(self._rates, chat), self._rates.group_a_minute
        sent = self._chats.get(chat, ())
        recent = Recent(
            in_all=self._all[-most] if len(self._all) >= most else None,
            to_chat=sent[-1] if sent else None,
            to_group=sent[-in_minute] if len(sent) >= in_minute else None,
            held=self._held.get(chat),
        )
        return ready(self._rates, chat, now, recent)

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
        # a clock set back must not silence a chat until it has caught up
        if self._looked_at is not None and now < self._looked_at - MINUTE:
            self._held.clear()
        self._looked_at = now
        stale = [
            c
            for c, sent in self._chats.items()
            if sent[-1] <= now - MINUTE or sent[-1] > now + MINUTE
        ]
        for chat in stale:
            del self._chats[chat]
        for held in [c for c, until in self._held.items() if until <= now]:
            del self._held[held]
