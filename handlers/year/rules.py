"""Aturan SHU: how the group shares what a year brings, for all to see; a change needs its meeting and two officers."""

from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.permits import Action, holders
from domain.year_rules import WHOLE, Fund, SharesNot100, YearRules, agreed
from handlers.group.rule_change import find_rules, settle_change
from handlers.group.which import choose_group
from handlers.names import ATURAN_SHU
from handlers.parts import say_in_parts
from handlers.questions import WholeNumber
from handlers.refusals import sentence
from handlers.year.words import EXPLAINED, FUNDS, rules_line

CHANGE = Choice("change", _("Isi keputusan"), words=("isi", "ubah", "ganti", "ya", "mau"))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup", "tidak", "nanti"))


@conversation(
    ATURAN_SHU,
    title=_("Aturan bagi hasil"),
    words=("aturan shu", "shu", "bagi hasil"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
    money=True,
)
async def show_year_rules(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    found = await chat.look(find_rules, group.id)
    coming = found.coming.year if found.coming is not None else found.rules.year
    await say_in_parts(chat, shown_lines(found.rules.year, coming))
    if not found.may_change:
        return await chat.say(_("Aturan diubah oleh rapat. Ada usul? Sampaikan di rapat, ya, Bu."))
    chosen = await chat.choose(_("Mau mengisi keputusan rapat?"), (DONE, CHANGE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Aturannya tetap."))
    before = found.coming or found.rules  # a change builds on what will hold by then
    year = await ask_shares(chat, before.year)
    if year == before.year:
        return await chat.say(_("Itu sudah begitu. Tidak ada yang diubah."))
    return await settle_change(chat, group, found, before, replace(before, year=year))


def shown_lines(now: YearRules | None, coming: YearRules | None) -> list[Text]:
    """What holds, and what will."""
    if now is None and coming is None:
        return [_("Rapat belum memutuskan cara berbagi hasil.")]
    found = [] if now is None else [rules_line(now)]
    if coming is not None and coming != now:
        found += [_("Sudah diputuskan untuk nanti:"), rules_line(coming)]
    return [*found, *EXPLAINED]


async def ask_shares(chat: Chat, before: YearRules | None) -> YearRules:
    """Fund after fund, of every Rp100; together they make up 100, or all are asked again."""
    while True:
        shares: dict[Fund, int] = {}
        for fund in Fund:
            shares[fund] = await chat.ask(question_for(fund, shares), WholeNumber(least=0, most=WHOLE))
        try:
            return agreed(shares)
        except SharesNot100 as refusal:
            await chat.say(sentence(refusal))
            await chat.say(_("Kita isi lagi dari awal, pelan-pelan."))


def question_for(fund: Fund, shares: dict[Fund, int]) -> Text:
    """What is asked next. shares: what was said so far."""
    left = WHOLE - sum(shares.values())
    if not shares:
        return _("Dari tiap Rp100 hasil: {fund} berapa?", fund=FUNDS[fund])
    if left <= 0:
        return _("{fund} berapa? Yang tadi sudah {said}.", fund=FUNDS[fund], said=WHOLE - left)
    return _("{fund} berapa? Masih ada {left}.", fund=FUNDS[fund], left=left)
