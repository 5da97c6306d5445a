"""Lists of letters for staff: open ones, overdue ones, a search; a page at a time, by right."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from letters.acts import Look
from letters.office import Office
from letters.workflow import NotAllowed
from mailroom import desk
from mailroom.desk import Line
from storage import lists
from storage.lists import Listed
from texts import Words
from views.keyboards import plain
from views.menus import turners
from views.page import Keyboard, Piece, in_rows
from views.presses import MOST_BYTES, OnList
from views.rights import Reader

PAGE = 8
MOST_WORDS = 40
MOST_PAGE = 999_999


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: how it is read, and whether it is of one's own department."""

    read: Callable[..., Awaitable[Listed]]
    own_department: bool = False


LISTS = {
    "open": Listing(lists.newest),
    "overdue": Listing(lists.overdue),
    "find": Listing(lists.found),
    "mine": Listing(lists.newest, own_department=True),
    "due": Listing(lists.pressing, own_department=True),
}


def _departments(reader: Reader, name: str, what: str) -> list[str]:
    """Returns whose letters are listed; none means all, which only the office sees."""
    readers = reader.readers()
    known = {d.code for d in reader.room.office.departments}
    own = sorted({a.department for a in readers if a.department})
    sees_all = any(a.department is None for a in readers)
    if LISTS[name].own_department:
        mine = own or sorted({a.department for a in reader.actors if a.department})
        if not mine and not sees_all:
            raise NotAllowed("not-yours-to-do")
        return mine
    if name == "open" and what:
        if what not in known:
            raise NotAllowed("no-such-department")
        if not sees_all and what not in own:
            raise NotAllowed("not-of-this-department")
        return [what]
    return [] if sees_all else own


def searched(what: str) -> str:
    """Returns as much of what somebody typed as fits a page button beside the rest."""
    room = MOST_BYTES - len(OnList("overdue", "", MOST_PAGE).pack())
    return what[:MOST_WORDS].encode()[:room].decode(errors="ignore")


async def page(reader: Reader, words: Words, name: str, what: str, number: int) -> Piece:
    """Returns a page (0 is the first) of a list, with buttons to open letters and turn pages.

    Raises NotAllowed where this reader may not see this list here.
    """
    departments = _departments(reader, name, what)
    values: dict[str, object] = {}
    if name == "overdue":
        values["today"] = reader.room.office.local_date(reader.room.now())
    if name == "find":
        values["wanted"] = what
    found = await desk.page(reader.room, LISTS[name].read, departments, number, PAGE, **values)
    if not found.lines:
        return Piece(words.html(f"list-{name}-none", what=what))
    lines = [words.html(f"list-{name}", total=found.total, what=what)]
    lines += [_line(reader.room.office, line, words) for line in found.lines]
    cards = [plain(line.letter.number, line.letter, Look.CARD) for line in found.lines]
    pages = -(-found.total // PAGE)
    turning = turners(words, number, pages, lambda to: OnList(name, what, to).pack())
    return Piece("\n".join(lines), Keyboard.of(*in_rows(cards), turning))


def _line(office: Office, line: Line, words: Words) -> str:
    letter = line.letter
    marks = "" if letter.card is None or not letter.is_open else words(f"mark-{letter.card}")
    return words.html(
        "list-line",
        number=letter.number,
        state=words(f"state-{letter.state}"),
        due=f"{letter.reply_due_on:%m-%d}",
        lead=office.department_name(letter.lead) or "none",
        marks=marks,
        opening=line.opening or "none",
    )
