"""What answering reads and writes: for whom, whether that is certain, the message itself, and taking it back.

The law: only who has the matter at this moment writes in it, and what was written is told with her name and code.
"""

from db import canned, matter_copies, matter_messages, matter_mixups, matter_reach, matters
from db.matter_reach import Reach
from db.unit import Unit
from domain.canned import in_order
from domain.matter_refusals import NothingToTakeBack
from domain.matters import MessageKind, Side
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.contact import changing
from handlers.contact.matter_steps import Whom, whom_of
from handlers.contact.message_question import Draft, unpacked_draft
from handlers.contact.passing import pass_on


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What became of an answer. following: the matter that has waited longest by now, 0 if none waits."""

    whom: Whom
    reach: Reach
    undo: bool
    following: int
    waiting: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """An answer that the office keeps ready."""

    key: str
    title: str
    topic: str


async def may_be_for_another(unit: Unit, matter_id: int, asked_ms: int) -> bool:
    """Whether the words may be meant for another woman, whose message came in between."""
    return await matter_mixups.may_be_for_another(unit, matter_id, asked_ms)


async def send_answer(unit: Unit, matter_id: int, packed: str) -> int:
    """The draft goes to her; its number. Raises NotHolder, MatterClosed, MatterFull."""
    return await _send(unit, matter_id, unpacked_draft(packed))


async def send_ready(unit: Unit, matter_id: int, canned_id: int) -> int:
    """An answer kept ready goes to her as it is; its number. Raises NotHolder, NotAllowed, MatterClosed."""
    matter = await matters.require_hold(unit, matter_id)
    found = await canned.get(unit, matter.organisation_id, canned_id)
    return await _send(unit, matter_id, Draft(kind=MessageKind.TEXT, text=found.body))


async def _send(unit: Unit, matter_id: int, draft: Draft) -> int:
    matter = await matters.require_hold(unit, matter_id)
    n = await matter_messages.add(
        unit,
        matter,
        Side.STAFF,
        draft.kind,
        draft.text,
        sent_file=draft.file,
        account_id=unit.actor.account_id if draft.message_ref else 0,
        message_ref=draft.message_ref,
    )
    await pass_on(unit, matter)
    # Who quotes "Terkirim ke ..." writes to the same woman again.
    matter_copies.note(unit, unit.answer_id, matter.id, 0, unit.actor.person_id)
    return n


async def find_sent(unit: Unit, matter_id: int, n: int) -> Sent:
    """What is known of the answer right after it was written. Raises NotAllowed."""
    matter = await matters.get(unit, matter_id, looking=True)
    message = await matter_messages.find_one(unit, matter.id, n)
    if message is None or message.by_person != unit.actor.person_id:
        raise NotAllowed
    waiting = [each for each in await matters.list_held(unit, 2) if each.waiting_ms and each.id != matter.id]
    return Sent(
        whom=await whom_of(unit, matter),
        reach=await matter_reach.find_of(unit, matter, n) if message.ready else Reach.SOON,
        undo=not message.taken_back,
        following=waiting[0].id if waiting else 0,
        waiting=(await matters.counts(unit)).unanswered,
    )


async def take_back(unit: Unit, matter_id: int, n: int) -> None:
    """The answer leaves her screen where the channel can, and is marked. Raises NotHolder, NothingToTakeBack."""
    matter = await matters.require_hold(unit, matter_id)
    message = await matter_messages.get(unit, matter, n)
    if message.side is not Side.STAFF:
        raise NothingToTakeBack
    await changing.take_back(unit, message)


# -- answers kept ready -----------------------------------------------------------------------------------------


async def list_ready(unit: Unit, matter_id: int) -> tuple[Ready, ...]:
    """What the office keeps ready, what fits the topic first. Raises NotAllowed."""
    matter = await matters.get(unit, matter_id, looking=True)
    kept = in_order(await canned.list_of(unit, [matter.organisation_id]), matter.topic)
    return tuple(Ready(key=str(each.id), title=each.title, topic=each.topic) for each in kept)


async def read_ready(unit: Unit, matter_id: int, canned_id: int) -> str:
    """Its words. Raises NotAllowed."""
    matter = await matters.get(unit, matter_id, looking=True)
    return (await canned.get(unit, matter.organisation_id, canned_id)).body
