"""Draws docs/rooms.svg: the rooms on their floors, and how often each imports each other.

Floors come from the import-linter contract in pyproject.toml, imports from the code itself, so the
picture knows no room by name. `make docs` draws it; tests/test_rooms.py keeps it current.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import grimp

HOUSE = Path(__file__).parents[1]
PICTURE = HOUSE / "docs" / "rooms.svg"

WIDE, HIGH, GAP = 82, 50, 8
"""The box of a room, and what is between two."""
MARGIN, CAPTION = 14, 70
INK, FAINT, DOWN, UP = "#1f2937", "#d1d5db", "#2563eb", "#c2410c"
SMALLEST, LARGEST = 12.0, 21.0
"""Radii of the circles: the area grows with the number of imports."""
STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;"
    f"text-anchor:middle;fill:{INK}}}"
    ".room{font-size:13.5px;font-weight:600}.files{font-size:11.5px;fill:#6b7280}"
    ".count{font-size:13px;font-weight:600;fill:#fff}"
    ".says{font-size:14px;text-anchor:start;fill:#4b5563}"
)


@dataclass(frozen=True, slots=True)
class House:
    """Floors from top to bottom, each with its rooms; files in each; imports from room to room."""

    floors: tuple[tuple[str, ...], ...]
    files: Mapping[str, int]
    imports: Mapping[tuple[str, str], int]

    @property
    def rooms(self) -> tuple[str, ...]:
        """Returns all rooms, those of the top floor first."""
        return tuple(room for floor in self.floors for room in floor)

    def goes_up(self, importer: str, imported: str) -> bool:
        """Returns whether the imported room is on no lower floor than the importing one."""
        level = {room: place for place, floor in enumerate(self.floors) for room in floor}
        return level[imported] <= level[importer]


def house() -> House:
    """Returns the rooms as the code has them. An import is one module that imports another."""
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    linter = settings["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in linter["contracts"] if c["type"] == "layers")
    graph = grimp.build_graph(*linter["root_packages"], cache_dir=None)
    files: Counter[str] = Counter()
    imports: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        room = module.partition(".")[0]
        files[room] += 1
        for imported in graph.find_modules_directly_imported_by(module):
            other = imported.partition(".")[0]
            if other != room:
                imports[room, other] += 1
    floors = tuple(tuple(map(str.strip, layer.split("|"))) for layer in layers)
    return House(floors, files, imports)


def drawn(found: House) -> str:
    """Returns the picture as SVG.

    Rooms go down a staircase. A circle stands right of the room that imports and above the room
    that is imported (left and below for an import that goes up).
    """
    size = len(found.rooms)
    wide = 2 * MARGIN + size * WIDE + (size - 1) * GAP
    high = CAPTION + MARGIN + size * HIGH + (size - 1) * GAP
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'role="img" aria-label="The rooms and the imports between them">',
        f"<style>{STYLE}</style>",
        f'<rect width="{wide}" height="{high}" rx="8" fill="#fff"/>',
        *_caption(found),
        *_ways(found),
        *_circles(found),
        *_rooms(found),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _middle(place: int) -> tuple[float, float]:
    return (
        MARGIN + WIDE / 2 + place * (WIDE + GAP),
        CAPTION + HIGH / 2 + place * (HIGH + GAP),
    )


def _caption(found: House) -> Iterator[str]:
    says = [
        "How to read it: go right from a room, then down from a circle. The room on the left",
        "imports the one below, so many times.",
    ]
    if any(found.goes_up(*pair) for pair in found.imports):
        says[1] += " Orange: an import that goes up."
    for number, text in enumerate(says):
        yield f'<text class="says" x="{MARGIN}" y="{MARGIN + 12 + 20 * number}">{text}</text>'


def _pairs(found: House) -> Iterator[tuple[int, int, int, bool]]:
    """Places of the importing and the imported room, the number of imports, whether it goes up."""
    places = {room: place for place, room in enumerate(found.rooms)}
    for (importer, imported), count in sorted(found.imports.items()):
        up = found.goes_up(importer, imported)
        yield places[importer], places[imported], count, up


def _ways(found: House) -> Iterator[str]:
    for importer, imported, _count, up in _pairs(found):
        x, y = _middle(importer)
        to_x, to_y = _middle(imported)
        colour, dash = (UP, ' stroke-dasharray="4 3"') if up else (FAINT, "")
        yield (
            f'<path d="M{x:g} {y:g}H{to_x:g}V{to_y:g}" fill="none" stroke="{colour}" '
            f'stroke-width="1.5"{dash}/>'
        )


def _circles(found: House) -> Iterator[str]:
    most = max(found.imports.values(), default=1)
    for importer, imported, count, up in _pairs(found):
        x, y = _middle(imported)[0], _middle(importer)[1]
        radius = max(SMALLEST, LARGEST * (count / most) ** 0.5)
        title = f"{found.rooms[importer]} imports {found.rooms[imported]}: {count}"
        yield (
            f'<g><title>{escape(title)}</title><circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}" '
            f'fill="{UP if up else DOWN}"/>'
            f'<text class="count" x="{x:g}" y="{y + 4.5:g}">{count}</text></g>'
        )


def _rooms(found: House) -> Sequence[str]:
    lines = []
    for place, room in enumerate(found.rooms):
        x, y = _middle(place)
        lines.append(
            f'<rect x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" '
            f'rx="6" fill="#f3f4f6" stroke="{INK}"/>'
            f'<text class="room" x="{x:g}" y="{y - 2:g}">{escape(room)}</text>'
            f'<text class="files" x="{x:g}" y="{y + 15:g}">{_files(found.files[room])}</text>'
        )
    return lines


def _files(count: int) -> str:
    return f"{count} file" + ("s" if count != 1 else "")


if __name__ == "__main__":
    PICTURE.write_text(drawn(house()), encoding="utf-8")
