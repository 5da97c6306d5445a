"""Draws the life of a letter from the table of moves: docs/life-of-a-letter.md is this, as text."""

from letters.procedure import Move, Procedure
from letters.procedures import LETTERS

HEAD = """# The life of a letter

Drawn from the table in `letters/table.py` by `make docs`; a test keeps it current.

States: {states}.
*Open* are {open}. The date is watched while a letter is open.

```mermaid
stateDiagram-v2
    [*] --> {first}: Submit (citizen)
{arrows}
```

Whatever is not in this table is refused with one polite sentence, and nothing changes.

| command | from | by | to | recorded as | only if |
| --- | --- | --- | --- | --- | --- |
| Submit | – | citizen | {first} | submitted | |
{rows}
"""


def life_of_a_letter(procedure: Procedure = LETTERS) -> str:
    """Returns docs/life-of-a-letter.md."""
    states, table = procedure.states, procedure.table
    return HEAD.format(
        states=", ".join(f"`{state}`" for state in states),
        open=", ".join(f"`{state}`" for state in states if state in procedure.open),
        first=states[0],
        arrows="\n".join(line for move in table for line in _arrows(move, states)),
        rows="\n".join(_row(move, states) for move in table),
    )


def _arrows(move: Move, states: tuple[str, ...]) -> list[str]:
    if move.to is None:
        return []
    name = move.command.__name__
    by = ", ".join(sorted(move.by))
    return [f"    {start} --> {move.to}: {name} ({by})" for start in states if start in move.from_]


def _row(move: Move, states: tuple[str, ...]) -> str:
    start = ", ".join(state for state in states if state in move.from_)
    only_if = " ".join((guard.__doc__ or "").strip().split("\n")[0] for guard in move.guards)
    by = ", ".join(sorted("time" if role == "system" else role for role in move.by))
    return (
        f"| {move.command.__name__} | {start} | {by} | {move.to or 'same'} "
        f"| {move.event} | {only_if} |"
    )
