"""Reads the source for calls of named queries: which query each names, and which values it gives.

What can be read: a query by its own name, or a loop's over such names; values by keyword, or from
dicts that are written out, here or in a function of the same module, and the makers of columns.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from storage.outbox import put_columns
from storage.queries import FOLDER
from storage.rows import DERIVED_COLUMNS, FIXED, LETTER_COLUMNS, PART_COLUMNS

ASKS = frozenset({"one", "all", "value", "run", "run_many", "column", "listed"})
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ROOMS = ("storage", "mailroom", "reports", "handlers", "views", "bot", "simulator")
MAKERS: Mapping[str, frozenset[str]] = {
    "row_columns": frozenset({*LETTER_COLUMNS, *DERIVED_COLUMNS}),
    "changing_columns": frozenset({*LETTER_COLUMNS, *DERIVED_COLUMNS}) - FIXED,
    "part_columns": frozenset(PART_COLUMNS),
    "put_columns": frozenset(
        put_columns(
            key="", chat=0, letter=0, revision=0, recipient="", notice="", payload={}, at=LONG_AGO
        )
    ),
}
"""Functions that make columns in other modules, mostly of a dataclass's fields."""

Keys = frozenset[str] | None  # None: cannot be read
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Query:
    """A named query as it stands in its file."""

    name: str
    file: str
    purpose: str
    text: str

    @property
    def values(self) -> frozenset[str]:
        """Returns the names of the values it takes; those in comments and texts are none."""
        code = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "", self.text)
        return frozenset(re.findall(r":([a-z_][a-z_0-9]*)", code))

    @property
    def table(self) -> str:
        """Returns the table it is about: that of its outermost clause, else the first it reads."""
        code = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "", self.text)
        outermost = code
        while (shorter := re.sub(r"\([^()]*\)", "", outermost)) != outermost:
            outermost = shorter
        named = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+(?!SET\b)(\w+)")
        made = re.findall(r"\bWITH RECURSIVE (\w+)", code)
        tables = [*named.findall(outermost), *named.findall(code)]
        return next((table for table in tables if table not in made), "")


def queries(folder: Path = FOLDER) -> dict[str, Query]:
    """Returns all named queries with their files and purposes."""
    found = {}
    for file in sorted(folder.glob("*.sql")):
        for block in file.read_text(encoding="utf-8").split("-- name: ")[1:]:
            name, _, text = block.partition("\n")
            lines = text.strip().splitlines()
            said = " ".join(x[2:].strip() for x in lines[:1] if x.startswith("--"))
            found[name.strip()] = Query(name.strip(), file.stem, said, text.strip())
    return found


@dataclass(frozen=True, slots=True)
class Asking:
    """A call of a query. `query` is None where its name, `values` where its values are unread."""

    place: str
    query: str | None
    values: Keys


