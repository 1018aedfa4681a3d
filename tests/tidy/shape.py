"""Can a person hold each file in mind? Sizes, a first line that says what the file is for, a test beside it."""

import ast
from collections.abc import Iterator, Sequence

from tests.tidy.exceptions import LONG, UNMIRRORED
from tests.tidy.sources import PACKAGES, Problem, Source

FILE_LINES_MAX = 400  # STYLE: under 250, talk at 400
TEST_FILE_LINES_MAX = 700  # tables and transcripts are long and flat
FUNCTION_LINES_MAX = 60  # STYLE: under 25, talk about it at 60
VAGUE_NAMES = ("utils", "helpers", "common", "manager", "misc")  # STYLE 16

Function = ast.FunctionDef | ast.AsyncFunctionDef


def check(sources: Sequence[Source]) -> Iterator[Problem]:
    """Files and functions that grew too long, say nothing about themselves, or have no test of their own."""
    used: set[str] = set()
    for source in sources:
        yield from _size(source, used)
        yield from _words(source)
    yield from _unmirrored(sources, used)
    known = {source.path for source in sources}
    for entry in sorted({*LONG, *UNMIRRORED} - used):
        if entry.split(":")[0] in known:
            yield Problem(
                path="tests/tidy/exceptions.py", line=1, text=f"{entry} needs no exception any more"
            )


def _size(source: Source, used: set[str]) -> Iterator[Problem]:
    lines = source.text.count("\n")
    limit = FILE_LINES_MAX if source.package in PACKAGES else TEST_FILE_LINES_MAX
    if lines > limit and not _excepted(source.path, LONG, used):
        yield source.problem(1, f"{lines} lines; {limit} is the limit")
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES_MAX and not _excepted(f"{source.path}:{node.name}", LONG, used):
                yield source.problem(
                    node, f"{node.name} has {lines} lines; {FUNCTION_LINES_MAX} is the limit"
                )


def _words(source: Source) -> Iterator[Problem]:
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield source.problem(1, "the file does not open with a line that says what it is for")
    if source.path.split("/")[-1].removesuffix(".py") in VAGUE_NAMES:
        yield source.problem(1, "a name that says nothing; name the file for its one question")


def _unmirrored(sources: Sequence[Source], used: set[str]) -> Iterator[Problem]:
    """bot/channels/telegram.py has tests/bot/channels/test_telegram.py, or a folder of that name for many tests.

    A package of small files may be tested as one: tests/bot/channels/test_simulator.py for bot/channels/simulator/.
    A file that only holds data (limits, records, protocols) has nothing to test.
    """
    paths = {source.path for source in sources}
    folders = {folder for path in paths for folder in _parents(path)}
    for source in sources:
        if source.package not in PACKAGES or source.path.endswith("/__init__.py") or _holds_only_data(source):
            continue
        tests = [f"tests/{_as_test(source.path.removesuffix('.py'))}"]
        tests += [f"tests/{_as_test(parent)}" for parent in _parents(source.path) if "/" in parent]
        beside = any(f"{test}.py" in paths or test.replace("/test_", "/") in folders for test in tests[:1])
        as_one = any(f"{test}.py" in paths for test in tests[1:])
        if not beside and not as_one and not _excepted(source.path, UNMIRRORED, used):
            yield source.problem(1, f"has no test of its own ({tests[0]}.py)")


def _holds_only_data(source: Source) -> bool:
    """No function that does more than stand for one (a docstring, `...`)."""
    functions = [node for node in ast.walk(source.tree) if isinstance(node, Function)]
    return all(
        isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
        for each in functions
        for line in each.body
    )


def _as_test(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/test_{name}"


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _excepted(place: str, table: dict[str, str], used: set[str]) -> bool:
    used.add(place)
    return place in table
