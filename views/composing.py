"""How texts become messages: our words over somebody's text, then files, the buttons last.

A text longer than one message becomes several, and nobody's words are ever cut.
"""

import html
import re
from collections.abc import Iterable, Sequence

from letters.letter import KeptPart, Part, PartKind
from views.page import Keyboard, Piece

MOST_TEXT = 4096  # UTF-16 units after entities are parsed
MOST_CAPTION = 1024
BODY = 3500  # of somebody's text in one message, leaving room for our own words around it

Section = tuple[str, str]
"""A head (HTML) and somebody's text (plain); either may be empty."""


def compose(
    sections: Iterable[Section],
    files: Sequence[Part] = (),
    markup: Keyboard | None = None,
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


def with_body(head: str, body: str, markup: Keyboard | None = None) -> list[Piece]:
    """Returns a head (HTML) over somebody's text (plain), in as many messages as it takes.

    The buttons stand under the last.
    """
    runs = split(body)
    texts = [f"{head}\n{quoted(runs[0])}".strip(), *(quoted(run) for run in runs[1:])]
    texts = [text for text in texts if text]
    return [Piece(text) for text in texts[:-1]] + [Piece(texts[-1], markup)]
