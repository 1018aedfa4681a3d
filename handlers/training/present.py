"""Hadir: the code on the wall says that she is there; then she may say who sits beside her without a phone."""

from conversation.chat import Chat
from conversation.questions import Choice, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.registry import conversation
from conversation.text import Text, _
from domain.attendance import NEIGHBOURS_MAX, Typed, read_wall_code
from domain.records import dataclass
from handlers.house import CANNOT_READ
from handlers.names import ATTENDANCE, PRESENT
from handlers.questions import Asked
from handlers.training.absent_words import TYPED
from handlers.training.present_steps import (
    Noted,
    count_open,
    keeps_list,
    list_beside,
    note_code,
    note_neighbour,
)

NO_CODE = _("Tidak ada kode")
ENOUGH = Choice("none", _("Tidak ada"), words=("cukup", "sudah", "tidak", "belum ada", "selesai", "sendiri"))


@dataclass(frozen=True, kw_only=True)
class WallCode(Asked):
    """The code on the wall of a session."""

    @property
    def kind(self) -> str:
        return "wall-code"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """Four signs, however they are typed."""
        if said.thing:
            return Unclear(CANNOT_READ)
        code = read_wall_code(said.text)
        return Understood(code) if code else Unclear(_("Kodenya empat tanda. Contoh: 7K4P."))

    def restore(self, plain: Plain) -> str:
        """The code as it stands on the wall."""
        if not isinstance(plain, str) or read_wall_code(plain) != plain:
            raise NoLongerFits
        return plain


@conversation(
    PRESENT,
    title=_("Catat hadir"),
    words=("saya hadir", "hadir bu", "sudah hadir", "kode hadir", "absen", "absensi", "catat hadir"),
    resumes=False,
)
async def say_present(chat: Chat, _course_id: int = 0, code: str = "") -> None:
    if not code and await chat.look(keeps_list):
        await chat.go(ATTENDANCE)
    if not code and not await chat.look(count_open):
        return await chat.say(
            _("Belum ada kelas Ibu yang sedang dibuka. Ketik JADWAL untuk melihat waktunya.")
        )
    asked: Text = _("Ketik kode yang ada di dinding. Contoh: 7K4P.")
    while True:
        if not code:
            code = await chat.ask_or_skip(asked, WallCode(skip=NO_CODE)) or ""
        if not code:
            return await chat.say(TYPED[Typed.TOO_OFTEN])
        noted = await chat.run(note_code, code)
        if noted.typed in (Typed.WRITTEN, Typed.BEFORE):
            return await thank(chat, noted)
        if noted.typed is not Typed.WRONG:
            return await chat.say(TYPED[noted.typed])
        asked, code = TYPED[Typed.WRONG], ""


async def thank(chat: Chat, noted: Noted) -> None:
    """It is kept; then her neighbours, one by one, if some are not there yet."""
    if noted.typed is Typed.BEFORE:
        await chat.say(_("Ibu sudah tercatat hadir di kelas {title}. Terima kasih.", title=noted.title))
    else:
        await chat.say(_("Hadir dicatat di kelas {title}. Terima kasih, Bu.", title=noted.title))
    asked = _("Siapa duduk di sebelah Ibu dan belum bisa mengetik kode?")
    for number in range(NEIGHBOURS_MAX):
        beside = await chat.look(list_beside, noted.session_id)
        if not beside and number:
            return await chat.say(_("Sudah dicatat hadir semua. Terima kasih sudah membantu, Bu."))
        if not beside:
            return
        rows = [Choice(f"p{each.id}", each.name) for each in beside]
        chosen = await chat.choose(asked, [*rows, ENOUGH])
        if chosen.key == ENOUGH.key:
            return await chat.say(_("Baik. Selamat belajar, Bu."))
        await chat.run(note_neighbour, noted.session_id, int(chosen.key[1:]))
        asked = _("{name} sudah dicatat hadir. Ada lagi di sebelah Ibu?", name=str(chosen.label))
    return await chat.say(_("Terima kasih sudah membantu, Bu. Yang lain dicatat pelatih."))
