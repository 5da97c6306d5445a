"""What reaches office and departments: a headline, the letter's card, and the permitted buttons.

The card shows the letter as it stands when it is delivered, and beside the letter's text what came
with this notice. A pressed card is shown anew in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from letters import notices
from letters.letter import KeptPart, Letter, PartRole, State
from letters.notices_to_staff import CitizenAdded, Contributed, DraftReady, Reminder, TakenAway
from letters.office import Clock
from letters.people import OFFICE, Actor, may_see
from mailroom import desk
from mailroom.desk import Dossier
from mailroom.readers import reader_of
from mailroom.room import Mailroom
from storage.outbox import Parcel, notice_of, notice_type
from texts import Words
from views import attachments, keyboards
from views.composing import MOST_TEXT, quoted, units, with_body
from views.page import Piece

WITHOUT_CARD = frozenset({TakenAway.__name__})
WITH_FILES = frozenset(cls.__name__ for cls in (DraftReady, CitizenAdded, Contributed))
CAME_WITH = (
    PartRole.DRAFT,
    PartRole.ANSWER,
    PartRole.REASON,
    PartRole.ADVICE,
    PartRole.URGING,
    PartRole.QUESTION,
    PartRole.ADDITION,
    PartRole.CONTRIBUTION,
)
NOTES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Section:
    """Somebody's text under a heading (HTML, "" for none)."""

    heading: str
    text: str


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns the messages a staff notice becomes.

    Nothing for who may no longer see the letter: it went elsewhere before the notice could go.
    """
    is_notice = notice_type(parcel.notice) is not None
    headline = said(room, notice_of(parcel), words) if is_notice else ""
    if parcel.notice in WITHOUT_CARD:
        return [Piece(headline)]
    reader = await reader_of(room, parcel)
    if not may_see(reader, letter):
        return []
    found = await desk.dossier(room, letter)
    files = [k for k in found.at(parcel.revision or 0) if k.part.file or k.part.file_name]
    attached = attachments.pieces(letter.number, files) if parcel.notice in WITH_FILES else []
    return attached + messages(room, found, reader, words, headline, parcel.revision)


def said(room: Mailroom, notice: notices.Notice, words: Words) -> str:
    """Returns a notice's headline as HTML: departments, kinds and ratings by their names."""
    facts = {f.name: _word(room, f.name, getattr(notice, f.name), words) for f in fields(notice)}
    if isinstance(notice, Reminder):
        facts |= when(room, notice.due)
    name = type(notice).__name__
    staffs = f"staff-{name}"
    return words.html(staffs if staffs in words else name, **facts)


def when(room: Mailroom, due: date) -> dict[str, str | int]:
    """Returns how a date stands today: ahead, today or overdue, and by how many working days."""
    today = room.office.local_date(room.now())
    days = abs(room.office.calendar.between(today, due))
    return {
        "when": "today" if due == today else "ahead" if due > today else "overdue",
        "days": days,
    }


def _word(room: Mailroom, name: str, value: object, words: Words) -> object:
    if name in {"department", "lead"}:
        return room.office.department_name(str(value))
    if isinstance(value, Clock):
        return value.value  # its sentence chooses by it
    return words(f"{name}-{value}") if isinstance(value, StrEnum) else value


def messages(
    room: Mailroom,
    found: Dossier,
    reader: Actor,
    words: Words,
    headline: str = "",
    revision: int | None = None,
) -> list[Piece]:
    """Returns the card as messages; the buttons stand under the last.

    What does not fit one message is followed by the facts once more, alone, with the buttons:
    the message a press changes in place never holds somebody's text it would have to cut.
    """
    letter = found.letter
    markup = keyboards.card(room, letter, reader, len(found.files), words)
    lines = "\n".join(facts(room, found, reader, words))
    head = f"<b>{headline}</b>\n{lines}" if headline else lines
    sections = _sections(found, words, revision)
    whole = "\n".join([head, *(_shown(section) for section in sections)])
    said_units = units(head) + sum(units(s.heading) + units(s.text) + 2 for s in sections)
    if said_units < MOST_TEXT - 96:
        return [Piece(whole, markup)]
    first, *others = sections
    pieces = with_body("\n".join(filter(None, (head, first.heading))), first.text)
    for section in others:
        pieces += with_body(section.heading, section.text)
    return [*pieces, Piece(lines, markup)]


def _shown(section: Section) -> str:
    return "\n".join(filter(None, (section.heading, quoted(section.text))))


