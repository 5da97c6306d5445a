"""Lives of letters, told day by day: each counts the same on every day, in bulk and one by one."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

from letters import commands as c
from letters.commands import Command, Submit
from letters.letter import Event, Kind, Letter, Rating, text_part
from letters.people import SYSTEM, Actor, Role
from letters.period import Period
from letters.registration import submit
from letters.workflow import decide
from storage import letters, people
from storage.database import Connection, Database
from tests.engine import archive_in, intruder
from tests.plain_office import CLERK, OFFICE
from tests.storage.oracle import compare

WORDS = text_part("路灯不亮")
CITIZEN, CLERK_ACTS = Actor(Role.CITIZEN, 7), Actor(Role.CLERK, CLERK)
ROADS, WATER = Actor(Role.OFFICER, 21, "roads"), Actor(Role.OFFICER, 22, "water")
MERGED_INTO = 1
ACTS: dict[str, tuple[Command, Actor]] = {
    "to roads": (c.Assign("roads"), CLERK_ACTS),
    "to water": (c.Assign("water"), CLERK_ACTS),
    "rather water": (c.Reassign("water"), CLERK_ACTS),
    "signed": (c.SignFor(), ROADS),
    "returned": (c.Return(WORDS), ROADS),
    "not ours": (c.AskToReturn(WORDS), ROADS),
    "taken back": (c.TakeBack(), CLERK_ACTS),
    "drafted": (c.Draft((WORDS,)), ROADS),
    "drafted by water": (c.Draft((WORDS,)), WATER),
    "answered": (c.Approve(), CLERK_ACTS),
    "refused": (c.Refuse(WORDS), CLERK_ACTS),
    "merged": (c.Merge(MERGED_INTO), CLERK_ACTS),
    "withdrawn": (c.Withdraw(), CITIZEN),
    "asked": (c.AskCitizen(WORDS), CLERK_ACTS),
    "added": (c.Add((WORDS,)), CITIZEN),
    "longer?": (c.RequestExtension(2, WORDS), ROADS),
    "longer": (c.GrantExtension(), CLERK_ACTS),
    "of kind help": (c.ChangeKind(Kind.HELP), CLERK_ACTS),
    "about water": (c.ChangeTopic("water"), CLERK_ACTS),
    "satisfied": (c.Rate(Rating.SATISFIED), CITIZEN),
    "fairly": (c.Rate(Rating.FAIRLY), CITIZEN),
    "dissatisfied": (c.Rate(Rating.DISSATISFIED), CITIZEN),
    "reopened": (c.Reopen(WORDS), CITIZEN),
    "published": (c.Publish(WORDS, WORDS), CLERK_ACTS),
    "taken down": (c.Unpublish(), CLERK_ACTS),
    "undeliverable": (c.NoteUndeliverable(), SYSTEM),
    "archived": (c.Archive(), SYSTEM),
}
LIVES = """
secretary
mayor
mayor | | to roads
mayor about water | to roads | rather water
secretary | to roads | signed | drafted | satisfied
secretary to roads; drafted; satisfied | published | | taken down | published
secretary | | to roads | | | drafted | fairly | undeliverable
mayor | to roads; drafted; answered | dissatisfied | reopened | | | drafted | answered | | archived
mayor to roads; drafted; answered; dissatisfied; reopened | withdrawn
mayor to roads; drafted; answered; dissatisfied; reopened | not ours | taken back | refused
mayor to roads; drafted; answered; dissatisfied; reopened | not ours; taken back; merged
mayor to roads; drafted | answered; dissatisfied; reopened; asked
mayor to roads; drafted; answered; dissatisfied | reopened; withdrawn
mayor | to roads; drafted; answered; archived; published | | taken down | published
mayor | to roads; drafted; answered; dissatisfied; reopened | not ours; taken back; refused
mayor | to roads; drafted; answered; dissatisfied; reopened | not ours; taken back; merged
mayor | to roads; drafted; answered; dissatisfied; reopened | withdrawn
secretary | | | refused
mayor | | | merged
mayor to roads | asked
secretary | refused
mayor | merged
mayor | | withdrawn
secretary asked
secretary | | | | | asked | added
mayor asked | | | added | to roads | drafted; answered
mayor | to roads; longer? | longer | | | | of kind help
secretary to roads; longer? | longer | | | drafted
mayor of kind help | to roads | returned | to water | drafted by water | answered | archived
secretary to water | drafted by water | published | archived
""".strip().splitlines()
"""A mailbox (a draft is the answer at the secretary's), what happens on that day, on the next, …"""
FIRST = date(2026, 3, 30)  # a Monday; the month ends while they are under way
DAYS = 12
BEGUN = (
    *product((FIRST, FIRST + timedelta(days=1)), LIVES),
    *product((FIRST + timedelta(days=2),), LIVES[:4]),  # in another month
)
PERIODS = (
    Period(FIRST, FIRST),
    Period(FIRST + timedelta(days=1), date(2026, 4, 30)),
    Period(date(2026, 1, 1), date(2026, 12, 31)),
)


def noon(on: date) -> datetime:
    """Twelve o'clock of a day in the office."""
    return datetime(on.year, on.month, on.day, 4, tzinfo=UTC)


async def live(transaction: Connection, life: str, serial: int, begins: date) -> Letter:
    """A letter comes, and what its life says happens to it; returns it as it is in the end."""
    mailbox, _, days = life.partition(" ")
    came = submit(
        Submit(mailbox, Kind.INQUIRY, may_publish=True, chat=CITIZEN.id),
        CITIZEN,
        noon(begins),
        OFFICE,
        serial,
        f"CODE{serial}",
    )
    letter = await letters.enter(transaction, came, CITIZEN, noon(begins), None)
    for place, day in enumerate(days.split("|")):
        at = noon(begins + timedelta(days=place))
        for name in filter(None, map(str.strip, day.split(";"))):
            command, actor = ACTS[name]
            into = await letters.by_id(transaction, MERGED_INTO)
            decision = decide(letter, command, actor, at, OFFICE, [into] if into else [])
            await letters.record(transaction, letter, command, decision, actor, at, None)
            letter = decision.letter
    return letter


async def all_lives(folder: Path, database: Database) -> list[list[Event]]:
    """All lives, some once more as cases of another procedure; returns the letters' events."""
    others = [(FIRST, life) for life in LIVES[::2]]
    async with database.transaction() as transaction:
        await people.seen(transaction, CITIZEN.id, "王某", None, "zh", noon(FIRST))
        told = [
            await live(transaction, life, serial, begins)
            for serial, (begins, life) in enumerate((*BEGUN, *others), start=1)
        ]
    with intruder(folder) as raw:
        raw.execute(f"UPDATE letters SET procedure = 'parcels' WHERE id > {len(BEGUN)}")  # noqa: S608
    async with database.reading() as connection:
        return [await letters.events(connection, one.id) for one in told[: len(BEGUN)]]


async def test_every_life_counts_the_same_in_bulk_and_one_by_one_on_every_day(
    tmp_path: Path,
) -> None:
    async with archive_in(tmp_path) as database:
        histories = await all_lives(tmp_path, database)
        for on in (FIRST + timedelta(days=n) for n in range(DAYS)):
            for period in PERIODS:
                if period.first <= on:
                    await compare(database, histories, period, on)
