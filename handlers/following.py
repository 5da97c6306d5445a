"""After sending: the citizen's letters, adding to them, withdrawing, rating, second handling."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command, in_private
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Letter, Rating
from letters.workflow import NotAllowed
from mailroom import incoming, my_letters, perform
from mailroom.perform import Cause
from views import my_letters as views
from views import to_citizen
from views.page import Piece, Question, keyboard
from views.presses import OnLetter, OnList


def router() -> Router:
    """Returns the handlers of following up, for private chats."""
    found = Router(name="following")
    found.message.filter(in_private)
    found.message.register(on_letters, Command("letters"))
    found.message.register(on_letter, Command("letter"))
    press = found.callback_query
    press.register(on_page, pressed(OnList, "my-letters"))
    press.register(on_open, pressed(OnLetter, "my-open"))
    press.register(on_add, pressed(OnLetter, "my-add"))
    press.register(on_done, pressed(OnLetter, "my-done"))
    press.register(on_withdraw, pressed(OnLetter, "my-withdraw"))
    press.register(on_withdraw_yes, pressed(OnLetter, "my-withdraw-yes"))
    press.register(on_withdraw_no, pressed(OnLetter, "my-withdraw-no"))
    press.register(on_rate, pressed(OnLetter, "my-rate"))
    press.register(on_reopen, pressed(OnLetter, "my-reopen"))
    press.register(on_consent, pressed(OnLetter, "my-public"))
    press.register(on_consent, pressed(OnLetter, "my-private"))
    press.register(on_answer, pressed(OnLetter, "my-answer"))
    return found


async def on_letters(_message: Message, visit: Visit) -> None:
    """/letters: the newest first."""
    page = await my_letters.page(visit.room, visit.citizen, 0)
    piece = views.page(page, visit.words)
    await visit.speaker.say(visit.chat, piece.text, views.markup_of(piece))


async def on_page(query: CallbackQuery, callback_data: OnList, visit: Visit) -> None:
    """Another page of the list, in its place."""
    page = await my_letters.page(visit.room, visit.citizen, callback_data.page)
    piece = views.page(page, visit.words)
    await visit.speaker.toast(query.id)
    if query.message is not None:
        shown_in = query.message.message_id
        await visit.speaker.edit(visit.chat, shown_in, piece.text, views.markup_of(piece))


async def on_letter(message: Message, command: CommandObject, visit: Visit) -> None:
    """/letter CODE or NUMBER: one letter of the citizen's own."""
    if not command.args:
        await on_letters(message, visit)
        return
    try:
        letter = await my_letters.find(visit.room, visit.citizen, command.args)
    except NotAllowed:
        await visit.say("letter-not-found")
        return
    await _show(visit, letter)


