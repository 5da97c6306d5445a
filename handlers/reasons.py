"""Reasons and notes, chosen or written: refusing, returning, sending back, extending, urging.

A refusal asks for advice too, and is shown once as the citizen will read it before it is sent.
"""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import asking
from handlers.pressing import act, done_words, give, may, message_of
from handlers.telegram.access import Visit
from handlers.telegram.intake import part_of
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Letter, Part, text_part
from letters.workflow import NotAllowed
from mailroom import perform
from texts import Words
from views import keyboards
from views.composing import quoted
from views.keyboards import plain
from views.page import Button, Keyboard
from views.presses import OnLetter

CHOICES = {"refuse": 5, "return": 3, "sendback": 3, "advice": 3}
SAME_REASONS = {"askback": "return"}
EXTENSIONS = (3, 5, 10, 15)  # working days
COMMANDS: dict[str, type] = {
    "refuse": c.Refuse,
    "return": c.Return,
    "askback": c.AskToReturn,
    "sendback": c.SendBack,
    "extend": c.RequestExtension,
}
WITH_REASON: dict[str, Callable[[Part], c.Command]] = {
    "return": c.Return,
    "askback": c.AskToReturn,
    "sendback": c.SendBack,
}
WRITTEN = "w"
NO_ADVICE = "0"


def router() -> Router:
    """Returns the handlers of the menus of reasons."""
    found = Router(name="reasons")
    menus = ("refuse", "return", "askback", "sendback")
    chosen = tuple(f"{menu}!" for menu in menus)
    found.callback_query.register(on_menu, pressed(OnLetter, *menus))
    found.callback_query.register(on_urge, pressed(OnLetter, "urge"))
    found.callback_query.register(on_extend, pressed(OnLetter, "extend"))
    found.callback_query.register(on_days, pressed(OnLetter, "extend!"))
    found.callback_query.register(on_chosen, pressed(OnLetter, *chosen))
    found.callback_query.register(on_advice, pressed(OnLetter, "advice!"))
    found.callback_query.register(on_refuse, pressed(OnLetter, "refuse!!"))
    found.message.register(on_words, asking.answering(frozenset({"refuse", "advice"})))
    return found


def _spoken(visit: Visit) -> Words:
    """Reasons are kept in the office's language, whoever presses."""
    return Words(visit.room.office.language)


def _labelled(visit: Visit, letter: Letter, topic: str) -> list[Button]:
    reasons = SAME_REASONS.get(topic, topic)
    choices = [
        plain(visit.words(f"{reasons}-reason-{n}"), letter, f"{topic}!", str(n))
        for n in range(1, CHOICES[reasons] + 1)
    ]
    return [*choices, plain(visit.words("write-it"), letter, f"{topic}!", WRITTEN)]


