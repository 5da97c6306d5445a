"""A report as a document a clerk can send on: headings, paragraphs, tables with repeated heads."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from reports.paper import Column, Paper, Sort, Table
from texts import Words

FONTS = {"zh": "宋体", "en": "Times New Roman"}
HEADINGS = {"zh": "黑体", "en": "Arial"}
WIDE = 9
"""From so many columns on a table's letters are smaller."""
LONG_NAME = 14  # characters of a row's name from which its column is given more room
PAGE = Cm(17)


def written(paper: Paper, words: Words) -> bytes:
    """Returns the file's content."""
    document = Document()
    _page(document)
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


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
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
        document.add_paragraph(table.name).runs[0].bold = True
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    size = Pt(7.5 if len(table.columns) >= WIDE else 9)
    widths = _widths(table)
    heads = [column.heading for column in table.columns]
    for texts in (heads, *([paper.shown(cell) for cell in row] for row in table.rows)):
        line = made.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, column, width in zip(line.cells, texts, table.columns, widths, strict=True):
            cell.width = width
            _fill(cell.paragraphs[0], text, column, size, bold=texts is heads)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _widths(table: Table) -> list[Length]:
    """The first column gets more room where it holds long names."""
    longest = max((len(str(row[0])) for row in table.rows), default=0)
    share = 3 if longest > LONG_NAME else 2
    each = int(PAGE / (len(table.columns) - 1 + share))
    return [Length(each * share), *(Length(each) for _ in table.columns[1:])]


def _fill(paragraph: Paragraph, text: str, column: Column, size: Pt, *, bold: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if column.sort not in {Sort.TEXT, Sort.DATE}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold


def _small(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    for run in paragraph.runs:
        run.font.size = Pt(9)
