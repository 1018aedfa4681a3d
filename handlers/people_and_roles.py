"""Peran: who holds which role in an office or a group; a role is ended, or handed over to a successor."""

# staff: people of an office or the officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import enrolment
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.permits import CONFIRMED, Action, holders
from domain.roles import Place, Role
from handlers.fresh_code import Made, say_code
from handlers.names import INVITE, MENU, PEOPLE
from handlers.own_places import OwnPlace, choose_place

# Ten lines of a page, each with a name and a role, have to stay one message.
NAME_SHOWN_CHARS = 20

ADD = Choice("invite", _("Undang orang"), words=("undang", "tambah"))
DONE = Choice("done", _("Selesai"), words=("sudah", "keluar"))

END = Choice("end", _("Akhiri peran"), words=("akhiri", "hapus", "keluarkan"))
HAND_OVER = Choice("hand_over", _("Serah terima"), words=("ganti", "serahkan"))
LEAVE = Choice("leave", _("Biarkan"), words=("tidak jadi",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the list: a person in a role. key: the role's number."""

    key: str
    name: str
    role: Role

    @property
    def shown(self) -> Text | str:
        """The name, as it is said."""
        return self.name or _("Tanpa nama")

    @property
    def label(self) -> Text:
        """The name and what the person is; a person may stand there twice."""
        name = self.name[:NAME_SHOWN_CHARS] or _("Tanpa nama")
        return _("{name}, {role}", name=name, role=ROLE_NAMES[self.role])


@conversation(
    PEOPLE,
    title=_("Orang dan peran"),
    words=("pengurus", "serah terima"),
    roles=holders(Action.LIST_STAFF, Action.LIST_GROUP),
    sensitive=True,
    resumes=False,
)
async def manage_roles(chat: Chat, key: str = "") -> None:
    place = await choose_place(chat, key)
    lines = await chat.run(list_lines, place.key)
    officers = [line for line in lines if line.role is not Role.MEMBER]
    # What can be done stands on the first page, also of a large group.
    rows: list[Line | Choice] = [*officers, ADD, *lines[len(officers) :], DONE]
    chosen = await chat.choose(_("{place}. Pilih satu orang.", place=place.label), rows)
    if chosen.key == ADD.key:
        await chat.go(INVITE, place.key)
    if not isinstance(chosen, Line):
        await chat.go(MENU)
    await change_role(chat, place, chosen)


async def change_role(chat: Chat, place: OwnPlace, line: Line) -> None:
    """End this role, hand it over, or leave it."""
    role = ROLE_NAMES[line.role]
    if line.role is Role.MEMBER:  # what she has saved is settled first; that is no matter of roles
        return await chat.say(
            _("{name} anggota {place}. Ketik /peran untuk kembali.", name=line.shown, place=place.label)
        )
    what = await chat.choose(
        _("{name}, {role}. Mau diapakan?", name=line.shown, role=role), (END, HAND_OVER, LEAVE)
    )
    if what.key == END.key:
        if await chat.confirm(_("Akhiri peran {role} untuk {name}?", role=role, name=line.shown)):
            await chat.run(end_role, int(line.key))
            return await chat.say(
                _("Sudah diakhiri. Mulai pesan berikutnya bagian ini tertutup untuk {name}.", name=line.shown)
            )
        return await chat.say(_("Baik, tidak diubah. Ketik /peran untuk kembali."))
    if what.key == HAND_OVER.key:
        return await hand_over(chat, line)
    await chat.go(PEOPLE, place.key)


async def hand_over(chat: Chat, line: Line) -> None:
    """A code for the successor; the role changes hands when it takes effect."""
    role = ROLE_NAMES[line.role]
    if not await chat.confirm(
        _("Buat kode untuk pengganti {name} sebagai {role}?", name=line.shown, role=role)
    ):
        return await chat.say(_("Baik, tidak diubah. Ketik /peran untuk kembali."))
    await say_code(chat, await chat.run(make_successor_code, int(line.key)))
    if line.role in CONFIRMED:
        await chat.say(_("Sesudah mendaftar, perlu disetujui satu pengurus lain."))
    await chat.say(_("Peran {name} berakhir saat penggantinya mulai. Semua catatan tetap.", name=line.shown))


async def list_lines(unit: Unit, key: str) -> tuple[Line, ...]:
    """Everybody with a role there, officers before members; each line leaves an audit row. Raises NotAllowed."""
    found = await enrolment.list_people(unit, Place.read(key))
    found.sort(key=lambda each: each.role is Role.MEMBER)
    return tuple(Line(key=str(each.id), name=each.name, role=each.role) for each in found)


async def end_role(unit: Unit, role_id: int) -> None:
    """The role is nobody's from the next message on. Raises NotAllowed, LastKeeper."""
    await enrolment.end_role(unit, role_id)


async def make_successor_code(unit: Unit, role_id: int) -> Made:
    """A code for whoever takes this role over. Raises NotAllowed, SecondAdminNeeded."""
    return Made(await enrolment.hand_over(unit, role_id), unit.facts.bot_name)
