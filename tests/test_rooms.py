"""The picture of the rooms is that of the code."""

import ast
import re

from tests.rooms import HOUSE, PICTURE, House, drawn, house


def test_the_picture_of_the_rooms_is_current() -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawn(house()), "run: make docs"


def test_files_are_counted_in_every_folder_of_a_room() -> None:
    found = house()
    there = {room: len(list((HOUSE / room).rglob("*.py"))) for room in found.rooms}
    assert found.files == there


def test_the_rooms_imported_are_those_the_source_names() -> None:
    found = house()
    named = set()
    for room in found.rooms:
        for file in (HOUSE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                modules = (
                    [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                )
                if isinstance(node, ast.ImportFrom) and node.level == 0:
                    modules = [node.module or ""]
                named |= {(room, module.partition(".")[0]) for module in modules}
    between = {(one, other) for one, other in named if one != other and other in found.rooms}
    assert set(found.imports) == between


def test_an_import_that_goes_up_is_drawn_as_one() -> None:
    files, imports = {"attic": 1, "hall": 2, "cellar": 3}, {("attic", "cellar"): 7}
    floors = (("attic",), ("hall", "cellar"))
    sound = drawn(House(floors, files, imports))
    assert re.findall(r'class="count"[^>]*>(\d+)<', sound) == ["7"]
    assert "goes up" not in sound
    for up in (("cellar", "attic"), ("hall", "cellar")):
        unsound = drawn(House(floors, files, {**imports, up: 1}))
        assert f"{up[0]} imports {up[1]}: 1" in unsound
        assert "Orange: an import that goes up." in unsound
        assert unsound.count("stroke-dasharray") == 1
