"""Reads the named queries in storage/queries/*.sql: SQL as documents, loaded once per database.

A query begins with a line `-- name: some_name`; comment lines after it say what it is for.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "queries"


def load_queries(folder: Path = FOLDER) -> Mapping[str, str]:
    """Returns every named query's text by its name. ValueError where a name stands twice."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.sql")):
        for block in file.read_text(encoding="utf-8").split("-- name: ")[1:]:
            name, _, text = block.partition("\n")
            if name.strip() in found:
                raise ValueError(f"query {name.strip()} stands twice, again in {file.name}")
            found[name.strip()] = text.strip()
    return MappingProxyType(found)
