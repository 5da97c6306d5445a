"""How the board looks: a line for each department, then what is overdue by name."""

from dataclasses import asdict

from mailroom.board import Board
from mailroom.room import Mailroom
from texts import Words


def lines(room: Mailroom, found: Board, words: Words) -> list[str]:
    """Returns the standings as HTML lines; a line of sums where there are several."""
    shown = []
    for standing in found.standings:
        facts = asdict(standing)
        name = facts.pop("department")
        message = "board-line" if name else "board-office"
        shown.append(words.html(message, name=room.office.department_name(name), **facts))
    if len(found.standings) > 1:
        sums = {
            key: sum(getattr(standing, key) for standing in found.standings)
            for key in ("open", "due", "overdue")
        }
        shown.append(words.html("board-sum", **sums))
    return shown


def overdue(room: Mailroom, found: Board, words: Words) -> list[str]:
    """Returns the overdue letters by name, as HTML lines; the count of those left out last."""
    if not found.overdue:
        return [words.html("list-overdue-none")]
    calendar = room.office.calendar
    named = [
        words.html(
            "board-overdue",
            number=letter.number,
            days=calendar.between(letter.reply_due_on, letter.paused_on or found.on),
            lead=room.office.department_name(letter.lead) or "none",
        )
        for letter in found.overdue
    ]
    more = found.total_overdue - len(named)
    return [words.html("list-overdue", total=found.total_overdue), *named] + (
        [words.html("digest-more", letters=more)] if more > 0 else []
    )
