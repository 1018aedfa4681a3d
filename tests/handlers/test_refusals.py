"""Every refusal has its own sentence, and every sentence a refusal that still says it.

All modules that define one are loaded first: which others a run has loaded says nothing here.
"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import db
import domain
import handlers
from domain.refusals import Refusal
from handlers.refusals import SENTENCES, sentence

PACKAGES = (domain, db, handlers)
OURS = tuple(f"{package.__name__}." for package in PACKAGES)


def refusals() -> list[type[Refusal]]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    # By name: a module that a test has loaded once more, with a fault in it, defines the same ones again.
    found = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in _below(Refusal)}
    return [found[name] for name in sorted(found)]


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    if kind.__module__.startswith(OURS):
        yield kind
    for each in kind.__subclasses__():
        yield from _below(each)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_it_is_said_in_a_sentence_of_its_own(kind: type[Refusal]) -> None:
    assert kind.code in SENTENCES
    assert sentence(kind()).message == SENTENCES[kind.code].message


def test_no_sentence_is_left_over() -> None:
    assert {kind.code for kind in refusals()} == set(SENTENCES)
