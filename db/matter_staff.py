"""What staff do with a matter: take it, give it back, say what it is about, close it with what came of it.

The law: nobody takes a colleague's matter that was not offered, nobody answers her own, a complaint never reaches whom
it is about, and nothing is closed silently over words of hers that have no answer.
"""

from dataclasses import replace

from db import matter_messages
from db.matter_changes import give, reread, shut
from db.matter_rights import (
    can_hold,
    may_be_taken,
    require_hold,
    require_peek,
    require_read,
    rights,
)
from db.matter_rows import lock, open_contact
from db.unit import Unit
from domain.matter_refusals import (
    MatterClosed,
    NeedsResult,
    OnlyForHolder,
    OwnMatter,
    StillUnanswered,
    TakenAlready,
    WomanOnly,
)
from domain.matters import Matter, MessageKind, Result, Side, State, Topic
from domain.refusals import Changed, NotAllowed
from domain.requests import Contact


async def get(unit: Unit, matter_id: int, *, looking: bool = False) -> Matter:
    """The matter, for its holder or who looks with a reason. Raises NotAllowed. looking: for queries."""
    return await require_read(unit, matter_id, looking=looking)


async def peek(unit: Unit, matter_id: int, *, looking: bool = False) -> Matter:
    """The same without a word of it, for who may see that it exists. Raises NotAllowed. looking: for queries."""
    return await require_peek(unit, matter_id, looking=looking)


async def contact_of(unit: Unit, matter: Matter) -> Contact | None:
    """How she wants to be reached, for who may read it. Raises NotAllowed; leaves an audit row: for steps."""
    now = await require_read(unit, matter)
    found = await open_contact(unit, now)
    if found is not None:
        unit.audit("read", "matter", now.id, now.person_id, "contact")
    return found


async def take(unit: Unit, matter_id: int) -> Matter:
    """It is who acts who has it from now on: nobody had it, or it was offered. Taking one's own again changes nothing.

    Raises NotAllowed, MatterClosed, TakenAlready, WomanOnly, OwnMatter.
    """
    matter = await lock(unit, matter_id)
    held = await rights(unit)
    me = unit.actor.person_id
    if matter.person_id in held.mine and not matter.complaint:
        raise OwnMatter
    if not held.know(matter):
        raise NotAllowed
    if matter.state is not State.OPEN:
        raise MatterClosed
    if matter.holder_id == me:
        return matter
    if not may_be_taken(matter):
        raise TakenAlready if matter.holder_id else NotAllowed
    if not await can_hold(unit, matter, [me]):
        raise WomanOnly
    unit.audit("write", "matter", matter.id, matter.person_id, "taken")
    return await give(unit, matter, me, shown_from=0)


async def give_back(unit: Unit, matter_id: int) -> Matter:
    """Nobody has it: a colleague may take it. Raises NotHolder, MatterClosed, OnlyForHolder."""
    matter = await require_hold(unit, matter_id)
    if matter.state is not State.OPEN:
        raise MatterClosed
    if matter.only_holder:
        raise OnlyForHolder
    unit.audit("write", "matter", matter.id, matter.person_id, "given back")
    return await give(unit, matter, 0, shown_from=0)


async def set_topic(unit: Unit, matter_id: int, topic: Topic) -> Matter:
    """What it is about, for its holder to say. Raises NotHolder."""
    matter = await require_hold(unit, matter_id)
    unit.write("UPDATE matters SET topic = $2 WHERE id = $1", matter.id, topic.value)
    unit.audit("write", "matter", matter.id, matter.person_id, "topic")
    return replace(matter, topic=topic.value)


async def close(
    unit: Unit,
    matter_id: int,
    result: Result | None,
    words: str = "",
    *,
    although_unanswered: bool = False,
    seen_n: int | None = None,
) -> Matter:
    """It is over, with what came of it; words: a last answer to her, written down as one.

    although_unanswered: its holder has said yes to leaving something without an answer. seen_n: the last number she saw
    when she was asked. Raises NotHolder, MatterClosed, NeedsResult, StillUnanswered, Changed (something came since).
    """
    matter = await require_hold(unit, matter_id)
    if matter.state is not State.OPEN:
        raise MatterClosed
    if result is None:
        raise NeedsResult
    if seen_n is not None and matter.messages > seen_n and matter.waiting_ms:
        raise Changed
    if words.strip():
        await matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, words.strip())
        matter = await reread(unit, matter.id)
    if matter.waiting_ms and not although_unanswered:
        raise StillUnanswered
    return await shut(unit, matter, result, by=unit.actor.person_id)
