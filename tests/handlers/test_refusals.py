"""Every refusal of the domain has its own sentence."""

import importlib
import pkgutil

import pytest

import domain
from domain.refusals import Refusal
from handlers.refusals import SENTENCES, sentence


def refusals() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting.extend(kind.__subclasses__())
    return found


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_it_is_said_in_a_sentence_of_its_own(kind: type[Refusal]) -> None:
    assert kind.code in SENTENCES
    assert sentence(kind()).message == SENTENCES[kind.code].message


def test_no_sentence_is_left_over() -> None:
    assert {kind.code for kind in refusals()} == set(SENTENCES)
