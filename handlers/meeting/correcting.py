""" "Eh salah, Tati 20 bukan 10": until the meeting is closed a slip is put right by who keeps the book, alone.

What was written is taken back and written anew, so that both stand in the book; the meeting counts such corrections.
"""

from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.accounts import SavingKind
from domain.loan_refusals import MoreThanOwed
from domain.meetings import Written
from domain.money import Rupiah, Spelled
from domain.reading.lists import ListedEntry, answer_scale
from handlers.loans.over import Rest, ask_over
from handlers.meeting.booking import write
from handlers.meeting.listing import read_text
from handlers.meeting.scene import Scene, number_of


async def correct(chat: Chat, scene: Scene, text: str) -> None:
    """One woman's saving of this meeting gets another amount, once she has read it in words and said yes."""
    entry = read_correction(scene, text)
    if entry is None:
        return await chat.say(_("Maaf, saya belum mengerti. Contoh: salah, Tati 20rb bukan 10rb."))
    member = number_of(entry.member)
    before = [each for each in scene.saved if each.member == member]
    if not before:
        return await chat.say(_("Setoran {name} belum ada di rapat ini.", name=scene.names[member]))
    old = await choose_one(chat, scene, entry, before)
    new = Written(member=member, kind=old.kind, amount=Rupiah(entry.rupiah))
    if new.amount == old.amount:
        return await chat.say(
            _("Setoran {name} sudah tercatat {amount}.", name=scene.names[member], amount=old.amount)
        )
    asked = _(
        "{name}, {kind}: {old} jadi {new}. Benar?",
        name=scene.names[member],
        kind=scene.label(old.kind),
        old=old.amount,
        new=Spelled(new.amount),
    )
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, tetap seperti tadi."))
    try:
        await write(chat, scene, (), replacing=(new,))
    except MoreThanOwed as refused:  # of an instalment: what it would have ended with is known only now
        payoff = refused.fields["amount"]
        assert isinstance(payoff, int), "it is what ends the loan"
        rest = await ask_over(chat, scene.names[member], new.amount, payoff)
        if rest is Rest.SLIP:
            return await chat.say(_("Baik, tetap seperti tadi."))
        fitting = replace(new, to_savings=True) if rest is Rest.SAVED else replace(new, amount=Rupiah(payoff))
        await write(chat, scene, (), replacing=(fitting,))
    await chat.say(_("Sudah dibetulkan."))
    return None


async def choose_one(chat: Chat, scene: Scene, entry: ListedEntry, before: list[Written]) -> Written:
    """Which of her savings is meant, asked only where she has several and the words do not say."""
    named = [each for each in before if each.kind == entry.kind]
    if len(before) == 1:
        return before[0]
    if len(named) == 1 and entry.kind != SavingKind.WAJIB.value:
        return named[0]  # wajib is also what stands where no kind was written
    choices = [
        Choice(each.kind, _("{kind} {amount}", kind=scene.label(each.kind), amount=each.amount))
        for each in before
    ]
    chosen = await chat.choose(
        _("Setoran {name} yang mana?", name=scene.names[number_of(entry.member)]), choices
    )
    return next(each for each in before if each.kind == chosen.key)


def read_correction(scene: Scene, text: str) -> ListedEntry | None:
    """Whose saving becomes which amount; None if that is not one woman and one amount."""
    reading = answer_scale(read_text(scene, text), True)  # the amount is confirmed in words
    return reading.entries[0] if len(reading.entries) == 1 and not reading.costs else None
