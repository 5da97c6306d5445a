"""公开答复: question and answer are masked, shown to the clerk, perhaps rewritten, and confirmed.

What is shown is what is published: the button bears a check of the very words above it. Files are
never published.
"""

import zlib
from collections import Counter
from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import asking
from handlers.pressing import done_words, give, letter_for, may, message_of
from handlers.telegram.access import Visit
from handlers.telegram.intake import part_of
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Letter, PartRole, text_part
from letters.redaction import Mark, Redacted, redact_together
from letters.workflow import NotAllowed
from mailroom import desk, perform
from mailroom.desk import Dossier
from texts import Words
from views.composing import compose
from views.keyboards import department_name, plain
from views.page import Keyboard, keyboard
from views.presses import OnLetter

TOPIC = "publishing"
REWRITTEN = {"public-question": "question", "public-answer": "answer"}


def router() -> Router:
    """Returns the handlers of publishing an answer."""
    found = Router(name="publishing")
    press = found.callback_query
    press.register(on_publish, pressed(OnLetter, "publish"))
    press.register(on_rewrite, pressed(OnLetter, "publish?"))
    press.register(on_confirm, pressed(OnLetter, "publish!"))
    press.register(on_drop, pressed(OnLetter, "publish-no"))
    found.message.register(on_words, asking.answering(frozenset(REWRITTEN)))
    return found


async def on_publish(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Masks question and answer and shows them as they would be published."""
    letter = await may(visit, callback_data, c.Publish)
    found = await desk.dossier(visit.room, letter)
    masked = _masked(visit, found, _question_answer(found))
    question, answer = (one.text for one in masked)
    if not question.strip() or not answer.strip():
        raise NotAllowed("nothing-to-publish")
    what = _counted(visit.words, masked)
    said = visit.words("publish-masked", what=what or "none")
    await _show(visit, letter, callback_data.seen, question, answer, said)
    await visit.speaker.toast(query.id)


def _question_answer(found: Dossier) -> list[str]:
    """The letter's words and those of its last answer; no files, nothing said in between."""
    letter = [k for k in found.current if k.role is PartRole.LETTER]
    answers = [k for k in found.current if k.role is PartRole.ANSWER]
    last = [k for k in answers if k.revision == answers[-1].revision]
    return ["\n".join(k.part.text for k in parts).strip() for parts in (letter, last)]


def _masked(visit: Visit, found: Dossier, texts: Sequence[str]) -> list[Redacted]:
    """The texts masked; names the letter or its answer says are known, and the citizen's own."""
    citizen = Words(visit.room.office.language)("masked-citizen")
    own = _question_answer(found)
    return redact_together([*texts, *own], (found.citizen,), citizen)[: len(texts)]


def _counted(words: Words, masked: Sequence[Redacted]) -> str:
    """Returns how often what was masked, in words; "" for nothing."""
    marks = sum((one.marks for one in masked), Counter[Mark]())
    between = "、" if words.language == "zh" else ", "
    return between.join(f"{words(f'mask-{mark}')} {marks[mark]}" for mark in Mark if marks[mark])


async def _show(
    visit: Visit, letter: Letter, seen: int | None, question: str, answer: str, said: str
) -> None:
    await perform.ask(
        visit.room,
        visit.chat,
        visit.person,
        TOPIC,
        letter=letter.id,
        seen=seen,
        question=question,
        answer=answer,
    )
    words = visit.words
    sections = [
        (words.html("publish-preview", **_facts(visit, letter)), ""),
        (words.html("part-public-question"), question),
        (words.html("part-public-answer"), answer),
    ]
    pieces = compose(
        sections, (), _buttons(words, letter, question, answer), words.html("as-said", text=said)
    )
    for piece in pieces:
        await visit.speaker.say(visit.chat, piece.text, piece.markup, letter=letter.id)


def _facts(visit: Visit, letter: Letter) -> dict[str, object]:
    office = visit.room.office
    topics = {topic.code: topic.name for topic in office.topics}
    return {
        "number": letter.number,
        "kind": visit.words(f"kind-{letter.kind}"),
        "topic": topics.get(letter.topic or "", "none"),
        "department": department_name(office, letter.lead) or office.name,
        "received": letter.received_on,
        "answered": letter.last_answered_on,
    }


def _buttons(words: Words, letter: Letter, question: str, answer: str) -> Keyboard | None:
    check = _check(question, answer)
    return keyboard(
        [plain(words("publish-now"), letter, "publish!", check)],
        [
            plain(words("publish-rewrite-question"), letter, "publish?", "public-question"),
            plain(words("publish-rewrite-answer"), letter, "publish?", "public-answer"),
        ],
        [plain(words("publish-no"), letter, "publish-no", check)],
    )


def _check(question: str, answer: str) -> str:
    said = "\0".join((question, answer))
    return f"{zlib.crc32(said.encode()):08x}"


async def on_rewrite(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """The clerk writes question or answer anew."""
    letter = await may(visit, callback_data, c.Publish)
    question, answer = _waiting(visit, letter.id)
    if callback_data.what not in REWRITTEN:
        raise NotAllowed("menu-outdated")
    await asking.put(
        visit, letter, callback_data.what, callback_data.seen, question=question, answer=answer
    )
    await visit.speaker.toast(query.id)


def _waiting(visit: Visit, letter: int) -> tuple[str, str]:
    """Returns the question and the answer that wait for this clerk's word."""
    asked = visit.asked
    if asked is None or asked.topic not in {TOPIC, *REWRITTEN} or asked.facts["letter"] != letter:
        raise NotAllowed("menu-outdated")
    return asked.facts["question"], asked.facts["answer"]


async def on_words(message: Message, visit: Visit, letter: Letter) -> None:
    """Takes the clerk's words as they are, and says what in them still looks personal."""
    asked, part = visit.asked, part_of(message)
    if asked is None or part is None or not asking.is_words(part):
        await visit.say("asked-for-words")
        return
    said = {"question": asked.facts["question"], "answer": asked.facts["answer"]}
    said[REWRITTEN[asked.topic]] = part.text
    found = await desk.dossier(visit.room, letter)
    what = _counted(visit.words, _masked(visit, found, list(said.values())))
    warning = visit.words("publish-left", what=what or "none")
    await _show(visit, letter, asked.facts["seen"], said["question"], said["answer"], warning)


async def on_confirm(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """公开, exactly as shown above the button."""
    question, answer = _waiting(visit, callback_data.letter)
    if callback_data.what != _check(question, answer):
        raise NotAllowed("menu-outdated")
    command = c.Publish(text_part(question), text_part(answer))
    ends = (visit.chat, visit.person)
    done = await give(visit, callback_data.letter, command, callback_data.seen, ends=ends)
    await _settled(query, visit)
    await visit.speaker.toast(query.id, done_words(visit, done.letter, c.Publish))


async def on_drop(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Not published; nothing of it is kept."""
    letter = await letter_for(visit, callback_data.letter)
    _waiting(visit, letter.id)
    await perform.forget(visit.room, visit.chat, visit.person)
    await _settled(query, visit)
    await visit.speaker.toast(query.id, visit.words("not-published", number=letter.number))


async def _settled(query: CallbackQuery, visit: Visit) -> None:
    message = message_of(query)
    if message is not None:
        await visit.speaker.edit_buttons(visit.chat, message)
