"""What a rule hands back: one sign, how clear, of what kind, about whom; and what every rule asks of a sentence.

The law: a sign that is denied, dreamt, told of a film or taught in a lesson is none, unless the writer stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.reading.distress.forms import Voice
from domain.reading.distress.model import About, Kind, Level
from domain.reading.distress.sentences import Sentence


@dataclass(frozen=True)
class Finding:
    """One sign found by one rule."""

    level: Level
    kind: Kind
    about: About = About.SELF


DANGER, ASK = Level.DANGER, Level.ASK
_FILLING = frozenset({"ever", "all", "doubled", "just", "title", "again", "hit_tool"})


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether "tidak (pernah) ..." stands right before `at`."""
    place = at - 1
    while place >= max(0, at - 4):
        tags = sentence.tags(place)
        if "not" in tags:
            return True
        if not (tags & _FILLING or tags & {"perp", "self"}):
            return False
        if tags & {"want"} and not tags & {"ever"}:
            return False
        place -= 1
    return False


def is_only_told(sentence: Sentence, at: int) -> bool:
    """Whether it is a film, a dream or a lesson and not the writer's own life."""
    if sentence.has("dream"):
        return True
    if not sentence.has("story", "lesson"):
        return False
    form = sentence.words[at].form
    if form is None:
        return not sentence.has("self")
    hers = (
        sentence.near(at, "self", 3, 0) if form.voice is not Voice.ACTIVE else sentence.near(at, "self", 0, 3)
    )
    return hers is None or sentence.near(hers, ("story", "lesson"), 3, 1) is not None


def is_laughed_at(sentence: Sentence) -> bool:
    """Whether she laughs: weak signs beside "haha" are jokes, clear ones are not."""
    return sentence.has("laugh")
