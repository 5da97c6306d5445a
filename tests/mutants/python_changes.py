"""Wrong changes to Python, made from its syntax tree.

Boundaries and comparisons, and/or, dropped conditions, constants one more and one less, other
arithmetic, a returned value left out, a value replaced by None, a statement, argument or entry left
out. Left alone is what says something and decides nothing: strings, annotations, docstrings, logs.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy

from tests.mutants.mutant import MODULE, ROOT, Mutant, told_apart

Change = tuple[ast.AST, ast.AST | None, str | None]
"""A node of the tree, what takes its place (None: nothing), and how that is said."""

BOUNDARIES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
OTHER_FUNCTION = {"min": "max", "max": "min", "any": "all", "all": "any"}
LOGS = {"log", "logger", "logging"}


def mutants_of(file: str, text: str | None = None) -> list[Mutant]:
    """Returns every wrong change to a file below the root, in the order of its lines."""
    source = (ROOT / file).read_text(encoding="utf-8") if text is None else text
    return list(told_apart(_Finder(file, ast.parse(source)).mutants()))


class _Finder:
    def __init__(self, file: str, tree: ast.Module) -> None:
        self._file, self._tree = file, tree
        self._lines = range(1, 2)

    def mutants(self) -> Iterator[Mutant]:
        yield from self._within(self._tree, (), False)

    def _within(self, node: ast.AST, path: tuple[str, ...], inside: bool) -> Iterator[Mutant]:
        """Yields the changes below a node; `inside`, if a function's code holds it."""
        if isinstance(node, ast.stmt):
            self._lines = _lines(node)
        for change in _changes(node, inside):
            yield self._mutant(change, path, inside)
        for child in _children(node):
            if isinstance(child, ast.ClassDef):
                yield from self._within(child, (*path, child.name), inside)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from self._within(child.args, path, inside)
                named = (*path, *(("<locals>",) if inside else ()), child.name)
                yield from self._within(ast.Module(child.body, []), named, True)
                for statement in _that_do_something(child.body):
                    yield self._mutant((statement, ast.Pass(), "left out"), named, True)
            else:
                yield from self._within(child, path, inside)

    def _mutant(self, change: Change, path: tuple[str, ...], inside: bool) -> Mutant:
        old, new, said = change
        where = ".".join(path) or MODULE
        return Mutant(
            file=self._file,
            where=where,
            change=f"{_said(old)} → {said or _said(new or old)}",
            lines=_lines(old) if isinstance(old, ast.stmt) else self._lines,
            made=lambda: self._changed(old, new),
            function=where.split(".<locals>")[0] if inside else None,
        )

    def _changed(self, old: ast.AST, new: ast.AST | None) -> str:
        memo: dict[int, object] = {}
        tree = deepcopy(self._tree, memo)
        copy = memo[id(old)]
        _Swap(copy, new).visit(tree)
        return ast.unparse(ast.fix_missing_locations(tree))


def _lines(node: ast.stmt) -> range:
    """Returns the lines of a statement, of one with a body those before it."""
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    first = body[0] if body else None
    if isinstance(first, ast.match_case):
        first = first.body[0]
    end = first.lineno if first is not None else (node.end_lineno or node.lineno) + 1
    return range(node.lineno, max(end, node.lineno + 1))


class _Swap(ast.NodeTransformer):
    def __init__(self, old: object, new: ast.AST | None) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        return self._new if node is self._old else self.generic_visit(node)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the parts of a node that decide something."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Subscript) and name == "ctx"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_silent(child):
                yield child


def _is_silent(node: ast.AST) -> bool:
    """Returns whether a node only says something: a docstring, a log line, a type's name."""
    if isinstance(node, ast.Expr):
        value = node.value
        return isinstance(value, ast.Constant) or _root(value) in LOGS
    if isinstance(node, ast.Assign) and _is_type(node.value):
        return True
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Assert)


def _is_type(value: ast.AST) -> bool:
    """Returns whether an assignment names a type: `Guard = Callable[..., str | None]`."""
    return isinstance(value, ast.Subscript) and _root(value) in {"Callable", "Literal", "tuple"}


def _root(node: ast.AST) -> str:
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute | ast.Subscript | ast.Await):
            node = node.value
        else:
            return ""
    return node.id


