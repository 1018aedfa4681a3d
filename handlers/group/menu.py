"""Kelompok: what a woman may do in her group, by what she is there; what is not hers is not shown."""

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import enrolment, group_rules, groups, joinings, permits
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.permits import Action, actions_of, holders
from domain.roles import Role
from domain.zones import local_date
from handlers.conversations import CONVERSATIONS
from handlers.group.second_officer import say_second_code
from handlers.group.which import GroupHere, choose_group
from handlers.names import ADMIT, DISPUTES, GROUP, GROUP_RULES, IMPORT, MEETING_CODE, MEMBERS

SECOND = "second"
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A conversation, what it is called here, and what one must be allowed for it."""

    name: str
    label: Text
    action: Action
    words: tuple[str, ...] = ()


# In the order in which they are needed most. A name that no conversation has yet is left out.
DOORS = (
    Door(name="tabungan", label=_("Simpanan saya"), action=Action.SEE_TOTALS, words=("simpanan",)),
    Door(name="uang_kelompok", label=_("Uang kelompok"), action=Action.SEE_TOTALS, words=("uang",)),
    Door(name=GROUP_RULES, label=_("Aturan kelompok"), action=Action.SEE_TOTALS, words=("aturan",)),
    Door(name="rapat", label=_("Rapat"), action=Action.WRITE_BOOK),
    Door(name="setor", label=_("Catat setoran"), action=Action.WRITE_BOOK, words=("setor",)),
    Door(name="catat", label=_("Tempel daftar"), action=Action.WRITE_BOOK, words=("catat", "daftar")),
    Door(name="tarik", label=_("Simpanan diambil"), action=Action.WRITE_BOOK, words=("tarik", "ambil")),
    Door(name="biaya", label=_("Catat uang keluar"), action=Action.WRITE_BOOK, words=("biaya",)),
    Door(name="betulkan", label=_("Betulkan catatan"), action=Action.WRITE_BOOK, words=("betulkan",)),
    Door(name="setujui", label=_("Dicek berdua"), action=Action.AGREE, words=("setujui", "cek")),
    Door(name=DISPUTES, label=_("Yang beda"), action=Action.ANSWER_DISPUTE, words=("keberatan",)),
    Door(name="buku", label=_("Buku dan kertas"), action=Action.READ_BOOK, words=("buku", "kertas")),
    Door(name=MEMBERS, label=_("Anggota"), action=Action.KEEP_MEMBERS),
    Door(name=MEETING_CODE, label=_("Kode rapat"), action=Action.KEEP_MEMBERS, words=("kode",)),
    Door(name=IMPORT, label=_("Isi buku awal"), action=Action.KEEP_MEMBERS, words=("impor", "buku awal")),
    Door(name="latihan", label=_("Latihan"), action=Action.WRITE_BOOK),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What the group's page shows. next_meeting: None while it is a draft. waiting: who wants to come in."""

    next_meeting: date | None
    allowed: tuple[Action, ...]
    waiting: int
    second: Role | None


@conversation(
    GROUP,
    title=_("Kelompok"),
    words=("kelompok saya", "menu kelompok"),
    roles=holders(Action.SEE_TOTALS),
    in_place=True,
    resumes=False,
    money=True,
)
async def run_group(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    sight = await chat.look(look_around, group.id)
    choices = [*doors_for(sight), DONE]
    chosen = await chat.choose(heading(group, sight), choices)
    if chosen.key == SECOND:
        return await invite_second(chat, group, sight)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, Bu. Ketik KELOMPOK kalau perlu lagi."))
    await chat.go(chosen.key)


def heading(group: GroupHere, sight: Sight) -> Text:
    """Where she is, and when the next meeting is."""
    if sight.next_meeting is None:
        return _("Kelompok {group}. Bukunya dibuka kalau pengurus kedua sudah masuk.", group=group.name)
    return _(
        "Kelompok {group}, {place}.\nRapat berikutnya: {day}.",
        group=group.name,
        place=group.place,
        day=sight.next_meeting,
    )


def doors_for(sight: Sight) -> list[Choice]:
    """What she may do here; who waits stands first."""
    there = {each.name for each in CONVERSATIONS}
    found = []
    if sight.second is not None:
        found.append(Choice(SECOND, _("Undang pengurus"), words=("undang",)))
    if sight.waiting:
        found.append(Choice(ADMIT, n_("Mau bergabung ({n})", "Mau bergabung ({n})", sight.waiting)))
    return found + [
        Choice(door.name, door.label, words=door.words)
        for door in DOORS
        if door.name in there and door.action in sight.allowed and (sight.next_meeting or not _books(door))
    ]


def _books(door: Door) -> bool:
    return door.action.value.startswith("savings.") or door.name in (MEETING_CODE, IMPORT)


async def invite_second(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """A new code for the officer who is missing, if the first one was lost or too old."""
    role = await chat.run(make_second_code, group.id)
    assert sight.second is not None, "only then it is offered"
    await say_second_code(chat, ROLE_NAMES[sight.second], role)


# -- what is read and written -----------------------------------------------------------------------------------


async def look_around(unit: Unit, group_id: int) -> Sight:
    """What the actor may do in the group, and what waits there. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    group = await groups.get(unit, group_id)
    roles = [grant.role for grant in unit.actor.roles if grant.group_id == group_id]
    allowed = tuple(sorted(actions_of(roles)))
    keeps = Action.KEEP_MEMBERS in allowed
    is_open = group.state == groups.ACTIVE
    today = local_date(unit.now, group.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    return Sight(
        next_meeting=rules.next_meeting(today) if is_open else None,
        allowed=allowed,
        waiting=await joinings.count_waiting(unit, group_id) if keeps and is_open else 0,
        second=None if is_open or not keeps else await enrolment.missing_officer(unit, group_id),
    )


async def make_second_code(unit: Unit, group_id: int) -> str:
    """A code for the office that the draft is missing. Raises NotAllowed, Changed once the books are open."""
    return await enrolment.invite_second(unit, group_id)
