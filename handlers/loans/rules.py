"""Aturan pinjaman: what the group's meeting decided about loans, for all to see. A change needs two officers.

Off until a meeting decides. A loan keeps the rules it was made under.
"""

from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db.unit import Unit
from domain.group_rules import USUAL_MAX
from domain.loan_rules import (
    FINE_MAX,
    MONTHS_MAX,
    NOTHING,
    RATE_MAX,
    UNITS,
    LoanRules,
    Method,
    Order,
)
from domain.money import Rupiah
from domain.permits import Action, holders
from domain.records import dataclass
from handlers.group.rule_change import find_rules, settle_change
from handlers.group.rules_steps import in_words
from handlers.group.which import choose_group
from handlers.loans.cost_words import EACH, JASA_STEP, METHOD_WORDS, METHODS, monthly_on_each, rate_from
from handlers.loans.rule_words import loan_rule_lines
from handlers.names import ATUR_PINJAMAN
from handlers.parts import say_in_parts
from handlers.questions import Amount, WholeNumber

DONE = Choice("done", _("Selesai"), words=("sudah", "tutup", "tidak", "nanti"))
BEGIN = Choice("begin", _("Mulai pinjaman"), words=("mulai", "buka"))

JASA = Choice("jasa", _("Jasa"))
MONTHS = Choice("months", _("Lama cicilan"), words=("lama", "bulan"))
SAVINGS = Choice("savings", _("Batas dari simpanan"), words=("simpanan",))
MOST = Choice("most", _("Batas tiap orang"), words=("batas", "paling banyak"))
CASH = Choice("cash", _("Sisa uang di kas"), words=("kas", "sisa"))
UNIT = Choice("unit", _("Pembulatan"), words=("bulat", "dibulatkan"))
ORDER = Choice("order", _("Urutan hitung"), words=("urutan",))
FINE = Choice("fine", _("Denda"))  # staff
JOINT = Choice("joint", _("Tanggung renteng"), words=("renteng",))
REPEAT = Choice("repeat", _("Pinjam lagi"), words=("lagi",))
PROFILE = Choice("profile", _("Cara melihat cicilan"), words=("golongan", "cara"))
STOP = Choice("stop", _("Hentikan pinjaman"), words=("hentikan", "stop"))

# The two ways of jasa beside each other: she chooses which.
BOTH = Choice("both", _("Tetap atau menurun"), words=("dua-duanya", "bebas"))

NO_LIMIT = Choice("none", _("Tanpa batas"), words=("tanpa", "tidak ada"))
WITH_LIMIT = Choice("some", _("Pakai batas"), words=("pakai", "ada"))
ALL_CASH = Choice("none", _("Boleh semua"), words=("semua", "tidak ada"))
SOME_CASH = Choice("some", _("Tinggal sebagian"), words=("sebagian", "tinggal"))
NO_FINE = Choice("none", _("Tanpa denda"), words=("tanpa", "tidak ada"))  # staff
WITH_FINE = Choice("some", _("Pakai denda"), words=("pakai", "ada"))  # staff

TIMES_OFFERED = (
    Choice("s0", _("Tidak melihat simpanan"), words=("tidak", "bebas")),
    Choice("s100", _("Sebesar simpanan"), words=("sama", "1 kali")),
    Choice("s200", _("2 kali simpanan"), words=("2 kali", "dua kali")),
    Choice("s300", _("3 kali simpanan"), words=("3 kali", "tiga kali")),
)
ORDERS = (
    Choice(Order.FINE_FIRST.value, _("Jasa dulu"), words=("jasa",)),
    Choice(Order.PRINCIPAL_FIRST.value, _("Pinjamannya dulu"), words=("pokok", "pinjaman")),
)
JOINTS = (
    Choice("no", _("Tidak"), words=("tanpa",)),
    Choice("yes", _("Ya, saling bantu"), words=("ya", "bantu")),
)
REPEATS = (
    Choice("yes", _("Melihat yang lalu"), words=("ya", "lihat")),
    Choice("no", _("Tidak melihat"), words=("tidak", "bebas")),
)

# domain.md 3.3 (UPK Rowokangkung), and no limit of that kind.
BY_HISTORY: tuple[int | None, ...] = (None, 100, 75, 0, 0)
NOT_BY_HISTORY: tuple[int | None, ...] = (None,) * 5

