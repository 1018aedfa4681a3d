"""Biaya WhatsApp: what messages have cost, month by month, their prices, and where announcements stop.

No price is known to the program; without one nothing is estimated, and that is said.
"""

# staff: an office's admin reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import message_costs, permits
from db.unit import Unit
from domain.message_costs import CAP_MAX, SEN, Count, Month, read_price, rounded
from domain.money import Rupiah, format_rupiah
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.templates import Category
from handlers.names import MESSAGE_COSTS
from handlers.questions import Amount, Words
from handlers.second.month_steps import MONTHS

PRICE_CHARS_MAX = 15

NAMES = {
    Category.UTILITY: _("Pemberitahuan"),
    Category.SERVICE: _("Balasan"),
    Category.MARKETING: _("Promosi"),
    Category.AUTHENTICATION: _("Kode masuk"),
    Category.FREE: _("Tidak ditagih"),
}
"""A template that tells something; what is written freely within a day; news in the channel's own eyes."""

PRICED = tuple(
    Choice(each.value, NAMES[each]) for each in (Category.UTILITY, Category.SERVICE, Category.MARKETING)
)
PRICE = Choice("price", _("Isi harga"), words=("harga",))
CAP = Choice("cap", _("Atur batas"), words=("batas",))
EARLIER = Choice("earlier", _("Bulan lain"), words=("bulan lalu", "bulan kemarin", "bulan sebelumnya"))
DONE = Choice("done", _("Selesai"), words=("sudah",))

