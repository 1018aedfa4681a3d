"""Buku: the group's books as files, to print or for a computer, and for somebody from outside who looks at them.

They hold every woman's name and money: only an officer or the pengawas gets them, only on a phone of her own.
"""

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import group_decisions, groups, loans, members, officers, permits, year_ends
from db.unit import Paper, Unit
from domain.loans import State
from domain.permits import Action, holders
from domain.refusals import Changed
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.group.which import GroupHere, choose_group
from handlers.loans.letters import give_letter
from handlers.names import BOOKS
from handlers.second.telling import name_of, tell

CASH = Choice("cash", _("Buku kas"), words=("kas", "buku kas"))
SAVINGS = Choice("savings", _("Buku simpanan"), words=("simpanan",))
LOANS = Choice("loans", _("Buku pinjaman"), words=("pinjaman",))
WAITING = Choice("waiting", _("Cicilan belum masuk"), words=("cicilan", "belum masuk"))
CARDS = Choice("cards", _("Kartu anggota"), words=("kartu",))
CAME = Choice("came", _("Daftar hadir"), words=("hadir", "absen"))
CHART = Choice("chart", _("Gambar simpanan"), words=("gambar", "grafik"))
ALL = Choice("all", _("Semua buku"), words=("semua", "lengkap"))
REPORT = Choice("rat", _("Laporan RAT"), words=("rat", "laporan", "akhir tahun"))
OUTSIDE = Choice("outside", _("Untuk pemeriksa luar"), words=("pemeriksa", "auditor", "luar"))

THIS_YEAR = Choice("this-year", _("Tahun ini"), words=("tahun",))
LAST_YEAR = Choice("last-year", _("Tahun lalu"))
THIS_MONTH = Choice("this-month", _("Bulan ini"), words=("bulan",))
LAST_MONTH = Choice("last-month", _("Bulan lalu"))

WHOLE = Choice("book", _("Bukunya"), words=("buku", "buku pinjaman"))
LETTER = Choice("letter", _("Surat lunas"), words=("surat", "lunas"))

FOR_MEETING = Choice("meeting", _("Untuk rapat"), words=("rapat", "anggota"))
FOR_OFFICERS = Choice("officers", _("Untuk arsip pengurus"), words=("arsip", "pengurus"))

PRINT = Choice("pdf", _("Untuk dicetak (PDF)"), words=("cetak", "pdf", "print"))
SHEET = Choice("xlsx", _("Tabel (Excel)"), words=("excel", "tabel", "xlsx"))

