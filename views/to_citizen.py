"""What reaches the citizen: every step of a letter as a message that carries its number."""

from dataclasses import fields, replace
from datetime import datetime

from letters import commands as c
from letters.letter import KeptPart, Letter, PartRole, Rating, State
from letters.notices import (
    AdditionKept,
    Answered,
    Asked,
    DateMoved,
    Extended,
    Notice,
    Published,
    Refused,
)
from letters.people import Actor, Role
from letters.workflow import permitted
from mailroom.incoming import ADDING
from mailroom.my_letters import answering
from mailroom.room import Mailroom
from storage import conversations, letters
from storage.database import Connection
from storage.outbox import Parcel, notice_of
from storage.rows import milliseconds
from texts import Words
from views.composing import Section, body_of, compose, files_of
from views.page import Button, Keyboard, Piece, keyboard
from views.presses import OnLetter


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns the messages a citizen's notice becomes; none where a later one says it too."""
    notice = notice_of(parcel)
    revision = parcel.revision or letter.revision
    async with room.database.reading() as connection:
        if isinstance(notice, AdditionKept) and await _added_since(connection, letter, revision):
            return []
        sections, kept = await _sections(connection, room, notice, letter, revision, words)
        adding = await is_adding(connection, letter, room.now())
    closing = _closing(notice, letter, room, words)
    if isinstance(notice, AdditionKept) and adding:
        return compose(sections, (), done_adding(letter, words), words.html("adding-more"))
    markup = buttons(letter, room, words)
    if isinstance(notice, Published):
        markup = keyboard(*(markup.rows if markup else ()), consent(letter, room, words))
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
        facts["department"] = department_name(room, facts["department"])
    return facts


def department_name(room: Mailroom, code: str | None) -> str:
    """Returns a department's name; its code where the configuration no longer has it."""
    if not code:
        return room.office.name
    return next((d.name for d in room.office.departments if d.code == code), code)


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


async def is_adding(connection: Connection, letter: Letter, now: datetime) -> bool:
    """Returns whether the citizen is in the midst of adding to this letter."""
    asked = await conversations.conversation(connection, letter.chat, letter.citizen)
    return (
        asked is not None
        and asked.topic == ADDING
        and asked.facts["letter"] == letter.id
        and asked.facts["until"] >= milliseconds(now)
    )


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


def button(letter: Letter, text: str, do: str, what: str = "") -> Button:
    """Returns a button of the citizen's about one of their letters."""
    data = OnLetter(do=do, letter=letter.id, seen=letter.revision, what=what)
    return Button(text, data.pack())


def buttons(letter: Letter, room: Mailroom, words: Words) -> Keyboard | None:
    """Returns the buttons under a citizen's letter: what they may do now, None for nothing."""
    may = allowed(letter, room)
    first, second, third = [], [], []
    if c.Add in may:
        answer = "button-answer" if letter.paused_on is not None else "button-add"
        first.append(button(letter, words(answer), "my-add"))
    if c.Withdraw in may:
        first.append(button(letter, words("button-withdraw"), "my-withdraw"))
    if c.Rate in may:
        second = [button(letter, words(f"rating-{r}"), "my-rate", r.value) for r in Rating]
    if c.Reopen in may:
        third.append(button(letter, words("button-reopen"), "my-reopen"))
    return keyboard(first, second, third)


def consent(letter: Letter, room: Mailroom, words: Words) -> list[Button]:
    """Returns the button with which the citizen agrees to publishing, or no longer does."""
    may = allowed(letter, room)
    if c.AllowPublishing in may:
        return [button(letter, words("button-allow-publishing"), "my-public")]
    if {c.ForbidPublishing, c.Unpublish} & may:
        return [button(letter, words("button-forbid-publishing"), "my-private")]
    return []


def done_adding(letter: Letter, words: Words) -> Keyboard | None:
    """Returns the button that ends adding to a letter."""
    return keyboard([button(letter, words("button-done"), "my-done")])


def closed(letter: Letter, words: Words) -> str:
    """Returns (HTML) why a letter takes nothing more, in its own words for each ending."""
    state = State.ANSWERED if letter.state is State.ARCHIVED else letter.state
    return words.html(f"closed-{state}", number=letter.number)
