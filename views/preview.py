"""The letter being written, as the citizen sees it before sending: its text, and the buttons."""

from collections.abc import Sequence

from letters.letter import Kind
from mailroom.room import Mailroom
from mailroom.writing import WHERE_TO, WritingNow
from storage import conversations
from storage.conversations import Conversation, Writing
from storage.outbox import Parcel
from texts import Words
from views import offer
from views.composing import compose, has_file
from views.page import Button, Keyboard, Piece, keyboard
from views.presses import OnWriting


async def pack(room: Mailroom, parcel: Parcel, words: Words) -> list[Piece]:
    """Returns the preview, or nothing where more has come since or the letter is sent or gone.

    While it is undecided whether this is a new letter, returns the question instead.
    """
    async with room.database.reading() as connection:
        writing = await conversations.writing_by_id(connection, parcel.payload["writing"])
        if writing is None or writing.letter is not None or writing.discarded:
            return []
        parts = await conversations.writing_parts(connection, writing.id)
        asked = await conversations.conversation(connection, writing.chat, writing.citizen)
    if not parts or parts[-1].id != parcel.payload["last"]:
        return []
    if asked is not None and undecided(asked, writing):
        return await offer.show(room, writing, asked.facts["about"], words)
    return show(room, WritingNow(writing, tuple(parts)), words)


def undecided(asked: Conversation | None, writing: Writing) -> bool:
    """Returns whether the citizen is still asked where what they write belongs."""
    return asked is not None and asked.topic == WHERE_TO and asked.facts["writing"] == writing.id


def show(room: Mailroom, now: WritingNow, words: Words) -> list[Piece]:
    """Returns the preview's messages; what was chosen and the buttons stand in the last."""
    writing = now.writing
    text = "\n".join(kept.part.text for kept in now.parts if kept.part.text)
    files = sum(1 for kept in now.parts if has_file(kept.part))
    chosen = words.html(
        "preview-chosen",
        files=files,
        mailbox=room.office.mailbox(writing.mailbox).title,
        kind=words(f"kind-{writing.kind}"),
        publish=writing.may_publish,
    )
    sections = [(words.html("preview-head"), text), (chosen, "")]
    return compose(sections, (), buttons(room, writing, words))


def press(writing: Writing, text: str, do: str, what: str = "") -> Button:
    """Returns a button about a letter being written."""
    data = OnWriting(do=do, writing=writing.id, what=what).pack()
    return Button(text, data)


def _marked(text: str, *, chosen: bool) -> str:
    return f"✓ {text}" if chosen else text


def buttons(room: Mailroom, writing: Writing, words: Words) -> Keyboard | None:
    """Returns the preview's buttons: send first, then what may be chosen, discard last."""
    mailboxes = room.office.mailboxes
    kind = words("button-kind", kind=words(f"kind-{writing.kind}"))
    publish = "button-published" if writing.may_publish else "button-unpublished"
    choosers = [
        [press(writing, _marked(m.title, chosen=m.code == writing.mailbox), "mailbox", m.code)]
        for m in mailboxes
        if len(mailboxes) > 1
    ]
    return keyboard(
        [press(writing, words("button-submit"), "send")],
        *choosers,
        [press(writing, kind, "kinds"), press(writing, words(publish), "publish")],
        [press(writing, words("button-discard"), "discard")],
    )


def kind_buttons(writing: Writing, words: Words) -> Keyboard | None:
    """Returns the six kinds to choose from, two in a row."""
    found = [
        press(writing, _marked(words(f"kind-{k}"), chosen=k is writing.kind), "kind", k.value)
        for k in Kind
    ]
    back = press(writing, words("button-back"), "back")
    return keyboard(*_pairs(found), [back])


def _pairs(found: Sequence[Button]) -> list[Sequence[Button]]:
    return [found[i : i + 2] for i in range(0, len(found), 2)]
