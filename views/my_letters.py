"""How a citizen's letters look to them: the list, and one letter with its story."""

from collections.abc import Sequence

from letters.acts import Look
from letters.letter import Event, KeptPart, Letter, PartRole
from mailroom.my_letters import Page, View
from mailroom.room import Mailroom
from storage.letters import opening_words
from texts import Words
from views import to_citizen
from views.composing import Section, body_of, compose
from views.keyboards import plain
from views.page import Button, Keyboard, Piece, keyboard
from views.presses import OnLetter, OnList

TOLD = (
    "submitted",
    "assigned",
    "reassigned",
    "asked_citizen",
    "clock_resumed",
    "added",
    "extension_granted",
    "answered",
    "refused",
    "merged",
    "withdrawn",
    "rated",
    "reopened",
    "recalculated",
    "published",
    "unpublished",
    "publishing_allowed",
    "publishing_forbidden",
)
"""The events a citizen is told of; the office's inner ones are its own."""


def page(found: Page, words: Words) -> Piece:
    """Returns a page of the list, with a button to open each letter and to turn the page."""
    if not found.letters:
        return Piece(words.html("no-letters"))
    lines = [
        words.html(
            "letters-line",
            number=letter.number,
            state=words(f"state-{letter.state}"),
            on=letter.received_on,
            opening=opening or words("without-words"),
        )
        for letter, opening in found.letters
    ]
    head = words.html("letters-head", page=found.page + 1, pages=found.pages)
    openers = [[_open(letter)] for letter, _ in found.letters]
    text = "\n\n".join([head, *lines])
    return Piece(text, keyboard(*openers, _turners(found, words)))


def _open(letter: Letter) -> Button:
    data = OnLetter(do=Look.MY_LETTER, letter=letter.id, seen=letter.revision).pack()
    return Button(letter.number, data)


def _turners(found: Page, words: Words) -> list[Button]:
    to = {"button-newer": found.page - 1, "button-older": found.page + 1}
    return [
        Button(words(label), OnList(do="my-letters", page=number).pack())
        for label, number in to.items()
        if 0 <= number < found.pages
    ]


def markup_of(piece: Piece) -> Keyboard | None:
    """Returns a piece's buttons."""
    return piece.markup if isinstance(piece.markup, Keyboard) else None


def letter(view: View, room: Mailroom, words: Words) -> list[Piece]:
    """Returns one letter as its citizen sees it: where it stands, its story, what they may do."""
    found = view.letter
    head = words.html(
        "letter-head",
        number=found.number,
        mailbox=room.office.mailbox(found.mailbox).title,
        kind=words(f"kind-{found.kind}"),
        state=words(f"state-{found.state}"),
        code=found.query_code,
    )
    sections: list[Section] = [
        (head, opening_words(view.parts, most=200)),
        (_where(found, words), ""),
    ]
    if found.paused_on is not None:
        sections.append((words.html("open-question"), _last(view.parts, PartRole.QUESTION)))
    story = [_step(event, room, words) for event in view.events if event.name in TOLD]
    sections.append(("\n".join([words.html("story-head"), *story]), ""))
    return compose(sections, (), _buttons(view, room, words))


def _where(found: Letter, words: Words) -> str:
    """Returns the date that matters now: promised, or answered."""
    if found.is_open:
        return words.html("due-on", due=found.reply_due_on, provisional=found.provisional)
    if found.last_answered_on is not None:
        return words.html("answered-on", on=found.last_answered_on)
    return ""


def _last(kept: Sequence[KeptPart], role: PartRole) -> str:
    revision = max((k.revision for k in kept if k.role is role), default=0)
    return body_of(k for k in kept if k.role is role and k.revision == revision)


def _step(event: Event, room: Mailroom, words: Words) -> str:
    lead = event.changed.get("lead")
    return words.html(
        f"my-step-{event.name}",
        on=event.at.astimezone(room.office.timezone).date(),
        department=room.office.department_name(str(lead or "")) or room.office.name,
    )


def _buttons(view: View, room: Mailroom, words: Words) -> Keyboard | None:
    found, again = view.letter, []
    if view.answered:
        again.append(plain(words(f"act-{Look.MY_ANSWER}"), found, Look.MY_ANSWER))
    apart = to_citizen.act_rows(found, room, words, aside=True)
    return keyboard(*to_citizen.act_rows(found, room, words), again, *apart)
