"""Words for later go out when their moment has come: as their writer's own, if she still has the matter.

The law: they are written down as a message of hers in the same transaction that settles them, so that they go out once
or never, whatever crashes. Whose matter it is not any more has nothing sent; what comes half a day too late neither.
They answer nothing: what she asked meanwhile waits on. What fell due before an older copy was brought back may have
gone out already: it is not sent again, and their writer sees that it was not (reliability.md F26).
"""

from db import matter_messages, matter_steps, meta, people
from db.matter_rows import lock
from db.matter_steps import LATE_MS, Step, StepState, Why
from db.people import Actor
from db.unit import Unit
from domain.matter_refusals import MatterClosed, MatterFull, NotToBeContacted
from domain.matters import Matter, MessageKind, Side, State
from domain.refusals import NotAllowed
from handlers.contact.passing import pass_on

# When an older copy was brought back last (bot/operator/restore.py).
RESTORED = "restored_ms"


async def look_around(unit: Unit) -> bool:
    """Send what is due; whether there may be more. For the clock, which queues what was told."""
    due = await matter_steps.list_due(unit)
    restored_ms = int(await meta.read(unit, RESTORED) or 0) if due else 0
    for step in due:
        await _settle(unit, step, restored_ms)
    return len(due) == matter_steps.DUE_MAX


async def _settle(unit: Unit, step: Step, restored_ms: int) -> None:
    matter = await lock(unit, step.matter_id)
    why = _why_not(unit, step, matter, restored_ms)
    if why is None:
        why = await _write(unit, step, matter)
    state = StepState.DONE if why is None else StepState.DROPPED
    await matter_steps.settle(unit, step, state, why)


def _why_not(unit: Unit, step: Step, matter: Matter, restored_ms: int) -> Why | None:
    """Why it is not sent; None if it may be."""
    if matter.state is not State.OPEN:
        return Why.CLOSED
    if matter.holder_id != step.by_person or matter.held_ms > step.made_ms:
        return Why.MOVED
    return Why.LATE if unit.now_ms - step.due_ms > LATE_MS or step.due_ms <= restored_ms else None


async def _write(unit: Unit, step: Step, matter: Matter) -> Why | None:
    """Her worker's message, passed on; None if it is. She works there and has the matter: asked like in a turn."""
    unit.actor = await _writer(unit, step)
    try:
        async with unit.isolated():
            await matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, step.words, by_clock=True)
            await pass_on(unit, matter)
    except MatterFull:
        return Why.FULL
    except MatterClosed:
        return Why.CLOSED
    except NotToBeContacted:
        return Why.UNWANTED
    except NotAllowed:
        return Why.MOVED
    finally:
        del unit.actor
    return None


async def _writer(unit: Unit, step: Step) -> Actor:
    """Who wrote the words, as she would act now; she sits at no phone."""
    persons = await people.list_persons(unit, [step.by_person])
    return Actor(
        account_id=0,
        person_id=step.by_person,
        channel="",
        phone="own",
        language="id",
        zone=persons[step.by_person].zone if step.by_person in persons else "Asia/Jakarta",
        staff=True,
        roles=await people.list_roles(unit, step.by_person),
    )
