"""Pinjaman: her own loan: what is paid, what is left, when the next day is, what ends it today, and its papers.

Hers alone. Nothing here judges: what has not come in is named with the way to talk about it (domain.md 3.3, 4.6).
"""

from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import loans
from db.unit import Paper, Unit
from domain.loans import State
from domain.refusals import Changed, NotAllowed
from handlers.loans.own_page import (
    CARD,
    LETTER,
    LETTER_PICTURE,
    Page,
    is_own_phone,
    list_paid,
    list_plan,
    read_page,
)
from handlers.names import ATUR_LAGI, DIFFER, HITUNG, PINJAM, PINJAMAN, RECEIVED
from handlers.parts import say_in_parts
from handlers.savings.own import Mine, choose_own, get_mine

PLAN = Choice("plan", _("Jadwal cicilan"), words=("jadwal", "hari bayar", "kapan"))
PAID = Choice("paid", _("Yang sudah dibayar"), words=("sudah dibayar", "riwayat", "catatan"))
ANOTHER_PLAN = Choice("another", _("Minta atur lagi"), words=("atur lagi", "atur", "berat", "jadwal baru"))
PRINT = Choice("card", _("Kartu pinjaman (PDF)"), words=("kartu", "pdf", "cetak"))
DIFFERENT = Choice("different", _("Ada yang beda"), words=("salah", "beda", "keliru"))
EARLIER = Choice("earlier", _("Pinjaman yang dulu"), words=("dulu", "yang lama"))
SETTLED_LETTER = Choice("letter", _("Surat lunas"), words=("surat", "lunas"))
AGAIN = Choice("ask", _("Minta pinjaman"), words=("pinjam", "pinjam lagi", "minta"))
TRY_OUT = Choice("try", _("Coba hitung"), words=("hitung", "coba"))
TAKE_BACK = Choice("back", _("Tidak jadi pinjam"), words=("tidak jadi", "batal"))
ARRIVED = Choice("arrived", _("Sudah saya terima"), words=("sudah terima", "terima"))
# Without "sudah": that may say that she has paid.
DONE = Choice("done", _("Selesai"), words=("cukup", "tunggu", "tidak", "nanti"))

PICTURE = Choice("png", _("Gambar"), words=("foto",))
PAPER = Choice("pdf", _("Untuk dicetak (PDF)"), words=("cetak", "pdf"))


@conversation(
    PINJAMAN,
    title=_("Pinjaman saya"),
    words=("pinjaman saya", "utang saya", "sisa pinjaman", "lihat pinjaman", "bayar cicilan"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def show_loan(chat: Chat, group_id: int = 0, number: int = 0, loan: int = 0, paper: str = "") -> None:
    mine = await choose_own(chat, group_id, number)
    if mine is None:
        return None
    page = await chat.look(read_page, mine.group_id, mine.number, loan)
    if paper and page.state is State.SETTLED:  # a button that says "Surat lunas" gives it
        if page.own_phone:
            return await _give_letter(chat, mine, page, LETTER_PICTURE)
        await chat.say(_("HP ini dipakai bersama. Minta pengurus mencetak suratnya, ya."))
    for text in page.lines:
        await chat.say(text)
    choices = choices_for(page)
    if choices == (DONE,):
        return None
    chosen = await chat.choose(_("Mau apa, Bu?"), choices)
    if chosen.key in _ELSEWHERE:
        await _go(chat, mine, page, chosen.key)
    if chosen.key == EARLIER.key:
        earlier = await chat.choose(_("Yang mana, Bu?"), page.earlier)
        await chat.go(PINJAMAN, mine.group_id, mine.number, earlier.number)
    if chosen.key == PLAN.key:
        return await say_in_parts(chat, await chat.look(list_plan, mine.group_id, mine.number, page.loan))
    if chosen.key == PAID.key:
        return await say_in_parts(chat, await chat.look(list_paid, mine.group_id, mine.number, page.loan))
    if chosen.key == PRINT.key:
        await chat.run(send_paper, mine.group_id, mine.number, page.loan, CARD)
        return await chat.say(_("Kartunya saya kirim, Bu. Simpan baik-baik, ya."))
    if chosen.key == SETTLED_LETTER.key:
        form = await chat.choose(_("Bentuknya apa?"), (PICTURE, PAPER))
        return await _give_letter(chat, mine, page, LETTER_PICTURE if form.key == PICTURE.key else LETTER)
    return await chat.say(_("Baik, Bu."))


async def _give_letter(chat: Chat, mine: Mine, page: Page, recipe: str) -> None:
    await chat.run(send_paper, mine.group_id, mine.number, page.loan, recipe)
    await chat.say(_("Surat lunas saya kirim, Bu. Selamat."))


_ELSEWHERE = frozenset(each.key for each in (ANOTHER_PLAN, DIFFERENT, AGAIN, TRY_OUT, TAKE_BACK, ARRIVED))


async def _go(chat: Chat, mine: Mine, page: Page, key: str) -> NoReturn:
    """What other talks do."""
    if key == ANOTHER_PLAN.key:
        await chat.go(ATUR_LAGI, mine.group_id, page.loan)
    if key == DIFFERENT.key:
        await chat.go(DIFFER, mine.group_id, mine.number)
    if key == TRY_OUT.key:
        await chat.go(HITUNG)
    if key == ARRIVED.key:
        await chat.go(RECEIVED)
    await chat.go(PINJAM, mine.group_id, mine.number)


def choices_for(page: Page) -> tuple[Choice, ...]:
    """What she may do with the loan she looks at; papers only on a phone of her own."""
    found: list[Choice] = []
    if page.state is State.RUNNING:
        found += [ANOTHER_PLAN, PLAN] if page.waits else [PLAN, ANOTHER_PLAN]
        found += [PAID] if page.has_paid else []
        found += [PRINT] if page.own_phone else []
        found.append(DIFFERENT)
    elif page.state is State.SETTLED:
        found += [SETTLED_LETTER, PRINT] if page.own_phone else []
        found.append(PAID)
        found += [AGAIN] if page.may_ask else []
    elif page.state is State.ASKED:
        found.append(TAKE_BACK)
    elif page.state is State.APPROVED:
        found += [ARRIVED, TAKE_BACK]
    elif page.may_ask:
        found += [AGAIN, TRY_OUT]
    found += [EARLIER] if page.earlier else []
    return (*found, DONE)


# -- what is written --------------------------------------------------------------------------------------------


async def send_paper(unit: Unit, group_id: int, number: int, loan_number: int, recipe: str) -> None:
    """A paper of her own loan, made when it is sent. Raises NotAllowed; Changed where others read this phone."""
    await get_mine(unit, group_id, number)
    loan = await loans.get(unit, group_id, loan_number)
    if loan.member != number:
        raise NotAllowed
    if not is_own_phone(unit) or (recipe != CARD and loan.state is not State.SETTLED):
        raise Changed
    unit.hand(_TITLES[recipe], Paper(recipe, (group_id, loan_number)))


_TITLES: dict[str, Text] = {
    CARD: _("Kartu pinjaman Ibu."),
    LETTER: _("Surat lunas Ibu."),
    LETTER_PICTURE: _("Surat lunas Ibu."),
}
