"""What goes out where the channel takes nothing but a message it has approved (WhatsApp, a day after she last wrote)?

The law: the message itself waits until she looks; in its place goes one short template that says so, and no second one
until she has written. A phone that others read gets the template that tells nothing. Without an approved template, and
for announcements once the month's cap is reached, it just waits: nothing is called sent that was not.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from bot.channels.base import Button, Layout, Outgoing
from bot.outgoing import pack, unpack
from conversation.text import _
from db import message_costs, outbox, people, push_buttons, templates
from db.engine import Row
from db.outbox import Queued
from db.unit import PushButton, Unit
from domain.announcements import Why
from domain.contact import AsItIs, MessageClass, Neutral, Urgency
from domain.templates import Category, Template, filled, params_for
from handlers.names import CALLS, NEWS

# The label is the template's own, as it was approved; of the button only what it begins is kept.
_LABEL = _("Lihat kabar")


async def through_closed_window(
    unit: Unit, row: Queued, account: Row, decision: AsItIs | Neutral
) -> Queued | None:
    """The template that goes in its place, None if none does."""
    outbox.settle(unit, row.id, "dropped" if row.neutral else "pull", Why.WINDOW_CLOSED.value)
    calls = row.kind == MessageClass.HELP and bool(account["staff"])
    if account["neutral_sent_ms"] > 0 and not row.neutral and not calls:
        return None  # one is there already, which she has not answered
    sender = json.loads(row.body).get("sender", "") if row.notice_id else ""
    values = {"kantor": sender}
    template = await _find(unit, _which(decision, sender, calls=calls), account["language"], values)
    if template is None or not await _may_cost(unit, row):
        return None
    people.mark_neutral_sent(unit, row.account_id)
    notice = replace(
        row,
        id=unit.new_id(),
        body=pack(_outgoing(unit, row, template, values)),
        pushed=True,
        neutral=True,
        tries=0,
        repeats=0,
        made_ms=unit.now_ms,
        dates=None,
        notice_id=0,
        stands_for=row.id if row.notice_id else row.stands_for,
    )
    outbox.add(unit, notice)
    await message_costs.expect(unit, notice.id, template.category)
    return notice


async def has_room(unit: Unit, row: Queued, *, as_it_is: bool) -> bool:
    """Whether an announcement may be paid for where her window is open; if not, it waits until she looks."""
    if not await _may_cost(unit, row):
        return False
    if as_it_is:
        await message_costs.expect(unit, row.id, Category.SERVICE)
    return True


async def _may_cost(unit: Unit, row: Queued) -> bool:
    """Only announcements ever stop at the cap: never help, a receipt or an answer."""
    if row.kind != MessageClass.BROADCAST or not await message_costs.is_full(unit):
        return True
    outbox.settle(unit, row.id, "pull", Why.CAP_REACHED.value)
    return False


def _which(decision: AsItIs | Neutral, sender: str, *, calls: bool) -> list[str]:
    """The templates that would do, the best first. Only on a phone of her own does one say whose news it is."""
    if calls:
        return [templates.STAFF_CALL, templates.NEUTRAL_TODAY, templates.NEUTRAL]
    if isinstance(decision, AsItIs):
        own = [templates.NEWS_FOR_HER, templates.NEUTRAL]
        return [templates.NEWS_WAITS, *own] if sender else own
    today = [templates.NEUTRAL_TODAY] if decision.urgency is Urgency.TODAY else []
    return [*today, templates.NEUTRAL]


async def _find(unit: Unit, names: list[str], language: str, values: Mapping[str, str]) -> Template | None:
    """The first that is approved, and has no place that somebody has put into it at the channel."""
    for name in names:
        template = await templates.open_template(unit, name, language)
        if template is not None and values.keys() >= set(template.params):
            return template
    return None


def _outgoing(unit: Unit, row: Queued, template: Template, values: dict[str, str]) -> Outgoing:
    button = PushButton(label=_LABEL, talk=CALLS if template.name == templates.STAFF_CALL else NEWS)
    buttons = tuple(
        Button(label=label, payload=push_buttons.add_push(unit, row.person_id, button, ""))
        for label in template.buttons
    )
    return Outgoing(
        outbox_id="",
        chat=unpack(row.body, row.id).chat,
        text=filled(template, values),
        buttons=buttons,
        layout=Layout.BUTTONS if buttons else Layout.NONE,
        template=template.name,
        template_language=template.language,
        template_params=params_for(template, values),
    )
