"""What everybody may ask: /start (with invitations), /help, /privacy, /language, /cancel, /id."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command, in_private
from handlers.telegram.presses import pressed
from letters.people import Role
from mailroom import perform, staffing, writing
from storage import people
from texts import LANGUAGES, Words
from views.help import commands_of
from views.page import Button, keyboard
from views.presses import OnSelf

INVITATION = "join-"
"""A deep link's payload begins with it: t.me/the_bot?start=join-CODE."""


def router() -> Router:
    """Returns the handlers of the commands that are everybody's."""
    found = Router(name="common")
    found.message.register(on_start, in_private, Command("start"))
    found.message.register(on_privacy, in_private, Command("privacy"))
    found.message.register(on_language, in_private, Command("language"))
    found.message.register(on_help, Command("help"))
    found.message.register(on_cancel, Command("cancel"))
    found.message.register(on_id, Command("id"))
    found.callback_query.register(on_language_chosen, pressed(OnSelf, "language"))
    return found


async def on_start(_message: Message, command: CommandObject, visit: Visit) -> None:
    """/start: who this is and how to begin; with an invitation, joining the staff."""
    payload = command.args or ""
    if payload.startswith(INVITATION):
        await _join(visit, payload.removeprefix(INVITATION))
    else:
        await visit.say("start", office=visit.room.office.name)


async def _join(visit: Visit, code: str) -> None:
    """The person becomes staff, or is told why not."""
    joined = await staffing.accept(visit.room, code, visit.person)
    office = visit.room.office
    department = office.department_name(joined.department) or office.name
    if joined.role is Role.OFFICER:
        await visit.say("joined-department", name=visit.name, department=department)
    else:
        role = visit.words(f"role-{joined.role}")
        await visit.say("joined-office", name=visit.name, role=role)
    text = commands_of([joined.role], visit.words)
    if text:
        await visit.speaker.say(visit.chat, text)


async def on_help(_message: Message, visit: Visit) -> None:
    """/help: what this person can do here."""
    texts = [visit.words.html("help")] if visit.private else []
    staff = commands_of((actor.role for actor in visit.actors), visit.words)
    await visit.speaker.say(
        visit.chat, "\n\n".join(filter(None, [*texts, staff])) or visit.words.html("help-group")
    )


async def on_privacy(_message: Message, visit: Visit) -> None:
    """/privacy: what is kept, what for, how long, how to have it deleted."""
    office = visit.room.office
    kept = [
        visit.words("privacy-kept", mailbox=m.title, days=m.retention or "none")
        for m in office.mailboxes
    ]
    await visit.say("privacy", office=office.name, kept="\n".join(kept))


async def on_language(_message: Message, visit: Visit) -> None:
    """/language: the languages, each by its own name."""
    choices = [
        Button(Words(language)("language-name"), OnSelf("language", language).pack())
        for language in LANGUAGES
    ]
    await visit.speaker.say(visit.chat, visit.words.html("ask-language"), keyboard(choices))


async def on_language_chosen(query: CallbackQuery, callback_data: OnSelf, visit: Visit) -> None:
    """From now on the bot speaks the chosen language to this person."""
    language = callback_data.what if callback_data.what in LANGUAGES else visit.words.language
    async with visit.room.database.transaction() as transaction:
        await people.speaks(transaction, visit.person, language)
    words = Words(language)
    await visit.speaker.toast(query.id)
    if query.message is not None:
        text = words.html("language-chosen")
        await visit.speaker.edit(visit.chat, query.message.message_id, text)


async def on_cancel(_message: Message, visit: Visit) -> None:
    """/cancel: ends what was asked; else discards the letter being written; and says which."""
    now = await writing.current(visit.room, visit.chat, visit.person)
    topic = visit.asked.topic if visit.asked else None
    if topic not in {None, writing.WHERE_TO}:
        await perform.forget(visit.room, visit.chat, visit.person)
        said = f"cancelled-{topic}"
        await visit.say(said if said in visit.words else "cancelled")
        if now is not None and now.parts:
            await visit.say("cancelled-still-writing")
            await writing.show_again(visit.room, now.writing)
    elif now is not None:
        await writing.discard(visit.room, now.writing)
        await visit.say("cancelled-writing" if now.parts else "cancelled")
        if now.writing.preview is not None:
            await visit.speaker.delete(visit.chat, now.writing.preview)
    else:
        await visit.say("nothing-to-cancel")


async def on_id(_message: Message, visit: Visit) -> None:
    """/id: the numbers an administrator needs for the configuration."""
    person = str(visit.person)
    if visit.private:
        await visit.say("id-person", person=person)
    else:
        await visit.say("id-group", person=person, chat=str(visit.chat))
