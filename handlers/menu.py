"""Menu: what she may do here, short; what is not hers is not shown."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _, n_
from db import outbox, talks
from db.unit import Unit
from domain.roles import STAFF, Role
from handlers.names import HELP, INFO, MENU, NEWS, OFFICE, PERSON_TALK, QUEUE, RESUME, SCREENING, SIT_BESIDE

FOR_ALL = (
    Choice(SCREENING, _("Cari bantuan"), words=("bantuan", "cari bantuan", "daftar")),
    Choice(INFO, _("Syarat bantuan"), words=("syarat", "info")),
    Choice(PERSON_TALK, _("Bicara dengan petugas")),
    Choice(HELP, _("Cara memakai"), words=("cara", "cara memakai")),
)

QUEUE_ROLES = frozenset({Role.WORKER, Role.SUPERVISOR, Role.COMPANION})


@dataclass(frozen=True, slots=True)
class Situation:
    """What the menu depends on."""

    news: int
    parked: int
    is_staff: bool
    has_queue: bool
    is_admin: bool
    is_helper: bool


@conversation(
    MENU,
    title=_("Menu"),
    words=("menu utama",),
    in_place=True,
    resumes=False,
)
async def show_menu(chat: Chat) -> None:
    here = await chat.look(find_situation)
    choices: list[Choice] = []
    if here.news:
        choices.append(Choice(NEWS, n_("Kabar baru ({n})", "Kabar baru ({n})", here.news)))
    if here.parked:
        choices.append(Choice(RESUME, _("Lanjutkan yang tadi")))
    if here.has_queue:
        choices.append(Choice(QUEUE, _("Antrean")))  # staff
    if here.is_admin:
        choices.append(Choice(OFFICE, _("Kantor")))  # staff
    if here.is_helper:
        choices.append(Choice(SIT_BESIDE, _("Dampingi warga")))  # staff
    choices.extend(row for row in FOR_ALL if row.key != PERSON_TALK or not here.is_staff)
    chosen = await chat.choose(_("Ada yang bisa saya bantu, Bu?"), choices)
    if chosen.key == HELP:
        await chat.go(HELP, "how")
    await chat.go(chosen.key)


async def find_situation(unit: Unit) -> Situation:
    """What waits for her and which roles she has."""
    roles = {grant.role for grant in unit.actor.roles}
    return Situation(
        news=await outbox.count_pulled(unit, unit.actor.account_id),
        parked=await talks.count_parked(unit, unit.actor.account_id, unit.actor.person_id),
        is_staff=bool(roles & STAFF),
        has_queue=bool(roles & QUEUE_ROLES),
        is_admin=Role.ADMIN in roles,
        is_helper=Role.HELPER in roles,
    )
