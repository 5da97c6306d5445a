"""Written input: the bot asks in a chat, remembers what for, and the reply performs it.

In a group the question is put with ForceReply to the one who pressed, and only a reply counts (in
privacy mode the bot sees no other message); in a private chat whatever is written next.
"""

import html
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.pressing import done_words, give, letter_for, may
from handlers.telegram.access import Visit
from handlers.telegram.intake import part_of
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Letter, Part, PartKind
from mailroom import desk, gathering, perform
from views.page import Question
from views.presses import OnLetter

MERGE = "merge"
GATHERS = frozenset({"draft", "contrib"})


@dataclass(frozen=True, slots=True)
class Topic:
    """What a written answer becomes: the command, and how it is made of the answer."""

    command: type
    made: Callable[[Part, Mapping[str, Any]], c.Command]


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "ask": Topic(c.AskCitizen, lambda part, _: c.AskCitizen(part)),
        "note": Topic(c.WriteNote, lambda part, _: c.WriteNote(part)),
        "amend": Topic(c.Approve, lambda part, _: c.Approve(part)),
        "sendback": Topic(c.SendBack, lambda part, _: c.SendBack(part)),
        "return": Topic(c.Return, lambda part, _: c.Return(part)),
        "askback": Topic(c.AskToReturn, lambda part, _: c.AskToReturn(part)),
        "urge": Topic(c.Urge, lambda part, _: c.Urge(part)),
        "extend": Topic(
            c.RequestExtension, lambda part, facts: c.RequestExtension(int(facts["days"]), part)
        ),
    }
)
"""Answers that are one text and act at once."""

ASKED = frozenset(TOPICS) | GATHERS | {MERGE}
AT_A_PRESS = {"ask": c.AskCitizen, "note": c.WriteNote, "amend": c.Approve, "urge?": c.Urge}


def router() -> Router:
    """Returns the handlers of buttons that ask, and of the answers."""
    found = Router(name="asking")
    found.callback_query.register(on_press, pressed(OnLetter, *AT_A_PRESS))
    found.callback_query.register(on_gather, pressed(OnLetter, *GATHERS))
    found.message.register(on_answer, answering(ASKED))
    return found


async def put(
    visit: Visit, letter: Letter, topic: str, seen: int | None, **facts: str | int | None
) -> None:
    """Asks a person something about a letter; their next answer in this chat is taken for it."""
    text = visit.words.html(f"ask-{topic}", number=letter.number)
    if not visit.private:
        # a selective question reaches whom it mentions
        name = html.escape(visit.name, quote=False)
        text = f'<a href="tg://user?id={visit.person}">{name}</a> {text}'
    question = Question(visit.words(f"placeholder-{topic}"), selective=not visit.private)
    await perform.ask(
        visit.room, visit.chat, visit.person, topic, letter=letter.id, seen=seen, **facts
    )
    await visit.speaker.say(visit.chat, text, question, letter=letter.id)


async def on_press(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A button whose act needs words."""
    letter = await may(visit, callback_data, AT_A_PRESS[callback_data.do])
    await put(visit, letter, callback_data.do.removesuffix("?"), callback_data.seen)
    await visit.speaker.toast(query.id)


async def on_gather(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """The answer, or an opinion: may come in several messages, so it is gathered."""
    command = c.Draft if callback_data.do == "draft" else c.Contribute
    letter = await may(visit, callback_data, command)
    await put(visit, letter, callback_data.do, callback_data.seen)
    await visit.speaker.toast(query.id)


Answering = Callable[[Message, Visit], Awaitable[bool | dict[str, Any]]]


def answering(topics: frozenset[str]) -> Answering:
    """Returns a filter: does this message answer one of these questions? With its letter."""

    async def answers(message: Message, visit: Visit) -> bool | dict[str, Any]:
        asked = visit.asked
        if asked is None or asked.topic not in topics or not visit.actors:
            return False
        return await _about(message, visit, asked.facts["letter"])

    return answers


async def _about(message: Message, visit: Visit, letter: int) -> bool | dict[str, Any]:
    """In a group only a reply counts, and everywhere only one about the letter in question."""
    if message.text and message.text.startswith("/"):
        return False
    reply = message.reply_to_message
    if reply is None and not visit.private:
        return False
    if reply is not None:
        said = reply.text or reply.caption or ""
        found = await desk.letter_of(visit.room, visit.chat, reply.message_id, said)
        if found is not None and found.id != letter:
            return False
    return {"letter": await letter_for(visit, letter)}


async def on_answer(message: Message, visit: Visit, letter: Letter) -> None:
    """Takes the answer: gathers it, leads on, or performs what it is for."""
    asked = visit.asked
    part = part_of(message)
    if asked is None:
        return
    if asked.topic in GATHERS and part is not None:
        await gathering.gather(visit.room, letter, visit.chat, visit.person, part, (asked.topic,))
        return
    if part is None or not is_words(part):
        await visit.say("asked-for-words")
    elif asked.topic == MERGE:
        await _merge(visit, letter, part, asked.facts)
    else:
        topic = TOPICS[asked.topic]
        await carry_out(visit, letter, topic.made(part, asked.facts), asked.facts["seen"])


def is_words(part: Part) -> bool:
    """Returns whether a part is a text and nothing else."""
    return part.kind is PartKind.TEXT and bool(part.text.strip())


async def carry_out(visit: Visit, letter: Letter, command: c.Command, seen: int | None) -> None:
    """Performs what somebody wrote for, ends the question with it, and says so."""
    ends = (visit.chat, visit.person)
    done = await give(visit, letter.id, command, seen, ends=ends)
    await visit.say("as-said", text=done_words(visit, done.letter, type(command)))


async def _merge(visit: Visit, letter: Letter, part: Part, facts: Mapping[str, Any]) -> None:
    into = await desk.letter_by_number(visit.room, part.text)
    if into is None:
        await visit.say("letter-not-found-number", number=part.text[:30])
        return
    visit.acting_on(into)
    await carry_out(visit, letter, c.Merge(into.id), facts["seen"])
