"""Whether a colleague's matter may be opened with a reason, and who is told: asked again in the step that opens it."""

from datetime import UTC, datetime

from conversation.text import _
from db import contact_staff, matter_looks, matter_messages, matter_moves, matter_rights, matter_rows, people
from db.data_readers import list_selves
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matter_moves import HadItBefore, OnlyHolderReads
from domain.matters import Matter, MoveState
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.zones import local_time
from handlers.contact.digest import REASONS
from handlers.contact.move_words import short
from handlers.names import LOOK_ANYWAY

WHY = _("Lihat sebabnya")  # staff

# Of all that concerns somebody: the latest of the last days, as many as she reads at once.
LATELY_MS, LATELY_MAX = 7 * 24 * 3_600_000, 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A matter before it is opened. holder: who has it, "" for nobody. mine: it is the actor's own."""

    code: str
    holder: str
    mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """Somebody's look. code: of the matter."""

    code: str
    name: str
    reason: str
    at: datetime


async def find_by_code(unit: Unit, code: str) -> int:
    """The matter of that code in an office of the actor's. Raises NotAllowed, as if it were not there."""
    matter = await matter_rows.find_by_code(unit, code)
    if matter is None:
        raise NotAllowed
    return (await matter_rights.require_peek(unit, matter, looking=True)).id


async def find_closed_door(unit: Unit, matter_id: int) -> Door:
    """Whose it is. Raises NotAllowed, OnlyHolderReads, HadItBefore."""
    matter = await matter_rights.require_peek(unit, matter_id, looking=True)
    mine = matter.holder_id == unit.actor.person_id
    if not mine:
        await _require_may_look(unit, matter, looking=True)
    named = await people.list_persons(unit, [matter.holder_id] if matter.holder_id else [])
    holder = named[matter.holder_id].name if matter.holder_id in named else ""
    return Door(code=matter.code, holder=short(holder) or ("-" if matter.holder_id else ""), mine=mine)


async def _require_may_look(unit: Unit, matter: Matter, *, looking: bool = False) -> None:
    """Raises NotAllowed; OnlyHolderReads where she wanted one alone; HadItBefore for who has handed it over."""
    held = await matter_rights.rights(unit, looking=looking)
    if not (held.know(matter) and held.allow(Action.LOOK_ANYWAY, matter.organisation_id)):
        raise NotAllowed
    if matter.women_only and not await matter_rights.can_hold(unit, matter, [unit.actor.person_id]):
        raise NotAllowed
    if matter.only_holder:
        raise OnlyHolderReads
    if await matter_messages.has_answered(unit, matter, held.mine):
        raise HadItBefore  # she has another since, whoever of them wanted that
    moved = (MoveState.ACCEPTED, MoveState.DONE)
    for move in await matter_moves.list_of(unit, matter.id):
        if move.from_person in held.mine and move.state in moved and not move.is_outside:
            raise HadItBefore


async def open_look(unit: Unit, matter_id: int, reason: str) -> None:
    """The actor reads it for an hour; its holder and the supervisors hear of it. Raises as find_closed_door does."""
    matter = await matter_rows.lock(unit, matter_id)
    await matter_rights.require_peek(unit, matter)
    if matter.holder_id in (0, unit.actor.person_id):
        raise Changed
    await matter_rights.require_key(unit, matter)
    await _require_may_look(unit, matter)
    await matter_looks.open_one(unit, matter, reason)
    named = await people.list_persons(unit, [unit.actor.person_id])
    name = named[unit.actor.person_id].name if unit.actor.person_id in named else ""
    # staff
    text = _(
        "{name} membuka urusan {code}. Sebabnya tercatat.", name=short(name) or _("Rekan"), code=matter.code
    )
    for each in await _list_told(unit, matter):
        if not await contact_staff.may_tell(unit, each):
            contact_staff.keep_climb(
                unit, [each]
            )  # at most one notice a minute: the clock tells it with the next
            continue
        contact_staff.note_told(unit, each)
        unit.tell(
            each,
            text,
            MessageClass.RELAY.value,
            buttons=(PushButton(label=WHY, talk=LOOK_ANYWAY, args=(matter.id, REASONS)),),
            matter=matter_rows.matter_of(matter.id),
        )


async def _list_told(unit: Unit, matter: Matter) -> list[int]:
    """Its holder and who supervises there, without who looks and without whom a complaint is about."""
    roles = holders(Action.READ_COMPLAINTS if matter.complaint else Action.SUPERVISE_MATTERS)
    found = [matter.holder_id, *await people.list_role_holders(unit, matter.organisation_id, sorted(roles))]
    never = {unit.actor.person_id, *await list_selves(unit, matter.person_id)}
    never |= set(await list_selves(unit, matter.about_id)) if matter.about_id else set()
    return [each for each in dict.fromkeys(found) if each not in never]


async def list_looks(unit: Unit, matter_id: int) -> tuple[Looked, ...]:
    """Who looked and why, for its holder and for supervisors; 0: into all of theirs, lately. Raises NotAllowed."""
    if matter_id:
        return await _looks_into(unit, matter_id)
    offices = places(unit.actor.roles, Action.ANSWER_MATTERS)
    if unit.actor.locked or not offices:
        raise NotAllowed
    found: list[Looked] = []
    for each in await matter_looks.list_lately(unit, offices, unit.now_ms - LATELY_MS):
        try:
            found += await _looks_into(unit, each)
        except NotAllowed:  # of a colleague's, or one that does not exist for her
            continue
    return tuple(found[:LATELY_MAX])


async def _looks_into(unit: Unit, matter_id: int) -> tuple[Looked, ...]:
    matter = await matter_rights.require_peek(unit, matter_id)
    held = await matter_rights.rights(unit)
    if not (held.hold(matter) or held.allow(Action.SUPERVISE_MATTERS, matter.organisation_id)):
        raise NotAllowed
    looks = await matter_looks.list_of(unit, matter)
    unit.audit("read", "audit", matter.id, matter.person_id, "why others looked")
    named = await people.list_persons(unit, [each.by_person for each in looks])
    return tuple(
        Looked(
            code=matter.code,
            name=short(named[each.by_person].name) if each.by_person in named else "-",
            reason=each.reason,
            at=local_time(datetime.fromtimestamp(each.at_ms / 1000, UTC), unit.actor.zone),
        )
        for each in looks
    )
