"""`make mutate` in seconds: a few wrong changes are noticed, its equivalents are not stale."""

import ast
import subprocess
import sys

import pytest

from tests.mutants.equivalents import stale
from tests.mutants.judge import Collected
from tests.mutants.python_changes import mutants_of
from tests.mutants.scope import all_mutants, files
from tests.mutants.sql_changes import mutants_of as mutants_of_sql

RULE = """
LIMIT = 3
def late(due, on, paused=False):
    if paused:
        return False
    return on > due and not paused
"""
QUERY = """-- name: due
SELECT count(*) FILTER (WHERE l.open = 1) AS n FROM letters l
WHERE l.due_on < :today AND (l.state = 'a' OR l.state = 'b')
ORDER BY l.id LIMIT 1
"""


@pytest.mark.sqlite_file
def test_a_few_changes_that_matter_are_noticed_by_the_tests_of_their_matter() -> None:
    command = [sys.executable, "-m", "tests.mutants.few"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_change_listed_as_equivalent_can_still_be_made_and_says_why() -> None:
    assert stale() == []


def test_every_change_to_a_rule_is_python_again_and_has_a_name_of_its_own() -> None:
    names = [mutant.name for mutant in all_mutants(files())]
    assert len(set(names)) == len(names)
    for mutant in mutants_of("letters/deadlines.py"):
        ast.parse(mutant.made())


def test_what_is_changed_in_a_rule() -> None:
    assert sorted(f"{m.where} {m.change}" for m in mutants_of("rule.py", RULE)) == [
        "(module) 3 → 2",
        "(module) 3 → 4",
        "(module) False → True",
        "late False → True",
        "late not paused → paused",
        "late on > due and (not paused) → on > due or not paused",
        "late on > due and (not paused) → without not paused",
        "late on > due and (not paused) → without on > due",
        "late on > due → on >= due",
        "late paused → False",
        "late paused → True",
        "late return False → return None",
        "late return on > due and (not paused) → return None",
    ]


def test_what_is_changed_in_a_query() -> None:
    changed = [mutant.made().split("\n", 1)[1] for mutant in mutants_of_sql("query.sql", QUERY)]
    for old, new in (
        ("FILTER (WHERE l.open = 1) ", " "),
        ("l.open = 1", "l.open <> 1"),
        ("l.open = 1", "1 = 1"),
        ("due_on < :today", "due_on <= :today"),
        ("l.due_on < :today", "1 = 1"),
        ("AND (", "OR ("),
        ("'a' OR", "'a' AND"),
        ("'b'", "'other'"),
        ("l.state = 'b'", "1 = 0"),
        ("ORDER BY l.id", "ORDER BY l.id DESC"),
        ("LIMIT 1", "LIMIT 2"),
    ):
        assert QUERY.split("\n", 1)[1].replace(old, new, 1) in changed


def test_a_change_that_no_test_reaches_survives() -> None:
    assert Collected(lambda _: None, watched=False).killer([]) == ""
