"""Atur lagi: a month is hard, so the rest is agreed on anew. She asks or an officer does; two officers and she agree.

Before anybody says yes she reads what becomes of the jasa and of a fine, and what it comes to all together.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import groups, loan_offers, loans, permits
from db.loans import Loan
from db.unit import Unit
from domain.loan_agreements import State
from domain.loans import State as LoanState
from domain.permits import Action
from handlers.group.which import GroupHere, list_groups
from handlers.loans.reasons import OTHER, ask_reason, reason_text
from handlers.loans.replan_steps import (
    REASONS,
    answer,
    ask_for,
    look_as_witness,
    say_not_yet,
    take_back,
    withdraw_offer,
)
from handlers.loans.replan_view import (
    KIND,
    Desk,
    Preview,
    Waiting,
    look_at_hers,
    open_one,
    preview,
)
from handlers.names import AGREE, ATUR_LAGI
from handlers.questions import WholeNumber
from handlers.savings.own import list_mine
from handlers.second.agree import ask_second
from handlers.second.payout_steps import list_receivers
from handlers.second.telling import names_of
from handlers.second.witness import ask_witness

HERS, OFFICE, WITNESS = "hers", "office", "witness"

PAUSES = (
    Choice("1", _("Bulan depan"), words=("depan", "sebulan lagi")),
    Choice("2", _("Dua bulan lagi"), words=("dua", "2 bulan")),
    Choice("3", _("Tiga bulan lagi"), words=("tiga", "3 bulan")),
)
AGAIN = Choice("again", _("Hitung lagi"), words=("hitung", "ubah", "lain", "ya", "mau"))
STOP = Choice("stop", _("Tidak jadi"), words=("batal", "cukup", "nanti", "tidak"))
LEAVE = Choice("leave", _("Tunggu saja"), words=("tunggu", "biarkan", "nanti"))
TAKE_BACK = Choice("back", _("Tarik kembali"), words=("tarik", "batal", "tidak jadi"))
YES = Choice("yes", _("Setuju"), words=("ya", "boleh", "bisa"))
ANOTHER = Choice("another", _("Usul yang lain"), words=("usul", "ubah", "lain"))
NOT_YET = Choice("not_yet", _("Belum bisa"), words=("belum", "tidak", "tidak bisa"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))
NO = Choice("no", _("Tidak setuju"), words=("tidak", "jangan"))

OVER = _("Sisanya sudah berubah. Yang tadi tidak berlaku lagi.")

WHY = (
    Choice("talk", _("Bicara dulu"), words=("bicara",)),
    Choice("shorter", _("Bulannya dikurangi"), words=("kurangi", "pendek")),
    Choice("meeting", _("Tunggu rapat"), words=("rapat", "tunggu")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A loan that the actor may do something about, and as whom."""

    group: GroupHere
    loan: int
    as_: str
    label: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"{self.group.id}.{self.loan}"


