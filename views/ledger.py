"""The ledger of figures typed in, in a chat: an overview, a group, what does not hold."""

from collections.abc import Iterable

from letters import ledger
from letters.ledger import Entry, Form, form_of
from mailroom.ledger_book import Book
from reports.disclosure import broken_check, name_of
from texts import Words

EXAMPLES = {Form.OF_2014: "proactive-disclosure-finance", Form.OF_2021: "decisions-licences"}
"""A figure of each form, to show how one is typed in."""


def _entries(year: int) -> tuple[Entry, ...]:
    return (*ledger.entries(form_of(year)), *ledger.entries(Form.WEBSITE))


def overview(book: Book, words: Words) -> list[str]:
    """How many of each group's figures are typed in, what does not hold, and how to go on."""
    lines = [words.html("figures-head", year=str(book.year))]
    groups: dict[str, list[Entry]] = {}
    for entry in _entries(book.year):
        groups.setdefault(entry.group, []).append(entry)
    for group, members in groups.items():
        typed = sum(entry.code in book.typed for entry in members)
        named = words(f"ledger-group-{group}")
        mark = "✓" if typed == len(members) else "·"
        lines.append(
            words.html("figures-group", mark=mark, group=named, typed=typed, all=len(members))
        )
    example = ledger.CATALOGUE[EXAMPLES[form_of(book.year)]]
    how = words.html(
        "figures-how",
        year=str(book.year),
        group=words(f"ledger-group-{example.group}"),
        figure=name_of(example.code, words),
    )
    return [*lines, *broken(book, words), how]


def broken(book: Book, words: Words) -> list[str]:
    if not book.broken:
        return [words.html("figures-hold")]
    return [words.html("report-line", line=broken_check(one, words)) for one in book.broken]


def lines_of(book: Book, entries: Iterable[Entry], words: Words) -> list[str]:
    lines = []
    for entry in entries:
        typed, last = book.typed.get(entry.code), book.last.get(entry.code)
        facts = {
            "figure": name_of(entry.code, words),
            "value": typed.value if typed else words("figures-nothing"),
            "unit": words(f"unit-{entry.unit}") if typed and not entry.is_text else "",
            "last": last.value if last else "none",
        }
        lines.append(words.html("figures-line", **facts))
    return lines
