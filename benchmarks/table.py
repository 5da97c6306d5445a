"""The table `make bench` prints, measured against the targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.growth import Grown
from benchmarks.taking import UPDATES_OF_A_LETTER, Cost, Taken

AN_UPDATE, MEMORY, START, SLOWER = 1.5, 40.0, 1.0, 1.1
"""The targets: times the echo bot's; megabytes and seconds above it; times an empty database's."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that one run measured. `sweeps` and `figures` are what those benches print."""

    machine: dict[str, str | int]
    taken: Sequence[Taken]
    grown: Sequence[Grown]
    sweeps: str
    figures: str


def table(found: Results) -> str:
    """Returns the results as lines of a table."""
    return "\n".join(_lines(found))


def _lines(found: Results) -> Iterator[str]:
    yield ", ".join(f"{name} {value}" for name, value in found.machine.items())
    yield "Work: milliseconds of processor time in the bot's processes for an update."
    yield "Clock: milliseconds from update to update, so many people at once. Server: its work."
    for taken in found.taken:
        yield ""
        yield from _taken(taken)
    if found.grown:
        yield ""
        yield from _grown(found.grown)
    for other in (found.sweeps, found.figures):
        if other:
            yield ""
            yield other


def _taken(taken: Taken) -> Iterator[str]:
    replicas = "one process" if taken.replicas == 1 else f"{taken.replicas} replicas"
    yield f"== {taken.engine}, {replicas}, {taken.latency} ms a call to Telegram"
    yield f"{'':<34}{'work':>8}{'ratio':>8}{'clock':>9}{'ratio':>8}{'a second':>10}{'server':>8}"
    yield _row("echo bot, an update", taken.echo, taken.echo)
    yield _row("the same calls, nothing kept", taken.forgetful, taken.echo, held=False)
    yield _row("mailbox, a plain update", taken.plain, taken.echo)
    yield _row("mailbox, an update of a letter", taken.letter, taken.echo)
    times = taken.letter.work / taken.forgetful.work
    yield f"{'  to the same calls':<42}{times:8.2f}"
    letters = taken.letter.a_second / UPDATES_OF_A_LETTER
    yield f"{'letters taken, a second':<34}{letters:>43.1f}"
    yield f"{'messages delivered, a second':<34}{taken.pump:>43.1f}"
    for name, ours, echo, most in (
        ("seconds from start to first poll", taken.idle.start, taken.echo_idle.start, START),
        ("megabytes each, idle (PSS)", taken.idle.pss, taken.echo_idle.pss, MEMORY),
    ):
        above = ours - echo
        verdict = _verdict(above <= most)
        yield f"{name:<34}{ours:8.1f}; echo bot {echo:.1f}, above it {above:.1f} ({verdict})"


def _row(name: str, cost: Cost, echo: Cost, *, held: bool = True) -> str:
    work, clock = cost.work / echo.work, cost.clock / echo.clock
    verdict = "" if cost is echo or not held else f"  {_verdict(work <= AN_UPDATE)}"
    return (
        f"{name:<34}{cost.work:8.2f}{work:8.2f}{cost.clock:9.2f}{clock:8.2f}"
        f"{cost.a_second:10.1f}{cost.server:8.2f}{verdict}"
    )


def _verdict(held: bool) -> str:
    return "target met" if held else "target missed"


def _grown(grown: Sequence[Grown]) -> Iterator[str]:
    yield "== growth: an update of a letter with so many letters there, measured in turns"
    head = f"{'letters':>12}{'work':>9}{'ratio':>8}{'clock':>9}{'ratio':>8}"
    yield head + f"{'start, s':>10}{'bytes a letter':>16}"
    first = grown[0].letter
    for one in grown:
        work, clock = one.letter.work / first.work, one.letter.clock / first.clock
        line = f"{one.letters:>12,}{one.letter.work:9.2f}{work:8.2f}{one.letter.clock:9.2f}"
        line += f"{clock:8.2f}{one.start:10.1f}{one.bytes_a_letter:16,.0f}"
        yield line if one is grown[0] else f"{line}  {_verdict(work <= SLOWER)}"
