"""Hitung pinjaman: what a loan costs, for whoever wants to know before she asks anybody. Nothing is kept."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db.unit import Unit
from domain.group_rules import USUAL_MAX
from domain.loan_rules import MONTHS_MAX, NOTHING, UNITS, Method, Terms
from domain.loan_schedule import schedule
from domain.money import Rupiah
from domain.permits import Action
from domain.records import dataclass
from handlers.group.which import list_groups
from handlers.loans.cost_words import (
    ANY_DAY,
    EACH,
    JASA_STEP,
    cheaper_line,
    monthly_on_each,
    one_way,
    rate_from,
)
from handlers.loans.limits import find_loan_rules
from handlers.names import HITUNG
from handlers.questions import Amount, WholeNumber

# What somebody outside may take can be far more than any group does; it is shown too, so that she sees what it costs.
JASA_MOST = Rupiah(50_000)

LOAN_MOST = Rupiah(USUAL_MAX * 10)


WITH_JASA = Choice("with", _("Pakai jasa"), words=("pakai", "ada", "bunga", "ya"))
WITHOUT = Choice("without", _("Tanpa jasa"), words=("tanpa", "tidak"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """What her group decided. jasa: for every EACH a month, 0 for none; rounded up to unit."""

    jasa: Rupiah = NOTHING
    unit: Rupiah = UNITS[0]


@conversation(
    HITUNG,
    title=_("Hitung pinjaman"),
    words=("hitung pinjaman", "hitung cicilan", "coba hitung"),
    sensitive=True,
    resumes=False,
)
async def try_out(chat: Chat) -> None:
    usual = await chat.look(find_usual)
    await chat.say(_("Mari kita hitung. Ini hanya mencoba, tidak dicatat."))
    amount = await ask_amount(chat)
    text = n_("Dicicil berapa bulan? Paling lama {n}.", "Dicicil berapa bulan? Paling lama {n}.", MONTHS_MAX)
    months = await chat.ask(text, WholeNumber(least=1, most=MONTHS_MAX))
    jasa = await ask_jasa(chat, usual)
    methods = (Method.FLAT, Method.DECLINING) if jasa else (Method.NONE,)
    plans = {
        method: schedule(
            amount=amount,
            months=months,
            terms=Terms(method=method, rate=rate_from(jasa) if jasa else 0, unit=usual.unit),
            start=ANY_DAY,
        )
        for method in methods
    }
    for method, instalments in plans.items():
        await chat.say(one_way(method, instalments))
    cheaper = cheaper_line(plans) if len(plans) > 1 else None
    if cheaper is not None:
        await chat.say(cheaper)
    await chat.say(_("Mau pinjam di mana pun, tanyakan: jumlah semua yang dibayar berapa?"))


async def ask_amount(chat: Chat) -> Rupiah:
    """What she thinks of borrowing."""
    text: Text = _("Pinjam berapa, Bu?")
    while not MONTHS_MAX <= (amount := await chat.ask(text, Amount())) <= LOAN_MOST:
        text = _("Paling banyak {most}. Pinjam berapa, Bu?", most=LOAN_MOST)
    return amount


async def ask_jasa(chat: Chat, usual: Usual) -> Rupiah:
    """What is taken a month for every EACH: as her group does, or as somebody else says."""
    if (await chat.choose(_("Pakai jasa, atau tanpa jasa?"), (WITH_JASA, WITHOUT))).key == WITHOUT.key:
        return NOTHING
    text: Text = _("Berapa jasanya sebulan, untuk tiap {each}?", each=EACH)
    question = Amount(usual=usual.jasa or None)
    while not 0 < (jasa := await chat.ask(text, question)) <= JASA_MOST or jasa % JASA_STEP:
        text = _("Paling banyak {most}, dibulatkan. Berapa untuk tiap {each}?", most=JASA_MOST, each=EACH)
    return jasa


# -- what is read -----------------------------------------------------------------------------------------------


async def find_usual(unit: Unit) -> Usual:
    """What the first of her groups that lends has decided; nothing where none does."""
    for each in await list_groups(unit, Action.SEE_TOTALS):
        rules, _today = await find_loan_rules(unit, each.id)
        if rules is not None:
            return Usual(jasa=monthly_on_each(rules.rate), unit=rules.unit)
    return Usual()
