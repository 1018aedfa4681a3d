"""What the arisan reads and writes: a round that begins, a turn that two officers write down, the end of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation.text import Text, _
from db import arisan, group_rules, groups, meetings, members, permits
from db.approvals import Approval
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.arisan import Round
from domain.money import Rupiah
from domain.payouts import Kind
from domain.permits import Action, places
from domain.refusals import Changed
from domain.zones import local_date
from handlers.second import payout_steps
from handlers.second.telling import name_of, names_of, tell

KIND = "arisan"

DRAW, TAKE_BACK, STOP = "draw", "take_back", "stop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A woman in the round. day: of her draw, None until then."""

    member: int
    name: str
    day: date | None = None

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.member}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """The newest round, number 0 if there never was one. unpaid: for the turn that comes, officers alone see it.

    kept: who has been drawn and has not got the money. writes: she may write it down. rule_amount: what the group's
    rules say, 0 where it is free; has_rule: whether they name the arisan at all.
    """

    number: int
    amount: Rupiah
    pot: Rupiah
    is_open: bool
    places: tuple[Place, ...]
    unpaid: tuple[Place, ...]
    kept: tuple[Place, ...]
    writes: bool
    has_rule: bool
    rule_amount: Rupiah

    @property
    def drawn(self) -> tuple[Place, ...]:
        """Who has had her turn."""
        return tuple(each for each in self.places if each.day is not None)

    @property
    def waiting(self) -> tuple[Place, ...]:
        """Who has not."""
        return tuple(each for each in self.places if each.day is None)


async def find_sight(unit: Unit, group_id: int) -> Sight:
    """The group's arisan: in it everybody knows who has had her turn. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    group = await groups.get(unit, group_id)
    writes = group_id in places(unit.actor.roles, Action.WRITE_BOOK) and group.state == groups.ACTIVE
    found = await arisan.find_last(unit, group_id)
    rule = (await group_rules.rules_on(unit, group_id, local_date(unit.now, group.zone))).find(
        SavingKind.ARISAN
    )
    names = await names_of(unit, group_id)
    rows = () if found is None else _places(found, names)
    unpaid: tuple[int, ...] = ()
    kept: dict[int, Rupiah] = {}
    if found is not None and writes:
        unpaid = await arisan.list_unpaid(unit, found) if found.is_open else ()
        kept = await arisan.due_of(unit, found)
    return Sight(
        number=0 if found is None else found.number,
        amount=Rupiah(0) if found is None else found.amount,
        pot=Rupiah(0) if found is None else found.pot,
        is_open=found is not None and found.is_open,
        places=rows,
        unpaid=tuple(each for each in rows if each.member in unpaid),
        kept=tuple(each for each in rows if each.member in kept),
        writes=writes,
        has_rule=rule is not None,
        rule_amount=(rule.amount if rule is not None else None) or Rupiah(0),
    )


def _places(found: Round, names: dict[int | None, str]) -> tuple[Place, ...]:
    """Who was drawn in the order of the draws, then the others."""
    return tuple(
        Place(member=each.member, name=names.get(each.member, f"No. {each.member}"), day=each.day)
        for each in (*found.drawn, *found.waiting)
    )


def body_of(what: str, sight: Sight, *, member: int = 0, witness: int | None = None) -> dict[str, Any]:
    """What is agreed to."""
    return {
        "do": what,
        "round": sight.number,
        "pot": int(sight.pot),
        "member": member,
        "witness": witness,
    }


async def begin(unit: Unit, group_id: int, amount: int, numbers: Sequence[int]) -> int:
    """The number of the new round; who is in it and has a phone hears it. Raises NotAllowed, ArisanRunning ..."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    here = {each.number for each in await members.list_members(unit, group_id)}
    if not here.issuperset(numbers):
        raise Changed
    today = local_date(unit.now, group.zone)
    made = await arisan.start(unit, group_id, amount=amount, members=numbers, day=today, by=me)
    unit.audit("write", "book", group_id, unit.actor.person_id, f"arisan {made.number}")
    text = _(
        "Arisan {group} dimulai: {amount} tiap orang, {n} orang ikut. Ibu ikut juga.",
        group=group.name,
        amount=made.amount,
        n=len(made.turns),
    )
    await tell(unit, group_id, [(each.member, text) for each in made.turns])
    return made.number


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """What two officers have agreed on about the round. Raises what db/arisan.py and the ledger refuse."""
    body = approval.body
    if body["do"] == DRAW:
        return await _draw(unit, approval)
    if body["do"] == TAKE_BACK:
        return await _take_back(unit, approval)
    return await _stop(unit, approval)


async def _draw(unit: Unit, approval: Approval) -> Text:
    """The pot is hers, and the money may be handed over; it counts when she says so."""
    group_id, body = approval.group_id, approval.body
    day, meeting = await _when(unit, group_id)
    found = await arisan.record_draw(
        unit,
        group_id,
        body["round"],
        body["member"],
        day=day,
        by=approval.by,
        second=approval.second,
        meeting=meeting,
    )
    if found.pot != body["pot"]:
        raise Changed
    pot = payout_steps.body_of(
        kind=Kind.WITHDRAWAL,
        account=Account.ARISAN,
        member=body["member"],
        witness=body["witness"],
        amount=found.pot,
        note="",
    )
    done = await payout_steps.start_decided(unit, group_id, pot, by=approval.by, second=approval.second)
    if found.is_open:
        return done
    return _("{done} Semua sudah dapat, arisannya selesai.", done=done)


async def _take_back(unit: Unit, approval: Approval) -> Text:
    group_id, body = approval.group_id, approval.body
    day, meeting = await _when(unit, group_id)
    await arisan.take_back(
        unit,
        group_id,
        body["round"],
        body["member"],
        day=day,
        by=approval.by,
        second=approval.second,
        meeting=meeting,
    )
    name = await name_of(unit, group_id, body["member"])
    return _("{name} menunggu giliran lagi.", name=name)


async def _stop(unit: Unit, approval: Approval) -> Text:
    """The round ends; what nobody has drawn can be taken out again by those who paid it."""
    group_id = approval.group_id
    found = await arisan.find_open(unit, group_id)
    await arisan.stop(unit, group_id, approval.body["round"])
    assert found is not None, "it was open a moment ago"
    text = _("Arisan kelompok dihentikan. Uang yang belum dibagi boleh diambil.")
    await tell(unit, group_id, [(each.member, text) for each in found.turns if each.member != approval.by])
    return _("Arisan dihentikan. Uang yang belum dibagi diambil lewat TARIK.")


async def _when(unit: Unit, group_id: int) -> tuple[date, int | None]:
    """The open meeting's day and number; today outside of one."""
    meeting = await meetings.find_open(unit, group_id)
    if meeting is not None:
        return meeting.day, meeting.number
    group = await groups.get(unit, group_id)
    return local_date(unit.now, group.zone), None
