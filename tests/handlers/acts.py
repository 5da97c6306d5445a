"""What tests of the conversation have in common: a letter on its way, and how it stands."""

from letters import commands as c
from letters.letter import KeptPart, Letter, text_part
from letters.people import Actor, Role
from mailroom.perform import perform
from simulator.people import Person
from simulator.town import CLERK, Town
from storage import letters

CLERK_ACTS = Actor(Role.CLERK, CLERK)
ROADS_ACTS = Actor(Role.OFFICER, 3, "roads")


async def sends(citizen: Person, words: str = "建设路的路灯坏了") -> None:
    """A citizen writes and sends a letter."""
    await citizen.says("/new")
    await citizen.says(words)
    await citizen.presses("提交" if citizen.user.language_code != "en" else "Submit")


async def do(office: Town, command: c.Command, actor: Actor, letter: int = 1) -> None:
    """Somebody acts on a letter elsewhere; what follows is delivered."""
    await perform(office.app.room, letter, command, actor)
    await office.settle()


async def assigned(office: Town, letter: int = 1) -> None:
    """The letter goes to the roads department."""
    await do(office, c.Assign("roads"), CLERK_ACTS, letter)


async def answered(office: Town, letter: int = 1, words: str = "已修好，谢谢您。") -> None:
    """The letter goes all the way to its answer."""
    await assigned(office, letter)
    await do(office, c.Draft((text_part(words),)), ROADS_ACTS, letter)
    await do(office, c.Approve(), CLERK_ACTS, letter)


async def standing(office: Town, letter: int = 1) -> Letter:
    """The letter as it now stands."""
    async with office.app.room.database.reading() as connection:
        found = await letters.by_id(connection, letter)
    assert found is not None
    return found


async def parts(office: Town, letter: int = 1) -> list[KeptPart]:
    """All parts of a letter, in every version."""
    async with office.app.room.database.reading() as connection:
        return await letters.parts(connection, letter)


async def events(office: Town, letter: int = 1) -> list[str]:
    """The names of a letter's events."""
    async with office.app.room.database.reading() as connection:
        return [event.name for event in await letters.events(connection, letter)]
