"""Do words with no command before them say what they are about? Then the talk about it begins by itself.

"Salah" is about the newest record; a pasted list is a meeting's; and a trainer who falls ill writes one line in the
evening: "besok libur, pelatih sakit". What an open question takes as its answer stays its answer, and none of these
talks does anything before she has seen what was understood. "Insyaallah" is about her next session, which the answer
names; she takes it back with another word. The code on the wall of a class she sits in is that code whatever else
was asked: nothing that a question of ours takes looks like it (domain/attendance.py). Neither does the one on an
outreach card, which a woman of whom nothing is known may type as her very first word (domain/outreach.py). A bare
"stop" where no question is open is about what she is sent: she is asked whether she wants no more of it.
"""

from typing import TYPE_CHECKING

from bot.leading import Leader
from bot.pasting import begins_list
from bot.reply import Heard, Reply
from conversation.limits import SAID_CHARS_MAX
from db.unit import Unit
from domain.attendance import CODE_BEFORE_MIN, read_wall_code
from domain.coming import Says
from domain.permits import Action, places
from domain.reading.place import read_place
from domain.zones import local_date
from handlers.names import (
    CALL_BACK_ANNOUNCEMENT,
    CAN_COME,
    CARD_CODE,
    CHANGE_SESSION,
    COURSE,
    MENU,
    NEWS,
    NEWS_KINDS,
    PRESENT,
    SAFE_CONTACT,
    UNASKED,
)

# What reads and knows courses is loaded with the first words that may be about one, not with the program.
if TYPE_CHECKING:
    from db.course_answers import Asked

MINUTE_MS = 60_000

# What stands before the code of a card; without it only who writes for the first time is thought to have one.
CARD_WORD = "ajak"

# An answer of an announcement is a label of a button, and what she says around it.
ANNOUNCED_CHARS_MAX = 80

# What the choice of news begins with after a "stop" (handlers/announce/news_kinds.py).
STOP = "stop"

# What stands on the button below an announcement in its first minute, and how it is said.
TAKE_BACK = frozenset({"tarik", "tarik lagi", "tarik kembali", "tarik dulu"})

# What our own texts tell her to type for something else, though it might say that she stays away.
OTHERWISE = frozenset({"izin", "/izin"})


