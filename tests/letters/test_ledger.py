"""The ledger: what may be typed in, and which sums and links must hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import ledger, ledger_figures
from letters.figures import Rate
from letters.ledger import CATALOGUE, BadValueError, Form, broken, completed, read_value

CELLS = [f"{row}-persons" for row in ledger_figures.RESULTS]
TOTAL, FINANCE = CATALOGUE["proactive-disclosure-total"], CATALOGUE["proactive-disclosure-finance"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("6748", "6748"), ("6,748", "6748"), (" 667.23 ", "667.23"), ("100%", "100"), ("", "")],
)
def test_numbers_are_read_as_offices_write_them(typed: str, kept: str) -> None:
    assert read_value(TOTAL, typed) == kept


@pytest.mark.parametrize("typed", ["six", "-1", "1.234", "6748条", "1e5", "٣", "=1+1"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadValueError, match="ledger-bad-number"):
        read_value(TOTAL, typed)


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
    assert ledger.form_of(2014) is Form.OF_2014
    assert ledger.form_of(2025) is Form.OF_2021
