"""Nilai kelas: three faces from each woman when a course is over; who leads it reads what they say together."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.course_evaluations import Asked, Face, Process
from domain.suppression import GROUP_MIN, Line
from handlers.names import EVALUATION
from handlers.training.evaluate_steps import (
    Heard,
    Own,
    is_given,
    keep_faces,
    list_led,
    list_open,
    read_heard,
)

SKIP = _("Lewati")
FACES = (
    Choice("3", _("😀 Ya"), words=("ya", "bagus", "senang")),
    Choice("2", _("😐 Lumayan"), words=("lumayan", "biasa", "cukup")),
    Choice("1", _("🙁 Belum"), words=("belum", "tidak", "kurang")),
)

# More would not fit into one message; the newest are first.
NOTES_SHOWN = 2


@conversation(
    EVALUATION,
    title=_("Nilai kelas"),
    words=("nilai kelas", "penilaian kelas"),
    sensitive=True,
    resumes=False,
)
async def evaluate(chat: Chat, course_id: int = 0) -> None:
    pending = await chat.look(list_open)
    led = await chat.look(list_led)
    if course_id:
        mine = [each for each in pending if each.course_id == course_id]
        if mine:
            return await ask_faces(chat, mine[0])
        if any(each.course_id == course_id for each in led):
            return await show_heard(chat, await chat.look(read_heard, course_id))
        if await chat.look(is_given, course_id):
            return await chat.say(_("Kelas ini sudah Ibu nilai. Terima kasih, Bu."))
    if pending:
        return await ask_faces(chat, await _choose(chat, pending))
    if led:
        chosen = await _choose(chat, led)
        return await show_heard(chat, await chat.look(read_heard, chosen.course_id))
    await chat.say(_("Belum ada kelas yang perlu dinilai. Terima kasih, Bu."))


async def _choose(chat: Chat, found: tuple[Own, ...]) -> Own:
    return found[0] if len(found) == 1 else await chat.choose(_("Kelas yang mana?"), found)


async def ask_faces(chat: Chat, own: Own) -> None:
    """Three questions, each may be skipped."""
    useful = await chat.choose_or_skip(
        _("Kelas {title}: berguna buat Ibu?", title=own.title), FACES, skip=SKIP
    )
    clear = await chat.choose_or_skip(_("Penjelasannya mudah dimengerti?"), FACES, skip=SKIP)
    at_ease = await chat.choose_or_skip(_("Ibu merasa nyaman di kelas?"), FACES, skip=SKIP)
    kept = [0 if each is None else int(each.key) for each in (useful, clear, at_ease)]
    await chat.run(keep_faces, own.course_id, kept)
    await chat.say(_("Terima kasih, Bu. Jawaban Ibu sudah masuk, tanpa nama."))
    if kept[2] == Face.SAD:
        await chat.say(_("Kalau ada yang mengganjal, ketik PETUGAS. Boleh cerita pelan-pelan."))


# -- for those who lead it --------------------------------------------------------------------------------------

ASKED: dict[Asked, Text] = {
    Asked.USEFUL: _("Berguna"),
    Asked.CLEAR: _("Mudah dimengerti"),
    Asked.AT_EASE: _("Nyaman"),
}
PROCESS: dict[Process, Text] = {
    Process.SMOOTH: _("Lancar"),
    Process.ON_TIME: _("Sesuai jadwal"),
    Process.ACTIVE: _("Aktif dan semangat"),
    Process.SHARED: _("Semua ikut serta"),
}


async def show_heard(chat: Chat, heard: Heard) -> None:
    """What women said together, then what was said of the sessions."""
    lines = [(asked, line) for asked, line in heard.faces if line.is_shown]
    if lines:
        await chat.say(_("Kata peserta kelas {title}:", title=heard.title))  # staff
    else:
        # staff
        await chat.say(
            _(
                "Kelas {title}: jawaban peserta ditulis kalau sudah ada {least}.",
                title=heard.title,
                least=GROUP_MIN,
            )
        )
    for asked, line in lines:
        await chat.say(face_line(asked, line))
    if any(not line.is_whole for _asked, line in lines):
        await chat.say(HIDDEN_NOTE)
    if heard.sessions:
        await chat.say(
            n_("Catatan {n} pertemuan:", "Catatan {n} pertemuan:", heard.sessions)  # staff
        )
        for process, counts in heard.process:
            await chat.say(process_line(process, counts))
        for note in heard.notes[:NOTES_SHOWN]:
            await chat.say(note)


# staff
HIDDEN_NOTE = _("Tanda – tidak ditulis, supaya tidak ada yang bisa ditebak.")


def face_line(asked: Asked, line: Line) -> Text:
    """One question and what was said to it."""
    glad, plain, sad = (shown(cell) for cell in line.cells)
    return _(  # staff
        "{asked}: ya {glad}, lumayan {plain}, belum {sad}, dari {total} orang.",
        asked=ASKED[asked],
        glad=glad,
        plain=plain,
        sad=sad,
        total=shown(line.total),
    )


def process_line(process: Process, counts: tuple[int, int, int]) -> Text:
    """One question about the sessions and how they were judged."""
    yes, partly, no = counts
    return _(  # staff
        "{asked}: ya {yes}, sebagian {partly}, belum {no}.",
        asked=PROCESS[process],
        yes=yes,
        partly=partly,
        no=no,
    )


def shown(cell: int | None) -> str:
    """A count as it is written: a dash for one that is left out."""
    return "–" if cell is None else str(cell)
