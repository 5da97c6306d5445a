"""What only a procedure knows of its cases: a table of its own beside the register, by its facts.

A procedure's facts are the fields of a frozen dataclass (`Procedure.facts`). They stand in columns
of `<code>_facts`, and as "<code>.<fact>" in what an event changed, so that they are chained with it
and an event's fold gives them back. Knows no procedure by name.
"""

from collections.abc import Sequence
from datetime import datetime

from letters.letter import Letter
from letters.procedure import Procedure, known, procedure_of
from storage.database import Connection, Database, Row
from storage.rows import column, facts_of

KEY = "letter"


def table(procedure: Procedure) -> str:
    """Returns the name of the table of a procedure's own facts."""
    return f"{procedure.code.replace('-', '_')}_facts"


def tables() -> dict[str, tuple[str, ...]]:
    """Returns every table of facts of a procedure's own, and its key."""
    return {table(procedure): (KEY,) for procedure in _with_facts()}


async def make_tables(database: Database) -> None:
    """Makes the tables of facts that an open database does not have yet."""
    if not tables():
        return
    async with database.transaction() as transaction:
        for procedure in _with_facts():
            columns = "".join(
                f', "{name}" {"BIGINT" if kind in {int, bool, datetime} else "TEXT"}'
                for name, kind in facts_of(procedure).items()
            )
            await transaction.execute(
                f"CREATE TABLE IF NOT EXISTS {table(procedure)}"
                f" ({KEY} BIGINT NOT NULL PRIMARY KEY REFERENCES letters (id){columns})"
            )


async def with_own(connection: Connection, rows: Sequence[Row]) -> Sequence[Row]:
    """Returns rows of the register, each with its procedure's own facts."""
    for procedure in _with_facts():
        own = [row["id"] for row in rows if row["procedure"] == procedure.code]
        if own:
            rows = await _joined(connection, procedure, rows, own)
    return rows


async def _joined(
    connection: Connection, procedure: Procedure, rows: Sequence[Row], own: Sequence[int]
) -> Sequence[Row]:
    places = ", ".join(f":id{place}" for place in range(len(own)))
    values = {f"id{place}": letter for place, letter in enumerate(own)}
    statement = f"SELECT * FROM {table(procedure)} WHERE {KEY} IN ({places})"  # noqa: S608 — named here
    facts = {
        row[KEY]: {f"{procedure.code}.{name}": row[name] for name in facts_of(procedure)}
        for row in await connection.fetch(statement, values)
    }
    return [{**row, **facts.get(row["id"], {})} for row in rows]


async def write(transaction: Connection, before: Letter | None, after: Letter) -> None:
    """Keeps a case's own facts, where a move has changed any."""
    if after.own is None or (before is not None and before.own == after.own):
        return
    procedure = procedure_of(after)
    names = list(facts_of(procedure))
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(f":{name}" for name in names)
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    values = {KEY: after.id} | {name: column(getattr(after.own, name)) for name in names}
    await transaction.execute(
        f"INSERT INTO {table(procedure)} ({KEY}, {columns}) VALUES (:{KEY}, {places})"  # noqa: S608 — named here
        f" ON CONFLICT ({KEY}) DO UPDATE SET {changed}",
        values,
    )


def _with_facts() -> list[Procedure]:
    return [procedure for procedure in known() if procedure.facts is not None]
