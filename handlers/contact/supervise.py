"""Pantau pesan: who of an office has how much, what waits too long, how soon it answers. Not a word of any woman."""

# staff: supervisors of an office read this file's sentences

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.first_answers import IN_TIME_MIN
from domain.permits import Action, holders
from domain.refusals import NotAllowed
from domain.suppression import GROUP_MIN
from handlers.contact.matter_words import topic_of, waited
from handlers.contact.supervise_steps import (
    Figures,
    Late,
    Line,
    Taker,
    assign,
    count_month,
    list_late,
    list_offices,
    list_takers,
    open_load,
)
from handlers.names import SUPERVISE
from handlers.parts import say_in_parts

LATE = Choice("late", _("Yang lama menunggu"), words=("lama", "menunggu"))
FIGURES = Choice("figures", _("Angka per bulan"), words=("angka", "bulan"))
END = Choice("end", _("Selesai"), words=("cukup", "sudah"))
GIVE = Choice("give", _("Serahkan ke petugas"), words=("serahkan", "tugaskan"))
BACK = Choice("back", _("Kembali"), words=("daftar",))

# Of a list that can be tapped on every channel, with the way back.
FIRST_ROWS = 9

MONTHS = (
    Choice("m0", _("Bulan ini")),
    Choice("m1", _("Bulan lalu")),
    Choice("m2", _("2 bulan lalu")),
)

HOUR_MIN = 60


@conversation(
    SUPERVISE,
    title=_("Pantau pesan"),
    words=("pantau pesan", "pantau petugas", "pantau"),
    roles=holders(Action.SUPERVISE_MATTERS),
    resumes=False,
)
async def supervise(chat: Chat, organisation_id: int = 0, seen: bool = False) -> None:
    """seen: the load stands right above, as it is."""
    offices = await chat.look(list_offices, organisation_id)
    if not offices:
        raise NotAllowed
    office = offices[0] if len(offices) == 1 else await chat.choose(_("Kantor yang mana?"), offices)
    organisation_id = int(office.key)
    if not seen:
        await say_in_parts(chat, load_in_words(office.label, await chat.run(open_load, organisation_id)))
    chosen = await chat.choose(_("Mau lihat apa?"), (LATE, FIGURES, END))
    if chosen.key == END.key:
        return await chat.say(_("Baik, sudah selesai."))
    changed = False
    if chosen.key == LATE.key:
        changed = await show_late(chat, organisation_id)
    else:
        await show_figures(chat, organisation_id)
    await chat.go(SUPERVISE, organisation_id, not changed)


async def show_late(chat: Chat, organisation_id: int) -> bool:
    """What waits too long, by code; one of them may be given to somebody. Whether it was."""
    late = await chat.look(list_late, organisation_id)
    if not late:
        await chat.say(_("Tidak ada yang terlalu lama menunggu."))
        return False
    asked = n_("{n} terlalu lama menunggu. Pilih satu.", "{n} terlalu lama menunggu. Pilih satu.", len(late))
    rows = [*map(row, late)]
    chosen = await chat.choose(asked, [*rows[:FIRST_ROWS], BACK, *rows[FIRST_ROWS:]])
    if chosen.key == BACK.key:
        return False
    one = next(each for each in late if str(each.matter_id) == chosen.key)
    for line in late_in_words(one):
        await chat.say(line)
    if one.only_holder:
        await chat.say(_("Pengirim hanya mau petugas itu. Izinnya sudah ditanyakan."))
        return False
    if (await chat.choose(_("Bagaimana?"), (GIVE, BACK))).key == GIVE.key:
        return await give(chat, one)
    return False


async def give(chat: Chat, one: Late) -> bool:
    """To whom; who has least comes first. Whether it was given."""
    takers = await chat.look(list_takers, one.matter_id)
    if not takers:
        await chat.say(_("Belum ada petugas lain yang boleh membacanya."))
        return False
    chosen = await chat.choose(_("Serahkan {code} ke siapa?", code=one.code), [*map(taker, takers), BACK])
    if chosen.key == BACK.key:
        return False
    name = next(each.name for each in takers if str(each.person_id) == chosen.key)
    asked = _("{code} diserahkan ke {name}. Pengirim diberi tahu. Benar?", code=one.code, name=name)
    if not await chat.confirm(asked, weighty=False):
        await chat.say(_("Baik, tidak ada yang berubah."))
        return False
    await chat.run(assign, one.matter_id, int(chosen.key))
    await chat.say(_("{code} sekarang dipegang {name}.", code=one.code, name=name))
    return True


