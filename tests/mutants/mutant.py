"""One wrong change to one file, and how it is told from all others.

A mutant is named by file, function and what is changed into what, never by a line: the code around
it may move without the list of equivalents going stale.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]

MODULE = "(module)"
"""Where a change stands that is not in a function: it takes effect when the module is imported."""


@dataclass(frozen=True)
class Mutant:
    """A change, and the file's text with it."""

    file: str
    where: str
    """The function by its qualified name, or the query."""
    change: str
    """What became what, and which of several, if the same change can be made more than once."""
    lines: range
    """Those of the statement."""
    made: Callable[[], str] = field(compare=False)
    """Returns the whole file as changed."""
    function: str | None = None
    """The outermost function whose code holds the change; None for a change at import."""

    @property
    def line(self) -> int:
        """Returns where to look."""
        return self.lines.start

    @property
    def name(self) -> str:
        """Returns what identifies the mutant, whatever else changes in its file."""
        return f"{self.file} | {self.where} | {self.change}"


def told_apart(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Yields the mutants with a number behind the second and each further change of one name."""
    seen: Counter[str] = Counter()
    for mutant in mutants:
        seen[mutant.name] += 1
        times = seen[mutant.name]
        yield mutant if times == 1 else replace(mutant, change=f"{mutant.change} #{times}")
