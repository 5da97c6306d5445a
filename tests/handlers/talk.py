"""What the tests of the citizen's side share: looking into the archive, and the staff's acts."""

from letters import commands as c
from letters.letter import KeptPart, Letter, PartRole, text_part
from letters.people import Actor, Role
from mailroom.perform import perform
from simulator.people import Person
from simulator.town import CLERK, ZHAO, Town
from storage import letters

CLERK_ACTS = Actor(Role.CLERK, CLERK)
ROADS = Actor(Role.OFFICER, ZHAO, "roads")
FIRST = "SZ-2026-000001"
SECOND = "SZ-2026-000002"


async def sends(person: Person, words: str = "路灯坏了") -> None:
    """Somebody writes a letter and sends it."""
    await person.says(words)
    await person.presses("Submit" if person.user.language_code == "en" else "提交")


async def letter(office: Town, number: str = FIRST) -> Letter:
    """The letter of that number, as the archive has it."""
    async with office.app.room.database.reading() as connection:
        found = await letters.by_number(connection, number)
    assert found is not None, number
    return found


async def all_letters(office: Town, person: Person) -> list[Letter]:
    """All of a person's letters, the oldest first."""
    async with office.app.room.database.reading() as connection:
        found = await letters.listed(
            connection, "letters_of_citizen", citizen=person.user_id, most=1000
        )
    return sorted(found, key=lambda one: one.id)


async def parts(office: Town, number: str = FIRST, role: PartRole | None = None) -> list[KeptPart]:
    """What was written for a letter, every version of it."""
    found = await letter(office, number)
    async with office.app.room.database.reading() as connection:
        kept = await letters.parts(connection, found.id)
    return [k for k in kept if role is None or k.role is role]


async def texts(office: Town, number: str = FIRST, role: PartRole | None = None) -> list[str]:
    """The texts of what was written for a letter."""
    return [kept.part.text for kept in await parts(office, number, role)]


async def acts(
    office: Town, command: c.Command, actor: Actor = CLERK_ACTS, number: str = FIRST
) -> None:
    """Staff does something with a letter, and what follows from it reaches people."""
    await perform(office.app.room, (await letter(office, number)).id, command, actor)
    await office.settle()


async def assigned(office: Town, number: str = FIRST) -> None:
    """The letter is passed on to the roads."""
    await acts(office, c.Assign("roads"), number=number)


async def answered(office: Town, words: str = "已修好", number: str = FIRST) -> None:
    """The letter goes all the way to its answer."""
    if (await letter(office, number)).lead is None:
        await assigned(office, number)
    await acts(office, c.Draft((text_part(words),)), ROADS, number)
    await acts(office, c.Approve(), number=number)


def seen(person: Person, words: str) -> bool:
    """Whether something on the person's screen says this."""
    return any(words in text for text in person.sees())


def previews(person: Person) -> int:
    """How many previews with a send button stand on the screen."""
    return sum(any("提交" in b.text for b in message.buttons) for message in person.screen())


async def acts_of(office: Town, number: str = FIRST) -> list[str]:
    """The names of a letter's events, in their order."""
    found = await letter(office, number)
    async with office.app.room.database.reading() as connection:
        return [event.name for event in await letters.events(connection, found.id)]
