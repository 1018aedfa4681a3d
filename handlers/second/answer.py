"""Setujui: what waits for her as the second officer. She reads exactly what she agrees to; what she asked for herself
she may take back.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import approvals, members, officers, people, permits
from db.approvals import Approval
from db.push_buttons import last_push_ms
from db.unit import Unit
from domain.approvals import SamePhone, State
from domain.contact import MessageClass
from domain.permits import Action, holders, places
from handlers.names import AGREE
from handlers.parts import say_in_parts
from handlers.second.agree import carry_out, details_of
from handlers.second.month_steps import MONTHS, find_due
from handlers.second.telling import name_of, tell

NO = Choice("no", _("Tidak setuju"), words=("tidak", "jangan"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))
TAKE_BACK = Choice("back", _("Tarik kembali"), words=("batal", "tarik"))
LEAVE = Choice("leave", _("Biarkan"), words=("tunggu",))

# In a list, by kind: without names and amounts, which are read one by one.
SHORT: dict[str, Text] = {
    "correction": _("Betulkan catatan"),
    "reopen": _("Buka rapat lagi"),
    "month": _("Tutup bulan"),
    "payout": _("Uang keluar"),
    "rules": _("Aturan kelompok"),
    "import": _("Isi buku dari daftar"),
    "arisan": _("Arisan"),
    "share_out": _("Bagikan simpanan"),
    "loan": _("Pinjaman"),
    "household": _("Anggota serumah"),
    "year": _("Tutup tahun"),
    "loan_plan": _("Atur lagi cicilan"),
    "loan_waiver": _("Ringankan denda"),  # staff
    "": _("Dicek berdua"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One that waits, in a list."""

    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What she is asked. mine: she has asked for it herself. settled: it waits no more. details: line by line.

    barred: it is about herself or somebody she lives with.
    """

    words: Text
    by: str
    digest: str
    mine: bool
    settled: bool
    details: tuple[Text, ...] = ()
    barred: bool = False


@conversation(
    AGREE,
    title=_("Dicek berdua"),
    words=("dicek berdua", "cek berdua", "yang menunggu"),
    roles=holders(Action.AGREE),
    resumes=False,
    money=True,
)
async def answer_second(chat: Chat, approval_id: int = 0) -> None:
    if not approval_id:
        rows = await chat.look(list_rows)
        if not rows:
            return await _nothing(chat)
        chosen = rows[0] if len(rows) == 1 else await chat.choose(_("Mau lihat yang mana?"), rows)
        approval_id = int(chosen.key)
    seen = await chat.run(open_one, approval_id)
    if seen.settled:
        return await chat.say(_("Yang ini sudah selesai, Bu. Terima kasih."))
    if seen.mine:
        return await _own(chat, approval_id, seen)
    if seen.barred:
        return await chat.say(_("Ini tentang Ibu, atau yang serumah. Pengurus lain yang menjawab."))
    question = _("Permintaan {name}:\n\n{words}\n\nIbu setuju?", name=seen.by, words=seen.words)
    await say_in_parts(chat, seen.details, then=question)
    if await chat.confirm(question):
        done = await chat.run(agree, approval_id, seen.digest)
        await chat.say(_("Terima kasih, Bu. {done}", done=done))
    elif (await chat.choose(_("Tidak setuju, atau nanti saja?"), (NO, LATER))).key == NO.key:
        await chat.run(refuse, approval_id)
        await chat.say(_("Baik. Tidak ada yang diubah. {name} saya kabari.", name=seen.by))
    else:
        await chat.say(_("Baik, Bu. Ini tetap menunggu."))


async def _nothing(chat: Chat) -> None:
    """Nothing waits; a month that is over is offered kindly."""
    await chat.say(_("Tidak ada yang menunggu jawaban Ibu."))
    due = await chat.look(find_due)
    if due is not None:
        named = {"month": MONTHS[due.month - 1], "year": due.year}
        await chat.say(_("Bulan {month} {year} sudah selesai. Mau ditutup? Ketik: tutup bulan.", **named))


async def _own(chat: Chat, approval_id: int, seen: Seen) -> None:
    await chat.say(seen.words)
    if (await chat.choose(_("Ini masih menunggu dijawab."), (LEAVE, TAKE_BACK))).key == TAKE_BACK.key:
        await chat.run(take_back, approval_id)
        return await chat.say(_("Baik, sudah ditarik kembali. Tidak ada yang diubah."))
    await chat.say(_("Baik, kita tunggu."))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_rows(unit: Unit) -> tuple[Row, ...]:
    """What waits in the groups where she may agree, hers to answer first, then what she has asked for."""
    if unit.actor.practice:  # there nothing waits, and nothing real is answered
        return ()
    theirs: list[Row] = []
    own: list[Row] = []
    for group_id in places(await people.list_roles(unit, unit.actor.person_id), Action.AGREE):
        mine = await members.numbers_of(unit, group_id, unit.actor.person_id)
        for each in await approvals.list_waiting(unit, group_id):
            is_own = each.by in mine
            by = (
                _("dari Ibu sendiri")
                if is_own
                else _("dari {name}", name=await name_of(unit, group_id, each.by))
            )
            row = Row(key=str(each.id), label=SHORT.get(each.kind, SHORT[""]), hint=by)
            (own if is_own else theirs).append(row)
    return (*theirs, *own)


async def _get(unit: Unit, approval_id: int) -> tuple[Approval, int]:
    """It and her number in its group. Raises NotAllowed, also if there is none."""
    found = await approvals.get(unit, approval_id)
    await permits.require(unit, Action.AGREE, group_id=found.group_id)
    return found, await members.number_of(unit, found.group_id, unit.actor.person_id)


async def open_one(unit: Unit, approval_id: int) -> Seen:
    """What she is asked; that she looked is written down. Raises NotAllowed."""
    found, me = await _get(unit, approval_id)
    concerned = unit.actor.person_id
    if found.about is not None:
        concerned = (await members.get_member(unit, found.group_id, found.about)).told_id
    unit.audit("read", "approval", found.id, concerned, found.kind)
    settled = found.state is not State.WAITING or found.expires_ms <= unit.now_ms
    return Seen(
        words=found.words,
        by=await name_of(unit, found.group_id, found.by),
        digest=found.digest,
        mine=found.by == me,
        settled=settled,
        details=() if settled else details_of(found),
        barred=me in found.never,
    )


async def agree(unit: Unit, approval_id: int, digest: str) -> Text:
    """She agrees, and it is done in this transaction; what has been done. Raises whatever forbids it."""
    found, me = await _get(unit, approval_id)
    if found.account_id == unit.actor.account_id and found.by != me:
        raise SamePhone
    agreed = await approvals.agree(unit, approval_id, digest=digest, second=me)
    done = await carry_out(unit, agreed)
    name = await name_of(unit, agreed.group_id, me)
    await tell(unit, agreed.group_id, [(agreed.by, _("{name} setuju. {done}", name=name, done=done))])
    return done


async def refuse(unit: Unit, approval_id: int) -> None:
    """She does not agree; who asked is told. Raises NotAllowed, AlreadySettled, TooLongAgo, NeedsAnother."""
    found, me = await _get(unit, approval_id)
    await approvals.refuse(unit, approval_id, second=me)
    unit.audit("refuse", "approval", found.id, unit.actor.person_id, found.kind)
    name = await name_of(unit, found.group_id, me)
    text = _("{name} belum setuju. Coba dibicarakan berdua, ya:\n\n{words}", name=name, words=found.words)
    await tell(unit, found.group_id, [(found.by, text)])


async def take_back(unit: Unit, approval_id: int) -> None:
    """She takes back what she has asked for; who was asked is told. Raises NotAllowed, AlreadySettled."""
    found, me = await _get(unit, approval_id)
    await approvals.withdraw(unit, approval_id, by=me)
    unit.audit("withdraw", "approval", found.id, unit.actor.person_id, found.kind)
    name = await name_of(unit, found.group_id, me)
    text = _("{name} menarik kembali permintaannya. Tidak ada yang diubah.", name=name)
    for each in await officers.list_seconds(
        unit, found.group_id, by=me, about=found.about, never=found.never
    ):
        if await last_push_ms(unit, each.person_id, found.matter):  # who never heard of it need not hear this
            unit.tell(each.person_id, text, MessageClass.RELAY.value)
