"""Does she answer what an announcement asks: with its button, or in words, with no question open?

The law: words that could answer anything ("ya", "1") count only where the announcement was the last thing that came to
a phone of her own, or stands before her; the words of one of its answers count where nothing newer takes them. The
answer she gave takes the place of the buttons, and is not shown where others read the phone.
"""

import json
import re

from bot.channels.base import Edit
from bot.compose import join
from bot.leading import Leader
from bot.render import render
from bot.reply import Heard, Reply
from bot.saying import is_on_screen
from conversation.limits import SAID_CHARS_MAX
from conversation.text import _
from db import news_answers, outbox
from db.news_answers import Asked
from db.unit import Unit
from domain.reading.clean import POLITE, clean, words_of
from domain.reading.signals import Signal, is_command, read_signal
from domain.records import dataclass
from handlers import house
from handlers.names import ANSWER_NEWS, MENU, NEWS

PAYLOAD = "a"

# A longer one tells something; it is answered where it belongs.
ANSWER_WORDS_MAX = 12

# So many words around one of the answers may still mean it: she is asked.
UNSURE_WORDS_MAX = 5

# Of two or three questions at once the newest that fits is meant; more is a mistake.
ASKED_MAX = 3

# How labels end that say yes or no to anything.
_ANYTHING = frozenset("ya iya tidak bisa boleh mau setuju siap oke".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """Which answer her words mean. number: from 1. bare: they could answer anything. whole: they are all of its label.

    says_more: they tell more. unsure: the answer stands somewhere among them ("hari senin saja"), as in "suami saya
    ikut".
    """

    number: int
    bare: bool = False
    whole: bool = False
    says_more: bool = False
    unsure: bool = False


async def answers_tap(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether the button was one of an announcement's, on a phone where nobody needs to come in first."""
    code, _dot, number = heard.incoming.tap.removeprefix(PAYLOAD).rpartition(".")
    if unit.actor.locked or not code or not number.isdecimal():
        return False
    await _answer(leader, unit, heard, reply, code, int(number), says_more=False)
    return True


async def answers_news(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she answers the last thing that came to her phone, and that was an announcement which asks."""
    if not _may_answer(unit, heard):
        return False
    for asked in await news_answers.list_newest(unit, unit.actor.person_id, ASKED_MAX):
        labels = await _labels(unit, asked)
        shown = _is_shown(heard, labels)
        meant = read_answer(_text(heard), labels) if asked.is_last or shown else None
        if meant is None or meant.unsure or _is_of_menu(heard, _text(heard)):
            continue
        if meant.bare and not meant.whole and (asked.answer or not (shown or unit.actor.phone == "own")):
            continue
        await _answer(leader, unit, heard, reply, asked.code, meant.number, says_more=meant.says_more)
        return True
    return False


async def answers_older_news(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """The same where other things came since: the words of an answer are one; with a bare "ya" she is asked.

    Also where a question of ours stands open that could make nothing of them: a bare "ya" is then for that one.
    """
    if not _may_answer(unit, heard, whatever_is_open=True):
        return False
    elsewhere = heard.talk is not None and heard.talk.name not in (MENU, NEWS)
    for asked in await news_answers.list_newest(unit, unit.actor.person_id, ASKED_MAX):
        meant = read_answer(_text(heard), await _labels(unit, asked))
        if meant is None and asked.is_last and _is_of_coming(_text(heard)):
            meant = Meant(number=0, unsure=True)
        vague = meant is not None and (meant.bare or meant.unsure)
        if meant is None or (vague and (elsewhere or not _may_change(unit, asked))):
            continue
        if meant.unsure or (vague and meant.number != asked.answer):
            await leader.begin(unit, heard, reply, ANSWER_NEWS, (asked.code,))
        else:
            await _answer(leader, unit, heard, reply, asked.code, meant.number, says_more=meant.says_more)
        return True
    return False


async def answers_quoted_news(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether she answers the announcement that her message quotes, whatever else is open or came since."""
    asked = await news_answers.find_quoted(
        unit, unit.actor.person_id, unit.actor.account_id, heard.incoming.reply_to_ref
    )
    if asked is None:
        return False
    meant = read_answer(_text(heard), await _labels(unit, asked))
    if meant is None:
        return False
    if meant.unsure:
        await leader.begin(unit, heard, reply, ANSWER_NEWS, (asked.code,))
    else:
        await _answer(leader, unit, heard, reply, asked.code, meant.number, says_more=meant.says_more)
    return True


async def changes_answer(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether "ga jadi" is about what she has answered: nothing is open but the menu, at the most. She is asked.

    Before the words that work everywhere: else she would believe that her answer is taken back.
    """
    if not _may_answer(unit, heard) or read_signal(_text(heard)) is not Signal.BATAL:
        return False
    if heard.talk is not None and heard.talk.name != MENU:
        return False
    for asked in await news_answers.list_newest(unit, unit.actor.person_id, ASKED_MAX):
        meant = read_answer(_text(heard), await _labels(unit, asked)) if asked.answer else None
        if meant is not None and meant.number != asked.answer and _may_change(unit, asked):
            await leader.begin(unit, heard, reply, ANSWER_NEWS, (asked.code,))
            return True
    return False


def _may_change(unit: Unit, asked: Asked) -> bool:
    """Whether words that could answer anything may be about it: she has not answered yet, or nothing came since."""
    return not asked.answer or (asked.is_last and unit.actor.phone == "own")


def _is_of_coming(text: str) -> bool:
    """Whether she says that she comes, or may: "insyaallah" is none of two answers, and deserves to be asked about."""
    from domain.reading.coming import read_coming  # not at the start

    return "?" not in text and read_coming(text) is not None


def read_answer(text: str, labels: tuple[str, ...]) -> Meant | None:
    """Which of an announcement's answers the words mean; None for a question, or for anything else."""
    words = text.split()
    if not 0 < len(words) <= ANSWER_WORDS_MAX or "?" in text:
        return None
    from domain.reading.choices import adds_nothing, begins_with, match_choice  # not at the start

    index = match_choice(text, labels).index
    plain = _yes_or_no(text, labels)
    if plain:
        whole = index in (plain - 1, None) and _is_whole(text, labels[plain - 1])
        return Meant(number=plain, bare=not (whole and _names_something(labels[plain - 1])), whole=whole)
    if not any(sign.isalpha() for sign in text):
        number = _by_digits(text, labels, index)
        return Meant(number=number, bare=True) if number else None
    if index is None:
        return None
    whole = _is_whole(text, labels[index])
    if not whole and re.search(r"\d", text) and re.search(r"\d", "".join(labels)):
        return Meant(number=index + 1, unsure=True)  # "no 2", where the answers are hours
    if adds_nothing(text, labels[index]):
        return Meant(number=index + 1, whole=whole)
    if begins_with(text, labels[index]):
        return Meant(number=index + 1, says_more=True)
    return Meant(number=index + 1, unsure=True) if len(words) <= UNSURE_WORDS_MAX else None


def _by_digits(text: str, labels: tuple[str, ...], index: int | None) -> int:
    """Her number as one of the answers says it ("Jam 2"), else, where none says any, as their place; 0 for neither.

    The answers are buttons without numbers: who types 2 where they are hours means the hour.
    """
    said = [re.findall(r"\d+", label) for label in labels]
    if any(said):
        typed = re.findall(r"\d+", text)
        fitting = [number for number, digits in enumerate(said, start=1) if digits and digits == typed]
        return fitting[0] if len(fitting) == 1 else 0
    return 0 if index is None else index + 1


def _is_whole(text: str, label: str) -> bool:
    from domain.reading.choices import adds_nothing, begins_with  # not at the start

    if [word for word in words_of(clean(text).text) if word not in POLITE] == words_of(clean(label).text):
        return True  # "ya bu" is all of the label Ya, a word that is left out of longer ones
    return adds_nothing(text, label) and begins_with(text, label)


def _names_something(label: str) -> bool:
    """Whether the label says what it is about: "Tidak ikut" does, "Tidak bisa" could answer anything."""
    return _ANYTHING.isdisjoint(words_of(clean(label).text)[-1:])


def _yes_or_no(text: str, labels: tuple[str, ...]) -> int:
    """The number of the answer that says yes, or no, as her whole message does; 0 if none does, or two do."""
    from domain.reading.answers import Answer, read_answer  # not at the start

    said = read_answer(text, digits=False)
    if said not in (Answer.YA, Answer.TIDAK):
        return 0
    means = [read_answer(label, digits=False) for label in labels]
    noes = [_says_no(label) or answer is Answer.TIDAK for label, answer in zip(labels, means, strict=True)]
    if said is Answer.YA and len(labels) == 2 and noes.count(True) == 1:
        return noes.index(False) + 1
    fitting = noes if said is Answer.TIDAK else [answer is Answer.YA for answer in means]
    return fitting.index(True) + 1 if fitting.count(True) == 1 else 0


def _says_no(label: str) -> bool:
    return label.casefold().split(" ")[0] in ("tidak", "nggak", "enggak", "ngga", "gak", "ga", "tak")


def _may_answer(unit: Unit, heard: Heard, *, whatever_is_open: bool = False) -> bool:
    """Nothing of ours is open but the menu, or what she has pulled."""
    text = _text(heard)
    if unit.actor.locked or unit.actor.phone == "unknown" or text.startswith("/") or is_command(text):
        return False
    return whatever_is_open or heard.talk is None or heard.talk.name in (MENU, NEWS)


def _is_shown(heard: Heard, labels: tuple[str, ...]) -> bool:
    """Whether the announcement itself stands open before her, pulled from what waited."""
    return heard.talk is not None and heard.talk.name == NEWS and set(labels) <= set(heard.talk.labels)


def _is_of_menu(heard: Heard, text: str) -> bool:
    """Whether the words choose something from what stands open: numbers there are its own."""
    if heard.talk is None:
        return False
    return is_on_screen(heard.talk, text) or not any(sign.isalpha() for sign in text)


async def _labels(unit: Unit, asked: Asked) -> tuple[str, ...]:
    from db import announcements  # with the first woman who was asked anything, not with the program

    announcement = await announcements.peek(unit, asked.announcement_id)
    if announcement is None:
        return ()
    return (await announcements.content(unit, announcement)).choices


async def _answer(
    leader: Leader, unit: Unit, heard: Heard, reply: Reply, code: str, number: int, *, says_more: bool
) -> None:
    await leader.begin(unit, heard, reply, ANSWER_NEWS, (code, number, says_more))
    asked = await news_answers.find(unit, unit.actor.person_id, code)
    if asked is not None and asked.answer == number:
        reply.closes = await _closed(unit, heard, asked, number)


async def _closed(unit: Unit, heard: Heard, asked: Asked, number: int) -> Edit | None:
    """The announcement on her screen with her answer below it in the place of its buttons."""
    where = await news_answers.find_shown(unit, asked, unit.actor.account_id)
    found = await outbox.find_answer(unit, asked.outbox_id) if where else None
    if found is None:
        return None
    if unit.actor.phone != "own":
        return Edit(message_ref=where, text=render(house.ANSWERED, unit.actor.language))
    from bot.outgoing import unpack  # not at the start

    labels = json.loads(found[0])["choices"]
    answer = render(_("✔ {answer}", answer=labels[number - 1]), unit.actor.language)
    return Edit(message_ref=where, text=join([unpack(found[0], asked.outbox_id).text, answer]))


def _text(heard: Heard) -> str:
    return heard.incoming.text[:SAID_CHARS_MAX].strip()