async def show_figures(chat: Chat, organisation_id: int) -> None:
    """First answers of one month."""
    chosen = await chat.choose(_("Bulan yang mana?"), MONTHS)
    for line in figures_in_words(await chat.look(count_month, organisation_id, int(chosen.key[1:]))):
        await chat.say(line)


# -- words ------------------------------------------------------------------------------------------------------


def load_in_words(office: str, load: Sequence[Line]) -> list[Text]:
    """One line for each of them, whoever has most unanswered first."""
    said = [
        n_(
            "{office}: {n} urusan terbuka.",
            "{office}: {n} urusan terbuka.",
            sum(each.open for each in load),
            office=office,
        )
    ]
    return [*said, *map(_line, load)]


def _line(line: Line) -> Text:
    name: Text | str = line.name or _("Tanpa nama")
    if line.nobody:
        name = _("Belum ada petugas")
    elif line.away:
        name = _("{name} (cuti)", name=name)
    if not line.open:
        return _("{name}: tidak ada urusan.", name=name)
    if not line.unanswered:
        return n_(
            "{name}: {n} urusan, semua terjawab.", "{name}: {n} urusan, semua terjawab.", line.open, name=name
        )
    return n_(
        "{name}: {n} urusan, {unanswered} belum dijawab, paling lama {waited}.",
        "{name}: {n} urusan, {unanswered} belum dijawab, paling lama {waited}.",
        line.open,
        name=name,
        unanswered=line.unanswered,
        waited=waited(line.minutes),
    )


def row(late: Late) -> Choice:
    """Its line in the list: the code, how long she waits, and who has it."""
    label = _("{code}, {waited}", code=late.code, waited=waited(late.minutes))
    return Choice(
        str(late.matter_id), label, hint=late.holder or _("Belum dipegang"), words=(late.code.lower(),)
    )


def late_in_words(late: Late) -> list[Text]:
    """All that a supervisor sees of it."""
    said = [
        _(
            "{code}: {topic}, menunggu {waited}.",
            code=late.code,
            topic=_("keluhan") if late.complaint else topic_of(late.topic),
            waited=waited(late.minutes),
        )
    ]
    if not late.holder:
        said.append(_("Belum ada petugas yang memegang."))
    elif late.away:
        said.append(_("Dipegang {name}, sedang cuti.", name=late.holder))
    else:
        said.append(_("Dipegang {name}.", name=late.holder))
    if late.women_only:
        said.append(_("Pengirim minta petugas perempuan."))
    return said


def taker(one: Taker) -> Choice:
    """Her line: how much she has, and whether she is there."""
    hint = n_("{n} urusan", "{n} urusan", one.open)
    if one.away:
        hint = n_("{n} urusan, sedang cuti", "{n} urusan, sedang cuti", one.open)
    return Choice(str(one.person_id), one.name, hint=hint)


def figures_in_words(figures: Figures) -> list[Text]:
    """The month's first answers; what is about a few is left out."""
    if figures.total is None:
        return [_("Belum bisa dihitung. Bulan itu kurang dari {least} pesan.", least=GROUP_MIN)]
    hours = IN_TIME_MIN // HOUR_MIN
    said = [n_("{n} urusan mulai di bulan itu.", "{n} urusan mulai di bulan itu.", figures.total)]
    if figures.median_min is not None:
        said.append(
            _("Jawaban pertama biasanya sesudah {time} kantor buka.", time=office_time(figures.median_min))
        )
    for count, words in (
        (figures.in_time, _("Dijawab dalam {hours} jam kantor", hours=hours)),
        (figures.later, _("Dijawab sesudah itu")),
        (figures.not_yet, _("Belum dijawab")),
    ):
        if count is not None:
            said.append(_("{words}: {n} dari {total}.", words=words, n=count, total=figures.total))
    if None in (figures.in_time, figures.later, figures.not_yet):
        said.append(_("Jumlah di bawah {least} tidak ditulis.", least=GROUP_MIN))
    return said


def office_time(minutes: int) -> Text:
    """So much time in which the office was open."""
    if minutes < HOUR_MIN:
        return n_("{n} menit", "{n} menit", minutes)
    return n_("{n} jam", "{n} jam", round(minutes / HOUR_MIN))
