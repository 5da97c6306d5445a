"""Who acts: citizens, officers, clerks, chiefs, admins, and time itself.

Knows what a role may see; what it may do stands in the table of moves (workflow).
"""

from dataclasses import dataclass
from enum import StrEnum

from letters.letter import Kind, Letter


class Role(StrEnum):
    """In whose name somebody acts. SYSTEM is the passing of time and the office's own machine."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    CLERK = "clerk"
    CHIEF = "chief"
    ADMIN = "admin"
    SYSTEM = "system"


OFFICE = frozenset({Role.CLERK, Role.CHIEF})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one role. `id` is the Telegram user id, 0 for SYSTEM."""

    role: Role
    id: int
    department: str | None = None


SYSTEM = Actor(Role.SYSTEM, 0)


def may_see(actor: Actor, letter: Letter) -> bool:
    """Returns whether the actor may read the letter.

    A citizen sees only their own; an officer those their department leads or co-handles, and never
    a report about that department (信访工作条例 Art. 30); an admin none by that role alone.
    """
    match actor.role:
        case Role.CITIZEN:
            return actor.id == letter.citizen
        case Role.OFFICER:
            return actor.department in letter.departments and not is_about(letter, actor.department)
        case Role.CLERK | Role.CHIEF | Role.SYSTEM:
            return True
        case Role.ADMIN:
            return False


def is_about(letter: Letter, department: str | None) -> bool:
    """Returns whether this is a report (举报) about that department."""
    return letter.kind is Kind.REPORT and letter.about is not None and letter.about == department
