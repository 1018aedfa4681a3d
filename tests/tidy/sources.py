"""What is there to check? Every Python file of ours, read and parsed once; and what a finding looks like."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "handlers", "db", "conversation", "domain")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One broken rule, at the place where a person mends it."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def package(self) -> str:
        return self.path.split("/")[0]

    @cached_property
    def module(self) -> str:
        """The dotted name under which others import it."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def problem(self, node: ast.AST | int, text: str) -> Problem:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Problem(path=self.path, line=line, text=text)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def read_sources(root: Path = ROOT, packages: tuple[str, ...] = (*PACKAGES, "tests")) -> list[Source]:
    """Every Python file of the packages, in a fixed order; a package that does not exist yet has none."""
    paths = sorted(path for package in packages for path in (root / package).rglob("*.py"))
    return [Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


def dotted(node: ast.AST) -> str:
    """`os.environ.get` for that expression, "" for anything that is not names joined by dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""
