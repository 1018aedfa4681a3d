"""What closing a matter reads and writes, and how she hears of it.

The law: a matter is not closed without a result, nor over something she wrote that nobody answered unless that was
said; she hears that it is closed, and how to go on.
"""

from conversation.text import Text, _
from db import matters, organisations, people
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matters import Face, Matter, Result, State, Topic
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.contact.matter_steps import Whom, whom_of
from handlers.contact.passing import pass_on
from handlers.names import MATTER_FACE

FACES: tuple[tuple[Face, Text], ...] = (
    (Face.GOOD, _("Baik")),
    (Face.FAIR, _("Biasa saja")),
    (Face.BAD, _("Kurang")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A matter that is about to be closed. unanswered: her last words have no answer. seen_n: its newest number."""

    whom: Whom
    topic: str
    unanswered: bool
    seen_n: int


async def find_ending(unit: Unit, matter_id: int) -> Ending:
    """The matter as it stands when its closing begins. Raises NotAllowed where it is not the actor's, or over."""
    matter = await matters.get(unit, matter_id)
    if matter.holder_id != unit.actor.person_id or matter.state is not State.OPEN:
        raise NotAllowed
    return Ending(
        whom=await whom_of(unit, matter),
        topic=matter.topic,
        unanswered=matter.waiting_ms > 0,
        seen_n=matter.messages,
    )


async def close_matter(
    unit: Unit, matter_id: int, result: str, topic: str, words: str, although: bool, seen_n: int
) -> None:
    """It is over, and she hears it. topic: what it was about, "" leaves it. words: a last answer, "" for none.

    although: closing over something that has no answer was said. seen_n: the newest number when that was asked.
    Raises NotHolder, MatterClosed, StillUnanswered, Changed.
    """
    if topic:
        await matters.set_topic(unit, matter_id, Topic(topic))
    matter = await matters.close(
        unit, matter_id, Result(result), words, although_unanswered=although, seen_n=seen_n
    )
    await pass_on(unit, matter)
    await tell_closed(unit, matter)


async def tell_closed(unit: Unit, matter: Matter) -> None:
    """She hears that it is closed and by whom, and may say how it was."""
    office = (await organisations.get(unit, matter.organisation_id)).office.name
    named = await people.list_persons(unit, [unit.actor.person_id])
    name = named[unit.actor.person_id].name if unit.actor.person_id in named else ""
    text = _("Pesan Ibu di {office} sudah selesai. Kalau masih perlu, ketik PETUGAS.", office=office)
    if name:
        text = _(
            "Pesan Ibu ke {name}, {office}, sudah selesai. Kalau masih perlu, ketik PETUGAS.",
            name=name,
            office=office,
        )
    unit.tell(
        matter.person_id,
        _("{text}\n\nBagaimana kami melayani Ibu?", text=text),
        MessageClass.RELAY.value,
        buttons=tuple(
            PushButton(label=label, talk=MATTER_FACE, args=(matter.id, int(face))) for face, label in FACES
        ),
        matter=matters.matter_of(matter.id),
    )
