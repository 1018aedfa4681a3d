"""For whom: one part with two taps at most; more parts, or some left out, later and only if somebody wants that."""

# staff: who announces reads this file's sentences

from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import announcement_family, announcement_hiding, announcements, part_names
from db.part_names import Earlier, Named
from db.unit import Unit
from domain.announcements import PARTS_MAX, Audience, Part, PartKind
from domain.criteria import Overall
from domain.permits import Action, is_allowed
from domain.placeholders import fill
from domain.roles import Place
from handlers.announce.audience_words import row
from handlers.announce.owner import Owner, look_at
from handlers.announce.page_steps import SOME_DAY
from handlers.questions import Words

SESSION = Choice(PartKind.SESSION.value, _("Satu pertemuan kelas"), words=("pertemuan", "jadwal"))
COURSE = Choice(PartKind.COURSE.value, _("Peserta kelas"), words=("kelas", "peserta"))
GROUP = Choice(PartKind.GROUP.value, _("Anggota kelompok"), words=("kelompok", "anggota"))
AREA = Choice(PartKind.AREA.value, _("Warga di wilayah"), words=("wilayah", "daerah", "warga"))
RESULT = Choice(PartKind.RESULT.value, _("Hasil awal bantuan"), words=("hasil", "skrining", "cocok"))
ROLE = Choice(PartKind.ROLE.value, _("Orang kantor"), words=("petugas", "pendamping", "kantor"))
EARLIER = Choice(PartKind.GOT.value, _("Dari pengumuman lalu"), words=("lalu", "belum menjawab", "ralat"))
ALL_MEMBERS = Choice("all", _("Semua anggota"), words=("semua", "anggota", "kelompok"))

UNANSWERED = Choice(PartKind.UNANSWERED.value, _("Yang belum menjawab"), words=("belum", "belum jawab"))
GOT = Choice(PartKind.GOT.value, _("Semua yang menerima"), words=("semua", "menerima"))

ADD = Choice("add", _("Tambah penerima"), words=("tambah", "juga"))
EXCEPT = Choice("except", _("Kecualikan"), words=("kecuali", "kurangi", "tanpa"))
OTHER = Choice("other", _("Ganti penerima"), words=("ganti", "lain"))
BACK = Choice("back", _("Kembali"), words=("selesai", "sudah", "tetap"))

# Who did not fit is not written to for it (db/part_names.py).
LEVELS = (
    Choice(Overall.COCOK_AWAL.value, _("Cocok"), words=("cocok awal", "sesuai")),
    Choice(Overall.PERLU_DICEK.value, _("Perlu diperiksa"), words=("diperiksa", "perlu dicek")),
)

NAME_CHARS_MAX = 40
# So much of an earlier one that it is known again.
FIRST_CHARS = 50


async def ask_audience(chat: Chat, owner: Owner) -> Audience:
    """One part. A group speaks to all its members, unless somebody changes that later: nobody is asked."""
    if owner.is_group:
        return Audience(those=(Part(kind=PartKind.GROUP, id=owner.place.group_id or 0),))
    return Audience(those=(await ask_part(chat, owner, _("Untuk siapa?")),))


async def change_audience(chat: Chat, owner: Owner, audience: Audience) -> Audience:
    """One part more, one part less, or another audience altogether."""
    full = len(audience.those) + len(audience.without) >= PARTS_MAX
    chosen = await chat.choose(
        _("Penerimanya mau diapakan?"), ((OTHER, BACK) if full else (ADD, EXCEPT, OTHER, BACK))
    )
    if chosen.key == ADD.key:
        part = await ask_part(chat, owner, _("Tambah siapa?"))
        more = replace(audience, those=_added(audience.those, part), without=_less(audience.without, part))
        return await or_before(chat, owner, more, audience)
    if chosen.key == EXCEPT.key:
        part = await ask_part(chat, owner, _("Siapa yang tidak dikirimi?"))
        if audience.those == (part,):
            await chat.say(_("Kalau itu dikurangi, tidak ada penerima lagi. Tidak saya ubah."))
            return audience
        less = replace(audience, those=_less(audience.those, part), without=_added(audience.without, part))
        return await or_before(chat, owner, less, audience)
    if chosen.key == OTHER.key:
        return Audience(those=(await ask_part(chat, owner, _("Untuk siapa?")),))
    return audience


