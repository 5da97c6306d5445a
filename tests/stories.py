"""Stories told to a real mailroom: days pass, letters come, people do what they may do.

Every move goes through the doorway all others use; nothing here writes to the archive by itself.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from letters import commands as c
from letters.letter import Kind, Letter, Rating, text_part
from letters.office import Office
from letters.people import SYSTEM, Actor, Role
from letters.workflow import NotAllowed, permitted
from mailroom.perform import Cause, perform, submit
from mailroom.room import Mailroom
from mailroom.sweeps import look_at_letters
from mailroom.writing import choose, write
from storage import letters, people
from tests.engine import archive_in
from tests.plain_office import CHIEF, CLERK, OFFICERS

WORDS = text_part("路灯不亮")


@dataclass(frozen=True, slots=True)
class Arrives:
    """A citizen sends a letter."""

    kind: Kind
    mailbox: int
    may_publish: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """Somebody does one of the things they may do with a letter; `choice` says which."""

    letter: int
    choice: int
    forward: bool


@dataclass(frozen=True, slots=True)
class Passes:
    """Days pass; `noticed`: the sweep runs when they have."""

    days: int
    noticed: bool


Step = Arrives | Moves | Passes

arrivals = st.builds(Arrives, st.sampled_from(list(Kind)), st.integers(0, 1), st.booleans())
moves = st.builds(
    Moves, st.integers(0, 20), st.integers(0, 10_000), st.sampled_from([True] * 4 + [False])
)
passing = st.builds(Passes, st.integers(1, 6), st.booleans())
steps = st.lists(st.one_of(moves, moves, moves, moves, arrivals, passing), min_size=20, max_size=80)

FORWARD = (
    c.Assign,
    c.Draft,
    c.Approve,
    c.Rate,
    c.Reopen,
    c.Publish,
    c.Unpublish,
    c.AskCitizen,
    c.RequestExtension,
    c.GrantExtension,
)
"""What brings letters on: most moves are of these, or few letters would ever be answered."""


@dataclass(slots=True)
class Story:
    """A mailroom whose clock the story moves, and the letters that came so far."""

    room: Mailroom
    now: datetime
    arrived: list[int] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Returns the office's date."""
        return self.room.office.local_date(self.now)

    async def arrive(self, arrives: Arrives) -> Letter:
        """Has a citizen of their own write and send a letter."""
        citizen = 1000 + len(self.arrived) % 3
        async with self.room.database.transaction() as transaction:
            await people.seen(transaction, citizen, "王某", None, "zh", self.now)
        message = text_part("路灯不亮", citizen, len(self.arrived) + 1)
        writing = (await write(self.room, citizen, citizen, message)).writing
        mailbox = self.room.office.mailboxes[arrives.mailbox].code
        await choose(
            self.room,
            writing,
            mailbox=mailbox,
            kind=arrives.kind,
            may_publish=arrives.may_publish,
        )
        done = await submit(self.room, writing.id, Actor(Role.CITIZEN, citizen), Cause())
        self.arrived.append(done.letter.id)
        return done.letter

    async def do(self, letter: int, command: c.Command, actor: Actor) -> Letter:
        """Has somebody do something with a letter."""
        return (await perform(self.room, letter, command, actor)).letter

    async def move(self, step: Moves) -> None:
        """Has somebody do one of the things they may do; nothing where nobody may do anything."""
        if not self.arrived:
            return
        chosen = self.arrived[step.letter % len(self.arrived)]
        async with self.room.database.reading() as connection:
            letter = await letters.by_id(connection, chosen)
        assert letter is not None
        may = self._may(letter, step)
        if not may:
            return
        actor, command = may[step.choice % len(may)]
        try:
            await perform(self.room, letter.id, _given(command, step, self.arrived), actor)
        except NotAllowed:
            return  # the command's own facts forbid it: merging into itself, an assignment as it is

    def _may(self, letter: Letter, step: Moves) -> list[tuple[Actor, type]]:
        actors = [
            Actor(Role.CITIZEN, letter.citizen),
            Actor(Role.CHIEF, CHIEF),
            Actor(Role.CLERK, CLERK),
            *(Actor(Role.OFFICER, person, code) for code, person in OFFICERS.items()),
            SYSTEM,
        ]
        by_time = {c.Remind, c.Resume, c.Archive}  # the sweep's to bring
        return [
            (actor, command)
            for actor in actors
            for command in sorted(
                permitted(letter, actor, self.today, self.room.office) - by_time,
                key=lambda found: found.__name__,
            )
            if not step.forward or command in FORWARD
        ]

    async def wait(self, passes: Passes) -> None:
        """Lets days pass."""
        self.now += timedelta(days=passes.days)
        if passes.noticed:
            await look_at_letters(self.room)

    async def tell(self, step: Step) -> None:
        """Tells one step."""
        match step:
            case Arrives():
                await self.arrive(step)
            case Moves():
                await self.move(step)
            case Passes():
                await self.wait(step)


