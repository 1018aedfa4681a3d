"""What a matter's page reads and writes: who may see what of it, and every step asks that again.

The law: the holder reads, and reading leaves a trace; who does not hold it sees code, topic and waiting time. Her words
are looked up in every turn and never come to rest in the worker's journal.
"""

from collections.abc import Sequence

from conversation.text import _
from db import (
    contact_staff,
    files,
    matter_copies,
    matter_messages,
    matter_moves,
    matter_rows,
    matters,
    organisations,
    people,
    permits,
)
from db.people import Person
from db.unit import Unit
from domain.contact import MessageClass
from domain.delivery_status import Status
from domain.matters import PAGE_MESSAGES, UNDO_MINUTES, Matter, Message, Side, State, Topic
from domain.permits import Action
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.requests import Contact
from handlers.contact.matter_words import Line, called, minutes_since
from handlers.contact.passing import paper_of

# All that has no answer yet is shown, up to this many; what came before is a tap away.
SHOWN_MAX = 15

# Of one screen (handlers/parts.py), what is left for messages below whose they are; and what stands above each.
SCREEN_CHARS, HEAD_CHARS = 270, 25

_UNDO_MS = UNDO_MINUTES * 60_000
_NOT_THERE = frozenset({Status.WAITING, Status.FAILED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Whom:
    """For whom one writes: how she is called ("" if nobody knows) and the matter's code."""

    name: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """What may be done below a page, as it was when the page was opened: what is tapped there keeps its meaning.

    numbers: the messages that are shown. writes: whoever looks has the matter, and it is open. may_take: it may be
    taken. may_look: a colleague's, which a reason opens. reads: its words are shown. older: the number before which
    there are more, 0 for none. files: some of them can be looked at or heard.
    """

    numbers: tuple[int, ...] = ()
    writes: bool = False
    may_take: bool = False
    may_look: bool = False
    reads: bool = False
    older: int = 0
    files: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A matter as whoever looks may see it now.

    zone: of the office, by which her safe hours count; readers_zone: by which the list says since when she waits.
    held_by: the name of whoever else has it. minutes: since when something has no answer, -1 if all is answered.
    undelivered: the last answer has not reached her yet. move: how far a hand-over or referral has come, "" for none.
    """

    id: int
    whom: Whom
    area: str
    zone: str
    readers_zone: str
    topic: str
    is_open: bool
    complaint: bool
    reads: bool
    held_by: str
    sure: bool
    only_holder: bool
    minutes: int
    now_ms: int
    contact: Contact | None
    lines: tuple[Line, ...]
    undelivered: bool
    move: str


@dataclass(frozen=True, kw_only=True, slots=True)
class More:
    """What decides about the rows of what is done less often. undo: the number of the answer that may be taken back."""

    whom: Whom
    undo: int
    only_holder: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """How many files went to this chat. writes: as in Opened."""

    count: int
    whom: Whom
    writes: bool


async def open_page(unit: Unit, matter_id: int, before_n: int) -> Opened:
    """Note that the matter is looked at; what is shown of it, and what may be done.

    before_n: only messages before it, 0 for the newest. Raises NotAllowed.
    """
    matter = await matters.peek(unit, matter_id)
    contact_staff.look(unit)
    if not await matters.may_read(unit, matter):
        held = bool(matter.holder_id)
        return Opened(may_take=matters.may_be_taken(matter), may_look=held and await _may_look(unit, matter))
    read = await matter_messages.page(unit, matter, before_n, PAGE_MESSAGES if before_n else SHOWN_MAX)
    await matters.contact_of(unit, matter)
    matter_copies.note(unit, unit.answer_id, matter.id, 0, unit.actor.person_id)
    shown = _to_show(matter, read)
    mine = matter.holder_id == unit.actor.person_id
    return Opened(
        numbers=tuple(each.n for each in shown),
        writes=mine and matter.state is State.OPEN,
        may_take=not mine and matters.may_be_taken(matter),
        reads=True,
        older=shown[0].n if shown and shown[0].n > matter.shown_from else 0,
        files=any(each.file_id and each.ready and not each.taken_back for each in shown),
    )


def _to_show(matter: Matter, read: Sequence[Message]) -> Sequence[Message]:
    """All that has no answer; before it, of the last few, what fits onto the same screen."""
    first = len(read) - 1
    if matter.waiting_ms:
        unanswered = [at for at, each in enumerate(read) if each.made_ms >= matter.waiting_ms]
        first = min([first, *unanswered])
    room = SCREEN_CHARS - sum(map(_length, read[max(0, first) :]))
    while first > max(0, len(read) - PAGE_MESSAGES) and room >= _length(read[first - 1]):
        first -= 1
        room -= _length(read[first])
    return read[max(0, first) :]


def _length(message: Message) -> int:
    """How much of a screen it takes, with who wrote it and when."""
    return len(message.text) + HEAD_CHARS


async def view_page(unit: Unit, matter_id: int, numbers: tuple[int, ...]) -> Page:
    """The matter as it is now, with these messages where they may be read. Raises NotAllowed."""
    matter = await matters.peek(unit, matter_id, looking=True)
    reads = await matters.may_read(unit, matter)
    mine = matter.holder_id == unit.actor.person_id
    office = (await organisations.get(unit, matter.organisation_id)).office
    messages = await _messages(unit, matter, numbers) if reads else []
    known = await people.list_persons(unit, [matter.holder_id, *(each.by_person for each in messages)])
    named = (await matters.alias(unit, [matter.person_id])).get(matter.person_id) if reads else None
    name = named.name if named is not None else ""
    own = [each for each in messages if each.side is Side.STAFF and not each.taken_back]
    return Page(
        id=matter.id,
        whom=Whom(name=name, code=matter.code),
        area=named.area if named is not None else "",
        zone=office.zone,
        readers_zone=unit.actor.zone,
        topic=matter.topic,
        is_open=matter.state is State.OPEN,
        complaint=matter.complaint,
        reads=reads,
        held_by="" if mine or not matter.holder_id else _name(known, matter.holder_id),
        sure=matter.sure,
        only_holder=matter.only_holder,
        minutes=minutes_since(matter.waiting_ms, unit.now_ms) if matter.waiting_ms else -1,
        now_ms=unit.now_ms,
        contact=await matter_rows.open_contact(unit, matter) if reads else None,
        lines=tuple(_line(unit, each, name, known) for each in messages),
        undelivered=bool(own) and await _is_undelivered(unit, matter, own[-1].n),
        move=await _move_of(unit, matter) if reads else "",
    )


async def _move_of(unit: Unit, matter: Matter) -> str:
    move = await matter_moves.find_open(unit, matter.id)
    return "" if move is None else move.state.value


async def _messages(unit: Unit, matter: Matter, numbers: tuple[int, ...]) -> list[Message]:
    found = [await matter_messages.find_one(unit, matter.id, n) for n in numbers if n >= matter.shown_from]
    return [each for each in found if each is not None]


async def _may_look(unit: Unit, matter: Matter) -> bool:
    try:
        await permits.require_to_look(unit, Action.LOOK_ANYWAY, organisation_id=matter.organisation_id)
    except NotAllowed:
        return False
    return True


def _line(unit: Unit, message: Message, name: str, known: dict[int, Person]) -> Line:
    return Line(
        n=message.n,
        side=message.side,
        mine=message.side is Side.STAFF and message.by_person == unit.actor.person_id,
        who=name if message.side is Side.HER else _name(known, message.by_person),
        kind=message.kind,
        text=message.text,
        at_ms=message.made_ms,
        ready=message.ready,
        sure=message.sure,
        edited=message.edited,
        taken_back=message.taken_back,
    )


def _name(known: dict[int, Person], person_id: int) -> str:
    return known[person_id].name if person_id in known else ""


async def _is_undelivered(unit: Unit, matter: Matter, n: int) -> bool:
    """Whether that answer waits with us, or came back: nobody is told "terkirim" of it (peers.md C10)."""
    known = await matter_copies.statuses_of(unit, matter.id, [n], matter.person_id)
    return known.get(n, Status.WAITING) in _NOT_THERE


def _undoable(unit: Unit, answers: Sequence[Message]) -> int:
    """The last answer, if it is of who looks and young enough."""
    if not answers or answers[-1].by_person != unit.actor.person_id:
        return 0
    return answers[-1].n if answers[-1].made_ms >= unit.now_ms - _UNDO_MS else 0


# -- whose it is ------------------------------------------------------------------------------------------------


async def find_whom(unit: Unit, matter_id: int) -> Whom:
    """For whom the actor writes. Raises NotAllowed where she has the matter no more, or it is over."""
    matter = await matters.get(unit, matter_id, looking=True)
    if matter.holder_id != unit.actor.person_id or matter.state is not State.OPEN:
        raise NotAllowed
    return await whom_of(unit, matter)


async def whom_of(unit: Unit, matter: Matter) -> Whom:
    """How she is called, and the code; who asks must have the matter."""
    known = (await matters.alias(unit, [matter.person_id])).get(matter.person_id)
    return Whom(name=known.name if known is not None else "", code=matter.code)


async def find_more(unit: Unit, matter_id: int) -> More:
    """What else its holder may do. Raises NotAllowed."""
    matter = await matters.get(unit, matter_id, looking=True)
    whom = await find_whom(unit, matter_id)
    last = await matter_messages.find_one(unit, matter.id, matter.messages)
    own = [last] if last is not None and last.side is Side.STAFF and not last.taken_back else []
    return More(whom=whom, undo=_undoable(unit, own), only_holder=matter.only_holder)


async def take_matter(unit: Unit, matter_id: int) -> None:
    """The actor has it from now on, and she hears who reads her words. Raises what db.matters.take raises."""
    before = await matters.peek(unit, matter_id)
    matter = await matters.take(unit, matter_id)
    if before.holder_id != matter.holder_id:
        await tell_taken(unit, matter)


async def tell_taken(unit: Unit, matter: Matter) -> None:
    """She hears by name who has what she wrote (chats.md (5), `[!7]`)."""
    office = (await organisations.get(unit, matter.organisation_id)).office
    known = await people.list_persons(unit, [matter.holder_id])
    name = _name(known, matter.holder_id)
    text = _("Pesan Ibu sekarang dibaca petugas {office}.", office=office.name)
    if name:
        text = _("Pesan Ibu sekarang dibaca {name}, {office}.", name=name, office=office.name)
    unit.tell(matter.person_id, text, MessageClass.RELAY.value, matter=matters.matter_of(matter.id))


async def give_back(unit: Unit, matter_id: int) -> None:
    """A colleague may take it. Raises NotHolder, MatterClosed, OnlyForHolder."""
    await matters.give_back(unit, matter_id)


async def set_topic(unit: Unit, matter_id: int, topic: str) -> None:
    """What it is about. Raises NotHolder."""
    await matters.set_topic(unit, matter_id, Topic(topic))


async def hand_files(unit: Unit, matter_id: int, before_n: int) -> Handed:
    """The photos, voice notes and papers of that page go to this chat. Raises NotAllowed."""
    matter = await matters.get(unit, matter_id)
    whom = await whom_of(unit, matter)
    opened = await open_page(unit, matter_id, before_n)
    count = 0
    for n in opened.numbers:
        message = await matter_messages.find_one(unit, matter.id, n)
        if message is not None and message.file_id and await _is_there(unit, message):
            _hand(unit, message, whom)
            count += 1
    return Handed(count=count, whom=whom, writes=opened.writes)


async def _is_there(unit: Unit, message: Message) -> bool:
    file = await files.find(unit, message.file_id)
    return file is not None and file.state == "kept" and not message.taken_back


def _hand(unit: Unit, message: Message, whom: Whom) -> None:
    """The file, with whose it is below it; who quotes it answers her."""
    paper = paper_of(message)
    assert paper is not None, "only what has a file is handed over"
    outbox_id = unit.new_id()
    caption = _("Dari {name} ({code}).", name=called(whom.name), code=whom.code)
    unit.hand(caption, paper, outbox_id=outbox_id)
    matter_copies.note(unit, outbox_id, message.matter_id, message.n, unit.actor.person_id)
