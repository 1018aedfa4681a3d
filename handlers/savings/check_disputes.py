"""Cek beda: what members say differs, looked at together; an officer answers, and only she settles it."""

# staff: officers of a group read this file's sentences

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import disputes, ledger, permits
from db.data_readers import list_selves
from db.disputes import Answered, Dispute
from db.unit import Unit
from domain.disputes import WORDS_CHARS_MAX, NotHerEntry, OwnDispute, Reply, State
from domain.loan_paying import is_repayment
from domain.movements import parts_of
from domain.permits import Action, holders
from domain.refusals import Changed, NotAllowed
from handlers.group.which import choose_group
from handlers.names import CORRECT, DISPUTES
from handlers.questions import WholeNumber, Words
from handlers.savings import disputing
from handlers.savings.words import amount_of, answer_line, gentle_of

CORRECTED = Choice(Reply.CORRECTED.value, _("Sudah dibetulkan"), words=("dibetulkan", "sudah betul"))
SAME = Choice(Reply.SAME.value, _("Sudah dicek, sama"), words=("sama", "sudah dicek"))
CORRECT_NOW = Choice("correct", _("Betulkan sekarang"), words=("betulkan",))
LIST = Choice("list", _("Kembali ke daftar"), words=("daftar",))
DONE = Choice("done", _("Selesai"), words=("sudah", "nanti"))

OTHER = Choice("other", _("Nomor lain"), words=("lain",))

ENTRY_MAX = 10**9
# Entries to choose from: what was set right was written just now.
NEWEST = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One open matter in the list."""

    id: int
    code: str
    name: str
    hint: Text

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return f"d{self.id}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{code} {name}", code=self.code, name=self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One matter, opened."""

    code: str
    text: Text
    answer_by: date
    answered: Text | None
    own: bool
    may_correct: bool
    entry: int


@conversation(
    DISPUTES,
    title=_("Yang perlu dicek"),
    words=("cek beda", "yang beda"),
    roles=holders(Action.ANSWER_DISPUTE),
    resumes=False,
    money=True,
)
async def check_disputes(chat: Chat, group_id: int = 0, dispute_id: int = 0) -> None:
    group = await choose_group(chat, Action.ANSWER_DISPUTE, group_id)
    if group is None:
        return
    if not dispute_id:
        rows = await chat.run(list_rows, group.id)
        if not rows:
            return await chat.say(_("Tidak ada yang perlu dicek."))
        chosen = await chat.choose(_("Yang perlu dicek bersama:"), rows)
        dispute_id = chosen.id
    page = await chat.run(open_one, group.id, dispute_id)
    if page is None:
        return await chat.say(_("Yang ini sudah selesai."))
    answer = await ask_answer(chat, page)
    if answer is None:
        return await chat.say(_("Baik."))
    if answer.key == LIST.key:
        await chat.go(DISPUTES, group.id)
    if answer.key == CORRECT_NOW.key:
        await chat.go(CORRECT, group.id, page.entry)
    reply, entry, words = Reply(answer.key), 0, ""
    if reply is Reply.CORRECTED:
        entry = await ask_entry(chat, group.id, dispute_id)
    else:
        asked = _("Apa yang ditemukan? Kalimat ini dibaca anggota.")
        words = await chat.ask(asked, Words(chars_max=WORDS_CHARS_MAX, one_line=True))
        await chat.say(_('Yang dibaca: "{words}"', words=words))
        if not await chat.confirm(_("Kirim jawaban ini?"), weighty=False):
            return await chat.say(_("Baik, belum dikirim."))
    await chat.run(answer_one, group.id, dispute_id, reply, entry, words)
    await chat.say(_("Jawaban sudah dikirim. Selesai kalau anggota bilang beres."))


async def ask_answer(chat: Chat, page: Page) -> Choice | None:
    """What was found; None for later."""
    await chat.say(_("Nomor {code}. Dijawab paling lambat {day}.", code=page.code, day=page.answer_by))
    await chat.say(page.text)
    if page.answered is not None:
        await chat.say(page.answered)
    if page.own:
        await chat.say(_("Yang ini dijawab pengurus lain."))
        choices: tuple[Choice, ...] = (LIST, DONE)
    elif page.may_correct:
        choices = (CORRECTED, SAME, CORRECT_NOW, LIST, DONE)
    else:
        choices = (CORRECTED, SAME, LIST, DONE)
    chosen = await chat.choose(_("Bagaimana hasilnya?"), choices)
    return None if chosen.key == DONE.key else chosen