@asynccontextmanager
async def a_story(folder: Path, office: Office, begins: date) -> AsyncIterator[Story]:
    """Yields a story beginning at ten in the morning in Shanghai, over a new database file."""
    async with archive_in(folder, "letters.db") as database:
        story: Story
        room = Mailroom(database, office, now=lambda: story.now, ring=lambda: None)
        story = Story(room, datetime(begins.year, begins.month, begins.day, 2, tzinfo=UTC))
        yield story


def _given(command: type, step: Moves, arrived: Sequence[int]) -> c.Command:
    """Returns a command of that type, its facts picked by the step's choice."""
    choice = step.choice // 7
    departments = sorted(OFFICERS)
    lead = departments[choice % 3]
    rating = (Rating.DISSATISFIED, Rating.DISSATISFIED, Rating.SATISFIED, Rating.FAIRLY)
    made: dict[type, c.Command] = {
        c.Assign: c.Assign(lead, (departments[(choice + 1) % 3],) if choice % 2 else ()),
        c.Reassign: c.Reassign(lead),
        c.Refuse: c.Refuse(WORDS),
        c.Merge: c.Merge(arrived[choice % len(arrived)]),
        c.ChangeKind: c.ChangeKind(list(Kind)[choice % len(Kind)], urgent=choice % 5 == 0),
        c.ChangeTopic: c.ChangeTopic((None, "water", "streets")[choice % 3]),
        c.SignFor: c.SignFor(),
        c.Return: c.Return(WORDS),
        c.AskToReturn: c.AskToReturn(WORDS),
        c.TakeBack: c.TakeBack(),
        c.RefuseReturn: c.RefuseReturn(),
        c.SeeReminder: c.SeeReminder(),
        c.NotePassed: c.NotePassed(),
        c.Recalculate: c.Recalculate(),
        c.Draft: c.Draft((WORDS,)),
        c.Approve: c.Approve(),
        c.SendBack: c.SendBack(WORDS),
        c.AskCitizen: c.AskCitizen(WORDS),
        c.Add: c.Add((WORDS,)),
        c.RequestExtension: c.RequestExtension(1 + choice % 6, WORDS),
        c.GrantExtension: c.GrantExtension(),
        c.RefuseExtension: c.RefuseExtension(),
        c.WriteNote: c.WriteNote(WORDS),
        c.Urge: c.Urge(),
        c.Supervise: c.Supervise(),
        c.Contribute: c.Contribute((WORDS,)),
        c.Withdraw: c.Withdraw(),
        c.Rate: c.Rate(rating[choice % 4]),
        c.Reopen: c.Reopen(WORDS),
        c.Publish: c.Publish(WORDS, WORDS),
        c.Unpublish: c.Unpublish(),
        c.AllowPublishing: c.AllowPublishing(),
        c.ForbidPublishing: c.ForbidPublishing(),
        c.NoteUndeliverable: c.NoteUndeliverable(),
    }
    return made[command]
