"""Who works here, and whom to invite: the lists and their menus, in pages where they are long."""

from collections.abc import Callable, Sequence

from letters.office import Office
from letters.people import Actor, Role
from mailroom.room import Mailroom
from mailroom.staffing import Member
from texts import Words
from views.composing import together
from views.menus import paged
from views.page import IN_A_ROW, Button, Keyboard, Piece
from views.presses import OnStaff


def button(text: str, do: str, what: str) -> Button:
    """Returns a button about who works here."""
    return Button(text, OnStaff(do, what).pack())


def whom_to_invite(office: Office, actor: Actor, words: Words, page: int = 0) -> Keyboard:
    """Returns a page of the departments; a chief may invite clerks too."""
    choices = [button(d.name, "invite", d.code) for d in office.departments]
    if actor.role is Role.CHIEF:
        choices.append(button(words("role-clerk"), "invite", Role.CLERK.value))
    turn = _turning("invite-page")
    return paged(words, choices, page, turn, in_a_row=IN_A_ROW)


def staff(
    room: Mailroom, roll: Sequence[Member], waiting: int, actor: Actor, words: Words
) -> list[Piece]:
    """Returns everybody who works here, a line each; whom a chief may dismiss under the last.

    `waiting`: invitations nobody has used yet.
    """
    lines = [words.html("staff-head")]
    for member in roll:
        where = room.office.department_name(member.department) or "none"
        role = words(f"role-{member.role}")
        name = member.name or str(member.person)
        lines.append(words.html("staff-line", name=name, role=role, department=where))
    if waiting:
        lines.append(words.html("staff-waiting", invitations=waiting))
    *first, last = together(lines)
    return [*map(Piece, first), Piece(last, whom_to_dismiss(roll, actor, words))]


def whom_to_dismiss(
    roll: Sequence[Member], actor: Actor, words: Words, page: int = 0
) -> Keyboard | None:
    """Returns a page of those who were invited, for a chief; None where there is nobody."""
    invited = {m.person: m.name for m in roll if m.invited}
    if actor.role is not Role.CHIEF or not invited:
        return None
    choices = [
        button(words("dismiss", name=name), "dismiss", str(person))
        for person, name in sorted(invited.items())
    ]
    return paged(words, choices, page, _turning("staff-page"), in_a_row=IN_A_ROW)


def _turning(do: str) -> Callable[[int], str]:
    return lambda page: OnStaff(do, str(page)).pack()
