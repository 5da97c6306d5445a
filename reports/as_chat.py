"""The sheet as a chat message: lines that a telephone need not scroll sideways."""

import html
from collections.abc import Iterable

from letters.figures import RATES, Tally
from reports.annual import Line, Sheet
from reports.wording import identity, line_name, paragraph, percent, title
from texts import Words


def written(sheet: Sheet, words: Words) -> list[str]:
    """Returns the sheet's lines as Telegram HTML: paragraph, main figures, two lists, identity."""
    blocks = [
        [_bold(title(sheet, words)), _plain(paragraph(sheet, words))],
        [_figures(sheet, words, sheet.total)],
        _list(sheet, words, "report-by-department", sheet.by_department),
        _list(sheet, words, "report-by-kind", sheet.by_kind),
        [_plain(identity(sheet, words))],
    ]
    return [line for block in blocks if block for line in (*block, "")][:-1]


def _plain(text: str) -> str:
    return html.escape(text, quote=False)


def _bold(text: str) -> str:
    return f"<b>{_plain(text)}</b>"


def _figures(sheet: Sheet, words: Words, tally: Tally) -> str:
    return words.html(
        "report-chat-figures",
        received=tally.received,
        replied=tally.replied,
        reply=percent(sheet, RATES["reply"](tally), words),
        on_time=percent(sheet, RATES["on_time"](tally), words),
        open=tally.open,
        overdue=tally.overdue,
    )


def _list(sheet: Sheet, words: Words, heading: str, lines: Iterable[Line]) -> list[str]:
    """A line for each department or kind that had letters at all."""
    found = [
        f"{_bold(line_name(line, words, heading))} {_figures(sheet, words, line.tally)}"
        for line in lines
        if line.tally.received
    ]
    return [_bold(words(heading)), *found] if found else []