EARLIER_MAX = 12
"""Months before the running one that are offered: a year."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Costs:
    """This month, as an admin sees it. cap: -1 for none."""

    office: int
    cost: int
    unpriced: int
    cap: int
    full: bool
    lines: tuple[tuple[str, int, int], ...]  # category, messages, rupiah: -1 where it has no price
    prices: tuple[tuple[str, int], ...]  # category, hundredths of a rupiah
    earlier: tuple[str, ...] = ()  # months before it in which anything was sent, the newest first: "2026-10"


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """A month that is over."""

    cost: int
    unpriced: int
    lines: tuple[tuple[str, int, int], ...]  # as in Costs


@conversation(
    MESSAGE_COSTS,
    title=_("Biaya WhatsApp"),
    words=("biaya wa", "biaya whatsapp", "biaya pesan"),
    roles=holders(Action.SET_ANNOUNCING),
    resumes=False,
)
async def show_costs(chat: Chat) -> None:
    costs = await chat.look(see_costs)
    await _tell(chat, costs)
    chosen = await chat.choose(_("Mau apa?"), (PRICE, CAP, *((EARLIER,) if costs.earlier else ()), DONE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    if chosen.key == PRICE.key:
        await _ask_price(chat, costs)
    elif chosen.key == EARLIER.key:
        await _show_earlier(chat, costs)
    else:
        await _ask_cap(chat, costs)
    await chat.go(MESSAGE_COSTS)


async def _tell(chat: Chat, costs: Costs) -> None:
    await chat.say(_("Biaya WhatsApp bulan ini: {cost}.", cost=Rupiah(costs.cost)))
    await _tell_lines(chat, costs)
    if costs.full:
        await chat.say(_("Batas {cap} sudah tercapai. Pengumuman berhenti.", cap=Rupiah(costs.cap)))
    elif costs.cap >= 0:
        await chat.say(_("Pengumuman berhenti di {cap}.", cap=Rupiah(costs.cap)))
    else:
        await chat.say(_("Belum ada batas untuk pengumuman."))


async def _tell_lines(chat: Chat, month: Costs | Past) -> None:
    for category, count, cost in month.lines:
        await chat.say(_line(NAMES[Category(category)], count, cost))
    if month.unpriced:
        await chat.say(_("Ada harga yang belum diisi. Jumlah ini belum lengkap."))


async def _show_earlier(chat: Chat, costs: Costs) -> None:
    which = costs.earlier[0]
    if len(costs.earlier) > 1:
        offered = [Choice(each, _name(each)) for each in costs.earlier]
        which = (await chat.choose(_("Bulan yang mana?"), offered)).key
    past = await chat.look(see_month, which)
    await chat.say(_("Biaya WhatsApp {month}: {cost}.", month=_name(which), cost=Rupiah(past.cost)))
    await _tell_lines(chat, past)


def _name(month: str) -> Text:
    """ "2026-10" in words."""
    year, number = month.split("-")
    return _("{month} {year}", month=MONTHS[int(number) - 1], year=year)


def _line(name: Text, count: int, cost: int) -> Text:
    if cost < 0:
        return n_(
            "{name}: {n} pesan, harga belum diisi.", "{name}: {n} pesan, harga belum diisi.", count, name=name
        )
    return n_("{name}: {n} pesan, {cost}.", "{name}: {n} pesan, {cost}.", count, name=name, cost=Rupiah(cost))


async def _ask_price(chat: Chat, costs: Costs) -> None:
    category = await chat.choose(_("Harga pesan yang mana?"), PRICED)
    before = dict(costs.prices).get(category.key)
    if before is not None:
        await chat.say(_("Sekarang {price} per pesan.", price=_shown(before)))
    typed = await chat.ask(
        _("Berapa harga satu pesan? Lihat daftar harga Meta. Contoh: 356,65."),
        Words(chars_max=PRICE_CHARS_MAX, one_line=True),
    )
    while (sen := read_price(typed)) is None:
        typed = await chat.ask(
            _("Belum terbaca sebagai harga. Tulis angkanya saja. Contoh: 356,65."),
            Words(chars_max=PRICE_CHARS_MAX, one_line=True),
        )
    if not await chat.confirm(
        _("{name}: {price} per pesan, mulai bulan ini. Benar?", name=category.label, price=_shown(sen)),
        weighty=False,
    ):
        return await chat.say(_("Baik, tidak diubah."))
    await chat.run(set_price, costs.office, category.key, sen)
    await chat.say(_("Harga sudah dicatat."))


async def _ask_cap(chat: Chat, costs: Costs) -> None:
    await chat.say(_("Batas ini hanya menghentikan pengumuman. Bantuan, bukti, dan balasan tetap jalan."))
    cap = await chat.ask_or_skip(_("Paling banyak berapa sebulan?"), Amount(skip=_("Tanpa batas")))
    if cap is not None and cap > CAP_MAX:
        return await chat.say(_("Jumlah itu terlalu besar."))
    if not await chat.confirm(
        _("Pengumuman berjalan tanpa batas. Benar?")
        if cap is None
        else _("Pengumuman berhenti di {cap} sebulan. Benar?", cap=cap),
        weighty=False,
    ):
        return await chat.say(_("Baik, tidak diubah."))
    await chat.run(set_cap, costs.office, -1 if cap is None else int(cap))
    await chat.say(_("Batas sudah dicatat."))


def _shown(sen: int) -> str:
    """A price with what stands behind the comma, which an amount of money here never has."""
    return f"{format_rupiah(sen // SEN)},{sen % SEN:02d}"


# -- what is read and written -----------------------------------------------------------------------------------


async def see_costs(unit: Unit) -> Costs:
    """The running month. Raises NotAllowed."""
    office = _office(unit)
    month = await message_costs.month(unit)
    priced = await message_costs.prices(unit)
    known = await message_costs.list_months(unit, EARLIER_MAX + 1)
    return Costs(
        office=office,
        cost=month.cost,
        unpriced=month.unpriced,
        cap=message_costs.NO_CAP if month.cap is None else int(month.cap),
        full=month.is_full,
        lines=_counted(month),
        prices=tuple((category.value, sen) for category, sen in priced.items()),
        earlier=tuple(each.month for each in known if each.month < month.month)[:EARLIER_MAX],
    )


async def see_month(unit: Unit, which: str) -> Past:
    """A month before. Raises NotAllowed."""
    _office(unit)
    month = await message_costs.month(unit, which)
    return Past(cost=month.cost, unpriced=month.unpriced, lines=_counted(month))


def _office(unit: Unit) -> int:
    """Of which office she is an admin; the bill is one for all. Raises NotAllowed."""
    own = places(unit.actor.roles, Action.SET_ANNOUNCING)
    if not own:
        raise NotAllowed
    return min(own)


def _counted(month: Month) -> tuple[tuple[str, int, int], ...]:
    return tuple((count.category.value, count.messages, _cost(count)) for count in month.counts)


def _cost(count: Count) -> int:
    return -1 if count.sen is None else rounded(count.sen)


async def set_price(unit: Unit, office: int, category: str, sen: int) -> None:
    """From this month on, for every office of the number. Raises NotAllowed."""
    await permits.require(unit, Action.SET_ANNOUNCING, organisation_id=office)
    message_costs.set_price(unit, Category(category), sen)
    unit.audit("write", "message price", 0, 0, f"{category} {sen} sen")


async def set_cap(unit: Unit, office: int, rupiah: int) -> None:
    """From this month on, for every office of the number; -1 for none. Raises NotAllowed."""
    await permits.require(unit, Action.SET_ANNOUNCING, organisation_id=office)
    message_costs.set_cap(unit, None if rupiah < 0 else Rupiah(rupiah))
    unit.audit("write", "message cap", 0, 0, str(rupiah))
