"""The money in the box against the book: counted in one message. A difference is written down without blame."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import ledger, meetings, members, permits
from db.unit import Unit
from domain.ledger import count_difference
from domain.meetings import Count, Reason, Step
from domain.money import Rupiah, Spelled
from domain.permits import Action
from domain.refusals import Changed
from handlers.meeting.asking import ask_here, go_to
from handlers.meeting.listing import listed_members
from handlers.meeting.questions import Cash
from handlers.meeting.scene import Scene, cash_in_book
from handlers.names import COST
from handlers.questions import OneOf

MORE = Choice("more", _("Masih ada setoran"), words=("setoran", "masih ada", "belum selesai"))
SOCIAL = Choice("social", _("Dana sosial"), words=("sosial",))
COSTS = Choice("costs", _("Ada biaya"), words=("biaya",))
_BACK_TO = {MORE.key: Step.SAVINGS, SOCIAL.key: Step.SOCIAL}
AGAIN = Choice("again", _("Hitung lagi"), words=("hitung", "ulang", "hitung ulang"))
UNKNOWN = Choice(
    "unknown", _("Catat selisih"), words=("catat", "catat, belum tahu", "belum tahu", "ga tau", "tidak tahu")
)
CHANGE = Choice("change", _("Salah kembalian"), words=("kembalian",))
FORGOTTEN = Choice("forgotten", _("Lupa ditulis"), words=("lupa", "ada yang lupa", "belum ditulis"))
_REASONS = {UNKNOWN.key: Reason.UNKNOWN, CHANGE.key: Reason.CHANGE}


async def count_box(chat: Chat, scene: Scene, counted: int = 0) -> None:
    """Count until it agrees or she lets the difference stand. counted: what a list said already."""
    amount = Rupiah(counted) if counted else await ask_count(chat, scene)
    while True:
        booked, waiting = await chat.look(find_cash, scene.group_id)
        count = Count(counted=amount, booked=booked)
        if count.agrees:
            await keep(chat, scene, count, None)
            await chat.say(_("Uang {amount}, sama dengan buku.", amount=Spelled(amount)))
            await go_to(chat, scene, Step.CLOSING)
        if waiting:
            await chat.say(_("Uang keluar {amount} masih menunggu jawaban penerima.", amount=waiting))
        chosen = await ask_here(chat, scene, said(count), OneOf(of=(AGAIN, UNKNOWN, CHANGE, FORGOTTEN)))
        if chosen.key == FORGOTTEN.key:
            await chat.say(_("Baik. Tulis dulu yang lupa, nanti kita hitung lagi."))
            await go_to(chat, scene, Step.SAVINGS)
        if chosen.key in _REASONS:
            await keep(chat, scene, count, _REASONS[chosen.key])
            await chat.say(_("Selisih sudah dicatat. Tidak apa-apa, Bu."))
            await go_to(chat, scene, Step.CLOSING)
        amount = await ask_count(chat, scene)


async def ask_count(chat: Chat, scene: Scene) -> Rupiah:
    """What is in the box."""
    text = _("Hitung uang di kotak, Bu. Berapa semuanya? Contoh: 100x4 50x10 receh 7500.")
    booked, _waiting = await chat.look(find_cash, scene.group_id)
    choices = (MORE, SOCIAL, COSTS) if scene.awaits_social else (MORE, COSTS)
    question = Cash(of=choices, women=listed_members(scene), booked=int(booked), today=scene.today)
    answer = await ask_here(chat, scene, text, question, lines=True)
    if isinstance(answer, Choice):
        if answer.key == COSTS.key:
            await chat.go(COST, scene.group_id)  # she has said that there is one; it comes back to the count
        await go_to(chat, scene, _BACK_TO[answer.key])
    return Rupiah(answer)


def said(count: Count) -> Text:
    """What is too little or too much, without a reproach."""
    if count.short:
        return _(
            "Uang {counted}. Buku {booked}. Kurang {difference}.",
            counted=count.counted,
            booked=count.booked,
            difference=count.short,
        )
    return _(
        "Uang {counted}. Buku {booked}. Lebih {difference}.",
        counted=count.counted,
        booked=count.booked,
        difference=count.over,
    )


async def keep(chat: Chat, scene: Scene, count: Count, reason: Reason | None) -> None:
    """Write the count, and the difference into the book."""
    assert scene.meeting is not None, "the box is counted in a meeting"
    moment = await chat.now()
    key = f"{scene.me}/{int(moment.timestamp() * 1000)}"
    word = "" if reason is None else reason.value
    await chat.run(
        keep_count, scene.group_id, scene.meeting.number, int(count.counted), int(count.booked), word, key
    )


# -- what is read and written -----------------------------------------------------------------------------------


async def find_cash(unit: Unit, group_id: int) -> tuple[Rupiah, Rupiah]:
    """What should be in the box, and what has left it and waits for its receiver's word. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await cash_in_book(unit, group_id)


async def keep_count(
    unit: Unit, group_id: int, number: int, counted: int, booked: int, reason: str, key: str
) -> None:
    """The count of the open meeting; a difference goes to the account Selisih kas.

    Raises NotAllowed; Changed if the book says something else by now, or the count needs a reason.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    meeting = await meetings.lock_open(unit, group_id, number)
    now, waiting = await cash_in_book(unit, group_id)
    if now != booked or (counted != booked) != bool(reason):
        raise Changed
    if counted != booked:
        draft = count_difference(
            day=meeting.day,
            by=me,
            booked=booked + waiting,
            counted=counted + waiting,
            meeting=number,
        )
        await ledger.post(unit, group_id, draft, key=f"count/{key}")
    meetings.count_cash(
        unit,
        group_id,
        number,
        counted=Rupiah(counted),
        booked=Rupiah(booked),
        reason=Reason(reason) if reason else None,
    )
    unit.audit("write", "meeting", group_id, unit.actor.person_id, f"cash {number}")
