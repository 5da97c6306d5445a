"""The register written as a table and read again counts the same, whatever happened to letters."""

import asyncio
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import Phase, given, settings

from letters import past
from letters.figures import Tally
from letters.period import year
from mailroom import importing
from mailroom.room import Mailroom
from storage.database import Database
from storage.figures import counted
from storage.letters import by_id, events
from storage.past import as_rows
from storage.rows import letter_columns, letter_from
from tests.engine import archive_in
from tests.plain_office import OFFICE
from tests.stories import Passes, Step, a_story, steps
from texts import LANGUAGES, Words

BEGINS = date(2025, 12, 15)
SPOKEN = [Words(language) for language in LANGUAGES]


async def tables(room: Mailroom) -> list[dict[str, str]]:
    async with room.database.reading() as connection:
        return list(await as_rows(connection))


async def out_and_in(folder: Path, told_steps: list[Step]) -> None:
    async with a_story(folder, OFFICE, BEGINS) as story:
        for step in [*told_steps, Passes(5, noticed=True)]:
            await story.tell(step)
        rows = await tables(story.room)
        today = story.today
        years = [y for y in (2025, 2026) if y <= today.year]
        before = [await counted(story.room.database, year(y), today) for y in years]
        async with archive_in(folder, "again.db") as database:
            room = Mailroom(database, OFFICE, lambda: story.now, lambda: None)
            lines = list(enumerate(rows, start=2))
            found = await importing.look(room, lines, past.vocabulary(OFFICE, SPOKEN))
            assert found.faults == []
            await importing.enter(room, found.letters, lambda _count: None)
            assert await tables(room) == rows
            after = [await counted(database, year(y), today) for y in years]
            await folds(database, len(rows))
    for one, other in zip(before, after, strict=True):
        assert totals(other.cohorts.values()) == totals(one.cohorts.values())
        assert (other.opening, other.carried) == (one.opening, one.carried)
        assert other.answers == one.answers


def totals(tallies: object) -> Tally:
    """The sum, but for how far second handlings are: a table does not say their dates."""
    total = sum(tallies, Tally())  # type: ignore[call-overload]
    assert isinstance(total, Tally)
    return Tally(
        **{
            name: getattr(total, name)
            for name in Tally.__dataclass_fields__
            if name not in {"waiting_again", "waiting_again_overdue"}
        }
    )


async def folds(database: Database, letters: int) -> None:
    """Each letter's row is what its events make of it."""
    async with database.reading() as connection:
        for letter_id in range(1, letters + 1):
            facts: dict[str, object] = {"id": letter_id}
            for event in await events(connection, letter_id):
                facts |= event.changed
            row = await by_id(connection, letter_id)
            assert row is not None
            assert letter_columns(letter_from(facts)) == letter_columns(row)


@settings(max_examples=15, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(steps)
def test_the_register_as_a_table_and_back_counts_the_same(told_steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(out_and_in(Path(folder), told_steps))


def test_columns_of_a_table_are_those_the_documents_name() -> None:
    text = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
    for column in past.COLUMNS:
        assert f"`{column}`" in text