async def on_open(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A letter of the list is opened."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    await visit.speaker.toast(query.id)
    await _show(visit, letter)


async def _show(visit: Visit, letter: Letter) -> None:
    view = await my_letters.view(visit.room, visit.citizen, letter.id)
    for piece in views.letter(view, visit.room, visit.words):
        await _say(visit, piece, letter)


async def _say(visit: Visit, piece: Piece, letter: Letter) -> None:
    own = not piece.dialog
    await visit.speaker.say(visit.chat, piece.text, piece.markup, letter=letter.id, own=own)


async def on_add(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """补充: what comes next goes to this letter."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    await visit.speaker.toast(query.id)
    if not letter.is_open:
        text = to_citizen.closed(letter, visit.words)
        markup = to_citizen.buttons(letter, visit.room, visit.words)
        await visit.speaker.say(visit.chat, text, markup, letter=letter.id, own=True)
        return
    await incoming.ask_addition(visit.room, visit.chat, visit.citizen, letter)
    asked = "ask-answer" if letter.paused_on is not None else "ask-addition"
    prompt = Piece(
        visit.words.html(asked, number=letter.number),
        Question(visit.words("placeholder-addition")),
    )
    await _say(visit, prompt, letter)


async def on_done(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """写完了: nothing more is added; the letter's own buttons come back."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    if visit.asked is not None and visit.asked.topic == incoming.ADDING:
        await perform.forget(visit.room, visit.chat, visit.person)
    await visit.speaker.toast(query.id, visit.words("done-adding", number=letter.number))
    if query.message is not None:
        markup = to_citizen.buttons(letter, visit.room, visit.words)
        await visit.speaker.edit_buttons(visit.chat, query.message.message_id, markup)


async def on_withdraw(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """撤回: asked once more before it is done."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    await visit.speaker.toast(query.id)
    if not letter.is_open:
        await _say(visit, Piece(to_citizen.closed(letter, visit.words)), letter)
        return
    yes = to_citizen.button(letter, visit.words("button-withdraw-yes"), "my-withdraw-yes")
    no = to_citizen.button(letter, visit.words("button-withdraw-no"), "my-withdraw-no")
    text = visit.words.html("ask-withdraw", number=letter.number)
    await _say(visit, Piece(text, keyboard([yes], [no]), dialog=True), letter)


async def on_withdraw_yes(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """撤回, confirmed."""
    cause = Cause(key=visit.cause, seen=callback_data.seen)
    await perform.perform(visit.room, callback_data.letter, c.Withdraw(), visit.citizen, cause)
    await visit.speaker.toast(query.id)
    await _take_away(query, visit)


async def on_withdraw_no(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Not withdrawn after all."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    await visit.speaker.toast(query.id, visit.words("not-withdrawn", number=letter.number))
    await _take_away(query, visit)


async def _take_away(query: CallbackQuery, visit: Visit) -> None:
    if query.message is not None:
        await visit.speaker.delete(visit.chat, query.message.message_id)


async def on_rate(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """评价; after "dissatisfied" a second handling is offered."""
    if callback_data.what not in set(Rating):
        await visit.speaker.toast(query.id, visit.words("old-button"), alert=True)
        return
    rating = Rating(callback_data.what)
    cause = Cause(key=visit.cause, seen=callback_data.seen)
    done = await perform.perform(
        visit.room, callback_data.letter, c.Rate(rating), visit.citizen, cause
    )
    letter = done.letter
    await visit.speaker.toast(query.id)
    if query.message is not None:
        await visit.speaker.edit_buttons(visit.chat, query.message.message_id)
    name = visit.words(f"rating-{rating}")
    markup = to_citizen.buttons(letter, visit.room, visit.words)
    said = "rated-reopen" if c.Reopen in to_citizen.allowed(letter, visit.room) else "rated"
    text = visit.words.html(said, number=letter.number, rating=name)
    await _say(visit, Piece(text, markup), letter)


async def on_reopen(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """二次办理: asks why; the next message is the reason."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    await visit.speaker.toast(query.id)
    if c.Reopen not in to_citizen.allowed(letter, visit.room):
        text = visit.words.html("cannot-reopen", number=letter.number)
        await _say(visit, Piece(text, to_citizen.buttons(letter, visit.room, visit.words)), letter)
        return
    await incoming.ask_why_again(visit.room, visit.chat, visit.citizen, letter)
    prompt = Piece(
        visit.words.html("ask-reopen", number=letter.number),
        Question(visit.words("placeholder-reopen")),
    )
    await _say(visit, prompt, letter)


async def on_answer(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """The answer once more, with its files."""
    sent = await my_letters.answer_again(
        visit.room, visit.citizen, callback_data.letter, visit.cause
    )
    toast = "" if sent else visit.words("no-answer-yet")
    await visit.speaker.toast(query.id, toast, alert=not sent)


async def on_consent(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """同意公开, or no longer: then what was published is taken back."""
    letter = await my_letters.own(visit.room, visit.citizen, callback_data.letter)
    command, said = _consent(letter, agrees=callback_data.do == "my-public")
    cause = Cause(key=visit.cause)  # without what was seen: a change of mind is never too late
    done = await perform.perform(visit.room, letter.id, command, visit.citizen, cause)
    await visit.speaker.toast(query.id, visit.words(said), alert=True)
    if query.message is not None:
        own = to_citizen.buttons(done.letter, visit.room, visit.words)
        consent = to_citizen.consent(done.letter, visit.room, visit.words)
        markup = keyboard(*(own.rows if own else ()), consent)
        await visit.speaker.edit_buttons(visit.chat, query.message.message_id, markup)


def _consent(letter: Letter, *, agrees: bool) -> tuple[c.Command, str]:
    if agrees:
        return c.AllowPublishing(), "publishing-allowed"
    if letter.published_on is not None:
        return c.Unpublish(), "publishing-taken-back"
    return c.ForbidPublishing(), "publishing-forbidden"
