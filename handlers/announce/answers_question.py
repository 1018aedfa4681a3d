"""May it be answered, and how? With a button each; a question without buttons stays a sentence."""

# staff: who announces reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from handlers.announce.text_question import Answers

# Kept as people's own word, in Indonesian: they stand on her buttons as they are.
READY: dict[str, tuple[str, ...]] = {
    "come": ("Bisa", "Tidak bisa"),
    "yes": ("Ya", "Tidak"),
    "done": ("Sudah", "Belum"),
}
COME = Choice("come", _("Bisa, Tidak bisa"), words=("bisa", "tidak bisa"))
YES = Choice("yes", _("Ya, Tidak"), words=("ya", "tidak"))
DONE = Choice("done", _("Sudah, Belum"), words=("sudah", "belum"))
OWN = Choice("own", _("Tulis sendiri"), words=("tulis", "sendiri", "lain"))
NONE = Choice("none", _("Tanpa tombol"), words=("tanpa", "tidak usah", "tidak perlu"))


async def ask_answers(chat: Chat) -> tuple[str, ...]:
    """The answers on the buttons; none where it is to have none."""
    chosen = await chat.choose(_("Tombol jawabannya apa?"), (COME, YES, DONE, OWN, NONE))
    if chosen.key == OWN.key:
        return await chat.ask(_("Tulis jawabannya, pakai koma. Contoh: Pagi, Siang, Sore."), Answers())
    return READY.get(chosen.key, ())
