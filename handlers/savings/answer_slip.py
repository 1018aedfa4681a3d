"""Catatan: she says whether what was written about her is right. Two buttons; "salah" is understood, never shown."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import disputes, slips
from db.unit import Unit
from domain.disputes import Slip
from handlers.house import NOT_UNDERSTOOD_ALONE
from handlers.names import DIFFER, MENU, SETTLE, SLIP
from handlers.savings import disputing
from handlers.savings.own import get_mine, list_mine
from handlers.savings.slips import DIFFERENT_LABEL, RIGHT_LABEL, meeting_text

RIGHT = Choice(Slip.RIGHT.value, RIGHT_LABEL, words=("betul", "sudah benar", "sudah", "ya", "sesuai"))
DIFFERENT = Choice(
    Slip.DIFFERENT.value, DIFFERENT_LABEL, words=("salah", "beda", "keliru", "tidak", "belum", "kurang")
)

SETTLED = Choice(disputing.SETTLED, disputing.SETTLED_LABEL, words=("beres", "sudah"))
NOT_YET = Choice("not_yet", _("Belum"), words=("masih beda", "tidak"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """What she is asked about: a meeting's message (text: as she has it), or one entry outside of a meeting."""

    group_id: int
    number: int
    meeting: int
    entry: int
    text: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A matter of hers that is not settled."""

    id: int
    code: str


@conversation(SLIP, title=_("Catatan rapat"), sensitive=True, resumes=False, money=True)
async def answer_slip(
    chat: Chat, group_id: int = 0, number: int = 0, meeting: int = 0, entry: int = 0, said: str = ""
) -> None:
    if group_id:
        paper = await chat.look(find_paper, group_id, number, meeting, entry)
    else:
        newest = await chat.look(find_newest)
        if newest is None:
            await chat.say(NOT_UNDERSTOOD_ALONE if said else _("Belum ada catatan rapat untuk Ibu."))
            await chat.go(MENU)
        paper = newest
    if not said and paper.text is not None:
        said = (await chat.choose(paper.text, (RIGHT, DIFFERENT))).key
    if said == Slip.DIFFERENT.value:
        await chat.go(DIFFER, paper.group_id, paper.number, paper.meeting, paper.entry)
    if not await chat.run(say_right, paper.group_id, paper.number, paper.meeting):
        await chat.say(_("Ibu tadi bilang ada yang beda."))
        await chat.go(DIFFER, paper.group_id, paper.number, paper.meeting, paper.entry)
    await chat.say(_("Terima kasih, Bu. Sudah saya catat: benar."))
    if paper.entry:
        await ask_if_settled(chat, paper)


async def ask_if_settled(chat: Chat, paper: Paper) -> None:
    """What was written just now may be what she has been waiting for."""
    waiting = await chat.look(find_waiting, paper.group_id, paper.number)
    if waiting is None:
        return
    asked = _("Soal nomor {code} yang Ibu sampaikan, sudah beres?", code=waiting.code)
    if (await chat.choose(asked, (SETTLED, NOT_YET))).key == SETTLED.key:
        await chat.go(SETTLE, paper.group_id, paper.number, waiting.id, disputing.SETTLED)
    await chat.say(_("Baik, Bu. Itu tetap dicek."))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_paper(unit: Unit, group_id: int, number: int, meeting: int, entry: int) -> Paper:
    """What a button of hers is about. Raises NotAllowed."""
    await get_mine(unit, group_id, number)
    text = await meeting_text(unit, group_id, number, meeting) if meeting else None
    return Paper(group_id=group_id, number=number, meeting=meeting, entry=entry, text=text)


async def find_newest(unit: Unit) -> Paper | None:
    """The newest meeting she was told about; None if there is none."""
    told = [
        found
        for mine in await list_mine(unit)
        if (found := await slips.find_latest(unit, mine.group_id, mine.number)) is not None
    ]
    if not told:
        return None
    newest = max(told, key=lambda each: (each.told_ms, each.meeting))
    return await find_paper(unit, newest.group_id, newest.member, newest.meeting, 0)


async def find_waiting(unit: Unit, group_id: int, number: int) -> Waiting | None:
    """The only matter of hers that is open; None if there is none, or several. Raises NotAllowed."""
    await get_mine(unit, group_id, number)
    found = await disputes.list_open_of(unit, group_id, number)
    return Waiting(id=found[0].id, code=found[0].code) if len(found) == 1 else None


async def say_right(unit: Unit, group_id: int, number: int, meeting: int) -> bool:
    """She says it is right; False, and nothing written, while something of it differs for her. Raises NotAllowed."""
    await get_mine(unit, group_id, number)
    open_now = await disputes.list_open_of(unit, group_id, number)
    if any(each.meeting == meeting for each in open_now if meeting):
        return False
    if meeting:
        slips.answer(unit, group_id, meeting, number, Slip.RIGHT)
    return True