@dataclass
class Module:
    """One file's source, read for its calls."""

    name: str
    tree: ast.Module
    functions: dict[str, Function] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.functions[node.name] = node
            elif isinstance(node, ast.Import | ast.ImportFrom):
                self.modules |= {one.asname or one.name for one in node.names}

    def askings(self) -> Iterator[Asking]:
        """Yields every call of a query, in every function, once."""
        inner = {id(n) for f in self.functions.values() for n in ast.walk(f) if n is not f}
        for function in self.functions.values():
            if id(function) in inner and not self._is_method(function):
                continue  # read with the function around it
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield from self._asking(node, function)

    def _is_method(self, function: Function) -> bool:
        classes = (n for n in ast.walk(self.tree) if isinstance(n, ast.ClassDef))
        return any(function in one.body for one in classes)

    def _asking(self, call: ast.Call, function: Function) -> Iterator[Asking]:
        place = f"{self.name}:{call.lineno}"
        match call:
            case ast.Call(
                args=[ast.Subscript(value=of, slice=ast.Constant(value=str(name))), *more]
            ):
                if ast.unparse(of).endswith("queries"):
                    yield Asking(place, name, self._put(more, function))
                return
            case ast.Call(func=ast.Attribute(value=of, attr=how), args=[_, *_]) if how in ASKS:
                if how != "listed" and isinstance(of, ast.Name) and of.id in self.modules:
                    return  # asyncio.run and its like
            case ast.Call(func=ast.Name(id="listed" as how), args=[_, _, *_]):
                pass
            case _:
                return
        arguments = call.args[1:] if how == "listed" else call.args
        if function.name == "listed" and isinstance(arguments[0], ast.Name):
            return  # its callers are read
        given: Keys
        if how == "run_many":
            given = self._rows(arguments[1], function)
        else:
            given = self._keywords(call, function)
        for query in self._names(arguments[0], function):
            yield Asking(place, query, given)

    def _put(self, given: list[ast.expr], function: Function) -> Keys:
        """What is given to a statement written out: nothing, one row, or many."""
        if not given:
            return frozenset()
        one = self.keys(given[0], function, {})
        return self._rows(given[0], function) if one is None else one

    def _names(self, expression: ast.expr, function: Function) -> list[str | None]:
        match expression:
            case ast.Constant(value=str(name)):
                return [name]
            case ast.Name(id=variable):
                for node in ast.walk(function):
                    if (
                        isinstance(node, ast.For)
                        and isinstance(node.target, ast.Name)
                        and node.target.id == variable
                        and isinstance(node.iter, ast.Tuple)
                    ):
                        return [
                            str(x.value) if isinstance(x, ast.Constant) else None
                            for x in node.iter.elts
                        ]
        return [None]

    def _keywords(self, call: ast.Call, function: Function) -> Keys:
        found: set[str] = set()
        for keyword in call.keywords:
            some = (
                frozenset({keyword.arg}) if keyword.arg else self.keys(keyword.value, function, {})
            )
            if some is None:
                return None
            found |= some
        return frozenset(found)

    def _rows(self, expression: ast.expr, function: Function) -> Keys:
        match expression:
            case ast.ListComp(elt=element):
                return self.keys(element, function, {})
            case ast.List(elts=[element, *_]):
                return self.keys(element, function, {})
            case ast.Await(value=ast.Call(func=ast.Name(id=name))) if name in self.functions:
                made = self.functions[name]
                returned = (n.value for n in ast.walk(made) if isinstance(n, ast.Return))
                return next((self._rows(value, made) for value in returned if value), None)
            case ast.Name(id=variable):
                for node in ast.walk(function):
                    match node:
                        case (
                            ast.Assign(targets=[ast.Name(id=name)], value=value)
                            | ast.AugAssign(target=ast.Name(id=name), value=value)
                        ) if name == variable and (found := self._rows(value, function)):
                            return found
                        case ast.Call(
                            func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[row]
                        ) if name == variable:
                            return self.keys(row, function, {})
        return None

    def keys(self, expression: ast.expr, function: Function, bound: Mapping[str, Keys]) -> Keys:
        """Returns the keys of a dict as the source has it, None where that cannot be read."""
        match expression:
            case ast.Await(value=value):
                return self.keys(value, function, bound)
            case ast.Dict(keys=names, values=values):
                return self._of_dict(names, values, function, bound)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                one, other = (self.keys(x, function, bound) for x in (left, right))
                return None if one is None or other is None else one | other
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return self._of_call(expression, name, function, bound)
            case ast.Name(id=name):
                return bound[name] if name in bound else self._of_variable(name, function, bound)
        return None

    def _of_dict(
        self,
        names: list[ast.expr | None],
        values: list[ast.expr],
        function: Function,
        bound: Mapping[str, Keys],
    ) -> Keys:
        found: set[str] = set()
        for name, value in zip(names, values, strict=True):
            if isinstance(name, ast.Constant):
                found.add(str(name.value))
                continue
            some = self.keys(value, function, bound) if name is None else None
            if some is None:
                return None
            found |= some
        return frozenset(found)

    def _of_call(
        self, call: ast.Call, name: str, function: Function, bound: Mapping[str, Keys]
    ) -> Keys:
        if name in MAKERS:
            return MAKERS[name]
        made = self.functions.get(name)
        if made is None:
            return None
        parameters = [one.arg for one in made.args.args]
        inner = {
            p: self.keys(a, function, bound) for p, a in zip(parameters, call.args, strict=False)
        }
        for node in ast.walk(made):
            if isinstance(node, ast.Return) and node.value is not None:
                return self.keys(node.value, made, inner)
            if isinstance(node, ast.Yield) and node.value is not None:
                return self.keys(node.value, made, inner)
        return None

    def _of_variable(self, name: str, function: Function, bound: Mapping[str, Keys]) -> Keys:
        found: Keys = None
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                    found = self.keys(value, function, bound)
                case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if (
                    target == name
                ):
                    found = self.keys(value, function, bound)
                case ast.comprehension(target=ast.Name(id=target), iter=ast.Call() as made) if (
                    target == name
                ):
                    found = self.keys(made, function, bound)
                case ast.Delete(
                    targets=[
                        ast.Subscript(value=ast.Name(id=target), slice=ast.Constant(value=key))
                    ]
                ) if target == name and found is not None:
                    found -= {str(key)}
        return found


def module(name: str, source: str) -> Module:
    """Returns a module's source, read."""
    return Module(name, ast.parse(source))


def askings(root: Path) -> Iterator[Asking]:
    """Yields every call of a named query in the rooms."""
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            name = file.relative_to(root).as_posix()
            if name != "storage/database.py":  # which is asked
                yield from module(name, file.read_text(encoding="utf-8")).askings()
