"""`mailbox check`: what can be known without asking Telegram, a line each: ok, or what to do."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import config
from bot.config import BadConfigError, Config
from letters.office import Office
from storage import backups
from storage.connecting import DatabaseError
from storage.database import Database
from storage.migrate import NewerDatabaseError

CALENDAR_WARNING = timedelta(days=60)
COPY_WARNING = timedelta(days=30)
LEFT_WARNING = timedelta(days=1)
BACKUP_WARNING = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. `message` is a message id, `facts` its variables."""

    ok: bool
    message: str
    facts: dict[str, object] = field(default_factory=dict)


async def offline(found: Config, office: Office, now: datetime) -> list[Line]:
    """Returns what the files at hand tell: token, database, calendar."""
    database = await _database(found, office)
    copies = _copies_left(found, now)
    return [
        _token(found),
        *database,
        *copies,
        _backup(found, now),
        _calendar(office, now),
        _charts(),
    ]


def _copies_left(found: Config, now: datetime) -> list[Line]:
    """Copies kept beside the database hold what retention has erased since.

    So does what a rekey or restore left that was killed, which nobody will take up again.
    """
    database = found.database.archive()
    if database.disk is None:
        return []
    kept = (f"{Path(database.place).name}.before-*", "check-old-copy", COPY_WARNING)
    left = ((pattern, "check-left-over", LEFT_WARNING) for pattern in (".rekey-*", ".restore-*"))
    return [
        Line(False, message, {"path": str(copy)})
        for pattern, message, age in (kept, *left)
        for copy in sorted(database.disk.glob(pattern))
        if now - datetime.fromtimestamp(copy.stat().st_mtime, UTC) > age
    ]


def _charts() -> Line:
    """Going without is no fault, but then /report sends its files alone."""
    from reports.as_chart import can_draw  # noqa: PLC0415 — Jinja takes its time to import

    return Line(True, "check-charts" if can_draw() else "check-charts-none")


def _backup(found: Config, now: datetime) -> Line:
    """Off is no fault of the program, but the office is to know."""
    if found.backup.folder is None:
        return Line(True, "check-backup-off")
    there = backups.there(Path(found.backup.folder))
    if not there:
        return Line(True, "check-backup-none", {"folder": found.backup.folder})
    fresh = now - backups.taken_at(there[-1]) < BACKUP_WARNING
    name = "check-backup" if fresh else "check-backup-old"
    return Line(fresh, name, {"path": str(there[-1])})


def _token(found: Config) -> Line:
    try:
        config.token(found)
    except BadConfigError:
        return Line(False, "check-token-missing")
    return Line(True, "check-token")


async def _database(found: Config, office: Office) -> list[Line]:
    try:
        database = found.database.archive()
        seen = await database.look()
    except (DatabaseError, NewerDatabaseError) as error:
        return [Line(False, error.reason, dict(error.facts))]
    if seen.version < seen.known:
        return [Line(False, "check-database-old", {"path": database.place})]
    lines = [Line(True, "check-database", {"path": database.place, "letters": seen.letters})]
    lines.append(_key(found, database))
    lines.append(
        Line(
            True,
            "check-outbox",
            {kind: seen.outbox.get(kind, 0) for kind in ("waiting", "sent", "failed")},
        )
    )
    for _sweep, at in seen.swept_at.items():
        local = at.astimezone(office.timezone)
        lines.append(Line(True, "check-swept", {"at": f"{local:%Y-%m-%d %H:%M}"}))
    return lines


def _key(found: Config, database: Database) -> Line:
    facts: dict[str, object] = {"file": found.database.key_file}
    key_file = database.key_file
    if key_file is None:
        return Line(True, "check-key-none")
    if key_file.read_by_others():
        return Line(False, "check-key-open", facts)
    return Line(True, "check-key", facts)


def _calendar(office: Office, now: datetime) -> Line:
    until = office.calendar.certain_until
    facts: dict[str, object] = {"until": until}
    if until - office.local_date(now) < CALENDAR_WARNING:
        return Line(False, "check-calendar-ends", facts)
    return Line(True, "check-calendar", facts)
