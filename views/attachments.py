"""What is attached to a letter, as it is shown to staff: albums as albums, each with the number."""

import html
from collections.abc import Sequence
from itertools import groupby

from letters.letter import KeptPart, Letter, Part, PartKind
from letters.people import may_see
from mailroom import desk
from mailroom.readers import reader_of
from mailroom.room import Mailroom
from storage.outbox import Parcel
from texts import Words
from views.composing import MOST_CAPTION, units
from views.page import Piece

MOST_IN_ALBUM = 10
VISUAL = frozenset({PartKind.PHOTO, PartKind.VIDEO})
IN_ALBUMS = VISUAL | {PartKind.DOCUMENT, PartKind.AUDIO}
WITHOUT_CAPTION = frozenset({PartKind.STICKER, PartKind.VIDEO_NOTE, PartKind.LOCATION})


async def pack(room: Mailroom, parcel: Parcel, letter: Letter, words: Words) -> list[Piece]:
    """Returns all that is attached to a letter, or nothing for who may no longer see it."""
    reader = await reader_of(room, parcel)
    if not may_see(reader, letter):
        return []
    found = await desk.dossier(room, letter)
    return pieces(letter.number, found.files)


def pieces(number: str, files: Sequence[KeptPart]) -> list[Piece]:
    """Returns the messages these files become, in their order."""
    found: list[Piece] = []
    for (album, _family), members in groupby(
        enumerate(files), key=lambda one: _together(one[0], one[1].part)
    ):
        parts = [kept.part for _, kept in members]
        if album is None:
            found += [piece for part in parts for piece in _single(number, part)]
            continue
        for start in range(0, len(parts), MOST_IN_ALBUM):
            run = parts[start : start + MOST_IN_ALBUM]
            caption = _caption(number, next((p.text for p in run if p.text), ""))
            found.append(Piece(caption, file=run[0], album=tuple(run[1:])))
    return found


def _together(place: int, part: Part) -> tuple[str | None, object]:
    """Files of one album and family stay together; every other stands alone."""
    if part.album is None or part.kind not in IN_ALBUMS:
        return None, place
    return part.album, "visual" if part.kind in VISUAL else part.kind


def _single(number: str, part: Part) -> list[Piece]:
    if part.kind in WITHOUT_CAPTION:
        return [Piece(f"📎 {number}"), Piece("", file=part)]
    return [Piece(_caption(number, part.text), file=part)]


def _caption(number: str, own: str) -> str:
    """The number, and the file's own caption as far as there is room."""
    room = MOST_CAPTION - units(number) - 8
    while units(own) > room:
        own = own[: len(own) - max(1, (units(own) - room) // 2)]
    return f"📎 {number}" + (f"\n{html.escape(own, quote=False)}" if own.strip() else "")
