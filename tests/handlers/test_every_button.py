"""Whatever button somebody is shown does what it says: by every role, in every place, in every
state and circumstance of a letter.

Derived from the table of acts: an act is pressed here without being named.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from letters import commands as c
from letters.letter import Kind, Letter, Rating, State, text_part
from letters.notices import TO_OFFICE, Recipient, to_department
from letters.people import Actor, Role, may_see
from mailroom import desk, writing
from mailroom.perform import Cause, perform, submit
from simulator.chats import Message
from simulator.people import Person
from simulator.town import CHIEF, SUN, Town, town, town_config, without_limits
from storage.outbox import CARD
from tests.handlers.crawling import Crawler
from tests.handlers.talk import CLERK_ACTS, ROADS, letter
from tests.handlers.test_matrix import ANSWER, ASSIGN, CITIZEN, STATES

WORDS = text_part("说明")
CHIEF_ACTS = Actor(Role.CHIEF, CHIEF)
WATER = Actor(Role.OFFICER, SUN, "water")
Step = tuple[c.Command, Actor] | timedelta
DISSATISFIED = (*ANSWER, (c.Rate(Rating.DISSATISFIED), CITIZEN))
CIRCUMSTANCES: dict[str, tuple[Step, ...]] = {
    **{state.value: STATES[state] for state in State if state is not State.ARCHIVED},
    "merged": ((c.Merge(1), CLERK_ACTS),),
    "archived": (*ANSWER, timedelta(days=60)),
    "paused": (ASSIGN, (c.AskCitizen(WORDS), ROADS)),
    "extension asked": (ASSIGN, (c.RequestExtension(5, WORDS), ROADS)),
    "extended to the cap": (
        ASSIGN,
        (c.RequestExtension(15, WORDS), ROADS),
        (c.GrantExtension(), CLERK_ACTS),
    ),
    "reminded, too late to return": (ASSIGN, timedelta(days=4)),
    "return asked": (ASSIGN, timedelta(days=4), (c.AskToReturn(WORDS), ROADS)),
    "late": (ASSIGN, timedelta(days=14)),
    "passed on too often": (
        (c.Assign("water"), CLERK_ACTS),
        *((c.Reassign(d), CHIEF_ACTS) for d in ("roads", "water", "roads")),
    ),
    "urged and supervised": (ASSIGN, (c.Urge(), CLERK_ACTS), (c.Supervise(), CHIEF_ACTS)),
    "report": ((c.ChangeKind(Kind.REPORT, "parks"), CLERK_ACTS), ASSIGN),
    "dissatisfied": DISSATISFIED,
    "second handling": (*DISSATISFIED, (c.Reopen(WORDS), CITIZEN)),
    "consented": (*ANSWER, (c.AllowPublishing(), CITIZEN)),
    "published": (
        *ANSWER,
        (c.AllowPublishing(), CITIZEN),
        (c.Publish(WORDS, WORDS), CLERK_ACTS),
    ),
}
NUMBERS = count(1_000_000)
"""Of messages written without a screen."""
POOL = 90
"""So many letters wait where time has to pass first; it passes for all of them once."""


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office, with topics."""
    config = without_limits(town_config(tmp_path))
    topics = [{"code": "streets", "name": "道路交通"}, {"code": "water", "name": "供水"}]
    facts = config.model_dump(mode="python") | {"topic": topics}
    async with town(tmp_path, config.model_validate(facts, strict=False)) as found:
        yield found


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
async def test_every_button_shown_does_what_it_says(office: Town, circumstance: str) -> None:
    owner, people = office.citizen("Anna"), office.people
    await owner.starts()
    other = await written(office, owner, "别的事")
    await carried(office, other, (ASSIGN,))
    fresh = await letters_in(office, owner, CIRCUMSTANCES[circumstance])
    staff: list[tuple[Person, Actor, Recipient]] = [
        (people.clerk, CLERK_ACTS, TO_OFFICE),
        (people.chief, CHIEF_ACTS, TO_OFFICE),
        (people.zhao, ROADS, to_department("roads")),
        (people.sun, WATER, to_department("water")),
    ]
    example, thorough = await fresh(), circumstance in set(State)
    for person, actor, to in staff:
        alone = office.world.people[person.user_id]
        await alone.starts()
        for place in (person, alone) if thorough else (alone,):
            if may_see(actor, example):
                whole = thorough and place is person
                shown = card(office, place, to)
                assert await Crawler(office, place, actor, fresh, shown, other, whole).crawl()
    citizen = Actor(Role.CITIZEN, owner.user_id)
    await Crawler(office, owner, citizen, fresh, own_page(owner), other, thorough).crawl()


async def written(office: Town, owner: Person, words: str) -> Letter:
    """A letter of the owner's, sent without a screen."""
    room, chat, citizen = office.app.room, owner.user_id, owner.user_id
    now = await writing.begin(room, chat, citizen)
    await writing.write(room, chat, citizen, text_part(words, chat, next(NUMBERS)))
    done = await submit(room, now.writing.id, Actor(Role.CITIZEN, citizen), Cause())
    return done.letter


async def carried(office: Town, found: Letter, steps: Sequence[Step]) -> Letter:
    """The letter after these steps."""
    for step in steps:
        if isinstance(step, timedelta):
            await office.passes(step)
        else:
            command, actor = step
            mine = Actor(Role.CITIZEN, found.citizen) if actor == CITIZEN else actor
            await perform(office.app.room, found.id, command, mine)
    return await letter(office, found.number)


async def letters_in(
    office: Town, owner: Person, steps: tuple[Step, ...]
) -> Callable[[], Awaitable[Letter]]:
    """What makes letters in a circumstance; time, where it has to pass, passes for many at once."""
    waits = next((n for n, step in enumerate(steps) if isinstance(step, timedelta)), None)
    pool: list[Letter] = []

    async def fresh() -> Letter:
        if not pool:
            for _ in range(1 if waits is None else POOL):
                new = await written(office, owner, "建设路的路灯坏了")
                pool.append(await carried(office, new, steps[:waits]))
            if waits is not None:
                await carried(office, pool[0], steps[waits : waits + 1])
        left = () if waits is None else steps[waits + 1 :]
        found = await carried(office, await letter(office, pool.pop().number), left)
        await office.settle()
        return found

    return fresh


def card(office: Town, person: Person, to: Recipient) -> Callable[[Letter], Awaitable[Message]]:
    """What shows somebody a letter's card where they are."""

    async def shown(found: Letter) -> Message:
        await desk.show(office.app.room, person.chat.id, CARD, found, to, uuid4().hex)
        await office.settle()
        return person.last

    return shown


def own_page(owner: Person) -> Callable[[Letter], Awaitable[Message]]:
    """What shows the citizen their letter."""

    async def shown(found: Letter) -> Message:
        await owner.says(f"/letter {found.number}")
        return owner.last

    return shown
