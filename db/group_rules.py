"""A group's rules by their day: what its meeting decided, kept for ever, the newest that has begun holds."""

import json
from datetime import date
from typing import Any

from db import dated, groups
from db.engine import Row
from db.loan_terms import rules_of_plain, rules_to_plain
from db.unit import Unit
from domain import year_rules
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, RuleReachesBack, Rules, undecided
from domain.money import Rupiah
from domain.zones import local_date

_COLUMNS = "SELECT id, from_day, decided_day, body FROM group_rules WHERE group_id = $1"
_NEWEST = " ORDER BY from_day DESC, id DESC LIMIT 1"


async def rules_on(unit: Unit, group_id: int, day: date) -> Rules:
    """What holds in the group on that day; where nothing was decided by then, domain.group_rules.undecided."""
    row = await unit.fetch_one(_COLUMNS + " AND from_day <= $2" + _NEWEST, group_id, day.isoformat())
    return undecided(day) if row is None else _rules(row)


async def find_coming(unit: Unit, group_id: int, day: date) -> Rules | None:
    """What was decided last and holds only after that day; None if nothing is to change."""
    row = await unit.fetch_one(_COLUMNS + " AND from_day > $2" + _NEWEST, group_id, day.isoformat())
    return None if row is None else _rules(row)


async def has_any(unit: Unit, group_id: int) -> bool:
    """Whether the group has ever decided anything."""
    return await unit.fetch_one(_COLUMNS + " LIMIT 1", group_id) is not None


async def add(unit: Unit, group_id: int, rules: Rules, *, by: int) -> None:
    """The rules hold from their day on. by: the number of the member who writes it down, 0 for the program.

    Raises RuleReachesBack unless these are the group's first.
    """
    if await has_any(unit, group_id):
        await _check_day(unit, group_id, rules.from_day)
    unit.write(
        "INSERT INTO group_rules (id, group_id, from_day, decided_day, body, by_member, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        unit.new_id(),
        group_id,
        rules.from_day.isoformat(),
        rules.decided_day.isoformat(),
        to_json(rules),
        by,
        unit.now_ms,
    )
    await dated.plan(unit, group_id, rules)


async def _check_day(unit: Unit, group_id: int, from_day: date) -> None:
    group = await groups.get(unit, group_id)
    row = await unit.fetch_one("SELECT max(day) AS day FROM ledger_entries WHERE group_id = $1", group_id)
    written = "" if row is None else row["day"] or ""
    if from_day < local_date(unit.now, group.zone) or from_day.isoformat() <= written:
        raise RuleReachesBack


def to_json(rules: Rules) -> str:
    """What is kept of the rules beside their two days; nothing of loans and the year where they are not decided."""
    body: dict[str, Any] = {
        "kinds": [
            {
                "kind": each.kind.value,
                "amount": each.amount,
                "name": each.name,
                "until": each.until.isoformat() if each.until else "",
            }
            for each in rules.kinds
        ],
        "rhythm": rules.rhythm.value,
        "meeting_day": rules.meeting_day.isoformat(),
        "fine": rules.fine,
        "ask_again_over": rules.ask_again_over,
    }
    if rules.loans is not None:
        body["loans"] = rules_to_plain(rules.loans)
    if rules.year is not None:
        body["year"] = rules.year.plain()
    return json.dumps(body)


def _rules(row: Row) -> Rules:
    return from_json(row["body"], date.fromisoformat(row["from_day"]), date.fromisoformat(row["decided_day"]))


def from_json(kept: str, from_day: date, decided_day: date) -> Rules:
    """The rules again. Raises ValueError or KeyError for what `to_json` has not made."""
    body: dict[str, Any] = json.loads(kept)
    return Rules(
        kinds=tuple(_kind(each) for each in body["kinds"]),
        rhythm=Rhythm(body["rhythm"]),
        meeting_day=date.fromisoformat(body["meeting_day"]),
        fine=Rupiah(body["fine"]),
        ask_again_over=Rupiah(body["ask_again_over"]),
        from_day=from_day,
        decided_day=decided_day,
        loans=rules_of_plain(body["loans"]) if body.get("loans") else None,
        year=year_rules.read(body["year"]) if body.get("year") else None,
    )


def _kind(each: dict[str, Any]) -> KindRule:
    return KindRule(
        kind=SavingKind(each["kind"]),
        amount=None if each["amount"] is None else Rupiah(each["amount"]),
        name=each["name"],
        until=date.fromisoformat(each["until"]) if each["until"] else None,
    )