async def or_before(chat: Chat, owner: Owner, audience: Audience, before: Audience) -> Audience:
    """The changed audience, unless it would tell an office who is in a group: then the one before stays."""
    if not await chat.look(tells_members, owner.key, audience.pack()):
        return audience
    await chat.say(_("Kelompok tidak bisa digabung dengan yang lain."))
    await chat.say(_("Siapa anggotanya, hanya kelompok itu yang tahu. Tidak saya ubah."))
    return before


def _added(parts: tuple[Part, ...], part: Part) -> tuple[Part, ...]:
    return parts if part in parts else (*parts, part)


def _less(parts: tuple[Part, ...], part: Part) -> tuple[Part, ...]:
    return tuple(each for each in parts if each != part)


async def ask_part(chat: Chat, owner: Owner, asked: Text) -> Part:
    """One part: of what kind, then which."""
    while True:
        kinds = await chat.look(list_kinds, owner.key)
        offered = [_OFFERED[each] for each in kinds]
        if owner.is_group:
            offered = [ALL_MEMBERS, *offered]
        chosen = offered[0] if len(offered) == 1 else await chat.choose(asked, offered)
        if chosen.key == ALL_MEMBERS.key:
            return Part(kind=PartKind.GROUP, id=owner.place.group_id or 0)
        part = await _ask_which(chat, owner, chosen.key)
        if part is not None:
            return part


async def _ask_which(chat: Chat, owner: Owner, kind: str) -> Part | None:
    """Which of that kind; None if there is none after all."""
    if kind == GROUP.key:
        return await _ask_group(chat, owner)
    if kind == EARLIER.key:
        return await _ask_earlier(chat, owner)
    named = await chat.look(list_parts, owner.key, kind)
    if not named:
        await chat.say(_("Sekarang tidak ada yang seperti itu."))
        return None
    chosen = await chat.choose(_("Yang mana?"), [row(each) for each in named])
    part = next(each.part for each in named if each.key == chosen.key)
    if kind != RESULT.key:
        return part
    level = await chat.choose(_("Hasil awalnya bagaimana?"), LEVELS)
    return replace(part, value=f"{part.value}/{level.key}")


async def _ask_group(chat: Chat, owner: Owner) -> Part | None:
    """A group is found by its name: who knows it may name it, nobody is shown a list of groups."""
    asked: Text = _("Apa nama kelompoknya?")
    skip = _("Bukan kelompok")
    while True:
        name = await chat.ask_or_skip(asked, Words(chars_max=NAME_CHARS_MAX, one_line=True, skip=skip))
        if name is None:
            return None
        found = await chat.look(find_group, owner.key, name)
        if found is not None:
            return found.part
        asked = _("Nama itu belum saya temukan. Apa nama kelompoknya?")


async def _ask_earlier(chat: Chat, owner: Owner) -> Part | None:
    """Of which announcement, and who of them."""
    earlier = await chat.look(list_earlier, owner.key)
    if not earlier:
        await chat.say(_("Sekarang tidak ada yang seperti itu."))
        return None
    rows = [
        Choice(f"e{each.id}", _("{code}: {words}", code=each.code, words=first_words(each)))
        for each in earlier
    ]
    picked = await chat.choose(_("Dari pengumuman yang mana?"), rows)
    which = next(each for each in earlier if f"e{each.id}" == picked.key)
    if not which.choices:
        return Part(kind=PartKind.GOT, id=which.id)
    answers = [
        Choice(f"n{number}", _("Menjawab {answer}", answer=answer), words=(answer.casefold(),))
        for number, answer in enumerate(which.choices, start=1)
    ]
    who = await chat.choose(_("Siapa dari pengumuman itu?"), [UNANSWERED, *answers, GOT])
    if who.key.startswith("n"):
        return Part(kind=PartKind.ANSWERED, id=which.id, value=who.key[1:])
    return Part(kind=PartKind(who.key), id=which.id)


