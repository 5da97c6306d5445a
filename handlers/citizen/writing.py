"""The citizen's side of the conversation: writing a letter, saying where it belongs, sending it."""

import asyncio

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command, in_private, is_command
from handlers.telegram.intake import part_of
from handlers.telegram.presses import pressed
from letters.letter import Kind
from mailroom import editing, incoming, perform, writing
from mailroom.incoming import Went
from mailroom.writing import WritingNow
from views import preview, to_citizen
from views.page import keyboard
from views.presses import OnWriting

C = ContentType
SENT_BY_PEOPLE = frozenset(
    {C.UNKNOWN, C.POLL, C.DICE, C.GAME, C.STORY, C.CHECKLIST, C.PAID_MEDIA, C.INVOICE, C.GIVEAWAY}
    | {C.LIVE_PHOTO, C.RICH_MESSAGE}
)
"""What people send that no letter can hold; all else without a part is Telegram's own notice."""


def router() -> Router:
    """Returns the handlers of writing, for private chats. Asked last: it takes what is left."""
    found = Router(name="citizen")
    found.message.filter(in_private)
    found.edited_message.filter(in_private)
    found.message.register(on_new, Command("new"))
    found.message.register(on_unknown_command, is_command)
    found.message.register(on_message)
    found.edited_message.register(on_edit)
    found.callback_query.register(on_old_button)
    return found


def presses() -> Router:
    """Returns the handlers of the preview's buttons. Asked first: "send" is pressed most of all."""
    found = Router(name="presses")
    press = found.callback_query
    press.register(on_send, pressed(OnWriting, "send"))
    press.register(on_kinds, pressed(OnWriting, "kinds"))
    press.register(on_choice, pressed(OnWriting, "kind", "mailbox", "publish", "back"))
    press.register(on_discard, pressed(OnWriting, "discard"))
    press.register(on_restore, pressed(OnWriting, "restore"))
    press.register(on_new_letter, pressed(OnWriting, "new"))
    press.register(on_add, pressed(OnWriting, "add"))
    return found


async def on_new(_message: Message, visit: Visit) -> None:
    """/new: a new letter, or the one already begun shown again."""
    now = await writing.current(visit.room, visit.chat, visit.person)
    # said first: in a busy chat both wait their turn, and the preview comes below these words
    await visit.say("new-goes-on" if now is not None and now.parts else "new")
    await writing.begin(visit.room, visit.chat, visit.person)


async def on_unknown_command(_message: Message, visit: Visit) -> None:
    """A command that there is not."""
    await visit.say("unknown-command")


async def on_message(message: Message, visit: Visit) -> None:
    """Whatever a citizen sends is kept where it belongs; what cannot be taken is said."""
    part = part_of(message)
    if part is None:
        if message.content_type in SENT_BY_PEOPLE:
            await visit.say("cannot-take")
        return
    replied = message.reply_to_message
    taken = await incoming.take(
        visit.room,
        incoming.Message(
            part,
            visit.chat,
            visit.citizen,
            replied.message_id if replied else None,
            _said_by_bot(replied),
            visit.asked,
            visit.cause,
        ),
    )
    letter = taken.letter
    if letter is not None and taken.went in {Went.CLOSED, Went.NOWHERE}:
        text = to_citizen.closed(letter, visit.words)
        if taken.went is Went.CLOSED:
            text += f"\n\n{visit.words.html('not-kept-while-writing')}"
        markup = to_citizen.buttons(letter, visit.room, visit.words)
        await visit.speaker.say(visit.chat, text, markup, letter=letter.id, own=True)
    elif taken.went is Went.NOWHERE:
        await visit.say("sticker-alone")


def _said_by_bot(replied: Message | None) -> str:
    """Returns the text of the bot's message replied to: it may bear a register number."""
    if replied is None or replied.from_user is None or not replied.from_user.is_bot:
        return ""
    return replied.text or replied.caption or ""


async def on_edit(message: Message, visit: Visit) -> None:
    """A citizen changed a message: the preview follows, or a sent letter gets a new version."""
    part = part_of(message)
    if part is None:
        return
    edited = await editing.edit(visit.room, part, visit.chat, visit.citizen)
    if edited.letter is not None and not edited.letter.is_open:
        await visit.say("edit-too-late", number=edited.letter.number)
    now = edited.writing
    if now is None or preview.undecided(visit.asked, now.writing):
        return
    if now.writing.preview is not None:
        shown_in = now.writing.preview
        await _refresh(visit, now, shown_in)


