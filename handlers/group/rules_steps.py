"""A change of the group's rules that two officers have agreed to: written with its day, and all members are told."""

from datetime import date
from typing import Any

from conversation.text import Text, _
from db import group_rules, members
from db.approvals import Approval
from db.unit import Unit
from domain.group_rules import Rules
from domain.refusals import Changed
from handlers.group.rule_words import changed_line
from handlers.second.telling import tell

KIND = "rules"


def body_of(before: Rules, after: Rules) -> dict[str, Any]:
    """What is agreed to: the new rules, and the ones they take the place of."""
    return {
        "before": group_rules.to_json(before),
        "after": group_rules.to_json(after),
        "from_day": after.from_day.isoformat(),
        "decided_day": after.decided_day.isoformat(),
    }


def in_words(before: Rules, after: Rules) -> Text:
    """What the second officer reads, and later everybody."""
    return _(
        "Aturan mulai {day}.\n{line}\nDiputuskan rapat {decided}.",
        day=after.from_day,
        line=changed_line(before, after),
        decided=after.decided_day,
    )


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """The rules hold from their day on. Raises RuleReachesBack, Changed if others have been decided meanwhile."""
    body = approval.body
    from_day, decided = date.fromisoformat(body["from_day"]), date.fromisoformat(body["decided_day"])
    before = await group_rules.rules_on(unit, approval.group_id, from_day)
    if group_rules.to_json(before) != body["before"]:
        raise Changed
    after = group_rules.from_json(body["after"], from_day, decided)
    await group_rules.add(unit, approval.group_id, after, by=approval.by)
    words = in_words(before, after)
    everybody = await members.list_members(unit, approval.group_id)
    told = [each.number for each in everybody if each.has_phone and each.number != approval.by]
    await tell(unit, approval.group_id, [(number, words) for number in told])
    return _("Aturan baru sudah dicatat. Semua anggota yang punya HP dikabari.")
