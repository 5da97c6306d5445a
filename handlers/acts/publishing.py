"""公开答复: question and answer are masked, shown to the clerk, perhaps rewritten, and confirmed.

What is shown is what is published: the button bears a check of the very words above it. Files are
never published.
"""

import zlib
from collections import Counter
from collections.abc import Sequence

from handlers.acts import asking
from handlers.acts.asking import Answer
from handlers.acts.press import Press, waiting
from handlers.telegram.access import Visit
from letters.acts import Act
from letters.inputs import PUBLIC_ANSWER, PUBLIC_QUESTION, Step
from letters.letter import Letter, PartRole, text_part
from letters.redaction import Mark, Redacted, redact_together
from letters.workflow import NotAllowed
from mailroom import desk, perform
from mailroom.desk import Dossier
from texts import Words
from views.composing import compose
from views.keyboards import plain
from views.page import Keyboard

PUBLISHING = "publishing"
"""What is remembered while the clerk looks at what would be published."""


async def on_press(press: Press) -> None:
    """Shows it masked; then it is rewritten, confirmed or dropped."""
    steps = {
        Step.BEGIN: _begin,
        Step.WRITE: _rewrite,
        Step.CONFIRMED: _confirm,
        Step.DROPPED: _drop,
    }
    await steps[press.step](press)


async def _begin(press: Press) -> None:
    """Masks question and answer and shows them as they would be published."""
    visit, letter = press.visit, await press.may()
    found = await desk.dossier(visit.room, letter)
    masked = _masked(visit, found, _question_answer(found))
    question, answer = (one.text for one in masked)
    if not question.strip() or not answer.strip():
        raise NotAllowed("nothing-to-publish")
    what = _counted(visit.words, masked)
    said = visit.words("publish-masked", what=what or "none")
    await _show(visit, letter, press.act, press.data.seen, (question, answer), said)
    await press.toast()


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
    visit: Visit, letter: Letter, act: Act, seen: int | None, texts: tuple[str, str], said: str
) -> None:
    question, answer = texts
    await asking.remember(visit, letter, PUBLISHING, seen, question=question, answer=answer)
    words = visit.words
    sections = [
        (words.html("publish-preview", **_facts(visit, letter)), ""),
        (words.html("part-public-question"), question),
        (words.html("part-public-answer"), answer),
    ]
    buttons = _buttons(words, letter, act, _check(question, answer))
    for piece in compose(sections, (), buttons, words.html("as-said", text=said)):
        await visit.speaker.say(visit.chat, piece.text, piece.markup, letter=letter.id)


def _facts(visit: Visit, letter: Letter) -> dict[str, object]:
    office = visit.room.office
    topics = {topic.code: topic.name for topic in office.topics}
    return {
        "number": letter.number,
        "kind": visit.words(f"kind-{letter.kind}"),
        "topic": topics.get(letter.topic or "", "none"),
        "department": office.department_name(letter.lead) or office.name,
        "received": letter.received_on,
        "answered": letter.last_answered_on,
    }


def _buttons(words: Words, letter: Letter, act: Act, check: str) -> Keyboard:
    rewrite = act.wire(Step.WRITE)
    return Keyboard.of(
        [plain(words("publish-now"), letter, act.wire(Step.CONFIRMED), check)],
        [
            plain(words("publish-rewrite-question"), letter, rewrite, PUBLIC_QUESTION),
            plain(words("publish-rewrite-answer"), letter, rewrite, PUBLIC_ANSWER),
        ],
        [plain(words("publish-no"), letter, act.wire(Step.DROPPED), check)],
    )


def _check(question: str, answer: str) -> str:
    said = "\0".join((question, answer))
    return f"{zlib.crc32(said.encode()):08x}"


def _waiting(press: Press) -> tuple[str, str]:
    """Returns the question and the answer that wait for this clerk's word."""
    facts = waiting(press.visit, press.letter.id, (PUBLISHING, *press.act.topics)).facts
    return facts["question"], facts["answer"]


async def _rewrite(press: Press) -> None:
    """The clerk writes question or answer anew."""
    letter = await press.may()
    question, answer = _waiting(press)
    if press.what not in press.act.topics:
        raise NotAllowed("menu-outdated")
    seen = press.data.seen
    await asking.put(press.visit, letter, press.what, seen, question=question, answer=answer)
    await press.toast()


async def on_answer(answer: Answer) -> None:
    """Takes the clerk's words as they are, and says what in them still looks personal."""
    part, visit, facts = await answer.words(), answer.visit, answer.facts
    if part is None:
        return
    anew = answer.topic == PUBLIC_QUESTION
    texts = (part.text, facts["answer"]) if anew else (facts["question"], part.text)
    found = await desk.dossier(visit.room, answer.letter)
    what = _counted(visit.words, _masked(visit, found, texts))
    warning = visit.words("publish-left", what=what or "none")
    await _show(visit, answer.letter, answer.act, facts["seen"], texts, warning)


async def _confirm(press: Press) -> None:
    """公开, exactly as shown above the button."""
    question, answer = _waiting(press)
    if press.what != _check(question, answer):
        raise NotAllowed("menu-outdated")
    await press.do(press.act.made(text_part(question), text_part(answer)), ends=True)
    await press.takes_buttons_off()


async def _drop(press: Press) -> None:
    """Not published; nothing of it is kept."""
    _waiting(press)
    await perform.forget(press.visit.room, press.visit.chat, press.visit.person)
    await press.takes_buttons_off()
    await press.toast(press.visit.words("not-published", number=press.letter.number))
