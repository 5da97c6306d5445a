"""Messages ready to go, and how a text longer than one message becomes several."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import ForceReply, InlineKeyboardMarkup

from letters.letter import Part

MOST_TEXT = 4096  # UTF-16 units after entities are parsed
MOST_CAPTION = 1024
BODY = 3500  # of somebody's text in one message, leaving room for our own words around it


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: HTML text with buttons, or a part's own file with the text as its caption.

    `album`: further files that go with `file` as one album. `dialog`: its buttons are those of a
    question put in a dialog, and leave the letter's own under its card. `closing`: nothing more can
    be done, so that it stands for the buttons it does not have.
    """

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None = None
    file: Part | None = None
    reply_to: int | None = None
    album: tuple[Part, ...] = ()
    dialog: bool = False
    closing: bool = False

    @property
    def has_buttons(self) -> bool:
        """Returns whether the letter's buttons are under it now, and no longer under another."""
        return self.closing or (isinstance(self.markup, InlineKeyboardMarkup) and not self.dialog)

    @property
    def messages(self) -> int:
        """Returns how many messages Telegram counts it as."""
        return 1 + len(self.album)


def units(text: str) -> int:
    """Returns a text's length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = BODY) -> list[str]:
    """Returns a plain text in runs of at most `most` UTF-16 units, at line ends if it can be.

    Joined again the runs give the text, unharmed; an empty text gives one empty run.
    """
    runs, rest = [], text
    while units(rest) > most:
        cut, used = 0, 0
        for ch in rest:
            used += units(ch)
            if used > most:
                break
            cut += 1
        line_end = rest.rfind("\n", cut // 2, cut)
        cut = line_end + 1 if line_end >= 0 else cut
        runs.append(rest[:cut])
        rest = rest[cut:]
    return [*runs, rest]


def together(blocks: Sequence[str], most: int = BODY) -> list[str]:
    """Returns HTML blocks, none ever cut, in as few messages as they fit into, a line each."""
    found: list[str] = []
    for block in blocks:
        if found and units(found[-1]) + units(block) + 1 <= most:
            found[-1] += "\n" + block
        else:
            found.append(block)
    return found


def quoted(text: str) -> str:
    """Returns somebody's text as an escaped HTML quotation, "" for no text."""
    return f"<blockquote>{html.escape(text, quote=False)}</blockquote>" if text.strip() else ""


def with_body(head: str, body: str, markup: InlineKeyboardMarkup | None = None) -> list[Piece]:
    """Returns a head (HTML) over somebody's text (plain), in as many messages as it takes.

    The buttons stand under the last.
    """
    runs = split(body)
    texts = [f"{head}\n{quoted(runs[0])}".strip(), *(quoted(run) for run in runs[1:])]
    texts = [text for text in texts if text]
    return [Piece(text) for text in texts[:-1]] + [Piece(texts[-1], markup)]
