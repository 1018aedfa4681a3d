"""Beda: something is not as she knows it. She says what, sees the words that will be sent, and may take them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import disputes, ledger, members, slips
from db.disputes import Dispute
from db.push_buttons import close_matter
from db.unit import Unit
from domain.disputes import (
    NAME_CHARS_MAX,
    WORDS_CHARS_MAX,
    Difference,
    Slip,
    State,
    What,
    read_difference,
)
from domain.ledger import Entry
from domain.loan_paying import paid_of
from domain.money import Rupiah, Spelled
from domain.movements import by_account, parts_of, total_of
from domain.reading.choices import match_choice
from domain.zones import local_date
from handlers.names import DIFFER, SETTLE
from handlers.questions import Amount, Words
from handlers.savings import disputing
from handlers.savings.difference_question import OneOfOrDifference, Typed
from handlers.savings.own import Mine, choose_own, get_mine
from handlers.savings.words import answer_line, gentle, gentle_of, lines

WHATS = (
    Choice(What.PAID.value, _("Saya sudah setor"), words=("sudah setor", "sudah bayar", "sudah", "titip")),
    Choice(What.AMOUNT.value, _("Jumlahnya"), words=("jumlah", "angkanya", "kurang", "lebih")),
    Choice(What.OTHER.value, _("Lainnya"), words=("lain",)),
)
MYSELF = Choice("myself", _("Saya sendiri"), words=("sendiri", "langsung"))
THROUGH = Choice("through", _("Titip orang lain"), words=("titip", "orang lain"))
SEND = Choice("send", _("Kirim"), words=("ya", "boleh"))
DO_NOT = Choice("not", _("Tidak"), words=("jangan", "batal"))

TAKE_BACK = Choice("back", _("Ambil kembali"), words=("ambil", "batalkan", "salah"))
SETTLED = Choice(disputing.SETTLED, disputing.SETTLED_LABEL, words=("beres",))
STILL = Choice(disputing.STILL, disputing.STILL_LABEL, words=("masih",))
SUPERVISOR = Choice(disputing.SUPERVISOR, disputing.SUPERVISOR_LABEL, words=("pengawas",))
COMPANION = Choice(disputing.COMPANION, disputing.COMPANION_LABEL, words=("pendamping",))
ANOTHER = Choice("another", _("Ada yang lain"), words=("lain",))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """An open matter of hers, in words. late: its day has come without an answer."""

    id: int
    code: str
    text: Text
    state: Text
    answered: bool
    late: bool
    may_ask_supervisor: bool

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return f"d{self.id}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.code


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """What the book has of one meeting, or of all her savings if she speaks of none. names: the others' names."""

    name: str
    names: tuple[str, ...]
    meeting: int
    booked: Rupiah
    has_supervisor: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The number of the matter and until when it is answered."""

    code: str
    answer_by: date


@conversation(
    DIFFER,
    title=_("Ada yang beda"),
    words=("ada yang beda", "ada yang salah"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def say_difference(
    chat: Chat, group_id: int = 0, number: int = 0, meeting: int = 0, entry: int = 0, typed: str = ""
) -> None:
    mine = await choose_own(chat, group_id, number)
    if mine is None:
        return
    matters = await chat.look(list_matters, mine.group_id, mine.number)
    if matters and not await look_at_matter(chat, mine, matters):
        return
    book = await chat.look(read_book, mine.group_id, mine.number, meeting, not group_id, entry)
    difference = await ask_difference(chat, book, typed)
    if difference is None:
        return await chat.say(_("Baik, Bu. Tidak ada yang dikirim."))
    text = gentle(book.name, difference, book.booked, meeting=book.meeting > 0)
    await chat.say(_("Saya sampaikan begini:"))
    await chat.say(text)
    if (await chat.choose(_("Kirim ke bendahara dan ketua?"), (SEND, DO_NOT))).key == DO_NOT.key:
        return await chat.say(_("Baik, Bu. Tidak ada yang dikirim."))
    sent = await chat.run(send, mine.group_id, mine.number, book.meeting, entry, difference, book.booked)
    await chat.say(_("Terkirim, Bu. Nomornya {code}.", code=sent.code))
    await chat.say(_("Jawabannya paling lambat {day}.", day=sent.answer_by))
    if book.has_supervisor:
        await chat.say(_("Kalau belum selesai, Ibu boleh minta pengawas atau pendamping ikut mengecek."))
    else:
        await chat.say(_("Kalau belum selesai, Ibu boleh minta pendamping ikut mengecek."))
    await chat.say(_('Mau diambil kembali? Ketik "beda".'))


async def look_at_matter(chat: Chat, mine: Mine, matters: tuple[Matter, ...]) -> bool:
    """What she has said already and how it stands; whether she wants to say something else."""
    matter = matters[0]
    if len(matters) > 1:
        matter = await chat.choose(_("Ada {n} yang belum beres. Yang mana?", n=len(matters)), matters)
    choices = [SETTLED, STILL] if matter.answered else [TAKE_BACK]
    if matter.may_ask_supervisor:
        choices.append(SUPERVISOR)
    if matter.answered or matter.late:
        choices.append(COMPANION)
    chosen = await chat.choose(lines([matter.text, matter.state]), (*choices, ANOTHER, DONE))
    if chosen.key == ANOTHER.key:
        return True
    if chosen.key == TAKE_BACK.key:
        await chat.run(take_back, mine.group_id, mine.number, matter.id)
        await chat.say(_("Sudah saya ambil kembali, Bu. Tidak apa-apa."))
    elif chosen.key == DONE.key:
        await chat.say(_("Baik, Bu."))
    else:
        await chat.go(SETTLE, mine.group_id, mine.number, matter.id, chosen.key)
    return False


async def ask_difference(chat: Chat, book: Book, typed: str) -> Difference | None:
    """What differs, as far as she has not said it already; None if it turns out that nothing does."""
    difference = read_difference(typed) if typed else None
    if difference is None:
        answer = await chat.ask(_("Yang beda apa, Bu?"), OneOfOrDifference(of=WHATS))
        difference = answer.difference if isinstance(answer, Typed) else Difference(what=What(answer.key))
    if difference.what is What.OTHER:
        words = await chat.ask(
            _("Apa yang beda? Tulis pendek saja."), Words(chars_max=WORDS_CHARS_MAX, one_line=True)
        )
        return Difference(what=What.OTHER, words=words)
    if difference.is_total and not book.meeting:
        difference = await ask_missing(chat, book, difference)
    if not difference.amount:
        asked = _("Ibu setor berapa?") if difference.what is What.PAID else _("Jumlah yang benar berapa?")
        difference = replace(difference, amount=await chat.ask(asked, Amount()))
    if difference.what is What.PAID:
        difference = replace(difference, through=await ask_through(chat, book, difference.through, typed))
    return difference


async def ask_missing(chat: Chat, book: Book, difference: Difference) -> Difference:
    """ "Harusnya 130": what is missing is the rest, if she says so."""
    if difference.amount <= book.booked:
        return replace(difference, what=What.AMOUNT)
    missing = Spelled(difference.amount - book.booked)
    await chat.say(_("Di buku {booked}. Menurut Ibu {amount}.", booked=book.booked, amount=difference.amount))
    if await chat.confirm(_("Jadi yang belum tercatat {missing}?", missing=missing)):
        return replace(difference, what=What.PAID, amount=Rupiah(missing), is_total=False)
    return Difference(what=What.PAID, through=difference.through)


async def ask_through(chat: Chat, book: Book, through: str, typed: str) -> str:
    """Who brought the money, by the name the book has, else as she writes it; "" for herself."""
    if not through:
        if (await chat.choose(_("Siapa yang membawa uangnya?"), (MYSELF, THROUGH))).key == MYSELF.key:
            return ""
        through = await chat.ask(_("Titip ke siapa, Bu?"), Words(chars_max=NAME_CHARS_MAX, one_line=True))
    found = match_choice(through, book.names)
    return book.names[found.index] if found.index is not None else through


# -- what is read and written -----------------------------------------------------------------------------------


async def list_matters(unit: Unit, group_id: int, number: int) -> tuple[Matter, ...]:
    """What is open of hers, the newest first. Raises NotAllowed."""
    mine = await get_mine(unit, group_id, number)
    found = await disputes.list_open_of(unit, group_id, number)
    today = local_date(unit.now, mine.zone)
    return tuple([await _matter(unit, each, today) for each in found])


async def _matter(unit: Unit, dispute: Dispute, today: date) -> Matter:
    late = dispute.answered is None and dispute.answer_by <= today
    asks = (late or dispute.answered is not None) and not dispute.supervised
    return Matter(
        id=dispute.id,
        code=dispute.code,
        text=gentle_of(await disputing.name_of(unit, dispute), dispute),
        state=_state(dispute, late=late),
        answered=dispute.answered is not None,
        late=late,
        may_ask_supervisor=asks and bool(await disputing.list_supervisors(unit, dispute)),
    )


def _state(dispute: Dispute, *, late: bool) -> Text:
    if dispute.answered is not None:
        return answer_line(dispute.answered)
    if late:
        return _("Nomor {code}. Belum dijawab, maaf ya, Bu.", code=dispute.code)
    return _("Nomor {code}. Dijawab paling lambat {day}.", code=dispute.code, day=dispute.answer_by)


async def read_book(
    unit: Unit, group_id: int, number: int, meeting: int, newest: bool, entry: int = 0
) -> Book:
    """What the book has of hers. newest: she names no meeting, so the newest she was told about. Raises NotAllowed.

    entry: the one she was told about, outside of a meeting.
    """
    mine = await get_mine(unit, group_id, number)
    if newest and not meeting:
        told = await slips.find_latest(unit, group_id, number)
        meeting = told.meeting if told is not None and told.answer is Slip.UNANSWERED else 0
    if meeting:
        entries = await ledger.list_entries(unit, group_id, meeting=meeting)
        booked = _put_in(entries, number)
    elif (paid := await _find_paid(unit, group_id, number, entry)) is not None:
        booked = paid
    else:
        booked = total_of(await ledger.member_balances(unit, group_id, number))
    everybody = await members.list_members(unit, group_id)
    return Book(
        name=next(each.shown for each in everybody if each.number == mine.number),
        names=tuple(each.shown for each in everybody if each.number != mine.number),
        meeting=meeting,
        booked=booked,
        has_supervisor=await disputing.has_supervisor(unit, group_id, but=unit.actor.person_id),
    )


def _put_in(entries: Sequence[Entry], number: int) -> Rupiah:
    """All she gave at the meeting, on her loan too."""
    paid = paid_of(entries, number)
    saved = sum(each.amount for each in by_account(parts_of(entries, number)))
    return Rupiah(max(0, saved + (0 if paid is None else paid.amount)))


async def _find_paid(unit: Unit, group_id: int, number: int, entry: int) -> Rupiah | None:
    """What that entry paid on her loan; None where it is none of hers, or no instalment."""
    found = await ledger.find_entry(unit, group_id, entry) if entry else None
    return _put_in([found], number) if found is not None and paid_of([found], number) is not None else None


async def send(
    unit: Unit,
    group_id: int,
    number: int,
    meeting: int,
    entry: int,
    difference: Difference,
    booked: Rupiah,
) -> Sent:
    """It has a number and a day from now on; treasurer and chair read it. Raises NotAllowed, TooManyDisputes."""
    await get_mine(unit, group_id, number)
    dispute = await disputes.add(
        unit, group_id, number, difference, booked=booked, meeting=meeting, entry=entry
    )
    if meeting:
        slips.answer(unit, group_id, meeting, number, Slip.DIFFERENT)
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "raised")
    await disputing.tell_raised(unit, dispute)
    return Sent(code=dispute.code, answer_by=dispute.answer_by)


async def take_back(unit: Unit, group_id: int, number: int, dispute_id: int) -> None:
    """It is withdrawn, and who heard of it hears that. Raises NotAllowed, Changed."""
    dispute = await disputing.get_hers(unit, group_id, number, dispute_id)
    await disputes.close(unit, dispute, State.WITHDRAWN)
    if dispute.meeting:
        slips.answer(unit, group_id, dispute.meeting, number, Slip.UNANSWERED)
    close_matter(unit, disputes.matter_of(dispute.id))
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "withdrawn")
    name = await disputing.name_of(unit, dispute)
    text = _("{name} sudah mengambil kembali nomor {code}. Terima kasih.", name=name, code=dispute.code)
    await disputing.tell_officers(unit, dispute, text, everybody=True, closed=True)
