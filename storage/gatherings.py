"""What staff have said of a letter and not yet submitted, as the archive holds it."""

import json
import zlib
from dataclasses import dataclass

from letters.letter import Part, PartKind
from storage.database import Row
from storage.rows import part_columns


@dataclass(frozen=True, slots=True)
class Gathering:
    """What somebody has said of a letter so far. `choices`: what may be made of it.

    `seen`: the letter's revision when it began; `shown`: the message that asks whether to submit.
    """

    chat: int
    person: int
    letter: int
    seen: int
    choices: tuple[str, ...]
    parts: tuple[Part, ...]
    shown: int | None

    @property
    def text(self) -> str:
        """Returns all its texts, one under the other."""
        return "\n".join(part.text for part in self.parts if part.text.strip())

    @property
    def files(self) -> tuple[Part, ...]:
        """Returns the parts that are files or places."""
        return tuple(p for p in self.parts if p.file or p.file_name)

    @property
    def edition(self) -> str:
        """Returns what differs once more has come or something was edited (eight characters)."""
        said = json.dumps([part_columns(part) for part in self.parts])
        return f"{zlib.crc32(said.encode()):08x}"


def gathering_from(row: Row) -> Gathering:
    """Returns the gathering of a row."""
    parts = (
        Part(**{**facts, "kind": PartKind(facts["kind"])}) for facts in json.loads(row["parts"])
    )
    return Gathering(
        row["chat"],
        row["person"],
        row["letter"],
        row["seen"],
        tuple(json.loads(row["choices"])),
        tuple(parts),
        row["shown"],
    )
