"""What a message is made of, as plain values: its text, its buttons, the question it puts.

A messenger's own types are made of them where it is spoken to (handlers/telegram/). A keyboard
larger than Telegram takes cannot be made: whoever has more choices shows them in pages
(views/menus.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.letter import Part

MOST_BUTTONS = 100
MOST_BYTES = 9_500  # Telegram refuses 10 kB of JSON; quotes in texts need a little more than here
AROUND_A_BUTTON = 40  # bytes of JSON around a button's text and what it says when pressed
IN_A_ROW = 2


class KeyboardTooLarge(ValueError):
    """More buttons than one message can have: its choices should have been shown in pages."""


@dataclass(frozen=True, slots=True)
class Button:
    """`press`: what it says when pressed, at most 64 bytes (views/presses.py)."""

    text: str
    press: str

    @property
    def size(self) -> int:
        """Returns its share of a keyboard, in bytes."""
        return len(self.text.encode()) + len(self.press.encode()) + AROUND_A_BUTTON


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Buttons in rows under a message. Raises KeyboardTooLarge where Telegram would refuse it."""

    rows: tuple[tuple[Button, ...], ...]

    def __post_init__(self) -> None:
        if not fits(self.rows):
            raise KeyboardTooLarge(f"{sum(map(len, self.rows))} buttons")

    @classmethod
    def of(cls, *rows: Sequence[Button]) -> "Keyboard":
        """Returns a keyboard of these rows, the empty ones left out."""
        return cls(tuple(tuple(row) for row in rows if row))


@dataclass(frozen=True, slots=True)
class Question:
    """A message that is answered by replying to it. `selective`: by whom it mentions alone."""

    placeholder: str
    selective: bool = False


Markup = Keyboard | Question


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: HTML text with buttons, or a part's own file with the text as its caption.

    `album`: further files that go with `file` as one album. `dialog`: its buttons are those of a
    question put in a dialog, and leave the letter's own under its card. `closing`: nothing more can
    be done, so that it stands for the buttons it does not have. `edits`: the message in whose place
    it is to stand, of which with `buttons_alone` only the buttons change; where that is refused it
    is said below, but not `quietly`.
    """

    text: str
    markup: Markup | None = None
    file: Part | None = None
    reply_to: int | None = None
    album: tuple[Part, ...] = ()
    dialog: bool = False
    closing: bool = False
    edits: int | None = None
    buttons_alone: bool = False
    quietly: bool = False

    @property
    def keyboard(self) -> Keyboard | None:
        """Returns its buttons, None where it has none."""
        return self.markup if isinstance(self.markup, Keyboard) else None

    @property
    def has_buttons(self) -> bool:
        """Returns whether the letter's buttons are under it now, and no longer under another."""
        return self.closing or (self.keyboard is not None and not self.dialog)

    @property
    def messages(self) -> int:
        """Returns how many messages Telegram counts it as."""
        return 1 + len(self.album)


def fits(rows: Iterable[Sequence[Button]]) -> bool:
    """Returns whether one message can have these buttons."""
    buttons = [button for row in rows for button in row]
    return len(buttons) <= MOST_BUTTONS and sum(b.size for b in buttons) <= MOST_BYTES


def in_rows(buttons: Iterable[Button], in_a_row: int = IN_A_ROW) -> list[tuple[Button, ...]]:
    """Returns buttons in rows."""
    listed = tuple(buttons)
    return [listed[i : i + in_a_row] for i in range(0, len(listed), in_a_row)]


def keyboard(*rows: Sequence[Button]) -> Keyboard | None:
    """Returns a keyboard of these rows, the empty ones left out; None where there is no button."""
    return Keyboard.of(*rows) if any(rows) else None