def _that_do_something(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yields the statements of a function, not of those within it, that can be left out."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if _does_something(statement):
            yield statement
        for name in ("body", "orelse", "finalbody"):
            yield from _that_do_something(getattr(statement, name, []))
        for case in (*getattr(statement, "cases", ()), *getattr(statement, "handlers", ())):
            yield from _that_do_something(case.body)


def _does_something(statement: ast.stmt) -> bool:
    """Returns whether leaving out a statement shows only in what then does not happen."""
    if isinstance(statement, ast.Expr):
        return not _is_silent(statement) and not isinstance(statement.value, ast.Yield)
    return isinstance(statement, ast.Raise | ast.Continue | ast.Break | ast.AugAssign)


def _changes(parent: ast.AST, inside: bool) -> Iterator[Change]:
    """Yields the wrong changes to a node's own parts, not to theirs."""
    yield from _of_condition(parent)
    for child in _children(parent):
        if isinstance(child, ast.Compare):
            yield from _of_compare(child, parent)
        elif isinstance(child, ast.BoolOp):
            yield from _of_and_or(child)
        elif isinstance(child, ast.UnaryOp) and isinstance(child.op, ast.Not | ast.USub):
            yield child, child.operand, None
        elif isinstance(child, ast.BinOp) and type(child.op) in ARITHMETIC and not _text(child):
            yield child, ast.BinOp(child.left, ARITHMETIC[type(child.op)](), child.right), None
        elif isinstance(child, ast.Constant):
            yield from _of_constant(child)
        elif isinstance(child, ast.Call):
            yield from _of_call(child)
        elif isinstance(child, ast.stmt):
            yield from _of_statement(child, inside)
        else:
            yield from _of_display(child)


def _of_and_or(node: ast.BoolOp) -> Iterator[Change]:
    other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield node, ast.BoolOp(other, node.values), None
    for value in node.values:
        rest = [v for v in node.values if v is not value]
        new = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        yield node, new, f"without {_said(value)}"


def _of_statement(node: ast.stmt, inside: bool) -> Iterator[Change]:
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield node, ast.Return(ast.Constant(None)), None
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        other = ARITHMETIC[type(node.op)]()
        yield node, ast.AugAssign(node.target, other, node.value), None
    elif (
        isinstance(node, ast.Assign)
        and inside
        and isinstance(node.targets[0], ast.Name)
        and not _is_none(node.value)
    ):
        yield node, ast.Assign(node.targets, ast.Constant(None), lineno=0), None


def _of_condition(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.IfExp):
        yield node.test, ast.Constant(True), None
        yield node.test, ast.Constant(False), None
    elif isinstance(node, ast.While) and not isinstance(node.test, ast.Constant):
        yield node.test, ast.Constant(False), None
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield test, ast.Constant(True), None


def _of_compare(node: ast.Compare, parent: ast.AST) -> Iterator[Change]:
    whole = isinstance(parent, ast.If | ast.IfExp | ast.comprehension)
    for index, op in enumerate(node.ops):
        if whole and not isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            continue  # true and false in its place say all of it
        ops: list[ast.cmpop] = [*node.ops[:index], BOUNDARIES[type(op)](), *node.ops[index + 1 :]]
        yield node, ast.Compare(node.left, ops, node.comparators), None


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield node, ast.Constant(not node.value), None
    elif isinstance(node.value, int):
        yield node, ast.Constant(node.value + 1), None
        yield node, ast.Constant(node.value - 1), None


def _of_call(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Name) and node.func.id in OTHER_FUNCTION:
        yield node.func, ast.Name(OTHER_FUNCTION[node.func.id], ast.Load()), None
    for keyword in node.keywords:
        if keyword.arg is not None:
            yield keyword, None, "left out"


def _of_display(node: ast.AST) -> Iterator[Change]:
    """An entry left out of a list, set, table or tuple."""
    if isinstance(node, ast.Dict):
        for index, key in enumerate(node.keys):
            keys = [*node.keys[:index], *node.keys[index + 1 :]]
            values = [*node.values[:index], *node.values[index + 1 :]]
            yield node, ast.Dict(keys, values), f"without {_said(key or node.values[index])}"
    elif isinstance(node, ast.Set):
        for entry in node.elts:
            rest = [other for other in node.elts if other is not entry]
            empty = ast.Call(ast.Name("set", ast.Load()), [], [])
            yield node, ast.Set(rest) if rest else empty, f"without {_said(entry)}"
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
        for entry in node.elts:
            rest = [other for other in node.elts if other is not entry]
            yield node, type(node)(rest, ast.Load()), f"without {_said(entry)}"


def _text(node: ast.BinOp) -> bool:
    """Returns whether an addition puts text together, or a bar joins types."""
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str | None))
        for side in (node.left, node.right)
    )


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _said(node: ast.AST) -> str:
    said = " ".join(ast.unparse(node).split())
    return said if len(said) <= 120 else f"{said[:80]} … {said[-35:]}"
