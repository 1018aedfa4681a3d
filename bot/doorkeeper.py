"""Does what came in tell of danger, and how is the door opened for it? (handlers/door.py)

The law: such a text is never an answer of the talk it came into; that talk waits unchanged. Nothing is read from the
database for a text without a sign, and the text itself goes no further than this module.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.channels.base import Incoming, IncomingKind
from bot.leading import Leader
from bot.reply import Heard, Reply
from conversation.limits import PARKED_MAX, SAID_CHARS_MAX
from db import talks
from db.people import Actor
from db.push_buttons import last_push_ms
from db.talks import Talk
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.reading.distress import About, Distress, Level, read_distress
from domain.reading.distress.people import PERSON_TAGS
from domain.reading.signals import Signal, read_signal
from domain.safety import is_worse
from handlers import door_words
from handlers.door_words import WAS_WRITING
from handlers.names import (
    ANNOUNCE,
    ANSWER_WORKER,
    CALLS,
    CANNED,
    COMPLAIN,
    DOOR,
    FRONT,
    HAND_OVER_MATTER,
    LATER,
    LINE,
    LOOK_ANYWAY,
    MATTER,
    MATTER_NOTES,
    MATTERS,
    MENU,
    NEXT_STEP,
    OFFERED,
    PERSON_TALK,
    QUOTED,
    REFER,
    STEPS,
    SUPERVISE,
)

# She is told in private that she may talk, so often at most, however much is written in the group.
GROUP_PAUSE_MS = 3_600_000

# A word or two in the door may well be its answer ("tidak aman"), and is only ever taken as one of its choices.
ANSWER_WORDS_MAX = 3

# There staff write to a woman, or about her: what they read from her stands in it too.
STAFF_WRITES = frozenset(
    {
        MATTER,
        QUOTED,
        CANNED,
        LATER,
        MATTER_NOTES,
        NEXT_STEP,
        STEPS,
        HAND_OVER_MATTER,
        REFER,
        OFFERED,
        LOOK_ANYWAY,
    }
)

# There they choose one, or see how many wait.
STAFF_PAGES = STAFF_WRITES | {MATTERS, SUPERVISE}

# There she writes to somebody of an office: the door says that this sentence was not passed on.
SHE_WRITES = frozenset({LINE, PERSON_TALK, COMPLAIN})

# How staff write of a woman, and how anybody writes of herself (handlers/contact).
_ANOTHER = frozenset("ibu bu dia ia beliau warga pengirim klien korban suaminya anaknya katanya ybs".split())
_HERSELF = frozenset("kami kita tolong".split())

_WITHOUT_WORDS = frozenset({IncomingKind.TAP, IncomingKind.STATUS, IncomingKind.IGNORED})


def find_sign(incoming: Incoming, talk: Talk | None = None) -> Distress | None:
    """The sign in what was written, None if there is none. talk: the open one; its labels are no signs."""
    text = incoming.text[:SAID_CHARS_MAX].strip()
    if not text or text.startswith("/") or incoming.kind in _WITHOUT_WORDS:
        return None
    sign = read_distress(text)
    if sign.level is Level.NONE:
        return None
    if talk is not None and (_is_note(talk) or _is_complaint(talk, sign) or _is_label(talk, text)):
        return None
    if talk is not None and talk.name in STAFF_PAGES and _tells_of_another(incoming, sign):
        return None
    return sign


def is_of_others(incoming: Incoming, sign: Distress) -> bool:
    """Whether every line with a sign tells of somebody else's trouble, as a line of a list may."""
    lines = [read_distress(line) for line in incoming.text[:SAID_CHARS_MAX].splitlines()]
    return all(each.about is About.OTHER for each in (sign, *lines) if each.level is not Level.NONE)


def wants_numbers(incoming: Incoming) -> bool:
    """Whether she needs the numbers even if nothing else can be done: a sign of danger, or the word PETUGAS."""
    if incoming.kind in (IncomingKind.GROUP_TEXT, *_WITHOUT_WORDS):
        return False
    text = incoming.text[:SAID_CHARS_MAX].strip().removeprefix("/")
    return bool(text) and (read_signal(text) is Signal.PETUGAS or find_sign(incoming) is not None)


def _is_note(talk: Talk) -> bool:
    """A worker writes about a call, in the safety store, or to a woman of whom she knows what the words tell.

    What is to be read by many is asked about there, with a way to the door (handlers/announce/warnings.py).
    """
    if talk.name == ANNOUNCE:
        return talk.free
    return talk.name == CALLS or (talk.name in STAFF_WRITES and (talk.free or talk.relays))


def _is_complaint(talk: Talk, sign: Distress) -> bool:
    """She writes what was done to her: what may be no danger is the complaint itself, and the numbers follow it."""
    return talk.name == COMPLAIN and talk.relays and sign.level is Level.ASK