@conversation(
    ATUR_LAGI,
    title=_("Atur lagi cicilan"),
    words=("atur lagi", "atur cicilan", "atur lagi cicilan", "minta keringanan"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def agree_anew(chat: Chat, group_id: int = 0, loan: int = 0) -> None:
    rows = await chat.look(list_rows, group_id, loan)
    if not rows:
        return await chat.say(_("Tidak ada pinjaman berjalan yang bisa diatur di sini."))
    row = rows[0] if len(rows) == 1 else await chat.choose(_("Pinjaman yang mana?"), rows)
    if row.as_ == HERS:
        return await for_herself(chat, row)
    if row.as_ == WITNESS:
        return await as_witness(chat, row)
    return await at_the_desk(chat, row)


# -- she herself ------------------------------------------------------------------------------------------------


async def for_herself(chat: Chat, row: Row) -> None:
    """She answers what was offered, takes back what she asked for, or asks."""
    hers = await chat.look(look_at_hers, row.group.id, row.loan)
    if hers.waiting is not None and hers.waiting.state == State.OFFERED.value:
        return await answer_offer(chat, row, hers.waiting)
    if hers.waiting is not None:
        return await look_at_request(chat, row, hers.waiting)
    if hers.over:
        await chat.say(OVER)
    chosen = await choose_plan(chat, row, hers.most)
    if chosen is None:
        return await chat.say(_("Baik, Bu. Cicilannya tetap seperti sekarang."))
    await chat.run(ask_for, row.group.id, row.loan, chosen.body)
    await chat.say(_("Sudah saya sampaikan ke pengurus. Belum berlaku sebelum dua pengurus setuju."))
    return await chat.say(_("Terima kasih sudah memberi kabar, Bu."))


async def answer_offer(chat: Chat, row: Row, waiting: Waiting) -> None:
    """Two officers have agreed; without her nothing changes."""
    for line in waiting.preview.lines:
        await chat.say(line)
    if await chat.confirm(_("{plan}\n\nIbu setuju?", plan=waiting.preview.question)):
        await chat.run(answer, row.group.id, row.loan, waiting.n, True)
        return await chat.say(_("Terima kasih, Bu. Cicilannya sudah diatur lagi."))
    if (await chat.choose(_("Tidak setuju, atau nanti saja?"), (NO, LATER))).key == NO.key:
        await chat.run(answer, row.group.id, row.loan, waiting.n, False)
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah. Pengurus saya kabari."))
    return await chat.say(_("Baik, Bu. Ini tetap menunggu."))


async def look_at_request(chat: Chat, row: Row, waiting: Waiting) -> None:
    """What she has asked for waits for two officers; she may take it back."""
    await chat.say(_("Permintaan Ibu masih dilihat pengurus:\n{plan}", plan=waiting.preview.question))
    if (await chat.choose(_("Mau ditunggu, atau ditarik kembali?"), (LEAVE, TAKE_BACK))).key == LEAVE.key:
        return await chat.say(_("Baik, Bu. Kita tunggu, ya."))
    await chat.run(take_back, row.group.id, row.loan, waiting.n)
    return await chat.say(_("Sudah ditarik kembali, Bu. Cicilannya tetap seperti sekarang."))


# -- who hears it for her ---------------------------------------------------------------------------------------


async def as_witness(chat: Chat, row: Row) -> None:
    """A woman without a phone says yes before a witness who holds no office."""
    waiting = await chat.look(look_as_witness, row.group.id, row.loan)
    if waiting is None:
        return await chat.say(_("Yang ini sudah selesai, Bu. Terima kasih."))
    asked = _("{whole}\n\nIbu mendengar sendiri: {name} setuju?", whole=waiting.preview.whole, name=row.label)
    if await chat.confirm(asked):
        await chat.run(answer, row.group.id, row.loan, waiting.n, True)
        return await chat.say(_("Terima kasih, Bu. Sudah dicatat."))
    if (await chat.choose(_("Tidak setuju, atau nanti saja?"), (NO, LATER))).key == NO.key:
        await chat.run(answer, row.group.id, row.loan, waiting.n, False)
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah. Pengurus saya kabari."))
    return await chat.say(_("Baik, Bu. Ini tetap menunggu."))


# -- an officer -------------------------------------------------------------------------------------------------


async def at_the_desk(chat: Chat, row: Row) -> None:
    """An officer looks at what she asks for, or proposes; the second officer is asked, and then she."""
    desk = await chat.run(open_one, row.group.id, row.loan)
    if desk.approval:
        await chat.go(AGREE, desk.approval)
    waiting = desk.waiting
    if waiting is not None and waiting.state == State.OFFERED.value:
        return await look_at_offer(chat, row, waiting)
    if waiting is not None:
        return await look_at_wish(chat, row, desk, waiting)
    if desk.over:
        await chat.say(OVER)
    return await propose_one(chat, row, desk)


async def look_at_offer(chat: Chat, row: Row, waiting: Waiting) -> None:
    """Two have agreed; it waits for her."""
    await chat.say(waiting.preview.whole)
    asked = _("Ini menunggu jawaban peminjam.")
    if (await chat.choose(asked, (LEAVE, TAKE_BACK))).key == LEAVE.key:
        return await chat.say(_("Baik, kita tunggu."))
    await chat.run(withdraw_offer, row.group.id, row.loan, waiting.n)
    return await chat.say(_("Sudah ditarik kembali. Cicilannya tetap."))


async def look_at_wish(chat: Chat, row: Row, desk: Desk, waiting: Waiting) -> None:
    """She has asked for it: yes, something else, or a kind reason why not yet."""
    await chat.say(_("Permintaan {name}:", name=desk.receiver.label))
    for line in waiting.preview.lines:
        await chat.say(line)
    asked = _("{plan}\n\nBagaimana?", plan=waiting.preview.question)
    chosen = await chat.choose(asked, (YES, ANOTHER, NOT_YET, LATER))
    if chosen.key == YES.key:
        return await ask_other_officer(chat, row, desk, waiting.preview)
    if chosen.key == ANOTHER.key:
        return await propose_one(chat, row, desk)
    if chosen.key == LATER.key:
        return await chat.say(_("Baik. Permintaan ini tetap menunggu."))
    why, words = await ask_reason(chat, _("Apa sebabnya? Ini dibaca {name}.", name=desk.receiver.label), WHY)
    shown = reason_text(REASONS, why, words)
    if not await chat.confirm(_("Jawabannya: belum bisa.\n{reason}\n\nKirim?", reason=shown), weighty=False):
        return await chat.say(_("Baik. Permintaan ini tetap menunggu."))
    if await chat.run(say_not_yet, row.group.id, row.loan, waiting.n, why, words if why == OTHER else ""):
        return await chat.say(_("Sudah saya sampaikan dengan baik."))
    name = desk.receiver.label
    return await chat.say(_("Sudah dicatat. Sampaikan ke {name} berdua saja, dengan baik, ya.", name=name))


async def propose_one(chat: Chat, row: Row, desk: Desk) -> None:
    """An officer's proposal; whose loan it is, is said also where only one runs."""
    await chat.say(_("Ini cicilan {name}.", name=desk.receiver.label))
    chosen = await choose_plan(chat, row, desk.most)
    if chosen is None:
        return await chat.say(_("Baik, cicilannya tetap seperti sekarang."))
    return await ask_other_officer(chat, row, desk, chosen)


async def ask_other_officer(chat: Chat, row: Row, desk: Desk, chosen: Preview) -> None:
    """The second officer agrees to the very same figures; for a woman without a phone with a witness."""
    everybody = await chat.look(list_receivers, row.group.id)
    can, witness = await ask_witness(chat, desk.receiver, everybody, practice=row.group.practice)
    if not can:
        return
    what = chosen.whole
    if witness is not None:
        name = next(each.label for each in everybody if each.number == witness)
        what = _("{what}\nSaksinya {witness}.", what=what, witness=name)
    await ask_second(
        chat,
        row.group,
        what=what,
        kind=KIND,
        subject=row.loan,
        body={**chosen.body, "witness": witness},
        about=desk.receiver.number,
        never=desk.never,
    )


# -- both -------------------------------------------------------------------------------------------------------


async def choose_plan(chat: Chat, row: Row, most: int) -> Preview | None:
    """A plan she or the officer wants; None if it stays as it is."""
    while True:
        pause = await chat.choose(_("Cicilan pertamanya kapan?"), (*PAUSES, STOP))
        if pause.key == STOP.key:
            return None
        asked = _("Mau dibayar berapa bulan? Paling lama {most} bulan.", most=most)
        months = await chat.ask(asked, WholeNumber(least=1, most=most))
        found = await chat.look(preview, row.group.id, row.loan, months, int(pause.key))
        for line in found.lines:
            await chat.say(line)
        if await chat.confirm(_("{plan}\n\nMau diatur begini?", plan=found.question)):
            return found
        if (await chat.choose(_("Mau dihitung lagi?"), (AGAIN, STOP))).key == STOP.key:
            return None


# -- what is read -----------------------------------------------------------------------------------------------


async def list_rows(unit: Unit, group_id: int, number: int) -> tuple[Row, ...]:
    """The running loans that the actor may do something about; of one group or one loan where that is meant."""
    found: dict[str, Row] = {}
    for row in [*await _list_hers(unit), *await _list_heard(unit), *await _list_kept(unit)]:
        if group_id in (0, row.group.id) and number in (0, row.loan):
            found.setdefault(row.key, row)
    return tuple(found.values())


async def _list_hers(unit: Unit) -> list[Row]:
    rows = []
    for mine in await list_mine(unit):
        found = await loans.find_open(unit, mine.group_id, mine.number)
        if found is not None and found.state is LoanState.RUNNING:
            label = _("Pinjaman saya, {group}", group=mine.group_name)
            rows.append(
                Row(
                    group=await _here(unit, mine.group_id, mine.number),
                    loan=found.number,
                    as_=OFFICE if mine.practice else HERS,
                    label=label,
                )
            )
    return rows


async def _list_heard(unit: Unit) -> list[Row]:
    """Plans of others that she is the witness of."""
    rows = []
    for mine in await list_mine(unit):
        for offer in await loan_offers.list_for_witness(unit, mine.group_id, mine.number):
            loan = await loans.get(unit, offer.group_id, offer.loan)
            here = await _here(unit, mine.group_id, mine.number)
            rows.append(Row(group=here, loan=offer.loan, as_=WITNESS, label=await _name(unit, loan)))
    return rows


async def _list_kept(unit: Unit) -> list[Row]:
    """Loans of the groups whose books she keeps."""
    rows = []
    for group in await list_groups(unit, Action.WRITE_BOOK):
        await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group.id)
        if group.state != groups.ACTIVE:
            continue
        named = await names_of(unit, group.id)
        for loan in await loans.list_loans(unit, group.id, LoanState.RUNNING):
            rows.append(
                Row(group=group, loan=loan.number, as_=OFFICE, label=_("{name}", name=named[loan.member]))
            )
    return rows


async def _name(unit: Unit, loan: Loan) -> Text:
    return _("{name}", name=(await names_of(unit, loan.group_id))[loan.member])


async def _here(unit: Unit, group_id: int, number: int) -> GroupHere:
    group = await groups.get(unit, group_id)
    return GroupHere(
        id=group.id,
        name=group.name,
        place=group.place,
        zone=group.zone,
        me=number,
        practice=bool(group.practice_of),
        state=group.state,
    )
