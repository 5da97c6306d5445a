"""Under the figures in a chat: other periods, the reports there are, and the formats of each."""

from datetime import date

from letters.period import Period, before, month, quarter, year
from reports.formats import Format
from reports.order import Report
from reports.wording import period_name
from texts import Words
from views.page import Button, Keyboard, in_rows
from views.presses import OnReport

OFFERED = (Format.DOCX, Format.XLSX, Format.HTML, Format.CSV, Format.JSON)


def kinds_of_report(period: Period, today: date, words: Words) -> Keyboard:
    """Returns other periods to look at, and the reports of this one."""
    this = (
        month(today.year, today.month),
        quarter(today.year, (today.month + 2) // 3),
        year(today.year),
    )
    others = [p for now in this for p in (now, before(now)) if p != period]
    periods = [_button(period_name(p, words), "period", p) for p in others]
    kinds = [_button(words(f"report-file-{kind}"), "kind", period, kind) for kind in Report]
    return Keyboard.of(*in_rows(periods), *in_rows(kinds, 1))


def _button(text: str, do: str, period: Period, report: str = "", output: str = "") -> Button:
    data = OnReport(do=do, period=str(period).replace("..", "_"), report=report, output=output)
    return Button(text, data.pack())


def formats_of(period: Period, report: str, words: Words) -> Keyboard:
    """Returns the formats a report is made in, and the way back."""
    choices = [
        _button(words(f"report-format-{output}"), "file", period, report, output)
        for output in OFFERED
    ]
    return Keyboard.of(*in_rows(choices), [_button(words("act-back"), "back", period)])
