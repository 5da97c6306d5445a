"""A report as a document a clerk can send on: headings, paragraphs, tables with repeated heads."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from reports.as_text import width
from reports.paper import Column, Paper, Sort, Table
from texts import Words

FONTS = {"zh": "宋体", "en": "Times New Roman"}
HEADINGS = {"zh": "黑体", "en": "Arial"}
WIDE = 8
"""Tables with at least this many columns are set in smaller type."""
WIDER = 10
"""Tables with at least this many columns are set on landscape pages."""
MARGIN = Cm(2)
MOST_OF_PAGE = 0.36  # what the first column may take of a page's width
LETTER = Cm(0.2)  # a narrow character in the first column
CELL_MARGIN = 60  # twentieths of a point, left and right in a cell
WHOLE = 30
"""A table of at most this many rows is kept on one page."""
HEAD_FILL = "DCE6F1"


def written(paper: Paper, words: Words) -> bytes:
    """Returns the file's content."""
    document = Document()
    paper = paper.narrow()
    _page(document, lying=max(len(table.columns) for table in paper.tables) >= WIDER)
    _styles(document, paper.language)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.add_heading(paper.title, level=0)
    for section in paper.sections:
        if section.heading:
            document.add_heading(section.heading, level=1)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph)
        for table in section.tables:
            _table(document, paper, table)
        for note in section.notes:
            _small(document.add_paragraph(note))
    document.add_heading(words("report-definitions"), level=1)
    for name, sentence in paper.definitions:
        line = document.add_paragraph()
        line.add_run(words("report-definition", figure=name, definition=sentence))
        _small(line)
    _small(document.add_paragraph(paper.rounding_note))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: DocumentType, *, lying: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    sides = (Cm(21), Cm(29.7))
    section.page_width, section.page_height = reversed(sides) if lying else sides
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot)


def _page_number(paragraph: Paragraph) -> None:
    """A field that the word processor fills in."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def _styles(document: DocumentType, language: str) -> None:
    """East Asian letters have a font of their own, or Word takes whatever it finds."""
    for name, font, size in (
        ("Normal", FONTS, 11),
        ("Title", HEADINGS, 18),
        ("Heading 1", HEADINGS, 14),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = font[language], Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), font["zh"])


def _table(document: DocumentType, paper: Paper, table: Table) -> None:
    if table.name != table.columns[0].heading:
        name = document.add_paragraph()
        name.add_run(table.name).bold = True
        name.paragraph_format.space_after, name.paragraph_format.keep_with_next = Pt(3), True
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    _narrow_margins(made)
    size = Pt(7.5 if len(table.columns) >= WIDE else 9)
    page = document.sections[0].page_width or Cm(21)
    widths = _widths(table, Length(page - 2 * MARGIN))
    for grid, wide in zip(made.columns, widths, strict=True):
        grid.width = wide
    heads = [column.heading for column in table.columns]
    rows = [heads, *([paper.shown(cell) for cell in row] for row in table.rows)]
    for place, texts in enumerate(rows, start=1):
        line = made.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, column, wide in zip(line.cells, texts, table.columns, widths, strict=True):
            cell.width = wide
            _fill(cell.paragraphs[0], text, column, size, bold=texts is heads)
            together = place < len(rows) <= WHOLE
            cell.paragraphs[0].paragraph_format.keep_with_next = together
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in made.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(_shade())
    below = document.add_paragraph().paragraph_format
    below.space_after, below.line_spacing = Pt(0), Pt(10)


def _shade() -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _narrow_margins(made: DocxTable) -> None:
    """Narrows the cell margins of tables with many columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tbl.tblPr.append(margins)


def _widths(table: Table, page: Length) -> list[Length]:
    """The first column has room for its names, the others share what is left."""
    longest = max(width(str(cell)) for cell in (table.name, *(row[0] for row in table.rows)))
    first = min(int(page * MOST_OF_PAGE), LETTER * (longest + 2))
    others = len(table.columns) - 1
    first = max(first, int(page / (others + 2)))
    return [Length(first), *(Length((page - first) // others) for _ in range(others))]


def _fill(paragraph: Paragraph, text: str, column: Column, size: Pt, *, bold: bool) -> None:
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = Pt(1)
    spacing.line_spacing = 1.0
    if column.sort not in {Sort.TEXT, Sort.DATE}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold


def _small(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    for run in paragraph.runs:
        run.font.size = Pt(9)
