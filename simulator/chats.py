"""What a pretend Telegram is made of: users, bots, chats, members, messages, button presses.

Plain state without behaviour; `telegram.Telegram` changes it, `render` writes it in JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from simulator.refusals import Json
from simulator.updates import UpdateQueue


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Status(StrEnum):
    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def present(self) -> bool:
        """Whether one with this status is in the chat."""
        return self not in (Status.LEFT, Status.KICKED)


@dataclass(slots=True, eq=False)
class User:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deactivated: bool = False

    @property
    def full_name(self) -> str:
        """Return first and last name as a chat shows them."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40


@dataclass(slots=True, eq=False)
class Bot:
    token: str
    user: User
    queue: UpdateQueue
    reads_all: bool = False  # privacy mode switched off with @BotFather
    joins_groups: bool = True  # switched off with @BotFather
    met: set[int] = field(default_factory=set)  # users it shares or shared a chat with
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook: Webhook | None = None
    webhook_error: tuple[int, str] | None = None  # when the last delivery failed, and how


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    status: Status
    rights: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Topic:
    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    data: str | None
    url: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` is the part of the Bot API's object that says what it is
    (text, photo and caption, location …); it is replaced, never changed in place."""

    chat: "Chat"
    message_id: int
    date: int
    sender: User
    content: Json
    thread_id: int | None = None
    reply_to: int | None = None
    markup: Json | None = None
    album: str | None = None
    forward_origin: Json | None = None
    is_service: bool = False
    edited: int | None = None
    deleted: bool = False

    @property
    def text(self) -> str:
        """Return what the message says: its text or caption, else what it is, in brackets."""
        words = self.content.get("text") or self.content.get("caption")
        if words:
            return str(words)
        return f"[{next(iter(self.content), 'nothing')}]"

    @property
    def inline_rows(self) -> list[list[Json]]:
        """Return the rows of the inline keyboard under the message, as the Bot API writes them."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[Button]:
        """Return the inline buttons in reading order."""
        return [
            Button(b["text"], b.get("callback_data"), b.get("url"))
            for row in self.inline_rows
            for b in row
        ]


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of one person with one bot, a group or a supergroup."""

    id: int
    kind: ChatKind
    title: str = ""
    person: User | None = None  # of a private chat
    bot: Bot | None = None  # of a private chat
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    is_forum: bool = False
    username: str = ""  # of a public group
    denied: frozenset[str] = frozenset()  # what its members may not do
    migrated_to: int | None = None
    opened: bool = False  # the person has pressed start or written
    blocked: bool = False  # the person has blocked the bot
    last_id: int = 0  # supergroups count their own messages
    action: tuple[str, datetime] | None = None  # what the bot is doing ("typing"), and until when

    def shown(self) -> Iterator[Message]:
        """Yield the messages a person sees, oldest first."""
        return (m for m in self.messages.values() if not m.deleted)

    def member(self, user_id: int) -> Member | None:
        """Return the member that is in the chat now, None if none."""
        member = self.members.get(user_id)
        return member if member and member.status.present else None


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the presser was shown; an empty text only stops the button's spinner."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True, eq=False)
class Press:
    """One press of an inline button, waiting for the bot's answer."""

    id: str
    bot: Bot
    user: User
    message: Message
    data: str
    at: datetime
    answer: CallbackAnswer | None = None
