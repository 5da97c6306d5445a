"""A letter's whole history: what happened, when, by whom, and what was said with it."""

import html

from letters.letter import Event, KeptPart, PartRole
from letters.people import OFFICE, Actor, Role
from mailroom.desk import Dossier
from mailroom.room import Mailroom
from texts import Words
from views.composing import BODY, quoted, split, together


def told(room: Mailroom, found: Dossier, reader: Actor, words: Words) -> list[str]:
    """Returns the history as HTML messages, each within Telegram's length.

    A department reads no citizen's name.
    """
    blocks = [words.html("story-of", number=found.letter.number)]
    for event in found.events:
        who = _who(found, event, reader, words)
        local = event.at.astimezone(room.office.timezone)
        blocks.append(
            words.html(
                "story-line",
                at=f"{local:%Y-%m-%d %H:%M}",
                what=words(f"event-{event.name}"),
                who=who,
            )
        )
        for kept in (k for k in found.parts if k.revision == event.revision):
            blocks += _said(kept, words)
    return together(blocks)


def _who(found: Dossier, event: Event, reader: Actor, words: Words) -> str:
    if event.role == Role.SYSTEM:
        return words("time-itself")
    if event.role == Role.CITIZEN and reader.role not in OFFICE:
        return words("role-citizen")
    return found.names.get(event.actor) or words(f"role-{event.role}")


def _said(kept: KeptPart, words: Words) -> list[str]:
    """What came with an event; a later version of a message is marked as such."""
    mark = words.html("story-edited") + "\n" if kept.version > 1 else ""
    if kept.role is PartRole.NOTE:
        mark = words.html("part-note") + "\n"
    if kept.part.file or kept.part.file_name:
        mark += f"📎 {html.escape(kept.part.file_name or '', quote=False)}".rstrip()
        mark += (" " + words.html("story-not-kept") if kept.not_kept else "") + "\n"
    if not kept.part.text.strip():
        return [mark.strip()] if mark else []
    runs = split(kept.part.text, BODY)
    return [(mark if place == 0 else "") + quoted(run) for place, run in enumerate(runs)]
