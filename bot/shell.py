"""What every command shares: the clock, the words, the configuration, one clear sentence.

Bad input and bad configuration get one sentence and exit code 2; never a traceback.
"""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import config
from bot.calendar import BadCalendarFileError, UnknownCountryError
from bot.config import BadConfigError, Config
from letters.office import Office
from letters.period import BadPeriodError
from letters.workdays import BeyondCalendarError
from letters.workflow import NotAllowed
from reports.annual import NoSheetError
from storage.backups import BadBackupError
from storage.connecting import DatabaseError
from storage.database import ArchiveTrouble, Database
from storage.migrate import NewerDatabaseError
from texts import LANGUAGES, Words, language_for

CONFIG = Path("config.toml")
ConfigFile = Annotated[Path, typer.Option("--config", help="The configuration file.")]
Country = Annotated[
    str | None,
    typer.Option(help="ISO 3166 code, with a subdivision where it has feasts of its own: DE-BY."),
]
OfficeDays = Annotated[
    Path | None, typer.Option(help="The office's own days: date,working|holiday,note in each line.")
]
Language = Annotated[str | None, typer.Option(help="zh or en.")]


class Format(StrEnum):
    """How a command prints: for a person, or for a program."""

    TEXT = "text"
    JSON = "json"


class BadInputError(Exception):
    """An option or argument that cannot be read, with the message that says so."""

    def __init__(self, message_id: str, value: str = "", **facts: str) -> None:
        super().__init__(f"{message_id}: {value}")
        self.message_id = message_id
        self.facts = {"value": value, **facts}


def now() -> datetime:
    """Returns the present instant, UTC: the one clock of the running program."""
    return datetime.now(UTC)


def words_of_the_shell() -> Words:
    """Returns the words of whoever types: English unless the shell speaks Chinese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Words(language_for("zh" if spoken.startswith("zh") else "en", None))


def words_of(language: str) -> Words:
    """Returns the words of a language as typed, zh or en. BadInputError."""
    if language not in LANGUAGES:
        raise BadInputError("language-unknown", language)
    return Words(language)


def who_types() -> str:
    """Returns the shell's user, as recorded with changes to the office's rules."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return str(os.getuid())


@contextmanager
def one_sentence(words: Words) -> Iterator[None]:
    """Turns foreseen errors into a sentence on the error output and exit code 2."""
    try:
        yield
    except BadConfigError as bad:
        takes = words(bad.takes) if bad.takes else ""
        sentence = words(bad.reason, takes=takes, **bad.facts)
    except (DatabaseError, NewerDatabaseError) as bad:
        sentence = words(bad.reason, **bad.facts)
    except (BadPeriodError, NoSheetError, BadInputError, BadBackupError) as bad:
        sentence = words(bad.message_id, **bad.facts)
    except BadCalendarFileError as bad:
        path, line, fault = str(bad.path), str(bad.line), bad.fault.value
        sentence = words(bad.message_id, path=path, line=line, fault=fault, text=bad.text)
    except UnknownCountryError as bad:
        place = "-".join(filter(None, (bad.country, bad.subdivision)))
        sentence = words(bad.message_id, country=place)
    except BeyondCalendarError as bad:
        years = {"year": bad.year, "first_year": bad.first_year, "last_year": bad.last_year}
        sentence = words(bad.message_id, **{name: str(year) for name, year in years.items()})
    except ArchiveTrouble as trouble:
        sentence = words("database-busy", detail=str(trouble))
    except NotAllowed as bad:
        sentence = words(f"refused-{bad.reason}")
    else:
        return
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def read_config(path: Path) -> tuple[Config, Office]:
    """Returns the configuration and the office made of it. Raises BadConfigError."""
    found = config.load(path)
    return found, config.office_of(found)


def config_if_any(path: Path) -> Config | None:
    """Returns the configuration, None if none was named and this folder has none."""
    return config.load(path) if path != CONFIG or path.exists() else None


async def existing(found: Config) -> Database:
    """Returns the configuration's database, not yet opened, for a command that only looks.

    Raises DatabaseError if there is none, or if opening would have to migrate it.
    """
    database = found.database.archive()
    await database.ensure_current()
    return database


def read_year(text: str) -> int:
    """Returns a year as typed, four digits. BadInputError."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadInputError("date-bad-year", text)
    return int(text)


def write_file(out: Path, content: bytes) -> None:
    """Writes a file. Raises BadInputError if it cannot be written."""
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadInputError("report-unwritable", str(out), detail=error.strerror or "") from error


def read_date(text: str, option: str) -> date:
    """Returns a date as typed, YYYY-MM-DD. BadInputError names the option."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise BadInputError("date-bad-date", text, option=option) from None
