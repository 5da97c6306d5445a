"""Who is speaking, in what role, in which language: worked out once for every update.

Every handler gets a `Visit`. Rights are not decided here: a visit says in whose name somebody may
act, and the table of moves says what that name may do, at the moment of the act.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from handlers.speaking import Speaker
from letters.letter import Letter
from letters.people import OFFICE, Actor, Role, may_see
from mailroom.addresses import actors_of, current_chat
from mailroom.room import Mailroom
from storage import conversations, people
from storage.conversations import Conversation
from texts import Words, language_for


@dataclass(frozen=True, slots=True)
class Visit:
    """One update's circumstances. `cause` names the message or press, for ever unique."""

    room: Mailroom
    speaker: Speaker
    words: Words
    person: int
    name: str
    chat: int
    private: bool
    actors: tuple[Actor, ...]
    here: Actor | None
    asked: Conversation | None
    cause: str

    @property
    def citizen(self) -> Actor:
        """Returns the person as a citizen: everybody is one."""
        return Actor(Role.CITIZEN, self.person)

    def acting_on(self, letter: Letter) -> Actor | None:
        """Returns in which staff role the person may see this letter, None for none.

        In a department's own group its officers act for that department, whatever else they are.
        """
        candidates = ([self.here] if self.here else []) + list(self.actors)
        return next((actor for actor in candidates if may_see(actor, letter)), None)

    @property
    def in_office(self) -> Actor | None:
        """Returns the person as clerk or chief, None for others."""
        return next((actor for actor in self.actors if actor.role in OFFICE), None)

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
        """Hands the update on with its visit; updates of nobody (channels) are passed over."""
        update: Update = data["event_update"]
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None or chat is None or user.is_bot:
            return None
        data["visit"] = await self.visit(user, chat, update.event)
        return await handler(event, data)

    async def visit(self, user: User, chat: Chat, event: TelegramObject) -> Visit:
        """Returns the circumstances in which this person wrote or pressed."""
        person = await self._known(user)
        async with self.room.database.reading() as connection:
            actors = tuple(await actors_of(connection, user.id, self.room.office))
            asked = await conversations.conversation(connection, chat.id, user.id)
            here = await self._department_of(connection, chat.id)
        return Visit(
            room=self.room,
            speaker=self.speaker,
            words=Words(language_for(person.language, person.client_language)),
            person=user.id,
            name=person.name,
            chat=chat.id,
            private=chat.type == "private",
            actors=actors,
            here=next((a for a in actors if a.department and a.department == here), None),
            asked=asked,
            cause=cause_of(event),
        )

    async def _known(self, user: User) -> people.Person:
        """Returns the person as remembered; written only when something about them is new."""
        async with self.room.database.reading() as connection:
            person = await people.by_id(connection, user.id)
        facts = (user.full_name, user.username, user.language_code)
        if (
            person is not None
            and person.blocked_at is None
            and (person.name, person.username, person.client_language) == facts
        ):
            return person
        async with self.room.database.transaction() as transaction:
            await people.seen(transaction, user.id, *facts, self.room.now())
            known = await people.by_id(transaction, user.id)
        assert known is not None  # noqa: S101 — written one line above
        return known

    async def _department_of(self, connection: Any, chat: int) -> str | None:
        if chat > 0:
            return None
        for department in self.room.office.departments:
            group = department.chat
            if group is not None and await current_chat(connection, group) == chat:
                return department.code
        return None