# How each is called beside the file.
_TITLES: dict[str, Text] = {
    CASH.key: _("Buku kas kelompok {group}.", group=""),
    SAVINGS.key: _("Buku simpanan kelompok {group}.", group=""),
    LOANS.key: _("Buku pinjaman kelompok {group}.", group=""),
    WAITING.key: _("Cicilan belum masuk, kelompok {group}. Hanya untuk pengurus.", group=""),
    REPORT.key: _("Laporan RAT kelompok {group}.", group=""),
    CARDS.key: _("Kartu anggota kelompok {group}.", group=""),
    CAME.key: _("Daftar hadir kelompok {group}.", group=""),
    CHART.key: _("Gambar simpanan kelompok {group}.", group=""),
    ALL.key: _("Semua buku kelompok {group}.", group=""),
}
_FULL_TITLE = _("Laporan RAT kelompok {group}. Hanya untuk pengurus.", group="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What the conversation depends on. lends: whether there are loans to print.

    decided: the newest decision on an outside look, None if there is none.
    """

    own_phone: bool
    lends: bool
    today: date
    decided: date | None
    may_give_out: bool


@conversation(
    BOOKS,
    title=_("Buku dan kertas"),
    words=("buku kelompok", "buku kas", "buku simpanan", "cetak buku", "laporan rat"),
    roles=holders(Action.READ_BOOK),
    sensitive=True,
    resumes=False,
    money=True,
)
async def give_books(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.READ_BOOK, group_id)
    if group is None:
        return None
    desk = await chat.look(look_at_desk, group.id)
    if not desk.own_phone:
        await chat.say(_("Buku berisi nama dan uang semua anggota. HP ini dipakai bersama."))
        return await chat.say(_("Jadi bukunya tidak saya kirim ke sini. Minta pengurus lain, ya."))
    which = await chat.choose(_("Buku yang mana?"), books_of(desk))
    if which.key == OUTSIDE.key:
        return await give_outside(chat, group, desk)
    if which.key == REPORT.key:
        return await give_report(chat, group, desk)
    if which.key == WAITING.key:
        asked = await chat.choose(_("Bentuknya apa?"), (PRINT, SHEET))
        await chat.run(send_book, group.id, which.key, asked.key, desk.today.year, 0)
        return await chat.say(_("Berkasnya saya kirim. Hanya untuk pengurus, jangan dibacakan di rapat."))
    if which.key == LOANS.key and (await chat.choose(_("Yang mana?"), (WHOLE, LETTER))).key == LETTER.key:
        return await give_letter(chat, group.id)
    span = await chat.choose(_("Untuk kapan?"), (THIS_YEAR, LAST_YEAR, THIS_MONTH, LAST_MONTH))
    year, month = period(span.key, desk.today)
    form = "png" if which.key == CHART.key else (await chat.choose(_("Bentuknya apa?"), (PRINT, SHEET))).key
    await chat.run(send_book, group.id, which.key, form, year, month)
    if which.key == CHART.key:  # sums alone: it may be shown around
        return await chat.say(_("Gambarnya saya kirim. Boleh ditunjukkan di rapat."))
    await chat.say(_("Berkasnya saya kirim. Isinya nama dan uang anggota. Simpan baik-baik, ya."))


def books_of(desk: Desk) -> tuple[Choice, ...]:
    """What there is; at most ten rows, as many as a list on a phone has."""
    loans = [LOANS] if desk.lends else []
    waiting = [WAITING] if desk.lends else []
    outside = [OUTSIDE] if desk.may_give_out else []
    return (CASH, SAVINGS, *loans, CARDS, CAME, CHART, ALL, REPORT, *waiting, *outside)


async def give_report(chat: Chat, group: GroupHere, desk: Desk) -> None:
    """The year, for the meeting or for the officers' own files."""
    span = await chat.choose(_("Untuk tahun mana?"), (LAST_YEAR, THIS_YEAR))
    year, _month = period(span.key, desk.today)
    await chat.say(_("Arsip pengurus memuat uang tiap anggota. Yang untuk rapat tidak."))
    full = await chat.choose(_("Laporannya untuk siapa?"), (FOR_MEETING, FOR_OFFICERS))
    form = await chat.choose(_("Bentuknya apa?"), (PRINT, SHEET))
    closed = await chat.run(send_report, group.id, form.key, year, full.key == FOR_OFFICERS.key)
    if full.key == FOR_OFFICERS.key:
        await chat.say(_("Isinya uang tiap anggota. Simpan sendiri, jangan dibagikan di rapat."))
    if not closed:
        return await chat.say(
            _("Laporan saya kirim. Tahun {year} belum ditutup, jadi ini rancangan.", year=str(year))
        )
    if full.key == FOR_OFFICERS.key:
        return await chat.say(_("Laporan saya kirim."))
    await chat.say(_("Laporan saya kirim. Cetak, lalu minta tanda tangan di rapat."))


async def give_outside(chat: Chat, group: GroupHere, desk: Desk) -> None:
    """For an auditor: by a decision of the group, with its day; numbers of members, no names."""
    await chat.say(_("Buku untuk pemeriksa luar hanya berisi nomor anggota, tanpa nama."))
    decided = desk.decided
    if decided is None:
        if not await chat.confirm(
            _("Apakah rapat kelompok sudah memutuskan buku boleh diperiksa orang luar?")
        ):
            return await chat.say(_("Baik, Bu. Tanyakan dulu di rapat. Bukunya tidak dikirim."))
        decided = await chat.ask(_("Rapat tanggal berapa?"), Day(today=desk.today, context="past"))
    await chat.run(send_outside, group.id, decided)
    await chat.say(_("Berkasnya saya kirim. Keputusan rapat {day} saya catat.", day=decided))


def period(span: str, today: date) -> tuple[int, int]:
    """Year and month (0: the whole year) of what she chose."""
    if span == THIS_YEAR.key:
        return today.year, 0
    if span == LAST_YEAR.key:
        return today.year - 1, 0
    if span == THIS_MONTH.key:
        return today.year, today.month
    return (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)


async def look_at_desk(unit: Unit, group_id: int) -> Desk:
    """What may be given here."""
    await permits.require_to_look(unit, Action.READ_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    today = local_date(unit.now, group.zone)
    decided = await group_decisions.find_newest(unit, group_id, group_decisions.AUDITOR)
    if decided is not None and (today - decided).days > group_decisions.VALID_DAYS:
        decided = None
    return Desk(
        own_phone=is_own_phone(unit),
        lends=await has_loans(unit, group_id),
        today=today,
        decided=decided,
        may_give_out=any(
            grant.group_id == group_id and grant.role in holders(Action.GIVE_OUT_FIGURES)
            for grant in unit.actor.roles
        ),
    )


def is_own_phone(unit: Unit) -> bool:
    """Whether nobody else holds this phone."""
    return unit.actor.phone == "own" and not unit.actor.profiles


async def send_book(unit: Unit, group_id: int, which: str, form: str, year: int, month: int) -> None:
    """The file goes to this chat, made when it is sent. Raises Changed if the phone is shared by now."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    if not is_own_phone(unit):
        raise Changed
    group = await groups.get_open(unit, group_id)
    await _note_reading(unit, group_id, f"paper {which}")
    title = _TITLES[which]
    unit.hand(
        Text(title.message, {"group": group.name}), Paper(f"book/{which}.{form}", (group_id, year, month))
    )


async def has_loans(unit: Unit, group_id: int) -> bool:
    """Whether money of the group was ever lent."""
    return bool(await loans.list_loans(unit, group_id, State.RUNNING, State.SETTLED))


async def send_report(unit: Unit, group_id: int, form: str, year: int, full: bool) -> bool:
    """The report goes to this chat, made when it is sent. Whether its year is closed. Raises Changed."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    if not is_own_phone(unit):
        raise Changed
    group = await groups.get_open(unit, group_id)
    await _note_reading(unit, group_id, f"paper {REPORT.key}")
    title = _FULL_TITLE if full else _TITLES[REPORT.key]
    unit.hand(
        Text(title.message, {"group": group.name}), Paper(f"book/rat.{form}", (group_id, year, int(full)))
    )
    return await year_ends.find(unit, group_id, year) is not None


async def send_outside(unit: Unit, group_id: int, decided: date) -> None:
    """The decision is kept, and the book for somebody from outside goes to this chat. Raises Changed, NoDecision."""
    await permits.require(unit, Action.GIVE_OUT_FIGURES, group_id=group_id)
    if not is_own_phone(unit):
        raise Changed
    group = await groups.get_open(unit, group_id)
    if await group_decisions.find_newest(unit, group_id, group_decisions.AUDITOR) != decided:
        me = await members.number_of(unit, group_id, unit.actor.person_id)
        group_decisions.add(unit, group_id, group_decisions.AUDITOR, decided, by=me)
        await _tell_officers(unit, group_id, me, decided)
    await group_decisions.require(unit, group_id, group_decisions.AUDITOR, local_date(unit.now, group.zone))
    await _note_reading(unit, group_id, "paper outside")
    unit.hand(
        _("Buku kelompok {group} untuk pemeriksa luar.", group=group.name),
        Paper("book/outside.beancount", (group_id, 0, 0)),
    )


async def _note_reading(unit: Unit, group_id: int, reason: str) -> None:
    """Whoever stands in the book finds there that an officer has it as a file."""
    for each in await members.list_members(unit, group_id, left=True):
        unit.audit("read", "book", group_id, each.told_id, reason)


async def _tell_officers(unit: Unit, group_id: int, me: int, decided: date) -> None:
    """A decision that the others did not take is noticed by them."""
    text = _(
        "{name} mencatat: rapat {day} memutuskan buku boleh diperiksa orang luar.",
        name=await name_of(unit, group_id, me),
        day=decided,
    )
    found = await officers.list_officers(unit, group_id)
    await tell(unit, group_id, [(each.number, text) for each in found])
