"""What one side wrote is put into the other side's chat: in its order, re-typed, each thing once.

The law: hers goes to who has the matter now, and only while the line is open; else it waits in the list, and no word of
it is pushed. At most one message a minute reaches somebody of an office, whatever was sent meanwhile (T19).
Staff's goes to her as it comes; the rule for pushes decides how much of it her telephone shows.
"""

from collections.abc import Sequence

from conversation.text import Text, _, n_
from db import (
    contact_staff,
    matter_copies,
    matter_lines,
    matter_messages,
    organisations,
    people,
)
from db.matter_lists import Alias, alias
from db.matter_rights import can_hold
from db.matter_rows import find, matter_of
from db.unit import Paper, PushButton, Unit
from domain.contact import OWN_TURN_MINUTES, MessageClass, is_quiet
from domain.matters import UNPASSED_PER_TURN_MAX, Matter, Message, MessageKind, Side, State
from domain.relay_words import passed_on
from handlers.names import LINE, MATTER

MINUTE_MS = 60_000

# One message of ours to somebody of an office: what fits on a screen beside its heading; the rest is on the page.
BUNDLE_CHARS_MAX = 400

ANSWER = _("Balas")
# staff
OPEN = _("Buka pesan")

# Bot/recipes.py makes the file when it is sent, and asks again then whether it may go there.
_RECIPES = {
    MessageKind.PHOTO: "matter/photo.jpg",
    MessageKind.VOICE: "matter/voice.ogg",
    MessageKind.DOCUMENT: "matter/paper.pdf",
}
_THINGS: dict[MessageKind, Text] = {
    MessageKind.PHOTO: _("(foto)"),
    MessageKind.VOICE: _("(pesan suara)"),
    MessageKind.DOCUMENT: _("(surat)"),
}


async def pass_on(unit: Unit, matter: Matter) -> None:
    """Put into the other side's chat what is ready and was not; called after every step that wrote in the matter."""
    now = await find(unit, matter.id)
    if now is None:
        return
    await _to_her(unit, now)
    if now.state is State.OPEN:
        await _to_holder(unit, now)


async def file_came(unit: Unit, file_id: int, *, kept: bool) -> None:
    """A file was fetched, or never will be: what waited behind it goes on. Nothing where it is of no matter."""
    message = await matter_messages.mark_ready(unit, file_id, kept)
    matter = None if message is None else await find(unit, message.matter_id)
    if matter is not None:
        await pass_on(unit, matter)


# -- to her -------------------------------------------------------------------------------------------------------


async def _to_her(unit: Unit, matter: Matter) -> None:
    is_there = _is_there(unit, matter.hers_ms)
    if is_there and matter.hers_ms == unit.now_ms:
        matter_copies.bring_forward(unit, matter.id, matter.person_id)
    waiting = await matter_messages.unpassed(unit, matter, to_her=True)
    if not waiting:
        return
    is_there = is_there and not await matter_copies.is_postponed(unit, matter.id, matter.person_id)
    for message in waiting:
        if _is_empty(message):
            continue  # a file that never came: its sender knows
        words = await words_for_her(unit, matter, message)
        _tell_her(unit, matter, message, words, is_there=is_there)
    matter_messages.mark_passed(unit, matter, waiting)


def _tell_her(unit: Unit, matter: Matter, message: Message, words: Text, *, is_there: bool) -> None:
    outbox_id = unit.new_id()
    unit.tell(
        matter.person_id,
        words,
        MessageClass.RELAY.value,
        buttons=(PushButton(label=ANSWER, talk=LINE, args=(matter.id,)),),
        matter=matter_of(matter.id),
        outbox_id=outbox_id,
        paper=paper_of(message),
        in_turn=is_there,
    )
    matter_copies.note(unit, outbox_id, matter.id, message.n, matter.person_id)


async def words_for_her(unit: Unit, matter: Matter, message: Message) -> Text:
    """The message as she reads it: who of which office, and the words."""
    if message.side is Side.NOTE:
        return _("{words}", words=passed_on(message.text))
    office = (await organisations.get(unit, matter.organisation_id)).office.name
    staff = await people.list_persons(unit, [message.by_person])
    name = staff[message.by_person].name if message.by_person in staff else ""
    if not name:
        return _("{office}:\n{words}", office=office, words=_words_of(message))
    return _("{name}, {office}:\n{words}", name=name, office=office, words=_words_of(message))


def paper_of(message: Message) -> Paper | None:
    """The file of the message, as it goes with it."""
    if not message.file_id or message.taken_back or message.kind is MessageKind.TEXT:
        return None
    return Paper(_RECIPES[message.kind], (message.matter_id, message.n))


def _is_empty(message: Message) -> bool:
    """Whether nothing of it came: a file that could not be fetched, without a word under it."""
    return message.kind is not MessageKind.TEXT and not message.file_id and not message.text


def _is_there(unit: Unit, wrote_ms: int) -> bool:
    """Whether that side wrote a moment ago, and looks at its telephone."""
    return 0 <= unit.now_ms - wrote_ms <= OWN_TURN_MINUTES * MINUTE_MS


