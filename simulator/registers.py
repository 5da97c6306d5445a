"""The pretend Telegram's books: who and what there is, the next numbers, what watchers hear."""

from dataclasses import dataclass, field
from enum import StrEnum

from simulator.chats import Bot, Chat, Message, Press, User


class Seen(StrEnum):
    MESSAGE = "message"
    EDITED = "edited"
    DELETED = "deleted"
    PRESSED = "pressed"
    ANSWERED = "answered"
    ACTION = "action"
    MEMBERS = "members"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Event:
    """One visible change. `chat` is None when it concerns the whole world (the clock)."""

    seen: Seen
    chat: Chat | None = None
    message: Message | None = None
    press: Press | None = None


@dataclass(slots=True, eq=False)
class Numbers:
    """Where the next identifiers come from."""

    message: int = 0
    user: int = 5_000_000_000
    group: int = 4_000_000_000
    supergroup: int = 1_002_000_000_000
    press: int = 0
    album: int = 0


@dataclass(eq=False)
class Registers:
    """Everything there is, by its identifier."""

    users: dict[int, User] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    private: dict[tuple[int, int], Chat] = field(default_factory=dict)  # (bot, person)
    presses: dict[str, Press] = field(default_factory=dict)
