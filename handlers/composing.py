"""Messages made of sections: our words over somebody's text, then files, the buttons last."""

import html
import re
from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.pieces import MOST_TEXT, Piece, quoted, split, units
from letters.letter import KeptPart, Part, PartKind

Section = tuple[str, str]
"""A head (HTML) and somebody's text (plain); either may be empty."""


def compose(
    sections: Iterable[Section],
    files: Sequence[Part] = (),
    markup: InlineKeyboardMarkup | None = None,
    closing: str = "",
) -> list[Piece]:
    """Returns the sections in as few messages as they fit into, then the files.

    The buttons stand under the closing line (HTML), which comes after any files.
    """
    texts: list[str] = []
    for head, body in sections:
        for text in _runs(head, body):
            _join(texts, text)
    if closing and not files:
        _join(texts, closing)
    pieces = [Piece(text) for text in texts]
    pieces += [Piece(_caption(part), file=part) for part in files]
    if closing and files:
        pieces.append(Piece(closing))
    last = pieces.pop()
    return [*pieces, Piece(last.text, markup, file=last.file)]


def _runs(head: str, body: str) -> list[str]:
    first, *rest = split(body)
    runs = [f"{head}\n{quoted(first)}".strip(), *(quoted(run) for run in rest)]
    return [run for run in runs if run]


def _join(texts: list[str], text: str) -> None:
    if texts and visible(texts[-1]) + visible(text) + 2 <= MOST_TEXT:
        texts[-1] += f"\n\n{text}"
    else:
        texts.append(text)


def visible(text: str) -> int:
    """Returns the length of an HTML text as Telegram counts it, its entities parsed."""
    return units(html.unescape(re.sub(r"<[^>]*>", "", text)))


def _caption(part: Part) -> str:
    return html.escape(part.text, quote=False)


def has_file(part: Part) -> bool:
    """Returns whether a part is sent as a message of its own: a file or a place."""
    return part.file is not None or part.kind is PartKind.LOCATION


def body_of(kept: Iterable[KeptPart]) -> str:
    """Returns the texts of parts that are text alone, one under the other."""
    return "\n".join(k.part.text for k in kept if not has_file(k.part) and k.part.text)


def files_of(kept: Iterable[KeptPart]) -> list[Part]:
    """Returns the parts that are files or places."""
    return [k.part for k in kept if has_file(k.part)]


def rows(*found: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup | None:
    """Returns buttons in rows, the empty ones left out; None where there is no button."""
    filled = [list(row) for row in found if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None
