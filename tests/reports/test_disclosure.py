"""The whole yearly report: the year 2014 as published, and the six sections of the form of 2021."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from letters.counting import Scope
from letters.figures import Rounding
from letters.ledger import CATALOGUE, Form
from letters.period import month, year
from mailroom import ledger_book
from mailroom.room import Mailroom
from reports import as_docx, as_text
from reports.annual import NoSheetError
from reports.disclosure import broken_check, name_of, names
from reports.order import Made, Order, Report, make
from tests.reports.published import NEW_YEAR, SPOKEN, YEAR_END, office_of_2014, published_ledger
from texts import LANGUAGES, Words

ZH = Words("zh")
HALF_UP, DOWN = Rounding.HALF_UP, Rounding.DOWN


async def made(room: Mailroom, report: Report = Report.YEARLY, form: Form | None = None) -> Made:
    order = Order(report, year(2014), YEAR_END, form=form)
    return await make(room.database, room.office, order, ZH)


def lines_of(found: Made) -> Sequence[list[str]]:
    return [line.split() for line in as_text.written(found.paper, ZH).split("\n")]


async def test_the_year_2014_is_printed_as_published(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        text = as_text.written((await made(room)).paper, ZH)
    assert "截至2014年底,共收到群众反映的各类问题502条,已经回复378条,回复率75.2%." in text
    assert (
        "2014年，主动公开政府信息6748条。其中：机构职能类51条，法规文件类80条，规划计划类4条，"
        "行政职责类156条，业务动态类3462条，人事变动类1条，财政类102条，其他信息2892条。"
    ) in text
    assert "受理42353件，办结42316件" in text
    assert "办结率99.91%。" in text


async def test_an_office_may_round_half_up_and_to_two_decimals(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path, ledger=False) as room:
        for rounding, decimals, rate in (
            (HALF_UP, 1, "75.3%"),
            (HALF_UP, 2, "75.30%"),
            (DOWN, 2, "75.29%"),
        ):
            own = replace(room.office, rounding=rounding, decimals=decimals)
            order = Order(Report.YEARLY, year(2014), YEAR_END)
            found = await make(room.database, own, order, ZH)
            assert f"回复率{rate}." in as_text.written(found.paper, ZH)


async def test_every_figure_of_the_published_ledger_stands_in_the_report(tmp_path: Path) -> None:
    table = published_ledger()
    assert (len(table.values), table.refused) == (55, ())
    assert [name.split()[0] for name in table.passed_over] == ["received", "replied"]
    async with office_of_2014(tmp_path) as room:
        found = lines_of(await made(room))
    for entry, value in table.values.items():
        row = [name_of(entry.code, ZH), ZH(f"unit-{entry.unit}"), value, "—"]
        assert row in found, entry.code


async def test_the_sections_are_those_of_the_form(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        of_2014 = (await made(room)).paper
        of_2021 = (await made(room, form=Form.OF_2021)).paper
    assert [section.heading for section in of_2014.sections] == [
        "一、概述",
        "二、主动公开政府信息情况",
        "三、依申请公开政府信息情况",
        "四、政府信息公开收费及减免情况",
        "五、行政复议、诉讼和申诉情况",
        "六、存在的主要问题和改进措施",
        "附：来信办理统计",
    ]
    assert [section.heading for section in of_2021.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "附：来信办理统计",
    ]


async def test_last_years_values_stand_beside_and_links_to_them_are_checked(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        await types(room, 2013, {"proactive-disclosure-total": "6000"})
        await types(room, 2013, {"request-carried-out-persons": "2"})
        await types(room, 2014, {"request-carried-in-persons": "3"})
        found = lines_of(await made(room))
        book = await ledger_book.book(room.database, 2014)
    assert ["主动公开", "条", "6748", "6000"] in found
    assert [broken_check(one, ZH) for one in book.broken] == [
        "⚠ 与上年不符：二、上年结转政府信息公开申请数量·自然人为 3，"
        "上年的四、结转下年度继续办理·自然人为 2。"
    ]


async def test_the_form_of_2021_keeps_its_own_columns_and_last_year_stands_in_an_annex(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        await types(room, 2013, {"request-new-all": "5", "decisions-licences": "7"})
        await types(room, 2014, {"decisions-licences": "8"})
        paper = (await made(room, form=Form.OF_2021)).paper
    article_5 = paper.sections[1].tables[1]
    assert [column.heading for column in article_5.columns] == ["信息内容", "本年处理决定数量"]
    assert [list(map(str, row)) for row in article_5.rows] == [["行政许可", "8"]]
    annex = paper.sections[-2]
    assert annex.heading == "附：与上年对比"
    rows = {row[0]: [str(cell) for cell in row[1:]] for row in annex.tables[0].rows}
    assert rows["行政许可"] == ["件", "8", "7"]
    assert rows["一、本年新收政府信息公开申请数量·总计"] == ["件", "—", "5"]


async def types(room: Mailroom, of: int, values: dict[str, str]) -> None:
    entered = {CATALOGUE[code]: value for code, value in values.items()}
    await ledger_book.enter(room.database, of, entered, source="", who="王", at=NEW_YEAR)


async def test_a_table_that_names_unknown_or_double_figures_keeps_nothing() -> None:
    rows = [
        (2, {"figure": "财政类", "value": "102"}),
        (3, {"figure": "财政类", "value": "103"}),
        (4, {"figure": "月亮", "value": "1"}),
        (5, {"figure": "规划计划类", "value": "四"}),
        (6, {"figure": "其他信息", "value": ""}),
    ]
    table = ledger_book.read_table(rows, names(SPOKEN))
    assert [(bad.line, bad.reason.message_id) for bad in table.refused] == [
        (3, "ledger-twice"),
        (4, "ledger-unknown"),
        (5, "ledger-bad-number"),
    ]


async def test_who_typed_what_and_when_is_kept_and_only_changes_are(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path) as room:
        finance = CATALOGUE["proactive-disclosure-finance"]
        same = await ledger_book.enter(
            room.database, 2014, {finance: "102"}, source="公报", who="李", at=NEW_YEAR
        )
        changed = await ledger_book.enter(
            room.database, 2014, {finance: "103"}, source="更正", who="李", at=NEW_YEAR
        )
        book = await ledger_book.book(room.database, 2014)
    typed = book.typed[finance.code]
    assert (list(same), list(changed)) == ([], [finance.code])
    assert (typed.value, typed.source, typed.who, typed.at) == ("103", "更正", "李", NEW_YEAR)
    assert len(book.broken) == 1


async def test_the_website_block_counts_messages_and_takes_the_rest_from_the_ledger(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        await types(room, 2014, {"website-collections": "5", "website-interviews": "4"})
        found = await made(room, Report.WEBSITE)
    assert found.content["letters"] == {
        "received": 502,
        "concluded": 378,
        "average_days": 5.5,
        "published": 0,
    }
    assert found.content["collections"] == {"collections": 5, "opinions": None, "results": None}
    assert ["征集调查期数", "5"] in lines_of(found)
    assert ["收到意见数量", "—"] in lines_of(found)


async def test_a_form_is_for_the_whole_office_and_a_whole_year(tmp_path: Path) -> None:
    async with office_of_2014(tmp_path, ledger=False) as room:
        for order in (
            Order(Report.YEARLY, month(2014, 1), YEAR_END, form=Form.OF_2014),
            Order(Report.YEARLY, year(2014), YEAR_END, Scope("mayor"), Form.OF_2014),
        ):
            with pytest.raises(NoSheetError, match="report-form-needs-year"):
                await make(room.database, room.office, order, ZH)
        without = await made(room)
    assert [section.heading for section in without.paper.sections] == [""]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [Form.OF_2014, Form.OF_2021])
async def test_a_document_opens_again_with_its_headings_and_every_number(
    tmp_path: Path, form: Form, language: str
) -> None:
    words = Words(language)
    async with office_of_2014(tmp_path) as room:
        order = Order(Report.YEARLY, year(2014), YEAR_END, form=form)
        paper = (await make(room.database, room.office, order, words)).paper
    document = Document(io.BytesIO(as_docx.written(paper, words)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [*(s.heading for s in paper.sections), words("report-definitions")]
    assert len(document.tables) == len(paper.tables)
    for table, kept in zip(paper.narrow().tables, document.tables, strict=True):
        cells = [[cell.text for cell in row.cells] for row in kept.rows]
        assert cells[0] == [column.heading for column in table.columns]
        assert cells[1:] == [[paper.shown(cell) for cell in row] for row in table.rows]


def test_every_figure_of_the_ledger_has_a_name_in_both_languages() -> None:
    known = names(SPOKEN)
    for code, entry in CATALOGUE.items():
        assert known[code] is entry
        for words in SPOKEN:
            assert name_of(code, words)
            assert words(f"unit-{entry.unit}")
            assert words(f"ledger-group-{entry.group}")
