"""Questions for words, and the answers: the bot asks in a chat, remembers what for, and the reply
does it.

In a group the question is put with ForceReply to the one who pressed, and only a reply counts (in
privacy mode the bot sees no other message); in a private chat whatever is written next.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.types import Message

from handlers.staff.pressing import done_words, give
from handlers.telegram.access import Visit
from letters.acts import Act, By, acts_of, asked_for
from letters.commands import Command
from letters.letter import Letter, Part, PartKind
from mailroom import desk, perform
from views.page import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote when asked something for an act. `part`: None where it cannot be kept."""

    visit: Visit
    letter: Letter
    act: Act
    topic: str
    facts: Mapping[str, Any]
    part: Part | None

    async def words(self) -> Part | None:
        """Returns the answer if it is a text and nothing else; says so and None if it is not."""
        part = self.part
        if part is not None and part.kind is PartKind.TEXT and part.text.strip():
            return part
        await self.visit.say("asked-for-words")
        return None

    async def do(self, command: Command) -> None:
        """Does the act that was asked for, ends the question with it, and says so."""
        visit, seen = self.visit, self.facts["seen"]
        ends = (visit.chat, visit.person)
        done = await give(visit, self.letter.id, self.act, command, seen, ends=ends)
        await visit.say("as-said", text=done_words(visit, done.letter, self.act.command))


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
    await remember(visit, letter, topic, seen, **facts)
    await visit.speaker.say(visit.chat, text, question, letter=letter.id)


async def remember(
    visit: Visit, letter: Letter, topic: str, seen: int | None, **facts: str | int | None
) -> None:
    """Remembers what a person was asked in this chat, or what they chose so far."""
    await perform.ask(
        visit.room, visit.chat, visit.person, topic, letter=letter.id, seen=seen, **facts
    )


async def answers(message: Message, visit: Visit) -> bool | dict[str, Any]:
    """Whether this message answers a question asked of staff about a letter; with both.

    In a group only a reply counts, and everywhere only one about the letter in question.
    """
    asked = visit.asked
    if asked is None or "letter" not in asked.facts or not visit.actors:
        return False
    if message.text and message.text.startswith("/"):
        return False
    reply = message.reply_to_message
    if reply is None and not visit.private:
        return False
    letter = await desk.letter_by_id(visit.room, asked.facts["letter"])
    if letter is None:
        return False
    act = asked_for(asked.topic, acts_of(letter))
    if act is None or act.by is not By.STAFF:
        return False
    if reply is not None:
        said = reply.text or reply.caption or ""
        found = await desk.letter_of(visit.room, visit.chat, reply.message_id, said)
        if found is not None and found.id != letter.id:
            return False
    return {"letter": letter, "act": act}
