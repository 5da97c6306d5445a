"""Reports as pages and pictures: one file, read by a browser, with real Chinese letters."""

import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from letters.figures import Rate, Rounding
from letters.period import year
from reports import as_chart, as_html, paper
from reports.order import Order, Report, make
from reports.paper import Column, Paper, Section, Sort, Table
from tests.browser import chromium, needs_browser
from tests.reports.published import YEAR_END, office_of_2014
from texts import LANGUAGES, Words

ZH = Words("zh")


def of(*names: str, title: str = "标题") -> Paper:
    columns = (Column("部门", Sort.TEXT), Column("回复率", Sort.RATE))
    rows = tuple((name, Rate(3, 4)) for name in names)
    section = Section("", (title,), (Table("部门", columns, rows, 1),))
    return Paper(title, (section,), (), "", Rounding.DOWN, 1, "zh")


def test_a_page_names_no_address_outside_itself() -> None:
    page = as_html.written(of("交通局"), ZH).decode()
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<>]+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # the name of SVG, fetched by nobody
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", page)


def test_names_are_text_and_never_markup() -> None:
    page = as_html.written(of("<script>alert(1)</script>", title="<b>&"), ZH).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2  # in table and chart
    assert "<h1>&lt;b&gt;&amp;</h1>" in page


def test_a_picture_shows_letters_and_not_boxes() -> None:
    assert as_chart.can_draw()
    pictures = [as_chart.picture(of(name)) for name in ("交通局", "水务局", "园林处", "交通局")]
    assert len(set(pictures)) == 3
    assert all(found is not None and found.startswith(b"\x89PNG") for found in pictures)


def test_without_its_font_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_chart, "find_spec", lambda _name: None)
    assert as_chart.picture(of("交通局")) is None
    assert as_chart.svg(of("交通局"), of("交通局").tables[0]).startswith("<svg")


@needs_browser
async def test_the_yearly_report_reads_in_a_browser_wide_and_narrow(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        order = Order(Report.YEARLY, year(2014), YEAR_END)
        made = [await make(room.database, room.office, order, Words(one)) for one in LANGUAGES]
    with chromium(tmp_path / "profile") as browser:
        for report in made:
            file = tmp_path / f"{report.paper.language}.html"
            file.write_bytes(as_html.written(report.paper, Words(report.paper.language)))
            reads_well(browser, file, report.paper)


def reads_well(browser: Chrome, file: Path, made: Paper) -> None:
    """Only tables scroll sideways; headings, cells, charts and the language are there."""
    for width in (1200, 500):
        browser.set_window_size(width, 900)
        browser.get(file.as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    headings = [h.text for h in browser.find_elements(By.TAG_NAME, "h2")]
    assert headings[:-1] == [section.heading for section in made.sections]
    tables = browser.find_elements(By.TAG_NAME, "table")
    assert len(tables) == len(made.tables)
    for table, found in zip(made.tables[:3], tables, strict=False):
        cells = [
            [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
            for row in found.find_elements(By.CSS_SELECTOR, "tbody tr")
        ]
        assert cells == [[made.shown(cell) for cell in row] for row in table.rows]
    charts = browser.find_elements(By.CSS_SELECTOR, "svg[role=img][aria-label]")
    assert len(charts) == len([table for table in made.tables if table.charted is not None])
    language = browser.find_element(By.TAG_NAME, "html").get_attribute("lang")
    assert language == as_html.LANGUAGES[made.language]
    assert paper.thawed(paper.frozen(made)) == made
