"""What there is to ask for: the commands of each role, and what /help says of them."""

from collections.abc import Iterable

from letters.people import OFFICE as IN_OFFICE
from letters.people import Role
from texts import Words

CITIZEN = (
    "start",
    "new",
    "letters",
    "letter",
    "why",
    "help",
    "privacy",
    "export_me",
    "delete_me",
    "language",
    "cancel",
)
OFFICE = (
    "open",
    "overdue",
    "board",
    "letter",
    "why",
    "find",
    "report",
    "figures",
    "staff",
    "invite",
    "ban",
    "unban",
    "help",
)
DEPARTMENT = ("mine", "due", "board", "letter", "why", "help")


def commands_of(roles: Iterable[Role], words: Words) -> str:
    """Returns the commands of somebody's roles as a list (HTML), "" for a citizen."""
    held = set(roles)
    groups = {
        "help-office": OFFICE if held & IN_OFFICE else (),
        "help-department": DEPARTMENT if Role.OFFICER in held else (),
    }
    lists = [
        "\n".join([words.html(head), *(f"/{c} {words.html(f'command-{c}')}" for c in commands)])
        for head, commands in groups.items()
        if commands
    ]
    return "\n\n".join(lists)