# -- to who has it --------------------------------------------------------------------------------------------------


async def _to_holder(unit: Unit, matter: Matter) -> None:
    """Hers: into the holder's open line, else a word that something waits, to who wants that."""
    if not await matter_messages.unpassed(unit, matter, 1, to_her=False):
        return
    if not matter.holder_id or not await can_hold(unit, matter, [matter.holder_id]):
        return  # nobody has it, or who works there no more: the list and the clock tell of it (db/matter_clock.py)
    if matter.line_ms > unit.now_ms:
        await pass_bundle(unit, matter.holder_id)
    else:
        await contact_staff.note_news(unit, matter.holder_id)


async def pass_bundle(unit: Unit, holder_id: int) -> bool:
    """The oldest of what waits for this person's open lines, in one message; whether anything went out.

    Called by the clock too. What may not go yet is kept as news, so that the clock comes back to it.
    """
    matter = await find(unit, await matter_lines.find_waiting(unit, holder_id))
    if matter is None or not await can_hold(unit, matter, [holder_id]):
        return False
    at_once = _is_there(unit, matter.theirs_ms)
    if not at_once and await _is_night(unit, holder_id):
        return False  # it waits in the list, and the morning's digest tells of it
    if not await contact_staff.may_tell(unit, holder_id):
        contact_staff.keep_news(unit, [holder_id])
        return False
    waiting = await matter_messages.unpassed(unit, matter, to_her=False)
    told = [each for each in waiting if not _is_empty(each)]
    if not told:
        matter_messages.mark_passed(unit, matter, waiting)
        return await pass_bundle(unit, holder_id)
    whose = (await alias(unit, [matter.person_id])).get(matter.person_id, Alias())
    left = matter.messages - waiting[-1].n if len(waiting) == UNPASSED_PER_TURN_MAX else 0
    words, shown = bundled(matter, whose, told, left)
    outbox_id = unit.new_id()
    unit.tell(
        holder_id,
        words,
        MessageClass.RELAY.value,
        buttons=(PushButton(label=OPEN, talk=MATTER, args=(matter.id,)),),
        matter=matter_of(matter.id),
        outbox_id=outbox_id,
        paper=paper_of(told[0]) if len(told) == 1 else None,
        in_turn=at_once,
    )
    matter_copies.note(unit, outbox_id, matter.id, shown[-1].n, holder_id, first_n=shown[0].n)
    matter_messages.mark_passed(unit, matter, waiting)
    contact_staff.note_told(unit, holder_id)
    if await matter_lines.find_waiting(unit, holder_id) not in (0, matter.id):
        contact_staff.keep_news(unit, [holder_id])  # another woman's line waits too
    else:
        contact_staff.drop_news(unit, holder_id)
    return True


async def _is_night(unit: Unit, person_id: int) -> bool:
    person = (await people.list_persons(unit, [person_id])).get(person_id)
    return person is None or is_quiet(unit.now, person.zone)


def bundled(
    matter: Matter, whose: Alias, waiting: Sequence[Message], left: int = 0
) -> tuple[Text, list[Message]]:
    """What goes into one message of ours, and which of them stand in it: as many as fit, at least the first."""
    shown: list[Message] = []
    room = BUNDLE_CHARS_MAX
    for message in waiting:
        room -= len(message.text) + 1
        if shown and room < 0:
            break
        shown.append(message)
    words = _joined([_words_of(each) for each in shown])
    more = len(waiting) - len(shown) + left
    if more:
        # staff
        words = n_(
            "{words}\n\nMasih ada {n} pesan lagi.", "{words}\n\nMasih ada {n} pesan lagi.", more, words=words
        )
    return _headed(matter, whose, words), shown


def _headed(matter: Matter, whose: Alias, words: Text | str) -> Text:
    name: Text | str = whose.name or _("Warga")
    if not matter.sure:
        # staff
        return _("{name} ({code}), belum dipastikan:\n{words}", name=name, code=matter.code, words=words)
    # staff
    return _("{name} ({code}):\n{words}", name=name, code=matter.code, words=words)


def _joined(parts: Sequence[Text | str]) -> Text | str:
    """One under the other."""
    words = parts[-1]
    for part in reversed(parts[:-1]):
        words = _("{first}\n{rest}", first=part, rest=words)
    return words


def _words_of(message: Message) -> Text | str:
    """The words of the message, a thing by its name; a letter that is too long for a screen by its beginning."""
    text = message.text
    if message.taken_back:
        return _("(ditarik lagi)")
    if len(text) > BUNDLE_CHARS_MAX and message.side is Side.HER:
        text = f"{text[:BUNDLE_CHARS_MAX].rsplit(' ', 1)[0]} …"
    text = passed_on(text)
    words: Text | str = text
    if message.kind is not MessageKind.TEXT:
        thing = _THINGS[message.kind] if message.file_id else _("(tidak sampai)")
        words = _("{thing} {words}", thing=thing, words=text) if text else thing
    return _("{words} (diubah)", words=words) if message.edited else words