async def begins_itself(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether one of these talks has begun."""
    return (
        await _of_record(leader, unit, heard, reply)
        or await begins_list(leader, unit, heard, reply)
        or await _begins_change(leader, unit, heard, reply)
        or await _begins_coming(leader, unit, heard, reply)
        or await _tries_code(leader, unit, heard, reply)
        or await _wants_no_more(leader, unit, heard, reply)
        or await _answers_older(leader, unit, heard, reply)
    )


async def begins_with_code(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she has typed the code of a class of hers now, or of an outreach card; also to an open question."""
    if await _begins_with_card(leader, unit, heard, reply):
        return True
    code = _code(unit, heard)
    if not code:
        return False
    from db import course_codes  # not at the start

    if await course_codes.find_by_code(unit, unit.actor.person_id, code) is None:
        return False
    await leader.begin(unit, heard, reply, PRESENT, (0, code))
    return True


async def _begins_with_card(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether this is the code of an outreach card, by its shape: whether it is good, the talk that begins asks.

    Nothing is read for it. Whoever is known and answers a question that takes any words has answered that question.
    """
    text, known = _text(heard), unit.actor.phone != "unknown"
    free = heard.talk is not None and (heard.talk.free or heard.talk.relays)
    if (known and (free or CARD_WORD not in text.lower())) or unit.actor.locked or text.startswith("/"):
        return False
    from domain.outreach import read_card_code, read_typed_code  # not at the start

    code = read_card_code(text) if known else read_typed_code(text)
    if not code or (heard.talk is not None and heard.talk.name == CARD_CODE):
        return False
    await leader.begin(unit, heard, reply, CARD_CODE, (code,))
    return True


async def answers_asked(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she answers, with no button, what was asked on her phone last; or types a code, whatever was asked."""
    closed = _may_answer_news(heard)  # else a question of ours stands open, and that one is answered
    return (
        await begins_with_code(leader, unit, heard, reply)
        or await _stops_last(leader, unit, heard, reply)
        or await _takes_back(leader, unit, heard, reply)
        or (closed and await answers_announcement(leader, unit, heard, reply))
        or (closed and await answers_coming(leader, unit, heard, reply))
        or (closed and await answers_place(leader, unit, heard, reply))
        or (closed and await _changes_answer(leader, unit, heard, reply))
    )


async def taps_answer(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether the button was an answer to an announcement. They name it, and nobody: whose it is, the talk looks up."""
    from bot.answering_news import answers_tap  # with the first answer to one

    return await answers_tap(leader, unit, heard, reply)


async def answers_announcement(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she answers an announcement, the last thing that came to her phone, with no button."""
    if not 0 < len(_text(heard)) <= ANNOUNCED_CHARS_MAX:
        return False
    from bot.answering_news import answers_news  # not at the start

    return await answers_news(leader, unit, heard, reply)


async def _changes_answer(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether "ga jadi" takes back what she answered to an announcement."""
    if not 0 < len(_text(heard)) <= ANNOUNCED_CHARS_MAX:
        return False
    from bot.answering_news import changes_answer  # not at the start

    return await changes_answer(leader, unit, heard, reply)


async def _answers_older(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """The same of one after which other things came: what could not be understood otherwise."""
    if not 0 < len(_text(heard)) <= ANNOUNCED_CHARS_MAX:
        return False
    from bot.answering_news import answers_older_news  # not at the start

    return await answers_older_news(leader, unit, heard, reply)


async def _stops_last(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she says "stop" to the last thing that came, and that was an announcement: it is for no worker's eyes.

    A question of ours may stand open since days: where the announcement came after it, she does not mean the question.
    """
    begun = None if unit.actor.locked else _stops_by(unit, _text(heard), bare=True)
    if begun is None:
        return False
    from db import news_answers  # not at the start

    came_ms = await news_answers.came_last(unit, unit.actor.account_id)
    if not came_ms or (
        not _may_answer_news(heard) and heard.talk is not None and heard.talk.updated_ms > came_ms
    ):
        return False
    await leader.begin(unit, heard, reply, *begun)
    return True


async def _takes_back(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she types what stands on the button below what she has announced just now, before the same word's other
    meaning (savings are taken out with it too).
    """
    if unit.actor.locked or _text(heard).lower() not in TAKE_BACK:
        return False
    if heard.talk is not None and heard.talk.name == CALL_BACK_ANNOUNCEMENT:  # said twice
        await leader.go_on(unit, heard, reply, heard.talk, None)
        return True
    if not _may_answer_news(heard):
        return False
    from db import news_answers  # not at the start

    if not await news_answers.waits_now(unit, unit.actor.person_id):
        return False
    await leader.begin(unit, heard, reply, CALL_BACK_ANNOUNCEMENT, ())
    return True


def _stops_by(unit: Unit, text: str, *, bare: bool) -> tuple[str, tuple[str, ...]] | None:
    """The talk that her wish for less begins, None if it is none. bare: also nothing but "stop" is one."""
    from domain.reading.no_more import asks_no_contact, asks_no_more, says_stop  # not at the start

    if asks_no_contact(text):
        return (NEWS_KINDS, (STOP,)) if unit.actor.phone == "unknown" else (SAFE_CONTACT, ())
    return (NEWS_KINDS, (STOP,)) if asks_no_more(text) or (bare and says_stop(text)) else None


async def stops_news(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether a bare "stop" is about what she is sent, and not about a talk.

    Where the menu stands open, or she is a stranger, only if something was sent, to her or by her: else it ends what
    it ended.
    """
    if unit.actor.locked or not _may_answer_news(heard):
        return False
    from domain.reading.no_more import says_stop  # not at the start

    if not says_stop(_text(heard)):
        return False
    from db import news_answers  # not at the start

    me, plain = unit.actor.person_id, heard.talk is None and unit.actor.phone != "unknown"
    sent = plain or await news_answers.find_last_kind(unit, me) is not None
    if not sent and not await news_answers.sends_now(unit, me):
        return False
    await leader.begin(unit, heard, reply, NEWS_KINDS, (STOP,))
    return True


async def _wants_no_more(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she says in so many words that she wants no more news; no question of ours takes such words."""
    text = _text(heard)
    begun = None if unit.actor.locked else _stops_by(unit, text, bare=text.startswith("/"))
    if begun is None:
        return False
    await leader.begin(unit, heard, reply, *begun)
    return True


def _may_answer_news(heard: Heard) -> bool:
    return heard.talk is None or heard.talk.name in (MENU, NEWS)


async def answers_coming(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she answers "Bisa datang?", the last thing that was asked on her phone, with no button.

    Before the words that work everywhere: "saya hadir" the evening before, "ga jadi" and "bayar ga?" are about it then.
    """
    if unit.actor.locked or unit.actor.phone == "unknown":
        return False
    if heard.talk is not None and heard.talk.name != MENU:
        return False
    said = None if _text(heard).lower() in OTHERWISE else _coming(heard, asked=True)
    if said is None:
        return False
    from db import course_answers  # not at the start

    asked = await course_answers.find_asked(unit, unit.actor.person_id)
    if asked is None or asked.answered or not asked.last:
        return False
    if asked.start_ms - CODE_BEFORE_MIN * MINUTE_MS <= unit.now_ms and _coming(heard, asked=False) is None:
        return False  # the class is on: "hadir" is said of being there
    await leader.begin(unit, heard, reply, CAN_COME, (asked.session_id, asked.moves, said.value))
    return True


async def answers_place(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she says, with no button, that she takes the place that became free for her, or gives it back.

    Before the words that work everywhere: "tidak jadi" ends a talk elsewhere, and here it would be taken for nothing.
    A bare yes or no counts where nothing else was asked on her phone since.
    """
    if unit.actor.locked or not _may_answer_place(heard):
        return False
    takes, plain = read_place(_text(heard)), _yes_or_no(heard)
    if takes is None and plain is None:
        return False
    from db import course_turns  # not at the start

    offered = await course_turns.list_offered(unit, unit.actor.person_id)
    if takes is None and offered and await course_turns.was_asked_last(unit, unit.actor.person_id):
        takes = plain
    if takes is None or not offered:
        return False
    course_id = offered[0] if len(offered) == 1 else 0  # of two she is asked which one she means
    await leader.begin(
        unit, heard, reply, COURSE, (course_id, course_turns.STAY if takes else course_turns.BACK)
    )
    return True


def _may_answer_place(heard: Heard) -> bool:
    """Nothing of ours is open, or the offer itself is, which she has pulled."""
    talk = heard.talk
    if talk is None or talk.name == MENU:
        return True
    if talk.name != NEWS:
        return False
    from db.course_turns import STAY_LABEL  # not at the start

    return STAY_LABEL.message in talk.labels


def _yes_or_no(heard: Heard) -> bool | None:
    from domain.reading.answers import Answer, read_answer  # not at the start

    match read_answer(_text(heard), digits=False):
        case Answer.YA:
            return True
        case Answer.TIDAK:
            return False
    return None


async def _tries_code(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether it may be such a code, mistyped or at another hour: of one who has a class now, or of a class of hers."""
    code = _code(unit, heard)
    if not code:
        return False
    from db import course_codes  # not at the start

    person_id = unit.actor.person_id
    if not await course_codes.list_open(unit, person_id) and not await course_codes.find_hers(
        unit, person_id, code
    ):
        return False
    await leader.begin(unit, heard, reply, PRESENT, (0, code))
    return True


def _code(unit: Unit, heard: Heard) -> str:
    if unit.actor.locked or unit.actor.phone == "unknown":
        return ""
    return read_wall_code(_text(heard))


async def _of_record(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she says, with no button, that the newest record about her is right or not."""
    begun = UNASKED.get(" ".join(_text(heard).lower().split()).strip(" .,!?"))
    if begun is None or unit.actor.locked or unit.actor.phone == "unknown":
        return False
    await leader.begin(unit, heard, reply, *begun)
    return True


async def _begins_change(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether somebody who leads classes says that one is off or moved."""
    roles = unit.actor.roles
    leads = places(roles, Action.RUN_COURSES) or places(roles, Action.KEEP_GROUP_COURSES)
    if unit.actor.locked or not leads:
        return False
    from domain.reading.session_change import read_session_change  # not at the start

    text = _text(heard)
    if read_session_change(text, today=local_date(unit.now, unit.actor.zone)) is None:
        return False
    await leader.begin(unit, heard, reply, CHANGE_SESSION, (0, 0, text))
    return True


async def _begins_coming(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she says that she comes to her next session: "insyaallah" answers it where none of ours is open."""
    if unit.actor.locked or unit.actor.phone == "unknown":
        return False
    if heard.talk is not None and heard.talk.name not in (MENU, NEWS):
        return False
    said = _coming(heard, asked=_is_shown(heard))
    if said is None:
        return False
    from db import course_answers  # not at the start
    from domain.reading.coming import names_coming  # not at the start

    asked = await course_answers.find_asked(unit, unit.actor.person_id)
    if (asked is None or not asked.told) and await _answers_older(leader, unit, heard, reply):
        return True  # nobody has asked her about a session yet, but an announcement did
    if not _is_about(said, asked) or (asked is not None and asked.other and not names_coming(_text(heard))):
        return False
    await leader.begin(unit, heard, reply, CAN_COME, (0, 0, said.value))
    return True


def _is_shown(heard: Heard) -> bool:
    """Whether the reminder she has pulled stands open, with its answers below: of the three one stands nowhere else."""
    if heard.talk is None or heard.talk.name != NEWS:
        return False
    from handlers.training.remind import UNSURE_LABEL  # not at the start

    return UNSURE_LABEL.message in heard.talk.labels


def _is_about(said: Says, asked: "Asked | None") -> bool:
    """Whether it is surely about a session: her own questions and reasons only where there is one to think of."""
    if said is Says.ASKS_COST:
        return False  # whether all of this costs anything has an answer of its own
    if said is Says.NO_BECAUSE:
        return asked is not None and asked.told
    return said.reply is not None or asked is not None


def _coming(heard: Heard, *, asked: bool) -> Says | None:
    from domain.reading.coming import read_said  # not at the start

    return read_said(_text(heard), asked=asked)


def _text(heard: Heard) -> str:
    return heard.incoming.text[:SAID_CHARS_MAX].strip()
