"""SQLCipher's driver, loaded when a file is first opened: with a server it is not needed.

`from storage import sqlcipher as sqlite`: every name is the driver's own.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any


def __getattr__(name: str) -> Any:
    return getattr(_driver(), name)


@cache
def _driver() -> ModuleType:
    return import_module("sqlcipher3.dbapi2")
