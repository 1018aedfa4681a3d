"""Betulkan: an entry that is wrong, or one that was forgotten; alone in the open meeting, by two afterwards."""

from dataclasses import dataclass, replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.meetings import INSTALMENT
from domain.money import Rupiah, Spelled
from domain.permits import Action, holders
from handlers.group.which import GroupHere, choose_group
from handlers.loans.over import Rest, ask_over
from handlers.meeting.kinds import INSTALMENT_LABEL
from handlers.names import CORRECT, SAVE
from handlers.questions import Amount, WholeNumber, Words
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.correction_steps import KIND, Right, body_of, correct_alone
from handlers.second.correction_view import Table, Written, find_table, find_written, list_latest

WRONG = Choice("wrong", _("Catatan yang keliru"), words=("keliru", "salah"))
FORGOTTEN = Choice("forgotten", _("Yang lupa dicatat"), words=("lupa", "belum dicatat", "kurang"))

BY_NAME = Choice("name", _("Nama orangnya"), words=("nama", "cari", "orang"))
BY_NUMBER = Choice("number", _("Angka catatannya"), words=("angka", "no"))

AMOUNT = Choice("amount", _("Jumlahnya"), words=("jumlah", "uangnya", "angkanya"))
MEMBER = Choice("member", _("Orangnya"), words=("orang", "nama", "namanya"))
SORT = Choice("kind", _("Jenis simpanannya"), words=("jenis", "jenisnya", "simpanan", "simpanannya"))
ON_LOAN = Choice(INSTALMENT, INSTALMENT_LABEL, words=("cicil", "pinjaman"))
NOTHING = Choice("nothing", _("Harusnya tidak ada"), words=("tidak ada", "batal", "hapus", "batalkan"))

OWN_WORDS = Choice("own", _("Tulis sendiri"), words=("lain", "lainnya"))
REASONS = (
    Choice("slip", _("Salah tulis"), words=("salah ketik", "tulis")),
    Choice("heard", _("Salah dengar"), words=("dengar",)),
    Choice("mixed", _("Tertukar orang"), words=("tertukar", "orang lain")),
    Choice("carried", _("Dititip, lupa ditulis"), words=("titip", "dititip", "lupa")),
    OWN_WORDS,
)
REASON_CHARS_MAX = 120
ENTRY_MAX = 10_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Woman:
    """Somebody in the book."""

    number: int
    label: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"


