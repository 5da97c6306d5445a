"""What is mutated: the rules, and what decides when and to whom something is sent."""

from collections.abc import Iterable, Sequence

from tests.mutants import python_changes, sql_changes
from tests.mutants.mutant import ROOT, Mutant

RULES = (
    "letters/**/*.py",
    "storage/outbox.py",
    "storage/queries/figures.sql",
    "storage/queries/outbox.sql",
    "storage/queries/pace.sql",
    "mailroom/addresses.py",
    "mailroom/failures.py",
    "mailroom/hiding.py",
    "mailroom/perform.py",
    "mailroom/rate_limit.py",
    "mailroom/rate_limiter.py",
    "mailroom/sweeps.py",
)
"""Patterns below the root. Each must find something: a rule that moves is to be named anew."""


def files(only: Sequence[str] = ()) -> list[str]:
    """Returns the files to mutate, all or those named (files or folders below the root).

    LookupError where a pattern of the scope finds nothing, or a name is of no rule.
    """
    found: list[str] = []
    for pattern in RULES:
        here = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(pattern))
        if not here:
            raise LookupError(f"tests/mutants/scope.py: nothing is named {pattern}")
        found += here
    for name in only:
        if not any(_is_in(file, name) for file in found):
            raise LookupError(f"{name} is no rule: tests/mutants/scope.py lists them")
    return [file for file in found if not only or any(_is_in(file, name) for name in only)]


def _is_in(file: str, name: str) -> bool:
    return file == name or file.startswith(name.rstrip("/") + "/")


def all_mutants(names: Iterable[str]) -> list[Mutant]:
    """Returns every wrong change to these files."""
    found: list[Mutant] = []
    for name in names:
        kind = sql_changes if name.endswith(".sql") else python_changes
        found += kind.mutants_of(name)
    return found