async def ask_entry(chat: Chat, group_id: int, dispute_id: int) -> int:
    """The number of the entry that set it right: one of her newest, or one that is typed."""
    newest = await chat.run(list_newest, group_id, dispute_id)
    if newest:
        chosen = await chat.choose(_("Catatan mana yang membetulkan?"), (*newest, OTHER))
        if chosen.key != OTHER.key:
            return int(chosen.key.removeprefix("n"))
    return await chat.ask(_("Nomor catatan yang baru?"), WholeNumber(least=1, most=ENTRY_MAX))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_rows(unit: Unit, group_id: int) -> tuple[Row, ...]:
    """What is open there; that it was read is noted. Raises NotAllowed."""
    await permits.require(unit, Action.ANSWER_DISPUTE, group_id=group_id)
    found = await disputes.list_open(unit, group_id)
    for each in found:
        unit.audit("list", "dispute", each.id, each.told_id, "")
    return tuple([await _row(unit, each) for each in found])


async def _row(unit: Unit, dispute: Dispute) -> Row:
    hint = _("Dijawab paling lambat {day}", day=dispute.answer_by)
    if dispute.answered is not None:
        hint = _("Sudah dijawab, menunggu anggota")
    return Row(id=dispute.id, code=dispute.code, name=await disputing.name_of(unit, dispute), hint=hint)


async def _get(unit: Unit, group_id: int, dispute_id: int) -> Dispute:
    await permits.require(unit, Action.ANSWER_DISPUTE, group_id=group_id)
    dispute = await disputes.get(unit, dispute_id)
    if dispute.group_id != group_id:
        raise NotAllowed
    return dispute


async def _is_own(unit: Unit, dispute: Dispute) -> bool:
    """Whether it is about the officer herself, on whichever of her accounts."""
    selves = await list_selves(unit, unit.actor.person_id)
    return not {dispute.told_id, dispute.person_id}.isdisjoint(selves)


async def open_one(unit: Unit, group_id: int, dispute_id: int) -> Page | None:
    """The matter; None if it is closed by now. That it was read is noted. Raises NotAllowed."""
    dispute = await _get(unit, group_id, dispute_id)
    if dispute.state is not State.OPEN:
        return None
    unit.audit("read", "dispute", dispute.id, dispute.told_id, "")
    held = await permits.require(unit, Action.ANSWER_DISPUTE, group_id=group_id)
    return Page(
        code=dispute.code,
        text=gentle_of(await disputing.name_of(unit, dispute), dispute),
        answer_by=dispute.answer_by,
        answered=None if dispute.answered is None else answer_line(dispute.answered),
        own=await _is_own(unit, dispute),
        may_correct=bool(held & holders(Action.WRITE_BOOK)),
        entry=dispute.entry,
    )


async def list_newest(unit: Unit, group_id: int, dispute_id: int) -> tuple[Choice, ...]:
    """Her newest entries to choose from; that they were read is noted. Raises NotAllowed."""
    dispute = await _get(unit, group_id, dispute_id)
    unit.audit("read", "book", group_id, dispute.told_id, "dispute")
    found = await ledger.history(unit, group_id, dispute.member, most=NEWEST)
    days = {each.number: each.day for each in found}
    return tuple(
        Choice(
            f"n{number}",
            _(
                "No. {n}: {amount}",
                n=number,
                amount=amount_of([each for each in found if each.number == number]),
            ),
            hint=_("{day}", day=day),
        )
        for number, day in sorted(days.items(), reverse=True)[:NEWEST]
    )


async def answer_one(
    unit: Unit, group_id: int, dispute_id: int, reply: Reply, entry: int, words: str
) -> None:
    """What was found; she is told. Raises NotAllowed, OwnDispute, NotHerEntry, Changed."""
    dispute = await _get(unit, group_id, dispute_id)
    if await _is_own(unit, dispute):
        raise OwnDispute
    if dispute.state is not State.OPEN:
        raise Changed
    if reply is Reply.CORRECTED:
        found = await ledger.find_entry(unit, group_id, entry)
        hers = found is not None and (
            parts_of([found], dispute.member) or (is_repayment(found) and found.member == dispute.member)
        )
        if not hers:
            raise NotHerEntry(number=entry)
    answered = Answered(reply=reply, entry=entry, words=words)
    await disputes.answer(unit, dispute, answered)
    unit.audit("write", "dispute", dispute.id, dispute.told_id, f"answered: {reply.value}")
    disputing.tell_answer(unit, dispute, answered)
