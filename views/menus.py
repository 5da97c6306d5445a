"""A menu of any length: all its choices at once where they fit one message, else in pages."""

from collections.abc import Callable, Sequence

from texts import Words
from views.page import Button, Keyboard, fits, in_rows

ON_A_PAGE = 24
"""Choices of a page. Even with the longest names, so many fit (`_pages` sees to it)."""
MOST_BYTES_OF_A_PAGE = 7_000  # leaves room for the buttons around the choices

Rows = Sequence[Sequence[Button]]


def paged(
    words: Words,
    choices: Sequence[Button],
    page: int,
    turn: Callable[[int], str],
    *,
    in_a_row: int = 1,
    above: Rows = (),
    below: Rows = (),
) -> Keyboard:
    """Returns the choices of a page (0 is the first) between rows that stand on every page.

    `turn`: what a button says that turns to a page. A page there is no more shows the last.
    """
    whole = [*above, *in_rows(choices, in_a_row), *below]
    if fits(whole):
        return Keyboard.of(*whole)
    pages = _pages(choices)
    number = min(max(page, 0), len(pages) - 1)
    rows = in_rows(pages[number], in_a_row)
    return Keyboard.of(*above, *rows, turners(words, number, len(pages), turn), *below)


def page_of(choices: Sequence[Button], place: int) -> int:
    """Returns the page on which the choice in a place stands, if they need pages."""
    for number, page in enumerate(_pages(choices)):
        if place < len(page):
            return number
        place -= len(page)
    return 0


def turners(words: Words, page: int, pages: int, turn: Callable[[int], str]) -> list[Button]:
    """Returns the buttons that turn to the page before and the page after, as far as there are."""
    to = {"page-before": page - 1, "page-after": page + 1}
    return [Button(words(label), turn(n)) for label, n in to.items() if 0 <= n < pages]


def _pages(choices: Sequence[Button]) -> list[list[Button]]:
    pages: list[list[Button]] = [[]]
    size = 0
    for choice in choices:
        if len(pages[-1]) == ON_A_PAGE or (pages[-1] and size + choice.size > MOST_BYTES_OF_A_PAGE):
            pages.append([])
            size = 0
        pages[-1].append(choice)
        size += choice.size
    return pages
