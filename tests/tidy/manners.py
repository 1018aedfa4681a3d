"""What no code of ours does: sleep, print, read the clock in a pure place, swallow every error, join sentences,
keep silent about what a record is.
"""

import ast
from collections.abc import Callable, Iterator, Sequence

from tests.tidy.exceptions import MANNERS
from tests.tidy.sources import PACKAGES, Problem, Source, dotted
from tests.tidy.translations import placeholders

CLOCK_CALLS = frozenset(
    "datetime.now datetime.utcnow datetime.today datetime.datetime.now datetime.datetime.utcnow date.today "
    "datetime.date.today time.time time.time_ns time.monotonic time.perf_counter time.localtime time.gmtime".split()
)
# The commands and the simulator's start-up lines answer on standard output; everything else logs.
PRINTERS = ("bot/__main__.py", "bot/commands", "tests/")
# These watch another process from outside: there is no event to wait for, only its port or its exit.
HARNESSES = ("tests/bench/", "tests/kill/", "tests/soak/")
TALKS = frozenset({"say", "ask", "choose", "confirm"})


def check(sources: Sequence[Source]) -> Iterator[Problem]:
    """Every breach, unless tests/tidy/exceptions.py has a reason for it."""
    for source in sources:
        for node, function in _with_function(source.tree, "module"):
            for rule in RULES:
                text = rule(source, node)
                if text and f"{source.path}:{function}" not in MANNERS:
                    yield source.problem(node, text)


def _with_function(parent: ast.AST, name: str) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.iter_child_nodes(parent):
        inner = node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else name
        yield node, inner
        yield from _with_function(node, inner)


def _sleeps(source: Source, node: ast.AST) -> str:
    """STYLE 27; a turn and a test wait for events, never for time. A harness polls a process it did not write."""
    if source.path.startswith(HARNESSES):
        return ""
    if isinstance(node, ast.Call) and dotted(node.func) == "time.sleep":
        return "time.sleep stops everybody; wait for an event"
    names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
    from_time = isinstance(node, ast.ImportFrom) and node.module == "time"
    return "wait for an event" if from_time and "sleep" in names else ""


def _prints(source: Source, node: ast.AST) -> str:
    if source.path.startswith(PRINTERS) or not isinstance(node, ast.Call) or dotted(node.func) != "print":
        return ""
    return "only commands print; log it, with ids and no names"


def _reads_clock(source: Source, node: ast.AST) -> str:
    """DESIGN: the time comes in as an argument, or by `await chat.now()`, which journals it."""
    if source.package in ("bot", "tests") or not isinstance(node, ast.Call):
        return ""
    return "the time is passed in (chat.now in conversations)" if dotted(node.func) in CLOCK_CALLS else ""


def _swallows(source: Source, node: ast.AST) -> str:
    """STYLE 5: a conversation catches one named refusal, the runtime the rest."""
    if source.package != "handlers" or not isinstance(node, ast.ExceptHandler):
        return ""
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []
    broad = not caught or {"Exception", "BaseException"} & {dotted(each) for each in caught}
    return "catch one named refusal; the runtime answers bugs" if broad else ""


def _joins_sentences(source: Source, node: ast.AST) -> str:
    """STYLE 6: what a person reads is a whole literal in _() or n_(), never a bare or joined string."""
    if source.package not in ("handlers", "conversation") or not isinstance(node, ast.Call) or not node.args:
        return ""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr in TALKS):
        return ""
    first = node.args[0]
    bare = isinstance(first, (ast.JoinedStr, ast.BinOp)) or (
        isinstance(first, ast.Constant) and isinstance(first.value, str) and dotted(node.func.value) == "chat"
    )
    return "a person's sentence is a whole literal in _() or n_()" if bare else ""


def _marks_no_literal(source: Source, node: ast.AST) -> str:
    """Translators see only what stands in the source: `_(f"...")` and `_(text)` would never reach them."""
    if source.package not in PACKAGES or not isinstance(node, ast.Call):
        return ""
    if (
        dotted(node.func) == "Text"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value
    ):
        return "a sentence in Text(...) reaches no translator; write it in _()"
    wanted = {"_": 1, "n_": 2}.get(dotted(node.func), 0)
    literal = [isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in node.args[:wanted]]
    return (
        "" if len(literal) == wanted and all(literal) else f"{dotted(node.func)}() takes a literal sentence"
    )


def _leaves_placeholders_open(source: Source, node: ast.AST) -> str:
    """`_("Halo, {name}.", nama=...)` would show her the braces."""
    if (
        source.package not in PACKAGES
        or not isinstance(node, ast.Call)
        or dotted(node.func) not in ("_", "n_")
    ):
        return ""
    given = {keyword.arg for keyword in node.keywords}
    if None in given or not (node.args and isinstance(node.args[0], ast.Constant)):
        return ""
    counted = {"n"} if dotted(node.func) == "n_" else set()
    try:
        wanted = placeholders(str(node.args[0].value)) - counted
    except ValueError:
        return ""  # tests/tidy/translations.py names the fault
    open_or_unused = sorted(wanted ^ {str(name) for name in given})
    return f"values and placeholders differ: {', '.join(open_or_unused)}" if open_or_unused else ""


def _says_not_what_it_is(source: Source, node: ast.AST) -> str:
    """Where a record has no docstring, Python writes its signature there: up to 4 ms a class at the start."""
    if source.package not in PACKAGES or not isinstance(node, ast.ClassDef) or ast.get_docstring(node):
        return ""
    made = (each.func if isinstance(each, ast.Call) else each for each in node.decorator_list)
    is_record = any(dotted(each).rpartition(".")[2] == "dataclass" for each in made)
    return f"the record {node.name} says what it is in a docstring" if is_record else ""


RULES: tuple[Callable[[Source, ast.AST], str], ...] = (
    _sleeps,
    _prints,
    _reads_clock,
    _swallows,
    _joins_sentences,
    _marks_no_literal,
    _leaves_placeholders_open,
    _says_not_what_it_is,
)
