"""The engine the tests run on: `pytest`, or `pytest --engine postgresql`; and in which order."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import town
from tests import engine

SERVER = pytest.StashKey[object]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine postgresql` runs the suite on a PostgreSQL server."""
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server once, before the workers; they find it in their environment."""
    if config.getoption("--engine") == "postgresql":
        if not hasattr(config, "workerinput"):
            config.stash[SERVER] = engine.start_server()
        town.url_in = engine.url_in


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the server this process started."""
    server = config.stash.get(SERVER, None)
    if server is not None:
        server.cleanup()  # type: ignore[attr-defined]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is about the SQLite file as such, or about a server, where there is none.

    Whole programs come first: they take longest, and mostly wait, while other workers go on.
    """
    other = "sqlite_file" if config.getoption("--engine") == "postgresql" else "server"
    left = [item for item in items if item.get_closest_marker(other) is not None]
    config.hook.pytest_deselected(items=left)
    gone = set(left)
    items[:] = [item for item in items if item not in gone]
    items.sort(key=lambda item: len(Path(item.nodeid.partition("::")[0]).parts))


def pytest_xdist_auto_num_workers() -> int:
    """Returns a worker more than there are cores: what starts programs waits more than it works."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _databases_dropped() -> Iterator[None]:
    yield
    engine.drop_all()