async def _refresh(visit: Visit, now: WritingNow, message: int | None) -> None:
    """Shows the letter as it now is: in the given message where one is enough, else anew."""
    pieces = preview.show(visit.room, now, visit.words)
    if message is None or len(pieces) > 1:
        await writing.show_again(visit.room, now.writing)
        return
    [piece] = pieces
    await visit.speaker.edit(now.writing.chat, message, piece.text, piece.keyboard)


async def on_send(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """提交."""
    cause = perform.Cause(key=visit.cause)
    done = await perform.submit(visit.room, callback_data.writing, visit.citizen, cause)
    toast = "already-sent" if done.repeated else "sent-toast"
    line = visit.words.html("sent-as", number=done.letter.number)
    shown_in = {message for message in (_message(query), done.shown_in) if message}
    await asyncio.gather(
        visit.speaker.toast(query.id, visit.words(toast, number=done.letter.number)),
        *(visit.speaker.edit(visit.chat, message, line) for message in shown_in),
    )


def _message(query: CallbackQuery) -> int | None:
    return query.message.message_id if query.message else None


async def _being_written(
    query: CallbackQuery, callback_data: OnWriting, visit: Visit
) -> WritingNow | None:
    """Returns the letter a button speaks of; None, and said so, where it was sent already."""
    now = await writing.mine(visit.room, callback_data.writing, visit.person)
    if now.writing.letter is None:
        return now
    number = await writing.number_of(visit.room, now.writing.letter)
    await visit.speaker.toast(query.id, visit.words("already-sent", number=number), alert=True)
    if (message := _message(query)) is not None:
        await visit.speaker.edit(visit.chat, message, visit.words.html("sent-as", number=number))
    return None


async def on_kinds(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """The six kinds, in place of the preview's buttons."""
    now = await _being_written(query, callback_data, visit)
    if now is None:
        return
    await visit.speaker.toast(query.id)
    markup = preview.kind_buttons(now.writing, visit.words)
    await visit.speaker.edit_buttons(visit.chat, _message(query) or 0, markup)


async def on_choice(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """Kind, mailbox or consent is chosen; the preview shows it in place."""
    now = await _being_written(query, callback_data, visit)
    if now is None:
        return
    do, what = callback_data.do, callback_data.what
    known = {m.code for m in visit.room.office.mailboxes}
    chosen = await writing.choose(
        visit.room,
        now.writing,
        kind=Kind(what) if do == "kind" and what in set(Kind) else None,
        mailbox=what if do == "mailbox" and what in known else None,
        may_publish=not now.writing.may_publish if do == "publish" else None,
    )
    shown = chosen or now
    explained = do == "publish" and shown.writing.may_publish
    toast = visit.words("published-explained") if explained else ""
    await visit.speaker.toast(query.id, toast, alert=explained)
    if (message := _message(query)) is not None:
        # the text above a long letter stands as it is
        last = preview.show(visit.room, shown, visit.words)[-1]
        await visit.speaker.edit(visit.chat, message, last.text, last.keyboard)


async def on_discard(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """Not sent after all; one more press brings it back."""
    now = await _being_written(query, callback_data, visit)
    if now is None:
        return
    await writing.discard(visit.room, now.writing)
    await visit.speaker.toast(query.id)
    back = preview.press(now.writing, visit.words("button-restore"), "restore")
    stray = preview.undecided(visit.asked, now.writing)
    text = visit.words.html("discarded-a-word" if stray else "discarded")
    await visit.speaker.edit(visit.chat, _message(query) or 0, text, keyboard([back]))


async def on_restore(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """What was discarded is taken up again."""
    restored = await writing.restore(visit.room, callback_data.writing, visit.person)
    toast = "" if restored else visit.words("cannot-restore")
    await visit.speaker.toast(query.id, toast, alert=not restored)
    if restored and (message := _message(query)) is not None:
        await visit.speaker.edit_buttons(visit.chat, message)


async def on_new_letter(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """It is a new letter: the question becomes its preview."""
    now = await _being_written(query, callback_data, visit)
    if now is None:
        return
    await perform.forget(visit.room, visit.chat, visit.person)
    await visit.speaker.toast(query.id)
    await _refresh(visit, now, _message(query))


async def on_add(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """It belongs to an earlier letter: all of it goes there, and the question goes."""
    now = await _being_written(query, callback_data, visit)
    if now is None:
        return
    to = int(callback_data.what) if callback_data.what.isdigit() else 0
    await incoming.add_written(visit.room, now.writing.id, visit.citizen, to, visit.cause)
    await visit.speaker.toast(query.id)
    if (message := _message(query)) is not None:
        await visit.speaker.delete(visit.chat, message)


async def on_old_button(query: CallbackQuery, visit: Visit) -> None:
    """A button nobody knows any more."""
    await visit.speaker.toast(query.id, visit.words("old-button"), alert=True)
