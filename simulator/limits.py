"""Telegram's sending limits, kept on the world's clock.

Counts what puts messages into chats (send*, copy*, forward*), not edits or callback answers.
An album is one message for its chat's second, but as many as it has items for a group's minute.
"""

import math
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.chats import Chat, ChatKind
from simulator.refusals import too_many_requests


@dataclass(frozen=True, slots=True)
class Limits:
    per_second: int = 30
    per_second_paid: int = 1000
    per_chat_second: float = 1
    per_chat_burst: int = 3
    per_group_minute: int = 20


class _Bucket:
    """A chat may send `burst` messages at once, and gets one back each `1 / rate` seconds."""

    __slots__ = ("at", "left")

    def __init__(self, burst: int, now: datetime) -> None:
        self.left = float(burst)
        self.at = now

    def refill(self, rate: float, burst: int, now: datetime) -> None:
        passed = max(0.0, (now - self.at).total_seconds())
        self.left = min(float(burst), self.left + passed * rate)
        self.at = now


class Gate:
    """Lets a bot's messages pass or answers 429. Without limits everything passes."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._second: deque[datetime] = deque()
        self._chats: dict[Chat, _Bucket] = {}
        self._minutes: dict[Chat, deque[datetime]] = {}

    def admit(self, chat: Chat, now: datetime, items: int = 1, *, paid: bool = False) -> None:
        """Count a request of so many messages. Raises Refusal 429 with whole seconds to wait.

        `paid`: what goes beyond the usual a second is paid for (allow_paid_broadcast).
        """
        limits = self.limits
        if limits is None:
            return
        bucket = self._chats.setdefault(chat, _Bucket(limits.per_chat_burst, now))
        bucket.refill(limits.per_chat_second, limits.per_chat_burst, now)
        minute = self._minutes.setdefault(chat, deque())
        in_all = limits.per_second_paid if paid else limits.per_second
        waits = [
            _wait(self._second, timedelta(seconds=1), in_all, 1, now),
            max(0.0, (1 - bucket.left) / limits.per_chat_second),
        ]
        if chat.kind is not ChatKind.PRIVATE:
            waits.append(_wait(minute, timedelta(minutes=1), limits.per_group_minute, items, now))
        longest = max(waits)
        if longest > 0:
            raise too_many_requests(max(1, math.ceil(longest - 1e-9)))
        self._second.append(now)
        bucket.left -= 1
        if chat.kind is not ChatKind.PRIVATE:
            minute.extend([now] * items)


def _wait(sent: deque[datetime], window: timedelta, most: int, more: int, now: datetime) -> float:
    """Return the seconds until `more` fit into the window; 0 when they fit now."""
    while sent and (sent[0] <= now - window or sent[0] > now):
        sent.popleft()
    over = len(sent) + more - most
    if over <= 0:
        return 0.0
    return (sent[min(over, len(sent)) - 1] + window - now).total_seconds() if sent else 0.0
