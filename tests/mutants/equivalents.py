"""Changes after which the program does the same as before, each with the reason why."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.scope import all_mutants, files

LIST = Path(__file__).parent / "equivalents.toml"


def equivalents() -> dict[str, str]:
    """Returns the reason of each equivalent change by the change's name.

    ValueError where one gives no reason or stands twice.
    """
    found: dict[str, str] = {}
    for entry in tomllib.loads(LIST.read_text(encoding="utf-8")).get("alike", []):
        for change in entry["changes"]:
            name = f"{entry['file']} | {entry['where']} | {change}"
            if name in found or not entry["why"].strip():
                raise ValueError(f"{name}: stands twice or without a reason")
            found[name] = entry["why"]
    return found


def stale(only: Sequence[str] = ()) -> list[str]:
    """Returns the listed changes that the code does not have any more."""
    known = equivalents()
    named = {name.partition(" | ")[0] for name in known}
    there = set(files(only)) & named
    gone = named - set(files())
    possible = {mutant.name for mutant in all_mutants(sorted(there))}
    return [
        name
        for name in known
        if name.partition(" | ")[0] in gone
        or (name.partition(" | ")[0] in there and name not in possible)
    ]