def first_words(earlier: Earlier) -> str:
    """How it begins, on one line."""
    words = " ".join(fill(earlier.text, salutation="", name="", day=SOME_DAY).split())
    return words if len(words) <= FIRST_CHARS else f"{words[: FIRST_CHARS - 1].rsplit(' ', 1)[0]}…"


_OFFERED = {
    PartKind.SESSION.value: SESSION,
    PartKind.COURSE.value: COURSE,
    PartKind.GROUP.value: GROUP,
    PartKind.AREA.value: AREA,
    PartKind.RESULT.value: RESULT,
    PartKind.ROLE.value: ROLE,
    PartKind.GOT.value: EARLIER,
}


# -- what is read -----------------------------------------------------------------------------------------------


async def list_kinds(unit: Unit, key: str) -> tuple[str, ...]:
    """Which kinds of parts there are to choose from there, those that are needed most first. Raises NotAllowed."""
    place = Place.read(key)
    await look_at(unit, place)
    kinds = []
    if await part_names.list_sessions(unit, place):
        kinds.append(PartKind.SESSION)
    if await part_names.list_courses(unit, place):
        kinds.append(PartKind.COURSE)
    if place.organisation_id is not None:
        kinds.append(PartKind.GROUP)
        if await part_names.list_areas(unit, place.organisation_id):
            kinds.append(PartKind.AREA)
        if await _may_read_results(unit, place) and await part_names.list_results(
            unit, place.organisation_id
        ):
            kinds.append(PartKind.RESULT)
        kinds.append(PartKind.ROLE)
    if await part_names.list_earlier(unit, place):
        kinds.append(PartKind.GOT)
    return tuple(each.value for each in kinds)


async def _may_read_results(unit: Unit, place: Place) -> bool:
    return is_allowed(unit.actor.roles, Action.READ_ANSWERS, organisation_id=place.organisation_id)


async def list_parts(unit: Unit, key: str, kind: str) -> tuple[Named, ...]:
    """All of that kind which may be chosen there. Raises NotAllowed."""
    place = Place.read(key)
    await look_at(unit, place)
    if kind == PartKind.SESSION.value:
        return tuple(await part_names.list_sessions(unit, place))
    if kind == PartKind.COURSE.value:
        return tuple(await part_names.list_courses(unit, place))
    if place.organisation_id is None:
        return ()
    if kind == PartKind.AREA.value:
        return tuple(await part_names.list_areas(unit, place.organisation_id))
    if kind == PartKind.RESULT.value and await _may_read_results(unit, place):
        return tuple(await part_names.list_results(unit, place.organisation_id))
    return tuple(part_names.list_roles()) if kind == PartKind.ROLE.value else ()


async def tells_members(unit: Unit, key: str, packed: str) -> bool:
    """Whether the office would learn by this audience who is in a group. Raises NotAllowed."""
    place = Place.read(key)
    await look_at(unit, place)
    return await announcement_hiding.tells_members(unit, Audience.unpack(packed), place.organisation_id)


async def may_remind(unit: Unit, announcement_id: int) -> None:
    """Raises NotAllowed; RemindedLately, RemindedEnough where who is silent is to be left alone now."""
    found = await announcements.get(unit, announcement_id)
    silent = Audience(those=(Part(kind=PartKind.UNANSWERED, id=found.id),))
    await announcement_family.require_rest(unit, silent)


async def find_group(unit: Unit, key: str, name: str) -> Named | None:
    """The group of that name. Raises NotAllowed."""
    place = Place.read(key)
    await look_at(unit, place)
    return await part_names.find_group(unit, place, name) if place.organisation_id is not None else None


async def list_earlier(unit: Unit, key: str) -> tuple[Earlier, ...]:
    """The announcements of the last weeks there. Raises NotAllowed."""
    place = Place.read(key)
    await look_at(unit, place)
    return tuple(await part_names.list_earlier(unit, place))
