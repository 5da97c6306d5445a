"""What reaches the citizen: every step of a letter as a message that carries its number."""

from collections.abc import Sequence
from dataclasses import fields, replace

from letters import commands as c
from letters.acts import Act, By, offered
from letters.inputs import Step
from letters.letter import KeptPart, Letter, PartRole, State
from letters.notices import Notice
from letters.notices_to_citizen import (
    AdditionKept,
    Answered,
    Asked,
    DateMoved,
    Extended,
    Published,
    Refused,
)
from letters.people import Actor, Role
from letters.workflow import permitted
from mailroom.incoming import act_of_adding
from mailroom.my_letters import answering
from mailroom.room import Mailroom
from storage import conversations, letters
from storage.database import Connection
from storage.outbox import Parcel, notice_of
from texts import Words
from views.composing import Section, body_of, compose, files_of
from views.keyboards import plain, rows
from views.page import Button, Keyboard, Piece, keyboard


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns the messages a citizen's notice becomes; none where a later one says it too."""
    notice = notice_of(parcel)
    revision = parcel.revision or letter.revision
    async with room.database.reading() as connection:
        if isinstance(notice, AdditionKept) and await _added_since(connection, letter, revision):
            return []
        sections, kept = await _sections(connection, room, notice, letter, revision, words)
        asked = await conversations.conversation(connection, letter.chat, letter.citizen)
    closing = _closing(notice, letter, room, words)
    adding = act_of_adding(asked, letter, room)
    if isinstance(notice, AdditionKept) and adding is not None:
        done = done_adding(letter, adding, words)
        return compose(sections, (), done, words.html("adding-more"))
    markup = buttons(letter, room, words)
    if isinstance(notice, Published):
        apart = act_rows(letter, room, words, aside=True)
        markup = keyboard(*act_rows(letter, room, words), *apart)
    pieces = compose(sections, files_of(kept), markup, closing)
    if markup is None and not letter.is_open:
        pieces[-1] = replace(pieces[-1], closing=True)
    return pieces


async def _sections(
    connection: Connection,
    room: Mailroom,
    notice: Notice,
    letter: Letter,
    revision: int,
    words: Words,
) -> tuple[list[Section], list[KeptPart]]:
    """Returns what a notice says, with the texts that came with its step, and its parts."""
    head = words.html(type(notice).__name__, **facts_of(notice, room))
    match notice:
        case Asked():
            kept = await _parts(connection, letter, PartRole.QUESTION, revision)
            return [(head, body_of(kept))], kept
        case Answered():
            bearer = await answering(connection, letter)
            kept = await _parts(connection, bearer, PartRole.ANSWER, revision)
            return [(head, body_of(kept))], kept
        case Refused():
            reason = await _parts(connection, letter, PartRole.REASON, revision)
            advice = await _parts(connection, letter, PartRole.ADVICE, revision)
            told = [(head, body_of(reason))]
            if advice:
                told.append((words.html("with-advice"), body_of(advice)))
            return told, [*reason, *advice]
        case Published():
            kept = await _parts(connection, letter, PartRole.PUBLICATION, revision)
            question, answer = (k.part.text for k in kept)
            return [
                (head, ""),
                (words.html("part-public-question"), question),
                (words.html("part-public-answer"), answer),
            ], []
        case Extended():
            asked = await _last_event(connection, letter, "extension_asked", revision)
            kept = await _parts(connection, letter, PartRole.REASON, asked)
            return [(head, body_of(kept))], kept
        case DateMoved() if await _last_event(connection, letter, "added", revision) == revision:
            return [(words.html("thanks-for-addition"), ""), (head, "")], []
        case _:
            return [(head, "")], []


def facts_of(notice: object, room: Mailroom) -> dict[str, object]:
    """Returns a notice's fields as its sentence takes them: departments by their names."""
    facts = {f.name: getattr(notice, f.name) for f in fields(notice)}  # type: ignore[arg-type]  # every notice is a dataclass
    if "department" in facts:
        name = room.office.department_name(facts["department"])
        facts["department"] = name or room.office.name
    return facts


async def _parts(
    connection: Connection, letter: Letter, role: PartRole, revision: int
) -> list[KeptPart]:
    kept = await letters.parts(connection, letter.id)
    return [k for k in kept if k.role is role and k.revision == revision]


async def _last_event(connection: Connection, letter: Letter, name: str, until: int) -> int:
    """Returns the revision of the last event of that name up to a revision; 0 for none."""
    events = await letters.events(connection, letter.id)
    return max((e.revision for e in events if e.name == name and e.revision <= until), default=0)


async def _added_since(connection: Connection, letter: Letter, revision: int) -> bool:
    """Returns whether something was added since that has a notice of its own.

    The rest of the album of that revision has none: one notice tells of an album.
    """
    begun: dict[str | int, int] = {}
    for kept in await letters.parts(connection, letter.id):
        if kept.role is PartRole.ADDITION:
            begun.setdefault(kept.part.album or kept.revision, kept.revision)
    return any(first > revision for first in begun.values())


def _closing(notice: Notice, letter: Letter, room: Mailroom, words: Words) -> str:
    match notice:
        case Asked() if letter.paused_on is not None:
            return words.html("how-to-answer")
        case Answered() if c.Rate in allowed(letter, room):
            return words.html("please-rate")
        case Published():
            return words.html("may-take-back")
        case _:
            return ""


def allowed(letter: Letter, room: Mailroom) -> frozenset[type]:
    """Returns what the citizen may do with their letter today."""
    citizen = Actor(Role.CITIZEN, letter.citizen)
    return permitted(letter, citizen, room.office.local_date(room.now()), room.office)


def buttons(letter: Letter, room: Mailroom, words: Words) -> Keyboard | None:
    """Returns the buttons under a citizen's letter: what they may do now, None for nothing."""
    return keyboard(*act_rows(letter, room, words))


def act_rows(
    letter: Letter, room: Mailroom, words: Words, *, aside: bool = False
) -> list[Sequence[Button]]:
    """Returns the rows of what the citizen may do now; `aside`: of what stands apart."""
    acts = offered(letter, room.office, By.CITIZEN, allowed(letter, room))
    return rows([act for act in acts if act.aside is aside], letter, room.office, words)


def done_adding(letter: Letter, act: Act, words: Words) -> Keyboard | None:
    """Returns the button that ends adding to a letter."""
    wire = act.wire(Step.DROPPED)
    return keyboard([plain(words(f"act-{wire}"), letter, wire)])


def closed(letter: Letter, words: Words) -> str:
    """Returns (HTML) why a letter takes nothing more, in its own words for each ending."""
    state = State.ANSWERED if letter.state is State.ARCHIVED else letter.state
    return words.html(f"closed-{state}", number=letter.number)
