"""A few wrong changes that matter, each with the tests that notice: `make mutate` in seconds.

`python -m tests.mutants.few` says which changes no test of theirs noticed, and ends with 1 if any.
"""

import os
import sys

from tests.mutants import judge
from tests.mutants.forks import Task, in_forks
from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.scope import all_mutants

DATES, FIGURES = "tests/letters/test_deadlines.py", "tests/letters/test_figures.py"
REMINDERS = "tests/letters/test_reminder_days.py"
QUERIES = "tests/storage/test_figures.py"
FEW = {
    "letters/deadlines.py | is_late | on > due_on → on >= due_on": REMINDERS,
    "letters/deadlines.py | department_due | max → min": DATES,
    "letters/figures.py | Rate.printed | self.part < self.whole → False": FIGURES,
    "letters/figures.py | Answer.is_on_time | self.answered_on <= self.due_on → "
    "self.answered_on < self.due_on": FIGURES,
    "storage/queries/figures.sql | figures_by_cohort | "
    "…FILTER ( WHERE l . reply_due_on [<] → <=": QUERIES,
    "storage/queries/figures.sql | figures_by_cohort | "
    "…>= :first AND l . received_on [<=] → <": QUERIES,
}
"""Changes by their names, and the file of tests that must notice each."""


def survivors() -> list[str]:
    """Returns the changes that their tests do not notice. LookupError for one the code has not."""
    files = sorted({name.partition(" | ")[0] for name in FEW})
    possible = {mutant.name: mutant for mutant in all_mutants(files)}
    unknown = sorted(set(FEW) - set(possible))
    if unknown:
        raise LookupError(f"no such change any more: {unknown}")
    survived: list[str] = []

    def use(collected: judge.Collected) -> None:
        tasks = (
            Task(name, 60, lambda n=name, f=file: _killer(collected, possible[n], f))  # type: ignore[misc]
            for name, file in FEW.items()
        )
        survived.extend(task.name for task, killer in in_forks(tasks, 1) if not killer)

    os.chdir(ROOT)
    judge.collect(use, sorted(set(FEW.values())))
    return survived


def _killer(collected: judge.Collected, mutant: Mutant, file: str) -> str:
    items = [item for test, item in collected.items.items() if test.startswith(file)]
    items.sort(key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis"))
    tests = [item.nodeid for item in items]  # those with many examples last
    return collected.killer(tests) if judge.put_in_place(mutant) else ""


if __name__ == "__main__":
    sys.exit("\n".join(survivors()) or 0)
