"""Does SQL stand in db/ only, and whole? Text built at run time is where injections and half-tested queries live."""

import ast
import re
from collections.abc import Iterator, Sequence

from tests.tidy.exceptions import SQL
from tests.tidy.sources import PACKAGES, Problem, Source, dotted

CALLS = frozenset(
    "fetch fetch_one fetch_all fetch_value fetchrow fetchval execute executemany execute_many executescript write "
    "run write_many prepare cursor".split()
)

# db's function that writes "($1, $2, $3)" for a list of values: text of ours, whatever the values are.
MARKS = "marks"

# The beginning of a statement in our own spelling, capitals; a sentence for people never begins so.
STATEMENT = re.compile(
    r"\s*(SELECT .+ FROM |INSERT INTO |UPDATE \w+ SET |DELETE FROM |CREATE (TABLE|INDEX) )", re.DOTALL
)


def check(sources: Sequence[Source]) -> Iterator[Problem]:
    """SQL away from db/, and calls in db/ whose SQL was put together at run time, here or a line above."""
    for source in sources:
        if source.package == "db":
            for function in _scopes(source.tree):
                yield from _check_scope(source, function)
        elif source.package in PACKAGES:
            yield from _away_from_home(source)


def _away_from_home(source: Source) -> Iterator[Problem]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            yield source.problem(node, "only db/ knows SQL; ask a repository")


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def _check_scope(source: Source, scope: ast.AST) -> Iterator[Problem]:
    built: set[str] = set()
    for node in sorted(_own_nodes(scope), key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if node.value is not None and (_is_built(node.value, built) or isinstance(node, ast.AugAssign)):
                built |= names
        elif isinstance(node, ast.Call) and _runs_sql(node) and node.args and _is_built(node.args[0], built):
            place = f"{source.path}:{getattr(scope, 'name', 'module')}"
            if place not in SQL:
                yield source.problem(node, "SQL put together at run time; write it whole, with $1 parameters")


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from _own_nodes(node)


def _runs_sql(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in CALLS


def _is_built(node: ast.expr, built: set[str]) -> bool:
    """f-strings with values, `+`, `%`, .format(), .join(), .replace(): and names that hold such a text."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return _is_textual(node, built) and not _only_adds_fixed_text(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("format", "join", "replace") and _is_textual(node.func.value, built)
    return isinstance(node, ast.Name) and node.id in built


def _only_adds_fixed_text(node: ast.expr) -> bool:
    """`SELECT_PERSON + "where id in " + marks(3)`: literals, constants and the places of a list of values."""
    if isinstance(node, ast.BinOp):
        return (
            isinstance(node.op, ast.Add)
            and _only_adds_fixed_text(node.left)
            and _only_adds_fixed_text(node.right)
        )
    if isinstance(node, ast.Call):
        return dotted(node.func).split(".")[-1] == MARKS
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or dotted(node).isupper()


def _is_textual(node: ast.expr, built: set[str]) -> bool:
    """`"select " + x` is about text, `1 + x` is not; constants in capitals are taken for SQL kept elsewhere."""
    if isinstance(node, ast.BinOp):
        return _is_textual(node.left, built) or _is_textual(node.right, built)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr) or dotted(node).isupper() or dotted(node) in built
