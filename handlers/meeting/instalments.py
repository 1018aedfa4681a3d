"""Cicilan of a meeting: by list, by lines as they come, or one borrower after another with what is asked this time.

It is read by nobody but who keeps the book, and who does not pay is not spoken of: her own message tells her alone.
"""

from dataclasses import replace
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice, Question
from conversation.text import Text, _
from db import members, permits
from db.unit import Unit
from domain.files import SentFile
from domain.meetings import INFAK, INSTALMENT, Status, Step, Written, is_list
from domain.money import Rupiah, Spelled
from domain.permits import Action
from handlers.loans.over import Rest, ask_over
from handlers.meeting.asking import go_to, take_photo, take_text
from handlers.meeting.booking import write
from handlers.meeting.listing import listed_members
from handlers.meeting.questions import Meanwhile, Pasted, UsualAmount
from handlers.meeting.scene import Borrower, Scene
from handlers.questions import OneOf

EACH = Choice("each", _("Satu per satu"), words=("satu satu", "satu-satu"))
NONE = Choice("none", _("Sudah semua"), words=("sudah", "selesai", "lanjut", "tidak ada", "ga ada"))
NOT_NOW = Choice("not_now", _("Belum dulu"), words=("belum", "blm", "tidak", "nanti"))
NO_INFAK = Choice("none", _("Tidak ada"), words=("tidak", "belum", "ga ada"))
ENOUGH = Choice("enough", _("Cukup dulu"), words=("cukup", "selesai", "sudah semua"))

# Above a line that names no kind: here it is an instalment.
HEADING = "Cicilan:"


async def ask_instalments(chat: Chat, scene: Scene) -> None:
    """Asked where a loan runs and nothing of it is written at this meeting; then the social fund."""
    if not scene.waiting_borrowers:
        await go_to(chat, scene, Step.SOCIAL)
    text = _("Cicilan pinjaman: tempel daftarnya, atau ketik satu-satu. Contoh: Siti 120rb.")
    chosen = await ask(chat, scene, text, OneOf(of=(EACH, NONE)))
    if chosen.key == EACH.key:
        await one_by_one(chat, scene)
    await go_to(chat, scene, Step.SOCIAL)


async def ask(chat: Chat, scene: Scene, text: Text, question: Question[Any]) -> Any:
    """Her answer; a line of a list without a kind is an instalment here."""
    answer = await chat.ask(text, Meanwhile(inner=question, lines=True))
    if isinstance(answer, Pasted):
        await take_text(chat, scene, answer, heading="" if is_list(answer.text) else HEADING)
    if isinstance(answer, SentFile):
        await take_photo(chat, scene, answer)
    return answer


async def one_by_one(chat: Chat, scene: Scene) -> None:
    """Everybody who came and whose instalment is not written."""
    await chat.run(note_reading, scene.group_id, [each.member for each in scene.waiting_borrowers])
    for borrower in scene.waiting_borrowers:
        line = await ask_one(chat, scene, borrower)
        if line is None:
            return
        if not line.amount:
            continue
        name = scene.names[line.member]
        if await write(chat, scene, (line,), statuses={line.member: Status.PRESENT}, once=True):
            await chat.say(_("{name}: {amount}.", name=name, amount=Spelled(line.amount)))
        else:
            await chat.say(_("Cicilan {name} sudah tercatat tadi.", name=name))
        if borrower.gives:
            await ask_infak(chat, scene, borrower)


async def ask_infak(chat: Chat, scene: Scene, borrower: Borrower) -> None:
    """What she gives of her own will, where the group lends without jasa; her instalment is written by then."""
    name = scene.names[borrower.member]
    question = UsualAmount(
        usual=None,
        of=(NO_INFAK,),
        her=f"m{borrower.member}",
        women=listed_members(scene),
        today=scene.today,
    )
    asked = _("Ada infak dari {name}? Tidak ada juga boleh.", name=name)
    while True:
        amount = await ask(chat, scene, asked, question)
        if isinstance(amount, Choice):
            return
        if await chat.confirm(_("{name}, infak {amount}. Benar?", name=name, amount=Spelled(amount))):
            break
    gift = Written(member=borrower.member, kind=INFAK, amount=amount)
    if await write(chat, scene, (gift,), once=True):
        await chat.say(_("Infak sudah dicatat."))
    else:
        await chat.say(_("Infak {name} sudah tercatat tadi.", name=name))


async def ask_one(chat: Chat, scene: Scene, borrower: Borrower) -> Written | None:
    """What she pays, nothing (0) if not now, None if that is enough. Only what is asked needs no yes to its words."""
    name = scene.names[borrower.member]
    question = UsualAmount(
        usual=borrower.usual,
        of=(NOT_NOW, ENOUGH),
        her=f"m{borrower.member}",
        women=listed_members(scene),
        today=scene.today,
    )
    line = Written(member=borrower.member, kind=INSTALMENT, amount=Rupiah(0))
    while True:
        amount = await ask(chat, scene, _("{name}, cicilan: berapa?", name=name), question)
        if isinstance(amount, Choice):
            return None if amount.key == ENOUGH.key else line
        if amount > borrower.payoff:
            rest = await ask_over(chat, name, amount, borrower.payoff)
            if rest is Rest.SLIP:
                continue
            paid = amount if rest is Rest.SAVED else borrower.payoff
            return replace(line, amount=paid, to_savings=rest is Rest.SAVED)
        if amount == borrower.usual or await chat.confirm(
            _("{name}, cicilan, {amount}. Benar?", name=name, amount=Spelled(amount))
        ):
            return replace(line, amount=amount)


# -- what is written --------------------------------------------------------------------------------------------


async def note_reading(unit: Unit, group_id: int, numbers: list[int]) -> None:
    """That she who keeps the book is shown what is asked of these members. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    for each in await members.list_members(unit, group_id):
        if each.number in numbers:
            unit.audit("read", "book", group_id, each.told_id, "loan")
