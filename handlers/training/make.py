"""Kelas baru: a worker, or a leader for her own group, makes a class in a few answers; it is there once she has agreed.

The time is written as people write it, and read back as days with every skipped holiday named. Nothing is kept before
the last yes; what was not asked has a sensible beginning and can be changed before and afterwards.
"""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

import zlib
from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.course_drafts import Draft, SameCourse
from domain.permits import holders
from handlers.names import IMPORT_COURSES, NEW_COURSE
from handlers.parts import say_in_parts
from handlers.training import asking
from handlers.training.leaders import KEEPING, Owner, choose_owner
from handlers.training.make_steps import Here, list_earlier, look_here, make, open_earlier
from handlers.training.make_words import draft_lines

NEW = Choice("new", _("Kelas baru"), words=("baru",))
LIKE = Choice("like", _("Seperti yang dulu"), words=("dulu", "salin", "seperti dulu"))
SHEET = Choice("sheet", _("Dari file Excel"), words=("excel", "file", "impor"))

CHANGE = Choice("change", _("Ubah dulu"), words=("ubah", "ganti", "salah"))
LEAVE = Choice("leave", _("Tidak jadi"), words=("batalkan", "jangan", "tidak"))

TITLE = Choice("title", _("Nama kelas"), words=("nama",))
PLACE = Choice("place", _("Tempat"))
WHEN = Choice("when", _("Jadwal"), words=("waktu", "hari", "jam"))
CAPACITY = Choice("capacity", _("Banyaknya orang"), words=("banyak", "jumlah", "berapa"))
BRING = Choice("bring", _("Yang dibawa"), words=("bawa", "bawaan"))
CHILDREN = Choice("children", _("Soal anak"), words=("anak",))
FARE = Choice("fare", _("Soal ongkos"), words=("ongkos", "transport"))
WHO = Choice("who", _("Untuk siapa"), words=("siapa", "syarat"))
TRAINERS = Choice("trainers", _("Pelatih"))
REMINDER = Choice("reminder", _("Pengingat"), words=("ingat",))


@conversation(
    NEW_COURSE,
    title=_("Kelas baru"),
    words=("buat kelas", "kelas baru", "tambah kelas"),
    roles=holders(*KEEPING),
)
async def make_course(chat: Chat, key: str = "", earlier: int = 0) -> None:
    owner = await choose_owner(chat, key)
    here = await chat.look(look_here, owner.key)
    draft = await begin(chat, owner, here, earlier)
    agreed = await agree(chat, owner, here, draft)
    if agreed is None:
        return await chat.say(_("Baik, kelas tidak dibuat."))
    try:
        made = await chat.run(make, agreed)
    except SameCourse as same:
        return await chat.say(_("Kelas ini sudah ada. Kodenya {code}.", code=str(same.fields["code"])))
    await chat.say(_("Kelas {title} sudah dibuat. Kodenya {code}.", title=agreed.title, code=made.code))
    if owner.practice:
        return await chat.say(_("Ini latihan. Tidak ada yang dikabari."))
    await chat.say(_("Warga bisa mendaftar lewat JADWAL."))
    await chat.say(_("Untuk mengubah, ketik KELOLA KELAS."))


async def begin(chat: Chat, owner: Owner, here: Here, earlier: int) -> Draft:
    """The class as far as it has to be asked: a new one, or one like an earlier one on other days."""
    if not earlier and here.earlier:
        how = await chat.choose(_("Kelas {owner}. Pakai apa?", owner=owner.name), (NEW, LIKE, SHEET))
        if how.key == SHEET.key:
            await chat.go(IMPORT_COURSES, owner.key)
        if how.key == LIKE.key:
            listed = await chat.look(list_earlier, owner.key)
            earlier = int((await chat.choose(_("Seperti kelas yang mana?"), listed)).key)
    if earlier:
        return await asking.ask_when(chat, here.today, await chat.look(open_earlier, owner.key, earlier))
    return await ask_all(chat, owner, here)


async def ask_all(chat: Chat, owner: Owner, here: Here) -> Draft:
    """Question by question; what may be left out can be skipped."""
    place = owner.place
    draft = Draft(organisation_id=place.organisation_id, group_id=place.group_id, zone=owner.zone)
    draft = await asking.ask_title(chat, await asking.ask_sort(chat, draft))
    draft = replace(draft, place=await asking.ask_place(chat, owner.where))
    draft = await asking.ask_when(chat, here.today, draft)
    draft = replace(draft, capacity=await asking.ask_capacity(chat))
    draft = replace(draft, bring=await asking.ask_bring(chat))
    draft = replace(draft, childcare=await asking.ask_children(chat))
    draft = replace(draft, who=await asking.ask_who(chat, draft, here))
    return replace(draft, trainers=await asking.ask_trainers(chat, draft))


async def agree(chat: Chat, owner: Owner, here: Here, draft: Draft) -> Draft | None:
    """The class as it was read back and agreed to, changed as often as she likes; None if there is to be none."""
    while True:
        yes = Choice(mark_of(draft), _("Buat kelas"), words=("buat", "ya", "benar", "setuju"))
        asked = _("Sudah benar?")
        areas = [each.name for each in here.areas if each.key in draft.who.areas]
        await say_in_parts(chat, draft_lines(draft, areas), then=asked)
        chosen = await chat.choose(asked, (yes, CHANGE, LEAVE))
        if chosen.key == LEAVE.key:
            return None
        if chosen.key == yes.key:
            return draft
        draft = await change(chat, owner, here, draft)


def mark_of(draft: Draft) -> str:
    """Stands for what was read back: where the program plans other days by now, she is asked anew."""
    return f"make-{zlib.crc32(repr(draft).encode()):08x}"


async def change(chat: Chat, owner: Owner, here: Here, draft: Draft) -> Draft:
    """One part of it asked again."""
    of_office = draft.group_id is None
    rows = (
        TITLE,
        PLACE,
        WHEN,
        CAPACITY,
        BRING,
        CHILDREN,
        FARE,
        WHO,
        *((TRAINERS,) if of_office else ()),
        REMINDER,
    )
    what = (await chat.choose(_("Yang mana diubah?"), rows)).key
    if what == TITLE.key:
        return await asking.ask_title(chat, draft)
    if what == WHEN.key:
        return await asking.ask_when(chat, here.today, draft)
    if what == PLACE.key:
        return replace(draft, place=await asking.ask_place(chat, owner.where))
    if what == CAPACITY.key:
        return replace(draft, capacity=await asking.ask_capacity(chat))
    if what == BRING.key:
        return replace(draft, bring=await asking.ask_bring(chat))
    if what == CHILDREN.key:
        return replace(draft, childcare=await asking.ask_children(chat))
    if what == FARE.key:
        return replace(draft, transport=await asking.ask_fare(chat))
    if what == WHO.key:
        return replace(draft, who=await asking.ask_who(chat, draft, here))
    if what == TRAINERS.key:
        return replace(draft, trainers=await asking.ask_trainers(chat, draft))
    return replace(draft, offsets=await asking.ask_offsets(chat))
