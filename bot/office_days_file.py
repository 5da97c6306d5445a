"""Edits the office's own file of days: a line added or taken out, all else left as it stands.

The file is replaced in one step, after its new text was read as the calendar would read it; a
malformed file is refused before anything is changed.
"""

import csv
import io
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.calendar import read_office_days
from letters.workdays import OfficeDay

HEAD = "# date,working|holiday,note\n"


class AlreadyThereError(Exception):
    """The file says something of this day already."""

    def __init__(self, on: date, day: OfficeDay) -> None:
        super().__init__(on.isoformat())
        self.on = on
        self.day = day


class NotThereError(Exception):
    """The file says nothing of this day."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A new text for the file, written beside it and not yet in its place."""

    path: Path
    beside: Path

    def put_in_place(self) -> None:
        """Puts the new text in the file's place, in one step."""
        os.replace(self.beside, self.path)

    def drop(self) -> None:
        """Leaves the file as it was."""
        self.beside.unlink(missing_ok=True)


def adding(path: Path, on: date, day: OfficeDay, years: range) -> Edit:
    """Returns the edit that adds a day; the file is made where there is none.

    Raises AlreadyThereError, `BadCalendarFileError` and OSError.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
    known = read_office_days(path, years) if path.exists() else {}
    if on in known:
        raise AlreadyThereError(on, known[on])
    line = io.StringIO()
    kind = "working" if day.working else "holiday"
    csv.writer(line, lineterminator="\n").writerow([on.isoformat(), kind, day.note])
    if text and not text.endswith("\n"):
        text += "\n"
    return _written(path, text + line.getvalue(), years)


def removing(path: Path, on: date, years: range) -> tuple[Edit, OfficeDay]:
    """Returns the edit that takes a day out, and what it was. Raises as `adding`, NotThereError."""
    known = read_office_days(path, years) if path.exists() else {}
    if on not in known:
        raise NotThereError
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not line.lstrip().startswith(on.isoformat())]
    return _written(path, "".join(kept), years), known[on]


def _written(path: Path, text: str, years: range) -> Edit:
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        read_office_days(beside, years)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return Edit(path, beside)