async def on_menu(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows the usual reasons."""
    letter = await may(visit, callback_data, COMMANDS[callback_data.do])
    await _show(query, visit, letter, _labelled(visit, letter, callback_data.do))


async def _show(query: CallbackQuery, visit: Visit, letter: Letter, choices: list[Button]) -> None:
    message = message_of(query)
    if message is not None:
        menu = keyboards.menu(visit.words, letter, choices)
        await visit.speaker.edit_buttons(visit.chat, message, menu)
    await visit.speaker.toast(query.id)


async def on_chosen(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A reason was chosen, or is to be written. A refusal goes on to its advice."""
    topic = callback_data.do.removesuffix("!")
    letter = await may(visit, callback_data, COMMANDS[topic])
    what = callback_data.what
    if what == WRITTEN:
        await asking.put(visit, letter, topic, callback_data.seen)
        await visit.speaker.toast(query.id)
        return
    reason = _usual(visit, topic, what)
    if topic == "refuse":
        await perform.ask(
            visit.room,
            visit.chat,
            visit.person,
            "refusing",
            letter=letter.id,
            seen=callback_data.seen,
            reason=reason.text,
        )
        await _show(query, visit, letter, _advice(visit, letter))
        return
    await act(query, callback_data, visit, WITH_REASON[topic](reason))


def _usual(visit: Visit, topic: str, what: str) -> Part:
    reasons = SAME_REASONS.get(topic, topic)
    if not what.isdecimal() or not 1 <= int(what) <= CHOICES[reasons]:
        raise NotAllowed("menu-outdated")
    return text_part(_spoken(visit)(f"{reasons}-reason-{what}"))


def _advice(visit: Visit, letter: Letter) -> list[Button]:
    none = plain(visit.words("no-advice"), letter, "advice!", NO_ADVICE)
    return [*_labelled(visit, letter, "advice"), none]


async def on_urge(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """催办 at once, or with a note."""
    letter = await may(visit, callback_data, c.Urge)
    labels = {"urge!": "urge-now", "urge?": "write-it"}
    choices = [plain(visit.words(label), letter, do) for do, label in labels.items()]
    await _show(query, visit, letter, choices)


async def on_words(message: Message, visit: Visit, letter: Letter) -> None:
    """A refusal's reason or advice was written: on to the next question."""
    asked, part = visit.asked, part_of(message)
    if asked is None or part is None or not asking.is_words(part):
        await visit.say("asked-for-words")
        return
    facts = asked.facts
    if asked.topic == "refuse":
        await perform.ask(
            visit.room,
            visit.chat,
            visit.person,
            "refusing",
            letter=letter.id,
            seen=facts["seen"],
            reason=part.text,
        )
        menu = keyboards.menu(visit.words, letter, _advice(visit, letter))
        head = visit.words.html("choose-advice", number=letter.number)
        await visit.speaker.say(visit.chat, head, menu, letter=letter.id)
        return
    await _confirm(visit, letter, facts["seen"], facts["reason"], part.text)


async def on_advice(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Advice was chosen, is to be written, or there is none."""
    letter = await may(visit, callback_data, c.Refuse)
    asked = visit.asked
    if asked is None or asked.topic != "refusing" or asked.facts["letter"] != letter.id:
        raise NotAllowed("menu-outdated")
    reason = str(asked.facts["reason"])
    if callback_data.what == WRITTEN:
        await asking.put(visit, letter, "advice", callback_data.seen, reason=reason)
    else:
        none = callback_data.what == NO_ADVICE
        advice = "" if none else _usual(visit, "advice", callback_data.what).text
        await _confirm(visit, letter, callback_data.seen, reason, advice)
    await visit.speaker.toast(query.id)


async def _confirm(
    visit: Visit, letter: Letter, seen: int | None, reason: str, advice: str
) -> None:
    """Shows the refusal as the citizen will read it, with the button that sends it."""
    await perform.ask(
        visit.room,
        visit.chat,
        visit.person,
        "refusing",
        letter=letter.id,
        seen=seen,
        reason=reason,
        advice=advice,
    )
    words = visit.words
    text = words.html("confirm-refusal", number=letter.number) + "\n" + quoted(reason)
    if advice:
        text += words.html("part-advice") + "\n" + quoted(advice)
    now = plain(words("refuse-now"), letter, "refuse!!")
    markup = Keyboard.of([now])
    await visit.speaker.say(visit.chat, text, markup, letter=letter.id)


async def on_refuse(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """不予受理."""
    asked = visit.asked
    facts = asked.facts if asked is not None and asked.topic == "refusing" else {}
    if facts.get("letter") != callback_data.letter or "advice" not in facts:
        raise NotAllowed("menu-outdated")
    advice = text_part(facts["advice"]) if facts["advice"] else None
    command = c.Refuse(text_part(facts["reason"]), advice)
    ends = (visit.chat, visit.person)
    done = await give(visit, callback_data.letter, command, callback_data.seen, ends=ends)
    message = message_of(query)
    if message is not None:
        await visit.speaker.edit_buttons(visit.chat, message)
    await visit.speaker.toast(query.id, done_words(visit, done.letter, c.Refuse))


async def on_extend(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows how many working days may be asked for, within the mailbox's cap."""
    letter = await may(visit, callback_data, c.RequestExtension)
    left = visit.room.office.mailbox(letter.mailbox).extension_cap - letter.extension_days
    choices = [
        plain(visit.words("extend-days", days=days), letter, "extend!", str(days))
        for days in EXTENSIONS
        if days <= left
    ]
    if not choices:
        raise NotAllowed("extension-over-cap")
    await _show(query, visit, letter, choices)


async def on_days(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """The days are chosen; the reason is asked for."""
    letter = await may(visit, callback_data, c.RequestExtension)
    if callback_data.what not in {str(days) for days in EXTENSIONS}:
        raise NotAllowed("menu-outdated")
    days = int(callback_data.what)
    await asking.put(visit, letter, "extend", callback_data.seen, days=days)
    await visit.speaker.toast(query.id)
