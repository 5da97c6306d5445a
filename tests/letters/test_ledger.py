"""The ledger: what may be typed in, and which sums and links must hold."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import ledger, ledger_figures
from letters.figures import Rate
from letters.ledger import CATALOGUE, BadValueError, Form, Sum, broken, completed, read_value

CELLS = [f"{row}-persons" for row in ledger_figures.RESULTS]
GOLDEN = Path(__file__).parents[1] / "golden" / "ledger_2014.csv"
REASONS = (("refused", 8), ("unable", 3), ("unhandled", 5), ("otherwise", 3))
TOTAL, FINANCE = CATALOGUE["proactive-disclosure-total"], CATALOGUE["proactive-disclosure-finance"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6748", "6748"),
        ("6,748", "6748"),
        (" 667.23 ", "667.23"),
        ("100%", "100"),
        ("", ""),
        ("1，000.50", "1000.5"),
    ],
)
def test_numbers_are_read_as_offices_write_them(typed: str, kept: str) -> None:
    assert read_value(TOTAL, typed) == kept


@pytest.mark.parametrize("typed", ["six", "-1", "1.234", "6748条", "1e5", "٣", "=1+1", "x" * 41])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadValueError, match="ledger-bad-number") as refused:
        read_value(TOTAL, typed)
    assert refused.value.facts == {"value": typed[:40]}


def test_a_total_left_out_follows_from_its_parts() -> None:
    parts = {f"channels-of-these-{name}": "3" for name in ("tencent", "people-s-daily", "sina")}
    assert completed(parts)["channels-departments-on-weibo"] == 9


def test_a_sum_that_is_off_by_one_is_found_with_both_its_sides() -> None:
    names = list(ledger_figures.FIGURES_2014["proactive-disclosure"])
    typed = {f"proactive-disclosure-{name}": "1" for name in names} | {TOTAL.code: "9"}
    found = broken(completed(typed), {})
    assert [(one.left, one.right) for one in found] == [(Decimal(9), Decimal(8))]
    assert broken(completed(typed | {FINANCE.code: "2"}), {}) == ()


def test_nothing_is_said_of_sums_that_lack_a_figure() -> None:
    assert broken(completed({TOTAL.code: "9", FINANCE.code: "1"}), {}) == ()


def test_what_was_concluded_is_no_more_than_what_was_accepted() -> None:
    typed = {"service-centre-accepted": "5", "service-centre-concluded": "6"}
    assert len(broken(completed(typed), {})) == 1
    assert ledger.conclusion_rate(completed(typed)) is None


@given(st.lists(st.integers(0, 9), min_size=len(CELLS), max_size=len(CELLS)), st.integers(0, 9))
def test_received_and_carried_in_are_results_and_carried_out(cells: list[int], out: int) -> None:
    typed = {f"request-{cell}": str(n) for cell, n in zip(CELLS, cells, strict=True)}
    typed |= {"request-carried-out-persons": str(out), "request-carried-in-persons": "2"}
    new = sum(cells) + out - 2
    last = {"request-carried-out-persons": Decimal(2)}
    right = completed(typed | {"request-new-persons": str(max(new, 0))})
    assert (broken(right, last) == ()) is (new >= 0)
    wrong = completed(typed | {"request-new-persons": str(max(new, 0) + 1)})
    assert len(broken(wrong, last)) == 1 or new < 0


def test_last_years_rest_is_what_this_year_begins_with() -> None:
    this = {"request-carried-in-persons": Decimal(3)}
    assert broken(this, {"request-carried-out-persons": Decimal(3)}) == ()
    assert len(broken(this, {"request-carried-out-persons": Decimal(4)})) == 1


def test_the_published_rate_of_the_service_centre() -> None:
    numbers = {
        "service-centre-accepted": Decimal(42353),
        "service-centre-concluded": Decimal(42316),
    }
    rate = ledger.conclusion_rate(numbers)
    assert rate == Rate(42316, 42353)
    assert rate.printed(decimals=2) == "99.91"


def test_each_form_asks_for_its_own_figures_and_the_same_texts() -> None:
    of_2014, of_2021 = ledger.entries(Form.OF_2014), ledger.entries(Form.OF_2021)
    assert {e.code for e in of_2014} & {e.code for e in of_2021} == {
        "text-overview",
        "text-problems",
        "text-other",
    }
    assert len([e for e in of_2021 if e.group == "request"]) == 25 * 7
    assert {e.group for e in ledger.entries(Form.WEBSITE)} == {"website"}
    assert [ledger.form_of(year) for year in (2014, 2020, 2021, 2025)] == [
        Form.OF_2014,
        Form.OF_2014,
        Form.OF_2021,
        Form.OF_2021,
    ]


def test_the_form_of_2014_is_the_published_report_figure_by_figure() -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["section"] != "mailbox"]
    printed = {
        **{"人": "people", "人次": "attendances", "次": "times", "条": "items", "个": "pieces"},
        **{"项": "matters", "家": "firms", "件": "cases", "天": "days", "平方米": "square-metres"},
        **{"万元": "ten-thousand-yuan", "%": "percent", "期": "issues", "户": "accounts"},
        "元": "yuan",
    }
    published = [(code_of(row["section"], row["figure"]), printed[row["unit"]]) for row in rows]
    asked = [(e.code, e.unit) for e in ledger.entries(Form.OF_2014) if not e.is_text]
    assert asked == published


def code_of(section: str, figure: str) -> str:
    """The code of a published figure: its English name in small letters and hyphens."""
    name = re.sub("[^a-z-]+", "-", f"{section} {figure}".lower())
    return name.strip("-")


def test_the_forms_of_2021_and_of_the_website_are_laid_down() -> None:
    codes = [e.code for e in (*ledger.entries(Form.OF_2021), *ledger.entries(Form.WEBSITE))]
    applicants = ["persons", "companies", "institutes", "charities", "law-firms", "others", "all"]
    rows = ["new", "carried-in", "disclosed", "partly"]
    rows += [f"{why}-{n}" for why, last in REASONS for n in range(1, last + 1)]
    rows += ["results", "carried-out"]
    assert codes == [
        *(f"rules-{rule}-{column}" for rule in ("rules", "normative")
          for column in ("made", "abolished", "in-force")),
        *(f"decisions-{name}" for name in ("licences", "penalties", "coercion")),
        "charges-amount",
        *(f"request-{row}-{who}" for row in rows for who in applicants),
        *(f"case-{case}-{end}" for case in ("review", "suit", "suit-after-review")
          for end in ("upheld", "corrected", "other", "pending", "all")),
        *(f"text-{name}" for name in ("overview", "problems", "other")),
        *(f"website-{name}" for name in
          ("collections", "opinions", "results", "interviews", "questions", "answers")),
    ]  # fmt: skip


def test_every_sum_of_the_forms_is_tried_and_no_other() -> None:
    """Ones everywhere, then each figure alone left out of the total it is part of."""
    sums = {check.total: check.parts for check in ledger.CHECKS if isinstance(check, Sum)}
    columns = ledger_figures.APPLICATION_COLUMNS
    assert {total: len(parts) for total, parts in sums.items()} == {
        "proactive-disclosure-total": 8,
        "channels-departments-on-weibo": 3,
        **{f"request-{row}-all": 6 for row in ledger_figures.APPLICATION_ROWS},
        **{f"request-results-{column}": 21 for column in columns},
        **{f"case-{case}-all": 4 for case in ("review", "suit", "suit-after-review")},
    }
    for total, parts in sums.items():
        ones = dict.fromkeys(parts, "1")
        assert completed(ones)[total] == len(parts)
        for part in parts:
            assert total not in completed({**ones, part: ""})


def test_a_text_is_kept_as_it_is_up_to_its_length() -> None:
    entry = CATALOGUE["text-overview"]
    assert read_value(entry, "  6,748 % 条\n") == "6,748 % 条"
    assert read_value(entry, "字" * 4000) == "字" * 4000
    with pytest.raises(BadValueError, match="ledger-bad-text") as refused:
        read_value(entry, "字" * 4001)
    assert refused.value.facts == {"most": "4000"}


def test_a_year_has_numbers_of_what_was_typed_in_as_a_number() -> None:
    typed = {TOTAL.code: "9", FINANCE.code: "", "text-overview": "2014", "text-other": ""}
    assert completed(typed) == {TOTAL.code: 9}


@pytest.mark.parametrize(("concluded", "holds"), [(4, True), (5, True), (6, False)])
def test_a_part_may_be_less_or_as_much_as_its_whole(concluded: int, holds: bool) -> None:
    numbers = {
        "service-centre-accepted": Decimal(5),
        "service-centre-concluded": Decimal(concluded),
    }
    assert (broken(numbers, {}) == ()) is holds
    assert ledger.conclusion_rate(numbers) == (Rate(concluded, 5) if holds else None)


@pytest.mark.parametrize("known", ["service-centre-accepted", "service-centre-concluded"])
def test_without_both_its_sides_nothing_is_said_of_a_check(known: str) -> None:
    assert ledger.conclusion_rate({known: Decimal(5)}) is None
    assert broken({known: Decimal(5)}, {}) == ()
    assert broken({}, {"request-carried-out-persons": Decimal(4)}) == ()
    assert broken({"request-carried-in-persons": Decimal(4)}, {}) == ()