@conversation(
    CORRECT,
    title=_("Betulkan catatan"),
    words=("betulkan catatan", "koreksi", "salah catat"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def correct(chat: Chat, group_id: int = 0, number: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return
    table = await chat.look(find_table, group.id)
    if not number and (await chat.choose(_("Mau membetulkan apa?"), (WRONG, FORGOTTEN))).key == FORGOTTEN.key:
        return await _add_forgotten(chat, group, table)
    written = await _find(chat, group, table, number)
    if written is None:
        return await chat.say(_("Catatan itu tidak ada, atau sudah pernah dibetulkan."))
    right = await _ask_right(chat, table, written)
    reason = await _ask_reason(chat)
    what = _in_words(written, right, reason)
    if written.later:
        await chat.say(_("Bulannya sudah ditutup. Jadi dibetulkan dengan tanggal hari ini."))
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang diubah."))
    body = body_of(entry=written.number, right=right, reason=reason, meeting=0, day=written.day)
    if written.alone:
        moment = await chat.now()
        await chat.say(await chat.run(correct_alone, group.id, body, moment.isoformat()))
        return await back_to_meeting(chat, group.id)
    await ask_second(
        chat,
        group,
        what=what,
        kind=KIND,
        subject=written.number,
        body=body,
        about=_about(written.member, right.member if right is not None else 0),
    )


async def _add_forgotten(chat: Chat, group: GroupHere, table: Table) -> None:
    """A saving of the meeting closed last that nobody wrote down; one of an open meeting is written alone."""
    if table.has_open or table.last_day is None:
        await chat.go(SAVE)
    await chat.say(_("Rapat terakhir {day}.", day=table.last_day))
    member = await chat.choose(_("Setoran siapa yang lupa dicatat?"), _women(table))
    kind = await chat.choose(_("Simpanan apa?"), _kinds(table, member.number))
    while True:
        amount = await chat.ask(_("Berapa, Bu?"), Amount())
        right = Right(member=member.number, name=member.label, kind=kind.key, label=kind.label, amount=amount)
        fitting = await _fit(chat, table, None, right)
        if fitting is not None:
            break
    right, amount = fitting, fitting.amount
    reason = await _ask_reason(chat)
    if not table.last_is_open_month:
        await chat.say(_("Bulannya sudah ditutup. Jadi dicatat dengan tanggal hari ini."))
    what = _(
        "Yang lupa dicatat di rapat {day}: {name}, {kind}, {amount}.\nSebabnya: {reason}.",
        day=table.last_day,
        name=right.name,
        kind=right.label,
        amount=Spelled(amount),
        reason=reason,
    )
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang dicatat."))
    body = body_of(entry=0, right=right, reason=reason, meeting=table.last_meeting, day=table.last_day)
    await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body, about=right.member)


async def _find(chat: Chat, group: GroupHere, table: Table, number: int) -> Written | None:
    if not number:
        number = await _ask_number(chat, group, table)
    return await chat.run(find_written, group.id, number) if number else None


async def _ask_number(chat: Chat, group: GroupHere, table: Table) -> int:
    if (await chat.choose(_("Cari catatannya lewat apa?"), (BY_NAME, BY_NUMBER))).key == BY_NUMBER.key:
        return await chat.ask(
            _("Catatan nomor berapa? Lihat di pesan atau di buku."), WholeNumber(least=1, most=ENTRY_MAX)
        )
    member = await chat.choose(_("Catatan siapa?"), _women(table))
    found = await chat.run(list_latest, group.id, member.number)
    if not found:
        return 0
    return (await chat.choose(_("Catatan {name} yang mana?", name=member.label), found)).number


async def _ask_right(chat: Chat, table: Table, written: Written) -> Right | None:
    """What should stand there, None for nothing. Money that went out is only taken back, and paid out anew."""
    shown = _shown(written)
    while True:
        chosen = await chat.choose(
            _("{written}\n\nApanya yang keliru?", written=shown), _wrong_parts(table, written)
        )
        if chosen.key == NOTHING.key:
            return None
        right = await _fit(chat, table, written, await _ask_part(chat, table, written, chosen))
        if right is not None:
            return right


def _wrong_parts(table: Table, written: Written) -> tuple[Choice, ...]:
    """What of an entry may be wrong; the right woman of an instalment is one who has a loan too."""
    if not written.kind:
        return (NOTHING,)
    others = written.kind != INSTALMENT or any(each.member != written.member for each in table.borrowers)
    return (AMOUNT, *([MEMBER] if others else []), SORT, NOTHING)


async def _fit(chat: Chat, table: Table, written: Written | None, right: Right) -> Right | None:
    """The right entry, as far as her loan takes it; None where that was a slip of the pen."""
    if right.kind != INSTALMENT:
        return right
    borrower = table.borrower(right.member)
    payoff = Rupiah(0) if borrower is None else borrower.payoff
    if written is not None and written.kind == INSTALMENT and written.member == right.member:
        payoff = written.payoff
    if right.amount <= payoff:
        return right
    rest = await ask_over(chat, right.name, right.amount, payoff)
    if rest is Rest.SLIP:
        return None
    return replace(right, to_savings=True) if rest is Rest.SAVED else replace(right, amount=payoff)


async def _ask_part(chat: Chat, table: Table, written: Written, chosen: Choice) -> Right:
    """The entry with the one thing put right."""
    amount, member, kind, label = written.amount, written.member, written.kind, written.label
    name = written.name
    if chosen.key == AMOUNT.key:
        amount = await _other_amount(chat, written)
    elif chosen.key == MEMBER.key:
        others = [
            each
            for each in _women(table)
            if each.number != written.member
            and (written.kind != INSTALMENT or table.borrower(each.number) is not None)
        ]
        woman = await chat.choose(_("Yang benar siapa?"), others)
        member, name = woman.number, woman.label
    else:
        kinds = [each for each in _kinds(table, written.member) if each.key != kind]
        sort = await chat.choose(_("Yang benar simpanan apa?"), kinds)
        kind, label = sort.key, sort.label
    return Right(member=member, name=name, kind=kind, label=label, amount=amount)


async def _other_amount(chat: Chat, written: Written) -> Rupiah:
    while True:
        amount = await chat.ask(_("Yang benar berapa, Bu?"), Amount())
        if amount and amount != written.amount:
            return amount
        await chat.say(_("Itu sama dengan yang tercatat. Tulis jumlah yang benar, ya."))


async def _ask_reason(chat: Chat) -> str:
    chosen = await chat.choose(_("Apa sebabnya?"), REASONS)
    if chosen.key != OWN_WORDS.key:
        assert isinstance(chosen.label, Text), "these labels are ours"
        return chosen.label.message.lower()
    return await chat.ask(_("Tulis sebabnya, pendek saja."), Words(chars_max=REASON_CHARS_MAX, one_line=True))


def _women(table: Table) -> tuple[Woman, ...]:
    return tuple(Woman(number=number, label=name) for number, name in table.women)


def _kinds(table: Table, member: int) -> tuple[Choice, ...]:
    """The kinds of saving, and an instalment for who has a loan."""
    kinds = tuple(Choice(key, label) for key, label in table.kinds)
    return kinds if table.borrower(member) is None else (*kinds, ON_LOAN)


def _about(before: int, after: int) -> int | None:
    """The one member whom it concerns; None where it is about two, who then look at each other's."""
    concerned = {before, after} - {0}
    return concerned.pop() if len(concerned) == 1 else None


def _shown(written: Written) -> Text:
    if not written.name:
        return _(
            "Nomor {number}, {day}: {kind}, {amount}.",
            number=written.number,
            day=written.day,
            kind=written.label,
            amount=written.amount,
        )
    return _(
        "Nomor {number}, {day}: {name}, {kind}, {amount}.",
        number=written.number,
        day=written.day,
        name=written.name,
        kind=written.label,
        amount=written.amount,
    )


def _in_words(written: Written, right: Right | None, reason: str) -> Text:
    """All of it, as the second officer reads it too."""
    if right is None:
        return _(
            "{written}\nIni seharusnya tidak ada.\nSebabnya: {reason}.",
            written=_shown(written),
            reason=reason,
        )
    if right.to_savings:
        return _(
            "{written}\nYang benar: {name}, {kind}, {amount}. Lebihnya jadi simpanan sukarela.\nSebabnya: {reason}.",
            written=_shown(written),
            name=right.name,
            kind=right.label,
            amount=Spelled(right.amount),
            reason=reason,
        )
    return _(
        "{written}\nYang benar: {name}, {kind}, {amount}.\nSebabnya: {reason}.",
        written=_shown(written),
        name=right.name,
        kind=right.label,
        amount=Spelled(right.amount),
        reason=reason,
    )
