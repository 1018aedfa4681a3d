"""Keterampilan: what she can do and what she would like to learn, in her own words; hers to say, change and erase.

Source B: training "sesuai kemampuan (skill) yang dimiliki oleh setiap individu". It is asked, and decides nothing.
"""

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import consents, controllers, course_fit, skills
from db.unit import Unit
from domain.courses import Topic
from domain.purposes import ConsentMissing, Controller, Purpose, Side
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.skills import WORDS_CHARS_MAX, Skill
from domain.skills import Side as Of
from handlers.names import SKILLS
from handlers.purpose_words import VERSIONS, question
from handlers.questions import SomeOf, Words, YesNo
from handlers.screening_steps import ask_area
from handlers.training.join_steps import keep_answer
from handlers.training.make_words import TOPICS

NONE = Choice("none", _("Belum ada"), words=("belum", "tidak ada"))
ENOUGH = Choice("enough", _("Sudah, itu saja"), words=("sudah", "cukup", "itu saja"))
CAN = Choice("can", _("Yang saya bisa"), words=("bisa",))
WANTS = Choice("wants", _("Yang mau dipelajari"), words=("belajar", "mau"))
ERASE = Choice("erase", _("Hapus semua"), words=("hapus",))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))

ASKED = {
    Of.CAN: _("Ibu sudah bisa apa? Boleh lebih dari satu."),
    Of.WANTS: _("Ibu mau belajar apa? Boleh lebih dari satu."),
}
OWN_WORDS = {
    Of.CAN: _("Yang lain itu apa, Bu? Tulis pendek saja."),
    Of.WANTS: _("Yang lain itu apa, Bu? Tulis pendek saja."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What she has said. controllers: who may write it down, if she says yes; agreed: she has said yes to one."""

    said: tuple[Skill, ...]
    agreed: bool
    controller: Controller | None


@conversation(
    SKILLS,
    title=_("Keterampilan saya"),
    words=("keterampilan saya", "keahlian saya", "saya bisa apa"),
    resumes=False,
)
async def keep_skills(chat: Chat) -> None:
    sheet = await chat.look(find_sheet, "")
    if not sheet.agreed and not await agree(chat, sheet):
        return
    if not sheet.said:
        can, can_words = await ask_side(chat, Of.CAN)
        wants, wants_words = await ask_side(chat, Of.WANTS)
        await chat.run(keep_both, can, can_words, wants, wants_words)
        return await say_kept(chat)
    for side, line in ((Of.CAN, _can_line(sheet.said)), (Of.WANTS, _wants_line(sheet.said))):
        if any(each.side is side for each in sheet.said):
            await chat.say(line)
    chosen = await chat.choose(_("Mau ubah yang mana, Bu?"), (CAN, WANTS, ERASE, DONE))
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, Bu. Ketik JADWAL untuk melihat kelas."))
    if chosen.key == ERASE.key:
        if not await chat.confirm(_("Hapus semua catatan keterampilan Ibu?"), weighty=False):
            return await chat.say(_("Baik, Bu. Tidak ada yang dihapus."))
        await chat.run(forget)
        return await chat.say(_("Sudah dihapus, Bu."))
    side = Of(chosen.key)
    keys, words = await ask_side(chat, side)
    await chat.run(keep_side, side, keys, words)
    await say_kept(chat)


async def agree(chat: Chat, sheet: Sheet) -> bool:
    """Whether she allows that it is written down, by her office or her group; what she says is kept."""
    area = ""
    if sheet.controller is None:
        area = (await ask_area(chat)).key
        sheet = await chat.look(find_sheet, area)
    if sheet.controller is None:
        await chat.say(_("Di daerah itu belum ada kantor kami, Bu."))
        return False
    given = await chat.ask(
        question(Purpose.TRAINING, sheet.controller),
        YesNo(explicit=True, is_weighty=True, labels=(_("Boleh"), _("Tidak"))),
    )
    await chat.run(answer, sheet.controller.side.value, sheet.controller.id, area, given)
    if not given:
        await chat.say(_("Baik, Bu. Tidak ada yang dicatat. Mau lihat jadwal saja? Ketik JADWAL."))
    return given


async def ask_side(chat: Chat, side: Of) -> tuple[tuple[str, ...], str]:
    """The topics' keys, and her own words for what is not among them."""
    choices = [Choice(each.value, TOPICS[each]) for each in Topic]
    chosen = list(await chat.ask(ASKED[side], SomeOf(of=[NONE, *choices], none_key=NONE.key)))
    one_by_one = len(chosen) == 1 and chosen[0] != NONE.key
    while one_by_one:  # she taps; who types names them all at once
        rest = [each for each in choices if each.key not in chosen]
        more = await chat.ask(_("Ada lagi, Bu?"), SomeOf(of=[ENOUGH, *rest]))
        chosen.extend(key for key in more if key != ENOUGH.key)
        one_by_one = ENOUGH.key not in more and len(more) == 1 and len(rest) > 1
    keys = tuple(key for key in chosen if key != NONE.key)
    words = ""
    if Topic.OTHER.value in keys:
        words = await chat.ask(OWN_WORDS[side], Words(chars_max=WORDS_CHARS_MAX, one_line=True))
    return keys, words


async def say_kept(chat: Chat) -> None:
    """And what there is for it now."""
    await chat.say(_("Sudah saya catat, Bu. Boleh diubah kapan saja."))
    count = await chat.look(count_wanted)
    if count:
        await chat.say(
            n_(
                "Ada {n} kelas yang Ibu mau. Ketik JADWAL untuk melihat.",
                "Ada {n} kelas yang Ibu mau. Ketik JADWAL untuk melihat.",
                count,
            )
        )


def _can_line(said: Sequence[Skill]) -> Text:
    return _("Yang Ibu bisa: {what}.", what=_named([each for each in said if each.side is Of.CAN]))


def _wants_line(said: Sequence[Skill]) -> Text:
    return _("Yang mau Ibu pelajari: {what}.", what=_named([each for each in said if each.side is Of.WANTS]))


def _named(said: Sequence[Skill]) -> Text:
    text = _("{nothing}", nothing="")
    for number, each in enumerate(said):
        name = _("{words}", words=each.words) if each.words else TOPICS[each.topic]
        text = name if not number else _("{before}, {name}", before=text, name=name)
    return text


# -- what is read and written -----------------------------------------------------------------------------------


async def find_sheet(unit: Unit, area: str) -> Sheet:
    """What the actor has said, and who may write it down. area: where she says she lives."""
    me = unit.actor.person_id
    current = await consents.list_current(unit, me)
    agreed = any(
        purpose == Purpose.TRAINING.value and each.is_given and each.version == VERSIONS[Purpose.TRAINING]
        for (purpose, _office, _group), each in current.items()
    )
    own = await controllers.list_of(unit, me)
    controller = next((each for each in own if each.side is Side.OFFICE), own[0] if own else None)
    if controller is None and area:
        controller = await controllers.find_for_area(unit, area)
    return Sheet(said=await skills.list_of(unit, me), agreed=agreed, controller=controller)


async def answer(unit: Unit, side: str, row_id: int, area: str, given: bool) -> None:
    """Her answer to that office or group, with the words she was shown. Raises NotAllowed where it is none of hers."""
    found = (await find_sheet(unit, area)).controller
    if found is None or (found.side.value, found.id) != (side, row_id):
        raise NotAllowed
    await keep_answer(unit, found, given)


async def keep_both(
    unit: Unit, can: tuple[str, ...], can_words: str, wants: tuple[str, ...], wants_words: str
) -> None:
    """Both sides at once. Raises ConsentMissing."""
    await keep_side(unit, Of.CAN, can, can_words)
    await keep_side(unit, Of.WANTS, wants, wants_words)


async def keep_side(unit: Unit, side: Of, keys: tuple[str, ...], words: str) -> None:
    """This is what she can do, or would like to learn, and nothing else. Raises ConsentMissing."""
    if not (await find_sheet(unit, "")).agreed:
        raise ConsentMissing
    said = [
        Skill(side=side, topic=Topic(key), words=words if key == Topic.OTHER.value else "") for key in keys
    ]
    await skills.keep(unit, unit.actor.person_id, side, said)


async def forget(unit: Unit) -> None:
    """Nothing of it is kept any more."""
    skills.forget(unit, unit.actor.person_id)


async def count_wanted(unit: Unit) -> int:
    """How many courses that are for her teach what she would like to learn."""
    me = unit.actor.person_id
    wanted = {each.topic for each in await skills.list_of(unit, me) if each.side is Of.WANTS}
    return sum(each.course.topic in wanted for each in await course_fit.list_fitting(unit, me))