JASA_MOST = monthly_on_each(RATE_MAX)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A rule book by whose days officers see how loans stand (criteria/loan_classes.toml)."""

    key: str
    label: str


@conversation(
    ATUR_PINJAMAN,
    title=_("Aturan pinjaman"),
    words=("aturan pinjaman", "atur pinjaman"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
    money=True,
)
async def show_loan_rules(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    found = await chat.look(find_rules, group.id)
    lines = [_("Rapat belum memutuskan soal pinjaman.")]
    if found.rules.loans is not None:
        lines = loan_rule_lines(found.rules.loans)
    if found.coming is not None and found.coming.loans != found.rules.loans:
        lines.append(in_words(found.rules, found.coming))
    await say_in_parts(chat, lines)
    if not found.may_change:
        return await chat.say(_("Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu."))
    before = found.coming or found.rules  # a change builds on what will hold by then
    chosen = await chat.choose(_("Mau mengubah sesuai keputusan rapat?"), choices_for(before.loans))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Aturannya tetap."))
    loans = await ask_change(chat, before.loans, chosen.key)
    if loans == before.loans:
        return await chat.say(_("Itu sudah begitu. Tidak ada yang diubah."))
    return await settle_change(chat, group, found, before, replace(before, loans=loans))


def choices_for(loans: LoanRules | None) -> tuple[Choice, ...]:
    """What can be decided now."""
    if loans is None:
        return BEGIN, DONE
    return DONE, JASA, MONTHS, SAVINGS, MOST, CASH, UNIT, ORDER, FINE, JOINT, REPEAT, PROFILE, STOP


async def ask_change(chat: Chat, before: LoanRules | None, what: str) -> LoanRules | None:
    """The rules with that change; None where loans end."""
    if what == STOP.key:
        return None
    if before is None:
        return await begin(chat)
    if what == JASA.key:
        methods, rate = await ask_jasa(chat)
        return replace(before, methods=methods, rate=rate)
    if what == MONTHS.key:
        return replace(before, months_max=await ask_months(chat))
    if what == SAVINGS.key:
        return replace(before, savings_percent=await ask_savings(chat))
    if what == MOST.key:
        return replace(before, most=await ask_most(chat))
    if what == CASH.key:
        return replace(before, cash_keep=await ask_cash(chat))
    return await ask_fine_print(chat, before, what)


async def ask_fine_print(chat: Chat, before: LoanRules, what: str) -> LoanRules:
    """What most groups leave as it is."""
    if what == UNIT.key:
        return replace(before, unit=await ask_unit(chat))
    if what == ORDER.key:
        chosen = await chat.choose(_("Uang cicilan dihitung untuk apa dulu?"), ORDERS)
        return replace(before, order=Order(chosen.key))
    if what == FINE.key:
        fine, cap = await ask_fine(chat)
        return replace(before, fine=fine, fine_cap=cap)
    if what == PROFILE.key:
        offered = await chat.look(list_profiles)
        book = await chat.choose(_("Cara melihat cicilan menurut aturan siapa?"), offered)
        return replace(before, profile=book.key)
    if what == JOINT.key:
        await chat.say(_("Saling bantu: cicilan yang belum ada dibayar teman dulu. Nanti dikembalikan."))
        chosen = await chat.choose(_("Pakai tanggung renteng?"), JOINTS)
        return replace(before, joint=chosen.key == JOINTS[1].key)
    chosen = await chat.choose(_("Kalau pinjam lagi, jumlahnya melihat cicilan yang lalu?"), REPEATS)
    return replace(before, repeat=BY_HISTORY if chosen.key == REPEATS[0].key else NOT_BY_HISTORY)


async def begin(chat: Chat) -> LoanRules:
    """The first decision about loans: what they cost, how long, how much; the rest is usual."""
    methods, rate = await ask_jasa(chat)
    months = await ask_months(chat)
    percent = await ask_savings(chat)
    most = await ask_most(chat)
    keep = await ask_cash(chat)
    return LoanRules(
        methods=methods,
        rate=rate,
        months_max=months,
        savings_percent=percent,
        most=most,
        cash_keep=keep,
    )


# -- part by part -----------------------------------------------------------------------------------------------


async def ask_jasa(chat: Chat) -> tuple[tuple[Method, ...], int]:
    """What a loan costs, and how it is counted."""
    offered = [Choice(each.value, METHODS[each], words=METHOD_WORDS[each]) for each in Method]
    chosen = await chat.choose(_("Jasanya bagaimana menurut rapat?"), (*offered, BOTH))
    methods = (Method.FLAT, Method.DECLINING) if chosen.key == BOTH.key else (Method(chosen.key),)
    if methods[0] in (Method.NONE, Method.INFAK):
        return methods, 0
    text: Text = _("Berapa jasanya sebulan, untuk tiap {each}?", each=EACH)
    while not 0 < (jasa := await chat.ask(text, Amount())) <= JASA_MOST or jasa % JASA_STEP:
        text = _("Paling banyak {most}, dibulatkan. Berapa untuk tiap {each}?", most=JASA_MOST, each=EACH)
    return methods, rate_from(jasa)


async def ask_months(chat: Chat) -> int:
    """The longest anybody may pay back."""
    return await chat.ask(_("Paling lama dicicil berapa bulan?"), WholeNumber(least=1, most=MONTHS_MAX))


async def ask_savings(chat: Chat) -> int:
    """How much of her own savings, in percent; 0 for no such limit."""
    chosen = await chat.choose(_("Paling banyak berapa kali simpanan sendiri?"), TIMES_OFFERED)
    return int(chosen.key.removeprefix("s"))


async def ask_most(chat: Chat) -> Rupiah:
    """The most for anybody; 0 for no such limit."""
    chosen = await chat.choose(_("Ada batas yang sama untuk tiap orang?"), (NO_LIMIT, WITH_LIMIT))
    if chosen.key == NO_LIMIT.key:
        return NOTHING
    return await ask_sum(chat, _("Tiap orang paling banyak berapa?"))


async def ask_cash(chat: Chat) -> Rupiah:
    """What stays in the box; 0 where all of it may be lent."""
    chosen = await chat.choose(_("Uang kas boleh dipinjam semua?"), (ALL_CASH, SOME_CASH))
    if chosen.key == ALL_CASH.key:
        return NOTHING
    return await ask_sum(chat, _("Berapa yang selalu tinggal di kas?"))


async def ask_sum(chat: Chat, text: Text) -> Rupiah:
    """An amount that a meeting may decide on."""
    asked = text
    while not 0 < (amount := await chat.ask(asked, Amount())) <= USUAL_MAX:
        asked = _("Paling banyak {most}. {question}", most=USUAL_MAX, question=text)
    return amount


async def ask_unit(chat: Chat) -> Rupiah:
    """What an instalment is rounded up to."""
    offered = [Choice(f"u{each}", _("Ke {unit}", unit=each)) for each in UNITS[:-1]]
    offered.append(Choice(f"u{UNITS[-1]}", _("Tidak dibulatkan"), words=("tidak",)))
    chosen = await chat.choose(_("Cicilan dibulatkan ke berapa?"), offered)
    return next(each for each in UNITS if f"u{each}" == chosen.key)


async def ask_fine(chat: Chat) -> tuple[Rupiah, Rupiah]:
    """A small fixed one with its cap, or none; it goes to the social fund (domain.md 3.3)."""
    # staff: officers alone come here
    chosen = await chat.choose(_("Pakai denda, atau tanpa denda?"), (NO_FINE, WITH_FINE))
    if chosen.key == NO_FINE.key:
        return NOTHING, NOTHING
    # staff
    text = _("Denda berapa, kalau lewat 3 hari? Paling banyak {most}.", most=FINE_MAX)
    while not 0 < (fine := await chat.ask(text, Amount())) <= FINE_MAX:
        # staff
        text = _("Denda paling banyak {most}. Berapa?", most=FINE_MAX)
    # staff
    text = _("Tiap cicilan, dendanya paling banyak berapa? Contoh: {fine}.", fine=fine)
    while not fine <= (cap := await chat.ask(text, Amount())) <= FINE_MAX:
        # staff
        text = _("Antara {fine} dan {most}. Paling banyak berapa?", fine=fine, most=FINE_MAX)
    return fine, cap


# -- what is read -----------------------------------------------------------------------------------------------


async def list_profiles(unit: Unit) -> tuple[Offered, ...]:
    """The rule books there are; nothing of them is anybody's."""
    return tuple(Offered(key=each.name, label=each.title) for each in unit.facts.loan_classes.values())
