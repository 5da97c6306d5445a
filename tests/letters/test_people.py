"""Who sees which letter, and whom a report is about."""

from dataclasses import replace

from letters.letter import Kind
from letters.people import SYSTEM, Actor, Role, is_about, may_see
from tests.letters.oracle import ACTORS, new_letter

HANDLED = replace(new_letter(), lead="roads", co_handlers=("water",))


def test_everybody_sees_their_own_letters_and_the_office_all_but_an_admin_none() -> None:
    assert {who: may_see(actor, HANDLED) for who, actor in ACTORS.items()} == {
        "citizen": True,
        "lead": True,
        "co_handler": True,
        "stranger": False,
        "other citizen": False,
        "clerk": True,
        "chief": True,
        "admin": False,
        "time": True,
    }
    assert may_see(SYSTEM, HANDLED)
    assert Actor(Role.SYSTEM, 0) == SYSTEM  # nobody's Telegram id


def test_a_report_is_hidden_from_the_department_it_is_about_and_from_it_alone() -> None:
    report = replace(HANDLED, kind=Kind.REPORT, about="roads")
    assert [may_see(ACTORS[who], report) for who in ("lead", "co_handler")] == [False, True]
    complaint = replace(report, kind=Kind.COMPLAINT)
    assert may_see(ACTORS["lead"], complaint)


def test_a_report_about_nobody_is_about_no_department_not_even_none() -> None:
    report = replace(HANDLED, kind=Kind.REPORT, about=None)
    assert [is_about(report, department) for department in ("roads", None)] == [False, False]
    assert is_about(replace(report, about="roads"), "roads") is True
    assert is_about(replace(report, about="roads", kind=Kind.HELP), "roads") is False
