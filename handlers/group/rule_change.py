"""From which day does a changed rule hold, and who agrees to it? For all that a group's meeting decides."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import group_rules, groups, permits
from db.unit import Unit
from domain.group_rules import Rules
from domain.permits import Action, places
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.group.rules_steps import KIND, body_of, in_words
from handlers.group.which import GroupHere
from handlers.second.agree import ask_second

NEXT_MEETING = Choice("next", _("Rapat berikutnya"), words=("rapat", "berikutnya"))
TOMORROW = Choice("tomorrow", _("Mulai besok"), words=("besok",))
OTHER_DAY = Choice("other", _("Tanggal lain"), words=("tanggal", "lain"))


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """What holds today, what was decided for later, and whether the actor may change it."""

    today: date
    rules: Rules
    coming: Rules | None
    may_change: bool


async def settle_change(chat: Chat, group: GroupHere, found: InForce, before: Rules, after: Rules) -> None:
    """The day of the meeting that decided, the day from which it holds, and the second officer."""
    decided = await chat.ask(
        _("Rapat tanggal berapa yang memutuskan?"), Day(today=found.today, context="past")
    )
    from_day = await ask_from(chat, found, before)
    after = replace(after, decided_day=min(decided, found.today), from_day=from_day)
    words = in_words(before, after)
    if not await chat.confirm(_("{change}\n\nBenar?", change=words)):
        return await chat.say(_("Baik. Aturannya tetap."))
    await ask_second(chat, group, what=words, kind=KIND, subject=0, body=body_of(before, after))
    return None


async def ask_from(chat: Chat, found: InForce, before: Rules) -> date:
    """From which day it holds: never one that is over."""
    tomorrow = max(found.today + timedelta(days=1), before.from_day)
    chosen = await chat.choose(_("Mulai kapan?"), (NEXT_MEETING, TOMORROW, OTHER_DAY))
    if chosen.key == TOMORROW.key:
        return tomorrow
    if chosen.key == NEXT_MEETING.key:
        return max(before.next_meeting(found.today), before.from_day)
    text: Text = _("Mulai tanggal berapa?")
    while (day := await chat.ask(text, Day(today=found.today, context="future"))) < tomorrow:
        text = _("Aturan tidak berlaku mundur. Mulai tanggal berapa?")
    return day


# -- what is read -----------------------------------------------------------------------------------------------


async def find_rules(unit: Unit, group_id: int) -> InForce:
    """What holds in the group, and what will. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    return InForce(
        today=today,
        rules=await group_rules.rules_on(unit, group_id, today),
        coming=await group_rules.find_coming(unit, group_id, today),
        may_change=group_id in places(unit.actor.roles, Action.SET_RULES) and group.state == groups.ACTIVE,
    )
