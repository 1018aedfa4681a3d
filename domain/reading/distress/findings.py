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
_WHO = frozenset({"yang", "yg", "nu", "sing", "nang"})
_FILLING = frozenset({"ever", "all", "doubled", "just", "title", "again", "hit_tool"})


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether "tidak (pernah) ..." stands right before `at`."""
    place = at - 1
    while place >= max(0, at - 4):
        tags = sentence.tags(place)
        if "not" in tags:
            form = sentence.words[at].form
            # "Harus nurut, kalau tidak dipukul": the no belongs to the condition.
            return not ("if" in sentence.tags(place - 1) and form is not None and form.voice is Voice.PASSIVE)
        if sentence.text(place) in _WHO and "not" in sentence.tags(place - 2) and not sentence.has("but"):
            return True  # "bukan saya yang dipukul"
        if not (tags & _FILLING or tags & {"perp", "self"}):
            return False
        if tags & {"want"} and not tags & {"ever"}:
            return False
        place -= 1
    return False


def is_only_told(sentence: Sentence, at: int) -> bool:
    """Whether it is a film, a dream or a lesson and not the writer's own life."""
    if sentence.has("dream") or _is_preached(sentence):
        return True
    if not _holds_a_story(sentence, at):
        return False
    form = sentence.words[at].form
    if form is None:
        return not sentence.has("self")
    hers = (
        sentence.near(at, "self", 3, 0) if form.voice is not Voice.ACTIVE else sentence.near(at, "self", 0, 3)
    )
    return hers is None or _holds_a_story(sentence, hers, 3, 1)


def _is_preached(sentence: Sentence) -> bool:
    """ "Kata ustadz bunuh diri itu dosa": a sermon, unless she stands in it, wishes, or says "but"."""
    sermon = sentence.has("preacher") and sentence.has("sin")
    told = any(word.text in _SAID for word in sentence.words)
    return sermon and told and not sentence.has("self", "want", "tired", "if", "but", "child", "husband")


def _holds_a_story(sentence: Sentence, at: int, before: int = 80, after: int = 80) -> bool:
    """Whether a film or a lesson is told around `at`: no book she wrote in, no lesson she missed, no lost TV."""
    for place in range(max(0, at - before), min(len(sentence.words), at + after + 1)):
        if place == at or not sentence.tags(place) & {"story", "lesson"}:
            continue
        text = sentence.text(place)
        shown = sentence.text(place - 1) in (
            "di",
            "d",
            "nang",
            "ning",
            "dina",
        ) and "write" not in sentence.tags(place - 2)
        if (
            text in _THINGS_THAT_TELL
            and not shown
            and not any(word.text in _TAKING_IN for word in sentence.words)
        ):
            continue
        between = {sentence.text(one) for one in range(min(at, place), max(at, place))}
        if not between & _BECAUSE:
            return True
    return False


_THINGS_THAT_TELL = frozenset("tv tipi buku koran".split())
_TAKING_IN = frozenset(
    "nonton nntn liat lihat ngeliat baca denger dengar berita cerita viral rame di d kata ada adegan tokoh".split()
) - {"di", "d", "ada"}
_SAID = frozenset(
    "kata katanya ceuk jare ujar jar ceramah ceramahnya pengajian kajian bilang khotbah tausiyah".split()
)
_BECAUSE = frozenset("karena krn gara gara2 gegara soalnya soale sabab lantaran amarga".split())


def is_laughed_at(sentence: Sentence) -> bool:
    """Whether she laughs: weak signs beside "haha" are jokes, clear ones are not."""
    return sentence.has("laugh")
