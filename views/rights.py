"""What somebody may read, and in whose name they act: of who they are, and of the chat they are in.

Rights are those of the moment something is shown. What a role may do to a letter says the table of
moves; this says which of their roles counts here.
"""

from dataclasses import dataclass

from letters.chats import Chat
from letters.letter import Letter
from letters.notices import TO_OFFICE, Recipient, to_department
from letters.people import OFFICE, Actor, Role, may_see
from letters.workflow import NotAllowed, objection
from mailroom.room import Mailroom


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in a chat. `actors`: their roles among the staff, the most far-reaching first.

    `place`: whose group the chat is (the office's or a department's), None for all other chats.
    """

    room: Mailroom
    person: int
    chat: Chat
    actors: tuple[Actor, ...]
    place: Recipient | None

    @property
    def private(self) -> bool:
        """Returns whether nobody else reads what is shown here."""
        return self.chat.is_persons

    @property
    def citizen(self) -> Actor:
        """Returns the person as a citizen: everybody is one."""
        return Actor(Role.CITIZEN, self.person)

    @property
    def here(self) -> Actor | None:
        """Returns the person as an officer of the department whose group this is, or None."""
        department = self.place.department if self.place else None
        return next((a for a in self.actors if department and a.department == department), None)

    @property
    def in_office(self) -> Actor | None:
        """Returns the person as clerk or chief, None for others."""
        return next((actor for actor in self.actors if actor.role in OFFICE), None)

    def acting_on(self, letter: Letter, command: type | None = None) -> Actor:
        """Returns in which staff role the person acts on this letter.

        In a department's own group its officers act for that department, whatever else they are;
        elsewhere the role counts that may give the command. Raises NotAllowed for somebody who has
        no role in it.
        """
        candidates = ([self.here] if self.here else []) + list(self.actors)
        seeing = [actor for actor in candidates if may_see(actor, letter)]
        if not seeing:
            raise NotAllowed(self._why_not())
        on = self.room.office.local_date(self.room.now())
        able = (
            a for a in seeing if command and not objection(letter, command, a, on, self.room.office)
        )
        return next(able, seeing[0])

    def _why_not(self) -> str:
        if not self.actors:
            return "stranger"
        foreign = self.place is not None and self.place.department and self.here is None
        return "not-of-this-department" if foreign and not self.in_office else "no-such-letter"

    def readers(self) -> tuple[Actor, ...]:
        """Returns in whose name letters may be shown in this chat, the most far-reaching first.

        A department's group is shown only what that department may see, whoever asks; a group
        that is nobody's is shown nothing. Raises NotAllowed unless the person is staff, here too.
        """
        if not self.actors:
            raise NotAllowed("stranger")
        if self.place is not None and self.place.department:
            if self.here is None and self.in_office is None:
                raise NotAllowed("not-of-this-department")
            return (Actor(Role.OFFICER, self.person, self.place.department),)
        if self.place is not None and self.in_office is None:
            raise NotAllowed("not-yours-to-do")
        if self.place is None and not self.private:
            raise NotAllowed("not-in-this-group")
        readers = tuple(a for a in self.actors if a.role is not Role.ADMIN)
        if not readers:
            raise NotAllowed("not-yours-to-do")
        return readers if self.private else tuple(a for a in readers if a.role in OFFICE)

    def shown_as(self, letter: Letter) -> Recipient:
        """Returns for whom this letter's card is made here. Raises NotAllowed where for nobody."""
        if self.place is None and not self.private:
            raise NotAllowed("not-in-this-group")
        reader = next((a for a in self.readers() if may_see(a, letter)), None)
        if reader is None:
            raise NotAllowed("no-such-letter")
        return TO_OFFICE if reader.department is None else to_department(reader.department)

    def as_office(self) -> Actor:
        """Returns the person as clerk or chief, for what is the office's alone.

        Raises NotAllowed for others, and in groups that are not the office's.
        """
        if self.in_office is None:
            raise NotAllowed("not-yours-to-do" if self.actors else "stranger")
        if not self.private and (self.place is None or self.place.department):
            raise NotAllowed("not-in-this-group")
        return self.in_office
