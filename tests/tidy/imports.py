"""Which way do imports point? bot > handlers > db > conversation | domain, and each outside library in one place.

conversation and domain are pure: standard library only, and of that nothing that reads a clock, a file or chance.
The law is DESIGN.md's "The house", kept here for every import, also those inside functions.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.tidy.exceptions import IMPORTS
from tests.tidy.sources import PACKAGES, Problem, Source, dotted

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "bot": ("bot", "handlers", "db", "conversation", "domain"),
    "handlers": ("handlers", "db", "conversation", "domain"),
    "db": ("db", "conversation", "domain"),
    "conversation": ("conversation",),
    "domain": ("domain",),
}
# Where an outside library (or one of the standard library that we treat as one) may be imported: path beginnings.
HOMES: dict[str, tuple[str, ...]] = {
    "PIL": ("bot/pictures.py",),
    "aiohttp": ("bot/channels/whatsapp/",),
    "aiosqlite": ("db/",),
    "apscheduler": ("bot/clock.py",),
    "asyncpg": ("db/",),
    "babel": ("bot/render.py", "bot/catalogues.py"),
    "cryptography": ("db/vault.py", "db/keys.py"),
    "dateutil": ("bot/calendar_days.py",),
    "gettext": ("bot/render.py", "bot/catalogues.py"),
    "holidays": ("bot/calendar_days.py",),
    "httpx": ("bot/channels/",),
    "openpyxl": ("bot/sheets.py",),
    "prometheus_client": ("bot/metrics.py", "bot/web.py"),
    "sqlite3": ("db/",),
    "starlette": ("bot/web.py", "bot/channels/"),
    "telegram": ("bot/channels/telegram",),
    "typst": ("bot/paper_pdf.py",),
    "xlsxwriter": ("bot/books/spreadsheet.py",),
    "uvicorn": ("bot/run.py", "bot/web.py", "bot/channels/"),
}
PURE = ("conversation", "domain")
IMPURE_LIBRARIES = frozenset(
    "asyncio ctypes http io logging multiprocessing os pathlib random secrets select shutil signal socket "
    "sqlite3 ssl subprocess tempfile threading time urllib.request uuid concurrent".split()
)


@dataclass(frozen=True, kw_only=True)
class Import:
    """One name that a file imports. `late`: inside a function or for types only, so no part of a circle."""

    module: str
    node: ast.stmt
    late: bool


def imports_of(source: Source) -> Iterator[Import]:
    """Every import; `from a import b` counts as a and as a.b, since b may be a module."""
    yield from _walk(source, source.tree, late=False)


def _walk(source: Source, parent: ast.AST, *, late: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module=alias.name, node=node, late=late)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(source, node)
            yield Import(module=base, node=node, late=late)
            for alias in node.names:
                yield Import(module=f"{base}.{alias.name}", node=node, late=late)
        else:
            inside = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or _types_only(node)
            yield from _walk(source, node, late=late or inside)


def _types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING")


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.path.removesuffix(".py").split("/")[: -node.level]
    return ".".join([*parts, *([node.module] if node.module else [])])


def check(sources: Sequence[Source]) -> Iterator[Problem]:
    """What a person mends: the wrong direction, a library away from home, one conversation using another."""
    conversations = {
        source.module for source in sources if source.package == "handlers" and _holds_talk(source)
    }
    for source in sources:
        if source.package in PACKAGES:
            # `from telegram import Bot` is telegram and telegram.Bot: the same reason is said once a line.
            yield from dict.fromkeys(
                source.problem(found.node, reason)
                for found in imports_of(source)
                if (source.path, found.module) not in IMPORTS
                and (reason := _wrong(source, found.module, conversations))
            )
            yield from _environment(source)
    yield from _circles(sources)


def _wrong(source: Source, module: str, conversations: set[str]) -> str:
    top = module.partition(".")[0]
    if top in PACKAGES:
        return _wrong_direction(source, module, top, conversations)
    if top == "tests":
        return f"{source.package} imports the tests"
    impure = next((name for name in (top, module) if name in IMPURE_LIBRARIES), "")
    if impure and source.package in PURE:
        return f"{source.package} is pure: no {impure} (no I/O, clock, chance or asyncio; pass the facts in)"
    if top in HOMES:
        return (
            "" if source.path.startswith(HOMES[top]) else f"{top} belongs in {' or '.join(HOMES[top])} only"
        )
    if top not in sys.stdlib_module_names:
        return f"{top} has no home: name its one place in tests/tidy/imports.py, or do without"
    return ""


def _wrong_direction(source: Source, module: str, top: str, conversations: set[str]) -> str:
    if top not in MAY_IMPORT[source.package]:
        return f"{source.package} may not import {top} (bot > handlers > db > conversation | domain)"
    in_conversation = source.module in conversations
    if in_conversation and module in conversations and module != source.module:
        return f"a conversation may not import another one ({module}); share a module that holds none"
    return ""


def _holds_talk(source: Source) -> bool:
    """Does a function here carry @conversation(...)?"""
    functions = (node for node in ast.walk(source.tree) if isinstance(node, ast.AsyncFunctionDef))
    return any(
        isinstance(decorator, ast.Call) and dotted(decorator.func).split(".")[-1] == "conversation"
        for function in functions
        for decorator in function.decorator_list
    )


def _environment(source: Source) -> Iterator[Problem]:
    """STYLE 23: only bot/settings.py reads the environment."""
    if source.path == "bot/settings.py":
        return
    for node in ast.walk(source.tree):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom) and node.module == "os"
            else []
        )
        if dotted(node) in ("os.environ", "os.getenv", "os.environb") or {"environ", "getenv"} & set(names):
            yield source.problem(node, "only bot/settings.py reads the environment")


def _circles(sources: Sequence[Source]) -> Iterator[Problem]:
    """Modules that need each other before either is ready."""
    by_module = {source.module: source for source in sources if source.package in PACKAGES}
    needs = {
        name: sorted({i.module for i in imports_of(source) if not i.late and i.module in by_module} - {name})
        for name, source in by_module.items()
    }
    for circle in _find_circles(needs):
        chain = " > ".join([*circle, circle[0]])
        yield by_module[circle[0]].problem(1, f"circular import: {chain}")


def _find_circles(needs: dict[str, list[str]]) -> list[list[str]]:
    """One circle for each first way back; an importing package's own __init__ is a module like any other."""
    done: set[str] = set()
    circles: list[list[str]] = []

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            circles.append(path[path.index(name) :])
        elif name not in done:
            for needed in needs[name]:
                visit(needed, [*path, name])
            done.add(name)

    for name in needs:
        visit(name, [])
    return circles
