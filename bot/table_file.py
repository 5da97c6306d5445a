"""Reads tables people keep in files: CSV, as spreadsheets write it, or the first tab of XLSX."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from bot.shell import BadInputError
from reports.as_csv import unsafe

ENCODINGS = ("utf-8-sig", "gb18030")
"""Spreadsheets in China write the second where they are not told otherwise."""


def rows(path: Path, headings: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yields each line's number, from 2 on, and its cells under the names of their columns.

    `headings`: the column's name for every heading it goes by, casefolded; other columns are left
    out, empty lines too. BadInputError where the file cannot be read or has none of the headings.
    """
    lines = _cells(path)
    number, head = next(lines, (0, []))
    columns = {
        place: headings[name]
        for place, cell in enumerate(head)
        if (name := cell.strip().casefold()) in headings
    }
    if not columns:
        raise BadInputError("table-no-headings", str(path))
    twice = next((n for n in columns.values() if list(columns.values()).count(n) > 1), None)
    if twice:
        raise BadInputError("table-heading-twice", str(path), heading=twice)
    for number, cells in lines:
        found = {name: cells[place] for place, name in columns.items() if place < len(cells)}
        if any(value.strip() for value in found.values()):
            yield number, found


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError("table-unreadable", str(path), detail=error.strerror or "") from error
    if path.suffix.lower() == ".xlsx":
        yield from _of_workbook(path, content)
        return
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:  # not a text in this encoding, whatever it is
            continue
        reader = csv.reader(io.StringIO(text, newline=""))
        try:
            for cells in reader:
                yield reader.line_num, [unsafe(cell) for cell in cells]
        except csv.Error as error:
            raise BadInputError("table-unreadable", str(path), detail=str(error)) from error
        return
    raise BadInputError("table-unreadable", str(path), detail=" / ".join(ENCODINGS))


def _of_workbook(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    from zipfile import BadZipFile  # noqa: PLC0415 — with openpyxl, which takes time to import

    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise BadInputError("table-unreadable", str(path), detail=str(error)) from error
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return unsafe(str(value))  # a spreadsheet that read our CSV keeps its apostrophes
