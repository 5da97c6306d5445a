"""Who is speaking, in what role, in which language: worked out once for every update.

Every handler gets a `Visit`. Rights are not decided here: in whose name somebody may read and act
says views/rights.py, and the table of moves what that name may do, at the moment of the act.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from handlers.telegram.speaking import Speaker
from letters import chats
from mailroom.addresses import place_of, with_configured
from mailroom.languages import words_in
from mailroom.room import Mailroom
from storage import people
from storage.conversations import Conversation
from texts import Words
from views.rights import Reader


@dataclass(frozen=True, slots=True)
class Visit(Reader):
    """One update's circumstances: who is where (a Reader), and how to answer them.

    `cause` names the message or press, for ever unique.
    """

    speaker: Speaker
    words: Words
    name: str
    asked: Conversation | None
    cause: str

    async def say(self, message: str, **variables: object) -> int | None:
        """Answers in this chat with a message of texts/ that needs no buttons."""
        return await self.speaker.say(self.chat, self.words.html(message, **variables))


def cause_of(event: TelegramObject) -> str:
    """Returns what makes this update unique for ever.

    Not the update's id: Telegram restarts those at random after a week's silence.
    """
    match event:
        case Message():
            edited = f":{event.edit_date}" if event.edit_date else ""
            return f"message:{event.chat.id}:{event.message_id}{edited}"
        case CallbackQuery():
            return f"press:{event.id}"
        case _:
            return f"event:{type(event).__name__}:{id(event)}"


class Access(BaseMiddleware):
    """Makes the visit of each update, as an outer middleware on messages, edits and presses."""

    def __init__(self, room: Mailroom, speaker: Speaker) -> None:
        self.room = room
        self.speaker = speaker

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Hands the update on with its visit; updates of nobody (channels) are passed over.

        A group's migration is heard of whoever caused it, a bot or an anonymous administrator too.
        """
        update: Update = data["event_update"]
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        data["room"] = self.room
        if isinstance(event, Message) and (event.migrate_to_chat_id or event.migrate_from_chat_id):
            return await handler(event, data)
        if user is None or chat is None or user.is_bot:
            return None
        data["visit"] = await self.visit(user, chat, update.event)
        return await handler(event, data)

    async def visit(self, user: User, chat: Chat, event: TelegramObject) -> Visit:
        """Returns the circumstances in which this person wrote or pressed."""
        async with self.room.database.reading() as connection:
            visitor = await people.visitor(connection, user.id, chat.id)
            place = await place_of(connection, chat.id, self.room.office)
        person = await self._known(user, visitor.person if visitor else None)
        roles = visitor.roles if visitor else ()
        here = chats.Chat(chat.id)
        return Visit(
            room=self.room,
            speaker=self.speaker,
            words=words_in(here, person, self.room.office),
            person=user.id,
            name=person.name,
            chat=here,
            actors=tuple(with_configured(roles, user.id, self.room.office)),
            place=place,
            asked=visitor.asked if visitor else None,
            cause=cause_of(event),
        )

    async def _known(self, user: User, person: people.Person | None) -> people.Person:
        """Returns the person as remembered; written only when something about them is new."""
        facts = (user.full_name, user.username, user.language_code)
        if (
            person is not None
            and person.blocked_at is None
            and (person.name, person.username, person.client_language) == facts
        ):
            return person
        async with self.room.database.transaction() as transaction:
            return await people.seen(transaction, user.id, *facts, self.room.now())
