"""The formats a report is written in: for a person, a program, a spreadsheet, a word processor."""

from enum import StrEnum

from reports import as_csv, as_json
from reports.order import Made
from texts import Words


class Format(StrEnum):
    """A format; its value is the file's ending too, but for text."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    PNG = "png"


BINARY = frozenset({Format.XLSX, Format.DOCX, Format.PNG})
"""What a terminal cannot show."""


class NoChartError(Exception):
    """There is nothing to draw, or the optional group `charts` is missing."""

    message_id = "report-no-chart"


def file_name(made: Made, output: Format) -> str:
    """Returns what the file is called: yearly-2014.docx, bulletin-2026Q1-roads.xlsx."""
    scope = made.order.scope
    names = [made.order.report.value, str(made.order.period), scope.mailbox, scope.department]
    ending = "txt" if output is Format.TEXT else output.value
    return "-".join(name.replace("..", "_") for name in names if name) + f".{ending}"


def written(made: Made, output: Format, words: Words) -> bytes:
    """Returns a report in a format: text to print, or a file's content. Raises NoChartError."""
    match output:
        case Format.TEXT:
            from reports import as_text  # noqa: PLC0415 — the widths of all characters: a megabyte

            return as_text.written(made.paper, words).encode()
        case Format.JSON:
            return as_json.written(made.content).encode()
        case Format.CSV:
            return as_csv.written(made.paper)
        case Format.XLSX:
            from reports import as_xlsx  # noqa: PLC0415 — openpyxl takes its time to import

            return as_xlsx.written(made.paper, words)
        case Format.DOCX:
            from reports import as_docx  # noqa: PLC0415 — so does python-docx

            return as_docx.written(made.paper, words)
        case Format.HTML:
            from reports import as_html  # noqa: PLC0415 — and Jinja

            return as_html.written(made.paper, words)
        case Format.PNG:
            from reports import as_chart  # noqa: PLC0415 — as above

            drawn = as_chart.picture(made.paper)
            if drawn is None:
                raise NoChartError
            return drawn
