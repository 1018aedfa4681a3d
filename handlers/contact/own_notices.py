"""Kabar kerja: how somebody of an office hears that women have written: every morning, or at once as well."""

# staff: people of an office read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import contact_staff, permits
from db.unit import Unit
from domain.matters import NOTICE_EVERY_MS
from domain.permits import Action, holders, places
from domain.refusals import NotAllowed
from handlers.names import OWN_NOTICES

MORNING = Choice("morning", _("Pagi saja"), words=("pagi", "jam 8", "sekali"))
AT_ONCE = Choice("at_once", _("Langsung juga"), words=("langsung", "segera"))
LEAVE = Choice("leave", _("Biarkan saja"), words=("biarkan", "tidak", "selesai"))


@conversation(
    OWN_NOTICES,
    title=_("Kabar kerja"),
    words=("kabar kerja", "atur kabar"),
    roles=holders(Action.ANSWER_MATTERS),
    resumes=False,
)
async def set_own_notices(chat: Chat) -> None:
    at_once = await chat.look(hears_at_once)
    await chat.say(_("Tiap pagi jam 08.00 ada satu kabar. Isinya jumlah saja, tanpa nama."))
    if at_once:
        await chat.say(_("Sekarang juga langsung dikabari saat ada pesan warga."))
    else:
        await chat.say(_("Di luar itu tidak ada kabar, kecuali ada pesan yang lama menunggu."))
    chosen = await chat.choose(_("Mau dikabari kapan?"), (MORNING, AT_ONCE, LEAVE))
    if chosen.key == LEAVE.key:
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(choose_notices, chosen.key == AT_ONCE.key)
    if chosen.key == MORNING.key:
        return await chat.say(_("Baik. Kabarnya tiap pagi jam 08.00."))
    await chat.say(
        _(
            "Baik. Kalau ada pesan warga, langsung dikabari. Paling banyak {n} menit sekali, tidak di malam hari.",
            n=NOTICE_EVERY_MS // 60_000,
        )
    )


# -- what is read and written -----------------------------------------------------------------------------------


async def hears_at_once(unit: Unit) -> bool:
    """How whoever acts hears now. Raises NotAllowed."""
    await _require_office(unit, looking=True)
    return (await contact_staff.settings(unit, unit.actor.person_id)).at_once


async def choose_notices(unit: Unit, at_once: bool) -> None:
    """From now on. Raises NotAllowed."""
    await _require_office(unit, looking=False)
    contact_staff.set_at_once(unit, unit.actor.person_id, at_once)


async def _require_office(unit: Unit, *, looking: bool) -> None:
    """Only who answers messages somewhere."""
    offices = places(unit.actor.roles, Action.ANSWER_MATTERS)
    if not offices:
        raise NotAllowed
    require = permits.require_to_look if looking else permits.require
    await require(unit, Action.ANSWER_MATTERS, organisation_id=offices[0])
