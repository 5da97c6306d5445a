"""Who is speaking, in what role, in which language: worked out once for every update.

Every handler gets a `Visit`. Rights are not decided here: a visit says in whose name somebody may
act, and the table of moves says what that name may do, at the moment of the act.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from handlers.telegram.speaking import Speaker
from letters.letter import Letter
from letters.notices import TO_OFFICE, Recipient, to_department
from letters.people import OFFICE, Actor, Role, may_see
from letters.workflow import NotAllowed, objection
from mailroom.addresses import place_of, with_configured
from mailroom.languages import words_in
from mailroom.room import Mailroom
from storage import people
from storage.conversations import Conversation
from texts import Words


@dataclass(frozen=True, slots=True)
class Visit:
    """One update's circumstances. `cause` names the message or press, for ever unique.

    `place`: whose group this is (the office's or a department's), None for all other chats.
    """

    room: Mailroom
    speaker: Speaker
    words: Words
    person: int
    name: str
    chat: int
    private: bool
    actors: tuple[Actor, ...]
    place: Recipient | None
    asked: Conversation | None
    cause: str

    @property
    def citizen(self) -> Actor:
        """Returns the person as a citizen: everybody is one."""
        return Actor(Role.CITIZEN, self.person)

    @property
    def here(self) -> Actor | None:
        """Returns the person as an officer of the department whose group this is, or None."""
        department = self.place.department if self.place else None
        return next((a for a in self.actors if department and a.department == department), None)

    def acting_on(self, letter: Letter, command: type | None = None) -> Actor:
        """Returns in which staff role the person acts on this letter.

        In a department's own group its officers act for that department, whatever else they are;
        elsewhere the role counts that may give the command. NotAllowed for who has no role in it.
        """
        candidates = ([self.here] if self.here else []) + list(self.actors)
        seeing = [actor for actor in candidates if may_see(actor, letter)]
        if not seeing:
            raise NotAllowed(self._why_not())
        on = self.room.office.local_date(self.room.now())
        able = (
            a for a in seeing if command and not objection(letter, command, a, on, self.room.office)
        )
        return next(able, seeing[0])

    def _why_not(self) -> str:
        if not self.actors:
            return "stranger"
        foreign = self.place is not None and self.place.department and self.here is None
        return "not-of-this-department" if foreign and not self.in_office else "no-such-letter"

    def readers(self) -> tuple[Actor, ...]:
        """Returns in whose name letters may be shown in this chat, the most far-reaching first.

        A department's group is shown only what that department may see, whoever asks; a group
        that is nobody's is shown nothing. NotAllowed for who is no staff, or none here.
        """
        if not self.actors:
            raise NotAllowed("stranger")
        if self.place is not None and self.place.department:
            if self.here is None and self.in_office is None:
                raise NotAllowed("not-of-this-department")
            return (Actor(Role.OFFICER, self.person, self.place.department),)
        if self.place is not None and self.in_office is None:
            raise NotAllowed("not-yours-to-do")
        if self.place is None and not self.private:
            raise NotAllowed("not-in-this-group")
        readers = tuple(a for a in self.actors if a.role is not Role.ADMIN)
        if not readers:
            raise NotAllowed("not-yours-to-do")
        return readers if self.private else tuple(a for a in readers if a.role in OFFICE)

    def shown_as(self, letter: Letter) -> Recipient:
        """Returns for whom this letter's card is made in this chat. NotAllowed where for nobody."""
        if self.place is None and not self.private:
            raise NotAllowed("not-in-this-group")
        reader = next((a for a in self.readers() if may_see(a, letter)), None)
        if reader is None:
            raise NotAllowed("no-such-letter")
        return TO_OFFICE if reader.department is None else to_department(reader.department)

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
        return Visit(
            room=self.room,
            speaker=self.speaker,
            words=words_in(chat.id, person, self.room.office),
            person=user.id,
            name=person.name,
            chat=chat.id,
            private=chat.type == "private",
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
