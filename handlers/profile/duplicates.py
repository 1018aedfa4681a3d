"""Data ganda: two records that may be one woman's, for a worker to say. The program merges nothing."""

# staff: workers read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import duplicates, people
from db.duplicates import Known, Pair, Reason, Verdict
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders, places
from domain.refusals import NotAllowed
from handlers.names import DUPLICATES

SAME = Choice(Verdict.SAME.value, _("Orang yang sama"), words=("sama",))
DIFFERENT = Choice(Verdict.DIFFERENT.value, _("Orang berbeda"), words=("beda", "berbeda"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))

WHY: dict[Reason, Text] = {
    Reason.PHONE: _("Nomor HP-nya sama."),
    Reason.LINK: _("Keduanya disambungkan dengan kode."),
    Reason.IDENTITY: _("Nomornya sama, HP atau pemakainya baru."),
}


@conversation(
    DUPLICATES,
    title=_("Data ganda"),
    words=("data ganda", "ganda"),
    roles=holders(Action.READ_ANSWERS),
    sensitive=True,
    resumes=False,
)
async def review_duplicates(chat: Chat) -> None:
    pairs = await chat.run(take_pairs)
    if not pairs:
        return await chat.say(_("Tidak ada data ganda."))
    for pair in pairs:
        chosen = await chat.choose(_question(pair), (SAME, DIFFERENT, LATER))
        if chosen.key != LATER.key:
            given_back = await chat.run(settle_pair, pair.id, Verdict(chosen.key))
            await chat.say(_("Sudah dicatat. Kedua data tetap terpisah."))
            if given_back:
                await chat.say(_("HP itu membuka data yang lama lagi."))
    await chat.say(_("Sudah semua."))


def _question(pair: Pair) -> Text:
    """Of whom the office has nothing it learns nothing here."""
    why = WHY[pair.reason]
    if pair.other is None:
        return _("{name} mungkin punya catatan lain. {why} Bagaimana?", name=_shown(pair.one), why=why)
    return _(
        "{name} dan {other} mungkin satu orang. {why} Bagaimana?",
        name=_shown(pair.one),
        other=_shown(pair.other),
        why=why,
    )


def _shown(known: Known) -> Text:
    if not known.name:
        return _("(tanpa nama, {area})", area=known.area or "-")
    return _("{name} ({area})", name=known.name, area=known.area or "-")


async def take_pairs(unit: Unit) -> tuple[Pair, ...]:
    """The pairs of her offices; reading them is written down."""
    return tuple(await duplicates.list_open(unit, await _offices(unit)))


async def settle_pair(unit: Unit, pair_id: int, verdict: Verdict) -> bool:
    """What she says of it; whether an account went back to its owner, who is told. Raises NotAllowed."""
    person_id = await duplicates.settle(unit, pair_id, verdict, await _offices(unit))
    if person_id:
        text = _("Petugas sudah memastikan HP ini milik Ibu. Data Ibu bisa dibuka lagi.")
        unit.tell(person_id, text, MessageClass.RELAY.value)
    return bool(person_id)


async def _offices(unit: Unit) -> tuple[int, ...]:
    """The offices in which she may see who came, read again in this transaction. Raises NotAllowed."""
    grants = await people.list_roles(unit, unit.actor.person_id)
    found = places(grants, Action.READ_ANSWERS)
    if unit.actor.locked or not found:
        raise NotAllowed
    return tuple(found)
