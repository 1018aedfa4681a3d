"""The whole tree keeps the tidy rules; `make check` says the same without pytest."""

from tests.tidy.sources import ROOT, read_sources
from tests.tidy.tree import list_problems


def test_the_rules_see_the_program() -> None:
    packages = {source.package for source in read_sources()}
    assert packages >= {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert "tests" in packages


def test_the_tree_keeps_the_rules() -> None:
    assert [str(problem) for problem in list_problems()] == []
