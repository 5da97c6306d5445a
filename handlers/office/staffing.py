"""Who works here, and how others join: /staff and /invite."""

import html

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command
from handlers.telegram.presses import pressed
from letters.people import Actor, Role
from letters.workflow import NotAllowed
from mailroom import staffing
from views import staffing as views
from views.page import Keyboard
from views.presses import OnStaff


def router() -> Router:
    """Returns the handlers of /staff and /invite."""
    found = Router(name="staffing")
    found.message.register(on_invite, Command("invite"))
    found.message.register(on_staff, Command("staff"))
    found.callback_query.register(on_chosen, pressed(OnStaff, "invite"))
    found.callback_query.register(on_invite_page, pressed(OnStaff, "invite-page"))
    found.callback_query.register(on_staff_page, pressed(OnStaff, "staff-page"))
    found.callback_query.register(on_revoke, pressed(OnStaff, "revoke"))
    found.callback_query.register(on_dismiss, pressed(OnStaff, "dismiss"))
    found.callback_query.register(on_dismissed, pressed(OnStaff, "dismiss!"))
    return found


async def on_invite(message: Message, command: CommandObject, visit: Visit, bot: Bot) -> None:
    """/invite roads, /invite clerk; alone it offers whom to invite."""
    actor = visit.as_office()
    what = (command.args or "").strip().lower()
    if what:
        await _invite(visit, bot, actor, what)
        return
    menu = views.whom_to_invite(visit.room.office, actor, visit.words)
    await visit.speaker.say(visit.chat, visit.words.html("invite-whom-chat"), menu)


async def on_invite_page(query: CallbackQuery, callback_data: OnStaff, visit: Visit) -> None:
    """Another page of whom to invite, in its place."""
    actor, page = visit.as_office(), _page(callback_data)
    await _turn(query, visit, views.whom_to_invite(visit.room.office, actor, visit.words, page))


async def on_staff_page(query: CallbackQuery, callback_data: OnStaff, visit: Visit) -> None:
    """Another page of whom to dismiss, in its place."""
    actor, roll = _chief(visit), await staffing.roll(visit.room)
    await _turn(query, visit, views.whom_to_dismiss(roll, actor, visit.words, _page(callback_data)))


async def _turn(query: CallbackQuery, visit: Visit, menu: Keyboard | None) -> None:
    if query.message is not None:
        await visit.speaker.edit_buttons(visit.chat, query.message.message_id, menu)
    await visit.speaker.toast(query.id)


def _page(data: OnStaff) -> int:
    return int(data.what) if data.what.isascii() and data.what.isdigit() else 0


async def on_chosen(query: CallbackQuery, callback_data: OnStaff, visit: Visit, bot: Bot) -> None:
    """Whom to invite was chosen."""
    await _invite(visit, bot, visit.as_office(), callback_data.what)
    await visit.speaker.toast(query.id)


async def _invite(visit: Visit, bot: Bot, actor: Actor, what: str) -> None:
    office, words = visit.room.office, visit.words
    if what in {d.code for d in office.departments}:
        code = await staffing.invite(visit.room, actor, Role.OFFICER, what)
        whom = office.department_name(what)
    elif what in {Role.CLERK, Role.CHIEF}:
        code = await staffing.invite(visit.room, actor, Role(what), None)
        whom = words(f"role-{what}")
    else:
        raise NotAllowed("no-such-department")
    me = await bot.me()
    link = f"https://t.me/{me.username}?start=join-{code}"
    revoke = [views.button(words("revoke"), "revoke", code)]
    markup = Keyboard.of(revoke)
    text = words.html("invited-chat", whom=whom, link=link)
    await visit.speaker.say(visit.chat, text, markup)


async def on_revoke(query: CallbackQuery, callback_data: OnStaff, visit: Visit) -> None:
    """An invitation is taken back, if nobody used it."""
    revoked = await staffing.revoke(visit.room, visit.as_office(), callback_data.what)
    if revoked and query.message is not None:
        text = visit.words.html("revoked")
        await visit.speaker.edit(visit.chat, query.message.message_id, text)
    await visit.speaker.toast(query.id, visit.words("revoked" if revoked else "revoked-too-late"))


async def on_staff(message: Message, visit: Visit) -> None:
    """Everybody who works here, by role and department, and invitations nobody used yet."""
    actor = visit.as_office()
    roll = await staffing.roll(visit.room)
    waiting = len(await staffing.waiting(visit.room))
    for piece in views.staff(visit.room, roll, waiting, actor, visit.words):
        await visit.speaker.say(visit.chat, piece.text, piece.markup)


async def on_dismiss(query: CallbackQuery, callback_data: OnStaff, visit: Visit) -> None:
    """Asks once more."""
    _chief(visit)
    names = {m.person: m.name for m in await staffing.roll(visit.room)}
    person = int(callback_data.what) if callback_data.what.isdecimal() else 0
    name = html.escape(names.get(person, ""), quote=False)
    button = views.button(visit.words("dismiss-now", name=name), "dismiss!", str(person))
    markup = Keyboard.of([button])
    text = visit.words.html("dismiss-really", name=names.get(person, ""))
    await visit.speaker.say(visit.chat, text, markup)
    await visit.speaker.toast(query.id)


async def on_dismissed(query: CallbackQuery, callback_data: OnStaff, visit: Visit) -> None:
    """Takes somebody's invited roles away."""
    person = int(callback_data.what) if callback_data.what.isdecimal() else 0
    gone = await staffing.dismiss(visit.room, _chief(visit), person)
    if query.message is not None:
        text = visit.words.html("dismissed" if gone else "dismissed-before")
        await visit.speaker.edit(visit.chat, query.message.message_id, text)
    await visit.speaker.toast(query.id)


def _chief(visit: Visit) -> Actor:
    actor = visit.as_office()
    if actor.role is not Role.CHIEF:
        raise NotAllowed("not-yours-to-do")
    return actor
