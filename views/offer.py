"""Where does this message belong? A new letter, an earlier one, or was it just a kind word?

Nothing is lost meanwhile: what was sent is kept as a letter being written.
"""

from letters.letter import Letter, State
from mailroom.room import Mailroom
from mailroom.writing import in_touch
from storage import letters
from storage.conversations import Writing
from texts import Words
from views.composing import compose
from views.page import Button, Piece, keyboard
from views.presses import OnWriting
from views.to_citizen import buttons as letter_buttons
from views.to_citizen import closed


async def show(room: Mailroom, writing: Writing, about: int | None, words: Words) -> list[Piece]:
    """Returns the question, with a button for each letter it may belong to.

    `about`: the closed letter the message replied to.
    """
    async with room.database.reading() as connection:
        touched = await in_touch(connection, writing.citizen)
        spoken_of = await letters.by_id(connection, about) if about is not None else None
        openings = {
            letter.id: letters.opening_words(await letters.parts(connection, letter.id), most=16)
            for letter in touched
        }
    open_ones = [letter for letter in touched if letter.is_open]
    asked = [letter for letter in open_ones if letter.paused_on is not None]
    others = [letter for letter in open_ones if letter.paused_on is None]
    if spoken_of is None and not open_ones:
        spoken_of = next((one for one in touched if one.state is State.ANSWERED), None)
    head = _head(spoken_of, asked, words)
    new = [_press(writing, words("button-new-letter"), "new")]
    return compose(
        [(head, "")],
        (),
        keyboard(
            *([_add(writing, one, openings, "button-answer-to", words)] for one in asked),
            new,
            *([_add(writing, one, openings, "button-add-to", words)] for one in others),
            *_rating(spoken_of, room, words),
            [_press(writing, words("button-not-a-letter"), "discard")],
        ),
    )


def _head(spoken_of: Letter | None, asked: list[Letter], words: Words) -> str:
    if spoken_of is not None and not spoken_of.is_open:
        return f"{closed(spoken_of, words)}\n\n{words.html('offer-after-closed')}"
    if asked:
        return words.html("offer-answer", number=asked[0].number)
    return words.html("offer")


def _press(writing: Writing, text: str, do: str, what: str = "") -> Button:
    data = OnWriting(do=do, writing=writing.id, what=what).pack()
    return Button(text, data)


def _add(
    writing: Writing, letter: Letter, openings: dict[int, str], label: str, words: Words
) -> Button:
    text = words(label, number=letter.number, opening=openings[letter.id])
    return _press(writing, text.strip(), "add", str(letter.id))


def _rating(letter: Letter | None, room: Mailroom, words: Words) -> list[list[Button]]:
    found = letter_buttons(letter, room, words) if letter and not letter.is_open else None
    return [list(row) for row in found.rows] if found else []
