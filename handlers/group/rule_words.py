"""A group's rules in plain words, and the questions for an amount and a rhythm."""

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.accounts import SavingKind
from domain.group_rules import USUAL_MAX, KindRule, Rhythm, Rules
from domain.money import Rupiah, Spelled
from handlers.loans.rule_words import loan_change
from handlers.meeting.kinds import NAMES
from handlers.questions import Amount
from handlers.year.words import rules_line

RHYTHMS: Mapping[Rhythm, Choice] = {
    Rhythm.WEEKLY: Choice(Rhythm.WEEKLY.value, _("Tiap minggu"), words=("minggu", "mingguan")),
    Rhythm.MONTHLY: Choice(Rhythm.MONTHLY.value, _("Tiap bulan"), words=("bulan", "bulanan")),
    Rhythm.SELAPAN: Choice(Rhythm.SELAPAN.value, _("Tiap 35 hari"), words=("35", "lapan", "selapanan")),
}


def kind_name(rule: KindRule) -> Text:
    """What the group calls it."""
    return _("{name}", name=rule.name) if rule.name else NAMES[rule.kind]


def kind_line(rule: KindRule, *, spelled: bool = False) -> Text:
    """One kind of saving and what is usual. spelled: in words too, where it is about to be decided."""
    kind = kind_name(rule)
    if rule.amount is None:
        free = _("{kind}: jumlahnya bebas.", kind=kind)
        return free if rule.until is None else _("{kind}: bebas, sampai {day}.", kind=kind, day=rule.until)
    amount = Spelled(rule.amount) if spelled else rule.amount
    if rule.kind is SavingKind.POKOK:
        return _("{kind}: {amount}, sekali waktu masuk.", kind=kind, amount=amount)
    if rule.until is not None:
        return _("{kind}: {amount} tiap rapat, sampai {day}.", kind=kind, amount=amount, day=rule.until)
    return _("{kind}: {amount} tiap rapat.", kind=kind, amount=amount)


def rules_lines(rules: Rules) -> list[Text]:
    """All that holds, paragraph by paragraph."""
    found = [kind_line(each) for each in rules.kinds]
    found.append(_("Rapat: {rhythm}.", rhythm=RHYTHMS[rules.rhythm].label))
    if rules.fine:
        found.append(_("Denda: {amount}.", amount=rules.fine))
    return found


def changed_line(before: Rules, after: Rules) -> Text:
    """What is different, in one line; the first that is."""
    old = {each.kind: each for each in before.kinds}
    for each in after.kinds:
        if each.kind not in old:
            return _("Simpanan baru. {line}", line=kind_line(each, spelled=True))
        if each != old[each.kind]:
            return kind_line(each, spelled=True)
    new = {each.kind for each in after.kinds}
    for each in before.kinds:
        if each.kind not in new:
            return _("{kind} berhenti. Yang sudah disimpan tetap.", kind=kind_name(each))
    if (before.rhythm, before.meeting_day) != (after.rhythm, after.meeting_day):
        return _("Rapat: {rhythm}, pertama {day}.", rhythm=RHYTHMS[after.rhythm].label, day=after.meeting_day)
    if before.loans != after.loans:
        return loan_change(before.loans, after.loans)
    if before.year != after.year and after.year is not None:
        return rules_line(after.year)
    if after.fine:
        return _("Denda: {amount}.", amount=after.fine)
    return _("Denda tidak dipakai lagi.")


async def ask_amount(chat: Chat, kind: Text, usual: int | None = None) -> Rupiah:
    """What is usual each time; more than any group decides on is asked again. Whoever asks says it back in words."""
    text = _("{kind}: berapa tiap orang?", kind=kind)
    while True:
        amount = await chat.ask(text, Amount(usual=usual))
        if not 0 < amount <= USUAL_MAX:
            text = _("Jumlah itu tidak biasa. Paling banyak {most}. Berapa, Bu?", most=USUAL_MAX)
        else:
            return amount
