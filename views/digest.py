"""Many reminders for one reader in one message, and the button that says they were seen."""

from collections.abc import Sequence

from letters.acts import Look
from letters.letter import Card, Letter
from letters.notices_to_staff import Reminder
from letters.people import may_see
from mailroom.readers import reader_of
from mailroom.room import Mailroom
from storage.outbox import Parcel, notice_of
from texts import Words
from views import cards
from views.keyboards import plain
from views.page import Button, Keyboard, Piece, in_rows
from views.presses import OnDigest

MOST_LINES = 25
"""So many letters fit one message, with their names; the lists show the rest."""
MOST_CARDS = 8


async def pack(room: Mailroom, reminders: Sequence[tuple[Parcel, Letter]], words: Words) -> Piece:
    """Returns the digest: a line for each letter's clock, the most pressing first.

    Of several reminders of one date, which a long silence may bring, the last says it all.
    """
    reader = await reader_of(room, reminders[0][0])
    found = [(notice_of(parcel), letter) for parcel, letter in reminders if may_see(reader, letter)]
    last = {
        (letter.id, notice.clock): (notice, letter)
        for notice, letter in found
        if isinstance(notice, Reminder)
    }
    listed = sorted(last.values(), key=lambda pair: (pair[0].due, pair[1].id))
    lines = [words.html("digest-head", letters=len(listed))]
    own = reader.department is not None
    lines += [_line(room, notice, letter, words, own=own) for notice, letter in listed[:MOST_LINES]]
    if len(listed) > MOST_LINES:
        lines.append(words.html("digest-more", letters=len(listed) - MOST_LINES))
    seen = Button(words("act-seen"), OnDigest(do="seen").pack())
    cards_of = [plain(letter.number, letter, Look.CARD) for _, letter in listed[:MOST_CARDS]]
    return Piece("\n".join(lines), Keyboard.of(*in_rows(cards_of), [seen]))


def _line(room: Mailroom, notice: Reminder, letter: Letter, words: Words, *, own: bool) -> str:
    """`own`: to a department, which need not read its own name on every line."""
    mark = {Card.YELLOW: words("mark-yellow"), Card.RED: words("mark-red")}
    return words.html(
        "digest-line",
        number=letter.number,
        clock=str(notice.clock),
        due=f"{notice.due:%m-%d}",
        mark=mark[letter.card] if letter.card else "",
        lead="none" if own else room.office.department_name(letter.lead) or "none",
        **cards.when(room, notice.due),
    )
