"""Jawab kabar: her answer to what an announcement asks, by its button or in words; her last one counts.

The law: only who got it is heard; the same answer twice changes nothing and is answered the same; she is told who
reads it. On a phone with profiles it is the answer of whoever is inside, and says so.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import announcement_family, announcements, news_answers
from db.news_answers import Asked
from db.unit import Unit
from domain.announcements import Announcement
from domain.refusals import Changed
from handlers.names import ANSWER_NEWS

NOT_THIS = Choice("not", _("Bukan itu"), words=("bukan", "salah", "tidak"))
TO_WORKER = _("Sebabnya tidak saya catat. Mau bilang ke petugas? Ketik PETUGAS.")
TO_OFFICERS = _("Sebabnya tidak saya catat. Kabari pengurus langsung, ya.")
NOT_ASKED = _("Maaf, pertanyaan itu sudah tidak bisa dijawab. Ketik PETUGAS kalau masih perlu.")
TOO_LATE = _("Maaf, Bu. Waktu menjawabnya sudah lewat. Ketik PETUGAS kalau masih perlu.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked of her. sender: as the office or group is called. name: hers, where several use the phone."""

    code: str
    sender: str
    of_group: bool
    labels: tuple[str, ...]
    is_open: bool
    name: str


@conversation(ANSWER_NEWS, title=_("Jawab kabar"), resumes=False)
async def answer_news(chat: Chat, code: str = "", number: int = 0, says_more: bool = False) -> None:
    question = await chat.look(find_question, code)
    if question is None or number > len(question.labels):
        return await chat.say(NOT_ASKED)
    if not question.is_open:
        return await chat.say(TOO_LATE)
    if not number:
        number = await ask_which(chat, question)
    if not number:
        return await chat.say(_("Baik, Bu. Tidak ada yang saya catat."))
    await chat.run(keep_answer, question.code, number)
    for text in thanks(question, question.labels[number - 1]):
        await chat.say(text)
    if says_more:
        await chat.say(TO_OFFICERS if question.of_group else TO_WORKER)


async def ask_which(chat: Chat, question: Question) -> int:
    """Which answer she means, where her words may have meant something else; 0 if they did."""
    labels = [Choice(f"n{number}", label) for number, label in enumerate(question.labels, start=1)]
    chosen = await chat.choose(
        _("Ibu menjawab kabar dari {sender}?", sender=question.sender), [*labels, NOT_THIS]
    )
    return 0 if chosen.key == NOT_THIS.key else int(chosen.key.removeprefix("n"))


def thanks(question: Question, answer: str) -> list[Text]:
    """The same each time, whether she says it first, again, or instead of another answer."""
    said = [_("Terima kasih, Bu. Jawaban Ibu: {answer}.", answer=answer)]
    if question.name:
        said.append(_("Ini jawaban dari {name}.", name=question.name))
    if question.of_group:
        said.append(_("Yang membaca: pengurus {sender}.", sender=question.sender))
    else:
        said.append(_("Yang membaca: {sender}.", sender=question.sender))
    said.append(_("Kalau berubah, ketik jawaban yang baru."))
    return said


# -- what is read and written -----------------------------------------------------------------------------------


async def find_question(unit: Unit, code: str) -> Question | None:
    """The one with that code, or the newest she has not answered; None where she was asked nothing."""
    asked = await _find(unit, code)
    if asked is None:
        return None
    announcement = await _get(unit, asked)
    content = await announcements.content(unit, announcement)
    return Question(
        code=asked.code,
        sender=content.sender,
        of_group=announcement.group_id is not None,
        labels=content.choices,
        is_open=asked.is_open,
        name=unit.actor.name,
    )


async def _find(unit: Unit, code: str) -> Asked | None:
    if code:
        return await news_answers.find(unit, unit.actor.person_id, code)
    newest = await news_answers.list_newest(unit, unit.actor.person_id, 1)
    return newest[0] if newest and not newest[0].answer else None


async def keep_answer(unit: Unit, code: str, number: int) -> None:
    """Her answer from now on. Raises Changed if it is not asked any more."""
    asked = await news_answers.find(unit, unit.actor.person_id, code)
    if asked is None or not asked.is_open or not 0 < number <= asked.choices:
        raise Changed
    if not await announcement_family.answer(unit, await _get(unit, asked), asked.person_id, number):
        raise Changed


async def _get(unit: Unit, asked: Asked) -> Announcement:
    announcement = await announcements.peek(unit, asked.announcement_id)
    assert announcement is not None, "her row is one of its own"
    return announcement
