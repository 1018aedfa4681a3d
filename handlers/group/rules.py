"""Aturan kelompok: what the group's meeting decided, for all to see; a change needs its date and two officers."""

from dataclasses import replace
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.accounts import SavingKind
from domain.group_rules import KIND_NAME_CHARS_MAX, KINDS_MAX, NO_FINE, KindRule, Rhythm, Rules
from domain.money import Rupiah
from domain.permits import Action, holders
from handlers.day_questions import Day
from handlers.group.rule_change import InForce, find_rules, settle_change
from handlers.group.rule_words import RHYTHMS, ask_amount, kind_name, rules_lines
from handlers.group.rules_steps import in_words
from handlers.group.which import GroupHere, choose_group
from handlers.meeting.kinds import NAMES, WORDS
from handlers.name_question import PersonName
from handlers.names import GROUP_RULES
from handlers.parts import say_in_parts

AMOUNT = Choice("amount", _("Ubah jumlah"), words=("jumlah",))
ADD = Choice("add", _("Tambah simpanan"), words=("tambah",))
STOP = Choice("stop", _("Hentikan simpanan"), words=("hentikan", "hapus"))
WHEN = Choice("when", _("Ganti waktu rapat"), words=("rapat", "waktu", "jadwal"))
FINE = Choice("fine", _("Denda"))  # staff
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))
FREE = Choice("free", _("Jumlahnya bebas"), words=("bebas",))
SAME = Choice("same", _("Sama semua"), words=("sama",))
NO_FINE_CHOICE = Choice("none", _("Tanpa denda"), words=("tidak ada", "tanpa"))  # staff
WITH_FINE = Choice("some", _("Pakai denda"), words=("pakai", "ada"))  # staff

# Their amount is never the group's to fix.
_FREE_KINDS = (SavingKind.SUKARELA,)


@conversation(
    GROUP_RULES,
    title=_("Aturan kelompok"),
    words=("aturan kelompok", "aturan"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
    money=True,
)
async def show_rules(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    found = await chat.look(find_rules, group.id)
    lines = rules_lines(found.rules)
    if found.coming is not None:
        lines.append(in_words(found.rules, found.coming))
    await say_in_parts(chat, lines)
    if not found.may_change:
        return await chat.say(_("Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu."))
    chosen = await chat.choose(_("Mau mengubah sesuai keputusan rapat?"), choices_for(found.rules))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Aturannya tetap."))
    # A change builds on what will hold by then.
    await change(chat, group, found, found.coming or found.rules, chosen.key)


def choices_for(rules: Rules) -> list[Choice]:
    """What can be changed in these rules."""
    found = [DONE]
    if any(each.kind not in _FREE_KINDS for each in rules.kinds):
        found.append(AMOUNT)
    if len(rules.kinds) < KINDS_MAX and len(rules.kinds) < len(SavingKind):
        found.append(ADD)
    if len(rules.kinds) > 1:
        found.append(STOP)
    return [*found, WHEN, FINE]


async def change(chat: Chat, group: GroupHere, found: InForce, before: Rules, what: str) -> None:
    """One change, with the day of the meeting that decided and the day from which it holds."""
    after = await ask_change(chat, before, found.today, what)
    if after is None:
        return await chat.say(_("Itu sudah begitu. Tidak ada yang diubah."))
    await settle_change(chat, group, found, before, after)


async def ask_change(chat: Chat, before: Rules, today: date, what: str) -> Rules | None:
    """The rules with that change; None if nothing is different."""
    if what == AMOUNT.key:
        after = await change_amount(chat, before)
    elif what == ADD.key:
        after = await add_kind(chat, before, today)
    elif what == STOP.key:
        chosen = await chat.choose(_("Simpanan mana yang berhenti?"), _kinds(before.kinds))
        after = replace(before, kinds=tuple(each for each in before.kinds if each.kind != chosen.key))
    elif what == WHEN.key:
        after = await change_rhythm(chat, before, today)
    else:
        after = await change_fine(chat, before)
    return None if after == before else after


def _kinds(kinds: tuple[KindRule, ...]) -> list[Choice]:
    return [Choice(each.kind.value, kind_name(each), words=WORDS[each.kind]) for each in kinds]


async def change_amount(chat: Chat, before: Rules) -> Rules:
    """Another usual amount for one kind, or a free one."""
    own = tuple(each for each in before.kinds if each.kind not in _FREE_KINDS)
    chosen = await chat.choose(_("Simpanan yang mana?"), _kinds(own))
    rule = next(each for each in own if each.kind == chosen.key)
    amount = await ask_free_or_same(chat, rule)
    return replace(
        before,
        kinds=tuple(replace(each, amount=amount) if each is rule else each for each in before.kinds),
    )


async def ask_free_or_same(chat: Chat, rule: KindRule) -> Rupiah | None:
    """What is usual each time; None if everybody gives what she likes."""
    if rule.kind is not SavingKind.POKOK:
        free = await chat.choose(_("Jumlahnya sama semua, atau bebas?"), (SAME, FREE))
        if free.key == FREE.key:
            return None
    return await ask_amount(chat, kind_name(rule), rule.amount)


async def add_kind(chat: Chat, before: Rules, today: date) -> Rules:
    """One more kind of saving; a special one has a name of its own and a day it is for."""
    here = {each.kind for each in before.kinds}
    offered = [Choice(kind.value, NAMES[kind], words=WORDS[kind]) for kind in SavingKind if kind not in here]
    kind = SavingKind((await chat.choose(_("Simpanan apa yang baru?"), offered)).key)
    rule = KindRule(kind=kind)
    if kind is SavingKind.KHUSUS:
        name = await chat.ask(_("Apa namanya? Contoh: Lebaran."), PersonName(chars_max=KIND_NAME_CHARS_MAX))
        until = await chat.ask_or_skip(
            _("Dibagikan kira-kira tanggal berapa?"), Day(today=today, context="future", skip=_("Belum tahu"))
        )
        rule = replace(rule, name=name, until=until)
    if kind not in _FREE_KINDS:
        rule = replace(rule, amount=await ask_free_or_same(chat, rule))
    return replace(before, kinds=(*before.kinds, rule))


async def change_rhythm(chat: Chat, before: Rules, today: date) -> Rules:
    """How often they meet, and the first day of it."""
    chosen = await chat.choose(_("Rapatnya tiap kapan?"), list(RHYTHMS.values()))
    first = await chat.ask(_("Rapat pertamanya tanggal berapa?"), Day(today=today, context="future"))
    return replace(before, rhythm=Rhythm(chosen.key), meeting_day=first)


async def change_fine(chat: Chat, before: Rules) -> Rules:
    """A small fixed one, or none."""
    # staff: officers alone come here
    chosen = await chat.choose(_("Pakai denda, atau tanpa denda?"), (NO_FINE_CHOICE, WITH_FINE))
    if chosen.key == NO_FINE_CHOICE.key:
        return replace(before, fine=NO_FINE)
    return replace(before, fine=await ask_amount(chat, _("Denda")))  # staff