def _tells_of_another(incoming: Incoming, sign: Distress) -> bool:
    """Whether a worker, who has a woman's page before her, writes of that woman and not of herself.

    At a choice no note is asked for; who begins to write one there needs no door. In doubt it is about herself.
    """
    if is_of_others(incoming, sign):
        return True
    words = [word.strip(".,:;!?()") for word in incoming.text[:SAID_CHARS_MAX].casefold().split()]
    return any(word in _ANOTHER for word in words) and not any(map(_is_herself, words))


def _is_herself(word: str) -> bool:
    return word in _HERSELF or word.endswith("ku") or "self" in PERSON_TAGS.get(word, ())


def _is_label(talk: Talk, text: str) -> bool:
    words = " ".join(text.split()).casefold()
    return any(words == label.casefold() for label in talk.labels)


async def open_door(leader: Leader, unit: Unit, heard: Heard, reply: Reply, sign: Distress) -> bool:
    """Answer the sign; False if the open talk, which is the door itself, may read this as its answer."""
    reply.unsaid = True
    talk = heard.talk
    if talk is not None and talk.name == ANSWER_WORKER and sign.level is Level.ASK and _is_short(heard, talk):
        return False  # "tidak aman" to the worker who has her call
    if talk is not None and talk.name == DOOR and not _is_heavier(talk, sign):
        if _is_short(heard, talk):
            return False
        reply.parts.append(door_words.HEARD)
        await leader.go_on(unit, heard, reply, talk, None)
        return True
    named, office = _complained_of(talk), _writes_to(talk)
    interrupted = await _set_aside(unit, heard, reply)
    args = (sign.level.value, sign.kind.value, sign.about.value, interrupted, named, office)
    await leader.begin(unit, heard, reply, DOOR, args)
    return True


def _complained_of(talk: Talk | None) -> int:
    """Of whom she was complaining when she showed it, 0 for nobody: that one must not be called."""
    return _argument(talk, {COMPLAIN: 1, DOOR: 4})


def _writes_to(talk: Talk | None) -> int:
    """The office she had chosen to write to, 0 for none: she is not asked for her area once more."""
    return _argument(talk, {PERSON_TALK: 0, COMPLAIN: 0, DOOR: 5})


def _argument(talk: Talk | None, places: Mapping[str, int]) -> int:
    if talk is None or talk.name not in places or len(talk.args) <= places[talk.name]:
        return 0
    return max(int(talk.args[places[talk.name]]), 0)


def _is_short(heard: Heard, talk: Talk) -> bool:
    """Whether this may be one of the choices of the open question."""
    short = len(heard.incoming.text.split()) <= ANSWER_WORDS_MAX
    return short and not talk.free and heard.incoming.kind is not IncomingKind.EDITED


def _is_heavier(talk: Talk, sign: Distress) -> bool:
    level, kind, about = talk.args[:3] if len(talk.args) > 2 else ("ask", "none", "self")
    if about == "other" and sign.about != "other":
        return True
    return is_worse(sign.kind.value, sign.level.value, kind, level)


async def _set_aside(unit: Unit, heard: Heard, reply: Reply) -> int:
    """The open talk waits as it stands, also one that would otherwise not be kept; its id, 0 if nothing was open."""
    talk, reply.talk = reply.talk, None
    if talk is None:
        return 0
    if talk.name == DOOR:
        reply.deleted.append(talk.id)
        return int(talk.args[3]) if len(talk.args) > 3 else 0
    if talk.name in (MENU, FRONT) or unit.actor.locked:  # outside nothing waits, and LANJUT leads nowhere
        reply.deleted.append(talk.id)
        return 0
    if talk.name in SHE_WRITES:  # whoever is beside her must not find it open
        reply.deleted.append(talk.id)
        return WAS_WRITING
    waiting = replace(talk, nonce="", asked_outbox=0, updated_ms=unit.now_ms)
    reply.saved.append((waiting, "parked"))
    parked = await talks.list_parked(unit, unit.actor.account_id, unit.actor.person_id)
    reply.deleted.extend(old.id for old in parked[PARKED_MAX - 1 :])
    return talk.id


async def answer_group(unit: Unit, actor: Actor, sign: Distress) -> None:
    """She wrote it in a group: nothing is said there. On her own phone she is told that she may talk in private."""
    matter = f"door:{actor.person_id}"
    last_ms = await last_push_ms(unit, actor.person_id, matter)
    if last_ms and unit.now_ms - last_ms < GROUP_PAUSE_MS:
        return
    unit.tell(
        actor.person_id,
        door_words.IN_PRIVATE,
        MessageClass.SENSITIVE.value,
        buttons=(
            PushButton(
                label=door_words.TALK, talk=DOOR, args=(sign.level.value, sign.kind.value, sign.about.value)
            ),
        ),
        matter=matter,
    )
