"""Periksa tahun: the pengawas looks at a year's book before it is shared, and says whether it fits."""
# staff: the pengawas of a group reads the sentences of this file

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import ledger, members, permits, year_ends
from db.unit import Unit
from db.year_ends import NOTE_CHARS_MAX
from db.year_records import YearBook
from domain.loan_classes import LoanClass, class_of, profile_of
from domain.money import Rupiah
from domain.permits import Action, holders
from domain.records import dataclass
from domain.year_refusals import LooksAtOwnWork
from handlers.book_words import LOAN_CLASSES
from handlers.group.which import choose_group
from handlers.names import BOOKS, DISPUTES, PERIKSA_TAHUN
from handlers.parts import say_in_parts
from handlers.questions import Words
from handlers.second.telling import tell
from handlers.year.steps import open_before
from handlers.year.words import health_lines, open_lines, result_lines, share_lines, wealth_lines

RIGHT = Choice("right", _("Cocok"), words=("cocok", "benar", "betul", "sesuai"))
DIFFERENT = Choice("different", _("Ada yang beda"), words=("beda", "salah", "belum"))
PAPERS = Choice("papers", _("Lihat bukunya"), words=("buku", "kertas"))
OPEN = Choice("open", _("Yang perlu dicek"), words=("cek", "dicek"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """The year as the pengawas sees it. year: 0 for none that waits for her. entry: the last one in the book then."""

    year: int
    lines: tuple[Text, ...] = ()
    disputes: int = 0
    entry: int = 0


@conversation(
    PERIKSA_TAHUN,
    title=_("Periksa tahun"),
    words=("periksa tahun", "cek tahun"),
    roles=holders(Action.CHECK_YEAR),
    resumes=False,
    money=True,
)
async def check_year(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.CHECK_YEAR, group_id)
    if group is None:
        return None
    sight = await chat.run(open_year, group.id)
    if not sight.year:
        return await chat.say(_("Belum ada tahun yang menunggu dilihat."))
    await say_in_parts(chat, sight.lines)
    choices = (RIGHT, DIFFERENT, PAPERS, *((OPEN,) if sight.disputes else ()), LATER)
    chosen = await chat.choose(_("Buku tahun {year}: sudah cocok?", year=sight.year), choices)
    if chosen.key == PAPERS.key:
        await chat.go(BOOKS, group.id)
    if chosen.key == OPEN.key:
        await chat.go(DISPUTES, group.id)
    if chosen.key == LATER.key:
        return await chat.say(_("Baik. Kalau sudah siap, ketik: periksa tahun."))
    note = ""
    if chosen.key == DIFFERENT.key:
        note = await chat.ask(
            _("Apa yang beda? Tulis pendek saja."), Words(chars_max=NOTE_CHARS_MAX, one_line=True)
        )
    await chat.run(say_look, group.id, sight.year, chosen.key == RIGHT.key, note, sight.entry)
    return await chat.say(_("Terima kasih. Pengurus saya kabari."))


# -- what is read and written -----------------------------------------------------------------------------------


async def open_year(unit: Unit, group_id: int) -> Sight:
    """The year that is over and not closed, in sums; that she looked is written down. Raises NotAllowed."""
    await permits.require(unit, Action.CHECK_YEAR, group_id=group_id)
    year = await year_ends.next_year(unit, group_id)
    book = None if year is None else await year_ends.year_book(unit, group_id, year)
    if book is None or not book.over:
        return Sight(year=0)
    unit.audit("look at year", "book", group_id, unit.actor.person_id, str(year))
    return Sight(
        year=book.year,
        lines=(
            *open_before(len(book.disputes)),
            *open_lines(book),
            *result_lines(book.end),
            *wealth_lines(book),
            *class_lines(unit, book),
            *share_lines(book.end),
            *health_lines(book.health),
        ),
        disputes=len(book.disputes),
        entry=(await ledger.head(unit, group_id)).number,
    )


def class_lines(unit: Unit, book: YearBook) -> list[Text]:
    """The loans by their class, without names: those are on paper."""
    profiles = unit.facts.loan_classes
    found: dict[LoanClass, list[int]] = {}
    for each in book.loans:
        found.setdefault(class_of(profile_of(profiles, each.profile), each.days), []).append(each.outstanding)
    return [
        n_(
            "{class_}: {n} pinjaman, sisa {amount}.",
            "{class_}: {n} pinjaman, sisa {amount}.",
            len(amounts),
            class_=LOAN_CLASSES[which],
            amount=Rupiah(sum(amounts)),
        )
        for which, amounts in sorted(found.items())
    ]


async def say_look(unit: Unit, group_id: int, year: int, right: bool, note: str, entry: int) -> None:
    """What she says of the book up to that entry; the officers are told.

    Raises NotAllowed, LooksAtOwnWork, YearClosed; Changed where something was written into the year since.
    """
    held = await permits.require(unit, Action.CHECK_YEAR, group_id=group_id)
    if held & holders(Action.WRITE_BOOK):
        raise LooksAtOwnWork
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    await year_ends.say_look(unit, group_id, year, member=me, right=right, note=note, entry=entry)
    unit.audit(
        "write", "book", group_id, unit.actor.person_id, f"year {year}: {'right' if right else 'different'}"
    )
    name = (await members.get_member(unit, group_id, me)).shown
    text = _("Pengawas {name} sudah melihat buku tahun {year}: cocok.", name=name, year=year)
    if not right:
        text = _(
            'Pengawas {name} melihat buku tahun {year}.\nYang beda: "{note}"', name=name, year=year, note=note
        )
    officers = holders(Action.WRITE_BOOK)
    everybody = await members.list_members(unit, group_id)
    await tell(
        unit, group_id, [(each.number, text) for each in everybody if officers.intersection(each.offices)]
    )
