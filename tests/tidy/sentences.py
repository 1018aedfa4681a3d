"""Which sentences can a person see? Every _() and n_() in the code, and every shown text of criteria/*.toml.

A comment `# staff` on the line of the call or the one above marks a sentence that only workers read;
`# staff: ...` alone in a file's first comment lines marks the whole file.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tidy.sources import PACKAGES, ROOT, Problem, Source, dotted

BUTTON_CHARS_MAX = 20  # WhatsApp's reply button (channels.md 1.2)
ROW_CHARS_MAX = 24  # WhatsApp's list row
HINT_CHARS_MAX = 72  # WhatsApp's row description
BUTTONS_MAX = 3

STAFF_LINE = re.compile(r"#\s*staff\b")
STAFF_FILE = re.compile(r"\A(?:\s*#.*\n|\s*\n|\"\"\"(?:.|\n)*?\"\"\"\n)*?# staff:", re.MULTILINE)

# The shown texts of a criteria file: path patterns, `*` for any key or place in a list.
SHOWN = (
    "title",
    "sources.*.plain",
    "aid.text",
    "aid.limits",
    "outcome.*.text",
    "criterion.*.question",
    "criterion.*.why",
    "criterion.*.help",
    "criterion.*.text.*",
    "document.*.text",
    "document.*.help",
    "step.*.text",
    "route.*.text",
)
SHOWN_LABELS = "criterion.*.answer.labels.*"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One message id where it stands. chars_max: what a button or a row can hold, 0 for a message of its own."""

    message: str
    path: str
    line: int = 1
    plural: str = ""
    staff: bool = False
    chars_max: int = 0

    def problem(self, text: str) -> Problem:
        return Problem(path=self.path, line=self.line, text=f"{text}: {self.message[:60]!r}")


def list_sentences(sources: Sequence[Source], criteria: Path = ROOT / "criteria") -> list[Sentence]:
    """Every sentence of the program and its criteria, file by file."""
    found = [sentence for source in sources if source.package in PACKAGES for sentence in in_code(source)]
    for path in sorted(criteria.glob("*.toml")):
        found += in_criteria(path.read_text(encoding="utf-8"), f"criteria/{path.name}")
    return found


def in_code(source: Source) -> list[Sentence]:
    """The sentences of one Python file, in their order; what is no literal is tests/tidy/manners.py's matter."""
    limits = dict(_label_limits(source.tree))
    lines = source.text.splitlines()
    whole_file = bool(STAFF_FILE.match(source.text))
    found = []
    for call in source.calls():
        wanted = {"_": 1, "n_": 2}.get(dotted(call.func), 0)
        texts = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant)]
        if wanted and len(texts) == wanted and all(isinstance(text, str) for text in texts):
            found.append(
                Sentence(
                    message=str(texts[0]),
                    plural=str(texts[1]) if wanted == 2 else "",
                    path=source.path,
                    line=call.lineno,
                    staff=whole_file
                    or any(STAFF_LINE.search(line) for line in lines[max(call.lineno - 2, 0) : call.lineno]),
                    chars_max=limits.get(call, 0),
                )
            )
    return sorted(found, key=lambda sentence: sentence.line)


def _label_limits(tree: ast.AST) -> Iterator[tuple[ast.expr, int]]:
    """What each label may hold: few choices are buttons, more are rows; a talk's title is a row."""
    crowd = {
        id(element): len(node.elts)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Tuple, ast.List))
        for element in node.elts
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1].lower() == "choice":
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            label = named.get("label", node.args[1] if len(node.args) > 1 else None)
            hint = named.get("hint", node.args[2] if len(node.args) > 2 else None)
            few = crowd.get(id(node), 1) <= BUTTONS_MAX
            yield from [(label, BUTTON_CHARS_MAX if few else ROW_CHARS_MAX)] if label else []
            yield from [(hint, HINT_CHARS_MAX)] if hint else []
        elif isinstance(node, ast.Call) and dotted(node.func) == "conversation":
            yield from ((keyword.value, ROW_CHARS_MAX) for keyword in node.keywords if keyword.arg == "title")


def in_criteria(text: str, path: str) -> list[Sentence]:
    """The texts of one criteria file that she sees; a broken file is the loader's matter, not ours."""
    found = []
    for where, value in _strings(tomllib.loads(text), ()):
        label = _matches(where, SHOWN_LABELS)
        if value and (label or any(_matches(where, pattern) for pattern in SHOWN)):
            found.append(
                Sentence(
                    message=value,
                    path=path,
                    line=_line_of(value, text),
                    chars_max=HINT_CHARS_MAX if label else 0,  # the criteria loader holds the strict limit
                )
            )
    return found


def _strings(node: object, where: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, str):
        yield where, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _strings(value, (*where, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _strings(value, (*where, str(index)))


def _matches(where: tuple[str, ...], pattern: str) -> bool:
    parts = pattern.split(".")
    return len(parts) == len(where) and all(
        part in ("*", key) for part, key in zip(parts, where, strict=True)
    )


def _line_of(value: str, text: str) -> int:
    place = text.find(value.partition("\n")[0])
    return text.count("\n", 0, max(place, 0)) + 1
