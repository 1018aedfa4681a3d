"""What was passed on is changed or taken back by who wrote it, and so is what stands of it on the other side's phone.

The law: the other side sees that it was changed; what was read nobody can make unread, and nobody is told otherwise.
What stands on the phone of who has the matter no more is only ever taken away, never renewed.
"""

from conversation.text import Text
from db import matter_copies, matter_messages
from db.matter_copies import OnPhone
from db.matter_lists import Alias, alias
from db.matter_rights import can_hold
from db.matter_rows import find, matter_of
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.matters import Matter, Message, Side
from handlers.contact.passing import ANSWER, OPEN, bundled, pass_on, words_for_her
from handlers.names import LINE, MATTER


async def edit(unit: Unit, message: Message, text: str) -> Message:
    """Other words from now on. Raises what db.matter_messages.edit raises."""
    changed = await matter_messages.edit(unit, message, text)
    await show_change(unit, changed)
    return changed


async def take_back(unit: Unit, message: Message) -> Message:
    """No words from now on. Raises what db.matter_messages.take_back raises."""
    changed = await matter_messages.take_back(unit, message)
    await take_back_copies(unit, changed)
    return changed


async def take_back_copies(unit: Unit, message: Message) -> None:
    """A message that was taken back leaves the other side's screen where the channel can."""
    await show_change(unit, message)
    matter = await find(unit, message.matter_id)
    if matter is not None:
        await pass_on(unit, matter)  # what waited behind a file that is not fetched any more


async def show_change(unit: Unit, message: Message) -> None:
    """Whatever shows this message shows it as it is now."""
    matter = await find(unit, message.matter_id)
    if matter is None:
        return
    readers = [matter.person_id, *await can_hold(unit, matter, [matter.holder_id])]
    for copy in await matter_copies.copies_of(unit, matter.id, message.n):
        stays = copy.receiver_id in readers
        words = await _words(unit, matter, copy) if stays else Text("")
        if words.message or message.taken_back:
            _tell(unit, matter, copy, words)


async def _words(unit: Unit, matter: Matter, copy: OnPhone) -> Text:
    """What stands there from now on; nothing where all of it was taken back."""
    found = [await matter_messages.find_one(unit, matter.id, n) for n in range(copy.first_n, copy.n + 1)]
    hers = copy.receiver_id == matter.person_id
    shown = [each for each in found if each is not None and (each.side is Side.HER) is not hers]
    if not shown or all(each.taken_back for each in shown):
        return Text("")
    if hers:
        return await words_for_her(unit, matter, shown[-1])
    whose = (await alias(unit, [matter.person_id])).get(matter.person_id, Alias())
    return bundled(matter, whose, shown)[0]


def _tell(unit: Unit, matter: Matter, copy: OnPhone, words: Text) -> None:
    """In the place of that message where the channel can, else as one of its own."""
    hers = copy.receiver_id == matter.person_id
    button = PushButton(label=ANSWER, talk=LINE, args=(matter.id,))
    if not hers:
        button = PushButton(label=OPEN, talk=MATTER, args=(matter.id,))
    outbox_id = unit.new_id()
    unit.tell(
        copy.receiver_id,
        words,
        MessageClass.RELAY.value,
        buttons=(button,) if words.message else (),
        matter=matter_of(matter.id),
        outbox_id=outbox_id,
        instead=copy.outbox_id,
    )
    if words.message:
        matter_copies.note(unit, outbox_id, matter.id, copy.n, copy.receiver_id, first_n=copy.first_n)
