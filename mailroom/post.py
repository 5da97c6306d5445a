"""Who carries messages, as the pump sees them: what they must be able to do, and how they may fail.

The conversation's room provides one; the mailroom knows no Telegram.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from letters.letter import Letter
from storage.outbox import Parcel


class TryLater(Exception):
    """It may pass: Telegram is busy, slow or away. `after`: how long it asked us to wait."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NeverArrives(Exception):
    """It will never arrive. `gone`: the reader blocked the bot or the chat is no more."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


class ChatMoved(Exception):
    """The group became a supergroup with another id."""

    def __init__(self, new_chat: int) -> None:
        super().__init__(str(new_chat))
        self.new_chat = new_chat


class Piece(Protocol):
    """One message ready to go."""

    @property
    def has_buttons(self) -> bool:
        """Whether it bears the letter's buttons."""
        ...

    @property
    def messages(self) -> int:
        """How many messages Telegram counts it as: an album is as many as it has items."""
        ...


P = TypeVar("P", bound=Piece)


class Post(Protocol[P]):
    """Who carries messages. Raises TryLater, NeverArrives or ChatMoved where it cannot."""

    async def pack(self, parcel: Parcel, letter: Letter | None) -> Sequence[P]:
        """Returns the messages a parcel becomes, in the reader's language; none: not wanted."""
        ...

    async def pack_digest(self, reminders: Sequence[tuple[Parcel, Letter]]) -> P:
        """Returns the one message that many reminders for a chat become."""
        ...

    async def send(self, chat: int, piece: P) -> Sequence[int]:
        """Sends one message; returns its id, of an album each item's."""
        ...

    async def delete(self, chat: int, message: int) -> None:
        """Takes a message away; silent where that cannot be."""
        ...

    async def refresh(self, parcel: Parcel, letter: Letter) -> None:
        """Shows a card sent before as its letter now stands; silent where that cannot be."""
        ...

    async def take_from_sight(self, parcel: Parcel) -> None:
        """Takes the words and files of the message a parcel names from its readers."""
        ...

    async def take_buttons_off(self, chat: int, message: int) -> None:
        """Removes the buttons of an earlier message; silent where that cannot be."""
        ...
