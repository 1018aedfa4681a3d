"""A message in, a reading out: which sign weighs most.

The law: most messages hold no word of ours and are let go after one look at each word; the rest is read by every
rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from domain.reading.distress.coercion import find_coercion
from domain.reading.distress.debts import find_debt_threats
from domain.reading.distress.dying import find_wishes_to_die
from domain.reading.distress.fear import find_fear
from domain.reading.distress.findings import Finding
from domain.reading.distress.indirect import find_indirect
from domain.reading.distress.model import NOTHING, About, Distress, Kind, Level
from domain.reading.distress.phrases import find_phrases_of_harm
from domain.reading.distress.sentences import Sentence, sentences_of
from domain.reading.distress.signs import is_hint, is_nearly_dying, is_sign
from domain.reading.distress.violence import find_violence

# A chat message is at most this long on every channel; what stands behind it was not typed on a phone.
TEXT_CHARS_MAX = 4_096
_LETTERS_APART = 3
_RULES: tuple[Callable[[Sentence], Iterator[Finding]], ...] = (
    find_wishes_to_die, find_violence, find_phrases_of_harm, find_coercion, find_fear, find_indirect,
)  # fmt: skip
_WEIGHT = {Level.NONE: 0, Level.ASK: 1, Level.DANGER: 2}
# Of two signs equally clear, the first of these decides the wording.
_FIRST = (Kind.WISH_TO_DIE, Kind.DEBT, Kind.CHILD, Kind.VIOLENCE, Kind.FEAR, Kind.NONE)


def read_distress(text: str) -> Distress:
    """The clearest sign in a message, in any of the languages; `NOTHING` when there is none. Never raises.

    Only the first `TEXT_CHARS_MAX` signs are read; the time is linear in them.
    """
    if sum(map(_weight, text[:TEXT_CHARS_MAX].lower().split())) < _LETTERS_APART:
        return NOTHING
    return read_closely(text)


def read_closely(text: str) -> Distress:
    """The same without the first look at each word, for the tests that hold the two against each other."""
    sentences = _without_denied_questions(list(sentences_of(text[:TEXT_CHARS_MAX])))
    whole = Sentence(tuple(word for sentence in sentences for word in sentence.words))
    found = [finding for sentence in sentences for rule in _RULES for finding in rule(sentence)]
    found.extend(find_debt_threats(whole, found))
    if not found:
        return NOTHING
    first = min(
        found, key=lambda finding: (-_WEIGHT[finding.level], _FIRST.index(finding.kind), _own_first(finding))
    )
    return Distress(first.level, first.kind, first.about)


def _without_denied_questions(sentences: list[Sentence]) -> list[Sentence]:
    """ "Suami marah? Engga kok": asked and denied by the writer herself is no sign."""
    denied = [_is_a_no(after) for after in sentences[1:]] + [False]
    return [one for one, no in zip(sentences, denied, strict=True) if not (one.asked and no)]


def _is_a_no(sentence: Sentence) -> bool:
    if "denied" in sentence.tags(1) or ("not" in sentence.tags(0) and "only" in sentence.tags(1)):
        return True
    rest = [word for word in sentence.words[1:] if not word.tags & {"title", "denied"}]
    return "not" in sentence.tags(0) and len(rest) <= 1


def _own_first(finding: Finding) -> int:
    return (About.SELF, About.CHILD, About.OTHER).index(finding.about)


@lru_cache(maxsize=16_384)
def _weight(token: str) -> int:
    """How much a token speaks for a closer look: a letter (of "m a t i") or a hint little, a sign enough alone."""
    if len(token) == 1:
        return int(token.isalpha())
    plain = list(sentences_of(token))
    words = [word for sentence in plain for word in sentence.words]
    return (
        _LETTERS_APART
        if any(map(is_sign, words))
        else (2 if any(map(is_nearly_dying, words)) else int(any(map(is_hint, words))))
    )
