"""A report as one self-contained HTML file, for telephones, A4 and screen readers."""

from markupsafe import Markup

from reports.as_chart import TEMPLATES, svg
from reports.paper import Paper, Table
from texts import Words

LANGUAGES = {"zh": "zh-CN", "en": "en"}
WIDE = 14
"""A table with at least this many columns is printed on landscape pages."""


def written(paper: Paper, words: Words) -> bytes:
    """Returns the file's content."""

    def charts(table: Table) -> Markup:
        return Markup(svg(paper, table))  # noqa: S704 — made by a template that escapes its words

    return (
        TEMPLATES.get_template("report.html.j2")
        .render(
            paper=paper,
            language=LANGUAGES[paper.language],
            charts=charts,
            lying=max(len(table.columns) for table in paper.tables) >= WIDE,
            definitions=words("report-definitions"),
        )
        .encode("utf-8")
    )
