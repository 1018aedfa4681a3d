"""Atur pengumuman: from how many women on a second person of the office looks first."""

# staff: an office's admin reads this file's sentences

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import announcements, organisations, permits
from db.unit import Unit
from domain.counts import Count
from domain.permits import Action, holders, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.names import SET_ANNOUNCING
from handlers.questions import WholeNumber

LEAST, MOST = 0, 100_000
"""0: always a second person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office and its limit now."""

    key: str
    name: str
    over: int

    @property
    def label(self) -> Text:
        """What is shown where there are several."""
        return _("{name}", name=self.name)


@conversation(
    SET_ANNOUNCING,
    title=_("Atur pengumuman"),
    words=("batas pengumuman",),
    roles=holders(Action.SET_ANNOUNCING),
    resumes=False,
)
async def set_announcing(chat: Chat) -> None:
    own = await chat.look(list_offices)
    if not own:
        raise NotAllowed
    office = own[0] if len(own) == 1 else await chat.choose(_("Kantor yang mana?"), own)
    await chat.say(_("Pengumuman untuk banyak orang perlu disetujui dua orang."))
    await chat.say(
        n_(
            "Sekarang: kalau lebih dari {n} orang.",
            "Sekarang: kalau lebih dari {n} orang.",
            Count(office.over),
        )
    )
    over = await chat.ask_or_skip(
        _("Mulai lebih dari berapa orang? 0 berarti selalu."),
        WholeNumber(least=LEAST, most=MOST, skip=_("Tetap begini")),
    )
    if over is None or over == office.over:
        return await chat.say(_("Baik, tetap begitu."))
    if not await chat.confirm(
        n_(
            "Lebih dari {n} orang harus disetujui orang kedua. Benar?",
            "Lebih dari {n} orang harus disetujui orang kedua. Benar?",
            Count(over),
        ),
        weighty=False,
    ):
        return await chat.say(_("Baik, tetap begitu."))
    await chat.run(set_over, int(office.key), over)
    await chat.say(_("Sudah diatur."))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_offices(unit: Unit) -> tuple[Office, ...]:
    """Where who acts sets it."""
    found = []
    for each in places(unit.actor.roles, Action.SET_ANNOUNCING):
        record = await organisations.find(unit, each)
        if record is not None:
            over = await announcements.approve_over(unit, each)
            found.append(Office(key=str(each), name=record.office.name, over=over))
    return tuple(found)


async def set_over(unit: Unit, organisation_id: int, over: int) -> None:
    """From so many on. Raises NotAllowed, ValueError for what no question lets through."""
    await permits.require(unit, Action.SET_ANNOUNCING, organisation_id=organisation_id)
    if not LEAST <= over <= MOST:
        raise ValueError(f"{over} receivers")
    await announcements.set_approve_over(unit, organisation_id, over)
