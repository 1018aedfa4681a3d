"""Once an announcement is over: who helps a woman whom it could not reach hears of it, once, in one message.

The law: only whoever has a reason to know (db/announcement_unreachable.py); one word of a name or a code, never a
number, and nothing of what was announced.
"""

# staff: people of an office read this file's sentences

from collections.abc import Sequence

from conversation.text import Text, _, n_
from db import announcement_names, announcement_tellings, announcement_unreachable
from db.announcement_names import Called
from db.announcement_tellings import Shown
from db.announcement_unreachable import SLICE, ToTell
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.counts import Count
from handlers.announce.words import listed
from handlers.names import MATTERS

ALL_TOLD = -1


async def tell_slice(unit: Unit, shown: Shown) -> bool:
    """Tell the next workers; whether there may be more."""
    if shown.organisation_id is None:  # in a group whoever announced knows them all
        announcement_tellings.note_workers(unit, shown.id, ALL_TOLD)
        return False
    due = await announcement_unreachable.list_to_tell(
        unit, shown.id, shown.organisation_id, but=shown.made_by, after=shown.workers_to
    )
    for each in due:
        await _tell(unit, shown.organisation_id, each)
    more = len(due) == SLICE
    announcement_tellings.note_workers(unit, shown.id, due[-1].worker_id if more else ALL_TOLD)
    return more


async def _tell(unit: Unit, organisation_id: int, each: ToTell) -> None:
    called = await announcement_names.in_office(unit, organisation_id, each.women)
    codes = await announcement_unreachable.codes_of_matters(unit, organisation_id, each.worker_id, each.women)
    if not called:
        return  # all of them were erased meanwhile
    for person_id in called:
        unit.audit("list", "person", person_id, person_id, "unreachable", by=each.worker_id)
    unit.tell(
        each.worker_id,
        in_words(each.count, [women_in_words(one, codes.get(who, "")) for who, one in called.items()]),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Pesan warga"), talk=MATTERS),) if codes else (),
        matter="unreachable",
    )


def women_in_words(called: Called, code: str) -> Text:
    """How she is called and where she is found; the code of an open matter before any other."""
    code = code or called.code
    if not called.name:
        return _("{code}", code=code) if code else _("satu warga tanpa nama")
    return _("{name} ({code})", name=called.name, code=code) if code else _("{name}", name=called.name)


def in_words(count: int, women: Sequence[Text]) -> Text:
    """The whole message. women: the first of so many."""
    more = count - len(women)
    names = listed(women)
    if more > 0:
        names = n_("{names}, dan {n} lagi", "{names}, dan {n} lagi", Count(more), names=names)
    return n_(
        "Chat {n} warga tidak bisa dihubungi lagi: {names}. Tolong kabari dengan cara lain.",
        "Chat {n} warga tidak bisa dihubungi lagi: {names}. Tolong kabari dengan cara lain.",
        Count(count),
        names=names,
    )