def _sections(found: Dossier, words: Words, revision: int | None) -> list[Section]:
    """The letter, what came with the notice, an answer that was given, the latest notes."""
    own = [k for k in found.current if k.role is PartRole.LETTER]
    sections = [Section("", _text(own))]
    came = [k for k in found.at(revision or 0) if k.role in CAME_WITH]
    for role in CAME_WITH:
        text = _text([k for k in came if k.role is role])
        if text:
            sections.append(Section(words.html(f"part-{role}"), text))
    answered = found.letter.state in {State.ANSWERED, State.ARCHIVED}
    if answered and not any(k.role is PartRole.ANSWER for k in came):
        answers = [k for k in found.current if k.role is PartRole.ANSWER]
        last = [k for k in answers if k.revision == answers[-1].revision]
        sections = [s for s in sections if s.heading != words.html("part-draft")]
        sections.append(Section(words.html("part-answer"), _text(last)))
    notes = [k for k in found.current if k.role is PartRole.NOTE][-NOTES_SHOWN:]
    if notes:
        sections.append(Section(words.html("part-note"), _text(notes)))
    return [sections[0], *(s for s in sections[1:] if s.text)]


def _text(kept: Sequence[KeptPart]) -> str:
    return "\n".join(k.part.text for k in kept if k.part.text.strip())


def facts(room: Mailroom, found: Dossier, reader: Actor, words: Words) -> list[str]:
    """Returns the lines that say how a letter stands, as HTML; the citizen's name to the office."""
    letter, office = found.letter, room.office
    mailbox = {m.code: m.title for m in office.mailboxes}.get(letter.mailbox, letter.mailbox)
    lines = [
        words.html(
            "card-head",
            number=letter.number,
            mailbox=mailbox,
            kind=words(f"kind-{letter.kind}"),
            state=words(f"state-{letter.state}"),
            into=found.into or "none",
        ),
        words.html("card-dates", received=letter.received_on, due=letter.reply_due_on),
    ]
    lines += _dates(letter, words)
    if letter.lead is not None:
        others = "、" if words.language == "zh" else ", "
        lines.append(
            words.html(
                "card-lead",
                lead=office.department_name(letter.lead),
                others=others.join(office.department_name(d) for d in letter.co_handlers) or "none",
            )
        )
    if letter.topic is not None:
        topics = {topic.code: topic.name for topic in office.topics}
        lines.append(words.html("card-topic", topic=topics.get(letter.topic, letter.topic)))
    if letter.about is not None:
        lines.append(words.html("card-about", department=office.department_name(letter.about)))
    marks = " · ".join(_marks(letter, words))
    lines += [marks] if marks else []
    if reader.role in OFFICE:
        lines.append(words.html("card-citizen", name=found.citizen))
    if found.files:
        lines.append(words.html("card-files", files=len(found.files)))
    return lines


def _dates(letter: Letter, words: Words) -> list[str]:
    lines = []
    if letter.reply_due_on != letter.original_due_on:
        lines.append(words.html("card-original", original=letter.original_due_on))
    if letter.provisional:
        lines.append(words.html("card-provisional"))
    if letter.paused_on is not None:
        lines.append(words.html("card-paused", since=letter.paused_on))
    if letter.extension_asked is not None:
        lines.append(words.html("card-extension", days=letter.extension_asked))
    if letter.return_asked_on is not None:
        lines.append(words.html("card-return-asked"))
    return lines


def _marks(letter: Letter, words: Words) -> list[str]:
    marks = []
    if letter.card is not None and letter.is_open:
        marks.append(words.html(f"card-{letter.card}"))
    if letter.urgent:
        marks.append(words.html("card-urgent"))
    if letter.supervised_on is not None and letter.is_open:
        marks.append(words.html("card-supervised"))
    if letter.transfers:
        marks.append(words.html("card-transfers", transfers=letter.transfers))
    if letter.round > 1:
        marks.append(words.html("card-round", round=letter.round))
    if letter.rating is not None:
        marks.append(words.html(f"rating-{letter.rating}"))
    if letter.published_on is not None:
        marks.append(words.html("card-published", on=letter.published_on))
    return marks


async def again(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> Piece | None:
    """Returns the last message of a card as it stands now; None where there is none any more."""
    pieces = await pack(room, parcel, letter, words)
    return pieces[-1] if pieces and pieces[-1].file is None else None
