"""Does she answer, with words and no button, whether something about her may be passed on?

The law: "jangan perangkat desa" is a no at once, where that was the last thing asked on her phone. "Boleh" is the
narrow yes, only where what would be passed on is the last thing on her screen; else it is read out to her first.
While she writes with her worker only what is nothing but an answer is one: the rest is for her worker.
"""

from bot.leading import Leader
from bot.reply import Heard, Reply
from conversation.limits import SAID_CHARS_MAX
from db.unit import Unit
from handlers.names import LINE, MAY_PASS, MENU, NEWS

# What our own text tells her to type when she thinks again (handlers/contact/may_pass.py).
WITHDRAWING = frozenset({"jangan disampaikan", "jangan jadi disampaikan"})

# A longer one tells something; it is answered where it belongs.
ANSWER_WORDS_MAX = 12

# "Jangan ..." is an answer wherever it stands, "tidak ..." only at the beginning: it also tells of other things.
_ANYWHERE = frozenset({"jangan", "jgn", "ojo", "ulah", "boleh", "setuju"})


async def answers_passing(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether that was it; the talk about it has begun."""
    if unit.actor.locked or unit.actor.phone == "unknown" or not _may_answer(heard):
        return False
    text = heard.incoming.text[:SAID_CHARS_MAX].strip()
    if " ".join(_words(text)) in WITHDRAWING and await _withdraws(leader, unit, heard, reply):
        return True
    if not _is_like_an_answer(text):
        return False
    from handlers.contact.may_pass_question import own_words, read_may_pass  # not at the start
    from handlers.contact.move_words import DONT, EVERYTHING, NO, ONLY_THIS

    key = read_may_pass(text, (ONLY_THIS, EVERYTHING, DONT))
    if not key:
        return False
    from db import matter_moves  # not at the start

    move_id, seen = await matter_moves.find_asked_last(unit, unit.actor.person_id)
    seen = seen or (heard.talk is not None and heard.talk.name == NEWS)
    if not move_id or not (seen or _names_it(text)):
        return False
    in_line = heard.talk is not None and heard.talk.name == LINE
    if in_line and not (seen and (_names_it(text) or not own_words(text))):
        return False
    said = own_words(text) if key == NO else ""
    args = (move_id, key, said) if seen or key == NO else (move_id,)
    await leader.begin(unit, heard, reply, MAY_PASS, args)
    return True


async def _withdraws(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether there is a question or a yes of hers: the no is done at once, and she is not asked again."""
    from handlers.contact.may_pass_steps import find_waiting  # not at the start
    from handlers.contact.move_words import NO

    move_id = await find_waiting(unit)
    if not move_id:
        return False
    await leader.begin(unit, heard, reply, MAY_PASS, (move_id, NO))
    return True


def _may_answer(heard: Heard) -> bool:
    """Nothing of ours is open but her line, or the question itself is, which she has pulled."""
    talk = heard.talk
    if talk is None or talk.name in (MENU, LINE):
        return True
    if talk.name != NEWS:
        return False
    from handlers.contact.move_words import DONT, label_of  # not at the start

    return label_of(DONT).message in talk.labels


def _is_like_an_answer(text: str) -> bool:
    words = _words(text)
    if not 0 < len(words) <= ANSWER_WORDS_MAX or any(each.isdigit() for each in words):
        return False
    from domain.reading.answers import read_answer  # not at the start
    from handlers.contact.may_pass_question import is_no

    if _names_it(text) or is_no(words[0]):
        return True
    return read_answer(text, digits=False) is not None


def _names_it(text: str) -> bool:
    """Whether it answers this question in so many words, whatever came after it; a bare "ya" may mean anything."""
    return not _ANYWHERE.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return [each.strip(".,!;:") for each in text.casefold().split()]
